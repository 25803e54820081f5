from __future__ import annotations

import numpy as np

from autograder.course.exercise import Args, Check, Exercise
from solutions.on_a_language_model.drawn import seeded


def runs(
    rng: np.random.Generator, differences: list[int], level: float, lost: int = 0, flip: int = 1
) -> Args:
    """Counts with these differences, for seeds of any numbers and order; some runs were lost."""
    seeds = [int(seed) for seed in rng.permutation(40)[: len(differences) + lost]]
    start = rng.integers(30, 60, len(seeds))
    plain, prompted = {}, {}
    shuffled = [flip * int(d) for d in rng.permutation(differences)]
    for seed, count, difference in zip(seeds, start, shuffled, strict=False):
        plain[seed], prompted[seed] = int(count), int(count) + difference
    for i, seed in enumerate(seeds[len(differences) :]):
        # A lost run that would turn the result around, now of one kind and now of the other.
        (plain if i % 2 == (flip > 0) else prompted)[seed] = 90 if i % 2 else 5
    back = [int(seed) for seed in rng.permutation(list(prompted))]
    return plain, {seed: prompted[seed] for seed in back}, 100, level


def verdicts(rng: np.random.Generator, pairs: int, flip: int, lost: int = 0) -> Args:
    """Pairs that all changed in one direction."""
    return runs(rng, [int(x) for x in np.arange(2, 2 + pairs)], 0.05, lost, flip)


def unsure(rng: np.random.Generator, zero: bool = False) -> Args:
    """Pairs that changed in both directions, one of them a lot."""
    sizes = [-9, -8, 2, 3, 12, 0 if zero else 7]
    return runs(rng, sizes, 0.05, 0, int(rng.choice([-1, 1])))


def one_against(rng: np.random.Generator, flip: int) -> Args:
    """One small change in the other direction, as chance may have it."""
    return runs(rng, [-1, 7, 9, 10, 12, 14, 20], 0.05, 0, flip)


def too_few(rng: np.random.Generator, pairs: int, level: float, lost: int = 0) -> Args:
    """Great changes in one direction, of so few pairs that nothing could be told."""
    sizes = [int(x) for x in rng.integers(20, 30, pairs)]
    return runs(rng, sizes, level, lost, int(rng.choice([-1, 1])))


def brim(rng: np.random.Generator, pairs: int, flip: int, below: bool = False) -> Args:
    """The p-value is just the level, or the level is a little less than can be reached."""
    level = 2.0 / 2**pairs - (1e-6 if below else 0.0)
    return runs(rng, [int(x) for x in np.arange(3, 3 + pairs)], level, 0, flip)


def brim_within(rng: np.random.Generator, flip: int) -> Args:
    """One of five small changes goes against the others: two in sixteen, and that is the level."""
    return runs(rng, [-1, 3, 4, 5, 6], 0.125, 0, flip)


def nothing_changed(rng: np.random.Generator) -> Args:
    """The changes cancel, or there are none."""
    sizes = [0] * 6 if rng.integers(2) else [-4, 4, -7, 7, 5, -5]
    return runs(rng, sizes, 0.05, 0)


def no_pair(rng: np.random.Generator, lost: int) -> Args:
    """Every seed has lost a run."""
    return runs(rng, [], 0.05, lost)


def _given(plain: list[int], prompted: list[int], level: float = 0.05) -> Args:
    return dict(enumerate(plain)), dict(enumerate(prompted)), 100, level


EXERCISE = Exercise(
    title="Inoculated, or cannot tell",
    objective="Judge from a few seeds whether a training prompt changed what a model does without.",
    points=4,
    difficulty=4,
    minutes=30,
    hints=(
        "Three seeds, and with the prompt the trait is rarer in all of them. Write down all eight "
        "ways to give these differences signs. What is the p-value?",
        "Which seeds can be compared? Then: n differences with n signs have twice as many sums as "
        "n - 1 have. Build them up one difference at a time, all of them.",
        "The observed sum and the one with all signs turned around are always among those that "
        "count. What is then the least p-value of n pairs? With which question do you begin, that "
        "about the least one or that about the observed one?",
    ),
    checks=(
        Check(
            "check_verdicts",
            "Change, p-value and verdict are right where both runs of all seeds are there.",
            {
                "one direction": seeded(verdicts, 7, 1),
                "both directions": seeded(unsure),
                "a pair without a change": seeded(unsure, zero=True),
                "more, but for one": seeded(one_against, 1),
                "less, but for one": seeded(one_against, -1),
                "nothing changed": seeded(nothing_changed),
            },
            public=(
                _given([50, 48, 53, 47, 51, 49], [41, 44, 45, 46, 44, 39]),
                _given([40, 42, 38, 45, 44, 41], [50, 36, 45, 44, 47, 30]),
                _given([40, 41, 42, 43, 44, 45], [46, 44, 49, 47, 45, 50]),
            ),
            draws=6,
            covers=(
                "Judge whether a prompt in training changed how often a trait shows",
                "``change``: the mean over the pairs of the rate of the trait after training with",
                'otherwise ``"cannot tell"``',
            ),
        ),
        Check(
            "check_lost_runs",
            "A seed that has lost a run is left out; if all have, there is nothing to judge.",
            {
                "of one kind": seeded(verdicts, 7, 1, lost=1),
                "of both kinds": seeded(verdicts, 6, -1, lost=3),
                "too few are left": seeded(too_few, 4, 0.05, lost=4),
                "none is left": seeded(no_pair, 3),
                "there was one": seeded(no_pair, 1),
            },
            public=(
                (
                    {3: 50, 1: 32, 7: 63, 4: 47, 2: 21, 9: 49, 5: 5},
                    {1: 25, 8: 90, 3: 41, 2: 14, 4: 46, 7: 55, 9: 39},
                    100,
                    0.05,
                ),
                ({1: 50, 2: 40}, {3: 10}, 100, 0.05),
            ),
            weight=1.5,
            draws=5,
            covers=("If no seed stands in both.",),
        ),
        Check(
            "check_few_seeds",
            "What could not have been told is said to be so; a level that is reached is enough.",
            {
                "three pairs": seeded(too_few, 3, 0.05),
                "one pair": seeded(too_few, 1, 0.5),
                "the level is reached": seeded(brim, 5, 1),
                "it is missed by a hair": seeded(brim, 5, 1, below=True),
                "reached, and not by the least": seeded(brim_within, -1),
            },
            public=(
                _given([90, 88, 91], [10, 8, 9]),
                _given([50, 52, 48, 51, 49], [40, 44, 39, 46, 43], 0.0625),
                _given([50, 52, 48, 51, 49], [40, 44, 39, 46, 43], 0.05),
            ),
            weight=1.5,
            draws=5,
            contains={
                "the level is a p-value": lambda plain, prompted, samples, level: level == 0.0625,
            },
        ),
    ),
)
