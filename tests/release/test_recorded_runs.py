"""The runs that exams show are what the loops do today."""

import subprocess
import sys
from unittest import mock

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

    yield runs_with_faults
    loops.use_recorded()


@pytest.fixture(autouse=True)
def trained(runs):
    loops.use_recorded(False)


def test_every_run_that_is_shown_was_recorded_and_is_long_enough(runs):
    for key, steps in runs.SHOWN.items():
        assert len(runs.recorded(*key)) >= steps


def test_a_run_that_was_not_recorded_says_how_to_record_it(runs):
    with pytest.raises(LookupError, match=r"tools/record_runs\.py"):
        runs.recorded("healthy", "sgd", -1)


def test_recorded_runs_are_what_the_loops_do(runs):
    for key in sorted(runs.SHOWN)[::7]:
        they_are_alike(key, runs.recorded(*key))


def they_are_alike(key, trace):
    for recorded, trained in zip(trace, loops.run(*key, ALIKE), strict=False):
        assert recorded["moved"] == trained["moved"], key
        assert recorded["value"] == pytest.approx(trained["value"], rel=1e-3), key
        for name, norm in trained["grads"].items():
            near = norm if norm is None else pytest.approx(norm, rel=1e-3, abs=1e-9)
            assert recorded["grads"][name] == near, (key, name)


def test_the_public_runs_are_what_the_loops_do():
    for key in loops.public_runs():
        trace = loops.PUBLIC_RUNS.read(key)
        assert len(trace) == len(loops.run(*key, loops.usual_steps(key[0])))
        they_are_alike(key, trace)


def test_recorded_runs_are_read_where_that_is_asked_for():
    key = loops.public_runs()[0]
    steps = loops.usual_steps(key[0])
    with mock.patch.object(loops, "setup", side_effect=AssertionError("it trains")):
        with pytest.raises(AssertionError, match="it trains"):
            loops.run(*key, steps)
        loops.use_recorded()
        assert loops.run(*key, steps) == loops.PUBLIC_RUNS.read(key)
        with pytest.raises(AssertionError, match="it trains"):
            loops.run(*key, steps - 1)


def test_a_notebook_trains():
    code = "from losslab.physical_loss import loops; print(loops._recorded)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "None\n", done.stderr


def test_a_shorter_run_is_the_beginning_of_a_longer_one():
    for loop in (*loops.HEALTHY, *loops.FAULTS):
        assert loops.run(loop, steps=20) == loops.run(loop, steps=26)[:20], loop
