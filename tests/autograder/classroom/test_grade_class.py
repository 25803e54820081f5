import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import nbformat
import psutil
import pytest
from nbgrader.api import Gradebook

from autograder.authoring.sample import answered, sample_class
from autograder.classroom.grade_class import StoppedError, grade_class
from autograder.classroom.gradebook import GradebookWriter
from autograder.classroom.workspace import Workspace, stored_result
from autograder.judging.grader import Grader
from tests.conftest import QUICK


@pytest.fixture(scope="module")
def graded(course, chapter, tmp_path_factory):
    submitted = tmp_path_factory.mktemp("class") / "submitted"
    sample_class(course, chapter, submitted)
    (submitted / "empty" / "tiny").mkdir(parents=True)
    garbage = submitted / "garbage" / "tiny"
    garbage.mkdir(parents=True)
    (garbage / "tiny.ipynb").write_bytes(b"\0not a notebook")
    linked = submitted / "linked" / "tiny"
    linked.mkdir(parents=True)
    (linked / "tiny.ipynb").symlink_to(submitted / "perfect" / "tiny" / "tiny.ipynb")
    workspace = Workspace(submitted)
    told = []

    def tell(outcome, done, total):
        told.append(outcome)

    outcomes = grade_class(course, chapter, workspace, 2, limits=QUICK, on_outcome=tell)
    assert [o.result for o in outcomes] == sorted(
        (o.result for o in told), key=lambda r: r["student"]
    )
    return workspace, {o.folder.student: o for o in told}


def scores(workspace):
    with Gradebook(workspace.gradebook) as book:
        return {
            s.student.id: {
                g.name: (g.auto_score, g.manual_score, g.score)
                for n in s.notebooks
                for g in n.grades
            }
            for s in book.assignment_submissions("tiny")
        }


def test_every_kind_of_learner_gets_what_they_earned(graded):
    _, outcomes = graded
    score = {student: o.result["score"] for student, o in outcomes.items()}
    assert score == {
        "perfect": 5,
        "untouched": 0,
        "quarter": 2,
        "crashes": 2,
        "loops": 2,
        "mistake-1": 1,
        "mistake-2": 1,
        "mistake-3": 3,
        "mistake-4": 2,
        "empty": 0,
        "garbage": 0,
        "linked": 0,
    }


def test_a_submission_that_cannot_be_read_says_why(graded):
    _, outcomes = graded
    for student, said in {
        "empty": "the folder is empty",
        "garbage": "is not a notebook",
        "linked": "not an ordinary file",
    }.items():
        exercises = outcomes[student].result["exercises"]
        assert {e["status"] for e in exercises} == {"error"}
        assert said in exercises[0]["message"]


def test_the_gradebook_holds_the_same_scores(graded):
    workspace, outcomes = graded
    book = scores(workspace)
    for student, outcome in outcomes.items():
        for exercise in outcome.result["exercises"]:
            assert book[student][exercise["id"]][0] == exercise["score"]


def test_grading_again_does_nothing_and_forcing_gives_the_same_gradebook(graded, course, chapter):
    workspace, _ = graded
    before = scores(workspace)
    again = grade_class(course, chapter, workspace, jobs=2, limits=QUICK)
    assert not any(o.fresh for o in again)
    forced = grade_class(course, chapter, workspace, jobs=1, limits=QUICK, force=True)
    assert all(o.fresh for o in forced)
    assert scores(workspace) == before


def test_a_manual_score_survives_regrading(graded, course, chapter):
    workspace, _ = graded
    with Gradebook(workspace.gradebook) as book:
        grade = book.find_grade("double", "tiny", "tiny", "quarter")
        grade.manual_score = 1.5
        book.db.commit()
    grade_class(course, chapter, workspace, limits=QUICK, force=True)
    assert scores(workspace)["quarter"]["double"] == (2.0, 1.5, 1.5)


def test_a_changed_submission_alone_is_graded_again(graded, course, chapter):
    workspace, _ = graded
    path = workspace.submitted / "untouched" / "tiny" / "tiny.ipynb"
    original = path.read_bytes()
    shutil.copyfile(workspace.submitted / "perfect" / "tiny" / "tiny.ipynb", path)
    try:
        outcomes = grade_class(course, chapter, workspace, limits=QUICK)
        assert [o.folder.student for o in outcomes if o.fresh] == ["untouched"]
        assert scores(workspace)["untouched"]["double"][0] == 2
    finally:
        path.write_bytes(original)


