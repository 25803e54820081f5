"""One run at a time; a cut one goes on as it began; a signal is a question and not a cut."""

import os
import signal
import threading

import pytest

from autograder.classroom.run import Run, StoppedError, StopSignals
from autograder.course.course import CourseError


@pytest.fixture
def path(tmp_path):
    return tmp_path / "autograded" / ".tiny.run"


def begun(path, version="version", seed=None, finish=False, again=""):
    """The seed of a run, and whether it went on from another one."""
    with Run(path) as run:
        run.begin(version, seed, again)
        if finish:
            run.finish()
        return run.seed, run.resumed


def test_two_runs_cannot_write_at_once(path):
    with Run(path), pytest.raises(CourseError, match="grading this already"):
        Run(path).__enter__()
    with Run(path):
        pass


def test_two_assignments_can_be_graded_at_once(path):
    with Run(path), Run(path.with_name(".other.run")):
        pass


def test_the_lock_goes_with_the_process_that_held_it(path):
    child = os.fork()
    if not child:
        Run(path).__enter__().begin("version", 7)
        os._exit(0)
    os.waitpid(child, 0)
    assert begun(path) == (7, True)


def test_an_unfinished_run_goes_on_with_its_seed(path):
    seed, resumed = begun(path)
    assert not resumed
    assert begun(path) == (seed, True)


def test_a_finished_run_is_not_gone_on_with(path):
    seed, _ = begun(path, finish=True)
    again, resumed = begun(path)
    assert again != seed
    assert not resumed


def test_another_version_of_the_course_begins_anew(path):
    seed, _ = begun(path)
    again, resumed = begun(path, "another version")
    assert again != seed
    assert not resumed


def test_a_seed_that_was_asked_for_is_the_one_that_is_used(path):
    begun(path)
    assert begun(path, seed=5) == (5, False)
    assert begun(path, seed=5) == (5, True)


def test_a_run_of_one_exercise_neither_takes_up_nor_ends_another_kind(path):
    whole, _ = begun(path)
    double, resumed = begun(path, again="double")
    assert double != whole
    assert not resumed
    assert begun(path, again="mean", finish=True)[0] not in (whole, double)
    assert begun(path, finish=True) == (whole, True)
    assert begun(path, again="double", finish=True) == (double, True)
    assert path.read_text() == ""


@pytest.mark.parametrize("text", ["{", "[]", "5", '{"seed": "7"}', '{"version": "version"}', "\0"])
def test_half_a_file_is_no_run(path, text):
    path.parent.mkdir()
    path.write_text(text)
    assert begun(path) != ("7", True)
    assert begun(path)[1], "and it is whole again"


def test_a_signal_is_noted_and_a_second_one_interrupts():
    before = signal.getsignal(signal.SIGTERM)
    with StopSignals() as signals:
        assert not signals.stopped()
        os.kill(os.getpid(), signal.SIGTERM)
        assert signals.stopped()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGTERM) is before


def test_in_another_thread_signals_are_left_alone():
    before, inside = signal.getsignal(signal.SIGINT), []

    def work():
        with StopSignals():
            inside.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert inside == [before]


def test_who_stopped_a_run_is_told_how_far_it_came():
    stopped = StoppedError(3, 10)
    assert "3 of 10" in str(stopped)
    assert isinstance(stopped, KeyboardInterrupt)
