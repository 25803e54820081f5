"""A learner's process for each test, and what it printed."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from autograder.sandbox import Learner, Zygote
from tests.conftest import QUICK


def soon() -> float:
    """A deadline that nothing here should reach."""
    return time.monotonic() + 20


def printed(learner: Learner, source: str) -> str:
    """What a cell printed, or the text of what it raised."""
    outputs = learner.run(source, soon())["outputs"]
    return "".join(o.get("text", o.get("evalue", "")) for o in outputs)


@pytest.fixture
def learner(zygote: Zygote) -> Iterator[Learner]:
    made = zygote.learner(QUICK)
    yield made
    made.close()
