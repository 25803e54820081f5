"""The rows of one submission in nbgrader's tables, as nbgrader's own steps would leave them.

Those steps are ``Autograde.init_assignment``, ``SaveAutoGrades`` and ``AssignLatePenalties``;
a test compares every row. In one thing they differ: a score that a person gave is put before a
person again only where what it was given for has changed. What it was given for stands in
a table of our own beside nbgrader's. Nothing here ends a transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import Column, Float, MetaData, String, Table, delete, insert, select, update

from autograder.classroom.audit import Change
from autograder.judging.submission import CellScores

NO_RESPONSE = "No response."

OURS = MetaData()
# What each grade was worked out from when it was last written.
GRADED = Table(
    "lossbook_graded",
    OURS,
    Column("grade_id", String(32), primary_key=True),
    Column("answer", String(32), nullable=False),
    Column("auto_score", Float()),
    Column("max_score", Float(), nullable=False),
)

Penalty = Callable[[str, float, float], float | None]


@dataclass(frozen=True)
class NotebookOutline:
    """A notebook of an assignment, with its cells' database ids by grade id."""

    id: str
    name: str
    graded: dict[str, str]
    commented: dict[str, str]
    points: dict[str, float]


@dataclass(frozen=True)
class Outline:
    """An assignment as the gradebook knows it, read once."""

    id: str
    name: str
    notebooks: tuple[NotebookOutline, ...]


def scores_held(db: Any, assignment: str) -> dict[str, dict[str, float | None]]:
    """The automatic scores that the gradebook holds, by student and grade id."""
    asked = (
        select(SubmittedAssignment.student_id, BaseCell.name, Grade.auto_score)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == assignment)
    )
    held: dict[str, dict[str, float | None]] = {}
    for row in db.execute(asked).all():
        held.setdefault(row.student_id, {})[row.name] = row.auto_score
    return held


def outline(book: Gradebook, assignment: str) -> Outline:
    """Read what an assignment consists of; raises nbgrader's MissingEntry if there is none."""
    OURS.create_all(book.engine)
    found = book.find_assignment(assignment)
    notebooks = tuple(
        NotebookOutline(
            notebook.id,
            notebook.name,
            {c.name: c.id for c in (*notebook.grade_cells, *notebook.task_cells)},
            {c.name: c.id for c in (*notebook.solution_cells, *notebook.task_cells)},
            {c.name: c.max_score for c in (*notebook.grade_cells, *notebook.task_cells)},
        )
        for notebook in found.notebooks
    )
    read = Outline(found.id, assignment, notebooks)
    book.db.rollback()
    book.db.expunge_all()
    return read


@dataclass(frozen=True)
class Doubt:
    """A score that a person gave, and that may no longer fit.

    Parameters
    ----------
    student, cell, score
        Whose, for which graded cell, and how much.
    why
        What has changed since it was given.
    """

    student: str
    cell: str
    score: float
    why: str


