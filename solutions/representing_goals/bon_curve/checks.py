from __future__ import annotations

import math

import numpy as np
from hypothesis import strategies as st
from losslab.representing_goals import proxies

from autograder.course.exercise import Args, Check, Exercise, Tolerance
from solutions.representing_goals.seeds_and_tolerances import seeds


@st.composite
def populations(draw: st.DrawFn, least: int = 4, most: int = 6) -> tuple[np.ndarray, np.ndarray]:
    """Small whole gold scores that are not all equal, and proxies that are all different."""
    m = draw(st.integers(least, most))
    gold = [0, 4, *draw(st.lists(st.integers(-3, 8), min_size=m - 2, max_size=m - 2))]
    proxy = draw(st.permutations([10 * i + 5 for i in range(m)]))
    return np.array(gold, dtype=float), np.array(proxy, dtype=float)


@st.composite
def draws_of_several(draw: st.DrawFn) -> Args:
    """A population, and numbers of candidates in falling order with one in between."""
    gold, proxy = draw(populations())
    return gold, proxy, [3, 2, len(gold) - 1]


@st.composite
def draws_of_one_and_all(draw: st.DrawFn) -> Args:
    """A population, and its extreme draws: one candidate, and everybody."""
    gold, proxy = draw(populations())
    return gold, proxy, [1, len(gold)]


large_populations = st.tuples(
    st.sampled_from([math.inf, 3.0, 1.0]), st.integers(1800, 2200), seeds, st.just([900, 20])
)

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
        "The winner has rank r among m if it is drawn and the r better ones are not. Given that "
        "the r better ones were missed, all n were drawn from the m - r others.",
        "With rank 0 for the best: it wins with probability n / m. Having missed ranks 0 to r - 1, "
        "rank r is missed too with probability (m - r - n) / (m - r), or drawn with n / (m - r). "
        "Multiply along the ranks; no binomial is needed.",
    ),
    checks=(
        Check(
            "check_several_candidates",
            "The expectation is exact for two, three and all but one.",
            draws_of_several(),
            public=(
                (np.array([0.0, 4.0, 1.0]), np.array([1.0, 2.0, 3.0]), [2]),
                (np.array([4.0, 0.0, 8.0, -2.0]), np.array([15.0, 45.0, 5.0, 25.0]), [3, 2]),
            ),
            weight=2,
            probe=proxies.curve,
            tolerance=_curve,
            draws=5,
        ),
        Check(
            "check_one_and_all",
            "Best of one is the mean; best of all is the gold of the best proxy.",
            draws_of_one_and_all(),
            public=(
                (np.array([4.0, 0.0]), np.array([1.0, 2.0]), [1]),
                (np.array([4.0, 0.0, 8.0]), np.array([15.0, 25.0, 5.0]), [1, 3]),
            ),
            probe=proxies.curve,
            tolerance=_curve,
            draws=4,
        ),
        Check(
            "check_thousands_of_candidates",
            "It is exact for populations of about two thousand as well.",
            large_populations,
            public=((3.0, 2000, 12345, [1200, 900, 300, 20, 2]),),
            probe=proxies.curve_of_large_population,
            tolerance=Tolerance(rtol=1e-6, atol=1e-7),
            draws=2,
        ),
    ),
)
