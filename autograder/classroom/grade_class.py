"""Grade a class: many submissions at once, each result written as it comes, by one writer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import nbformat
from nbformat import NotebookNode

from autograder.authoring.release import ensure
from autograder.classroom.extensions import allowance, file_of
from autograder.classroom.gradebook import GradebookWriter
from autograder.classroom.rows import Doubt
from autograder.classroom.run import StoppedError, StopSignals
from autograder.classroom.submission_folder import SubmissionFolder
from autograder.classroom.workspace import Workspace, keep_marks, stored_result
from autograder.course.chapter_files import ChapterFiles
from autograder.course.course import Course
from autograder.course.notebook import read_release
from autograder.judging import disclosure
from autograder.judging.result import Disclosure
from autograder.judging.submission import GradedSubmission, GradingConfig, Submission
from autograder.sandbox import Limits

# A batch of results is written when it is this old or this large; the first result at once.
BATCH_SECONDS = 2.0
BATCH = 32


class Executor(Protocol):
    """Whoever grades: processes here (:class:`.GradingHost`, :class:`.WorkerPool`) or a cluster."""

    def grade_all(
        self,
        config: GradingConfig,
        submissions: Iterator[Submission],
        stopped: Callable[[], bool],
    ) -> Iterator[GradedSubmission | None]:
        """Grade everything; None comes now and then while there is nothing to report."""


@dataclass(frozen=True)
class Outcome:
    """What came of one submission.

    Parameters
    ----------
    folder
        Whose.
    graded
        Where its graded notebook lies.
    fresh
        Whether it was graded now.
    trouble
        Why it could not be stored; empty where it was.
    restored
        Whether its rows were written again because the gradebook did not hold them.
    kept
        The result, while it is at hand.
    """

    folder: SubmissionFolder
    graded: Path
    fresh: bool
    trouble: str = ""
    restored: bool = False
    kept: dict[str, Any] | None = field(default=None, repr=False)

    @property
    def result(self) -> dict[str, Any]:
        """The result as JSON data; read from the graded notebook when it is not at hand."""
        return self.kept or stored_result(self.graded) or {}


@dataclass
class Remarks:
    """What else a run found, for whoever called for it.

    Parameters
    ----------
    penalties
        How many penalties for lateness have changed, of all submissions.
    doubtful
        Scores given by hand that stand although what they were given for has changed.
    gone
        Graded cells that the chapter no longer has.
    points
        Graded cells that are worth something else now, with their points before and after.
    feedback
        Students who were graded anew and have a page of feedback from before.
    after_feedback
        Those of them who handed in after that page was made.
    """

    penalties: int = 0
    doubtful: list[Doubt] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    points: list[tuple[str, float, float]] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    after_feedback: list[str] = field(default_factory=list)

    def look_at_feedback(self, workspace: Workspace, outcomes: list[Outcome]) -> None:
        """Find pages of feedback that are older than the grading, and who may have used them."""
        for outcome in outcomes:
            if not outcome.fresh or outcome.trouble:
                continue
            made = workspace.feedback_made(outcome.folder)
            if made is not None:
                self.feedback.append(outcome.folder.student)
                time = outcome.folder.time()
                if time is not None and time > made:
                    self.after_feedback.append(outcome.folder.student)


def grade_class(
    course: Course,
    chapter: ChapterFiles,
    workspace: Workspace,
    jobs: int | None = None,
    seed: int | None = None,
    force: bool = False,
    limits: Limits | None = None,
    on_outcome: Callable[[Outcome, int, int], None] = lambda outcome, done, total: None,
    walls: bool = True,
    executor: Executor | None = None,
    level: Disclosure | None = None,
    why: str = "graded again",
    remarks: Remarks | None = None,
) -> list[Outcome]:
    """Grade every submission of a chapter that has changed since it was last graded.

    A submission is done when its graded notebook is written; its rows in the gradebook are
    stored before that. So a run may be cut short at any moment: the next one goes on, with
    the same cases, and stores nothing twice. Rows that the gradebook has lost are written again
    from the graded notebook, and lateness is worked out anew for everybody.

    Parameters
    ----------
    course, chapter, workspace
        What to grade and where it lies.
    jobs
        How many submissions run at once; the number of processors by default.
    seed
        Draw the fresh inputs from this seed instead of a new one.
    force
        Also grade submissions that have not changed.
    limits
        What a submission may use.
    on_outcome
        Called after each submission with the outcome, how many are done, and of how many.
    walls
        Whether learner code is walled in.
    executor
        Who grades; processes forked from this one by default.
    level
        How much of the hidden cases the graded notebooks show; the course's setting by default.
    why
        What the audit says of scores that become others.
    remarks
        Filled with what else was found.

    Returns
    -------
    list of Outcome
        One for each submission, in order of the students' names.

    Raises
    ------
    StoppedError
        If a signal stopped the run; what was finished is written.
    """
    with (
        StopSignals() as signals,
        workspace.run(chapter.name) as run,
        GradebookWriter(course, workspace) as book,
    ):
        remarks = Remarks() if remarks is None else remarks
        # A slip in the file is said before anything runs.
        allowance(file_of(course.root, workspace.submitted), chapter.name)
        book.why = why
        brought = book.ensure(chapter)
        remarks.gone, remarks.points = brought.gone, brought.points
        release = read_release(ensure(chapter))
        run.begin(chapter.digest, seed)
        config = GradingConfig.of(
            chapter,
            run.seed,
            limits,
            walls,
            workspace.hidden,
            level or disclosure.of_course(course),
        )
        writer = _ResultWriter(workspace, book, config, force, run.resumed, on_outcome, release)
        writer.work(executor or _workers(jobs), signals.stopped)
        remarks.penalties = book.refresh_lateness(chapter.name)
        remarks.doubtful = book.doubtful
        if signals.stopped():
            raise StoppedError(writer.done, writer.total)
        run.finish()
    outcomes = writer.outcomes()
    remarks.look_at_feedback(workspace, outcomes)
    return outcomes


def _workers(jobs: int | None) -> Executor:
    from autograder.classroom.worker_pool import WorkerPool  # it loads hypothesis

    return WorkerPool(jobs)


class _ResultWriter:
    """Where submissions are taken from, and results are stored: the only writer."""

    def __init__(
        self,
        workspace: Workspace,
        book: GradebookWriter,
        config: GradingConfig,
        force: bool,
        resumed: bool,
        tell: Callable[[Outcome, int, int], None],
        release: NotebookNode,
    ):
        self._workspace = workspace
        self._book = book
        self._config = config
        self._force = force
        self._resumed = resumed
        self._tell = tell
        self._release = release
        self._held = book.holds(config.chapter)
        self._cells = book.graded_cells(config.chapter)
        self._folders = workspace.submissions(config.chapter)
        self._by_student = {s.student: s for s in self._folders}
        self._outcomes: dict[str, Outcome] = {}
        self._batch: list[GradedSubmission] = []
        self._since = 0.0
        self.total = len(self._folders)

    @property
    def done(self) -> int:
        """How many submissions are done."""
        return len(self._outcomes)

    def outcomes(self) -> list[Outcome]:
        """All outcomes, in order of the students' names."""
        return [self._outcomes[s.student] for s in self._folders]

    def work(self, executor: Executor, stopped: Callable[[], bool]) -> None:
        """Have everything graded that needs it, and store it."""
        for graded in executor.grade_all(self._config, self._changed(), stopped):
            if graded is not None:
                if not self._batch:
                    self._since = time.monotonic()
                self._batch.append(graded)
            age = time.monotonic() - self._since
            first = not self._outcomes
            if self._batch and (first or len(self._batch) >= BATCH or age > BATCH_SECONDS):
                self._store()
        self._store()

    def _changed(self) -> Iterator[Submission]:
        """The submissions that must be graded; those that need not be are reported here."""
        for folder in self._folders:
            submission = folder.read(self._release)
            stored = self._workspace.is_graded(folder, submission.digest(self._config))
            # A forced run that was cut short has graded some with its own seed already.
            old = self._force and not (self._resumed and stored and self._is_ours(stored))
            if stored is None or old:
                yield submission
            else:
                self._report(self._unchanged(folder, submission, stored), stored)

    def _unchanged(
        self, folder: SubmissionFolder, submission: Submission, stored: dict[str, Any]
    ) -> Outcome:
        """A submission that need not be graded; a gradebook without its scores gets them again."""
        path = self._workspace.graded(folder)
        keep_marks(folder, path.parent)
        held = self._held.get(folder.student, {})
        scores = {e["id"]: e["score"] for e in stored["exercises"]}
        if held.keys() >= self._cells and all(held[name] == scores[name] for name in scores):
            return Outcome(folder, path, False)
        from autograder.judging.grader import cell_scores_in

        notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        entry = (folder, None if submission.missing else cell_scores_in(notebook))
        trouble = self._book.record([entry])[0]
        return Outcome(folder, path, False, trouble, restored=not trouble)

    def _is_ours(self, stored: dict[str, Any]) -> bool:
        return stored.get("seed") == self._config.seed

    def _store(self) -> None:
        batch, self._batch = self._batch, []
        if not batch:
            return
        folders = [self._by_student[graded.student] for graded in batch]
        entries = [(f, graded.cell_scores) for f, graded in zip(folders, batch, strict=True)]
        troubles = self._book.record(entries)
        for folder, graded, trouble in zip(folders, batch, troubles, strict=True):
            if not trouble:
                self._workspace.write(folder, graded)
            path = self._workspace.graded(folder)
            kept = graded.result if trouble else None
            self._report(Outcome(folder, path, True, trouble, kept=kept), graded.result)

    def _report(self, outcome: Outcome, result: dict[str, Any]) -> None:
        self._outcomes[outcome.folder.student] = outcome
        self._tell(replace(outcome, kept=result), self.done, self.total)
