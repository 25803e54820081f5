"""Trusted work in a copy of this process, while this one goes on with other work."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
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
        Waits for the result. Where there is no second processor or no copy, or the copy fails, it
        does the work itself.
    """
    if not hasattr(os, "sched_getaffinity") or len(os.sched_getaffinity(0)) < 2:
        yield work
        return
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=_do, args=(work, theirs), daemon=True)
    process.start()
    theirs.close()

    def result() -> T:
        with contextlib.suppress(EOFError, OSError):
            if ours.poll(PATIENCE_SECONDS):
                found: T = pickle.loads(ours.recv_bytes())
                return found
        return work()

    try:
        yield result
    finally:
        ours.close()
        process.kill()
        process.join()


def _do(work: Callable[[], T], told: Connection) -> None:
    """In the copy: work, tell, end. Nothing of the process it was copied from is tidied here."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process it was copied from decides
    try:
        # As bytes: torch would have a connection share tensors, and files behind them.
        told.send_bytes(pickle.dumps(work()))
    finally:
        os._exit(0)
