"""In the learner's process a call is quiet, an exception is an outcome, a flood is refused."""

import pytest
from losslab.values.calling import call, read_outcomes
from losslab.values.packed import pack
from losslab.values.plain import Raised

from autograder.sandbox import LearnerGoneError
from tests.autograder.sandbox.conftest import printed, soon


def answers(learner, source, *arguments, name="f"):
    learner.run(source, soon())
    told = learner.ask(name, [(None, [pack([a]) for a in arguments])], soon)
    return None if told is None else read_outcomes(told[0])


def test_what_an_answer_prints_while_it_is_called_is_lost(learner):
    source = (
        "import sys\n"
        "def f(x):\n"
        "    print('noise')\n"
        "    print('noise', file=sys.stderr)\n"
        "    return x\n"
        "print('heard')"
    )
    assert answers(learner, source, 1) == [1]
    assert printed(learner, "print('after')") == "after\n"


def test_every_call_has_its_outcome_in_its_place(learner):
    got = answers(learner, "def f(x):\n    return 10 // x", 5, 0, 2)
    assert got[0] == 2
    assert got[1].types[0] == "ZeroDivisionError"
    assert got[2] == 5


def test_a_function_that_is_not_there_is_said_to_be_missing(learner):
    assert answers(learner, "def g(x):\n    return x", 1) is None


def test_a_name_of_python_is_no_function_of_the_learners(learner):
    assert answers(learner, "x = 1", 1, name="print") is None


def test_what_is_no_function_fails_when_it_is_called(learner):
    (got,) = answers(learner, "f = 5", 1)
    assert got.types[0] == "TypeError"


def test_leaving_in_a_call_is_its_outcome(learner):
    (got,) = answers(learner, "def f(x):\n    raise SystemExit(2)", 1)
    assert isinstance(got, Raised)
    assert got.types[0] == "SystemExit"
    assert printed(learner, "print('alive')") == "alive\n"


def test_results_too_large_together_are_refused_one_by_one_and_the_process_lives(learner):
    source = "import numpy as np\ndef f(x):\n    return np.zeros(2**17)"  # a MiB each
    got = answers(learner, source, *range(20))
    assert len(got) == 20
    assert {outcome.types for outcome in got} == {("NotPlainError",)}
    assert answers(learner, source, 1)[0].shape == (2**17,)


def test_a_copy_that_an_answer_forked_does_not_answer_too(learner):
    source = (
        "import os\n"
        "def f(x):\n"
        "    if os.fork():\n"
        "        os.wait()\n"
        "        return 'parent'\n"
        "    return 'child'"
    )
    assert answers(learner, source, 1) == ["parent"]
    assert answers(learner, "def f(x):\n    return x", 2) == [2]


def test_a_probe_is_found_by_its_name_on_the_other_side(learner):
    """Any function of losslab can be one; this one calls what it is given."""
    learner.run("def f(x):\n    return 10 // x", soon())
    (packed,) = learner.ask("f", [(call, [pack([None, [5]]), pack([None, [0]])])], soon)
    right, wrong = read_outcomes(packed)
    assert right == 2
    assert wrong.types[0] == "ZeroDivisionError"


def test_a_cell_that_leaves_ends_nothing_but_itself(learner):
    reply = learner.run("raise SystemExit(1)", soon())
    assert reply["error"].startswith("SystemExit")
    with pytest.raises(LearnerGoneError):
        learner.run("import os\nos._exit(1)", soon())
