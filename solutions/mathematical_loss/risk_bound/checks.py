from __future__ import annotations

import math
from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.mathematical_loss import hypotheses

from autograder.course.exercise import Args, Check, Exercise, Recipe, Tolerance, recipe

_rates = st.sampled_from([0.01, 0.02, 0.05, 0.1])


def _informative(count: int, args: Args) -> bool:
    empirical, n, delta = args
    # Room for the wrong answers too, some of which double the number of hypotheses.
    return empirical + math.sqrt((math.log(2 * count) - math.log(delta)) / (2 * n)) < 0.98


@st.composite
def bounds(draw: st.DrawFn, choices: SearchStrategy[int | Recipe], n: Sequence[int]) -> Args:
    """An empirical risk and a sample large enough for the bound to say something."""
    chosen = draw(choices)
    count = hypotheses.networks(**chosen.kwargs) if isinstance(chosen, Recipe) else chosen
    drawn = st.tuples(st.integers(0, 6).map(lambda i: i / 20), st.sampled_from(n), _rates)
    empirical, size, delta = draw(drawn.filter(lambda args: _informative(count, args)))
    return empirical, size, chosen, delta


one_hypothesis = bounds(st.just(1), (30, 100, 400))
many_hypotheses = bounds(st.sampled_from([10, 100, 1000, 10**6]), (100, 200, 1000))

all_networks = bounds(
    st.builds(
        lambda d, bits: recipe(hypotheses.networks, parameters=d, bits=bits),
        st.integers(80, 200),
        st.sampled_from([16, 32]),
    ),
    (20_000, 100_000),
)

_float = Tolerance(rtol=1e-5, atol=0.0)

EXERCISE = Exercise(
    title="A bound for the winner",
    objective="Bound the true risk of a hypothesis that was chosen for its record.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "If each of K events has probability at most a, the probability that any of them happens "
        "is at most K·a.",
        "Solve hypotheses · exp(-2 n t²) = delta for t.",
        "A quotient of a huge integer and a float overflows; the logarithm of the integer does "
        "not. log(K / delta) = log K - log delta.",
    ),
    checks=(
        Check(
            "check_one_hypothesis",
            "The bound is right for a single hypothesis.",
            one_hypothesis,
            public=((0.1, 100, 1, 0.05),),
            weight=0.5,
            tolerance=_float,
            draws=4,
        ),
        Check(
            "check_many_hypotheses",
            "The bound is right for a choice from many.",
            many_hypotheses,
            public=((0.1, 100, 1000, 0.05),),
            tolerance=_float,
            draws=5,
        ),
        Check(
            "check_all_networks_of_a_size",
            "The bound is right for a choice from all the networks that a machine can hold.",
            all_networks,
            public=((0.1, 20_000, recipe(hypotheses.networks, parameters=100, bits=32), 0.05),),
            weight=0.5,
            tolerance=_float,
            draws=4,
        ),
    ),
)
