"""A submission goes on behind a cell or a call that ended its process."""

from dataclasses import replace

import pytest
from losslab.values.calling import read_outcomes
from losslab.values.packed import pack

from autograder.sandbox import LearnerGoneError, Session
from autograder.sandbox.session import MOST_RESTARTS
from tests.conftest import QUICK

LEAVE = "import os\nos._exit(3)"
SLOW = "import time\ndef {}(x):\n    time.sleep(0.6)\n    return x"


@pytest.fixture
def session(zygote):
    """Makes sessions, and ends them."""
    made = []

    def make(limits=QUICK, call_seconds=None):
        made.append(Session(zygote, limits, call_seconds))
        return made[-1]

    yield make
    for one in made:
        one.close()


def text(reply):
    return "".join(o.get("text", o.get("evalue", "")) for o in reply["outputs"])


def answers(session, name="f", *arguments):
    told = session.ask(name, [(None, [pack([a]) for a in arguments or (1,)])])
    return None if told is None else read_outcomes(told[0])


def test_cells_share_a_process(session):
    one = session()
    one.run("x = 1")
    assert text(one.run("print(x + 1)")) == "2\n"


def test_cells_before_the_one_that_ended_the_process_have_run_in_the_next(session):
    one = session()
    one.run("x = 1")
    with pytest.raises(LearnerGoneError, match="exit code 3"):
        one.run(LEAVE)
    assert text(one.run("print(x)")) == "1\n", "and the one that ended it has not run again"


def test_a_call_that_ended_the_process_costs_no_other_call(session):
    one = session()
    one.run("import os\ndef f(x):\n    return x + 1 if x else os._exit(3)")
    assert answers(one, "f", 1, 2) == [2, 3]
    with pytest.raises(LearnerGoneError):
        answers(one, "f", 0)
    assert answers(one, "f", 5) == [6]


def test_what_a_cell_said_when_it_runs_again_is_not_said_twice(session):
    one = session()
    assert text(one.run("print('once')")) == "once\n"
    with pytest.raises(LearnerGoneError):
        one.run(LEAVE)
    assert text(one.run("print('then')")) == "then\n"


def test_an_answer_that_ends_every_process_is_given_only_so_many(session):
    one = session()
    one.run("import os\ndef f(x):\n    os._exit(3)")
    for _ in range(MOST_RESTARTS + 1):
        with pytest.raises(LearnerGoneError, match="exit code 3"):
            answers(one)
    with pytest.raises(LearnerGoneError, match=f"had ended {MOST_RESTARTS} times"):
        answers(one)


def test_no_time_is_left_when_the_whole_submissions_is_used_up(session):
    one = session(replace(QUICK, total_seconds=0.3))
    with pytest.raises(LearnerGoneError) as gone:
        one.run("while True:\n    pass")
    assert gone.value.status == "timeout"
    for use in (lambda: one.run("1"), lambda: answers(one)):
        with pytest.raises(LearnerGoneError, match="whole notebook's time") as gone:
            use()
        assert gone.value.status == "timeout"


def test_a_cell_may_have_a_time_of_its_own(session):
    one = session(replace(QUICK, cell_seconds=0.2))
    slow = "import time\ntime.sleep(0.6)\nx = 1"
    with pytest.raises(LearnerGoneError) as gone:
        one.run(slow)
    assert gone.value.status == "timeout"
    assert one.run(slow, 5.0)["error"] is None


def test_calls_of_one_exercise_may_take_longer(session):
    one = session(replace(QUICK, call_seconds=0.2), {"patient": 5.0})
    one.run(SLOW.format("patient"))
    one.run(SLOW.format("hasty"))
    assert answers(one, "patient") == [1]
    with pytest.raises(LearnerGoneError) as gone:
        answers(one, "hasty")
    assert gone.value.status == "timeout"


def test_a_closed_session_leaves_no_process(session, zygote):
    one = session()
    one.run("x = 1")
    one.close()
    one.close()
    assert text(one.run("print(x)")) == "1\n", "and begins anew if it is used again"
