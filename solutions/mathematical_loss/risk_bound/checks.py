from __future__ import annotations

import math
from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.mathematical_loss import hypotheses

from autograder.course.exercise import Args, Check, Exercise, Recipe, Tolerance, recipe

_rates = st.sampled_from([1e-9, 1e-6, 0.01, 0.02, 0.05, 0.1, 0.3])


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
one_case = st.sampled_from([0.3, 0.4, 0.6]).map(lambda delta: (0.0, 1, 1, delta))
flawless = st.tuples(st.just(0.0), st.sampled_from([10, 20, 50]), st.just(1), st.just(0.05))
two_hypotheses = bounds(st.just(2), (30, 100, 400))
some_hypotheses = bounds(st.integers(3, 30), (100, 200))
many_hypotheses = bounds(st.sampled_from([1000, 3**11, 10**6, 7**20]), (200, 1000))


def all_networks(bits: int) -> SearchStrategy[Args]:
    """A choice from all networks with some parameters of so many bits."""
    networks = st.integers(80, 200).map(
        lambda d: recipe(hypotheses.networks, parameters=d, bits=bits)
    )
    return bounds(networks, (20_000, 100_000))


_float = Tolerance(rtol=1e-5, atol=0.0)

EXERCISE = Exercise(
    title="A bound for the winner",
    objective="Bound the true risk of a hypothesis that was chosen for its record.",
    points=1,
    difficulty=2,
    minutes=10,
    hints=(
        "If each of K events has probability at most a, the probability that any of them happens "
        "is at most K·a.",
        "How large may the probability be with which the bound of one hypothesis fails, if that of "
        "any of them may fail with probability delta? Which t gives just this?",
        "2**3200 is no float64. What happens in a cell when you divide it by 0.05? Which function "
        "of it does t depend on, and what can that function be given?",
    ),
    checks=(
        Check(
            "check_one_hypothesis",
            "The bound is right for a single hypothesis.",
            {"one": one_hypothesis, "one case": one_case, "one, without a mistake": flawless},
            public=((0.1, 100, 1, 0.05),),
            weight=0.5,
            tolerance=_float,
            draws=3,
            covers=("with the smallest t for which Hoeffding's inequality gives this",),
        ),
        Check(
            "check_many_hypotheses",
            "The bound is right for a choice from many.",
            {"two": two_hypotheses, "some": some_hypotheses, "many": many_hypotheses},
            public=((0.1, 100, 1000, 0.05),),
            tolerance=_float,
            weight=2,
            draws=5,
        ),
        Check(
            "check_all_networks_of_a_size",
            "The bound is right for a choice from all the networks that a machine can hold.",
            {"few bits": all_networks(16), "many bits": all_networks(32)},
            public=((0.1, 20_000, recipe(hypotheses.networks, parameters=100, bits=32), 0.05),),
            weight=1.5,
            tolerance=_float,
            draws=3,
        ),
    ),
)
