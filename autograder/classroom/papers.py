"""What is handed in, what is graded, and by which plan: plain data that goes between processes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.judging.result import Disclosure
from autograder.sandbox import Limits


@dataclass(frozen=True)
class Handed:
    """What a student handed in, as the bytes that are graded.

    Parameters
    ----------
    student
        Who.
    data
        The file; None if there is none that can be read.
    why
        Why there is none.
    missing
        Whether nothing at all lies where the notebook should be.
    stamp
        When it was handed in, as its ``timestamp.txt`` says.
    notes
        What else the instructor should know.
    """

    student: str
    data: bytes | None
    why: str = ""
    missing: bool = False
    stamp: str = ""
    notes: tuple[str, ...] = ()

    def digest(self, plan: Plan) -> str:
        """What a grading of it by `plan` depends on."""
        rest = repr((plan.key, self.why, self.missing, self.stamp, self.notes)).encode()
        return hashlib.sha256(rest + b"\0" + (self.data or b"")).hexdigest()[:32]


@dataclass(frozen=True)
class Marks:
    """What the gradebook is told of one notebook, by the cells' grade ids.

    Parameters
    ----------
    scores
        The score of each graded cell; None where a person must decide.
    untouched
        For each answer cell, whether it is still as it was released.
    """

    scores: dict[str, float | None]
    untouched: dict[str, bool]


@dataclass(frozen=True)
class Paper:
    """A graded submission.

    Parameters
    ----------
    student
        Whose it is.
    notebook
        The graded notebook, as the bytes of its file.
    result
        The object that stands in the notebook's metadata.
    marks
        What the gradebook is told; None where nothing was handed in.
    """

    student: str
    notebook: bytes
    result: dict[str, Any]
    marks: Marks | None


@dataclass(frozen=True)
class Plan:
    """Everything that a grading depends on but the submission.

    Parameters
    ----------
    root
        The course's folder.
    chapter
        The chapter's name.
    version
        The digest of the course, by :func:`autograder.classroom.workspace.version`.
    seed
        Decides the exam.
    limits
        What a submission may use.
    walls
        Whether learner code is walled in.
    hidden
        Paths that learner code must never see.
    disclosure
        How much of the hidden cases the graded notebook shows.
    """

    root: Path
    chapter: str
    version: str
    seed: int
    limits: Limits
    walls: bool = True
    hidden: tuple[Path, ...] = ()
    disclosure: Disclosure = "full"

    @property
    def key(self) -> str:
        """All of it that decides what a graded notebook holds, but the seed."""
        return repr((self.chapter, self.version, self.limits, self.walls, self.disclosure))
