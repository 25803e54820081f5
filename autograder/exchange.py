"""Release feedback through nbgrader's exchange, where some submissions did not come by it.

In ``nbgrader_config.py``::

    c.ExchangeFactory.release_feedback = "autograder.exchange.ReleaseFeedback"

nbgrader's own step ends at the first submission without ``submission_secret.txt``, such as one
that was collected from a learning management system. Here it is named, and the others go on.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import notebook_hash

from autograder.classroom.submission_folder import SECRET, SubmissionFolder


class ReleaseFeedback(ExchangeReleaseFeedback):
    """Releases every page whose submission came through the exchange."""

    def copy_files(self) -> None:
        """Copy the pages to where ``nbgrader fetch_feedback`` looks for them."""
        without, released, stale = [], 0, []
        assignment, folders = self.coursedir.assignment_id, self._folders()
        if not folders:
            self.fail(
                f"there is no feedback on {assignment} to release: `lossbook grade {assignment}`, "
                f"then `nbgrader generate_feedback {assignment}`"
            )
        for student, folder in folders:
            if self._is_stale(student, folder):
                stale.append(student)
            here = SubmissionFolder(student, self.coursedir.assignment_id, folder)
            secret = here.secret().decode("utf-8", "replace")
            if not secret:
                without.append(student)
                continue
            for page in sorted(folder.glob("*.html")):
                name = notebook_hash(secret=secret, notebook_id=page.stem)
                scratch = Path(self.dest_path) / f"{name}-tmp.html"
                shutil.copyfile(page, scratch)
                os.replace(scratch, Path(self.dest_path) / f"{name}.html")
                released += 1
        self.log.info("Released %d pages of feedback to %s", released, self.dest_path)
        if stale:
            self.log.warning(
                "Released as they were before the last grading: %s; `nbgrader generate_feedback "
                "%s --force`, then release again",
                ", ".join(stale),
                assignment,
            )
        if without:
            self.log.warning(
                "Not released, for want of %s: %s. These submissions did not come through the "
                "exchange, or were collected or graded before it was kept: give their pages, in "
                "%s, back in the way they came; where they came through the exchange, collect "
                "again with --update, grade and make feedback again",
                SECRET,
                ", ".join(without),
                self.coursedir.feedback_directory,
            )

    def _is_stale(self, student: str, folder: Path) -> bool:
        """Whether somebody was graded again after the page of feedback was made."""
        place = self.coursedir.format_path(
            self.coursedir.autograded_directory, student, self.coursedir.assignment_id
        )
        graded = Path(place) / f"{self.coursedir.assignment_id}.ipynb"
        pages = [page.stat().st_mtime for page in folder.glob("*.html")]
        return bool(pages) and graded.is_file() and graded.stat().st_mtime > min(pages)

    def _folders(self) -> list[tuple[str, Path]]:
        """The students that have feedback and are asked for, with the folders of their pages."""
        left_out = set(self.coursedir.student_id_exclude.split(","))
        wanted = self.coursedir.student_id or "*"
        root = Path(self.coursedir.format_path(self.coursedir.feedback_directory, ".", "."))
        found = []
        for folder in sorted(root.glob(f"*/{self.coursedir.assignment_id}")):
            student = folder.parent.name
            if student not in left_out and wanted in ("*", student):
                found.append((student, folder))
        return found
