from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from losslab.representing_goals import proxies

from autograder.course.exercise import Args, Check, Exercise, Tolerance
from solutions.representing_goals.seeds_and_tolerances import seeds


@st.composite
def populations(
    draw: st.DrawFn,
    sizes: Sequence[int],
    ns: Sequence[int],
    kind: str = "whole",
    close: bool = False,
) -> Args:
    """A population of one of these sizes, and numbers of candidates; a negative one is from all.

    Proxies are all different, at uneven distances, and of both signs, or with `close` all about 1.
    """
    m = draw(st.sampled_from(sizes))
    gold = [0.0, 4.0, 9.0][:m]
    low, high, scale = {"whole": (-3, 8, 1), "equal": (0, 1, 1), "fine": (-900, 900, 700)}[kind]
    more = draw(st.lists(st.integers(low, high), min_size=m - len(gold), max_size=m - len(gold)))
    gold = draw(st.permutations([*gold, *(g / scale for g in more)]))
    shift = draw(st.integers(-30, 5))
    proxy = draw(st.permutations([i * i + 5.0 * i + shift for i in range(m)]))
    if close:
        proxy = [1 + p * 1e-13 for p in proxy]
    counts = [n if n > 0 else m + 1 + n for n in ns]
    return np.array(gold), np.array(proxy), counts


several = {
    "falling order": populations((6, 7), (5, 3, 2)),
    "mixed order, one of them twice": populations((6, 8), (2, 4, 2, 3)),
    "all but one, and two": populations((5, 6), (-2, 2)),
    "gold scores that are equal": populations((6, 7), (3, 2, 4), "equal"),
    "proxies that hardly differ": populations((6, 7), (2, 3), close=True),
    "a population of thirty": populations((30, 31), (7, 25, 15), "fine"),
}
one_and_all = {
    "one and all": populations((5, 6), (1, -1)),
    "every number": populations((4,), (4, 1, 3, 2)),
    "two candidates": populations((2,), (2, 1)),
    "a single candidate": populations((1,), (1,)),
    "nothing is asked": populations((3,), ()),
}


@st.composite
def large(draw: st.DrawFn, tails: float) -> Args:
    """A population of about two thousand, with an error of these tails; few and many draws."""
    m = draw(st.integers(1800, 2200))
    many = draw(st.integers(850, 1100))
    return tails, m, draw(seeds), [many, draw(st.integers(15, 40)), 1, m]


large_populations = {"heavy tails": large(1.0), "normal": large(math.inf)}

_curve = Tolerance(rtol=1e-6, atol=1e-9)

EXERCISE = Exercise(
    title="Best of n, exactly",
    objective="Compute what selection by a proxy does to the thing one wants, with no sampling.",
    points=3,
    difficulty=3,
    minutes=25,
    hints=(
        "Sort the population by proxy. With what probability does the best of all win? It is in "
        "the draw or it is not.",
        "List all draws of two from five candidates. In how many does the best win, the second, "
        "the third, and what must have been missed each time?",
        "Two thousand candidates have too many draws to be counted. How does a rank's chance to "
        "win follow from that of the rank before it?",
    ),
    checks=(
        Check(
            "check_several_candidates",
            "The expectation is exact for two, three and all but one.",
            several,
            public=(
                (np.array([0.0, 4.0, 1.0]), np.array([1.0, 2.0, 3.0]), [2]),
                (np.array([4.0, 0.0, 8.0, -2.0]), np.array([15.0, 45.0, 5.0, 25.0]), [3, 2, 3]),
            ),
            weight=2,
            probe=proxies.curve,
            tolerance=_curve,
            draws=6,
            covers=("As long as `ns`: for each of its numbers, a repeated one too",),
        ),
        Check(
            "check_one_and_all",
            "Best of one is the mean; best of all is the gold of the best proxy.",
            one_and_all,
            public=(
                (np.array([4.0, 0.0]), np.array([1.0, 2.0]), [1]),
                (np.array([4.0, 0.0, 8.0]), np.array([15.0, 25.0, 5.0]), [1, 3]),
                (np.array([4.0]), np.array([1.0]), [1]),
                (np.array([1.0, 4.0, 0.0, 9.0]), np.array([5.0, -5.0, 15.0, 1.0]), [4, 1, 3, 2]),
            ),
            probe=proxies.curve,
            tolerance=_curve,
            draws=5,
        ),
        Check(
            "check_thousands_of_candidates",
            "It is exact for populations of about two thousand as well.",
            large_populations,
            public=((3.0, 2000, 12345, [1200, 900, 20, 2]),),
            probe=proxies.curve_of_large_population,
            tolerance=Tolerance(rtol=1e-6, atol=1e-7),
            draws=2,
        ),
    ),
)
