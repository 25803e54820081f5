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
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

import dask
from distributed import Client, Future, KilledWorker, LocalCluster, WorkerPlugin
from distributed.comm import CommClosedError
from distributed.security import Security

from autograder.authoring.release import ensure
from autograder.classroom.worker_pool import loaded
from autograder.course.course import Course, CourseError
from autograder.course.notebook import read_release
from autograder.judging.case_set import CaseSet
from autograder.judging.grader import Grader
from autograder.judging.submission import GradedSubmission, GradingConfig, Submission
from autograder.sandbox import lasting

# Where a worker's copy of the course lies, if not where the coordinator's does.
COURSE = "LOSSBOOK_COURSE"
TICK_SECONDS = 0.25
AHEAD = 2
# So many submissions at most travel together.
PARCEL = 8
CONNECT_SECONDS = "30s"
# Of a cluster that is made here. Anybody on this machine could ask for its pages: it has none, and
# the ports that Dask opens for them all the same are closed. Nobody looks at what Dask measures
# for them many times a second, and parcels are too even to be worth stealing.
MADE_HERE: dict[str, Any] = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.tick.interval": "1s",
    "distributed.scheduler.work-stealing": False,
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
        self,
        config: GradingConfig,
        submissions: Iterator[Submission],
        stopped: Callable[[], bool],
    ) -> Iterator[GradedSubmission | None]:
        """Grade everything; None comes now and then while there is nothing to report."""
        first = next(submissions, None)
        if first is None:
            return
        with contextlib.ExitStack() as stack:
            client = self._connect(stack)
            flight = _InFlight(client, config, chain([first], submissions))
            stack.callback(flight.cancel)
            while flight.fill() and not stopped():
                yield from flight.land()
                yield None
            while stopped() and (graded := list(flight.land(wait=False))):
                yield from graded

    def _connect(self, stack: contextlib.ExitStack) -> Client:
        address: Any = self._where
        security = None
        if isinstance(self._where, int):
            security = Security.temporary()  # others on this machine must not reach the workers
            stack.enter_context(dask.config.set(MADE_HERE))
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
    """The submissions that are on their way: at most `AHEAD` parcels a thread of the cluster.

    A parcel holds several of them where many wait: that takes fewer messages. One that has ended
    several workers is sent again, each of its submissions in a parcel of its own: only the
    culprit pays.
    """

    def __init__(self, client: Client, config: GradingConfig, submissions: Iterator[Submission]):
        self._client = client
        self._config = config
        self._submissions = submissions
        self._waiting: deque[Submission] = deque()
        self._alone: deque[Submission] = deque()
        self._away: dict[str, tuple[list[Submission], Future]] = {}
        self._done: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._width, self._asked = 0, 0.0
        self._run = os.urandom(6).hex()
        self._count = 0

    def fill(self) -> bool:
        """Send what the cluster has room for; False when all is done."""
        room = self._room()
        self._look_ahead(room)
        while len(self._away) < room and (parcel := self._parcel(room)):
            self._count += 1
            key = f"grade-{self._run}-{self._count}"
            future = self._client.submit(grade_there, self._config, parcel, key=key, pure=False)
            self._away[key] = (parcel, future)
            future.add_done_callback(lambda future: self._done.put(future.key))
        return bool(self._away or self._alone or self._waiting)

    def _parcel(self, room: int) -> list[Submission]:
        """What is sent next: of few that wait so many that each thread has some to the end."""
        if self._alone:
            return [self._alone.popleft()]
        self._look_ahead(room)
        count = min(PARCEL, -(-len(self._waiting) // max(1, room)))
        return [self._waiting.popleft() for _ in range(count)]

    def _look_ahead(self, room: int) -> None:
        most = max(1, room * PARCEL)
        self._waiting.extend(islice(self._submissions, max(0, most - len(self._waiting))))

    def land(self, wait: bool = True) -> Iterator[GradedSubmission]:
        """The graded submissions of a parcel that has come back, if one does soon."""
        try:
            key = self._done.get(timeout=TICK_SECONDS if wait else 0.001)
        except queue.Empty:
            return
        parcel, future = self._away.pop(key)
        try:
            yield from future.result()
        except KilledWorker:
            if len(parcel) > 1:
                self._alone += parcel
            else:
                why = "grading it ended several workers of the cluster"
                yield loaded(self._config).give_up(parcel[0], why)
        except WorkerError as error:
            raise CourseError(str(error)) from None
        finally:
            future.release()

    def cancel(self) -> None:
        """Take back what has not come back."""
        with contextlib.suppress(Exception):  # the scheduler may be gone
            self._client.cancel([future for _, future in self._away.values()])

    def _room(self) -> int:
        """How many parcels may be on their way; clusters grow and shrink."""
        if time.monotonic() - self._asked > 1.0:
            self._width = AHEAD * sum(self._client.nthreads().values())
            self._asked = time.monotonic()
        return self._width


# --- what follows runs in the cluster's workers -------------------------------------------

_lock = threading.Lock()
_mine: dict[str, Grader] = {}


def grade_there(config: GradingConfig, submissions: Sequence[Submission]) -> list[GradedSubmission]:
    """Grade some submissions in a worker of the cluster."""
    with _lock:  # a worker should have one thread; with more they take turns
        grader = _grader_for(config)
        return [grader.grade(submission) for submission in submissions]


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
            warm = grader.launch()
            with lasting.loading():
                grader.prepare(mistakes=False)  # while it warms up
            grader.start(warm)
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
