"""Worker processes on this machine, forked from the coordinator, each with a warm process.

The warm processes are copies of one. A worker that dies costs a second try of what it was
grading; a submission that ends two workers gets no points and the reason. At most one
submission is on its way to each worker, however many there are.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NoReturn

from autograder.authoring.release import ensure
from autograder.course.course import Course, CourseError
from autograder.course.notebook import read_release
from autograder.judging.case_set import CaseSet
from autograder.judging.grader import Grader
from autograder.judging.submission import GradedSubmission, GradingConfig, Submission
from autograder.sandbox import WallError, Zygote, ZygoteDiedError, kernel, lasting

TICK_SECONDS = 0.25
# What grading may take beyond the submission's own time before its worker counts as stuck.
PATIENCE_SECONDS = 180.0
GOODBYE_SECONDS = 5.0
MOST_DEATHS = 2
MOST_FAILED_STARTS = 3
# With fewer submissions than this, known mistakes are asked only where an answer fails.
MANY = 12

_fork = multiprocessing.get_context("fork")


@dataclass(eq=False)
class _Worker:
    """A worker process, seen from the coordinator."""

    process: BaseProcess
    connection: Connection
    ready: bool = False
    grading: Submission | None = None
    until: float = field(default=0.0)


def loaded(config: GradingConfig) -> Grader:
    """What grades by a configuration, with its chapter loaded.

    Raises
    ------
    CourseError
        If the chapter cannot be loaded, or is another one by now.
    """
    chapter = Course(config.root).chapter(config.chapter)
    if chapter.digest != config.digest:
        raise CourseError(f"{chapter.name} has just changed on disk: give the command again")
    return Grader(config, CaseSet(chapter, config.seed), read_release(ensure(chapter)))


class WorkerPool:
    """Grades on this machine.

    Parameters
    ----------
    jobs
        How many submissions run at once; the number of usable processors by default.
    warm
        A warm process for the chapter that was launched before; a new one by default.
    grader
        What each worker is forked with; it is loaded by default.
    """

    def __init__(
        self, jobs: int | None = None, warm: Zygote | None = None, grader: Grader | None = None
    ):
        self._jobs = max(1, jobs or usable_processors())
        self._warm = warm
        self._grader = grader

    def grade_all(
        self,
        config: GradingConfig,
        submissions: Iterator[Submission],
        stopped: Callable[[], bool],
    ) -> Iterator[GradedSubmission | None]:
        """Grade everything; None comes now and then while there is nothing to report.

        Parameters
        ----------
        config
            How.
        submissions
            What is to be graded; taken from as workers become free.
        stopped
            Asked often; True ends grading, without what is being graded.
        """
        first = list(islice(submissions, max(MANY, self._jobs)))
        if not first or stopped():
            return
        grader = self._grader or loaded(config)
        warm = self._warm or grader.launch()
        try:
            grader.prepare(mistakes=len(first) >= MANY)  # while it warms up
            try:
                warm.wait()
            except RuntimeError as error:
                raise CourseError(str(error)) from None
            lasting.keep()  # before workers are forked
            jobs = min(self._jobs, len(first))
            yield from _Dispatcher(grader, warm, deque(first), submissions).work(jobs, stopped)
        finally:
            warm.close()


class _Dispatcher:
    """The workers of one run, and what waits for them."""

    def __init__(
        self,
        grader: Grader,
        warm: Zygote,
        again: deque[Submission],
        submissions: Iterator[Submission],
    ):
        self._grader = grader
        self._warm = warm
        self._again = again
        self._submissions = submissions
        self._workers: list[_Worker] = []
        self._deaths: Counter[str] = Counter()
        self._failed_starts = 0
        self._last = False

    def work(self, jobs: int, stopped: Callable[[], bool]) -> Iterator[GradedSubmission | None]:
        """Grade everything, `jobs` at once."""
        try:
            for _ in range(jobs):
                self._start_worker()
            while self.busy() and not stopped():
                yield from self.turn(TICK_SECONDS)
            if stopped():
                yield from self.turn(0.0)
        finally:
            self.dismiss()

    def busy(self) -> bool:
        """Whether anything is being graded, or waits."""
        return not self._last or any(w.grading for w in self._workers)

    def _start_worker(self) -> None:
        """Start a worker with a copy of the warm process."""
        try:
            clone = self._warm.clone()
        except ZygoteDiedError:
            self._warm.start()
            clone = self._warm.clone()
        ours, theirs = _fork.Pipe()
        inherited = [ours, *(w.connection for w in self._workers)]
        args = (theirs, inherited, self._warm, clone, self._grader, os.getpid())
        process = _fork.Process(target=_work, args=args, daemon=True)
        process.start()
        theirs.close()
        clone.hand_over()
        self._workers.append(_Worker(process, ours))

    def turn(self, seconds: float) -> Iterator[GradedSubmission | None]:
        """Wait up to `seconds` for news of the workers and see to them."""
        news = wait([w.connection for w in self._workers], seconds)
        for worker in [w for w in self._workers if w.connection in news]:
            yield from self._hear(worker)
        for worker in self._workers:
            if worker.grading and time.monotonic() > worker.until:
                worker.process.kill()  # the connection will tell
        if not news:
            yield None

    def _hear(self, worker: _Worker) -> Iterator[GradedSubmission]:
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._bury(worker)
            return
        if isinstance(message, str):
            raise CourseError(message)
        worker.ready, worker.grading = True, None
        self._employ(worker)
        if isinstance(message, GradedSubmission):
            yield message

    def _employ(self, worker: _Worker) -> None:
        submission = self._again.popleft() if self._again else next(self._submissions, None)
        if submission is None:
            self._last = True
            return
        seconds = self._grader.config.limits.total_seconds + PATIENCE_SECONDS
        worker.grading, worker.until = submission, time.monotonic() + seconds
        with contextlib.suppress(OSError):  # it has just died: the connection will tell
            worker.connection.send(submission)
        if not self._again:  # read while it grades: the next to be free does not wait for that
            self._again.extend(islice(self._submissions, 1))

    def _bury(self, worker: _Worker) -> Iterator[GradedSubmission]:
        """Clear up after a worker that died, and find out what becomes of its work."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join(GOODBYE_SECONDS)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == MOST_FAILED_STARTS:
                raise CourseError(
                    f"{MOST_FAILED_STARTS} worker processes ended before they could grade (exit "
                    f"code {worker.process.exitcode}): is memory short? Give fewer --jobs, and "
                    "see what `lossbook doctor --grading` says"
                )
        lost = worker.grading
        if lost is not None:
            self._deaths[lost.student] += 1
            if self._deaths[lost.student] < MOST_DEATHS:
                self._again.append(lost)
                self._last = False
            else:
                why = f"grading it ended the grader's own process {MOST_DEATHS} times"
                yield self._grader.give_up(lost, why)
        if not self._last:
            self._start_worker()

    def dismiss(self) -> None:
        """End all workers, whatever they are doing, and what they have started."""
        for worker in self._workers:
            if worker.grading or not worker.ready:
                worker.process.terminate()
            worker.connection.close()
        until = time.monotonic() + GOODBYE_SECONDS
        for worker in self._workers:
            worker.process.join(max(0.0, until - time.monotonic()))
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers = []


def _work(
    connection: Connection,
    inherited: list[Connection],
    warm: Zygote,
    clone: Zygote,
    grader: Grader,
    parent: int,
) -> None:
    """What a worker process does: grade what comes until the coordinator is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the coordinator decides when to stop
    signal.signal(signal.SIGTERM, _leave)
    for other in inherited:
        other.close()
    warm.hand_over()
    if kernel.LINUX:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            return
    try:
        grader.start(clone)
        reply: Any = True
        with contextlib.suppress(EOFError, OSError):
            while True:
                connection.send(reply)
                reply = grader.grade(connection.recv())
    except (WallError, RuntimeError) as error:
        with contextlib.suppress(OSError):
            connection.send(str(error))
    finally:
        grader.close()


def _leave(number: int, frame: Any) -> NoReturn:
    sys.exit(128 + number)


def usable_processors() -> int:
    """How many processors this process may use, by affinity and by its group's quota."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    quota = float("inf")
    with contextlib.suppress(OSError, ValueError), open("/sys/fs/cgroup/cpu.max") as file:
        used, period = file.read().split()
        quota = int(used) / int(period)
    return max(1, int(min(count or 1, quota)))
