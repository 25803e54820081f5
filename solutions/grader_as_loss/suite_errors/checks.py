from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st
from losslab.grader_as_loss import suites

from autograder.course.exercise import Args, Check, Exercise, recipe
from solutions.grader_as_loss.case_tables import row

_REPORTED = "as reported"
_MOST = "the two that catch most"
_FEWEST = "the fewest"
_THIRD = "one case for three answers"
_MOST_TRIES = 1000


def _through(rows: suites.Bank, suite: Sequence[int]) -> int:
    return sum(all(r[j] for j in suite) for r in rows)


def _slipping(rows: suites.Bank, bank: suites.Bank, choose: suites.Choose) -> int:
    """How many get through a suite that is chosen for the bank without any that is like them."""
    return sum(_through([r], choose([o for o in bank if o != r])) for r in rows)


def _told_apart(rows: suites.Bank, choose: suites.Choose) -> bool:
    """Whether the errors are neither 0 nor 1, differ, and change with whatever may change them.

    That is where copies are left in the bank or dropped from it, its order, and those that no
    case catches.
    """
    count = len(rows)
    training, test = _through(rows, choose(rows)), _slipping(rows, rows, choose)
    if len({0, count, training, test}) < 4:
        return False
    if training == 1 and choose is not suites.CHOICES[_REPORTED]:  # as if one were all
        return False
    each = [r for i, r in enumerate(rows) if r not in rows[:i]]
    if len(each) < count:
        one = sum(_through([r], choose(rows[:i] + rows[i + 1 :])) for i, r in enumerate(rows))
        if test in (one, count * _slipping(each, rows, choose) / len(each)):
            return False
        if choose is suites.CHOICES[_MOST] and _through(rows, choose(each)) == training:
            return False
    if choose is suites.CHOICES[_REPORTED]:
        orders = (rows[::-1], sorted(rows), sorted(rows)[::-1])
        return all(_slipping(rows, other, choose) != test for other in orders)
    if choose is suites.CHOICES[_THIRD] and any(map(all, rows)):
        caught = [r for r in rows if not all(r)]
        if len(each) == count:
            return _through(rows, choose(caught)) != training
        return _slipping(rows, caught, choose) != test
    return True


@st.composite
def banks(draw: st.DrawFn, how: str, copies: int = 0, never: int = 0, telling: bool = True) -> Args:
    """Wrong answers, some of them alike and some that no case catches, and a way to choose.

    Where they are `telling`, some get through the suite that is chosen for them and some do not,
    and other numbers get through where they are unforeseen.
    """
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    choose = suites.chooser(how)
    for _ in range(_MOST_TRIES):
        width, many = chance.randint(4, 6), chance.randint(4, 6)
        different: list[list[bool]] = []
        while len(different) < many:
            new = row(width, chance.sample(range(width), chance.choice((1, 1, 2, 3))))
            different += [] if new in different else [new]
        rows = different + chance.choices(different, k=copies)
        rows += [row(width, []) for _ in range(never)]
        chance.shuffle(rows)
        if not telling or _told_apart(rows, choose):
            break
    return rows, recipe(suites.chooser, name=how)


@st.composite
def alike(draw: st.DrawFn, how: str, fails: int) -> Args:
    """One mistake, made by several: without them the bank is empty."""
    width, many = draw(st.integers(2, 4)), draw(st.integers(1, 4))
    return [row(width, range(fails)) for _ in range(many)], recipe(suites.chooser, name=how)


def _bank(how: str, *fails: Sequence[int], width: int = 3) -> Args:
    return [row(width, those) for those in fails], recipe(suites.chooser, name=how)


_different = {
    "as reported": banks(_REPORTED, never=1),
    "the two that catch most": banks(_MOST),
    "one for three": banks(_THIRD, never=1),
}
_repeated = {
    "as reported": banks(_REPORTED, copies=3, never=1),
    "the two that catch most": banks(_MOST, copies=3),
    "one for three": banks(_THIRD, copies=4),
}

EXERCISE = Exercise(
    title="The test error of a test suite",
    objective="Measure a test suite on mistakes that it was not made for.",
    points=4,
    difficulty=3,
    minutes=20,
    hints=(
        "An answer gets through if all cases of the suite are right. What is `all` of nothing?",
        "For the training error you choose once. For the test error you choose as often as there "
        "are answers. Each time the bank is another one: whom does it hold?",
        "To strike one answer by its number leaves those that are like it. Two answers made the "
        "same mistake, as far as these cases tell, if their rows are equal.",
    ),
    checks=(
        Check(
            "check_training_error",
            "The training error is the share that gets through the suite made for all of them.",
            _different,
            public=(
                _bank(_MOST, [0], [0], [1], [2]),
                _bank(_FEWEST, [0], [1], [0, 2]),
            ),
            part="training",
            draws=3,
        ),
        Check(
            "check_test_error",
            "The test error is the share that gets through suites made without them.",
            _different,
            public=(
                _bank(_FEWEST, [0, 1], [1, 2], [0]),
                _bank(_MOST, [0], [1], [0, 1], [2]),
            ),
            part="test",
            draws=3,
        ),
        Check(
            "check_foreseen_mistakes_are_struck",
            "The suite is made without anybody who passes and fails the same cases.",
            _repeated,
            public=(
                _bank(_FEWEST, [0], [0], [1], [1, 2]),
                _bank(_REPORTED, [2], [0, 1], [1], [2], [0, 1]),
                _bank(_MOST, [1], [2], [2], [2], [0, 1]),
            ),
            part="test",
            draws=3,
        ),
        Check(
            "check_empty_banks_and_answers_that_nothing_catches",
            "Who passes all cases gets through, and so does everybody where nobody else is left.",
            {
                "one mistake": alike(_FEWEST, 1),
                "no case catches anybody": alike(_REPORTED, 0),
                "some that nothing catches": banks(_FEWEST, never=2, telling=False),
            },
            covers=("through an empty suite everybody gets",),
            public=(
                _bank(_FEWEST, [1], [1]),
                _bank(_REPORTED, [], []),
                _bank(_FEWEST, [0], [], [0, 1]),
            ),
            draws=3,
        ),
        Check(
            "check_all_of_it_at_once",
            "Both errors are right for banks of all kinds, however the cases are chosen.",
            {
                "as reported": banks(_REPORTED, copies=2, never=1),
                "the two that catch most": banks(_MOST, copies=4, never=1),
                "one for three": banks(_THIRD, copies=3, never=1),
                "the fewest": banks(_FEWEST, copies=2, never=1, telling=False),
                "one mistake": alike(_MOST, 2),
            },
            public=(_bank(_REPORTED, [0, 2], [], [1], [0, 2], [2, 3], [1], width=4),),
            weight=4,
            draws=5,
            contains={
                "two alike and one that nothing catches": lambda passes, choose: (
                    any(passes.count(r) > 1 for r in passes) and any(map(all, passes))
                ),
            },
            covers=("The rest of the bank keeps its order.",),
        ),
    ),
)
