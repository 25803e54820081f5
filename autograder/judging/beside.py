"""Trusted work in a copy of this process, while this one waits or goes on with other work."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import time
import weakref
from collections.abc import Callable, Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import NoReturn, TypeVar

from autograder.sandbox import kernel

T = TypeVar("T")
# Whoever takes longer has met with something that this process will meet with too.
PATIENCE_SECONDS = 60.0
MOST_OPEN = 2**16


@contextlib.contextmanager
def beside(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Begin `work`, whose result can be pickled, in a copy of this process.

    Yields
    ------
    callable
        Waits for the result. Where there is no second processor, or the copy fails, it does the
        work itself.
    """
    if not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2:
        yield work
        return
    with copied(lambda: pickle.dumps(work())) as told:

        def result() -> T:
            data = all_of(told, time.monotonic() + PATIENCE_SECONDS)
            found: T = pickle.loads(data) if data else work()
            return found

        yield result


@contextlib.contextmanager
def copied(work: Callable[[], bytes]) -> Iterator[int]:
    """Do `work` in a copy of this process, which ends with the block at the latest.

    Yields
    ------
    int
        A descriptor to read what it gives from, see :func:`all_of`; nothing where it fails.
    """
    told, tell = os.pipe()
    pid = os.fork()
    if not pid:
        _do(work, tell)
    os.close(tell)
    try:
        yield told
    finally:
        os.close(told)
        _end(pid, os.getpid())


def _do(work: Callable[[], bytes], tell: int) -> None:
    """In the copy: work, tell, end. Nothing of the process it was copied from is tidied here."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process it was copied from decides
        view = memoryview(work())
        while view:
            view = view[os.write(tell, view) :]
    finally:
        os._exit(0)


class CopyEndedError(Exception):
    """A copy ended before it had answered."""


class Copy:
    """A copy of this process that answers requests, until it is closed or this process ends.

    Parameters
    ----------
    serve
        What it does: it answers each message that comes from the connection with one. When it
        is done, or fails, the copy ends.
    """

    def __init__(self, serve: Callable[[Connection], None]):
        self._owner = os.getpid()
        self._connection, theirs = Pipe()
        self._pid = os.fork()
        if not self._pid:
            self._connection.close()
            _serve(serve, theirs)
        theirs.close()
        self._end = weakref.finalize(self, _end, self._pid, self._owner)

    @property
    def mine(self) -> bool:
        """Whether this process has made it, and has not closed it."""
        return self._owner == os.getpid() and self._end.alive

    def ask(self, request: bytes, until: float) -> bytes | None:
        """The answer; None if it takes longer than `until`. Then the copy is closed.

        Raises
        ------
        CopyEndedError
            If it ended.
        """
        reply = None
        try:
            self._connection.send_bytes(request)
            if self._connection.poll(max(0.0, until - time.monotonic())):
                reply = self._connection.recv_bytes()
            return reply
        except (EOFError, OSError) as error:
            raise CopyEndedError from error
        finally:
            if reply is None:
                self.close()

    def close(self) -> None:
        """End it, whatever it is doing."""
        self._connection.close()
        self._end()


def _serve(serve: Callable[[Connection], None], connection: Connection) -> NoReturn:
    """In the copy: serve, and end."""
    try:
        gc.freeze()  # nothing of the owner's is tidied here
        _close_all_but(connection.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):  # the owner decides
            signal.signal(number, signal.SIG_IGN)
        if kernel.LINUX:
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        serve(connection)
    finally:
        os._exit(0)


def _close_all_but(kept: int) -> None:
    """Close what the owner has open: whoever waits for it to close that must not wait for us."""
    os.closerange(3, kept)
    os.closerange(kept + 1, min(os.sysconf("SC_OPEN_MAX"), MOST_OPEN))


def _end(pid: int, owner: int) -> None:
    if os.getpid() != owner:
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, 0)


def all_of(told: int, until: float) -> bytes | None:
    """What comes until the other end is closed; None if that takes too long."""
    parts: list[bytes] = []
    while True:
        left = until - time.monotonic()
        if left <= 0 or not select.select([told], [], [], left)[0]:
            return None
        part = os.read(told, 2**20)
        if not part:
            return b"".join(parts)
        parts.append(part)
