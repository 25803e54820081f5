from __future__ import annotations

import random
from collections.abc import Callable

from hypothesis.strategies import SearchStrategy
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.drawn import searched

Choice = list
Menus = Callable[[random.Random, list[int]], list[Choice]]


def _menu(lots: random.Random, outcomes: list[int], least: int = 2, most: int = 3) -> Choice:
    """A menu in any order, and what was chosen from it: the first, the last or another."""
    size = lots.randint(min(least, len(outcomes)), min(most, len(outcomes)))
    menu = lots.sample(outcomes, size)
    return [menu, lots.choice(menu)]


def _seen(
    menus: Menus, offered: tuple[int, int], spare: int = 0, levels: tuple[int, int] = (2, 3)
) -> SearchStrategy[Args]:
    """Choices among `offered` of the outcomes; `spare` outcomes are on no menu."""

    def make(lots: random.Random) -> Args:
        many = lots.randint(*offered)
        numbers = lots.sample(range(many + spare), many)
        return many + spare, lots.randint(*levels), menus(lots, numbers)

    return searched(make)


def _each_new(lots: random.Random, outcomes: list[int]) -> list[Choice]:
    """Two or three menus that have an outcome in common; not all choices could be from one."""
    shared, *others = outcomes
    choices = []
    for other in others[:3]:
        menu = lots.sample([shared, other], 2)
        choices.append([menu, lots.choice(menu)])
    choices[0][1], choices[1][1] = shared, others[1]
    return lots.sample(choices, len(choices))


def _against_itself(lots: random.Random, outcomes: list[int]) -> list[Choice]:
    """From one menu now this and now that, so that the two are worth the same; then another."""
    menu = lots.sample(outcomes, 3)
    return [
        [lots.sample(menu, 3), menu[0]],
        _menu(lots, [o for o in outcomes if o != menu[1]]),
        [lots.sample(menu, 3), menu[1]],
    ]


def _in_a_circle(lots: random.Random, outcomes: list[int]) -> list[Choice]:
    """a rather than b, b rather than c, c rather than a."""
    a, b, c = lots.sample(outcomes, 3)
    return [[lots.sample(pair, 2), pair[0]] for pair in ([a, b], [b, c], [c, a])]


def _one(lots: random.Random, outcomes: list[int]) -> list[Choice]:
    return [_menu(lots, outcomes)]


EXERCISE = Exercise(
    title="How many objectives fit",
    objective="Count how many utility functions over facts a behavior is consistent with.",
    points=2,
    difficulty=3,
    minutes=20,
    hints=(
        "How many functions are there if nothing was seen? And what does a choice between two of "
        "five outcomes say about the other three?",
        "Write down all functions of two outcomes and three levels, one a line. How many are "
        "there, and what in Python's `itertools` makes such a list?",
        "Which of these does one choice rule out? Take two functions by hand: one that gives all "
        "outcomes the same value, and one whose greatest value lies on no menu.",
    ),
    checks=(
        Check(
            "check_one_choice",
            "A choice leaves open the functions under which nothing on the menu is better.",
            {
                "two or three of all": _seen(_one, (4, 4)),
                "from all": _seen(lambda lots, all_: [_menu(lots, all_, 4, 4)], (4, 4)),
                "nothing else on the menu": _seen(
                    lambda lots, all_: [_menu(lots, all_, 1, 1), _menu(lots, all_)], (3, 3)
                ),
                "nothing seen": _seen(lambda lots, all_: [], (1, 5), levels=(1, 3)),
                "one level": _seen(_one, (2, 6), levels=(1, 1)),
            },
            public=((2, 2, [[[0, 1], 0]]), (3, 3, [[[0, 1, 2], 1]]), (3, 2, [])),
            tolerance=EXACT,
            draws=5,
            covers=("those that give all outcomes the same value count too",),
        ),
        Check(
            "check_outcomes_that_were_never_offered",
            "Outcomes that were on no menu may have any value.",
            {
                "one choice": _seen(_one, (2, 3), spare=2),
                "several menus": _seen(_each_new, (3, 4), spare=2),
            },
            public=((4, 3, [[[0, 1], 0]]),),
            tolerance=EXACT,
            draws=3,
        ),
        Check(
            "check_several_menus",
            "An outcome has the same value on every menu.",
            {
                "an outcome in common": _seen(_each_new, (3, 4), levels=(3, 3)),
                "now this, now that": _seen(_against_itself, (4, 4)),
                "in a circle": _seen(_in_a_circle, (3, 4), spare=1, levels=(3, 3)),
                "many": _seen(
                    lambda lots, all_: [_menu(lots, all_, 2, 4) for _ in range(lots.randint(4, 6))],
                    (5, 5),
                ),
            },
            public=(
                (3, 3, [[[0, 1], 0], [[1, 2], 1]]),
                (3, 3, [[[0, 1], 0], [[0, 1], 1]]),
            ),
            weight=2.0,
            tolerance=EXACT,
            draws=6,
        ),
    ),
)
