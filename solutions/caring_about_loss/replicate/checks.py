from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from autograder.course.exercise import Args, Check, Exercise, Tolerance
from solutions.caring_about_loss.grids import NEAR, normalized, quarter


@st.composite
def types(draw: st.DrawFn, copying: list[float], rounds: SearchStrategy[int]) -> Args:
    """Three types; the one with the greatest loss copies itself most, if any does."""
    shares = draw(st.permutations([1, 2, 5]))
    losses = sorted(draw(st.lists(quarter, min_size=3, max_size=3, unique=True)))
    return (
        np.array(normalized(list(shares))),
        np.array(losses),
        np.array(copying),
        draw(rounds),
    )


by_loss_alone = types([1.0, 1.0, 1.0], st.integers(1, 4))
self_copiers = types([1.0, 2.0, 3.0], st.integers(1, 4))

many_rounds = st.builds(
    lambda args, least: (args[0], args[1] + least, *args[2:]),
    types([1.0, 2.0, 3.0], st.sampled_from([400, 600])),
    st.sampled_from([2.0, 3.0]),
)

_thirds = np.array([0.25, 0.25, 0.5])

EXERCISE = Exercise(
    title="What persists",
    objective="Compute what a rule for copying leaves in memory when types also copy themselves.",
    points=1,
    difficulty=2,
    minutes=10,
    hints=(
        "One round first: multiply, then divide by the sum. What is the sum of shares?",
        "Dividing by the sum in every round changes no ratio, and keeps all numbers between 0 and "
        "1 however many rounds there are.",
    ),
    checks=(
        Check(
            "check_copied_by_loss_alone",
            "Types that do nothing about their number are selected by their loss.",
            by_loss_alone,
            public=((_thirds, np.array([0.5, 1.0, 2.0]), np.ones(3), 2),),
            tolerance=NEAR,
            draws=5,
        ),
        Check(
            "check_self_copiers",
            "What a type does about its own number counts as much as the rule.",
            self_copiers,
            public=((_thirds, np.array([0.5, 1.0, 2.0]), np.array([1.0, 1.0, 10.0]), 3),),
            tolerance=NEAR,
            draws=5,
        ),
        Check(
            "check_many_rounds",
            "Shares are right after hundreds of rounds.",
            many_rounds,
            public=((_thirds, np.array([2.0, 2.001, 3.0]), np.array([1.0, 1.0, 2.5]), 900),),
            weight=0.5,
            tolerance=Tolerance(rtol=1e-5, atol=1e-6),
            draws=3,
        ),
    ),
)
