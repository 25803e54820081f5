"""A class's folders, in nbgrader's layout: submitted, autograded, feedback, gradebook."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.classroom.run import Run
from autograder.classroom.settings import gradebook_set
from autograder.classroom.submission_folder import NAME, SECRET, STAMP, SubmissionFolder
from autograder.course.course import Course, CourseError
from autograder.judging.submission import GradedSubmission


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
        """The workspace around `submitted`, by default the course's own ``submitted`` folder.

        This is the one answer to which gradebook is meant: `db_url`; else, for the course's own
        folder, what ``nbgrader_config.py`` sets as ``c.CourseDirectory.db_url``; else
        ``gradebook.db`` beside the folder. So what is graded elsewhere to try something enters
        no class's gradebook.
        """
        own = (course.root / "submitted").resolve()
        folder = own if submitted is None else submitted.resolve()
        if not folder.is_dir():
            raise CourseError(
                f"there is no folder {folder}: collect submissions with nbgrader, or say where "
                "they are with --submitted"
            )
        if not db_url and folder == own:
            db_url = gradebook_set(course)
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
        return self.db_url or f"sqlite:///{self.gradebook_beside}"

    @property
    def gradebook_beside(self) -> Path:
        """Where the gradebook lies unless another is named; nothing need be there."""
        return self.submitted.parent / "gradebook.db"

    @property
    def gradebook_file(self) -> Path | None:
        """The gradebook's file, which need not be there; None where it is on a server."""
        path = self.gradebook.removeprefix("sqlite:///")
        return None if path == self.gradebook else Path(path).resolve()

    def has_gradebook(self) -> bool:
        """Whether there is a gradebook; one on a server is taken to be there."""
        return self.gradebook_file is None or self.gradebook_file.is_file()

    def need_gradebook(self) -> None:
        """Raise CourseError where there is no gradebook; to open one would make an empty one."""
        if not self.has_gradebook():
            where = self.gradebook_file
            raise CourseError(f"there is no gradebook {where}: run `lossbook grade` first")

    @property
    def hidden(self) -> tuple[Path, ...]:
        """What learner code must never see, besides the course's solutions."""
        books = dict.fromkeys(p for p in (self.gradebook_beside, self.gradebook_file) if p)
        return self.submitted, self.autograded, *books

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

    def feedback_made(self, submission: SubmissionFolder) -> datetime | None:
        """When a submission's page of feedback was made (UTC); None if there is none."""
        folder = self.feedback / submission.student / submission.assignment
        page = folder / f"{submission.assignment}.html"
        if not page.is_file():
            return None
        return datetime.fromtimestamp(page.stat().st_mtime, UTC).replace(tzinfo=None)

    def others(self, assignment: str) -> dict[str, int]:
        """What else was handed in: how many folders there are of each other name."""
        found: dict[str, int] = {}
        for place in self.submitted.glob("*/*"):
            if place.is_dir() and place.name != assignment and not place.name.startswith("."):
                found[place.name] = found.get(place.name, 0) + 1
        return dict(sorted(found.items()))

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
        keep_marks(submission, path.parent)
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


def keep_marks(submission: SubmissionFolder, folder: Path) -> None:
    """Leave beside a graded notebook what nbgrader looks for there later.

    The time says whether a submission is newer than its grading, and the secret says under which
    name the exchange releases its feedback.
    """
    time = submission.stamp() + "\n" if submission.time() is not None else ""
    for name, data in {STAMP: time.encode(), SECRET: submission.secret()}.items():
        if data:
            folder.mkdir(parents=True, exist_ok=True)
            _replace(folder / name, data)
        else:
            (folder / name).unlink(missing_ok=True)


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
