"""What an answer may take while ``check()`` tries it: time, threads, and room for printing."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from threading import current_thread, main_thread
from typing import Any

# Processor time for all the public inputs of an exercise; in grading each check has as long.
SECONDS = 10.0
# An answer that waits for something uses no processor; it is stopped too, in the end.
MOST_SECONDS = 120.0
# Characters that an answer may print while it is checked; a notebook with millions hardly opens.
PRINTED = 2_000


class TimeIsUpError(BaseException):
    """No ``except Exception`` of an answer's stops it."""


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """End a call that takes too much processor time, or waits for too long.

    Where there are no such alarms it goes on.
    """
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield
        return

    def stop(number: int, _: object) -> None:
        if number == signal.SIGPROF:
            raise TimeIsUpError(f"it was still running after {SECONDS:g} seconds of processor time")
        raise TimeIsUpError(f"it was still waiting after {MOST_SECONDS:g} seconds")

    timers = (
        (signal.SIGPROF, signal.ITIMER_PROF, max(seconds, 0.001)),
        (signal.SIGALRM, signal.ITIMER_REAL, MOST_SECONDS),
    )
    before = [signal.signal(number, stop) for number, _, _ in timers]
    for _, timer, length in timers:
        signal.setitimer(timer, length)
    try:
        yield
    finally:
        for (number, timer, _), handler in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(number, handler)


class _Little(io.TextIOBase):
    """Passes the first characters on and counts the others."""

    def __init__(self, stream: Any):
        self._stream, self._left, self.dropped = stream, PRINTED, 0

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        passed = text[: self._left]
        self._left -= len(passed)
        self.dropped += len(text) - len(passed)
        if passed:
            self._stream.write(passed)
        return len(text)

    def flush(self) -> None:
        self._stream.flush()


@contextmanager
def little_printed() -> Iterator[None]:
    """Let an answer print no more than can be read."""
    little = _Little(sys.stdout)
    try:
        with redirect_stdout(little):
            yield
    finally:
        if little.dropped:
            print(f"\n... and {little.dropped:,} more characters that your answer printed")


@contextmanager
def one_thread() -> Iterator[None]:
    """Let torch compute in one thread, as grading does: on small inputs more only wait."""
    torch = sys.modules.get("torch")
    if torch is None:
        yield
        return
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
