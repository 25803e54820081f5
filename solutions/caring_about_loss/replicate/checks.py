from __future__ import annotations

import random

import numpy as np
from hypothesis.strategies import SearchStrategy
from losslab.values.probes import keeping

from autograder.course.exercise import Args, Check, Exercise, Tolerance
from solutions.caring_about_loss.drawn import searched, shares

NEAR = Tolerance(rtol=1e-5, atol=1e-6)


def _types(
    rounds: tuple[int, int],
    types: tuple[int, int] = (3, 5),
    copying: tuple[float, ...] = (1.0,),
    extinct: int = 0,
) -> SearchStrategy[Args]:
    """Types of different losses, of which some are extinct."""

    def make(lots: random.Random) -> Args:
        count = lots.randint(*types)
        losses = np.array(lots.sample(range(1, 13), count)) / 4
        factors = np.array([lots.choice(copying) for _ in range(count)])
        return np.array(shares(lots, count, extinct)), losses, factors, lots.randint(*rounds)

    return searched(make)


def _one_would_win(
    share: float, copies: float, rounds: tuple[int, int], far: float = 0.0
) -> SearchStrategy[Args]:
    """Four types; the best has this share and copies itself so often, the last is `far` behind."""

    def make(lots: random.Random) -> Args:
        start = np.array([share, *[(1 - share) * s for s in shares(lots, 3)]])
        losses = np.array([0.125, *lots.sample([0.25, 0.375, 0.5, 0.625], 2), far + 0.625])
        order = lots.sample(range(4), 4)
        return (
            start[order],
            losses[order],
            np.array([copies, 1, 1, 1])[order],
            lots.randint(*rounds),
        )

    return searched(make)


def _nearly_as_good(least: float, copying: float) -> SearchStrategy[Args]:
    """Types that are all still there after hundreds of rounds, in numbers that no float holds."""

    def make(lots: random.Random) -> Args:
        start = np.array(shares(lots, 4, 1))
        losses = least + np.array(lots.sample(range(8), 4)) / 1000
        return start, losses, np.full(4, copying), lots.randint(300, 400)

    return searched(make)


_thirds = np.array([0.25, 0.25, 0.5])
_selected = {
    "by loss alone": _types((1, 3)),
    "no round, one extinct": _types((0, 0), extinct=1),
    "one type": _types((1, 4), types=(1, 1), copying=(3.0,)),
    "an extinct type that would win": _types((2, 4), extinct=1),
    "self-copiers": _types((2, 4), copying=(0.5, 1.0, 3.0)),
    "many self-copiers, two extinct": _types((2, 3), (6, 7), (0.5, 1.0, 2.0, 8.0), extinct=2),
}
_long = {
    "a rare type that wins": _one_would_win(2e-5, 1.0, (30, 50)),
    "an extinct type that would win": _one_would_win(0.0, 2.0, (950, 1000), far=0.75),
    "dying out together": _nearly_as_good(3.0, 1.0),
    "growing beyond all floats": _nearly_as_good(0.5, 20.0),
}

EXERCISE = Exercise(
    title="What persists",
    objective="Compute what a rule for copying leaves in memory when types also copy themselves.",
    points=1,
    difficulty=2,
    minutes=10,
    hints=(
        "One round first: by what is each number multiplied? What is the sum of shares?",
        "After forty rounds at 10 nats each, what is left of a network is e to the -400. Which "
        "numbers do you need from one round to the next: how many networks there are, or less?",
    ),
    checks=(
        Check(
            "check_copied_by_loss_and_by_themselves",
            "What a type does about its own number counts as much as the rule.",
            _selected,
            public=(
                (_thirds, np.array([0.5, 1.0, 2.0]), np.ones(3), 2),
                (_thirds, np.array([0.5, 1.0, 2.0]), np.array([1.0, 1.0, 10.0]), 3),
                (
                    np.array([0.0, 0.25, 0.75]),
                    np.array([0.5, 1.0, 2.0]),
                    np.array([20.0, 1.0, 1.0]),
                    10,
                ),
            ),
            probe=keeping,
            part="result",
            tolerance=NEAR,
            draws=6,
            covers=(
                "copied by loss, and copy themselves",
                "In each round the number of networks of type i is multiplied by",
                "float64 of shape (n,)",
            ),
            contains={"share of 0": lambda start, *_: bool((start == 0).any())},
        ),
        Check(
            "check_many_rounds",
            "Shares are right after hundreds of rounds.",
            _long,
            public=((_thirds, np.array([2.0, 2.001, 3.0]), np.array([1.0, 1.0, 2.72]), 900),),
            probe=keeping,
            part="result",
            tolerance=NEAR,
            draws=4,
            covers=("They sum to 1, even where the number of networks itself",),
            contains={
                "types that differ by more than any float": lambda start, losses, copying, n: (
                    n * float(np.ptp(np.log(copying) - losses)) > 1400
                ),
            },
        ),
        Check(
            "check_arguments_stay",
            "The shares are right, and the arguments are what they were.",
            _selected,
            public=((_thirds, np.array([0.5, 1.0, 2.0]), np.array([1.0, 1.0, 10.0]), 3),),
            probe=keeping,
            tolerance=NEAR,
            weight=0.25,
            draws=6,
            covers=("The arguments must not be changed.",),
        ),
    ),
)
