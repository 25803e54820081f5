"""Every row that bulk grading writes is the row that nbgrader would have written."""

import os
import shutil
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Base, Gradebook
from sqlalchemy import text

from autograder.authoring import release
from autograder.authoring.sample import sample_class
from autograder.classroom.database import shown
from autograder.classroom.grade_class import grade_class
from autograder.classroom.gradebook import GradebookWriter
from autograder.classroom.rows import Rows
from autograder.classroom.submission_folder import SubmissionFolder
from autograder.classroom.workspace import Workspace
from autograder.course.course import Course, CourseError
from autograder.course.notebook import nbgrader_metadata
from autograder.judging.submission import CellScores
from tests.conftest import copy_tiny

SEED = 7
STUDENTS = ("perfect", "untouched", "quarter", "crashes", "mistake-1", "mistake-3")
DUE = datetime(2026, 3, 1, 12)
PENALTY = "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"


def nbgrader(root: Path, *arguments: str) -> str:
    tools = str(Path(sys.executable).parent)
    path = tools + os.pathsep + os.environ["PATH"]
    return release.nbgrader(Course(root), *arguments, PATH=path)


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
    given = {
        ("quarter", "double"): 1.5,
        ("late", "positive_mean"): 0.5,
        ("essayist", "why_double"): 1.5,
        ("essayist", "show_it"): 2,
    }
    with Gradebook(db_url) as book:
        for (student, cell), score in given.items():
            grade = book.find_grade(cell, "tiny", "tiny", student)
            grade.manual_score, grade.needs_manual_grade = score, False
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


STOCK = "nbgrader.preprocessors.SaveAutoGrades"


@dataclass(frozen=True)
class Roads:
    """One class on three roads: nbgrader's own steps, the plug-in's, and the grading of a class."""

    stock: Workspace
    plugin: Workspace
    bulk: Workspace

    def rows(self) -> dict[str, dict[str, list[dict]]]:
        return {road: rows(getattr(self, road).gradebook) for road in ("stock", "plugin", "bulk")}


def hand_in_everywhere(root: Path) -> tuple[Course, Course, Roads]:
    """The course with our steps, with nbgrader's own, and a class that has handed in."""
    ours = copy_tiny(root / "ours")
    config = ours.root / "nbgrader_config.py"
    config.write_text(config.read_text() + PENALTY)
    release.assemble(ours.chapter("tiny"))
    nbgrader(ours.root, "generate_assignment", "tiny")
    theirs = Course(shutil.copytree(ours.root, root / "stock"))
    steps = config.read_text()
    assert steps.count('"autograder.plugin.SaveScores"') == 1
    steps = steps.replace("autograder.plugin.SaveScores", STOCK)
    (theirs.root / config.name).write_text(steps)
    sample_class(ours, ours.chapter("tiny"), root / "everybody")
    roads = Roads(
        Workspace(theirs.root / "submitted"),
        Workspace(ours.root / "submitted"),
        Workspace(root / "bulk" / "submitted"),
    )
    for workspace in (roads.stock, roads.plugin, roads.bulk):
        hand_in(workspace.submitted, root / "everybody")
    return ours, theirs, roads


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """One class graded twice on each road, by hand in between; the rows after each grading."""
    ours, theirs, roads = hand_in_everywhere(tmp_path_factory.mktemp("equal"))
    chapter = ours.chapter("tiny")
    with GradebookWriter(ours, roads.bulk) as book:
        book.ensure(chapter)
    everywhere = (roads.stock, roads.plugin, roads.bulk)
    for workspace in everywhere:
        set_due_date(workspace.gradebook)
    seeded = f"--SandboxedExecute.seed={SEED}"
    for course in (ours, theirs):
        nbgrader(course.root, "autograde", "tiny", seeded)
    grade_class(ours, chapter, roads.bulk, jobs=2, seed=SEED)
    first = roads.rows()
    for workspace in everywhere:
        grade_by_hand(workspace.gradebook)
        with Gradebook(workspace.gradebook) as book:
            book.grant_extension("tiny", "excused", days=1)
    for course in (ours, theirs):
        nbgrader(course.root, "autograde", "tiny", "--force", seeded)
    grade_class(ours, chapter, roads.bulk, jobs=2, seed=SEED, force=True)
    return roads, first, roads.rows()


def without_missing(tables: dict[str, list[dict]]) -> dict[str, list[dict]]:
    return {name: [r for r in rs if "missing" not in repr(r)] for name, rs in tables.items()}


def differences(one: dict[str, list[dict]], other: dict[str, list[dict]]) -> dict[tuple, tuple]:
    """Every value that two gradebooks do not share, by table, row and column."""
    found = {}
    assert one.keys() == other.keys()
    for table in one:
        rows = [{row["id"]: row for row in tables[table]} for tables in (one, other)]
        for key in rows[0].keys() | rows[1].keys():
            left, right = rows[0].get(key, {}), rows[1].get(key, {})
            for column in left.keys() | right.keys():
                if left.get(column) != right.get(column):
                    found[table, key, column] = left.get(column), right.get(column)
    return found


