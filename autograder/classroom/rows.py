"""The rows of one submission in nbgrader's tables, as nbgrader's own steps would leave them.

Those steps are ``Autograde.init_assignment``, ``SaveAutoGrades`` and ``AssignLatePenalties``;
a test compares every row. Nothing here ends a transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import insert, select, update

from autograder.judging.submission import CellScores

NO_RESPONSE = "No response."

Penalty = Callable[[str, float, float], float | None]


@dataclass(frozen=True)
class NotebookOutline:
    """A notebook of an assignment, with its cells' database ids by grade id."""

    id: str
    name: str
    graded: dict[str, str]
    commented: dict[str, str]


@dataclass(frozen=True)
class Outline:
    """An assignment as the gradebook knows it, read once."""

    id: str
    name: str
    notebooks: tuple[NotebookOutline, ...]


def outline(book: Gradebook, assignment: str) -> Outline:
    """Read what an assignment consists of; raises nbgrader's MissingEntry if there is none."""
    found = book.find_assignment(assignment)
    notebooks = tuple(
        NotebookOutline(
            notebook.id,
            notebook.name,
            {c.name: c.id for c in (*notebook.grade_cells, *notebook.task_cells)},
            {c.name: c.id for c in (*notebook.solution_cells, *notebook.task_cells)},
        )
        for notebook in found.notebooks
    )
    read = Outline(found.id, assignment, notebooks)
    book.db.rollback()
    book.db.expunge_all()
    return read


class Rows:
    """Writes the rows of submissions into an open session.

    Parameters
    ----------
    db
        nbgrader's session.
    outline
        The assignment.
    penalty
        What a late submission loses: called with the student, the score and the seconds.
    """

    def __init__(self, db: Any, outline: Outline, penalty: Penalty):
        self._db = db
        self._outline = outline
        self._late = penalty

    def write(self, student: str, time: datetime | None, marks: CellScores | None) -> None:
        """Write one submission's rows, new or again; None for marks if nothing was handed in."""
        key = self._submitted_assignment(student, time)
        asked = select(SubmittedNotebook.notebook_id, SubmittedNotebook.id)
        rows = self._db.execute(asked.where(SubmittedNotebook.assignment_id == key)).all()
        found = {row.notebook_id: row.id for row in rows}
        for notebook in self._outline.notebooks:
            its = found.get(notebook.id)
            new = its is None
            if its is None:
                its = new_uuid()
                row = {"id": its, "notebook_id": notebook.id, "assignment_id": key}
                self._db.execute(insert(SubmittedNotebook), [row])
            ours = notebook.name == self._outline.name
            self._grades(notebook, its, marks, new, ours)
            self._comments(notebook, its, marks if ours else None, new)
            if ours and marks is not None:
                self._penalty(student, key, its)

    def _submitted_assignment(self, student: str, time: datetime | None) -> str:
        """The row of this student's submission, made if it is new; its id."""
        db = self._db
        asked = select(SubmittedAssignment.id).where(
            SubmittedAssignment.assignment_id == self._outline.id,
            SubmittedAssignment.student_id == student,
        )
        key = db.execute(asked).scalar()
        if key is None:
            if db.execute(select(Student.id).where(Student.id == student)).scalar() is None:
                db.execute(insert(Student), [{"id": student}])
            key = new_uuid()
            row = {"id": key, "assignment_id": self._outline.id, "student_id": student}
            db.execute(insert(SubmittedAssignment), [{**row, "timestamp": time}])
        elif time is not None:
            db.execute(update(SubmittedAssignment), [{"id": key, "timestamp": time}])
        return str(key)

    def _grades(
        self,
        notebook: NotebookOutline,
        submitted: str,
        marks: CellScores | None,
        new: bool,
        ours: bool,
    ) -> None:
        db = self._db
        stored: dict[str, Any] = {}
        if not new:
            asked = select(Grade.cell_id, Grade.id, Grade.manual_score)
            rows = db.execute(asked.where(Grade.notebook_id == submitted)).all()
            stored = {row.cell_id: row for row in rows}
        added, changed = [], []
        for name, cell in notebook.graded.items():
            row = stored.get(cell)
            values: dict[str, Any] = {}
            if ours and marks is None:
                values = {"auto_score": 0.0, "needs_manual_grade": False}
            elif ours and marks is not None and name in marks.scores:
                score = marks.scores[name]
                by_hand = row is not None and row.manual_score is not None
                values = {"auto_score": score, "needs_manual_grade": by_hand or score is None}
            if row is None:
                fresh = {"auto_score": None, "needs_manual_grade": True, **values}
                added.append({"cell_id": cell, "notebook_id": submitted, **fresh})
            elif values:
                changed.append({"id": row.id, **values})
        if added:
            db.execute(insert(Grade), added)
        if changed:
            db.execute(update(Grade), changed)

    def _comments(
        self, notebook: NotebookOutline, submitted: str, marks: CellScores | None, new: bool
    ) -> None:
        db = self._db
        stored: dict[str, str] = {}
        if not new:
            asked = select(Comment.cell_id, Comment.id).where(Comment.notebook_id == submitted)
            stored = {row.cell_id: row.id for row in db.execute(asked).all()}
        untouched = marks.untouched if marks else {}
        added, changed = [], []
        for name, cell in notebook.commented.items():
            text = NO_RESPONSE if untouched.get(name) else None
            if cell not in stored:
                row = {"cell_id": cell, "notebook_id": submitted, "auto_comment": text}
                added.append(row)
            elif name in untouched:
                changed.append({"id": stored[cell], "auto_comment": text})
        if added:
            db.execute(insert(Comment), added)
        if changed:
            db.execute(update(Comment), changed)

    def _penalty(self, student: str, key: str, submitted: str) -> None:
        """What the late submission costs, kept between nothing and all points as nbgrader does."""
        db = self._db
        asked = (
            select(SubmittedAssignment.timestamp, SubmittedAssignment.extension, Assignment.duedate)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .where(SubmittedAssignment.id == key)
        )
        row = db.execute(asked).one()
        penalty = None
        if row.timestamp is not None and row.duedate is not None:
            due = row.duedate + row.extension if row.extension is not None else row.duedate
            late = (row.timestamp - due).total_seconds()
            if late > 0:
                of = select(SubmittedNotebook.score).where(SubmittedNotebook.id == submitted)
                score = db.execute(of).scalar()
                penalty = self._late(student, score, late)
                if penalty is not None:
                    penalty = min(max(penalty, 0), score)
        values = {"id": submitted, "late_submission_penalty": penalty}
        db.execute(update(SubmittedNotebook), [values])
