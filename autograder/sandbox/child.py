"""What runs in the child: the learner's cells, and the calls that the grader asks for.

Nothing here can be trusted once a learner's cell has run; the grader treats every reply
as it would a stranger's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from losslab.values.calling import call_packed
from losslab.values.packed import pack
from losslab.values.plain import NotPlainError, Raised, resolve

from autograder.sandbox import once
from autograder.sandbox.shell import CellShell
from autograder.sandbox.wire import ClosedError, Wire

TOO_LARGE = pack(Raised((NotPlainError.__name__,), "all results together are too large to read"))


def serve(
    wire: Wire, shell: CellShell, output_room: int, done: Sequence[once.Done | None] = ()
) -> None:
    """Answer requests until the grader closes the connection.

    `done` are the cells that the warm process has run for all; a request says which of them come
    before it.
    """
    me = os.getpid()
    while True:
        try:
            request = wire.receive()
        except ClosedError:
            return
        for number in request["after"]:
            if (known := done[number]) is not None:
                once.bring(shell, known)
        for reply, spare in _replies(shell, request, output_room):
            if os.getpid() != me:  # a copy that the learner's code forked must not answer too
                os._exit(0)
            try:
                wire.send({"id": request["id"], **reply})
            except NotPlainError:
                wire.send({"id": request["id"], **spare})


Reply = dict[str, Any]


def _replies(
    shell: CellShell, request: dict[str, Any], output_room: int
) -> Iterator[tuple[Reply, Reply]]:
    """Every reply to a request, with what is sent instead where it is too large."""
    if request["do"] == "run":
        reply = shell.run(request["source"], output_room)
        yield reply, {**reply, "outputs": []}
        return
    for probe, calls in request["groups"]:
        if request["function"] not in shell.user_ns:
            yield {"missing": True}, {}
            return
        outcomes = _outcomes(shell.user_ns[request["function"]], probe, calls)
        yield {"outcomes": outcomes}, {"outcomes": [TOO_LARGE] * len(calls)}


def _outcomes(function: Any, probe: str | None, calls: Sequence[bytes]) -> list[bytes]:
    made = resolve(probe) if probe else None
    out, err = sys.stdout, sys.stderr
    with open(os.devnull, "w") as nowhere:
        sys.stdout = sys.stderr = nowhere
        try:
            return [call_packed(function, made, args) for args in calls]
        finally:
            sys.stdout, sys.stderr = out, err
