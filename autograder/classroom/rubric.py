"""Essays graded line by line, from a file that graders write and that is kept.

    why_it_matters:            # an essay
      grader-a:                # who grades
        ann:                   # a student
          A reason: full       # a line of the rubric: full, half or none
          An example: half
          comment: Say why the second step follows.

Formgrader has one box for an essay; here every line is recorded, two graders can be compared, and
the sum becomes the score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry

from autograder.classroom.database import opened
from autograder.classroom.gradebook import refresh_lateness
from autograder.classroom.statistics import kappa
from autograder.classroom.yaml_files import read_yaml
from autograder.course.chapter import Chapter
from autograder.course.course import CourseError
from autograder.course.exercise import Essay

SHARES = {"full": 1.0, "half": 0.5, "none": 0.0}
COMMENT = "comment"


@dataclass(frozen=True)
class Marked:
    """One answer as one grader marked it.

    Parameters
    ----------
    essay, grader, student
        Which, by whom, whose.
    marks
        For each line of the rubric ``full``, ``half`` or ``none``.
    points
        What they sum to.
    comment
        For the student.
    """

    essay: str
    grader: str
    student: str
    marks: dict[str, str]
    points: float
    comment: str = ""

    @property
    def text(self) -> str:
        """The marks and the comment as the student reads them."""
        lines = [f"- {name}: {mark}" for name, mark in self.marks.items()]
        return "\n".join([*lines, *(["", self.comment] if self.comment else [])])


@dataclass(frozen=True)
class Agreement:
    """How far two graders agree on the lines of one essay that both marked.

    Parameters
    ----------
    essay, one, other
        Which, and who.
    lines
        How many lines both marked.
    equal
        How many alike.
    kappa
        Cohen's kappa; None where it is not defined.
    """

    essay: str
    one: str
    other: str
    lines: int
    equal: int
    kappa: float | None


def read_marks(chapter: Chapter, path: Path) -> list[Marked]:
    """Read and check a file of marks.

    Raises
    ------
    CourseError
        If it names an essay or a line that is not there, leaves a line out, or marks one
        otherwise than full, half or none; the message says where.
    """
    whole = read_yaml(path)
    essays = {essay.id: essay for essay in chapter.essays}
    found = []
    for name, graders in _map(path, "the file", whole).items():
        if name not in essays:
            known = ", ".join(essays) or "none"
            raise CourseError(f"{path}: {chapter.name} has no essay {name!r}; it has {known}")
        for grader, students in _map(path, name, graders).items():
            for student, marks in _map(path, f"{name}, {grader}", students).items():
                where = f"{name}, {grader}, {student}"
                given = _map(path, where, marks)
                found.append(_marked(path, essays[name], grader, student, given, where))
    return found


def _marked(
    path: Path, essay: Essay, grader: str, student: str, given: dict[Any, Any], where: str
) -> Marked:
    lines = {criterion.name: criterion for criterion in essay.rubric}
    unknown = [str(key) for key in given if key != COMMENT and key not in lines]
    left_out = [name for name in lines if name not in given]
    if unknown or left_out:
        raise CourseError(
            f"{path}: {where}: "
            + "; ".join(
                [f"the rubric has no line {name!r}" for name in unknown]
                + [f"the line {name!r} is not marked" for name in left_out]
            )
            + f"; its lines are {', '.join(lines)}"
        )
    for name in lines:
        if given[name] not in SHARES:
            raise CourseError(f"{path}: {where}: {name!r} is marked full, half or none")
    marks = {name: str(given[name]) for name in lines}
    points = sum(lines[name].points * SHARES[mark] for name, mark in marks.items())
    return Marked(essay.id, grader, student, marks, points, str(given.get(COMMENT) or ""))


def agreement(marked: Sequence[Marked]) -> list[Agreement]:
    """How far each two graders of an essay agree, over the answers that both marked."""
    by_grader: dict[tuple[str, str], dict[str, Marked]] = {}
    for one in marked:
        by_grader.setdefault((one.essay, one.grader), {})[one.student] = one
    found = []
    keys = sorted(by_grader)
    for number, (essay, first) in enumerate(keys):
        for same, second in keys[number + 1 :]:
            mine, theirs = by_grader[essay, first], by_grader[same, second]
            both = sorted(mine.keys() & theirs.keys()) if same == essay else []
            if not both:
                continue
            left = [mine[s].marks[line] for s in both for line in mine[s].marks]
            right = [theirs[s].marks[line] for s in both for line in mine[s].marks]
            equal = sum(a == b for a, b in zip(left, right, strict=True))
            measured = kappa(left, right)
            found.append(Agreement(essay, first, second, len(left), equal, measured))
    return found


def store(db_url: str, chapter: Chapter, marked: Sequence[Marked]) -> list[str]:
    """Write the sums as scores by hand, and the lines as comments.

    Where several graders marked an answer, the score is their mean. What lateness costs is worked
    out anew from the scores.

    Returns
    -------
    list of str
        What could not be written, one sentence each; the others are.
    """
    by_answer: dict[tuple[str, str], list[Marked]] = {}
    for one in marked:
        by_answer.setdefault((one.essay, one.student), []).append(one)
    troubles = []
    with opened(db_url) as book:
        for (essay, student), group in by_answer.items():
            place = (essay, chapter.name, chapter.name, student)
            try:
                grade, comment = book.find_grade(*place), book.find_comment(*place)
            except MissingEntry:
                troubles.append(f"{student} has no submission of {chapter.name} in the gradebook")
                continue
            grade.manual_score = sum(one.points for one in group) / len(group)
            grade.needs_manual_grade = False
            comment.manual_comment = "\n\n".join(one.text for one in group)
        book.db.commit()
    refresh_lateness(chapter.course, db_url, chapter.name)
    return troubles


def _map(path: Path, where: str, value: Any) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise CourseError(f"{path}: {where} should map names to what belongs to them")
    return value
