"""The runs that exams show are what the loops do today."""

import pytest
from losslab.physical_loss import loops

from autograder.course.course import Course
from tests.conftest import ROOT

# In later events another processor's rounding may have grown.
ALIKE = 10


@pytest.fixture(scope="module")
def runs():
    Course(ROOT).chapter("physical_loss")
    from solutions.physical_loss import runs_with_faults

    return runs_with_faults


def test_every_run_that_is_shown_was_recorded_and_is_long_enough(runs):
    for key, steps in runs.SHOWN.items():
        assert len(runs.recorded(*key)) >= steps


def test_a_run_that_was_not_recorded_says_how_to_record_it(runs):
    with pytest.raises(LookupError, match=r"tools/record_runs\.py"):
        runs.recorded("healthy", "sgd", -1)


def test_recorded_runs_are_what_the_loops_do(runs):
    for key in sorted(runs.SHOWN)[::7]:
        trace = runs.recorded(*key)
        for recorded, trained in zip(trace, loops.run(*key, ALIKE), strict=False):
            assert recorded["moved"] == trained["moved"], key
            assert recorded["value"] == pytest.approx(trained["value"], rel=1e-3), key
            for name, norm in trained["grads"].items():
                near = norm if norm is None else pytest.approx(norm, rel=1e-3, abs=1e-9)
                assert recorded["grads"][name] == near, (key, name)


def test_a_shorter_run_is_the_beginning_of_a_longer_one():
    for loop in (*loops.HEALTHY, *loops.FAULTS):
        assert loops.run(loop, steps=20) == loops.run(loop, steps=26)[:20], loop
