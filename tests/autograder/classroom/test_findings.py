"""What a rehearsed class ran into, each once: submissions, gradebooks and times as they come."""

import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import datetime, timedelta

import nbformat
import pytest
from nbgrader import dbutil
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from autograder.authoring.release import ensure
from autograder.classroom.extensions import Extension, file_of
from autograder.classroom.grade_class import Remarks, grade_class
from autograder.classroom.gradebook import GradebookWriter, waiting_for_a_person
from autograder.classroom.workspace import Workspace
from autograder.course.course import CourseError
from tests.conftest import QUICK, copy_tiny
from tests.frame import Class, InTurn


def book_of(workspace):
    return Gradebook(workspace.gradebook)


def scores(workspace):
    with book_of(workspace) as book:
        return {s.student.id: s.score for s in book.assignment_submissions("tiny")}


# --- a gradebook that was lost, replaced, or half there ----------


def test_a_lost_gradebook_is_written_again_without_grading(workspace, again):
    before = scores(workspace)
    (workspace.submitted.parent / "gradebook.db").unlink()
    outcomes, _ = again()
    assert not any(o.fresh for o in outcomes.values())
    assert all(o.restored for o in outcomes.values())
    assert scores(workspace) == before


def test_a_gradebook_that_lacks_one_student_gets_that_one_back(workspace, again):
    with book_of(workspace) as book:
        book.remove_submission("tiny", "perfect")
    outcomes, _ = again()
    assert [name for name, o in outcomes.items() if o.restored] == ["perfect"]
    assert scores(workspace)["perfect"] == 5


def test_a_gradebook_that_a_due_date_was_set_in_first_is_completed(
    course, chapter, zygote, tmp_path
):
    workspace = Workspace(tmp_path / "submitted")
    folder = workspace.submitted / "ann" / "tiny"
    folder.mkdir(parents=True)
    with book_of(workspace) as book:
        book.update_or_create_assignment("tiny", duedate="2026-03-01 12:00")
    grade_class(course, chapter, workspace, 1, limits=QUICK, executor=InTurn(zygote))
    with book_of(workspace) as book:
        assert book.find_assignment("tiny").duedate == datetime(2026, 3, 1, 12)
        assert book.find_assignment("tiny").max_score == 9


def test_formgraders_button_needs_no_gradebook(tmp_path):
    there = Class(tmp_path)
    (there.root / "gradebook.db").unlink()
    there.autograde("perfect")
    assert there.scores("perfect") == {"double": 2.0, "positive_mean": 3.0}


def test_generating_over_submissions_fails_and_deletes_no_learners_file(tmp_path):
    there = Class(tmp_path)
    there.autograde("perfect")
    learners = there.course.release / "tiny" / "tiny.ipynb"
    learners.parent.mkdir(parents=True)
    learners.write_text("mine")
    with Gradebook(there.db_url) as book:
        book.add_grade_cell("extra", "tiny", "tiny", max_score=1, cell_type="code")
    api = there.api()
    assert not api.generate_assignment("tiny", force=True)["success"]
    assert learners.read_text() == "mine"
    there.autograde("untouched")


def test_a_file_that_is_no_gradebook_is_refused_and_kept(course, chapter, tmp_path):
    (tmp_path / "submitted").mkdir()
    (tmp_path / "gradebook.db").write_bytes(b"not a database, but somebody's file")
    with pytest.raises(CourseError, match="move that file aside"):
        grade_class(course, chapter, Workspace(tmp_path / "submitted"), 1)
    assert (tmp_path / "gradebook.db").read_bytes().startswith(b"not a database")


# --- due dates, extensions, penalties ----------


@pytest.fixture
def late(workspace):
    """Who handed in an hour after the due date that is set later, in a course where that costs."""
    stamp = workspace.submitted / "perfect" / "tiny" / "timestamp.txt"
    stamp.write_text("2026-03-01 13:00:00 UTC")
    return workspace


class AllOfIt:
    """A late submission loses everything, as nbgrader's penalty method "zero" has it."""

    def late_submission_penalty(self, student, score, seconds):
        return score


@pytest.fixture(autouse=True)
def lateness_costs_everything(monkeypatch):
    method = lambda self, *late: AllOfIt().late_submission_penalty(*late)  # noqa: E731
    monkeypatch.setattr(GradebookWriter, "_penalty", method)


def penalty(workspace, student="perfect"):
    with book_of(workspace) as book:
        return book.find_submission("tiny", student).late_submission_penalty


