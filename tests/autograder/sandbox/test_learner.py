"""Whatever a learner's process says or does, the grader gets plain data or a named ending."""

import contextlib
import signal
import socket
import struct
import threading
import time

import msgpack
import numpy as np
import pytest
from losslab.values.packed import pack

from autograder.sandbox import Learner, LearnerGoneError, Limits, Zygote
from autograder.sandbox.wire import ClosedError, Wire
from tests.autograder.sandbox.conftest import printed, soon
from tests.conftest import QUICK

CELL = {"outputs": [], "count": 1, "error": None}


def test_an_answer_is_asked_for(learner):
    learner.run("def f(x):\n    return x + 1", soon())
    assert learner.ask("f", [(None, [pack([1]), pack([2.5])])], soon) == [[pack(2), pack(3.5)]]
    assert learner.ask("g", [(None, [pack([1])])], soon) is None


def groups(*arguments):
    """A group of one call for each argument."""
    return [(None, [pack([argument])]) for argument in arguments]


def test_groups_of_calls_are_told_in_their_order(learner):
    learner.run("seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)", soon())
    assert learner.ask("f", groups(5, 6, 7), soon) == [[pack(1)], [pack(2)], [pack(3)]]


def test_each_group_of_calls_has_its_own_time(learner):
    learner.run("import time\ndef f(x):\n    time.sleep(x)\n    return x", soon())
    waits = groups(0.3, 0.3, 0.3)
    assert len(learner.ask("f", waits, lambda: soon(0.6))) == 3


@pytest.mark.parametrize(
    ("what", "status"),
    [("import os; os._exit(1)", "died"), ("import time; time.sleep(60)", "timeout")],
)
def test_what_was_answered_before_the_process_ended_is_told(learner, what, status):
    learner.run(f"def f(x):\n    if x == 3:\n        {what}\n    return x", soon())
    with pytest.raises(LearnerGoneError) as gone:
        learner.ask("f", groups(1, 2, 3, 4), lambda: soon(1.0))
    assert (gone.value.status, gone.value.before) == (status, [[pack(1)], [pack(2)]])


def test_a_function_that_does_away_with_itself_is_missing(learner):
    learner.run("def f(x):\n    globals().pop('f')\n    return x", soon())
    assert learner.ask("f", groups(1, 2), soon) is None
    assert printed(learner, "print('alive')") == "alive\n"


def test_a_dead_learner_stays_dead(learner):
    with pytest.raises(LearnerGoneError, match="exit code 7"):
        learner.run("import os\nos._exit(7)", soon())
    with pytest.raises(LearnerGoneError, match="already ended"):
        learner.run("1", soon())


class Stranger:
    """The other end of a connection: it answers every request as it likes, and is then gone.

    Parameters
    ----------
    reply
        Makes of a request what is sent: a value, raw bytes, or None for silence.
    ended
        How it will have ended when it is buried.
    """

    def __init__(self, reply, ended=None):
        ours, theirs = socket.socketpair()
        self.buried = 0
        self._reply, self._wire = reply, Wire(theirs)
        self._ended = ended or {"exit": -signal.SIGKILL, "excess": ""}
        self.learner = Learner(Wire(ours), self._bury)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        with contextlib.suppress(ClosedError, OSError):
            while True:
                reply = self._reply(self._wire.receive())
                if reply == "leave":
                    break
                if isinstance(reply, bytes):
                    self._wire.sock.sendall(reply)
                elif reply is not None:
                    self._wire.send(reply)
        self._wire.close()

    def _bury(self):
        self.buried += 1
        self._thread.join()
        return self._ended


def honest(request):
    return {"id": request["id"], **CELL}


def test_an_honest_cell_is_passed_on_without_what_nobody_asked_for():
    stranger = Stranger(lambda r: {**honest(r), "score": 100})
    assert stranger.learner.run("1", soon()) == CELL
    stranger.learner.close()
    stranger.learner.close()
    assert stranger.buried == 1


@pytest.mark.parametrize(
    "forged",
    [
        {"outputs": None},
        {"outputs": ["text"]},
        {"outputs": {}},
        {"count": -1},
        {"count": 10**7},
        {"count": True},
        {"count": 1.0},
        {"error": 5},
        {"error": ["text"]},
    ],
    ids=str,
)
def test_a_reply_that_is_no_cell_ends_the_process(forged):
    stranger = Stranger(lambda r: {**honest(r), **forged})
    with pytest.raises(LearnerGoneError) as gone:
        stranger.learner.run("1", soon())
    assert gone.value.status == "forbidden"
    assert stranger.buried == 1


@pytest.mark.parametrize(
    "number", [None, 0, "id", True, [1], np.ones(3), np.array(1)], ids=lambda n: repr(n)[:12]
)
def test_a_reply_to_nothing_that_was_asked_ends_the_process(number):
    stranger = Stranger(lambda r: {**CELL, "id": number})
    with pytest.raises(LearnerGoneError, match="nobody had asked for") as gone:
        stranger.learner.run("1", soon())
    assert gone.value.status == "forbidden"


def test_an_old_reply_is_no_answer_to_the_next_request():
    first = []
    stranger = Stranger(lambda r: first.append(r["id"]) or {**CELL, "id": first[0]})
    assert stranger.learner.run("1", soon()) == CELL
    with pytest.raises(LearnerGoneError, match="nobody had asked for"):
        stranger.learner.run("2", soon())


