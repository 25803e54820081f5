"""Grade on a Dask cluster; this process stays the gradebook's only writer.

A worker is sent the configuration (which course, which digest, which seed) and the submitted bytes;
it sends back the graded notebook and its scores. It draws the cases itself, from its own copy
of the course, and runs learner code behind its own walls. When a worker dies, Dask gives its
submissions to others.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import dask
from distributed import Client, Future, KilledWorker, LocalCluster, WorkerPlugin
from distributed.comm import CommClosedError
from distributed.security import Security

from autograder.authoring.release import ensure
from autograder.course.course import Course, CourseError
from autograder.course.notebook import read_release
from autograder.judging.case_set import CaseSet
from autograder.judging.grader import Grader
from autograder.judging.submission import GradedSubmission, GradingConfig, Submission

# Where a worker's copy of the course lies, if not where the coordinator's does.
COURSE = "LOSSBOOK_COURSE"
TICK_SECONDS = 0.25
AHEAD = 2
CONNECT_SECONDS = "30s"
# Anybody on this machine could ask for the pages of a cluster made here: it has none, and the
# ports that Dask opens for them all the same are closed.
CLOSED: dict[str, list[str]] = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}


class NoPages(WorkerPlugin):
    """Closes the port for pages that every worker opens, also of workers that come later."""

    name = "no-pages"

    def setup(self, worker: Any) -> None:
        """Close it."""
        worker.http_server.stop()


class WorkerError(Exception):
    """A worker cannot grade: its course is missing, or is another one."""


class DaskExecutor:
    """Grades on a cluster.

    Parameters
    ----------
    where
        The scheduler's address; or a number of processes to start on this machine.
    """

    def __init__(self, where: str | int):
        self._where = where

    def grade_all(
        self, grader: Grader, submissions: Iterator[Submission], stopped: Callable[[], bool]
    ) -> Iterator[GradedSubmission | None]:
        """Grade everything; None comes now and then while there is nothing to report."""
        first = next(submissions, None)
        if first is None:
            return
        with contextlib.ExitStack() as stack:
            client = self._connect(stack)
            flight = _InFlight(client, grader, submissions, first)
            stack.callback(flight.cancel)
            while flight.fill() and not stopped():
                yield flight.land()
            while stopped() and (graded := flight.land(wait=False)):
                yield graded

    def _connect(self, stack: contextlib.ExitStack) -> Client:
        address: Any = self._where
        security = None
        if isinstance(self._where, int):
            security = Security.temporary()  # others on this machine must not reach the workers
            stack.enter_context(dask.config.set(CLOSED))
            cluster = stack.enter_context(
                LocalCluster(
                    n_workers=self._where,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address="127.0.0.1:0",
                    worker_dashboard_address="127.0.0.1:0",
                    security=security,
                )
            )
            cluster.scheduler.http_server.stop()
            address = cluster.scheduler_address
        try:
            client = stack.enter_context(
                Client(address, security=security, timeout=CONNECT_SECONDS, set_as_default=False)
            )
            if security is not None:
                client.register_plugin(NoPages())
            return client
        except (OSError, CommClosedError, ValueError) as error:
            raise CourseError(f"no Dask scheduler answers at {address}: {error}") from None


class _InFlight:
    """The submissions that are on their way: at most `AHEAD` for each thread of the cluster."""

    def __init__(
        self, client: Client, grader: Grader, submissions: Iterator[Submission], first: Submission
    ):
        self._client = client
        self._grader = grader
        self._submissions = submissions
        self._next: Submission | None = first
        self._away: dict[str, tuple[Submission, Future]] = {}
        self._done: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._width, self._asked = 0, 0.0
        self._run = os.urandom(6).hex()
        self._count = 0

    def fill(self) -> bool:
        """Send what the cluster has room for; False when all is done."""
        while self._next is not None and len(self._away) < self._room():
            submission, self._next = self._next, next(self._submissions, None)
            self._count += 1
            key = f"grade-{self._run}-{self._count}"
            future = self._client.submit(
                grade_there, self._grader.config, submission, key=key, pure=False
            )
            self._away[key] = (submission, future)
            future.add_done_callback(lambda future: self._done.put(future.key))
        return bool(self._away) or self._next is not None

    def land(self, wait: bool = True) -> GradedSubmission | None:
        """The next graded submission that has come back, if one does soon."""
        try:
            key = self._done.get(timeout=TICK_SECONDS if wait else 0.001)
        except queue.Empty:
            return None
        submission, future = self._away.pop(key)
        try:
            graded: GradedSubmission = future.result()
        except KilledWorker:
            return self._grader.give_up(
                submission, "grading it ended several workers of the cluster"
            )
        except WorkerError as error:
            raise CourseError(str(error)) from None
        finally:
            future.release()
        return graded

    def cancel(self) -> None:
        """Take back what has not come back."""
        with contextlib.suppress(Exception):  # the scheduler may be gone
            self._client.cancel([future for _, future in self._away.values()])

    def _room(self) -> int:
        """How many submissions may be on their way; clusters grow and shrink."""
        if time.monotonic() - self._asked > 1.0:
            self._width = AHEAD * sum(self._client.nthreads().values())
            self._asked = time.monotonic()
        return self._width


# --- what follows runs in the cluster's workers -------------------------------------------

_lock = threading.Lock()
_mine: dict[str, Grader] = {}


def grade_there(config: GradingConfig, submission: Submission) -> GradedSubmission:
    """Grade one submission in a worker of the cluster."""
    with _lock:  # a worker should have one thread; with more they take turns
        return _grader_for(config).grade(submission)


def _grader_for(config: GradingConfig) -> Grader:
    """This process's grader for a configuration; the one for another is closed."""
    key = f"{config.key} {config.seed}"
    if key not in _mine:
        close_mine()
        course = _course(config)
        where = f"{course.root} on {os.uname().nodename}"
        try:
            chapter = course.chapter(config.chapter)
            with _alone(course.root / "build"):
                release = read_release(ensure(chapter))
        except CourseError as error:
            raise WorkerError(f"the course in {where} cannot be used: {error}") from None
        if chapter.digest != config.digest:
            raise WorkerError(
                f"the course in {where} has the digest {chapter.digest}, the coordinator's has "
                f"{config.digest}: bring both to the same commit"
            )
        own = replace(config, root=course.root, hidden=(course.solutions,))
        grader = Grader(own, CaseSet(chapter, config.seed), release, many=True)
        try:
            grader.start()
        except Exception as error:
            raise WorkerError(f"{os.uname().nodename} cannot grade: {error}") from None
        _mine[key] = grader
    return _mine[key]


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other workers with the same copy of the course waiting."""
    folder.mkdir(exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _course(config: GradingConfig) -> Course:
    root = Path(os.environ.get(COURSE) or config.root)
    try:
        return Course.find(root)
    except CourseError as error:
        raise WorkerError(
            f"a worker on {os.uname().nodename} finds no course ({error}); set {COURSE} there"
        ) from None


@atexit.register
def close_mine() -> None:
    """End this process's graders and what they have started."""
    while _mine:
        _mine.popitem()[1].close()
