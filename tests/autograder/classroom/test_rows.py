"""The rows of one submission. That they are nbgrader's is tested in test_gradebook.py."""

import shutil
from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook, Student
from sqlalchemy import event

from autograder.classroom.outline import outline
from autograder.classroom.rows import NO_RESPONSE, HandedIn, Rows
from autograder.judging.submission import CellScores

DUE = datetime(2026, 3, 1, 12)
MARKS = CellScores({"double": 2.0, "essay": None}, {"double-answer": False, "essay": True})


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A gradebook with one assignment: an exercise, an essay, and another notebook."""
    path = tmp_path_factory.mktemp("rows") / "gradebook.db"
    with Gradebook(f"sqlite:///{path}") as made:
        made.add_assignment("tiny", duedate=DUE)
        for notebook in ("tiny", "other"):
            made.add_notebook(notebook, "tiny")
            made.add_grade_cell("double", notebook, "tiny", max_score=2, cell_type="code")
            made.add_solution_cell("double-answer", notebook, "tiny")
        made.add_grade_cell("essay", "tiny", "tiny", max_score=3, cell_type="markdown")
        made.add_solution_cell("essay", "tiny", "tiny")
    return path


@pytest.fixture
def book(empty, tmp_path):
    """A copy: to make one takes nbgrader a second."""
    shutil.copyfile(empty, tmp_path / "gradebook.db")
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as copied:
        yield copied


@pytest.fixture
def write(book):
    """Writes the rows of one student, and gives the notebook as nbgrader reads it back."""

    def record(marks=MARKS, time=None, penalty=None, student="ann"):
        late = []

        def takes_off(*asked):
            late.append(asked)
            return penalty

        Rows(book.db, outline(book, "tiny"), takes_off).write([HandedIn(student, time, marks)])
        book.db.commit()
        found = book.find_submission_notebook("tiny", "tiny", student)
        return found, late

    return record


def scores(notebook):
    return {g.name: (g.auto_score, g.needs_manual_grade) for g in notebook.grades}


def comments(notebook):
    return {c.name: c.auto_comment for c in notebook.comments}


def test_scores_are_stored_and_an_essay_waits_for_a_person(write):
    notebook, _ = write()
    assert scores(notebook) == {"double": (2.0, False), "essay": (None, True)}
    assert notebook.score == 2.0


def test_an_untouched_answer_is_said_to_have_no_response(write):
    notebook, _ = write()
    assert comments(notebook) == {"double-answer": None, "essay": NO_RESPONSE}
    marks = CellScores(MARKS.scores, {"double-answer": True, "essay": False})
    assert comments(write(marks)[0]) == {"double-answer": NO_RESPONSE, "essay": None}


def test_who_handed_in_nothing_has_zero_and_no_person_need_look(write):
    notebook, late = write(None, DUE + timedelta(days=1))
    assert scores(notebook) == {"double": (0.0, False), "essay": (0.0, False)}
    assert set(comments(notebook).values()) == {None}
    assert late == [], "and nothing to take off"


def test_writing_again_changes_what_changed_and_adds_no_row(write, book):
    write()
    notebook, _ = write(CellScores({"double": 1.0, "essay": None}, MARKS.untouched))
    assert scores(notebook)["double"] == (1.0, False)
    assert len(book.assignment_submissions("tiny")) == 1
    assert len(notebook.grades) == len(notebook.comments) == 2


def test_what_a_person_gave_stays_and_is_shown_to_them_again(write, book):
    notebook, _ = write()
    for grade in notebook.grades:
        grade.manual_score, grade.extra_credit = 1.5, 0.25
    for comment in notebook.comments:
        comment.manual_comment = "Good."
    book.db.commit()
    notebook, _ = write(CellScores({"double": 0.0, "essay": None}, MARKS.untouched))
    grades = {g.name: g for g in notebook.grades}
    assert (grades["double"].auto_score, grades["double"].score) == (0.0, 1.75)
    assert grades["double"].needs_manual_grade
    assert {c.comment for c in notebook.comments} == {"Good."}
    assert write(None)[0].score == 3.5, "not even a missing notebook takes it away"


def test_a_notebook_that_was_not_graded_here_waits_for_a_person(write, book):
    write()
    other = book.find_submission_notebook("other", "tiny", "ann")
    assert scores(other) == {"double": (None, True)}


@pytest.mark.parametrize(
    ("penalty", "taken"), [(None, None), (0.5, 0.5), (99.0, 2.0), (-3.0, 0.0), (0, 0.0)]
)
def test_lateness_costs_at_least_nothing_and_at_most_everything(write, penalty, taken):
    notebook, late = write(time=DUE + timedelta(hours=1), penalty=penalty)
    assert late == [("ann", 2.0, 3600.0)]
    assert notebook.late_submission_penalty == taken


@pytest.mark.parametrize("time", [None, DUE, DUE - timedelta(days=1)])
def test_who_is_not_late_loses_nothing(write, time):
    notebook, late = write(time=time, penalty=1.0)
    assert late == []
    assert notebook.late_submission_penalty is None


def test_an_extension_moves_what_is_late(write, book):
    write(time=DUE)
    book.grant_extension("tiny", "ann", days=1)
    assert write(time=DUE + timedelta(hours=23), penalty=1.0)[1] == []
    notebook, late = write(time=DUE + timedelta(hours=25), penalty=1.0)
    assert late == [("ann", 2.0, 3600.0)]
    assert notebook.late_submission_penalty == 1.0
    assert write(time=DUE)[0].late_submission_penalty is None, "and it can be taken back"


def test_a_time_is_kept_where_none_comes_later(write, book):
    write(time=DUE)
    write(time=None)
    assert book.find_submission("tiny", "ann").timestamp == DUE
    write(time=DUE - timedelta(days=1))
    assert book.find_submission("tiny", "ann").timestamp == DUE - timedelta(days=1)


def test_nothing_is_stored_until_the_transaction_ends(book):
    Rows(book.db, outline(book, "tiny"), lambda *_: None).write([HandedIn("ann", None, MARKS)])
    book.db.rollback()
    assert book.assignment_submissions("tiny") == []
    assert book.students == []


def test_a_class_takes_as_many_statements_as_one_submission_new_or_again(book):
    made = []
    event.listen(book.engine, "before_cursor_execute", lambda *a: made.append(a[2]))
    counts = {}
    for number in (1, 20):
        names = [f"{number}-{k:02}" for k in range(number)]
        for kind in ("new", "again"):
            rows = Rows(book.db, outline(book, "tiny"), lambda *_: None)
            made.clear()
            rows.write([HandedIn(name, DUE, MARKS) for name in names])
            counts[kind, number] = len(made)
            book.db.commit()
    assert counts["new", 1] == counts["new", 20] > 0
    assert counts["again", 1] == counts["again", 20] > 0


def test_a_student_who_is_new_and_one_who_is_not_are_written_together(book):
    of = outline(book, "tiny")
    for names in (["ann"], ["ann", "bea", "cid"]):
        kept = CellScores({"double": float(len(names) > 1)}, {}, {})
        marks = [HandedIn(name, DUE, kept) for name in names]
        Rows(book.db, of, lambda *_: None).write(marks)
        book.db.commit()
    notebooks = [book.find_submission_notebook("tiny", "tiny", n) for n in ("ann", "bea", "cid")]
    assert [scores(notebook)["double"] for notebook in notebooks] == [(1.0, False)] * 3
    assert len({len(notebook.grades) for notebook in notebooks}) == 1
    assert book.db.query(Student).count() == 3
