"""A class's folders, in nbgrader's layout: submitted, autograded, feedback, gradebook."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.classroom.run import Run
from autograder.course.course import Course, CourseError
from autograder.judging.submission import GradedSubmission, Submission

STAMP = "timestamp.txt"
MAX_STAMP_BYTES = 100
# A name that is text and nothing else in every page, table, file and terminal.
NAME = re.compile(r"(?=.*\w)[\w.@+ -]{1,100}")
_STAMP = re.compile(r"[\w:.+\- ]+(/[\w+\-]+)*")


@dataclass(frozen=True)
class SubmissionFolder:
    """One student's notebook for one assignment, which may be missing."""

    student: str
    assignment: str
    folder: Path

    @property
    def notebook(self) -> Path:
        """Where the notebook should be."""
        return self.folder / f"{self.assignment}.ipynb"

    def stamp(self) -> str:
        """What ``timestamp.txt`` says; empty where there is no ordinary file of that name."""
        path = self.folder / STAMP
        if path.is_symlink() or not path.is_file():
            return ""
        with path.open("rb") as file:
            return file.read(MAX_STAMP_BYTES + 1).decode("utf-8", "replace").strip()

    def time(self) -> datetime | None:
        """When it was handed in (UTC), as far as ``timestamp.txt`` can be read."""
        stamp = self.stamp()
        if len(stamp) > MAX_STAMP_BYTES or not _STAMP.fullmatch(stamp):
            return None
        from nbgrader.utils import parse_utc  # it loads all of nbgrader, most of a second

        try:
            return parse_utc(stamp)
        except (ValueError, OverflowError, TypeError, AttributeError):
            return None

    def read(self) -> Submission:
        """What was handed in; a file that cannot be read is a reason, not an error."""
        stamp, notes = self.stamp(), []
        if stamp and self.time() is None:
            notes.append(f"{STAMP} holds no time, so lateness is not known")
        if self.folder.is_symlink():
            why = f"the folder {self.assignment} is a link"
            return Submission(self.student, None, why, stamp=stamp, notes=tuple(notes))
        found = Submission.of_file(self.student, self.notebook, tuple(notes))
        return replace(found, stamp=stamp)


@dataclass(frozen=True)
class Workspace:
    """Where a class's submissions lie and where grading puts what it makes.

    Parameters
    ----------
    submitted
        Holds ``<student>/<assignment>/<assignment>.ipynb``. Everything else lies beside it.
    db_url
        Another gradebook than ``gradebook.db`` beside `submitted`.
    """

    submitted: Path
    db_url: str = ""

    @classmethod
    def of(cls, course: Course, submitted: Path | None = None, db_url: str = "") -> Workspace:
        """The workspace around `submitted`, by default the course's own ``submitted`` folder."""
        folder = (submitted or course.root / "submitted").resolve()
        if not folder.is_dir():
            raise CourseError(
                f"there is no folder {folder}: collect submissions with nbgrader, or say where "
                "they are with --submitted"
            )
        return cls(folder, db_url)

    @property
    def autograded(self) -> Path:
        """Graded notebooks."""
        return self.submitted.parent / "autograded"

    @property
    def feedback(self) -> Path:
        """Feedback pages."""
        return self.submitted.parent / "feedback"

    @property
    def gradebook(self) -> str:
        """The gradebook's database URL."""
        return self.db_url or f"sqlite:///{self.submitted.parent / 'gradebook.db'}"

    @property
    def hidden(self) -> tuple[Path, ...]:
        """What learner code must never see, besides the course's solutions."""
        return self.submitted, self.autograded, self.submitted.parent / "gradebook.db"

    def submissions(self, assignment: str) -> list[SubmissionFolder]:
        """All submissions of an assignment, in order of the students' names."""
        found = self._find(assignment)
        return sorted((s for s in found if NAME.fullmatch(s.student)), key=lambda s: s.student)

    def misnamed(self, assignment: str) -> list[str]:
        """The students' folders that are not graded because of their names."""
        found = self._find(assignment)
        return sorted(s.student for s in found if not NAME.fullmatch(s.student))

    def _find(self, assignment: str) -> Iterator[SubmissionFolder]:
        for student in self.submitted.iterdir():
            folder = student / assignment
            if not student.name.startswith(".") and not student.is_symlink() and folder.is_dir():
                yield SubmissionFolder(student.name, assignment, folder)

    def graded(self, submission: SubmissionFolder) -> Path:
        """Where the graded notebook of a submission belongs."""
        folder = self.autograded / submission.student / submission.assignment
        return folder / f"{submission.assignment}.ipynb"

    def run(self, assignment: str) -> Run:
        """The run that grades an assignment here; there is one at a time."""
        return Run(self.autograded / f".{assignment}.run")

    def is_graded(self, submission: SubmissionFolder, digest: str) -> dict[str, Any] | None:
        """The stored result of a submission if it is that of `digest`."""
        stored = stored_result(self.graded(submission))
        return stored if stored and stored.get("digest") == digest else None

    def write(self, submission: SubmissionFolder, graded: GradedSubmission) -> None:
        """Write a graded notebook whole or not at all: it marks its submission as done."""
        path = self.graded(submission)
        path.parent.mkdir(parents=True, exist_ok=True)
        stamp = path.parent / STAMP
        if submission.time() is not None:
            _replace(stamp, (submission.stamp() + "\n").encode())
        else:
            stamp.unlink(missing_ok=True)
        _replace(path, graded.notebook)

    def settings(self, course: Course) -> list[str]:
        """Command line options that point nbgrader at this workspace."""
        return [
            f"--CourseDirectory.{name}={value}"
            for name, value in {
                "root": course.root,
                "submitted_directory": self.submitted,
                "autograded_directory": self.autograded,
                "feedback_directory": self.feedback,
                "db_url": self.gradebook,
            }.items()
        ]


def _replace(path: Path, data: bytes) -> None:
    scratch = path.with_name(f".{path.name}.part")
    scratch.write_bytes(data)
    os.replace(scratch, path)


def stored_result(graded: Path) -> dict[str, Any] | None:
    """The result that grading left in a graded notebook's metadata, if there is one."""
    try:
        document = json.loads(graded.read_bytes())
    except (OSError, ValueError):
        return None
    metadata = document.get("metadata") if isinstance(document, dict) else None
    result = metadata.get("lossbook") if isinstance(metadata, dict) else None
    return result if isinstance(result, dict) else None
