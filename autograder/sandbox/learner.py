"""The process of one submission, seen from the grader.

Its two requests, :meth:`Learner.run` and :meth:`Learner.ask`, either return plain data or
raise :class:`LearnerGoneError`, after which the process is dead and its status says why.
"""

from __future__ import annotations

import secrets
import signal
from collections.abc import Callable, Sequence
from typing import Any, Literal, NoReturn

from losslab.values.plain import NotPlainError, target

from autograder.sandbox.wire import ClosedError, LateError, Wire

Ending = Literal["timeout", "memory", "died", "forbidden"]

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
    """

    def __init__(self, status: Ending, message: str):
        super().__init__(message)
        self.status: Ending = status
        self.message = message


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
        reply = self._request(request, deadline)
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
        probe: Callable[..., Any] | None,
        calls: Sequence[bytes],
        deadline: float,
        after: Sequence[int] = (),
    ) -> list[object] | None:
        """Call the learner's `function` once for each packed list of arguments in `calls`.

        Returns
        -------
        list or None
            For each call what :func:`losslab.values.calling.read_outcomes` reads, if it can;
            None if there is no such function.

        Raises
        ------
        LearnerGoneError
            If the process ended, replied nonsense, or the time was up.
        """
        name = target(probe) if probe else None
        asked = {"function": function, "probe": name, "calls": list(calls)}
        reply = self._request({"do": "ask", **asked, "after": list(after)}, deadline)
        if reply.get("missing") is True:
            return None
        outcomes = reply.get("outcomes")
        if not isinstance(outcomes, list) or len(outcomes) != len(calls):
            self._end("forbidden", "its reply was not one outcome a call")
        return outcomes

    def close(self) -> None:
        """End the process."""
        if self._alive:
            self._alive = False
            self._wire.close()
            self._reap()

    def _request(self, request: dict[str, Any], deadline: float) -> dict[str, Any]:
        if not self._alive:
            raise LearnerGoneError("died", "the process has already ended")
        number = secrets.randbits(60)
        try:
            self._wire.send({**request, "id": number}, deadline)
            reply = self._wire.receive(deadline)
        except LateError:
            self._end("timeout", "it was still running when its time was up")
        except ClosedError:
            self._end(*_cause(self._kill()))
        except NotPlainError as error:
            self._end("forbidden", f"its reply could not be read: {error}")
        # The type first: to compare an array gives an array, which is neither true nor false.
        told = reply.get("id") if isinstance(reply, dict) else None
        if type(told) is not int or told != number:
            self._end("forbidden", "a reply came that nobody had asked for")
        return reply

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
