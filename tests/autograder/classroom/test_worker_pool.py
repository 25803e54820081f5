"""Workers die, hang or never start, and the class is graded all the same."""

import os
import signal
from collections import Counter
from dataclasses import replace

import psutil
import pytest

from autograder.classroom import worker_pool
from autograder.classroom.worker_pool import WorkerPool, usable_processors
from autograder.course.course import CourseError
from autograder.judging.case_set import CaseSet
from autograder.judging.grader import Grader
from autograder.judging.submission import GradingConfig, Submission
from autograder.sandbox import Zygote
from tests.conftest import QUICK, SEED

# No learner code runs in these tests: what is handed in is no notebook.
NAMES = [f"s{number}" for number in range(8)]
NOT_A_NOTEBOOK = "is not a notebook"


@pytest.fixture
def grader(chapter, release):
    config = replace(GradingConfig.of(chapter, SEED, QUICK), walls=False)
    return Grader(config, CaseSet(chapter, SEED), release)


def handed_in(names=NAMES):
    return iter([Submission(name, b"not a notebook") for name in names])


def graded_by(grader, jobs=2, submissions=None, stopped=lambda: False):
    """What comes back for each student, from workers whose warm process imports nothing."""
    warm = Zygote(preload=None, walls=False)
    warm.launch()
    pool = WorkerPool(jobs, warm, grader)
    done = [g for g in pool.grade_all(grader.config, submissions or handed_in(), stopped) if g]
    assert Counter(g.student for g in done).most_common(1)[0][1] == 1, "nobody twice"
    return {g.student: g.result["notes"][0] for g in done}


def disturbed(monkeypatch, disturb):
    """Have `disturb` called in a worker before it grades a submission."""
    really = Grader.grade

    def grade(self, submission):
        disturb(submission.student)
        return really(self, submission)

    monkeypatch.setattr(Grader, "grade", grade)


def kill_me():
    os.kill(os.getpid(), signal.SIGKILL)


def test_everybody_is_graded_and_no_process_is_left(grader):
    before = set(psutil.Process().children(recursive=True))
    notes = graded_by(grader)
    assert set(notes) == set(NAMES)
    assert all(NOT_A_NOTEBOOK in note for note in notes.values())
    assert {p for p in psutil.Process().children(recursive=True) if p.is_running()} <= before


def test_a_killed_worker_costs_only_a_second_try(grader, monkeypatch, tmp_path):
    def once(student):
        if student == "s3" and not (tmp_path / "killed").exists():
            (tmp_path / "killed").touch()
            kill_me()

    disturbed(monkeypatch, once)
    notes = graded_by(grader)
    assert (tmp_path / "killed").exists()
    assert set(notes) == set(NAMES)
    assert all(NOT_A_NOTEBOOK in note for note in notes.values())


def test_a_submission_that_ends_two_workers_is_given_up_and_the_others_are_graded(
    grader, monkeypatch
):
    disturbed(monkeypatch, lambda student: kill_me() if student == "s3" else None)
    notes = graded_by(grader)
    assert notes.pop("s3") == "grading it ended the grader's own process 2 times"
    assert set(notes) == {*NAMES} - {"s3"}
    assert all(NOT_A_NOTEBOOK in note for note in notes.values())


def test_a_worker_that_is_stuck_is_killed(grader, monkeypatch):
    monkeypatch.setattr(worker_pool, "PATIENCE_SECONDS", 0.3 - QUICK.total_seconds)
    disturbed(monkeypatch, lambda student: signal.pause() if student == "s0" else None)
    notes = graded_by(grader, submissions=handed_in(["s0", "s1"]))
    assert "ended the grader's own process" in notes["s0"]
    assert NOT_A_NOTEBOOK in notes["s1"]


def test_where_no_worker_can_start_the_run_ends_and_says_why(grader, monkeypatch):
    def refuse(self, launched=None):
        raise RuntimeError("no warm process here")

    monkeypatch.setattr(Grader, "start", refuse)
    with pytest.raises(CourseError, match="no warm process here"):
        graded_by(grader)


def test_workers_that_die_before_they_can_grade_end_the_run(grader, monkeypatch):
    monkeypatch.setattr(Grader, "start", lambda *_: kill_me())
    with pytest.raises(CourseError, match="is memory short"):
        graded_by(grader)


def test_no_more_submissions_are_held_than_workers_grade_or_many_are(grader, monkeypatch):
    monkeypatch.setattr(worker_pool, "MANY", 3)
    taken, given = [], []

    def submissions():
        for submission in handed_in():
            taken.append(submission.student)
            yield submission

    warm = Zygote(preload=None, walls=False)
    warm.launch()
    pool = WorkerPool(2, warm, grader)
    for graded in pool.grade_all(grader.config, submissions(), lambda: False):
        if graded is not None:
            given.append(graded.student)
            assert len(taken) - len(given) <= 3
    assert sorted(given) == NAMES


def test_no_more_workers_are_started_than_there_is_work(grader, monkeypatch, tmp_path):
    started = Grader.start

    def start(self, launched=None):
        (tmp_path / str(os.getpid())).touch()
        started(self, launched)

    monkeypatch.setattr(Grader, "start", start)
    assert set(graded_by(grader, jobs=20, submissions=handed_in(["s0"]))) == {"s0"}
    assert len(list(tmp_path.iterdir())) == 1


def test_a_run_that_is_stopped_takes_no_more_and_leaves_no_process(grader):
    before = set(psutil.Process().children(recursive=True))
    taken = []

    def endless():
        while True:
            taken.append(Submission(f"s{len(taken)}", b""))
            yield taken[-1]

    notes = graded_by(grader, submissions=endless(), stopped=lambda: len(taken) > 20)
    assert notes
    assert len(taken) < 30
    assert {p for p in psutil.Process().children(recursive=True) if p.is_running()} <= before


def test_without_submissions_nothing_is_started(grader):
    def launch():
        raise AssertionError("there is nothing to grade")

    grader.launch = launch
    assert list(WorkerPool(2).grade_all(grader.config, iter([]), lambda: False)) == []


def test_there_is_always_a_processor_to_use():
    assert 1 <= usable_processors() <= os.cpu_count()
