"""What lateness costs depends on the score, so it is worked out wherever scores go out."""

import csv
import shutil
from datetime import datetime
from types import SimpleNamespace

import pytest
import typer
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import PyFileConfigLoader

from autograder.classroom.exporters import EXPORTS
from autograder.classroom.gradebook import GradebookWriter, refresh_lateness
from autograder.cli import classroom, reviewing
from autograder.course.course import Course
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def lateness_costs_everything(monkeypatch):
    monkeypatch.setattr(GradebookWriter, "_penalty", lambda self, student, score, late: score)


@pytest.fixture
def late(workspace, monkeypatch, course):
    """One who is late and has lost five of five points; a person has given two more since."""
    with Gradebook(workspace.gradebook) as book:
        book.update_or_create_assignment("tiny", duedate="2026-03-01 12:00")
        book.find_submission("tiny", "perfect").timestamp = datetime(2026, 3, 1, 13)
        book.find_submission_notebook("tiny", "tiny", "perfect").late_submission_penalty = 5
        grade = book.find_grade("why_double", "tiny", "tiny", "perfect")
        grade.manual_score, grade.needs_manual_grade = 2, False
        book.db.commit()
    monkeypatch.chdir(course.root)
    return SimpleNamespace(course=course, workspace=workspace, root=workspace.submitted.parent)


def export(late):
    classroom.export("csv", late.root / "out.csv", None, ["tiny"], late.workspace.submitted, "")
    with (late.root / "out.csv").open(newline="", encoding="utf-8") as file:
        (mine,) = [row for row in csv.DictReader(file) if row["student_id"] == "perfect"]
    assert (float(mine["late_submission_penalty"]), float(mine["score"])) == (7, 0)


def nbgraders_export(late):
    plugin = EXPORTS["csv"](to=str(late.root / "out.csv"), config=configured(late))
    with Gradebook(late.workspace.gradebook) as book:
        plugin.export(book)


def report(late):
    page = late.root / "report.html"
    classroom.report("tiny", page, None, late.workspace.submitted, "", False)


def rubric(late):
    marks = late.root / "marks.yml"
    marks.write_text("why_double: {a: {perfect: {A reason: full}}}")
    with pytest.raises(typer.Exit) as ended:
        reviewing.rubric("tiny", marks, False, late.workspace.submitted, "")
    assert ended.value.exit_code == 0


def configured(late):
    config = PyFileConfigLoader("nbgrader_config.py", path=str(late.course.root)).load_config()
    for name in ("submitted", "autograded", "feedback"):
        config.CourseDirectory[f"{name}_directory"] = str(late.root / name)
    config.CourseDirectory.db_url = late.workspace.gradebook
    return config


def feedback(late):
    config = configured(late)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    done = api.generate_feedback("tiny", "perfect")
    assert done["success"], done
    page = (late.root / "feedback" / "perfect" / "tiny" / "tiny.html").read_text("utf-8")
    assert "0 of 9 points" in page


@pytest.mark.parametrize("way", [export, nbgraders_export, report, rubric, feedback])
def test_a_score_by_hand_after_grading_counts_for_lateness(late, way):
    way(late)
    with Gradebook(late.workspace.gradebook) as book:
        found = book.find_submission("tiny", "perfect")
        assert (found.score, found.late_submission_penalty) == (7, 7)


def test_an_extension_written_after_grading_counts(late, tmp_path):
    course = Course(tmp_path / "course")
    course.root.mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", course.root)
    (course.root / "extensions.yml").write_text("tiny: {students: {perfect: {days: 1}}}")
    refresh_lateness(course, late.workspace.gradebook)
    with Gradebook(late.workspace.gradebook) as book:
        assert book.find_submission("tiny", "perfect").late_submission_penalty == 0


def test_an_extension_beside_a_class_that_lies_elsewhere_counts(late):
    (late.root / "extensions.yml").write_text("tiny: {students: {perfect: {days: 1}}}")
    refresh_lateness(late.course, late.workspace.gradebook)
    with Gradebook(late.workspace.gradebook) as book:
        assert book.find_submission("tiny", "perfect").late_submission_penalty == 0


def test_no_gradebook_is_made_by_whoever_looks_for_one(course, tmp_path):
    refresh_lateness(course, f"sqlite:///{tmp_path / 'gradebook.db'}")
    assert not list(tmp_path.iterdir())