def test_graded_notebooks_are_valid_and_whole(graded):
    workspace, outcomes = graded
    for outcome in outcomes.values():
        path = workspace.graded(outcome.folder)
        nbformat.validate(nbformat.read(path, as_version=4))
        assert not list(path.parent.glob("*.part"))


def test_nothing_is_left_in_the_temporary_folder(graded):
    left = [p for p in Path(os.environ.get("TMPDIR", "/tmp")).glob("submission-*") if p.is_dir()]
    assert left == []


# --- a run that is disturbed -------------------------------------------------------------


SLOW = "import time\ntime.sleep(3)\n\ndef double(x):\n    return 2.0 * x"
NAMES = [f"s{number:02}" for number in range(6)]


@pytest.fixture
def crowd(tmp_path, chapter, release):
    """A class of right answers; the first one takes a while."""
    for name in ("a-slow", *NAMES):
        folder = tmp_path / "submitted" / name / "tiny"
        folder.mkdir(parents=True)

        def write(exercise, slow=name == "a-slow"):
            return SLOW if slow and exercise.id == "double" else chapter.solution_source(exercise)

        nbformat.write(answered(release, chapter, write), folder / "tiny.ipynb")
    return Workspace(tmp_path / "submitted")


def everybody_once(workspace):
    """Every submission has its rows once, its points, and the same questions as the others."""
    with Gradebook(workspace.gradebook) as book:
        students = Counter(s.student.id for s in book.assignment_submissions("tiny"))
        points = {s.student.id: s.score for s in book.assignment_submissions("tiny")}
    assert students == Counter(["a-slow", *NAMES])
    assert set(points.values()) == {5.0}
    results = [stored_result(workspace.graded(s)) for s in workspace.submissions("tiny")]
    assert len({r["seed"] for r in results}) == 1


