"""The learner process of one submission, replaced when it dies."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.sandbox.learner import Learner, LearnerGoneError
from autograder.sandbox.limits import Limits
from autograder.sandbox.zygote import Zygote

MOST_RESTARTS = 12


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
    """

    def __init__(
        self, zygote: Zygote, limits: Limits, call_seconds: Mapping[str, float] | None = None
    ):
        self._zygote = zygote
        self._limits = limits
        self._deadline = time.monotonic() + limits.total_seconds
        self._learner: Learner | None = None
        self._history: list[str] = []
        self._restarts = 0
        self._call_seconds = call_seconds or {}

    def run(self, source: str, seconds: float | None = None) -> dict[str, Any]:
        """Run a cell for `seconds` at most; raises LearnerGoneError if that ends the process."""
        seconds = seconds or self._limits.cell_seconds
        reply = self._prelude_result(source)
        if reply is None:
            reply = self._with(lambda learner: learner.run(source, self._until(seconds)))
        self._history.append(source)
        return reply

    def ask(
        self, function: str, probe: Callable[..., Any] | None, calls: Sequence[bytes]
    ) -> list[object] | None:
        """Ask for a learner's answers; raises LearnerGoneError if that ends the process."""
        seconds = self._call_seconds.get(function, self._limits.call_seconds)
        return self._with(lambda learner: learner.ask(function, probe, calls, self._until(seconds)))

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
        begun = self._restarts > 0 or tuple(self._history) != prelude[:done]
        return (
            None
            if begun or prelude[done : done + 1] != (source,)
            else self._zygote.prelude_results[done]
        )

    def _until(self, seconds: float) -> float:
        return min(self._deadline, time.monotonic() + seconds)

    def _with(self, use: Callable[[Learner], Any]) -> Any:
        if time.monotonic() > self._deadline:
            raise LearnerGoneError("timeout", "the whole notebook's time was up")
        learner = self._learner or self._start()
        try:
            return use(learner)
        except LearnerGoneError:
            self.close()
            raise

    def _start(self) -> Learner:
        if self._restarts > MOST_RESTARTS:
            raise LearnerGoneError("died", f"its process had ended {MOST_RESTARTS} times before")
        self._restarts += 1
        prelude = self._zygote.prelude
        prelude_results = tuple(self._history[: len(prelude)]) == prelude
        learner = self._zygote.learner(self._limits, prelude_results)
        try:
            for source in self._history[len(prelude) if prelude_results else 0 :]:
                learner.run(source, self._until(self._limits.cell_seconds))
        except LearnerGoneError:
            learner.close()
            raise
        self._learner = learner
        return learner
