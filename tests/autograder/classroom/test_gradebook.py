"""Every row that bulk grading writes is the row that nbgrader would have written."""

import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Base, Gradebook

from autograder.authoring.release import assemble
from autograder.authoring.sample import sample_class
from autograder.classroom.grade_class import grade_class
from autograder.classroom.gradebook import GradebookWriter, shown
from autograder.classroom.submission_folder import SubmissionFolder
from autograder.classroom.workspace import Workspace
from autograder.course.course import CourseError
from autograder.course.notebook import nbgrader_metadata
from autograder.judging.submission import CellScores
from tests.conftest import copy_tiny

SEED = 7
STUDENTS = ("perfect", "untouched", "quarter", "crashes", "mistake-1", "mistake-3")
DUE = datetime(2026, 3, 1, 12)
PENALTY = "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"


def nbgrader(root: Path, *arguments: str) -> str:
    tools = str(Path(sys.executable).parent)
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        env=os.environ | {"PATH": tools + os.pathsep + os.environ["PATH"]},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def hand_in(submitted: Path, everybody: Path) -> None:
    for student in STUDENTS:
        shutil.copytree(everybody / student, submitted / student)
    for student, stamp in {
        "late": "2026-03-01 13:00:00.5 UTC",
        "late-elsewhere": "2026-03-01 12:30:00 +0000",
        "excused": "2026-03-02 11:00:00 UTC",
        "punctual": "2026-03-01T13:00:00+02:00",
    }.items():
        shutil.copytree(everybody / "mistake-3", submitted / student)
        (submitted / student / "tiny" / "timestamp.txt").write_text(stamp + "\n")
    shutil.copytree(everybody / "perfect", submitted / "essayist")
    path = submitted / "essayist" / "tiny" / "tiny.ipynb"
    notebook = nbformat.read(path, as_version=4)
    essay = next(c for c in notebook.cells if nbgrader_metadata(c).get("grade_id") == "why_double")
    essay.source = "Because two is even."
    notebook.cells.append(nbformat.v4.new_code_cell("double(2), double(3)"))
    nbformat.write(notebook, path)
    for student, data in {"unreadable": b"{}", "garbage": b"\0\xff"}.items():
        (submitted / student / "tiny").mkdir(parents=True)
        (submitted / student / "tiny" / "tiny.ipynb").write_bytes(data)
    (submitted / "missing" / "tiny").mkdir(parents=True)


def grade_by_hand(db_url: str) -> None:
    """What a person does in formgrader between two gradings."""
    with Gradebook(db_url) as book:
        book.find_grade("double", "tiny", "tiny", "quarter").manual_score = 1.5
        book.find_grade("positive_mean", "tiny", "tiny", "late").manual_score = 0.5
        book.find_grade("why_double", "tiny", "tiny", "essayist").manual_score = 1.5
        book.find_grade("show_it", "tiny", "tiny", "essayist").manual_score = 2
        book.find_grade("double", "tiny", "tiny", "mistake-1").extra_credit = 0.25
        book.find_comment("double-answer", "tiny", "tiny", "quarter").manual_comment = "Good."
        book.find_submission_notebook("tiny", "tiny", "perfect").flagged = True
        book.db.commit()


def set_due_date(db_url: str) -> None:
    with Gradebook(db_url) as book:
        book.find_assignment("tiny").duedate = DUE
        book.db.commit()


def rows(db_url: str) -> dict[str, list[dict]]:
    """Every row of every table, with names in the place of the random ids."""
    with Gradebook(db_url) as book:
        tables = {
            table.name: [dict(row._mapping) for row in book.db.execute(table.select())]
            for table in Base.metadata.sorted_tables
        }
    names: dict[str, str] = {}
    for table in ("assignment", "notebook", "base_cell", "source_cell"):
        kinds = {row["id"]: row.get("type", "") for row in tables[table]}
        names |= {row["id"]: f"{table} {kinds[row['id']]} {row['name']}" for row in tables[table]}
    for row in tables["submitted_assignment"]:
        names[row["id"]] = f"{row['student_id']}'s {names[row['assignment_id']]}"
    for row in tables["submitted_notebook"]:
        names[row["id"]] = f"{names[row['assignment_id']]}: {names[row['notebook_id']]}"
    for table in ("grade", "comment"):
        for row in tables[table]:
            names[row["id"]] = f"{names[row['notebook_id']]}: {names[row['cell_id']]}"
    named = {
        table: [{c: names.get(v, v) if isinstance(v, str) else v for c, v in r.items()} for r in rs]
        for table, rs in tables.items()
    }
    return {table: sorted(rs, key=repr) for table, rs in named.items()}


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """One class graded twice by nbgrader and twice in bulk, by hand in between."""
    course = copy_tiny(tmp_path_factory.mktemp("equal") / "tiny")
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write(PENALTY)
    chapter = course.chapter("tiny")
    assemble(chapter)
    nbgrader(course.root, "generate_assignment", "tiny")
    sample_class(course, chapter, course.root / "everybody")
    hand_in(course.root / "submitted", course.root / "everybody")
    hand_in(course.root / "bulk" / "submitted", course.root / "everybody")
    theirs = Workspace(course.root / "submitted")
    ours = Workspace(course.root / "bulk" / "submitted")
    with GradebookWriter(course, ours) as book:
        book.ensure(chapter)
    seeded = f"--SandboxedExecute.seed={SEED}"
    for workspace in (theirs, ours):
        set_due_date(workspace.gradebook)
    nbgrader(course.root, "autograde", "tiny", seeded)
    grade_class(course, chapter, ours, jobs=2, seed=SEED)
    first = rows(theirs.gradebook), rows(ours.gradebook)
    for workspace in (theirs, ours):
        grade_by_hand(workspace.gradebook)
        with Gradebook(workspace.gradebook) as book:
            book.grant_extension("tiny", "excused", days=1)
    nbgrader(course.root, "autograde", "tiny", "--force", seeded)
    grade_class(course, chapter, ours, jobs=2, seed=SEED, force=True)
    return theirs, ours, first


