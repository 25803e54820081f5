"""Trusted work in a copy of this process, while this one waits or goes on with other work."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import time
import weakref
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import NoReturn

from autograder.sandbox import kernel

MOST_OPEN = 2**16


def room_beside() -> bool:
    """Whether processes can be copied here, and there is a second processor for a copy."""
    return hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1


class CopyEndedError(Exception):
    """A copy has ended, and said all that it had to say."""


class Copy:
    """A copy of this process beside it, until it is closed or this process ends.

    Parameters
    ----------
    serve
        What it does, with a connection to this process. When it is done, or fails, the copy ends.
    """

    def __init__(self, serve: Callable[[Connection], None]):
        self._owner = os.getpid()
        self._connection, theirs = Pipe()
        self._pid = os.fork()
        if not self._pid:
            self._connection.close()
            _serve(serve, theirs, self._owner)
        theirs.close()
        self._end = weakref.finalize(self, _end, self._pid, self._owner)

    @property
    def mine(self) -> bool:
        """Whether this process has made it, and has not closed it."""
        return self._owner == os.getpid() and self._end.alive

    def ask(self, request: bytes, until: float) -> bytes | None:
        """Its answer; None if that takes longer than `until`. Then the copy is closed.

        Raises
        ------
        CopyEndedError
            If it ended.
        """
        reply = None
        try:
            self._connection.send_bytes(request)
            reply = self.told(until)
            return reply
        except OSError as error:
            raise CopyEndedError from error
        finally:
            if reply is None:
                self.close()

    def told(self, until: float = 0.0) -> bytes | None:
        """The next thing that it says; None if it says nothing before `until`.

        Raises
        ------
        CopyEndedError
            If it ended.
        """
        try:
            if self._connection.poll(max(0.0, until - time.monotonic())):
                return self._connection.recv_bytes()
        except (EOFError, OSError) as error:
            raise CopyEndedError from error
        return None

    def close(self) -> None:
        """End it, whatever it is doing."""
        self._connection.close()
        self._end()


def _serve(serve: Callable[[Connection], None], connection: Connection, owner: int) -> NoReturn:
    """In the copy: serve, and end."""
    try:
        gc.freeze()  # nothing of the owner's is tidied here
        _close_all_but(connection.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):  # the owner decides
            signal.signal(number, signal.SIG_IGN)
        if kernel.LINUX:
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == owner:  # it may have ended before that
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