def test_a_changed_due_date_counts_without_running_anything(late, again):
    again()
    assert penalty(late) == 0
    with book_of(late) as book:
        book.update_or_create_assignment("tiny", duedate="2026-03-01 12:00")
    outcomes, remarks = again()
    assert not any(o.fresh for o in outcomes.values())
    assert (remarks.penalties, penalty(late)) == (1, 5)
    with book_of(late) as book:
        book.grant_extension("tiny", "perfect", hours=2)
    outcomes, remarks = again()
    assert not any(o.fresh for o in outcomes.values())
    assert (remarks.penalties, penalty(late)) == (1, 0)


def test_an_extension_from_the_file_counts_and_is_in_the_audit(course, late, again):
    again()
    with book_of(late) as book:
        book.update_or_create_assignment("tiny", duedate="2026-03-01 12:00")
    again()
    with GradebookWriter(course, late) as writer:
        writer.extend("tiny", {"perfect": Extension(timedelta(days=1), why="ill")})
        assert writer.refresh_penalties("tiny") == 1
        lines = [json.loads(line) for line in writer.audit.read_text().splitlines()]
    assert penalty(late) == 0
    assert [(e["student"], e["field"], e["after"], e["why"]) for e in lines][-2:] == [
        ("perfect", "extension", 86400.0, "ill"),
        ("perfect", "late_submission_penalty", 0, "worked out anew"),
    ] or lines[-1]["after"] is None


def test_extensions_beside_the_submissions_count_before_the_courses(tmp_path, workspace, again):
    """In the image of a chapter the class lies in another folder than the course."""
    beside = workspace.submitted.parent / "extensions.yml"
    beside.write_text("tiny: {students: {perfect: {days: 1}}}")
    again()
    with Gradebook(workspace.gradebook) as book:
        assert book.find_submission("tiny", "perfect").extension == timedelta(days=1)
    root = tmp_path / "course"
    root.mkdir()
    (root / "extensions.yml").write_text("tiny: {students: {}}")
    assert file_of(root, workspace.submitted) == beside
    assert file_of(root, tmp_path / "none" / "submitted") == root / "extensions.yml"


def test_formgraders_button_counts_an_extension_of_the_file(tmp_path):
    there = Class(tmp_path)
    with (there.root / "nbgrader_config.py").open("a") as config:
        config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    for student in ("perfect", "mistake-1"):
        stamp = there.root / "submitted" / student / "tiny" / "timestamp.txt"
        stamp.write_text("2026-03-01 13:00:00 UTC")
    with Gradebook(there.db_url) as book:
        book.update_or_create_assignment("tiny", duedate="2026-03-01 12:00")
    extensions = there.root / "extensions.yml"

    def penalties():
        with Gradebook(there.db_url) as book:
            found = book.assignment_submissions("tiny")
            return {s.student.id: s.late_submission_penalty for s in found}

    extensions.write_text("tiny: {students: {perfect: {days: 1, why: ill}}}")
    there.autograde("perfect"), there.autograde("mistake-1")
    assert penalties()["perfect"] == 0
    assert penalties()["mistake-1"] > 0
    audit_lines = (there.root / "gradebook.audit.jsonl").read_text().splitlines()
    found = [json.loads(line) for line in audit_lines]
    assert [(e["student"], e["after"], e["why"]) for e in found if e["field"] == "extension"] == [
        ("perfect", 86400.0, "ill")
    ]
    extensions.write_text("tiny: {students: {perfect: {days: 0}}}")
    there.autograde("perfect")
    assert penalties()["perfect"] == 5, "taken back"


# --- what people hand in ----------


def test_a_renamed_a_zipped_and_a_buried_notebook_are_found(workspace, again):
    notebook = workspace.submitted / "perfect" / "tiny" / "tiny.ipynb"
    for student, name in {
        "copied": "tiny (1).ipynb",
        "named": "Ann Lee tiny.ipynb",
        "buried": "work/tiny.ipynb",
    }.items():
        path = workspace.submitted / student / "tiny" / name
        path.parent.mkdir(parents=True)
        shutil.copyfile(notebook, path)
    folder = workspace.submitted / "zipped" / "tiny"
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "homework.zip", "w") as archive:
        archive.write(notebook, "homework/tiny.ipynb")
    outcomes, _ = again()
    for student in ("copied", "named", "buried", "zipped"):
        assert outcomes[student].result["score"] == 5
        assert "there is no tiny.ipynb" in outcomes[student].result["notes"][0]