def without_missing(tables: dict[str, list[dict]]) -> dict[str, list[dict]]:
    return {name: [r for r in rs if "missing" not in repr(r)] for name, rs in tables.items()}


def test_every_row_of_every_table_equals_nbgraders(both):
    _, _, (theirs, ours) = both
    assert sum(map(len, theirs.values())) > 60
    for table in theirs:
        assert without_missing(ours)[table] == theirs[table], table


def test_every_row_still_does_after_grading_by_hand_and_grading_again(both):
    theirs, ours, _ = both
    expected, found = rows(theirs.gradebook), without_missing(rows(ours.gradebook))
    for table in expected:
        assert found[table] == expected[table], table


def test_the_class_has_what_makes_rows_differ(both):
    """The comparison above would pass on an empty class."""
    _, ours, (_, first) = both
    assert {r["late_submission_penalty"] for r in first["submitted_notebook"]} >= {None, 3.0}
    assert {r["auto_comment"] for r in first["comment"]} == {None, "No response."}
    with Gradebook(ours.gradebook) as book:
        late = {s.student.id: s.total_seconds_late for s in book.assignment_submissions("tiny")}
        assert late["late"] == 3600.5
        assert late["late-elsewhere"] == 1800
        assert late["punctual"] == late["excused"] == 0
        by_hand = book.find_grade("double", "tiny", "tiny", "quarter")
        assert (by_hand.auto_score, by_hand.score, by_hand.needs_manual_grade) == (2.0, 1.5, False)


def test_who_handed_in_nothing_has_zero_and_needs_no_hand_grading(both):
    _, ours, _ = both
    with Gradebook(ours.gradebook) as book:
        notebook = book.find_submission_notebook("tiny", "tiny", "missing")
        assert {(g.auto_score, g.needs_manual_grade) for g in notebook.grades} == {(0.0, False)}
        assert {c.comment for c in notebook.comments} == {None}


def test_graded_notebooks_equal_nbgraders(both):
    theirs, ours, _ = both
    for submission in ours.submissions("tiny"):
        if submission.student == "missing":
            continue
        pair = []
        for workspace in (theirs, ours):
            path = workspace.graded(submission)
            notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
            nbformat.validate(notebook)
            for name in ("seconds", "digest"):
                notebook.metadata["lossbook"].pop(name, None)
            pair.append(notebook)
        assert pair[0] == pair[1], submission.student


@pytest.fixture
def workspace(tmp_path, course, chapter):
    (tmp_path / "submitted").mkdir()
    workspace = Workspace(tmp_path / "submitted")
    with GradebookWriter(course, workspace) as book:
        book.ensure(chapter)
    return workspace


def somebody(workspace: Workspace, student: str) -> SubmissionFolder:
    return SubmissionFolder(student, "tiny", workspace.submitted / student / "tiny")


MARKS = CellScores({"double": 2.0, "positive_mean": 1.0}, {"double-answer": False})


def test_recording_again_changes_nothing(course, workspace):
    with GradebookWriter(course, workspace) as book:
        assert book.record([(somebody(workspace, "ann"), MARKS)]) == [""]
        once = rows(workspace.gradebook)
        assert book.record([(somebody(workspace, "ann"), MARKS)] * 2) == ["", ""]
    assert rows(workspace.gradebook) == once


def test_one_that_cannot_be_stored_does_not_stop_the_others(course, workspace):
    entries = [(somebody(workspace, name), MARKS) for name in ("ann", "b\udcff", "cid")]
    with GradebookWriter(course, workspace) as book:
        trouble = book.record(entries)
    assert [bool(t) for t in trouble] == [False, True, False]
    assert {r["id"] for r in rows(workspace.gradebook)["student"]} == {"ann", "cid"}


def test_a_manual_score_outlives_a_missing_notebook(course, workspace):
    with GradebookWriter(course, workspace) as book:
        book.record([(somebody(workspace, "ann"), MARKS)])
        with Gradebook(workspace.gradebook) as other:
            other.find_grade("double", "tiny", "tiny", "ann").manual_score = 1.0
            other.db.commit()
        book.record([(somebody(workspace, "ann"), None)])
    with Gradebook(workspace.gradebook) as other:
        grade = other.find_grade("double", "tiny", "tiny", "ann")
        assert (grade.auto_score, grade.score) == (0.0, 1.0)


def test_a_gradebook_that_is_no_database_is_named_and_its_password_is_not(
    course, chapter, tmp_path
):
    url = "postgresql://ann:secret@127.0.0.1:1/none"
    with pytest.raises(CourseError, match="cannot be opened") as caught:
        GradebookWriter(course, Workspace(tmp_path, url)).ensure(chapter)
    assert "secret" not in str(caught.value)
    with pytest.raises(CourseError, match="no database URL"):
        GradebookWriter(course, Workspace(tmp_path, "gradebook.db")).ensure(chapter)
    assert "secret" not in shown(url)
