"""One grading run over a class: nobody else grades meanwhile, and a cut run goes on as it began."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import threading
from pathlib import Path
from types import FrameType
from typing import IO, Any

from autograder.course.course import CourseError
from autograder.judging.seeds import new_seed


class Run:
    """The file that stands for a run; a context manager that holds its lock.

    While a run is unfinished the file holds its seed, so that the run which goes on from
    it puts the same cases to everybody. A whole grading and one of a single exercise are each
    kept apart: what the one leaves unfinished, the other neither takes up nor ends.

    Parameters
    ----------
    path
        The file. Its lock goes with the process, however that ends.
    """

    def __init__(self, path: Path):
        self._path = path
        self._file: IO[str] | None = None
        self._again = ""
        self.seed = 0
        self.resumed = False

    def __enter__(self) -> Run:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise CourseError(
                f"somebody is grading this already (the lock is {self._path}): wait for it to end"
            ) from None
        return self

    def __exit__(self, *exc: object) -> None:
        if self._file is not None:
            self._file.close()

    def begin(self, version: str, seed: int | None, again: str = "") -> None:
        """Set `seed` and `resumed`: those of an unfinished run of the same course, or new ones.

        Parameters
        ----------
        version
            That of the course.
        seed
            The seed that was asked for; None for any.
        again
            The exercise that alone is graded again; empty where everything is graded.
        """
        self._again = again
        runs = self._unfinished()
        stored = runs.get(again, {})
        self.resumed = stored.get("version") == version and seed in (None, stored.get("seed"))
        if self.resumed:
            self.seed = stored["seed"]
        else:
            self.seed = new_seed() if seed is None else seed
        self._write({**runs, again: {"version": version, "seed": self.seed}})

    def finish(self) -> None:
        """Everything is graded: the next run of this kind begins anew."""
        runs = self._unfinished()
        runs.pop(self._again, None)
        self._write(runs)

    def _unfinished(self) -> dict[str, dict[str, Any]]:
        """The unfinished runs, by the exercise that they grade again; empty for all."""
        assert self._file is not None
        self._file.seek(0)
        try:
            stored = json.loads(self._file.read())
        except ValueError:
            return {}
        runs = stored.items() if isinstance(stored, dict) else ()
        return {k: v for k, v in runs if isinstance(v, dict) and isinstance(v.get("seed"), int)}

    def _write(self, runs: dict[str, dict[str, Any]]) -> None:
        assert self._file is not None
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps(runs) if runs else "")
        self._file.flush()
        os.fsync(self._file.fileno())


class StoppedError(KeyboardInterrupt):
    """Somebody stopped the run; what was finished is written.

    Parameters
    ----------
    done, total
        How many submissions are graded, of how many.
    """

    def __init__(self, done: int, total: int):
        super().__init__(f"stopped with {done} of {total} submissions graded")
        self.done, self.total = done, total


class StopSignals:
    """Turns Ctrl-C and SIGTERM into a question, so that nothing is cut in the middle.

    A second signal interrupts at once. Outside the main thread signals are left alone.
    """

    KINDS = (signal.SIGINT, signal.SIGTERM)

    def __init__(self) -> None:
        self._stopped = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> StopSignals:
        if threading.current_thread() is threading.main_thread():
            self._before = {kind: signal.signal(kind, self._note) for kind in self.KINDS}
        return self

    def __exit__(self, *exc: object) -> None:
        for kind, handler in self._before.items():
            signal.signal(kind, handler)

    def stopped(self) -> bool:
        """Whether the run shall end."""
        return self._stopped

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self._stopped:
            raise KeyboardInterrupt
        self._stopped = True
