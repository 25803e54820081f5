"""What is handed in, what is graded, and by what: plain data that goes between processes."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course.chapter_files import ChapterFiles
from autograder.course.notebook import BadNotebookError, submitted_bytes
from autograder.judging.result import Disclosure, Result
from autograder.sandbox import Limits


@dataclass(frozen=True)
class Submission:
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

    @classmethod
    def of_file(cls, student: str, path: Path, notes: tuple[str, ...] = ()) -> Submission:
        """What one file holds; a file that cannot be read is a reason, not an error."""
        try:
            return cls(student, submitted_bytes(path), notes=notes)
        except (BadNotebookError, OSError) as error:
            missing = not os.path.lexists(path)
            return cls(student, None, str(error), missing, notes=notes)

    def digest(self, config: GradingConfig) -> str:
        """What a grading of it by `config` depends on."""
        rest = repr((config.key, self.why, self.missing, self.stamp, self.notes)).encode()
        return hashlib.sha256(rest + b"\0" + (self.data or b"")).hexdigest()[:32]


@dataclass(frozen=True)
class CellScores:
    """What the gradebook is told of one notebook, by the cells' grade ids.

    Parameters
    ----------
    scores
        The score of each graded cell; None where a person must decide.
    untouched
        For each answer cell, whether it is still as it was released.
    answers
        For each graded cell a checksum of the answer that it is about.
    """

    scores: dict[str, float | None]
    untouched: dict[str, bool]
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class GradedSubmission:
    """A graded submission.

    Parameters
    ----------
    student
        Whose it is.
    notebook
        The graded notebook, as the bytes of its file.
    result
        The object that stands in the notebook's metadata.
    cell_scores
        What the gradebook is told; None where nothing was handed in.
    verdicts
        The same result with its verdicts as objects, where they are at hand.
    """

    student: str
    notebook: bytes
    result: dict[str, Any]
    cell_scores: CellScores | None
    verdicts: Result | None = field(default=None, repr=False)


@dataclass(frozen=True)
class GradingConfig:
    """Everything that a grading depends on but the submission.

    Parameters
    ----------
    root
        The course's folder.
    chapter
        The chapter's name.
    digest
        That of all that the chapter depends on.
    seed
        Decides the fresh inputs.
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
    digest: str
    seed: int
    limits: Limits
    walls: bool = True
    hidden: tuple[Path, ...] = ()
    disclosure: Disclosure = "full"

    @classmethod
    def of(
        cls,
        chapter: ChapterFiles,
        seed: int,
        limits: Limits | None = None,
        walls: bool = True,
        hidden: tuple[Path, ...] = (),
        disclosure: Disclosure = "full",
    ) -> GradingConfig:
        """The configuration of a chapter; its solutions are always hidden."""
        course = chapter.course
        return cls(
            root=course.root,
            chapter=chapter.name,
            digest=chapter.digest,
            seed=seed,
            limits=limits or chapter.limits,
            walls=walls,
            hidden=tuple(dict.fromkeys((course.solutions, *hidden))),
            disclosure=disclosure,
        )

    @property
    def key(self) -> str:
        """All of it that decides what a graded notebook holds, but the seed."""
        return repr((self.chapter, self.digest, self.limits, self.walls, self.disclosure))
