"""Plug the grader into nbgrader by configuration alone.

In ``nbgrader_config.py``::

    c.Autograde.exporter_class = "autograder.plugin.SubmissionExporter"
    c.Autograde.sanitize_preprocessors = ["nbgrader.preprocessors.CheckCellMetadata"]
    c.Autograde.autograde_preprocessors = [
        "autograder.plugin.SandboxedExecute",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]

``nbgrader autograde`` and formgrader's button then rebuild every submission from the
release, run it in a process of its own, and read the verdicts as partial credit. Of a
submission's folder they touch the notebook and ``timestamp.txt``, and nothing else.
"""

from __future__ import annotations

import atexit
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Dict, Enum, Integer

from autograder.authoring.assemble import ensure
from autograder.classroom.workspace import STAMP, Submission
from autograder.course.course import Course
from autograder.course.notebook import BadNotebookError, parse_submission, read_release, rebuild
from autograder.judging.disclosure import LEVELS
from autograder.judging.exam import Exam
from autograder.judging.grading import grade, nothing, put
from autograder.sandbox import Zygote

# Where the first of nbgrader's two passes leaves word for the second.
FOUND = "lossbook_found"


@cache
def _zygote(preload: tuple[str, ...], walls: bool, hidden: tuple[Path, ...]) -> Zygote:
    zygote = Zygote(preload, walls, hidden)
    zygote.start()
    atexit.register(zygote.close)
    return zygote


@cache
def _exam(root: Path, chapter: str, seed: int | None) -> Exam:
    return Exam(Course(root).chapter(chapter), seed)


class SubmissionFolders(CourseDirectory):
    """nbgrader's folders, as autograding sees them: nothing of a learner's is copied.

    nbgrader copies every other file of a submission, following links to wherever they lead,
    and waits for a ``timestamp.txt`` that is a pipe.
    """

    @classmethod
    def instead_of(cls, folders: CourseDirectory) -> SubmissionFolders:
        """The same folders; a server goes on using `folders` for everything else."""
        values = {name: getattr(folders, name) for name in folders.trait_names(config=True)}
        return cls(parent=folders.parent, **{**values, "ignore": ["*"]})

    def get_existing_timestamp(self, dest_path: str) -> datetime | None:
        """The time that ``timestamp.txt`` tells; None where it tells none."""
        return Submission("", "", Path(dest_path)).time()


class SubmissionExporter(NotebookExporter):
    """Reads a submission as a stranger's file and rebuilds it from the release."""

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        if hasattr(self.parent, "_sanitizing"):
            self.parent.coursedir = SubmissionFolders.instead_of(self.parent.coursedir)

    def from_filename(
        self, filename: str, resources: dict | None = None, **kwargs: Any
    ) -> tuple[str, dict]:
        """Read one notebook; only the first of nbgrader's two passes sees a learner's file."""
        if resources is None or not getattr(self.parent, "_sanitizing", False):
            return super().from_filename(filename, resources=resources, **kwargs)
        names = resources["nbgrader"]
        submission = Submission(names["student"], names["assignment"], Path(filename).parent)
        course = Course.find(Path(self.parent.coursedir.root))
        release = read_release(ensure(course, course.chapter(submission.assignment)))
        handed = submission.read()
        why = handed.why
        notebook = rebuild(release, [])
        if handed.data is not None:
            try:
                notebook = rebuild(release, parse_submission(handed.data, Path(filename).name))
            except BadNotebookError as error:
                why = str(error)
        if why:
            self.log.error("%s: %s", filename, why)
        notebook.metadata[FOUND] = {"why": why, "notes": list(handed.notes)}
        self._keep_time(submission)
        return super().from_notebook_node(notebook, resources=resources, **kwargs)

    def _keep_time(self, submission: Submission) -> None:
        """Leave the time where nbgrader looks to see whether a submission is newer."""
        folder = Path(self.parent._format_dest(submission.assignment, submission.student))
        path = folder / STAMP
        path.unlink(missing_ok=True)
        if submission.time() is not None:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(submission.stamp() + "\n", encoding="utf-8")


class SandboxedExecute(NbGraderPreprocessor):
    """Runs a rebuilt notebook in a learner process and puts verdicts into its check cells."""

    seed = Integer(
        None, allow_none=True, help="Draw the exam from this seed instead of a new one."
    ).tag(config=True)

    disclosure = Enum(
        LEVELS,
        "full",
        help="What a learner is told of hidden cases: everything (full), no hidden inputs "
        "(message), or the score alone (score).",
    ).tag(config=True)

    without_walls = Bool(
        False,
        help="Run learner code without walls, as a process like any other. It can then read "
        "and change what you can. Every result says so.",
    ).tag(config=True)

    limits = Dict(
        help="Other limits than the usual ones, such as {'memory_mib': 512}; see "
        "autograder.sandbox.Limits. A chapter's LIMITS in checks.py come on top.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Grade one notebook."""
        names = resources["nbgrader"]
        student = names["student"]
        course = Course.find(Path(self.config.CourseDirectory.get("root", ".")))
        exam = _exam(course.root, names["assignment"], self.seed)
        zygote = _zygote(exam.chapter.preload, not self.without_walls, (course.solutions,))
        found = nb.metadata.pop(FOUND, {})
        why, notes = found.get("why"), tuple(found.get("notes", ()))
        if why:
            put(nb, nothing(exam, student, why, zygote.walls, self.disclosure, notes))
        else:
            grade(nb, exam, zygote, student, disclosure=self.disclosure, notes=notes)
        return nb, resources