class Rows:
    """Writes the rows of submissions into an open session.

    Attributes
    ----------
    changes
        Which automatic scores became others, for the audit.
    doubtful
        Scores given by hand that stand although what they were given for has changed.

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
        self.changes: list[Change] = []
        self.doubtful: list[Doubt] = []

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
            self._grades(student, notebook, its, marks, new, ours)
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
        student: str,
        notebook: NotebookOutline,
        submitted: str,
        marks: CellScores | None,
        new: bool,
        ours: bool,
    ) -> None:
        db = self._db
        stored: dict[str, Any] = {}
        known: dict[str, Any] = {}
        if not new:
            asked = select(Grade.cell_id, Grade.id, Grade.manual_score, Grade.auto_score)
            asked = asked.add_columns(Grade.needs_manual_grade)
            rows = db.execute(asked.where(Grade.notebook_id == submitted)).all()
            stored = {row.cell_id: row for row in rows}
            asked = select(GRADED).join(Grade, Grade.id == GRADED.c.grade_id)
            rows = db.execute(asked.where(Grade.notebook_id == submitted)).all()
            known = {row.grade_id: row for row in rows}
        added, changed, seen = [], [], []
        for name, cell in notebook.graded.items():
            row = stored.get(cell)
            key = new_uuid() if row is None else row.id
            values: dict[str, Any] = {}
            if ours and marks is None:
                values = {"auto_score": 0.0, "needs_manual_grade": False}
            elif ours and marks is not None and name in marks.scores:
                score, points = marks.scores[name], notebook.points[name]
                values = {"auto_score": score, "needs_manual_grade": score is None}
                basis = (marks.answers.get(name, ""), score, points)
                if row is not None and row.manual_score is not None:
                    why = _changed(known.get(key), basis)
                    values["needs_manual_grade"] = bool(why) or row.needs_manual_grade
                    if why:
                        self.doubtful.append(Doubt(student, name, row.manual_score, why))
                fields = ("grade_id", "answer", "auto_score", "max_score")
                seen.append(dict(zip(fields, (key, *basis), strict=True)))
            if row is None:
                fresh = {"auto_score": None, "needs_manual_grade": True, **values}
                added.append({"id": key, "cell_id": cell, "notebook_id": submitted, **fresh})
            elif values:
                changed.append({"id": key, **values})
                if row.auto_score is not None or key in known:  # else it is the first grading
                    self._note(student, name, row.auto_score, values["auto_score"])
        if added:
            db.execute(insert(Grade), added)
        if changed:
            db.execute(update(Grade), changed)
        if seen:
            db.execute(delete(GRADED).where(GRADED.c.grade_id.in_([s["grade_id"] for s in seen])))
            db.execute(insert(GRADED), seen)

    def _note(self, student: str, cell: str, before: float | None, after: float | None) -> None:
        if before != after:
            change = Change(student, self._outline.name, cell, "auto_score", before, after)
            self.changes.append(change)

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
        """What the late submission costs, as :func:`late_penalty` says."""
        row = self._db.execute(_due().where(SubmittedNotebook.id == submitted)).one()
        values = {"id": submitted, "late_submission_penalty": self.late_penalty(row)}
        self._db.execute(update(SubmittedNotebook), [values])

    def late_penalty(self, row: Any) -> float | None:
        """What a late submission costs, kept between nothing and all points as nbgrader does."""
        if row.timestamp is None or row.duedate is None:
            return None
        due = row.duedate + row.extension if row.extension is not None else row.duedate
        late = (row.timestamp - due).total_seconds()
        if late <= 0:
            return None
        of = select(SubmittedNotebook.score).where(SubmittedNotebook.id == row.id)
        score = self._db.execute(of).scalar()
        penalty = self._late(row.student_id, score, late)
        return penalty if penalty is None else min(max(penalty, 0), score)

    def refresh_penalties(self) -> list[Change]:
        """Work out every penalty anew, as dates, extensions and scores are now; what changed."""
        changes, values = [], []
        names = {notebook.id for notebook in self._outline.notebooks}
        for row in self._db.execute(_due().where(SubmittedNotebook.notebook_id.in_(names))).all():
            penalty = self.late_penalty(row)
            if penalty != row.late_submission_penalty:
                values.append({"id": row.id, "late_submission_penalty": penalty})
                old = row.late_submission_penalty
                field = "late_submission_penalty"
                changes.append(Change(row.student_id, self._outline.name, "", field, old, penalty))
        if values:
            self._db.execute(update(SubmittedNotebook), values)
        return changes


def _due() -> Any:
    """What lateness depends on, of submitted notebooks."""
    return (
        select(
            SubmittedNotebook.id,
            SubmittedNotebook.late_submission_penalty,
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedAssignment.extension,
            Assignment.duedate,
        )
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
    )


def _changed(known: Any, basis: tuple[str, float | None, float]) -> str:
    """What is no longer as it was when a score was last written; empty if nothing is."""
    if known is None:
        return "it is not known what it was given for"
    answer, score, points = basis
    if known.answer != answer:
        return "the answer is another one"
    if known.max_score != points:
        return f"it was given of {known.max_score:g} points, which are now {points:g}"
    if known.auto_score != score:
        return f"the automatic score was {_said(known.auto_score)} and is now {_said(score)}"
    return ""


def _said(score: float | None) -> str:
    return "none" if score is None else f"{score:g}"