def test_the_numbers_of_requests_cannot_be_foreseen():
    told = []
    stranger = Stranger(lambda r: told.append(r["id"]) or honest(r))
    for _ in range(20):
        stranger.learner.run("1", soon())
    stranger.learner.close()
    assert len(set(told)) == 20
    assert max(told) > 2**50


@pytest.mark.parametrize("reply", [[1], "text", 5, None], ids=repr)
def test_a_reply_that_is_no_reply_at_all_ends_the_process(reply):
    frame = pack(reply)
    stranger = Stranger(lambda r: struct.pack("!I", len(frame)) + frame)
    with pytest.raises(LearnerGoneError) as gone:
        stranger.learner.run("1", soon())
    assert gone.value.status == "forbidden"


def test_bytes_that_cannot_be_read_end_the_process():
    body = msgpack.packb(msgpack.ExtType(99, b"x"))
    stranger = Stranger(lambda r: struct.pack("!I", len(body)) + body)
    with pytest.raises(LearnerGoneError, match="could not be read") as gone:
        stranger.learner.run("1", soon())
    assert gone.value.status == "forbidden"


@pytest.mark.parametrize("outcomes", [None, [], [b"1"], [b"1"] * 3, {"0": b"1"}, "12"], ids=repr)
def test_there_is_one_outcome_for_each_call(outcomes):
    stranger = Stranger(lambda r: {"id": r["id"], "outcomes": outcomes})
    with pytest.raises(LearnerGoneError, match="one outcome a call"):
        stranger.learner.ask("f", [(None, [pack([1]), pack([2])])], soon)


@pytest.mark.parametrize("missing", [1, "yes", [True]])
def test_a_function_is_missing_only_where_the_reply_says_so(missing):
    stranger = Stranger(lambda r: {"id": r["id"], "missing": missing, "outcomes": [b"1"]})
    assert stranger.learner.ask("f", groups(1), soon) == [[b"1"]]
    stranger.learner.close()


def test_silence_is_a_timeout_and_the_process_is_buried():
    stranger = Stranger(lambda r: None)
    with pytest.raises(LearnerGoneError) as gone:
        stranger.learner.run("1", time.monotonic() + 0.05)
    assert gone.value.status == "timeout"
    assert stranger.buried == 1


@pytest.mark.parametrize(
    ("ended", "status", "said"),
    [
        ({"exit": 0, "excess": ""}, "died", "exit code 0"),
        ({"exit": 3, "excess": ""}, "died", "exit code 3"),
        ({"exit": None, "excess": ""}, "died", "gone"),
        ({"exit": -signal.SIGSEGV, "excess": ""}, "died", "SIGSEGV"),
        ({"exit": -signal.SIGXCPU, "excess": ""}, "timeout", "processor time"),
        ({"exit": -signal.SIGSYS, "excess": ""}, "forbidden", "system call"),
        ({"exit": -signal.SIGKILL, "excess": "memory"}, "memory", "more memory"),
    ],
    ids=str,
)
def test_an_ending_is_named_by_how_the_process_ended(ended, status, said):
    stranger = Stranger(lambda r: "leave", ended)
    with pytest.raises(LearnerGoneError, match=said) as gone:
        stranger.learner.run("1", soon())
    assert gone.value.status == status


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("!echo hel''lo", "hello"),
        ("!no-such-command", "not found"),
        ("!pip install numpy", "not run while grading"),
        ("%pip install numpy", "not run while grading"),
        ("%ls", ""),
    ],
)
def test_a_shell_command_needs_no_terminal_and_does_not_stop_the_cell(learner, cell, said):
    reply = learner.run(f"{cell}\ndef f():\n    return 7", soon())
    assert reply["error"] is None
    assert said in str(reply["outputs"])
    assert printed(learner, "print(f())") == "7\n"


def test_a_module_that_a_cell_wrote_can_be_imported(learner):
    learner.run("%%writefile helper.py\ndef seven():\n    return 7", soon())
    assert printed(learner, "import helper\nprint(helper.seven())") == "7\n"


@pytest.mark.parametrize(
    "cell",
    ["import matplotlib\nmatplotlib.use('TkAgg')", "%matplotlib tk", "%matplotlib widget"],
)
def test_a_window_is_not_needed_to_plot(zygote, cell):
    learner = zygote.learner(QUICK, packages=["matplotlib"])
    try:
        assert learner.run(cell, soon())["error"] is None
        reply = learner.run(PLOT, soon())
    finally:
        learner.close()
    assert reply["error"] is None
    assert "image/png" in str(reply["outputs"])


PLOT = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
TRAIN = """
import torch
w = torch.ones(2, requires_grad=True)
optimizer = torch.optim.Adam([w])
w.sum().backward()
optimizer.step()
print(w.grad, torch.get_num_threads())
"""


@pytest.mark.parametrize(
    ("package", "cell", "shown"),
    [("matplotlib", PLOT, "image/png"), ("torch", TRAIN, "tensor([1., 1.]) 1")],
)
def test_a_package_is_there_for_who_speaks_of_it_and_loads_for_whoever_uses_it_all_the_same(
    package, cell, shown
):
    found = []
    with Zygote(preload=None) as zygote:
        for packages in ([], [package], []):
            learner = zygote.learner(Limits(), packages=packages)
            try:
                found.append(printed(learner, f"import sys\nprint({package!r} in sys.modules)"))
                reply = learner.run(cell, soon())
            finally:
                learner.close()
            assert shown in str(reply["outputs"])
    assert found == ["False\n", "True\n", "True\n"]  # once loaded, it is there for all