def grading(course, workspace):
    """The command line, grading; and the processes below it once the first result is out."""
    command = [sys.executable, "-m", "autograder.cli", "grade", "tiny", "--jobs", "2", "--json"]
    running = subprocess.Popen(
        [*command, "--submitted", str(workspace.submitted)],
        cwd=course.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    line = running.stdout.readline()
    assert line, running.stderr.read()
    return running, psutil.Process(running.pid).children(recursive=True)


def test_a_killed_run_goes_on_with_nothing_lost_or_graded_twice(course, chapter, crowd):
    running, below = grading(course, crowd)
    running.kill()
    running.communicate()
    gone, alive = psutil.wait_procs(below, timeout=20)
    assert not alive
    assert len(gone) >= 4  # two workers, each with a warm process
    done = [s.student for s in crowd.submissions("tiny") if crowd.graded(s).is_file()]
    assert "a-slow" not in done
    outcomes = grade_class(course, chapter, crowd, jobs=2)
    assert {o.folder.student for o in outcomes if not o.fresh} == set(done)
    everybody_once(crowd)


def test_killed_warm_processes_cost_nothing_but_time(course, chapter, crowd):
    running, below = grading(course, crowd)
    (host,) = [p for p in below if p.ppid() == running.pid]
    warm = [p for p in below if os.getsid(p.pid) != host.pid]  # it leads a session of its own
    assert warm
    for process in warm:
        process.kill()
    _, said = running.communicate(timeout=120)
    assert running.returncode == 0, said
    _, alive = psutil.wait_procs(below, timeout=20)
    assert not alive
    everybody_once(crowd)


def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(course, chapter, crowd):
    running, below = grading(course, crowd)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "give the same command again" in said
    assert "Traceback" not in said
    _, alive = psutil.wait_procs(below, timeout=20)
    assert not alive
    done = [s.student for s in crowd.submissions("tiny") if crowd.graded(s).is_file()]
    assert f"stopped: {len(done)} of {1 + len(NAMES)} submissions" in said
    outcomes = grade_class(course, chapter, crowd, jobs=2)
    assert {o.folder.student for o in outcomes if not o.fresh} == set(done)
    everybody_once(crowd)


class CutError(BaseException):
    """The end of the coordinator, at a chosen moment."""


@pytest.mark.parametrize("moment", ["before the rows", "between rows and notebook", "after"])
def test_wherever_a_run_is_cut_the_next_one_mends_it(course, chapter, crowd, monkeypatch, moment):
    record, write = GradebookWriter.record, Workspace.write

    def cut_record(self, entries):
        if moment == "before the rows":
            raise CutError
        return record(self, entries)

    def cut_write(self, submission, graded):
        if moment == "after":
            write(self, submission, graded)
        raise CutError

    with monkeypatch.context() as patch:
        patch.setattr(GradebookWriter, "record", cut_record)
        patch.setattr(Workspace, "write", cut_write)
        with pytest.raises(CutError):
            grade_class(course, chapter, crowd, jobs=2)
    outcomes = grade_class(course, chapter, crowd, jobs=2)
    assert sum(not o.fresh for o in outcomes) == (moment == "after")
    everybody_once(crowd)


def kill_workers_that_grade(monkeypatch, student, marker):
    """The worker that gets `student` is killed, as if memory were short; only once if `marker`."""
    really = Grader.grade

    def grade(self, submission):
        if submission.student == student and not (marker and marker.exists()):
            if marker:
                marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return really(self, submission)

    monkeypatch.setattr(Grader, "grade", grade)


def test_a_killed_worker_costs_only_a_second_try(course, chapter, crowd, monkeypatch, tmp_path):
    kill_workers_that_grade(monkeypatch, "s03", tmp_path / "killed")
    told = []
    grade_class(course, chapter, crowd, jobs=2, on_outcome=lambda o, done, total: told.append(o))
    assert (tmp_path / "killed").exists()
    assert Counter(o.folder.student for o in told) == Counter(["a-slow", *NAMES])
    everybody_once(crowd)


def test_a_signal_stops_a_run_in_this_process_too(course, chapter, crowd):
    def stop(outcome, done, total):
        if done == 1:
            os.kill(os.getpid(), signal.SIGTERM)

    with pytest.raises(StoppedError) as stopped:
        grade_class(course, chapter, crowd, jobs=2, on_outcome=stop)
    assert stopped.value.total == 1 + len(NAMES)
    assert stopped.value.done == len(list(crowd.autograded.glob("*/tiny/tiny.ipynb")))


def test_a_forced_run_that_was_cut_goes_on_where_it_was(course, chapter, crowd, monkeypatch):
    grade_class(course, chapter, crowd, jobs=2)
    write, written = Workspace.write, []

    def cut(self, submission, graded):
        if len(written) == 4:
            raise CutError
        write(self, submission, graded)
        written.append(submission.student)

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "write", cut)
        with pytest.raises(CutError):
            grade_class(course, chapter, crowd, jobs=2, force=True)
    outcomes = grade_class(course, chapter, crowd, jobs=2, force=True)
    assert {o.folder.student for o in outcomes if not o.fresh} == set(written)
    everybody_once(crowd)


def test_a_later_timestamp_alone_is_recorded(course, chapter, crowd):
    grade_class(course, chapter, crowd, jobs=2)
    stamp = crowd.submitted / "s01" / "tiny" / "timestamp.txt"
    stamp.write_text("2026-03-01 12:00:00 UTC")
    outcomes = grade_class(course, chapter, crowd, jobs=1)
    assert [o.folder.student for o in outcomes if o.fresh] == ["s01"]
    with Gradebook(crowd.gradebook) as book:
        assert book.find_submission("tiny", "s01").timestamp.year == 2026


def test_a_name_that_no_database_takes_is_named_and_does_not_stop_the_class(course, chapter, crowd):
    odd = crowd.submitted / "b\udcff" / "tiny"
    shutil.copytree(crowd.submitted / "s01" / "tiny", odd)
    outcomes = grade_class(course, chapter, crowd, jobs=2)
    assert crowd.misnamed("tiny") == [odd.parent.name]
    assert not any(o.trouble for o in outcomes)
    assert {o.result["score"] for o in outcomes} == {5.0}
