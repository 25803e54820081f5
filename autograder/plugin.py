"""Plug the grader into nbgrader by configuration alone.

In ``nbgrader_config.py``::

    c.Autograde.exporter_class = "autograder.plugin.SubmissionExporter"
    c.Autograde.sanitize_preprocessors = []
    c.Autograde.autograde_preprocessors = [
        "autograder.plugin.SandboxedExecute",
        "autograder.plugin.SaveScores",
        "nbgrader.preprocessors.AssignLatePenalties",
    ]
    c.GenerateFeedback.exporter_class = "autograder.plugin.FeedbackPages"

``nbgrader autograde`` and formgrader's button then rebuild every submission from the
release, run it in a process of its own, and read the verdicts as partial credit. Of a
submission's folder they touch the notebook, ``timestamp.txt`` and ``submission_secret.txt``.
"""

from __future__ import annotations

import atexit
import contextlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Dict, Enum, Integer, TraitError

from autograder import button
from autograder.classroom import audit
from autograder.classroom.assignment_rows import bring_up_to_date
from autograder.classroom.extensions import allowance, file_of, grant
from autograder.classroom.gradebook import refresh_lateness
from autograder.classroom.outline import outline
from autograder.classroom.rows import HandedIn, Rows
from autograder.classroom.submission_folder import NAME, SubmissionFolder
from autograder.classroom.workspace import keep_marks
from autograder.course.course import Course, CourseError
from autograder.course.notebook import read_release, rebuild
from autograder.judging.disclosure import LEVELS
from autograder.judging.grader import cell_scores_in
from autograder.judging.pages import FeedbackExporter
from autograder.judging.submission import Submission
from autograder.sandbox import Limits, lasting
from autograder.sandbox.wire import Wire

# At nbgrader's end Python would look at everything that it has loaded once more, for half a second.
atexit.register(lasting.keep)


@dataclass(frozen=True)
class Begun:
    """A submission as it was read, and what the warm process has begun to grade it by."""

    submission: Submission
    request: dict[str, Any]
    wire: Wire | None


# What the first of nbgrader's two passes has begun, for the second: by student and assignment.
_begun: dict[tuple[str, str], Begun] = {}
# Where no warm process can be asked: this process grades itself.
_desk: list[Any] = []
# What making a release, or grading one submission beyond its own time, may take.
PATIENCE_SECONDS = 300.0


def _ask(
    request: dict[str, Any], seconds: float = 0.0, begun: Wire | None = None
) -> dict[str, Any]:
    """Ask the warm process that grades for nbgrader; raises CourseError for what went wrong."""
    if button.supported():
        return button.ask(request, seconds + PATIENCE_SECONDS, begun)
    if not _desk:
        from autograder.desk import Desk

        _desk.append(Desk())
    answer: dict[str, Any] = _desk[0].answer(request)
    return answer


def _release(root: str, assignment: str, settings: Mapping[str, Any]) -> NotebookNode:
    """The release of a chapter as it is now; a grader with these settings gets ready meanwhile."""
    course = Course.find(Path(root))
    level = settings.get("disclosure", "full")
    request = {
        "do": "open",
        "root": str(course.root),
        "chapter": assignment,
        "disclosure": level if level in LEVELS else "full",
        "walls": not settings.get("without_walls", False),
    }
    _ask(request)
    return read_release(course.trusted_release(assignment))


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
        """The time that ``timestamp.txt`` tells; None where it tells none.

        nbgrader asks for it before it enters a submission into the gradebook, so here one is
        refused whose folder has a name that could do harm.
        """
        student = Path(dest_path).parent.name
        if not NAME.fullmatch(student):
            raise CourseError(
                f"rename the folder of the student {student!r}: its name could do harm"
            )
        return SubmissionFolder("", "", Path(dest_path)).time()


