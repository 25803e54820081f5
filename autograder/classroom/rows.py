"""The rows of one submission in nbgrader's tables, as nbgrader's own steps would leave them.

Those steps are ``Autograde.init_assignment``, ``SaveAutoGrades`` and ``AssignLatePenalties``;
a test compares every row. In one thing they differ: a score that a person gave is put before a
person again only where what it was given for has changed. What it was given for stands in
a table of our own beside nbgrader's. Nothing here ends a transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import delete, insert, select, update

from autograder.classroom.audit import Change
from autograder.classroom.outline import GRADED, NotebookOutline, Outline
from autograder.judging.submission import CellScores

NO_RESPONSE = "No response."

# What a score was worked out from: the answer, the automatic score, the points of the cell.
Basis = tuple[str, float | None, float]
Penalty = Callable[[str, float, float], float | None]


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


@dataclass(frozen=True)
class HandedIn:
    """A submission whose rows shall be written.

    Parameters
    ----------
    student, time
        Whose, and when it was handed in (UTC); None where no time is known.
    marks
        Its scores; None if nothing was handed in.
    """

    student: str
    time: datetime | None
    marks: CellScores | None


@dataclass(frozen=True)
class Place:
    """Where the rows of one submitted notebook are, with what they shall say."""

    student: str
    submitted: str
    marks: CellScores | None
    new: bool


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

    def write(self, handed_in: Sequence[HandedIn]) -> None:
        """Write the rows of some submissions, new or again, each student's at most once.

        The statements are as many for a class as for one submission.
        """
        keys = self._submitted_assignments(handed_in)
        old = [key for key, first in keys.values() if not first]
        of = SubmittedNotebook
        asked = select(of.assignment_id, of.notebook_id, of.id)
        notebooks = of.notebook_id.in_([notebook.id for notebook in self._outline.notebooks])
        asked = asked.where(notebooks, of.assignment_id.in_(old))
        rows = self._db.execute(asked).all() if old else ()
        found = {(row.assignment_id, row.notebook_id): row.id for row in rows}
        for notebook in self._outline.notebooks:
            ours = notebook.name == self._outline.name
            added, places, late = [], [], []
            for each in handed_in:
                key, first = keys[each.student]
                its = found.get((key, notebook.id))
                new = its is None
                if its is None:
                    its = new_uuid()
                    added.append({"id": its, "notebook_id": notebook.id, "assignment_id": key})
                marks = each.marks if ours else None
                places.append(Place(each.student, its, marks, new))
                # What has no time is not late.
                if marks is not None and not (first and each.time is None):
                    late.append(its)
            if added:
                self._add(SubmittedNotebook, added)
            self._grades(notebook, places, ours)
            self._comments(notebook, places)
            if late:
                self._penalties(SubmittedNotebook.id.in_(late))

    def _submitted_assignments(self, handed_in: Sequence[HandedIn]) -> dict[str, tuple[str, bool]]:
        """By student the id of their submission's row, made if it is new, and whether it is."""
        db, of = self._db, SubmittedAssignment
        names = [each.student for each in handed_in]
        asked = select(of.student_id, of.id).where(of.assignment_id == self._outline.id)
        rows = db.execute(asked.where(of.student_id.in_(names))).all()
        keys = {row.student_id: (str(row.id), False) for row in rows}
        fresh = [each for each in handed_in if each.student not in keys]
        if fresh:
            missing = [each.student for each in fresh]
            asked = select(Student.id).where(Student.id.in_(missing))
            known = set(db.execute(asked).scalars())
            students = [{"id": name} for name in missing if name not in known]
            if students:
                self._add(Student, students)
            keys |= {name: (new_uuid(), True) for name in missing}
            rows = [
                {
                    "id": keys[each.student][0],
                    "assignment_id": self._outline.id,
                    "student_id": each.student,
                    "timestamp": each.time,
                }
                for each in fresh
            ]
            self._add(of, rows)
        again = [
            {"id": keys[each.student][0], "timestamp": each.time}
            for each in handed_in
            if not keys[each.student][1] and each.time is not None
        ]
        if again:
            db.execute(update(of), again)
        return keys

    def _grades(self, notebook: NotebookOutline, places: Sequence[Place], ours: bool) -> None:
        db = self._db
        stored: dict[tuple[str, str], Any] = {}
        known: dict[str, Basis] = {}
        old = [place.submitted for place in places if not place.new]
        if old:
            of = (Grade.notebook_id, Grade.cell_id, Grade.id, Grade.manual_score, Grade.auto_score)
            basis_of = (GRADED.c.answer, GRADED.c.auto_score, GRADED.c.max_score)
            asked = select(*of, Grade.needs_manual_grade, GRADED.c.grade_id, *basis_of)
            asked = asked.outerjoin(GRADED, Grade.id == GRADED.c.grade_id)
            # The tables' indexes begin with the cell.
            its = (Grade.cell_id.in_(list(notebook.graded.values())), Grade.notebook_id.in_(old))
            rows = db.execute(asked.where(*its)).all()
            stored = {(row.notebook_id, row.cell_id): row for row in rows}
            known = {row.id: tuple(row[-3:]) for row in rows if row.grade_id is not None}
        added, changed, seen = [], [], []
        for place in places:
            for name, cell in notebook.graded.items():
                row = stored.get((place.submitted, cell))
                key = new_uuid() if row is None else row.id
                values: dict[str, Any] = {}
                if ours and place.marks is None:
                    values = {"auto_score": 0.0, "needs_manual_grade": False}
                elif place.marks is not None and name in place.marks.scores:
                    score, points = place.marks.scores[name], notebook.points[name]
                    values = {"auto_score": score, "needs_manual_grade": score is None}
                    basis = (place.marks.answers.get(name, ""), score, points)
                    if row is not None and row.manual_score is not None:
                        why = _changed(known.get(key), basis)
                        values["needs_manual_grade"] = bool(why) or row.needs_manual_grade
                        if why:
                            doubt = Doubt(place.student, name, row.manual_score, why)
                            self.doubtful.append(doubt)
                    if known.get(key) != basis:
                        fields = ("grade_id", "answer", "auto_score", "max_score")
                        seen.append(dict(zip(fields, (key, *basis), strict=True)))
                if row is None:
                    fresh = {"auto_score": None, "needs_manual_grade": True, **values}
                    added.append(
                        {"id": key, "cell_id": cell, "notebook_id": place.submitted, **fresh}
                    )
                elif any(getattr(row, field) != value for field, value in values.items()):
                    changed.append({"id": key, **values})
                    if row.auto_score is not None or key in known:  # else it is the first grading
                        self._note(place.student, name, row.auto_score, values["auto_score"])
        if added:
            self._add(Grade, added)
        if changed:
            db.execute(update(Grade), changed)
        gone = [each["grade_id"] for each in seen if each["grade_id"] in known]
        if gone:
            db.execute(delete(GRADED).where(GRADED.c.grade_id.in_(gone)))
        if seen:
            db.execute(insert(GRADED), seen)

    def _add(self, table: Any, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows; one statement also where some of them have no value in a column."""
        self._db.execute(insert(table).execution_options(render_nulls=True), rows)

    def _note(self, student: str, cell: str, before: float | None, after: float | None) -> None:
        if before != after:
            change = Change(student, self._outline.name, cell, "auto_score", before, after)
            self.changes.append(change)

    def _comments(self, notebook: NotebookOutline, places: Sequence[Place]) -> None:
        db = self._db
        stored: dict[tuple[str, str], Any] = {}
        old = [place.submitted for place in places if not place.new]
        if old:
            asked = select(Comment.notebook_id, Comment.cell_id, Comment.id, Comment.auto_comment)
            cells = Comment.cell_id.in_(list(notebook.commented.values()))
            rows = db.execute(asked.where(cells, Comment.notebook_id.in_(old))).all()
            stored = {(row.notebook_id, row.cell_id): row for row in rows}
        added, changed = [], []
        for place in places:
            untouched = place.marks.untouched if place.marks else {}
            for name, cell in notebook.commented.items():
                text = NO_RESPONSE if untouched.get(name) else None
                its = stored.get((place.submitted, cell))
                if its is None:
                    row = {"cell_id": cell, "notebook_id": place.submitted, "auto_comment": text}
                    added.append(row)
                elif name in untouched and its.auto_comment != text:
                    changed.append({"id": its.id, "auto_comment": text})
        if added:
            self._add(Comment, added)
        if changed:
            db.execute(update(Comment), changed)

    def _penalties(self, which: Any) -> list[Change]:
        """Work out what late submissions lose, as :meth:`late_penalty` says; what changed."""
        changes, values = [], []
        for row in self._db.execute(_due().where(which)).all():
            penalty, old = self.late_penalty(row), row.late_submission_penalty
            if penalty != old:
                values.append({"id": row.id, "late_submission_penalty": penalty})
                field = "late_submission_penalty"
                changes.append(Change(row.student_id, self._outline.name, "", field, old, penalty))
        if values:
            self._db.execute(update(SubmittedNotebook), values)
        return changes

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
        names = [notebook.id for notebook in self._outline.notebooks]
        return self._penalties(SubmittedNotebook.notebook_id.in_(names))


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


def _changed(known: Basis | None, basis: Basis) -> str:
    """What is no longer as it was when a score was last written; empty if nothing is."""
    if known is None:
        return "it is not known what it was given for"
    (old_answer, old_score, old_points), (answer, score, points) = known, basis
    if old_answer != answer:
        return "the answer is another one"
    if old_points != points:
        return f"it was given of {old_points:g} points, which are now {points:g}"
    if old_score != score:
        return f"the automatic score was {_said(old_score)} and is now {_said(score)}"
    return ""


def _said(score: float | None) -> str:
    return "none" if score is None else f"{score:g}"