def grade_of(student: str, cell: str, kind: str) -> str:
    return f"{student}'s assignment  tiny: notebook  tiny: base_cell {kind} {cell}"


def untouched_tasks(tables: dict[str, list[dict]]) -> dict[tuple, tuple]:
    """Where we differ from nbgrader on purpose: a task that nobody touched waits for nobody."""
    found: dict[tuple, tuple] = {}
    for student in sorted({row["id"] for row in tables["student"]} - {"essayist"}):
        key = grade_of(student, "show_it", "TaskCell")
        found["grade", key, "auto_score"] = None, 0.0
        found["grade", key, "needs_manual_grade"] = True, False
        found["comment", key, "auto_comment"] = None, "No response."
    return found


def test_every_row_of_every_table_is_nbgraders_own(graded):
    _, first, _ = graded
    assert sum(map(len, first["stock"].values())) > 60
    ours = without_missing(first["bulk"])
    assert differences(first["stock"], ours) == untouched_tasks(first["stock"])


def test_a_new_gradebook_has_the_schema_that_nbgraders_own_process_gives_it(graded):
    roads, *_ = graded
    versions = []
    for workspace in (roads.stock, roads.bulk):
        with Gradebook(workspace.gradebook) as book:
            versions.append(book.db.scalar(text("SELECT version_num FROM alembic_version")))
    assert versions[0]
    assert versions[0] == versions[1]


def test_after_grading_by_hand_nothing_unchanged_is_put_before_a_person_again(graded):
    _, _, second = graded
    by_hand = {
        ("grade", grade_of(student, cell, kind), "needs_manual_grade"): (True, False)
        for student, cell, kind in (
            ("quarter", "double", "GradeCell"),
            ("late", "positive_mean", "GradeCell"),
            ("essayist", "why_double", "GradeCell"),
        )  # nbgrader's own step leaves tasks as they are
    }
    ours = without_missing(second["bulk"])
    expected = untouched_tasks(second["stock"]) | by_hand
    assert differences(second["stock"], ours) == expected


def test_the_plug_in_and_the_grading_of_a_class_write_the_same_rows(graded):
    _, *gradings = graded
    for tables in gradings:
        assert differences(tables["plugin"], without_missing(tables["bulk"])) == {}


def test_the_class_has_what_makes_rows_differ(graded):
    """The comparison above would pass on an empty class."""
    roads, tables, _ = graded
    ours, first = roads.bulk, tables["bulk"]
    assert {r["late_submission_penalty"] for r in first["submitted_notebook"]} >= {None, 3.0}
    assert {r["auto_comment"] for r in first["comment"]} == {None, "No response."}
    with Gradebook(ours.gradebook) as book:
        late = {s.student.id: s.total_seconds_late for s in book.assignment_submissions("tiny")}
        assert late["late"] == 3600.5
        assert late["late-elsewhere"] == 1800
        assert late["punctual"] == late["excused"] == 0
        by_hand = book.find_grade("double", "tiny", "tiny", "quarter")
        assert (by_hand.auto_score, by_hand.score, by_hand.needs_manual_grade) == (2.0, 1.5, False)


def test_who_handed_in_nothing_has_zero_and_needs_no_hand_grading(graded):
    ours = graded[0].bulk
    with Gradebook(ours.gradebook) as book:
        notebook = book.find_submission_notebook("tiny", "tiny", "missing")
        assert {(g.auto_score, g.needs_manual_grade) for g in notebook.grades} == {(0.0, False)}
        assert {c.comment for c in notebook.comments} == {None}


def test_graded_notebooks_equal_nbgraders(graded):
    theirs, ours = graded[0].plugin, graded[0].bulk
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


def test_of_two_entries_of_one_student_the_later_counts(course, workspace):
    less = replace(MARKS, scores={"double": 0.0, "positive_mean": 1.0})
    ann, bea = somebody(workspace, "ann"), somebody(workspace, "bea")
    with GradebookWriter(course, workspace) as book:
        for entries in ([(ann, less), (bea, less), (ann, MARKS)], [(ann, less), (ann, MARKS)]):
            assert book.record(entries) == [""] * len(entries)
            assert book.holds("tiny")["ann"]["double"] == 2.0
        assert book.holds("tiny")["bea"]["double"] == 0.0


def test_a_student_whom_somebody_else_adds_meanwhile_costs_nobody_a_score(
    course, workspace, monkeypatch
):
    add, added = Rows._add, []

    def late(self, table, values):
        if not added:  # another program's row, after ours has looked for it
            with Gradebook(workspace.gradebook) as other:
                added.append(other.add_student("bea"))
        add(self, table, values)

    monkeypatch.setattr(Rows, "_add", late)
    entries = [(somebody(workspace, name), MARKS) for name in ("ann", "bea", "cid")]
    with GradebookWriter(course, workspace) as book:
        assert book.record(entries) == ["", "", ""]
        assert {name: held["double"] for name, held in book.holds("tiny").items()} == {
            "ann": 2.0,
            "bea": 2.0,
            "cid": 2.0,
        }


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
