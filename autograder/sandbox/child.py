"""What runs in the child: the learner's cells, and the calls that the grader asks for.

Nothing here can be trusted once a learner's cell has run; the grader treats every reply
as it would a stranger's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
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
        if request["do"] == "run":
            reply = shell.run(request["source"], output_room)
            spare = {**reply, "outputs": []}
        else:
            reply = _answer(shell, request)
            spare = {"outcomes": [TOO_LARGE] * len(request["calls"])}
        if os.getpid() != me:  # a copy that the learner's code forked must not answer too
            os._exit(0)
        try:
            wire.send({"id": request["id"], **reply})
        except NotPlainError:
            wire.send({"id": request["id"], **spare})


def _answer(shell: CellShell, request: dict[str, Any]) -> dict[str, Any]:
    name = request["function"]
    if name not in shell.user_ns:
        return {"missing": True}
    probe = resolve(request["probe"]) if request["probe"] else None
    function = shell.user_ns[name]
    out, err = sys.stdout, sys.stderr
    with open(os.devnull, "w") as nowhere:
        sys.stdout = sys.stderr = nowhere
        try:
            outcomes = [call_packed(function, probe, args) for args in request["calls"]]
        finally:
            sys.stdout, sys.stderr = out, err
    return {"outcomes": outcomes}
