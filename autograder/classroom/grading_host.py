"""Grade in a process of one's own, which loads torch once for both sides of the boundary.

The coordinator, which takes submissions from disk and writes the gradebook, starts it first of
all and loads no torch itself. The host imports what learners need, forks the warm process off
while it knows nothing (:mod:`autograder.sandbox.spare`), and then learns which class it is to
grade: solutions and fresh cases are drawn here, and its workers are copies of it.

``python -m autograder.classroom.grading_host`` is what runs in that process.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from autograder.course.course import CourseError
from autograder.sandbox import kernel, spare

if TYPE_CHECKING:
    from autograder.judging.submission import GradedSubmission, GradingConfig, Submission
    from autograder.sandbox import Zygote

TICK_SECONDS = 0.25
CLOSE_SECONDS = 20.0
# So many submissions are on their way before anything is graded.
AHEAD = 16
# What the host says besides graded submissions and failures.
MORE, DONE = "more", "done"
ENDED = (
    "the process that grades has ended; what it said stands above. Is memory short? See what "
    "`lossbook doctor --grading` says; the same command goes on from here"
)


@dataclass(frozen=True)
class _Failure:
    """Why the host cannot go on; `known` where the message says what to do."""

    known: bool
    why: str


class GradingHost:
    """Grades on this machine; a context manager, which ends the process.

    It loads from the moment when it is made. Tell it as soon as you know what to :meth:`warm_up`.

    Parameters
    ----------
    preload
        Modules that learners use.
    """

    def __init__(self, preload: Sequence[str]):
        self._jobs: int | None = None
        self._begun = False
        self._said: SimpleQueue[Any] = SimpleQueue()
        self._host = spare.started("autograder.classroom.grading_host")
        self._connection = Connection(os.dup(self._host.control.fileno()))
        self._listener = Thread(target=self._listen, daemon=True)
        # Whole packages alone: both sides can load modules of the course's own at once.
        self._send(([name for name in preload if "." not in name], self._host.home))

    def __enter__(self) -> GradingHost:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def warm_up(self, warm: Zygote, jobs: int | None = None) -> None:
        """Have a warm process, which is not launched here, launched there.

        Parameters
        ----------
        warm
            What it shall be.
        jobs
            How many submissions will run at once; the number of usable processors by default.
        """
        self._jobs = jobs
        self._send(warm.many)
        self._send((dict(os.environ), os.getcwd(), warm))

    def grade_all(
        self,
        config: GradingConfig,
        submissions: Iterator[Submission],
        stopped: Callable[[], bool],
    ) -> Iterator[GradedSubmission | None]:
        """Grade everything; None comes now and then while there is nothing to report."""
        first = next(submissions, None)
        if first is None or stopped():
            return
        self._begun = True
        self._listener.start()
        self._send((config, self._jobs))
        self._send(first)
        while not stopped():
            try:
                said = self._said.get(timeout=TICK_SECONDS)
            except Empty:
                yield None
                continue
            if said == MORE:
                self._send(next(submissions, None))
            elif said == DONE:
                return
            elif isinstance(said, _Failure):
                raise CourseError(said.why) if said.known else RuntimeError(said.why)
            else:
                yield said
        while not self._said.empty():  # what has been graded already is kept
            if (said := self._said.get()) not in (MORE, DONE) and not isinstance(said, _Failure):
                yield said

    def close(self) -> None:
        """End the process, and everything that it has started."""
        with contextlib.suppress(OSError):  # it may have ended
            self._host.control.shutdown(socket.SHUT_RDWR)
        if self._begun:
            self._listener.join()
        self._connection.close()
        self._host.control.close()
        try:
            # One that has not begun would only finish loading; what it has forked ends with it.
            self._host.process.wait(CLOSE_SECONDS if self._begun else 0.0)
        except subprocess.TimeoutExpired:
            os.killpg(self._host.process.pid, signal.SIGKILL)
            self._host.process.wait()
        shutil.rmtree(self._host.home, ignore_errors=True)

    def _send(self, what: Any) -> None:
        with contextlib.suppress(OSError):  # it has ended, which is heard
            self._connection.send(what)

    def _listen(self) -> None:
        """Take what the host says, so that it never waits."""
        try:
            while True:
                self._said.put(self._connection.recv())
        except (EOFError, OSError):
            self._said.put(_Failure(True, ENDED))
        except Exception:
            self._said.put(_Failure(False, traceback.format_exc()))


# --- what follows runs in the host ---------------------------------------------------------


class _Inbox:
    """The submissions as they come from the coordinator, some of them ahead."""

    def __init__(self, connection: Connection):
        self._connection = connection
        self._come: deque[Any] = deque()
        self._ended = self._gone = False
        for _ in range(AHEAD):
            self._connection.send(MORE)

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        while not self._come:
            if self._ended:
                raise StopIteration
            self._take()
        self._connection.send(MORE)
        return self._come.popleft()

    def gone(self) -> bool:
        """Whether the coordinator is."""
        while not self._gone and self._connection.poll():
            self._take()
        return self._gone

    def _take(self) -> None:
        try:
            come = self._connection.recv()
        except (EOFError, OSError):
            self._gone = self._ended = True
            return
        if come is None:
            self._ended = True
        else:
            self._come.append(come)


def main() -> None:
    """Grade for the coordinator at the other end of the socket."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fd", type=int, required=True)
    connection = Connection(parser.parse_args().fd)
    with contextlib.suppress(EOFError, ConnectionError):  # the coordinator has gone
        packages, home = connection.recv()
        spare.load(packages)
        many = connection.recv()
        forked = spare.fork(home, many) if kernel.LINUX else None
        for number in (signal.SIGINT, signal.SIGTERM):  # the coordinator decides when to stop
            signal.signal(number, signal.SIG_IGN)
        environ, folder, warm = connection.recv()
        os.environ.clear()
        os.environ.update(environ)
        sys.dont_write_bytecode = "PYTHONDONTWRITEBYTECODE" in environ
        os.chdir(folder)
        tempfile.tempdir = None
        with contextlib.closing(warm):
            warm.launch(forked)
            try:
                _grade(connection, warm)
            except CourseError as error:
                connection.send(_Failure(True, str(error)))
            except Exception:
                connection.send(_Failure(False, traceback.format_exc()))
    sys.stderr.flush()
    os._exit(0)  # at once: there is nothing to take apart


def _grade(connection: Connection, warm: Zygote) -> None:
    from autograder.classroom.worker_pool import WorkerPool

    config, jobs = connection.recv()
    inbox = _Inbox(connection)
    for graded in WorkerPool(jobs, warm).grade_all(config, inbox, inbox.gone):
        if graded is not None:
            connection.send(graded)
    connection.send(DONE)


if __name__ == "__main__":
    from autograder.classroom import grading_host  # by which name the other end knows its classes

    grading_host.main()
