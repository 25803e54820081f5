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
        without, released = [], 0
        for student, folder in self._folders():
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
