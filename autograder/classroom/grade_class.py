"""Grade a class: many submissions at once, each result written as it comes, by one writer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from nbformat import NotebookNode

from autograder.authoring.assemble import ensure
from autograder.classroom.gradebook import Book
from autograder.classroom.grader import Grader
from autograder.classroom.papers import Handed, Paper, Plan
from autograder.classroom.pool import Pool
from autograder.classroom.run import StoppedError, StopSignals
from autograder.classroom.workspace import Submission, Workspace, stored_result, version
from autograder.course.course import Chapter, Course
from autograder.course.notebook import BadNotebookError, read_release, read_submission, rebuild
from autograder.judging import disclosure
from autograder.judging.exam import Exam
from autograder.judging.grading import Graded, grade, nothing, put
from autograder.judging.result import Disclosure
from autograder.sandbox import Limits, Zygote

# A batch of results is written when it is this old or this large.
BATCH_SECONDS = 0.5
BATCH = 32


class Crew(Protocol):
    """Whoever grades: processes here (:class:`autograder.classroom.pool.Pool`) or a cluster."""

    def papers(
        self, grader: Grader, handed: Iterator[Handed], stopped: Callable[[], bool]
    ) -> Iterator[Paper | None]:
        """Grade everything; None comes now and then while there is nothing to report."""


@dataclass(frozen=True)
class Outcome:
    """What came of one submission.

    Parameters
    ----------
    submission
        Which.
    graded
        Where its graded notebook lies.
    fresh
        Whether it was graded now.
    trouble
        Why it could not be stored; empty where it was.
    kept
        The result, while it is at hand.
    """

    submission: Submission
    graded: Path
    fresh: bool
    trouble: str = ""
    kept: dict[str, Any] | None = field(default=None, repr=False)

    @property
    def result(self) -> dict[str, Any]:
        """The result as JSON data; read from the graded notebook when it is not at hand."""
        return self.kept or stored_result(self.graded) or {}


def grade_class(
    course: Course,
    chapter: Chapter,
    workspace: Workspace,
    jobs: int | None = None,
    seed: int | None = None,
    force: bool = False,
    limits: Limits | None = None,
    on_outcome: Callable[[Outcome, int, int], None] = lambda outcome, done, total: None,
    walls: bool = True,
    crew: Crew | None = None,
    level: Disclosure | None = None,
) -> list[Outcome]:
    """Grade every submission of a chapter that has changed since it was last graded.

    A submission is done when its graded notebook is written; its rows in the gradebook are
    stored before that. So a run may be cut short at any moment: the next one goes on, with
    the same questions, and stores nothing twice.

    Parameters
    ----------
    course, chapter, workspace
        What to grade and where it lies.
    jobs
        How many submissions run at once; the number of processors by default.
    seed
        Draw the exam from this seed instead of a new one.
    force
        Also grade submissions that have not changed.
    limits
        What a submission may use.
    on_outcome
        Called after each submission with the outcome, how many are done, and of how many.
    walls
        Whether learner code is walled in.
    crew
        Who grades; processes on this machine by default.
    level
        How much of the hidden cases the graded notebooks show; the course's setting by default.

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
        Book(course, workspace) as book,
    ):
        book.ensure(chapter)
        release = read_release(ensure(course, chapter))
        current = version(course, chapter)
        run.begin(current, seed)
        plan = Plan(
            root=course.root,
            chapter=chapter.name,
            version=current,
            seed=run.seed,
            limits=limits or chapter.limits,
            walls=walls,
            hidden=workspace.hidden(course),
            disclosure=level or disclosure.of_course(course),
        )
        desk = _Desk(workspace, book, plan, force, run.resumed, on_outcome)
        grader = Grader(plan, Exam(chapter, run.seed), release)
        desk.work(crew or Pool(jobs), grader, signals.stopped)
        if signals.stopped():
            raise StoppedError(desk.done, desk.total)
        run.finish()
    return desk.outcomes()


class _Desk:
    """Where submissions are taken from, and papers are stored: the only writer."""

    def __init__(
        self,
        workspace: Workspace,
        book: Book,
        plan: Plan,
        force: bool,
        resumed: bool,
        tell: Callable[[Outcome, int, int], None],
    ):
        self._workspace = workspace
        self._book = book
        self._plan = plan
        self._force = force
        self._resumed = resumed
        self._tell = tell
        self._submissions = workspace.submissions(plan.chapter)
        self._by_student = {s.student: s for s in self._submissions}
        self._outcomes: dict[str, Outcome] = {}
        self._batch: list[Paper] = []
        self._since = 0.0
        self.total = len(self._submissions)

    @property
    def done(self) -> int:
        """How many submissions are done."""
        return len(self._outcomes)

    def outcomes(self) -> list[Outcome]:
        """All outcomes, in order of the students' names."""
        return [self._outcomes[s.student] for s in self._submissions]

    def work(self, crew: Crew, grader: Grader, stopped: Callable[[], bool]) -> None:
        """Have everything graded that needs it, and store it."""
        for paper in crew.papers(grader, self._changed(), stopped):
            if paper is not None:
                if not self._batch:
                    self._since = time.monotonic()
                self._batch.append(paper)
            age = time.monotonic() - self._since
            if len(self._batch) >= BATCH or (self._batch and age > BATCH_SECONDS):
                self._store()
        self._store()

    def _changed(self) -> Iterator[Handed]:
        """The submissions that must be graded; those that need not be are reported here."""
        for submission in self._submissions:
            handed = submission.read()
            stored = self._workspace.is_graded(submission, handed.digest(self._plan))
            # A forced run that was cut short has graded some with its own seed already.
            old = self._force and not (self._resumed and stored and self._is_ours(stored))
            if stored is None or old:
                yield handed
            else:
                self._report(Outcome(submission, self._workspace.graded(submission), False), stored)

    def _is_ours(self, stored: dict[str, Any]) -> bool:
        return stored.get("seed") == self._plan.seed

    def _store(self) -> None:
        batch, self._batch = self._batch, []
        if not batch:
            return
        submissions = [self._by_student[paper.student] for paper in batch]
        entries = [(s, paper.marks) for s, paper in zip(submissions, batch, strict=True)]
        troubles = self._book.record(entries)
        for submission, paper, trouble in zip(submissions, batch, troubles, strict=True):
            if not trouble:
                self._workspace.write(submission, paper)
            graded = self._workspace.graded(submission)
            kept = paper.result if trouble else None
            self._report(Outcome(submission, graded, True, trouble, kept), paper.result)

    def _report(self, outcome: Outcome, result: dict[str, Any]) -> None:
        self._outcomes[outcome.submission.student] = outcome
        self._tell(replace(outcome, kept=result), self.done, self.total)


def grade_submission(
    path: Path,
    student: str,
    exam: Exam,
    release: NotebookNode,
    zygote: Zygote,
    limits: Limits | None = None,
) -> Graded:
    """Grade one submitted file; a file that cannot be read gets zero and the reason."""
    try:
        notebook = rebuild(release, read_submission(path))
    except (BadNotebookError, OSError) as error:
        notebook = rebuild(release, [])
        result = nothing(exam, student, str(error), zygote.walls)
        put(notebook, result)
        return Graded(notebook, result)
    return grade(notebook, exam, zygote, student, limits)
