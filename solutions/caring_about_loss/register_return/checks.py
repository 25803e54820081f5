from __future__ import annotations

import random
from statistics import fmean, median

from hypothesis.strategies import SearchStrategy

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.drawn import searched
from solutions.caring_about_loss.grids import NEAR

ANY = (0.3, 0.5, 0.75, 0.9)


def _values(runs: list[list[float]], discount: float) -> list[float]:
    return [sum(discount**t * reading for t, reading in enumerate(run)) for run in runs]


def _averages_differ(args: Args) -> bool:
    """Whether mean, median, midrange, first and last of the runs' values are all different."""
    values = _values(*args)
    others = (median(values), (min(values) + max(values)) / 2, values[0], values[-1])
    return all(abs(fmean(values) - other) > 0.02 for other in others)


def _runs(
    discounts: tuple[float, ...],
    *lengths: tuple[int, int],
    least: int = -6,
    most: int = 12,
    twice: int = 0,
) -> SearchStrategy[Args]:
    """Runs of these least and greatest lengths, of which the first `twice` come a second time."""

    def make(lots: random.Random) -> Args:
        runs = [
            [lots.randint(least, most) / 4 for _ in range(lots.randint(*length))]
            for length in lengths
        ]
        return [*runs, *[list(run) for run in runs[:twice]]], lots.choice(discounts)

    if len(lengths) == 1:
        return searched(make, lambda args: args[0][0][0] != 0 != args[0][0][-1])
    return searched(make, _averages_differ)


one_run = {
    "a few readings": _runs(ANY, (2, 4)),
    "a single reading": _runs(ANY, (1, 1)),
    "many readings": _runs((0.9,), (12, 20)),
}
several = {
    "a long run, a short one, one between": _runs(ANY, (4, 5), (1, 1), (2, 3)),
    "short ones first": _runs(ANY, (1, 1), (1, 2), (5, 6), (3, 4)),
    "runs of one length": _runs(ANY, (3, 3), (3, 3), (3, 3), (3, 3)),
    "many runs, one of many readings": _runs(ANY, *[(1, 5)] * 5, (12, 15), (1, 5)),
    "below 0": _runs(ANY, (2, 4), (1, 3), (1, 2), least=-12, most=-1),
    "the same runs again": _runs(ANY, (2, 3), (1, 3), (2, 4), twice=1),
}
no_discount = {
    "only the first step counts": _runs((0.0,), (5, 6), (1, 2), (2, 5), (2, 3)),
    "all steps count alike": _runs((1.0,), (5, 6), (1, 2), (2, 5), (2, 3)),
}

EXERCISE = Exercise(
    title="What a register-carer counts",
    objective="Turn recorded register readings into the number that one kind of agent minimizes.",
    points=1,
    difficulty=1,
    minutes=5,
    hints=(
        "Take a single run of two readings first. How much does the first count, and how much the "
        "second?",
        "Give each run its value before you average. What does a run that ended early add to the "
        "sum over all runs, and does it count in their number?",
    ),
    checks=(
        Check(
            "check_one_run",
            "The readings of one run are discounted from the second on.",
            one_run,
            public=(([[1.0, 2.0, 4.0]], 0.5),),
            weight=0.5,
            draws=3,
            tolerance=NEAR,
        ),
        Check(
            "check_the_mean_over_runs",
            "The value is the mean over all runs, long and short.",
            several,
            public=(([[1.0, 1.0, 1.0], [2.0]], 0.5), ([[1.0], [3.0], [-1.0, 2.0]], 0.9)),
            weight=2.0,
            draws=7,
            tolerance=NEAR,
            contains={
                "mean unlike the median": lambda *args: _averages_differ(args),
                "mean below 0": lambda *args: fmean(_values(*args)) < 0,
                "same run twice": lambda runs, discount: len(set(map(tuple, runs))) < len(runs),
            },
            covers=("The result is the mean of it over the runs.",),
        ),
        Check(
            "check_discount_of_zero_and_one",
            "With a discount of 0 the first reading counts alone, with 1 all count alike.",
            no_discount,
            public=(([[2.0, 1.0], [1.0]], 0.0), ([[2.0, 1.0], [1.0]], 1.0)),
            weight=0.5,
            draws=4,
            tolerance=NEAR,
        ),
    ),
)
