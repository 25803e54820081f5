"""The inputs that the checks of this chapter draw.

Every strategy puts what a check is about into each example, so that a few draws cannot miss
it, and builds the rest from small numbers, so that a failing call can be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab import designs, gradechain, homework
from losslab.homework import PROPERTIES

from autograder.course.exercise import Args, recipe

# --- learned by heart -------------------------------------------------------------------

_numbers = st.integers(-20, 20)
_words = st.text("abc", min_size=1, max_size=4)
_lists = st.lists(st.integers(0, 5), max_size=3)


@st.composite
def known_and_others(draw: st.DrawFn, inputs: SearchStrategy, others: int, least: int = 2) -> Args:
    """Public cases with different inputs and different values, and inputs that are not public."""
    drawn = draw(st.lists(inputs, min_size=least + others, max_size=4 + others, unique_by=repr))
    known = drawn[: len(drawn) - others]
    values = draw(st.lists(_numbers, min_size=len(known), max_size=len(known), unique=True))
    return list(zip(known, values, strict=True)), drawn[len(known) :]


numbers_known = known_and_others(_numbers, others=0)
words_known = known_and_others(_words, others=0)
lists_known = known_and_others(_lists, others=0)
anything_else = st.one_of(known_and_others(_numbers, others=2), known_and_others(_words, others=2))

# --- the chain --------------------------------------------------------------------------

_LATER = gradechain.STATIONS[1:]
_CUTTING = ("always full", "always nothing", "always one short")
_DISTORTING = (
    "at least half",
    "all or nothing",
    "counts the faults",
    "takes full marks for a copy",
)


def chain(cases: int, solved: int, rules: Mapping[str, str]) -> Args:
    """A chain with these rules, as a recipe, and the number of its cases."""
    return recipe(gradechain.wired, cases=cases, solved=solved, rules=dict(rules)), cases


@st.composite
def one_cut(draw: st.DrawFn) -> Args:
    """A chain with one rule that writes a number of its own."""
    cases = draw(st.integers(2, 5))
    rules = {draw(st.sampled_from(_LATER)): draw(st.sampled_from(_CUTTING))}
    return chain(cases, draw(st.integers(0, cases)), rules)


@st.composite
def cut_without_a_trace(draw: st.DrawFn) -> Args:
    """A chain with a forged number that an honest chain would have shown as well."""
    cases = draw(st.integers(2, 5))
    full = draw(st.booleans())
    rules = {draw(st.sampled_from(_LATER)): "always full" if full else "always nothing"}
    return chain(cases, cases if full else 0, rules)


@st.composite
def several_cuts(draw: st.DrawFn) -> Args:
    """A chain with two or three rules that write numbers of their own."""
    cases = draw(st.integers(2, 5))
    where = draw(st.lists(st.sampled_from(_LATER), min_size=2, max_size=3, unique=True))
    rules = {station: draw(st.sampled_from(_CUTTING)) for station in where}
    return chain(cases, draw(st.integers(0, cases)), rules)


@st.composite
def distorted(draw: st.DrawFn) -> Args:
    """A chain with two rules that pass on something else than they were given, perhaps a cut."""
    cases = draw(st.integers(4, 6))
    *places, last = draw(st.permutations(_LATER))[:3]
    how = draw(st.permutations(_DISTORTING))
    rules = dict(zip(places, how, strict=False))
    if draw(st.booleans()):
        rules[last] = draw(st.sampled_from(_CUTTING))
    return chain(cases, draw(st.integers(1, cases)), rules)


@st.composite
def passed_by(draw: st.DrawFn) -> Args:
    """A chain in which a station looks past the one before it."""
    cases = draw(st.integers(2, 5))
    rules = {draw(st.sampled_from(_LATER[1:])): "reads the event"}
    return chain(cases, draw(st.integers(0, cases)), rules)


# --- forgeries --------------------------------------------------------------------------


@st.composite
def homework_at(draw: st.DrawFn, link: str) -> Args:
    """A link, cases, and fresh ones with other inputs and other values than all cases."""
    total = draw(st.integers(5, 6))
    inputs = draw(st.lists(st.integers(100, 999), min_size=total, max_size=total, unique=True))
    values = draw(st.lists(st.integers(1, 99), min_size=total, max_size=total, unique=True))
    pairs = list(zip(inputs, values, strict=True))
    return link, pairs[2:], pairs[:2]


# --- rights -----------------------------------------------------------------------------

known_designs = st.builds(
    lambda attack, grader: (
        recipe(designs.attack, name=attack),
        recipe(designs.design, name=grader),
    ),
    st.sampled_from(list(designs.ATTACKS)),
    st.sampled_from(list(designs.DESIGNS)),
)

_PLACES = ("verdict", "register", "gradebook", "expected values", "hidden cases", "log")


def _needs(writes: Sequence[str] = (), reads: Sequence[str] = ()) -> designs.Attack:
    return {"writes": list(writes), "reads": list(reads)}


def _rights(
    writes: Sequence[str] = (), reads: Sequence[str] = (), runs: Sequence[str] = ()
) -> dict[str, list[str]]:
    return {"writes": list(writes), "reads": list(reads), "runs": list(runs)}


@st.composite
def without_gain(draw: st.DrawFn) -> Args:
    """A judge that reads what the learner writes and runs nothing of it."""
    mine, others = draw(st.permutations(_PLACES))[:2]
    learner = _rights(["answer", "message", mine], ["public cases"], ["answer"])
    judge = _rights([others], ["message", "expected values"], ["judge code"])
    wanted = draw(st.sampled_from([mine, others]))
    return _needs([wanted]), {"learner": learner, "judge": judge}


@st.composite
def through_others(draw: st.DrawFn, hops: int) -> Args:
    """A row of processes of which each runs what the one before it writes; one may not."""
    names = ["courier", "reader", "judge"][-hops:]
    wanted = draw(st.sampled_from(_PLACES[:3]))
    hands = [f"message {n}" for n in range(1, hops + 1)]
    grader = {"learner": _rights(["answer", hands[0]], ["public cases"], ["answer"])}
    broken = draw(st.sampled_from([None, None, *range(hops)]))
    for n, name in enumerate(names):
        runs = [f"{name} code"] if n == broken else [f"{name} code", hands[n]]
        writes = [wanted] if n == hops - 1 else [hands[n + 1]]
        grader[name] = _rights(writes, [hands[n]], runs)
    order = draw(st.one_of(st.just(list(reversed(grader))), st.permutations(list(grader))))
    return _needs([wanted]), {name: grader[name] for name in order}


# To write what is wanted, to read the other place, to write the other place. The first tells
# those apart who take writing for reading, so it comes often.
_RIGHTS = (
    *[(True, False, True)] * 3,
    (True, False, False),
    (False, True, True),
    (True, True, False),
)


@st.composite
def reading_and_writing(draw: st.DrawFn) -> Args:
    """An attack that has to read one place and write another, of which it may do one, or both."""
    wanted, other = draw(st.permutations(_PLACES))[:2]
    may_write, may_read, writes_other = draw(st.sampled_from(_RIGHTS))
    learner = _rights(
        ["answer", *([wanted] if may_write else []), *([other] if writes_other else [])],
        [other] if may_read else ["public cases"],
        ["answer"],
    )
    judge = _rights([wanted, other], [wanted, other], ["judge code"])
    return _needs([wanted], [other]), {"learner": learner, "judge": judge}


@st.composite
def hands_joined(draw: st.DrawFn) -> Args:
    """An attack for which two processes that learner code controls have to work together."""
    first, second = draw(st.permutations(_PLACES))[:2]
    gained = draw(st.booleans())
    grader = {
        "learner": _rights(["answer", first], ["public cases"], ["answer"]),
        "judge": _rights([second], ["message"], ["judge code", *([first] if gained else [])]),
    }
    return _needs(["answer", second], ["public cases"]), grader


@st.composite
def code_that_is_read(draw: st.DrawFn) -> Args:
    """A judge whose code the learner can read and not write, or write and not read."""
    wanted = draw(st.sampled_from(_PLACES[:3]))
    reads = draw(st.booleans())
    learner = _rights(
        ["answer", *([] if reads else ["judge code"])],
        ["public cases", *(["judge code"] if reads else [])],
        ["answer"],
    )
    judge = _rights([wanted], ["expected values"], ["judge code"])
    return _needs([wanted]), {"learner": learner, "judge": judge}


# --- gamed properties -------------------------------------------------------------------

_LOOSE = ("same length", "nothing new", "nothing lost")
_tried = st.lists(st.lists(st.integers(-3, 3), max_size=4), min_size=1, max_size=3)


@st.composite
def checked(draw: st.DrawFn, sure: Sequence[str], perhaps: Sequence[str], least: int = 0) -> Args:
    """Properties in some order, and lists: one empty, one with repeats, and others."""
    more = draw(st.lists(st.sampled_from(perhaps), min_size=least, unique=True)) if perhaps else []
    properties = draw(st.permutations([*sure, *more]))
    return list(properties), [[], [3, 1, 1, 2, 3], *draw(_tried)]


unordered = checked([], [name for name in PROPERTIES if name != "ordered"])
ordered = checked(["ordered"], _LOOSE)
nearly_everything = checked(["ordered", *_LOOSE], [])
pinned_down = checked(["ordered", "same counts"], _LOOSE)
counted = checked(["same counts"], _LOOSE)

# --- outcomes ---------------------------------------------------------------------------

Rows = list[list[bool]]


def _row(width: int, fails: Sequence[int]) -> list[bool]:
    return [j not in fails for j in range(width)]


@st.composite
def outcomes(
    draw: st.DrawFn, never: int, through: int, stopped: int, draws: int | None = None
) -> Args:
    """Wrong answers of three kinds, some public cases, and how many hidden ones are drawn.

    `never` rows pass everything, `through` pass the public cases and fail one to three of the
    pool, different numbers of them where there are several, `stopped` fail a public case.
    """
    size, shown = draw(st.integers(3, 4)), draw(st.integers(1, 2))
    width = size + shown
    order = draw(st.permutations(range(width)))
    public, pool = sorted(order[:shown]), order[shown:]
    rows = [_row(width, []) for _ in range(never)]
    rows += [_row(width, draw(st.permutations(pool))[: 1 + n % 3]) for n in range(through)]
    for _ in range(stopped):
        fails = [draw(st.sampled_from(public))]
        fails += draw(st.lists(st.sampled_from(pool), min_size=1, max_size=2))
        rows.append(_row(width, fails))
    count = draw(st.integers(2, size - 1)) if draws is None else min(draws, size)
    return draw(st.permutations(rows)), public, count


some_of_each = outcomes(never=0, through=2, stopped=2)
some_never_caught = outcomes(never=1, through=2, stopped=1)
nobody_through = outcomes(never=0, through=0, stopped=3)
no_draw = outcomes(never=0, through=2, stopped=1, draws=0)
whole_pool = outcomes(never=1, through=1, stopped=1, draws=12)
one_draw = outcomes(never=1, through=2, stopped=1, draws=1)


@st.composite
def nothing_public(draw: st.DrawFn) -> Args:
    """Wrong answers without any public case."""
    width = draw(st.integers(4, 5))
    fails = [draw(st.permutations(range(width)))[:n] for n in (1, 2)]
    return [_row(width, f) for f in fails], [], draw(st.integers(2, width - 1))


# --- smallest sets of cases -------------------------------------------------------------


def rows_of(catchers: Sequence[Sequence[int]], width: int) -> Rows:
    """One row for each list of the cases that catch an answer."""
    return [_row(width, fails) for fails in catchers]


@st.composite
def relabelled(
    draw: st.DrawFn, catchers: Sequence[Sequence[int]], width: int, never: int = 0
) -> Args:
    """The same problem with its rows and columns in another order."""
    columns = draw(st.permutations(range(width)))
    rows = [_row(width, [columns[j] for j in fails]) for fails in catchers]
    rows += [_row(width, []) for _ in range(never)]
    return (draw(st.permutations(rows)),)


# Case 0 catches answers 0-2, case 1 catches 3-5, case 2 catches 0, 1, 3 and 4.
GREEDY = ((0, 2), (0, 2), (0,), (1, 2), (1, 2), (1,))
# Two cases catch an answer alone; the third answer needs one of the two others.
ESSENTIAL = ((0,), (1,), (2, 3))


@st.composite
def star(draw: st.DrawFn) -> Args:
    """The first case catches everybody, and each answer is caught by another case as well."""
    n = draw(st.integers(2, 4))
    order = draw(st.permutations(range(1, n + 1)))
    return (rows_of([(0, j) for j in order], n + 1),)


@st.composite
def any_rows(draw: st.DrawFn) -> Args:
    """Any small matrix, of which at least one answer fails something."""
    width = draw(st.integers(2, 5))
    fails = st.lists(st.integers(0, width - 1), max_size=3, unique=True)
    rows = [_row(width, f) for f in draw(st.lists(fails, min_size=1, max_size=5))]
    return ([*rows, _row(width, [draw(st.integers(0, width - 1))])],)


# --- behavior ---------------------------------------------------------------------------

_positive = st.lists(st.integers(2, 9), min_size=2, max_size=4)


def compared(names: Sequence[str], inputs: Sequence[Sequence[int]]) -> Args:
    """Learners by name, as a recipe, and inputs."""
    return recipe(homework.answers, names=list(names)), [list(xs) for xs in inputs]


@st.composite
def learners(
    draw: st.DrawFn,
    names: Sequence[str],
    telling: Sequence[Sequence[int]],
    in_order: bool = False,
) -> Args:
    """Some learners, in any order or in this one, and lists of which some tell them apart."""
    inputs = draw(st.permutations([*telling, *draw(st.lists(_positive, max_size=2))]))
    return compared(names if in_order else draw(st.permutations(names)), inputs)
