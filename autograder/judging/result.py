"""What grading gives: one result a submission, plain enough for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from losslab.values.failed_call import FailedCall

Status = Literal[
    "passed", "partial", "failed", "missing", "timeout", "memory", "died", "forbidden", "error"
]
# How much a learner is told of the hidden cases.
Disclosure = Literal["full", "message", "score"]


@dataclass(frozen=True)
class Counterexample(FailedCall):
    """One call that came out wrong, in words.

    Parameters
    ----------
    public
        Whether the learner has this call already, in ``cases.json``.
    """

    public: bool = False


@dataclass(frozen=True)
class CheckResult:
    """Whether one promise was kept, and its share of the points.

    Parameters
    ----------
    name, promise
        Which promise.
    points
        What it is worth.
    passed
        Whether it was kept.
    counterexample
        A call that came out wrong: one that the learner has already, if any of those did, or
        else a small one.
    tried
        Whether any call was made for it; none was where running the answer was given up.
    """

    name: str
    promise: str
    points: float
    passed: bool
    counterexample: Counterexample | None = None
    tried: bool = True

    def to_json(self) -> dict[str, Any]:
        """Its fields, and those of the call."""
        example = self.counterexample
        return {**vars(self), "counterexample": None if example is None else {**vars(example)}}

    @property
    def kept(self) -> bool | None:
        """Whether the promise was kept; None where it was not tried."""
        return self.passed if self.tried else None


def not_kept(checks: Sequence[CheckResult]) -> str:
    """What is said of an answer that no known wrong answer explains: the first broken promise."""
    broken = next(check for check in checks if not check.passed)
    example = broken.counterexample
    said = example.difference if example else ""
    return f"Not kept: {broken.promise}" + (f" {said[0].upper()}{said[1:]}." if said else "")


@dataclass(frozen=True)
class ExerciseResult:
    """The verdict on one exercise.

    Parameters
    ----------
    id, title
        Which exercise.
    score, points
        What it earned, out of what.
    status
        How it went, in one word.
    message
        For the learner: what is wrong, and what people who got this usually did.
    said
        What goes with it of the learner's own words, such as the text of an exception. They may
        repeat a hidden input: they are told where everything is told.
    checks
        The verdict on each promise.
    hint
        A nudge, when something is wrong.
    misconception
        The name of the known wrong answer that behaves alike, if one does; two with ``+``
        between them where the answer makes two mistakes; ``constant`` where it gives the same
        to every call.
    """

    id: str
    title: str
    score: float
    points: float
    status: Status
    message: str = ""
    checks: tuple[CheckResult, ...] = ()
    hint: str = ""
    misconception: str = ""
    said: str = ""

    @property
    def whole_message(self) -> str:
        """The message, with the learner's own words."""
        return f"{self.message.removesuffix('.')}: {self.said}" if self.said else self.message


@dataclass(frozen=True)
class Result:
    """The verdict on one submission."""

    student: str
    assignment: str
    score: float
    max_score: float
    seconds: float
    walls: tuple[str, ...]
    exercises: tuple[ExerciseResult, ...]
    seed: int
    notes: tuple[str, ...] = field(default=())
    disclosure: Disclosure = "full"

    def to_json(self) -> dict[str, Any]:
        """The object that ``--json`` prints for this submission."""
        exercises = [
            {
                "id": e.id,
                "score": e.score,
                "points": e.points,
                "status": e.status,
                "message": e.whole_message,
                "checks": [check.to_json() for check in e.checks],
            }
            for e in self.exercises
        ]
        return {
            "student": self.student,
            "assignment": self.assignment,
            "score": self.score,
            "max_score": self.max_score,
            "seconds": round(self.seconds, 3),
            "walls": list(self.walls),
            "exercises": exercises,
            "seed": self.seed,
            "notes": list(self.notes),
            "disclosure": self.disclosure,
        }
