"""While lasting objects are made nothing collects; afterwards it is as before."""

import gc

import pytest

from autograder.sandbox import lasting


@pytest.fixture(autouse=True)
def collector():
    """The collector as the other tests find it."""
    yield
    gc.enable()
    gc.unfreeze()


def test_nothing_is_collected_meanwhile_and_everything_is_kept():
    with lasting.loading():
        assert not gc.isenabled()
        made = [[] for _ in range(100)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= len(made)


def test_loading_inside_loading_leaves_the_collector_to_the_outer_one():
    with lasting.loading():
        with lasting.loading():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_turns_the_collector_on_again():
    with pytest.raises(ValueError, match="broken"), lasting.loading():
        raise ValueError("broken")
    assert gc.isenabled()