class SubmissionExporter(NotebookExporter):
    """Reads a submission as a stranger's file and rebuilds it from the release."""

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        if hasattr(self.parent, "_sanitizing"):
            self.parent.coursedir = SubmissionFolders.instead_of(self.parent.coursedir)
            self._prepare(self.parent)

    def _prepare(self, autograde: Any) -> None:
        """Before nbgrader asks the gradebook what an assignment consists of.

        The gradebook is brought up to date, and of a folder whose notebook has another name the
        file is graded that should have been there: reading it finds the one that was meant.
        """
        folders = autograde.coursedir
        assignment = folders.assignment_id
        # What nbgrader's first pass is told of the assignment; grading asks how things are then.
        self._opened = release = _release(folders.root, assignment, self.config.SandboxedExecute)
        audit.watch(Course.find(Path(folders.root)).root)
        with Gradebook(folders.db_url, folders.course_id) as book:
            bring_up_to_date(book, assignment, release)
        for folder in autograde.assignments:
            autograde.assignments[folder] = [str(Path(folder) / f"{assignment}.ipynb")]

    def from_filename(
        self, filename: str, resources: dict | None = None, **kwargs: Any
    ) -> tuple[str, dict]:
        """Read one notebook; only the first of nbgrader's two passes sees a learner's file."""
        if resources is None or not getattr(self.parent, "_sanitizing", False):
            return super().from_filename(filename, resources=resources, **kwargs)
        names = resources["nbgrader"]
        student, assignment = names["student"], names["assignment"]
        folder = SubmissionFolder(student, assignment, Path(filename).parent)
        submission = folder.read(self._opened)
        _begun[student, assignment] = self._begin(submission, assignment)
        if submission.why:
            self.log.error("%s: %s", filename, submission.why)
        keep_marks(folder, Path(self.parent._format_dest(assignment, student)))
        # Nothing of the submission passes through nbgrader: the second pass takes it from us.
        empty = rebuild(self._opened, [])
        return super().from_notebook_node(empty, resources=resources, **kwargs)

    def _begin(self, submission: Submission, assignment: str) -> Begun:
        """Have a submission graded while nbgrader is still busy with its first pass."""
        with contextlib.suppress(CourseError, TraitError):  # the second pass says what is wrong
            request = SandboxedExecute(parent=self.parent).request(submission, assignment)
            return Begun(submission, request, button.begin(request) if button.supported() else None)
        return Begun(submission, {}, None)


class FeedbackPages(FeedbackExporter):
    """Makes the pages of feedback, after lateness was worked out from the scores as they are."""

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        folders = getattr(self.parent, "coursedir", None)
        if folders is not None:
            course = Course.find(Path(folders.root))
            refresh_lateness(course, folders.db_url, folders.assignment_id)


class SaveScores(NbGraderPreprocessor):
    """Stores the scores of a graded notebook, by the same rows as the grading of a class.

    What ``extensions.yml`` gives the student is granted first, so that nbgrader's next step, which
    works out lateness, counts it.

    It takes the place of nbgrader's ``SaveAutoGrades``, which puts every score that a person gave
    before a person again at each grading, and a task that nobody has answered too.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Store one notebook's scores."""
        names = resources["nbgrader"]
        course_id = str(self.config.CourseDirectory.get("course_id", ""))
        root = Path(self.config.CourseDirectory.get("root", "."))
        submitted = root / self.config.CourseDirectory.get("submitted_directory", "submitted")
        given = allowance(file_of(root, submitted), names["assignment"]).students
        allowed = {s: extension for s, extension in given.items() if s == names["student"]}
        with Gradebook(names["db_url"], course_id) as book:
            rows = Rows(book.db, outline(book, names["assignment"]), lambda *late: None)
            marks = cell_scores_in(nb)
            rows.write([HandedIn(names["student"], None, marks)])
            extended = grant(book, names["assignment"], allowed)
            changes = [replace(change, why="graded again") for change in rows.changes] + extended
            # First: what the audit cannot be told of is not changed.
            audit.record(audit.path_of(names["db_url"], root), changes)
            book.db.commit()
        for doubt in rows.doubtful:
            said = "%s: the %g points that a person gave for %s stand, but %s"
            self.log.warning(said, doubt.student, doubt.score, doubt.cell, doubt.why)
        return nb, resources


class SandboxedExecute(NbGraderPreprocessor):
    """Runs a rebuilt notebook in a learner process and puts verdicts into its check cells."""

    seed = Integer(
        None, allow_none=True, help="Draw the fresh inputs from this seed instead of a new one."
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
        "autograder.sandbox.Limits. A chapter's, in exercise.md, come on top of the configuration "
        "file's; those given on the command line come on top of all.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Grade one notebook."""
        names = resources["nbgrader"]
        student, assignment = names["student"], names["assignment"]
        begun = _begun.pop((student, assignment))
        request = self.request(begun.submission, assignment)
        seconds = Limits().total_seconds
        with contextlib.suppress(TypeError, ValueError):  # a wrong one is refused there
            seconds = max(seconds, float(self.limits.get("total_seconds", 0)))
        graded = _ask(request, seconds, begun.wire if begun.request == request else None)
        return nbformat.reads(graded["notebook"], as_version=4), resources

    def request(self, submission: Submission, assignment: str) -> dict[str, Any]:
        """What the warm process is asked for, so that it grades as is configured here."""
        course = Course.find(Path(self.config.CourseDirectory.get("root", ".")))
        return {
            "do": "grade",
            "root": str(course.root),
            "chapter": assignment,
            "seed": self.seed,
            "limits": dict(self.limits),
            "walls": not self.without_walls,
            "disclosure": self.disclosure,
            "submission": {**asdict(submission), "notes": list(submission.notes)},
        }
