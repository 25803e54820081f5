"""The process of one submission, seen from the grader.

Its two requests, :meth:`Learner.run` and :meth:`Learner.ask`, either return plain data or
raise :class:`LearnerGoneError`, after which the process is dead and its status says why.
"""

from __future__ import annotations

import contextlib
import secrets
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NoReturn

from losslab.values.plain import NotPlainError, target

from autograder.sandbox.wire import ClosedError, LateError, Wire

Ending = Literal["timeout", "memory", "died", "forbidden"]
# Calls that belong together, as their packed arguments, and the probe that makes them, if any.
Group = tuple[Callable[..., Any] | None, Sequence[bytes]]

MOST_CELLS = 10**6
EXCESSES: dict[str, tuple[Ending, str]] = {
    "memory": ("memory", "its processes used more memory together than a submission may"),
    "processes": ("forbidden", "it started more processes and threads than a submission may"),
    "sessions": ("forbidden", "it started more sessions of processes than a submission may"),
    "event loops": ("forbidden", "it made more event loops than a submission may"),
    "scratch": ("forbidden", "it wrote more into its temporary folder than a submission may"),
}


class LearnerGoneError(Exception):
    """The learner's process has ended or was ended.

    Parameters
    ----------
    status
        ``timeout``, ``memory``, ``died`` or ``forbidden``.
    message
        What happened, for the learner to read.
    before
        The outcomes of the groups of calls that it had answered of those that were asked for.
    """

    def __init__(self, status: Ending, message: str, before: Sequence[list[object]] = ()):
        super().__init__(message)
        self.status: Ending = status
        self.message = message
        self.before = list(before)


class Learner:
    """The process of one submission, seen from the grader.

    Parameters
    ----------
    wire
        The connection to it.
    reap
        Kills it and tells how it ended.
    """

    def __init__(self, wire: Wire, reap: Callable[[], dict[str, Any]]):
        self._wire = wire
        self._reap = reap
        self._alive = True

    def run(self, source: str, deadline: float, after: Sequence[int] = ()) -> dict[str, Any]:
        """Run one cell: ``{"outputs": [...], "count": int, "error": str | None}``.

        `after` are the numbers of cells run once for all that come before it.

        Raises
        ------
        LearnerGoneError
            If the process ended or `deadline` (of ``time.monotonic()``) passed.
        """
        request = {"do": "run", "source": source, "after": list(after)}
        reply = self._receive(self._send(request, deadline), deadline)
        outputs, count, error = reply.get("outputs"), reply.get("count"), reply.get("error")
        if not isinstance(outputs, list) or not all(isinstance(o, dict) for o in outputs):
            self._end("forbidden", "its reply was not the outputs of a cell")
        counts = type(count) is int and 0 <= count <= MOST_CELLS
        if not counts or not isinstance(error, str | None):
            self._end("forbidden", "its reply was not the outputs of a cell")
        return {"outputs": outputs, "count": count, "error": error}

    def ask(
        self,
        function: str,
        groups: Sequence[Group],
        deadline: Callable[[], float],
        after: Sequence[int] = (),
    ) -> list[list[object]] | None:
        """Call the learner's `function` once for each packed list of arguments.

        Parameters
        ----------
        function
            Its name.
        groups
            The calls. They are made one after the other, and told group by group.
        deadline
            Until when the next group is waited for; asked when the one before has come.
        after
            As for :meth:`run`.

        Returns
        -------
        list or None
            Of each group, for each call what :func:`losslab.values.calling.read_outcomes` reads,
            if it can; None if there is no such function.

        Raises
        ------
        LearnerGoneError
            If the process ended, replied nonsense, or the time was up.
        """
        named = [[target(probe) if probe else None, list(calls)] for probe, calls in groups]
        request = {"do": "ask", "function": function, "groups": named, "after": list(after)}
        found: list[list[object]] = []
        try:
            number = self._send(request, deadline())
            for _, calls in groups:
                reply = self._receive(number, deadline())
                if reply.get("missing") is True:
                    return None
                outcomes = reply.get("outcomes")
                if not isinstance(outcomes, list) or len(outcomes) != len(calls):
                    self._end("forbidden", "its reply was not one outcome a call")
                found.append(outcomes)
        except LearnerGoneError as gone:
            gone.before = found
            raise
        return found

    def close(self) -> None:
        """End the process."""
        if self._alive:
            self._alive = False
            self._wire.close()
            self._reap()

    def _send(self, request: dict[str, Any], deadline: float) -> int:
        """Send a request; the number that its replies bear."""
        if not self._alive:
            raise LearnerGoneError("died", "the process has already ended")
        number = secrets.randbits(60)
        with self._endings():
            self._wire.send({**request, "id": number}, deadline)
        return number

    def _receive(self, number: int, deadline: float) -> dict[str, Any]:
        with self._endings():
            reply = self._wire.receive(deadline)
        # The type first: to compare an array gives an array, which is neither true nor false.
        told = reply.get("id") if isinstance(reply, dict) else None
        if type(told) is not int or told != number:
            self._end("forbidden", "a reply came that nobody had asked for")
        said: dict[str, Any] = reply
        return said

    @contextlib.contextmanager
    def _endings(self) -> Iterator[None]:
        """What may happen on the wire ends the process, and is told."""
        try:
            yield
        except LateError:
            self._end("timeout", "it was still running when its time was up")
        except ClosedError:
            self._end(*_cause(self._kill()))
        except NotPlainError as error:
            self._end("forbidden", f"its reply could not be read: {error}")

    def _kill(self) -> dict[str, Any]:
        self._alive = False
        self._wire.close()
        return self._reap()

    def _end(self, status: Ending, message: str) -> NoReturn:
        if self._alive:
            self._kill()
        raise LearnerGoneError(status, message)


def _cause(ended: dict[str, Any]) -> tuple[Ending, str]:
    """Why a process that ended like this is gone."""
    if ended["excess"]:
        return EXCESSES[ended["excess"]]
    code = ended["exit"]
    if code is None:
        return "died", "its process is gone"
    if code >= 0:
        return "died", f"its process ended itself with exit code {code}"
    if -code == signal.SIGXCPU:
        return "timeout", "it used up its processor time"
    if -code == signal.SIGSYS:
        return "forbidden", "it made a system call that does not belong to this machine"
    return "died", f"its process was ended by {signal.Signals(-code).name}"
