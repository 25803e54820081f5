from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from autograder.course.exercise import Check, Exercise
from solutions.caring_about_loss.grids import discounts, quarter


def _readings(least: int, most: int) -> SearchStrategy[list[float]]:
    return st.lists(quarter, min_size=least, max_size=most)


one_run = st.tuples(st.tuples(_readings(2, 4)).map(list), discounts)

ragged_runs = st.tuples(
    st.tuples(_readings(3, 4), _readings(1, 1), _readings(2, 2)).map(list), discounts
)

no_discount = st.tuples(
    st.tuples(_readings(2, 3), _readings(1, 1)).map(list), st.sampled_from([0.0, 1.0])
)

EXERCISE = Exercise(
    title="What a register-carer counts",
    objective="Turn recorded register readings into the number that one kind of agent minimizes.",
    points=1,
    difficulty=1,
    minutes=5,
    hints=(
        "Take a single run of two readings first. What is the exponent of the first, and what of "
        "the second?",
        "`sum(discount**t * reading for t, reading in enumerate(run))` is one run's value. Divide "
        "the sum of these by the number of runs, whatever their lengths.",
    ),
    checks=(
        Check(
            "check_one_run",
            "The readings of one run are discounted from the second on.",
            one_run,
            public=(([[1.0, 2.0, 4.0]], 0.5),),
            draws=6,
        ),
        Check(
            "check_runs_of_different_length",
            "The value is the mean over all runs, long and short.",
            ragged_runs,
            public=(([[1.0, 1.0, 1.0], [2.0]], 0.5), ([[1.0], [3.0]], 0.9)),
            draws=6,
        ),
        Check(
            "check_discount_of_zero_and_one",
            "With a discount of 0 the first reading counts alone, with 1 all count alike.",
            no_discount,
            public=(([[2.0, 1.0], [1.0]], 0.0), ([[2.0, 1.0], [1.0]], 1.0)),
            weight=0.5,
            draws=4,
        ),
    ),
)
