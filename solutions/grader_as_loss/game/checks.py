from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.grader_as_loss import homework

from autograder.course.exercise import Args, Check, Exercise

_LOOSE = ("same length", "nothing new", "nothing lost")


@st.composite
def checked(draw: st.DrawFn, properties: Sequence[str]) -> Args:
    """These properties in some order, and lists of all kinds.

    One is empty, one has the same number three times, one repeats the least number, one is long
    and has repeats in no order, and one has none.
    """
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    least, number, greatest = sorted(chance.sample(range(-9, 10), 3))
    few = chance.choices(range(-4, 5), k=8)
    lists = [
        [],
        [number] * 3,
        [greatest, least, number, least],
        [few[0], *few],
        chance.sample(range(-500, 500), 3),
    ]
    order = chance.sample(properties, len(properties))
    if order[:1] == ["ordered"]:  # what stands first never tells
        order.append(order.pop(0))
    if len(order) > 2 and "same counts" in (order[0], order[-1]):  # nor do both ends
        order.remove("same counts")
        order.insert(1, "same counts")
    return order, lists


def _sets(sure: Sequence[str], perhaps: Sequence[str]) -> dict[str, SearchStrategy[Args]]:
    """Every set of properties that holds the sure ones, by what it checks."""
    found = [
        (*sure, *more) for count in range(len(perhaps) + 1) for more in combinations(perhaps, count)
    ]
    return {", ".join(names) or "nothing": checked(names) for names in found}


def _pick(kinds: dict[str, SearchStrategy[Args]], *names: str) -> dict[str, SearchStrategy[Args]]:
    return {name: kinds[name] for name in names}


_free = _sets([], [*_LOOSE, "same counts"])
_ordered = _sets(["ordered"], _LOOSE)
_pinned = _sets(["ordered", "same counts"], _LOOSE)
_everything_else = "ordered, same length, nothing new, nothing lost"
_lists = [[], [3, 1, 1, 2, 3]]


def _check(
    name: str,
    promise: str,
    inputs: dict[str, SearchStrategy[Args]],
    public: Sequence[Sequence[str]],
    weight: float = 1.0,
    covers: Sequence[str] = (),
) -> Check:
    """A check that tries a sorter for each of these sets of properties."""
    return Check(
        name,
        promise,
        inputs,
        public=[(list(names), _lists) for names in public],
        weight=weight,
        probe=homework.sorted_by,
        reads=homework.gamed,
        draws=len(inputs),
        covers=covers,
    )


EXERCISE = Exercise(
    title="Every check kept, the task missed",
    objective="Find the gap between a specification and what it was written for, or show that "
    "there is none.",
    points=4,
    difficulty=4,
    minutes=25,
    unchecked={
        "The function may change the list that it is given.": "It allows something.",
    },
    hints=(
        "Which property does the list itself break, returned as it is?",
        "If the result must be ordered, think of [2, 1, 1] and [1, 2, 2]. Which properties tell "
        "them apart?",
        "Write down all ordered results for [3, 1, 1, 2, 3] that have five numbers, none of them "
        "new, and none lost. In what do they differ? Which of the five properties is right about "
        "only one of them, and does it need the order to be?",
    ),
    checks=(
        _check(
            "check_without_order",
            "Where order is not checked, everything that is checked is kept and the task missed.",
            _pick(_free, "nothing", "nothing new", "same length, nothing lost, same counts"),
            public=([], ["same length", "nothing lost"], ["same counts"]),
        ),
        _check(
            "check_with_order",
            "Where order is checked and counts are not, the task can still be missed.",
            _pick(_ordered, "ordered, nothing lost", "ordered, same length, nothing new"),
            public=(["ordered"], ["ordered", "nothing lost", "nothing new"]),
        ),
        _check(
            "check_with_four_properties",
            "Order, length, nothing new and nothing lost together still leave a gap.",
            _pick(_ordered, _everything_else),
            public=(_everything_else.split(", "),),
        ),
        _check(
            "check_where_there_is_no_gap",
            "Where only sorting keeps everything it returns None, and only there.",
            {
                **_pick(_pinned, "ordered, same counts", "ordered, same counts, nothing new"),
                **_pick(_ordered, _everything_else),
                **_pick(_free, "same length, nothing new, nothing lost, same counts"),
            },
            public=(["ordered", "same counts"], list(homework.PROPERTIES)),
        ),
        _check(
            "check_sets_of_all_kinds",
            "The gap is found, or there is none, whatever is checked.",
            {
                **_pick(
                    _ordered,
                    "ordered",
                    "ordered, same length",
                    "ordered, nothing lost",
                    "ordered, same length, nothing new",
                    "ordered, nothing new, nothing lost",
                    _everything_else,
                ),
                **_pick(
                    _pinned,
                    "ordered, same counts, nothing lost",
                    "ordered, same counts, same length, nothing new, nothing lost",
                ),
                **_pick(
                    _free,
                    "nothing",
                    "nothing new, same counts",
                    "same length, nothing new, nothing lost",
                ),
            },
            public=(["nothing new", "same counts"],),
            weight=4,
            covers=(
                "A function of a list of integers, perhaps empty, that returns a list of integers.",
            ),
        ),
    ),
)
