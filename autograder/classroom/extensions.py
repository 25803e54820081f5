"""Who may hand in later or more often: ``extensions.yml``, beside ``submitted`` or in the course.

    physical_loss:
      attempts: 2              # how many attempts count, for everybody
      students:
        ann: {days: 2, why: ill}
        bob: {hours: 12}
        cid: {attempts: 1}     # one more than the others
        dan: {days: 0}         # takes an extension back

Whoever is not named keeps what the gradebook says. The file may be edited at any time: grading
reads it anew, and works out lateness without running anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, SubmittedAssignment
from sqlalchemy import select, update

from autograder.classroom.audit import Change
from autograder.classroom.yaml_files import read_yaml
from autograder.course.course import CourseError

NAME = "extensions.yml"
STUDENT_KEYS = ("days", "hours", "attempts", "why")


@dataclass(frozen=True)
class Extension:
    """What one student is allowed for one assignment.

    Parameters
    ----------
    time
        How much later than the others.
    attempts
        How many more attempts than the others.
    why
        The reason, for the audit.
    """

    time: timedelta = timedelta()
    attempts: int = 0
    why: str = ""


@dataclass(frozen=True)
class Allowance:
    """What one assignment allows.

    Parameters
    ----------
    attempts
        How many attempts count; None for any number.
    students
        Those with an extension, by student.
    """

    attempts: int | None = None
    students: Mapping[str, Extension] = field(default_factory=dict)

    def attempts_of(self, student: str) -> int | None:
        """How many attempts of a student count; None for any number."""
        extra = self.students.get(student, Extension()).attempts
        return None if self.attempts is None else self.attempts + extra


def file_of(root: Path, submitted: Path | None = None) -> Path:
    """The file that counts for a class: the one beside its submissions, else the course's.

    Parameters
    ----------
    root
        The course's folder.
    submitted
        Where the class's submissions lie; the course's own ``submitted`` by default.
    """
    own = (submitted or root / "submitted").parent / NAME
    return own if own.is_file() else root / NAME


def allowance(path: Path, assignment: str) -> Allowance:
    """What a file of extensions allows for an assignment; one that is not there allows nothing.

    Raises
    ------
    CourseError
        If the file cannot be read; the message says where it is wrong.
    """
    if not path.is_file():
        return Allowance()
    whole = _mapping(path, "the file", read_yaml(path) or {}).get(assignment) or {}
    entry = _mapping(path, assignment, whole)
    _known(path, assignment, entry, ("attempts", "students"))
    attempts = entry.get("attempts")
    if attempts is not None and (type(attempts) is not int or attempts < 1):
        raise CourseError(f"{path}: attempts of {assignment} is a whole number, 1 or more")
    students = _mapping(path, f"students of {assignment}", entry.get("students") or {})
    made = {s: _extension(path, f"{assignment}, {s}", v) for s, v in students.items()}
    return Allowance(attempts, made)


def grant(book: Gradebook, assignment: str, given: Mapping[str, Extension]) -> list[Change]:
    """Give students their extensions, in a transaction that the caller ends; what has changed.

    Whoever is not named keeps what the gradebook says. Those who have handed nothing in yet get
    theirs when they do.
    """
    changes = []
    asked = select(SubmittedAssignment).join(Assignment).where(Assignment.name == assignment)
    for row in book.db.execute(asked).scalars():
        mine = given.get(row.student_id)
        if mine is None or (row.extension or timedelta()) == mine.time:
            continue
        before = None if row.extension is None else row.extension.total_seconds()
        change = (row.student_id, assignment, "", "extension", before)
        changes.append(Change(*change, mine.time.total_seconds(), mine.why))
        book.db.execute(
            update(SubmittedAssignment), [{"id": row.id, "extension": mine.time or None}]
        )
    return changes


def _extension(path: Path, where: str, value: Any) -> Extension:
    entry = _mapping(path, where, value)
    _known(path, where, entry, STUDENT_KEYS)
    numbers = {key: entry.get(key, 0) for key in ("days", "hours", "attempts")}
    for key, number in numbers.items():
        if isinstance(number, bool) or not isinstance(number, int | float) or number < 0:
            raise CourseError(f"{path}: {key} of {where} is a number, 0 or more")
    try:
        time = timedelta(days=numbers["days"], hours=numbers["hours"])
    except (OverflowError, ValueError):
        raise CourseError(f"{path}: {where} is extended by more than a calendar holds") from None
    return Extension(time, int(numbers["attempts"]), str(entry.get("why", "")))


def _mapping(path: Path, where: str, value: Any) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise CourseError(f"{path}: {where} should map names to values, such as `ann: {{days: 2}}`")
    return value


def _known(path: Path, where: str, entry: dict[Any, Any], keys: tuple[str, ...]) -> None:
    for key in entry:
        if key not in keys:
            raise CourseError(f"{path}: {where} has {key!r}; known are {', '.join(keys)}")
