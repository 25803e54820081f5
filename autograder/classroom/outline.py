"""What an assignment consists of in nbgrader's tables, and what a table of our own adds to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import Column, Float, MetaData, String, Table, select

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
