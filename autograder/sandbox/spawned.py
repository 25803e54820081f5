"""A learner's process where none can be forked: macOS and Windows, for one's own notebook.

A process that has imported torch must not be forked on macOS and cannot be on Windows. So each
submission gets a process of its own from the start, and the next one warms up meanwhile. There
are no walls here and no limits but time, which the grader counts.

``python -m autograder.sandbox.spawned`` is what runs in that process.
"""

from __future__ import annotations

import contextlib
import os
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Sequence
from queue import Empty, Queue
from threading import Thread
from typing import Any, BinaryIO

from losslab.values.packed import MAX_BYTES, pack, unpack
from losslab.values.plain import NotPlainError

from autograder.sandbox.learner import Learner
from autograder.sandbox.limits import Limits
from autograder.sandbox.reach import Cell, Opening
from autograder.sandbox.wire import ClosedError, LateError
from autograder.sandbox.zygote import PRELOAD, START_SECONDS, ZygoteDiedError

NEEDED = sys.platform != "linux"
_LENGTH = struct.Struct("!I")
_END_SECONDS = 10.0


class PipeWire:
    """Frames of plain data over two pipes, as :class:`autograder.sandbox.wire.Wire` over a socket.

    Parameters
    ----------
    source, sink
        Where frames come from and go to.
    """

    def __init__(self, source: BinaryIO, sink: BinaryIO):
        self._source, self._sink = source, sink
        self._frames: Queue[bytes | Exception] = Queue()
        Thread(target=self._read, daemon=True).start()

    def send(self, value: Any, deadline: float | None = None) -> None:
        """Send one value."""
        body = pack(value)
        try:
            self._sink.write(_LENGTH.pack(len(body)) + body)
            self._sink.flush()
        except (OSError, ValueError):
            raise ClosedError from None

    def receive(self, deadline: float | None = None) -> Any:
        """Receive one value; raises what :meth:`autograder.sandbox.wire.Wire.receive` does."""
        left = None if deadline is None else max(deadline - time.monotonic(), 0)
        try:
            frame = self._frames.get(timeout=left)
        except Empty:
            raise LateError from None
        if isinstance(frame, Exception):
            self._frames.put(frame)  # it stays so
            raise frame
        return unpack(frame)

    def close(self) -> None:
        """Close what this end writes to; the other then ends, and with it what is read."""
        with contextlib.suppress(OSError):
            self._sink.close()

    def _read(self) -> None:
        while True:
            head = self._source.read(_LENGTH.size)
            if len(head) < _LENGTH.size:
                self._frames.put(ClosedError())
                return
            (length,) = _LENGTH.unpack(head)
            if length > MAX_BYTES:
                self._frames.put(NotPlainError(f"a message of {length:,} bytes is too long"))
                return
            self._frames.put(self._source.read(length))


class _Process:
    """One process, from its start until it is buried."""

    def __init__(self, preload: Sequence[str], prelude: Sequence[str]):
        self._results: tuple[dict[str, Any], ...] | None = None
        self._home = tempfile.TemporaryDirectory(prefix="submission-", ignore_cleanup_errors=True)
        threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "MKL", "OPENBLAS")}
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", "autograder.sandbox.spawned"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=self._home.name,
            env=os.environ | threads | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.wire = PipeWire(self._process.stdout, self._process.stdin)  # type: ignore[arg-type]
        with contextlib.suppress(ClosedError):  # waiting for it will tell
            self.wire.send({"preload": list(preload), "prelude": list(prelude)})

    def ready(self) -> tuple[dict[str, Any], ...]:
        """Wait until it is warm; what the prelude's cells gave."""
        if self._results is not None:
            return self._results
        try:
            reply = self.wire.receive(time.monotonic() + START_SECONDS)
        except (ClosedError, LateError, NotPlainError):
            self.end()
            raise ZygoteDiedError("the process that runs your notebook did not start") from None
        self._results = tuple(reply["prelude_results"])
        return self._results

    def end(self) -> dict[str, Any]:
        """End it, and say how it ended."""
        self.wire.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self._process.poll() is None:
                self._process.kill()
            self._process.wait(_END_SECONDS)
        self._home.cleanup()
        return {"exit": self._process.returncode, "excess": ""}


class SpawnedZygote:
    """What stands in for :class:`autograder.sandbox.zygote.Zygote` where nothing can be forked.

    Parameters
    ----------
    preload, prelude
        As there.
    """

    walled = False
    walls = ("process",)

    def __init__(self, preload: Sequence[str] = (), prelude: Sequence[str] = ()):
        self.preload = tuple(dict.fromkeys((*PRELOAD, *preload)))
        self.prelude = tuple(prelude)
        self.prelude_results: tuple[dict[str, Any], ...] = ()
        self.once: tuple[Cell, ...] = ()
        self.once_results: tuple[dict[str, Any] | None, ...] = ()
        self.opening = Opening()
        self._spare: _Process | None = None

    def start(self) -> None:
        """Start a process and wait until it is warm."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start a process; it warms up while its launcher does something else."""
        self.close()
        self._spare = _Process(self.preload, self.prelude)

    def wait(self) -> None:
        """Wait until the launched process is warm; raises ZygoteDiedError if it does not start."""
        assert self._spare is not None
        self.prelude_results = self._spare.ready()

    def learner(
        self,
        limits: Limits | None = None,
        after_prelude: bool = True,
        packages: Collection[str] = (),
    ) -> Learner:
        """The process of one submission, in which the prelude has run if `after_prelude`."""
        spare, self._spare = self._spare, None
        if not after_prelude:
            if spare is not None:
                spare.end()
            spare = _Process(self.preload, ())
        spare = spare or _Process(self.preload, self.prelude)
        spare.ready()
        self._spare = _Process(self.preload, self.prelude)
        return Learner(spare.wire, spare.end)  # type: ignore[arg-type]

    def close(self) -> None:
        """End the process that waits for the next submission."""
        if self._spare is not None:
            self._spare.end()
        self._spare = None


def main() -> None:
    """Import what learners need, run the prelude, and serve one submission."""
    from autograder.sandbox import child, lasting
    from autograder.sandbox.fork_server import warm_up, warm_up_plots

    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    wire = PipeWire(source, sink)
    setup = wire.receive()
    room = Limits().output_kib * 1024
    with lasting.loading():
        shell = warm_up(setup["preload"])
        warm_up_plots(shell)  # nobody knows yet whose process this will be
        results = [shell.run(cell, room) for cell in setup["prelude"]]
    wire.send({"prelude_results": results})
    child.serve(wire, shell, room)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
