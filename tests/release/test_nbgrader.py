"""The real nbgrader command line, from the source notebook to the exported grades."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.authoring.release import assemble
from autograder.authoring.sample import sample_class
from autograder.classroom.grade_class import grade_class
from autograder.classroom.workspace import Workspace
from autograder.course.course import Course
from tests.conftest import ROOT, copy_tiny

STUDENTS = ("perfect", "untouched", "quarter", "crashes", "loops", "mistake-1")


def nbgrader(course: Course, *arguments: str, code: int = 0) -> str:
    tools = str(Path(sys.executable).parent)
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course.root,
        capture_output=True,
        text=True,
        env=os.environ | {"PATH": tools + os.pathsep + os.environ["PATH"]},
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(
    scope="module", params=["tiny", pytest.param("physical_loss", marks=pytest.mark.slow)]
)
def name(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def course(name, tmp_path_factory) -> Course:
    """A copy of a course in which nbgrader has done everything, from generate to feedback."""
    folder = tmp_path_factory.mktemp("nbgrader") / name
    if name == "tiny":
        course = copy_tiny(folder)
    else:
        course = Course(folder)
        shutil.copytree(ROOT / "solutions" / name, folder / "solutions" / name)
        shutil.copy(ROOT / "nbgrader_config.py", folder)
    chapter = course.chapter(name)
    assemble(chapter)
    nbgrader(course, "generate_assignment", name)
    everybody = folder / "everybody"
    sample_class(course, chapter, everybody)
    for student in STUDENTS:
        shutil.copytree(everybody / student, folder / "submitted" / student)
    broken = folder / "submitted" / "unreadable" / name
    broken.mkdir(parents=True)
    (broken / f"{name}.ipynb").write_text("{}")
    nbgrader(course, "autograde", name)
    nbgrader(course, "generate_feedback", name)
    return course


def scores(db_url: str, name: str) -> dict:
    with Gradebook(db_url) as book:
        return {
            submission.student.id: {
                (grade.name, grade.auto_score, grade.max_score, grade.needs_manual_grade)
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in book.assignment_submissions(name)
        }


def totals(course: Course, name: str) -> dict[str, float]:
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as book:
        return {s.student.id: s.score for s in book.assignment_submissions(name)}


def test_autograde_scores_every_kind_of_learner(course, name):
    chapter = course.chapter(name)
    points = sum(e.points for e in chapter.exercises)
    victim = chapter.exercises[len(chapter.exercises) // 2].points
    score = totals(course, name)
    assert set(score) == {*STUDENTS, "unreadable"}
    assert score["perfect"] == points
    assert score["untouched"] == score["unreadable"] == 0
    assert score["crashes"] == score["loops"] == points - victim
    assert 0 < score["quarter"] < points
    assert score["mistake-1"] < points


def test_bulk_grading_writes_the_same_gradebook(course, name):
    workspace = Workspace(course.root / "bulk" / "submitted")
    shutil.copytree(course.root / "submitted", workspace.submitted)
    grade_class(course, course.chapter(name), workspace)
    ours = scores(workspace.gradebook, name)
    assert ours == scores(f"sqlite:///{course.root / 'gradebook.db'}", name)


def test_feedback_shows_the_counterexample(course, name):
    page = (course.root / "feedback" / "mistake-1" / name / f"{name}.html").read_text()
    for word in ("called", "returned", "expected", "Hint"):
        assert word in page


def test_validate_fails_the_stub_and_passes_the_solution(course, name):
    released = course.trusted_release(name)
    assert "VALIDATION FAILED" in nbgrader(course, "validate", str(released))
    shutil.copy(released.parent / "cases.json", course.root / "everybody" / "perfect" / name)
    solved = course.root / "everybody" / "perfect" / name / f"{name}.ipynb"
    assert "Success" in nbgrader(course, "validate", str(solved))


def test_export_writes_every_student(course, name):
    nbgrader(course, "export", "--to=grades.csv")
    rows = list(csv.DictReader((course.root / "grades.csv").open()))
    assert {row["student_id"] for row in rows} == {*STUDENTS, "unreadable"}


def test_graded_notebooks_say_how_they_were_graded(course, name):
    path = course.root / "autograded" / "perfect" / name / f"{name}.ipynb"
    result = json.loads(path.read_text())["metadata"]["lossbook"]
    assert result["student"] == "perfect"
    assert result["walls"]
