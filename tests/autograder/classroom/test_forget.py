"""What is stored of a student is listed, deleted where it may be, and nobody else's is touched."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from nbgrader.api import Gradebook

from autograder.classroom import audit
from autograder.classroom.backup import make_backup
from autograder.classroom.forget import forget, stored_of, unknown
from autograder.classroom.gradebook import GradebookWriter
from autograder.classroom.workspace import Workspace
from autograder.course.course import Course, CourseError
from autograder.judging.submission import CellScores
from tests.conftest import copy_tiny

MARKS = CellScores({"double": 2.0, "positive_mean": 1.0}, {"double-answer": False})


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Two students, of whom one is extended, in a backup, in the audit and in the exchange."""
    root = tmp_path_factory.mktemp("whole")
    course = copy_tiny(root / "tiny")
    workspace = Workspace(course.root / "submitted")
    for student in ("ann", "anna"):
        for kind in ("submitted", "autograded", "feedback", "downloaded/tiny/replaced"):
            folder = course.root / kind / student / "tiny"
            folder.mkdir(parents=True)
            (folder / "tiny.ipynb").write_text(student)
    with GradebookWriter(course, workspace) as book:
        book.ensure(course.chapter("tiny"))
        for folder in workspace.submissions("tiny"):
            book.record([(folder, MARKS)])
        change = audit.Change("ann", "tiny", "double", "manual_score", None, 1.5)
        audit.record(book.audit, [change])
    (course.root / "extensions.yml").write_text("tiny: {students: {ann: {days: 1}}}")
    make_backup(course, workspace, course.root / "kept.zip")
    return course.root


@pytest.fixture
def course(whole, tmp_path):
    """A copy, with an exchange of its own."""
    shutil.copytree(whole, tmp_path / "tiny")
    (tmp_path / "exchange" / "loss-precisely" / "inbound" / "ann+tiny+now").mkdir(parents=True)
    with (tmp_path / "tiny" / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.Exchange.root = {str(tmp_path / 'exchange')!r}\n")
    return Course(tmp_path / "tiny")


def everything(course):
    """Every file's path and every row's text that could name a student."""
    with closing(sqlite3.connect(course.root / "gradebook.db")) as book:
        tables = [t for (t,) in book.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        rows = {t: book.execute(f'SELECT * FROM "{t}"').fetchall() for t in tables}
    return rows, {p.relative_to(course.root).as_posix() for p in course.root.rglob("*.ipynb")}


def test_a_student_is_deleted_and_what_stays_is_named(course):
    workspace = Workspace(course.root / "submitted")
    before, _ = everything(course)
    found = stored_of(course, workspace, "ann")
    forget(workspace, "ann", found)
    after, files = everything(course)
    assert not [f for f in files if "ann" in f.split("/")]
    assert len([f for f in files if "anna" in f.split("/")]) == 4
    for table in ("student", "submitted_assignment", "grade", "comment", "lossbook_graded"):
        assert len(after[table]) == len(before[table]) / 2, table
    stays = {one.place.rpartition("/")[2] for one in found if one.stays}
    assert stays == {"gradebook.audit.jsonl", "extensions.yml", "kept.zip", "ann+…"}
    with Gradebook(workspace.gradebook) as book:
        assert [s.student.id for s in book.assignment_submissions("tiny")] == ["anna"]
    with pytest.raises(CourseError, match="nothing is stored of 'bob'"):
        stored_of(course, workspace, "bob")


def test_earlier_states_and_what_instructors_wrote_are_named_and_stay(course):
    workspace, root = Workspace(course.root / "submitted"), course.root
    shutil.copy(root / "gradebook.db", root / "gradebook.db.2026-03-01")
    (root / "before-restore-1" / "submitted" / "ann").mkdir(parents=True)
    (root / "before-restore-2").mkdir()
    shutil.copy(root / "gradebook.db", root / "before-restore-2")
    (root / "before-restore-3" / "submitted" / "bob").mkdir(parents=True)
    (root / "marks.yml").write_text("why: {grader-a: {ann: {Goal: full}}}")
    (root / "grades.csv").write_text("student,score\nann,1\n")
    (root / "list.xls").write_text("Username\nann\n", encoding="utf-16")
    (root / "report.html").write_text("<td>ann</td>")
    (root / "anna.csv").write_text("student,score\nanna,1\nann.lee,2\n")
    for kind in ("archive", "extracted"):
        place = root / "downloaded" / "tiny" / kind
        place.mkdir()
        (place / "x_ann_attempt_1_tiny.ipynb").touch()
        (place / "x_anna_attempt_1_tiny.ipynb").touch()
    (root / "submissions.zip").touch()
    found = stored_of(course, workspace, "ann")
    forget(workspace, "ann", found)
    stays = {one.place.rpartition("/")[2]: one.stays for one in found if one.stays}
    assert set(stays) == {
        *("gradebook.audit.jsonl", "extensions.yml", "kept.zip", "ann+…"),
        *("gradebook.db.2026-03-01", "before-restore-1", "before-restore-2", "marks.yml"),
        *("grades.csv", "list.xls", "report.html", "archive", "extracted"),
    }
    assert "anna" not in stays["archive"]
    assert all((root / name).exists() for name in stays if "ann" not in name and "." in name)
    listed = {path.name for path in unknown(course, workspace)}
    assert listed == {"archive", "extracted", "submissions.zip", "list.xls"}


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\nb"])
def test_a_name_that_leads_elsewhere_is_refused(course, name):
    with pytest.raises(CourseError, match="cannot be the name"):
        stored_of(course, Workspace(course.root / "submitted"), name)


def test_a_link_in_place_of_a_folder_is_deleted_and_not_where_it_leads(course, tmp_path):
    workspace = Workspace(course.root / "submitted")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine").write_text("mine")
    shutil.rmtree(workspace.submitted / "ann")
    (workspace.submitted / "ann").symlink_to(tmp_path / "elsewhere")
    forget(workspace, "ann", stored_of(course, workspace, "ann"))
    assert not (workspace.submitted / "ann").is_symlink()
    assert (tmp_path / "elsewhere" / "mine").read_text() == "mine"


def test_a_gradebook_beside_the_one_in_use_is_named_with_what_deletes_there(course, tmp_path):
    other = f"sqlite:///{tmp_path / 'other.db'}"
    with Gradebook(other) as book:
        book.add_student("ann")
    found = stored_of(course, Workspace(course.root / "submitted", other), "ann")
    assert any(one.place == "other.db: name, scores, comments" for one in found)
    beside = course.root / "gradebook.db"
    (named,) = [one for one in found if one.place == str(beside)]
    assert f"--db-url sqlite:///{beside}" in named.stays
    in_use = stored_of(course, Workspace(course.root / "submitted"), "ann")
    assert not [one for one in in_use if one.place == str(beside)]