def test_two_that_could_be_meant_are_named_and_neither_is_taken(workspace, again):
    folder = workspace.submitted / "both" / "tiny"
    folder.mkdir(parents=True)
    for name in ("a.ipynb", "b.ipynb"):
        shutil.copyfile(workspace.submitted / "perfect" / "tiny" / "tiny.ipynb", folder / name)
    (workspace.submitted / "other" / "tiny").mkdir(parents=True)
    (workspace.submitted / "other" / "tiny" / "essay.pdf").write_bytes(b"%PDF")
    outcomes, _ = again()
    assert "a.ipynb, b.ipynb; keep one" in outcomes["both"].result["notes"][0]
    assert "there is: essay.pdf" in outcomes["other"].result["notes"][0]


def test_a_solved_copy_beside_an_untouched_file_is_mentioned(workspace, again):
    folder = workspace.submitted / "untouched" / "tiny"
    shutil.copyfile(
        workspace.submitted / "perfect" / "tiny" / "tiny.ipynb", folder / "tiny-Copy1.ipynb"
    )
    outcomes, _ = again()
    assert outcomes["untouched"].result["score"] == 0
    assert "lies one that does: tiny-Copy1.ipynb" in outcomes["untouched"].result["notes"][0]


@pytest.mark.parametrize("by", ["cell id", "function name"])
def test_answers_that_lost_nbgraders_marks_count(workspace, again, by):
    folder = workspace.submitted / "stripped" / "tiny"
    folder.mkdir(parents=True)
    whole = nbformat.read(workspace.submitted / "perfect" / "tiny" / "tiny.ipynb", as_version=4)
    for number, cell in enumerate(whole.cells):
        cell.metadata = {}
        if by == "function name":
            cell.id = f"cell{number}"
    nbformat.write(whole, folder / "tiny.ipynb")
    outcomes, _ = again()
    assert outcomes["stripped"].result["score"] == 5
    assert "double, positive_mean" in outcomes["stripped"].result["notes"][0]


# --- scores by hand ----------


def by_hand(workspace, student, cell, score):
    with book_of(workspace) as book:
        grade = book.find_grade(cell, "tiny", "tiny", student)
        grade.manual_score, grade.needs_manual_grade = score, False
        book.db.commit()


def needs(workspace, student, cell):
    with book_of(workspace) as book:
        return book.find_grade(cell, "tiny", "tiny", student).needs_manual_grade


def test_a_regrade_flags_only_what_has_changed(workspace, again):
    by_hand(workspace, "quarter", "double", 1.5)
    by_hand(workspace, "mistake-1", "double", 0.5)
    path = workspace.submitted / "mistake-1" / "tiny" / "tiny.ipynb"
    shutil.copyfile(workspace.submitted / "perfect" / "tiny" / "tiny.ipynb", path)
    _, remarks = again(force=True)
    assert not needs(workspace, "quarter", "double")
    assert needs(workspace, "mistake-1", "double")
    assert [(d.student, d.why) for d in remarks.doubtful] == [
        ("mistake-1", "the answer is another one")
    ]


def test_points_changed_under_a_score_by_hand_are_said(zygote, tmp_path):
    course = copy_tiny(tmp_path / "tiny")
    workspace = Workspace(course.root / "submitted")
    (workspace.submitted / "ann" / "tiny").mkdir(parents=True)
    release = ensure(course.chapter("tiny"))
    shutil.copy(release, workspace.submitted / "ann" / "tiny" / "tiny.ipynb")
    options = {"limits": QUICK, "executor": InTurn(zygote)}
    grade_class(course, course.chapter("tiny"), workspace, 1, **options)
    by_hand(workspace, "ann", "double", 1.25)
    checks = course.root / "solutions" / "tiny" / "double" / "checks.py"
    checks.write_text(checks.read_text().replace("points=2,", "points=3,"))
    remarks = Remarks()
    grade_class(course, course.chapter("tiny"), workspace, 1, remarks=remarks, **options)
    assert remarks.points == [("double", 2, 3)]
    assert [(d.cell, d.score, d.why) for d in remarks.doubtful] == [
        ("double", 1.25, "it was given of 2 points, which are now 3")
    ]
    with book_of(workspace) as book:
        grade = book.find_grade("double", "tiny", "tiny", "ann")
        assert (grade.manual_score, grade.max_score, grade.needs_manual_grade) == (1.25, 3, True)


# --- gradebooks of earlier versions ----------


