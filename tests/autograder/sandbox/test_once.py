"""Cells that give the same to everybody: known to every process as if they had run in it."""

import copy
from collections.abc import Iterator

import pytest
from losslab.values.packed import pack, unpack

from autograder.sandbox import Limits, Session, Zygote
from autograder.sandbox.reach import Cell, Opening

PRELUDE = ("import math\nimport torch", "base = 10")


def cell(place, source, uses=(), binds=()):
    return Cell(source, frozenset(uses), frozenset(binds), place)


TABLE = cell(
    3,
    "def table(x):\n    return scale * x\nscale = 3\nprint(table(base))",
    ["base", "print"],
    ["table", "scale"],
)
POWER = cell(4, "square = base**2\nprint('square', square)", ["base", "print"], ["square"])
# These do more than to define and to print.
DRAWS = cell(5, "print(torch.rand(1).item())", ["torch", "print"])
WARNS = cell(6, "import sys\nprint('careful', file=sys.stderr)", ["print"], ["sys"])
FAILS = cell(7, "print(answer(3))", ["print"])
SETS = cell(8, "torch.set_default_dtype(torch.float64)", ["torch"])
ONCE = (TABLE, POWER, DRAWS, WARNS, FAILS, SETS)


@pytest.fixture(scope="module")
def warm() -> Iterator[Zygote]:
    with Zygote(
        prelude=PRELUDE, once=ONCE, opening=Opening(frozenset({"math", "torch"}))
    ) as zygote:
        yield zygote


def run(zygote, cells):
    """What each cell gives, and how many cells the process was asked to run."""
    session = Session(zygote, Limits())
    try:
        replies = [session.run(source) for source in [*PRELUDE, *cells]]
    finally:
        session.close()
    asked = [source for source, number in session._history if number is None]
    return replies[len(PRELUDE) :], asked[len(PRELUDE) :]


def both(warm, *cells):
    """The replies and what was run, where nothing is known before; the replies are the same."""
    plain = copy.copy(warm)
    plain.once_results = (None,) * len(ONCE)
    with_it, asked = run(warm, cells)
    without, everything = run(plain, cells)
    assert with_it == without
    assert everything == list(cells)
    return with_it, asked


ANSWER = "def answer(x):\n    return x + base"


def test_a_cell_that_no_answer_can_change_is_not_run_again(warm):
    replies, asked = both(warm, ANSWER, TABLE.source, POWER.source)
    assert [r["outputs"][0]["text"] for r in replies[1:]] == ["30\n", "square 100\n"]
    assert asked == [ANSWER]


def test_what_it_defines_is_there_behind_it_and_not_before(warm):
    early = "print('table' in dir(), 'square' in dir())"
    late = "print(table(2), scale, square, In[-2][:6], _i[:6])"
    replies, asked = both(warm, early, TABLE.source, POWER.source, late)
    assert asked == [early, late]
    assert replies[0]["outputs"][0]["text"] == "False False\n"
    assert replies[3]["outputs"][0]["text"] == "6 3 100 square square\n"


def test_a_function_of_it_looks_its_names_up_where_the_learner_is(warm):
    replies, _ = both(warm, TABLE.source, "scale = 100\nprint(table(2))")
    assert replies[1]["outputs"][0]["text"] == "200\n"


def test_a_traceback_through_it_names_the_cell(warm):
    replies, _ = both(warm, ANSWER, "1 + 1", TABLE.source, "table(None, None)", "table({})")
    assert "In[5]" in "".join(replies[4]["outputs"][0]["traceback"])


@pytest.mark.parametrize(
    "learner",
    [
        "base = 7",
        "def base():\n    pass",
        "import math as base",
        "print = lambda *what: None",
        "def answer(x):\n    global base\n    base = x\nanswer(5)",
        "for base in range(4):\n    pass",
        "globals()['base'] = 6",
        "exec('base = 5')",
        "import builtins\nbuiltins.print = lambda *what: None",
    ],
)
def test_whoever_redefines_a_name_that_it_uses_sees_it_run(warm, learner):
    _, asked = both(warm, learner, TABLE.source, POWER.source)
    assert TABLE.source in asked
    assert POWER.source in asked


def test_a_name_that_it_defines_may_have_had_another_meaning(warm):
    _, asked = both(warm, "scale = 5\ntable = None", TABLE.source, "print(table(1), scale)")
    assert TABLE.source not in asked


@pytest.mark.parametrize("more", [DRAWS, WARNS, FAILS, SETS])
def test_a_cell_that_does_more_than_it_may_runs_in_every_process(warm, more):
    assert warm.once_results[ONCE.index(more)] is None
    _, asked = both(warm, ANSWER, more.source, "print(torch.rand(1), torch.get_default_dtype())")
    assert more.source in asked


def test_running_it_in_advance_leaves_no_trace(warm):
    look = "print(sorted(n for n in dir() if n[0] != '_'), len(In), torch.rand(1))"
    replies, _ = both(warm, look)
    assert "scale" not in replies[0]["outputs"][0]["text"]


def test_a_new_process_knows_it_too(warm):
    cells = (ANSWER, TABLE.source, "import os\nos._exit(1)", "print(table(4), base)")
    session = Session(warm, Limits())
    try:
        for source in [*PRELUDE, *cells[:2]]:
            session.run(source)
        with pytest.raises(Exception, match="exit code 1"):
            session.run(cells[2])
        reply = session.run(cells[3])
        assert reply["outputs"][0]["text"] == "12 10\n"
        assert reply["count"] == len(PRELUDE) + 3
    finally:
        session.close()


def test_a_call_finds_what_it_has_defined(warm):
    session = Session(warm, Limits())
    try:
        for source in [*PRELUDE, "def f(x):\n    return table(x)", TABLE.source]:
            session.run(source)
        ((outcome,),) = session.ask("f", [(None, [pack([4])])])
        assert unpack(outcome) == 12
    finally:
        session.close()


def test_with_a_cell_in_front_of_the_first_ones_everything_runs(warm):
    cells = ["mine = 3", *PRELUDE, TABLE.source]
    session = Session(warm, Limits())
    try:
        replies = [session.run(source) for source in cells]
    finally:
        session.close()
    assert replies[-1]["outputs"][0]["text"] == "30\n"
    assert replies[-1]["count"] == 4
