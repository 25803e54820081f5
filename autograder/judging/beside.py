"""Trusted work in a copy of this process, while this one waits or goes on with other work."""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")
# Whoever takes longer has met with something that this process will meet with too.
PATIENCE_SECONDS = 60.0


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
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, 0)


def _do(work: Callable[[], bytes], tell: int) -> None:
    """In the copy: work, tell, end. Nothing of the process it was copied from is tidied here."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process it was copied from decides
        view = memoryview(work())
        while view:
            view = view[os.write(tell, view) :]
    finally:
        os._exit(0)


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