def test_a_gradebook_from_before_the_audit_is_opened_and_keeps_scores_by_hand(workspace, again):
    by_hand(workspace, "quarter", "double", 1.5)
    with closing(sqlite3.connect(workspace.submitted.parent / "gradebook.db")) as book:
        book.execute("DROP TABLE lossbook_graded")
    _, remarks = again(force=True)
    assert [(d.student, d.why) for d in remarks.doubtful] == [
        ("quarter", "it is not known what it was given for")
    ]
    with book_of(workspace) as book:
        assert book.find_grade("double", "tiny", "tiny", "quarter").score == 1.5


def test_a_gradebook_of_an_older_nbgrader_is_named_upgraded_and_keeps_scores(workspace, again):
    """Its schema was the one before the revision that adds students' ids in an LTI system."""
    by_hand(workspace, "quarter", "double", 1.5)
    path = workspace.submitted.parent / "gradebook.db"
    with closing(sqlite3.connect(path)) as book:
        book.execute("ALTER TABLE student DROP COLUMN lms_user_id")
        book.execute("UPDATE alembic_version SET version_num = '167914646830'")
        book.execute("DROP TABLE lossbook_graded")
        book.commit()
    before = path.read_bytes()
    with pytest.raises(CourseError, match="`lossbook backup`, then `nbgrader db upgrade`"):
        again()
    assert path.read_bytes() == before, "refused, and unchanged"
    dbutil.upgrade(workspace.gradebook)  # what `nbgrader db upgrade` calls
    again()
    with book_of(workspace) as book:
        assert book.find_grade("double", "tiny", "tiny", "quarter").score == 1.5
        assert book.find_student("quarter").lms_user_id is None


def test_a_task_that_nobody_answered_waits_for_nobody(workspace):
    waits = waiting_for_a_person(workspace.gradebook, "tiny")
    assert "untouched" not in waits.students
    assert "perfect" in waits.students


def test_who_changed_a_score_is_written_down_and_a_cut_line_is_found(course, workspace, again):
    from autograder.classroom import audit

    audit.watch(course.root)
    by_hand(workspace, "quarter", "double", "1.5")  # as formgrader's page sends it
    by_hand(workspace, "quarter", "double", "1.5")  # and once more, which changes nothing
    by_hand(workspace, "quarter", "double", 1.0)
    path = audit.path_of(workspace.gradebook, course.root)
    lines = audit.read(path)
    assert [(e["student"], e["cell"], e["before"], e["after"]) for e in lines] == [
        ("quarter", "double", None, 1.5),
        ("quarter", "double", 1.5, 1.0),
    ]
    assert all(e["who"] == audit.who() and e["why"] == "by hand" for e in lines)
    assert audit.check(path) == []
    path.write_text(path.read_text().replace('"after": 1.5', '"after": 2.5'))
    assert audit.check(path) == ["line 2 does not follow the line before it"]


# --- feedback through the exchange ----------


def test_feedback_is_released_for_all_that_came_through_the_exchange(tmp_path, zygote):
    there = Class(tmp_path)
    for name in ("perfect", "untouched"):
        there.autograde(name) if name == "untouched" else None
    folder = there.root / "submitted" / "perfect" / "tiny"
    (folder / "submission_secret.txt").write_text("s" * 128)
    (folder / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
    there.autograde("perfect")
    there.feedback("perfect"), there.feedback("untouched")
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    api = there.api()
    config = api.config
    config.Exchange.root = str(exchange)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    done = api.release_feedback("tiny")
    assert done["success"], done
    assert "untouched" in done["log"]
    assert len(list(exchange.glob("loss-precisely/feedback/*.html"))) == 1
    by_class = Workspace(there.root / "submitted")
    shutil.rmtree(there.root / "autograded")
    warm = InTurn(zygote)
    grade_class(there.course, there.chapter, by_class, 1, limits=QUICK, executor=warm)
    secret = there.root / "autograded" / "perfect" / "tiny" / "submission_secret.txt"
    assert secret.read_text() == "s" * 128


# --- a user's own nbgrader settings ----------


def test_a_users_own_nbgrader_settings_change_no_release(tmp_path, monkeypatch):
    (tmp_path / "jupyter").mkdir()
    (tmp_path / "jupyter" / "nbgrader_config.py").write_text(
        'c = get_config()\nc.IncludeHeaderFooter.header = "header.ipynb"\n'
        "c.GenerateAssignment.create_assignment = False\n"
    )
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "jupyter"))
    there = Class(tmp_path / "course")
    there.autograde("perfect")
    assert there.scores("perfect") == {"double": 2.0, "positive_mean": 3.0}
