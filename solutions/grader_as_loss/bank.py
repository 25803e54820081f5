"""What the cases of a chapter catch of its bank of wrong answers: the experiment, really run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from autograder.compare import difference
from autograder.course import Course
from autograder.exam import Exam

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcomes:
    """How the wrong answers to one exercise did in one exam.

    Parameters
    ----------
    exercise
        Its id.
    names
        The wrong answers.
    passes
        One row for each wrong answer, one boolean for each case: whether it passed.
    public
        The columns of the cases that learners see. The others were drawn afresh.
    """

    exercise: str
    names: tuple[str, ...]
    passes: list[list[bool]]
    public: list[int]


@cache
def outcomes(chapter: str, seed: int) -> tuple[Outcomes, ...]:
    """Let every wrong answer of a chapter's bank sit one exam, in this process.

    Parameters
    ----------
    chapter
        A chapter of this course, such as ``"physical_loss"``.
    seed
        Decides the fresh inputs.
    """
    return tuple(_outcomes(chapter, seed))


def _outcomes(name: str, seed: int) -> Iterator[Outcomes]:
    chapter = Course(ROOT).chapter(name)
    exam = Exam(chapter, seed)
    for exercise in chapter.exercises:
        questions = exam.questions(exercise)
        known = exam.known_outcomes(exercise)
        yield Outcomes(
            exercise.id,
            tuple(answer.name for answer, _ in known),
            [
                [
                    difference(got, q.expected, q.tolerance) is None
                    for got, q in zip(gots, questions, strict=True)
                ]
                for _, gots in known
            ],
            [j for j, q in enumerate(questions) if q.public],
        )
