"""Here the loops train, also where another test has made this process read recorded runs."""

import pytest
from losslab.physical_loss import loops


@pytest.fixture(autouse=True, scope="module")
def trained():
    before = loops._recorded
    loops.use_recorded(False)
    yield
    loops.use_recorded(before is not None)
