"""Everybody's grades as the gradebook holds them: with manual scores, credit and penalties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nbgrader.api import Assignment, Gradebook, Student


@dataclass(frozen=True)
class GradeOf:
    """What one student has for one assignment.

    Parameters
    ----------
    student, first_name, last_name, email
        Who; names and address are empty where the gradebook has none.
    assignment, max_score, duedate
        For what.
    score
        With manual scores and extra credit, before the penalty.
    penalty
        What lateness takes off.
    timestamp
        When it was handed in (UTC); None if nothing was or if it is not known.
    late
        How many seconds after the due date and any extension.
    handed_in
        Whether there is a submission.
    waiting
        How many graded cells wait for a person.
    """

    student: str
    first_name: str
    last_name: str
    email: str
    assignment: str
    max_score: float
    duedate: datetime | None
    score: float = 0.0
    penalty: float = 0.0
    timestamp: datetime | None = None
    late: float = 0.0
    handed_in: bool = False
    waiting: int = 0

    @property
    def total(self) -> float:
        """What counts."""
        return round(max(0.0, self.score - self.penalty), 2)

    @property
    def name(self) -> str:
        """First and last name, as far as they are known."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)


def grades(
    book: Gradebook, assignments: Sequence[str] = (), students: Sequence[str] = ()
) -> list[GradeOf]:
    """One entry for each student and assignment, in order of both; all of them by default."""
    found = []
    for assignment in sorted(book.assignments, key=lambda a: a.name):
        if assignments and assignment.name not in assignments:
            continue
        submitted = {s.student_id: s for s in assignment.submissions}
        for student in sorted(book.students, key=lambda s: s.id):
            if students and student.id not in students:
                continue
            found.append(_grade(student, assignment, submitted.get(student.id)))
    return found


def _grade(student: Student, assignment: Assignment, submission: object) -> GradeOf:
    who = (student.id, student.first_name or "", student.last_name or "", student.email or "")
    what = (assignment.name, float(assignment.max_score or 0), assignment.duedate)
    if submission is None:
        return GradeOf(*who, *what)
    notebooks = list(submission.notebooks)  # type: ignore[attr-defined]
    return GradeOf(
        *who,
        *what,
        score=float(submission.score or 0),  # type: ignore[attr-defined]
        penalty=sum(float(n.late_submission_penalty or 0) for n in notebooks),
        timestamp=submission.timestamp,  # type: ignore[attr-defined]
        late=_late(submission),
        handed_in=True,
        waiting=sum(g.needs_manual_grade for n in notebooks for g in n.grades),
    )


def _late(submission: object) -> float:
    """Seconds after the due date; 0 where either time is not known."""
    known = submission.timestamp and submission.duedate  # type: ignore[attr-defined]
    return float(submission.total_seconds_late) if known else 0.0  # type: ignore[attr-defined]
