"""The learner process of one submission, replaced when it dies."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from autograder.sandbox.learner import Group, Learner, LearnerGoneError
from autograder.sandbox.limits import Limits
from autograder.sandbox.reach import changes
from autograder.sandbox.zygote import Zygote

MOST_RESTARTS = 12
# Of a longer notebook no cell is taken for unchanged.
MOST_READ = 200_000


# Packages that load in the warm process when the first notebook comes that speaks of one, with what
# that one says somewhere.
LATER = {
    "matplotlib": re.compile("matplotlib|pylab|plot|plt"),
    "torch": re.compile("torch"),
}


def spoken_of(cells: Iterable[str]) -> frozenset[str]:
    """The packages of :data:`LATER` that these cells speak of."""
    text = "\n".join(cells)
    return frozenset(name for name, words in LATER.items() if words.search(text))


class Session:
    """One submission's learner process, replaced when it dies.

    A cell that killed the process is not run again; the cells before it are, in a new
    process, so that the rest of the notebook earns what it is worth.

    Parameters
    ----------
    zygote
        Where learner processes come from.
    limits
        What the submission may use.
    call_seconds
        Exercises whose calls may take another time.
    packages
        Those of :data:`LATER` that its cells speak of.
    """

    def __init__(
        self,
        zygote: Zygote,
        limits: Limits,
        call_seconds: Mapping[str, float] | None = None,
        packages: Collection[str] = (),
    ):
        self._zygote = zygote
        self._limits = limits
        self._deadline = time.monotonic() + limits.total_seconds
        self._learner: Learner | None = None
        # Each cell, and its number where the warm process has run it for all.
        self._history: list[tuple[str, int | None]] = []
        # Those of them that the process has still to be told of.
        self._due: list[int] = []
        self._count = 0
        # The names whose meaning may be another one by now; None if everything may be.
        self._changed: frozenset[str] | None = frozenset()
        # Cells that have run here, and what they can change has not been asked.
        self._unread: list[str] = []
        self._most_read = MOST_READ
        self._restarts = 0
        self._call_seconds = call_seconds or {}
        self._packages = packages

    def run(self, source: str, seconds: float | None = None) -> dict[str, Any]:
        """Run a cell for `seconds` at most; raises LearnerGoneError if that ends the process."""
        seconds = seconds or self._limits.cell_seconds
        reply = self._prelude_result(source)
        number = None if reply else self._known(source)
        if reply is None and number is not None:
            reply = {**(self._zygote.once_results[number] or {}), "count": self._count + 1}
            self._due.append(number)
        elif reply is None:
            self._unread.append(source)
            reply = self._with(lambda learner, due: learner.run(source, self._until(seconds), due))
        self._history.append((source, number))
        self._count = reply["count"]
        return reply

    def ask(self, function: str, groups: Sequence[Group]) -> list[list[object]] | None:
        """Ask for a learner's answers; raises LearnerGoneError if that ends the process.

        Each group of calls may take as long as a submission's calls may.
        """
        seconds = self._call_seconds.get(function, self._limits.call_seconds)
        return self._with(
            lambda learner, due: learner.ask(function, groups, lambda: self._until(seconds), due)
        )

    def left(self) -> float:
        """Seconds for which what came back may be judged; the submission pays for them."""
        return max(0.0, self._until(self._limits.call_seconds) - time.monotonic())

    def close(self) -> None:
        """End the process."""
        if self._learner is not None:
            self._learner.close()
            self._learner = None

    def _prelude_result(self, source: str) -> dict[str, Any] | None:
        """What a cell gave that the warm process has run already, if all so far were such."""
        done, prelude = len(self._history), self._zygote.prelude
        begun = self._restarts > 0 or not self._begins_as(prelude[:done])
        return (
            None
            if begun or prelude[done : done + 1] != (source,)
            else self._zygote.prelude_results[done]
        )

    def _begins_as(self, cells: tuple[str, ...]) -> bool:
        """Whether these cells have run first."""
        return tuple(source for source, _ in self._history[: len(cells)]) == cells

    def _known(self, source: str) -> int | None:
        """The number of a cell that was run once for all, if nothing here can have changed it.

        Where it comes a second time, what it made the first time may have been changed.
        """
        if all(cell.source != source for cell in self._zygote.once):
            return None
        self._read()
        if self._changed is None or not self._begins_as(self._zygote.prelude):
            return None
        known = {number for _, number in self._history}
        cells = zip(self._zygote.once, self._zygote.once_results, strict=True)
        for number, (cell, result) in enumerate(cells):
            same = cell.source == source and number not in known
            if same and result and self._changed.isdisjoint(cell.uses):
                return number
        return None

    def _read(self) -> None:
        """Read what the cells that have run here can change."""
        for source in self._unread:
            self._most_read -= len(source)
            if self._changed is None or self._most_read < 0:
                self._changed = None
                break
            changed = changes(source, self._zygote.opening)
            self._changed = None if changed is None else self._changed | changed
        self._unread.clear()

    def _until(self, seconds: float) -> float:
        return min(self._deadline, time.monotonic() + seconds)

    def _with(self, use: Callable[[Learner, Sequence[int]], Any]) -> Any:
        if time.monotonic() > self._deadline:
            raise LearnerGoneError("timeout", "the whole notebook's time was up")
        learner = self._learner or self._start()
        due, self._due = self._due, []
        try:
            return use(learner, due)
        except LearnerGoneError:
            self.close()
            raise

    def _start(self) -> Learner:
        if self._restarts > MOST_RESTARTS:
            raise LearnerGoneError("died", f"its process had ended {MOST_RESTARTS} times before")
        self._restarts += 1
        prelude = self._zygote.prelude
        has_run = self._begins_as(prelude)
        learner = self._zygote.learner(self._limits, has_run, self._packages)
        self._due = []
        self._count = len(prelude) if has_run else 0
        try:
            for source, number in self._history[len(prelude) if has_run else 0 :]:
                if number is None:
                    until = self._until(self._limits.cell_seconds)
                    self._count = learner.run(source, until, self._due)["count"]
                    self._due = []
                else:
                    self._due.append(number)
                    self._count += 1
        except LearnerGoneError:
            learner.close()
            raise
        self._learner = learner
        return learner
