"""What is checked in the tiny chapter."""

import torch
from hypothesis import strategies as st

from autograder.course.exercise import Check, Criterion, Essay, Exercise

NUMBERS = st.integers(-20, 20).map(float)
DISCUSSION = "A discussion long enough for the contract. " * 12


def column(values: list[float]) -> tuple[torch.Tensor]:
    return (torch.tensor(values),)


EXERCISES = (
    Exercise(
        id="double",
        title="Double it",
        objective="Return twice a number.",
        points=2,
        difficulty=1,
        minutes=2,
        hints=("Two times.", "Multiply by 2."),
        discussion=DISCUSSION,
        checks=(
            Check(
                "check_small_numbers",
                "Small numbers are doubled.",
                inputs=st.tuples(st.integers(-3, 3).map(float)),
                public=[(1.0,), (3.0,)],
                draws=10,
            ),
            Check(
                "check_large_numbers",
                "Large numbers are doubled.",
                inputs=st.tuples(st.integers(1000, 2000).map(float)),
                public=[(1024.0,)],
            ),
        ),
    ),
    Exercise(
        id="positive_mean",
        title="Mean of the positive",
        objective="Return the mean over a selection.",
        points=3,
        difficulty=2,
        minutes=5,
        hints=("Select first.", "`values[values > 0]`"),
        discussion=DISCUSSION,
        checks=(
            Check(
                "check_value",
                "The mean runs over positive entries only.",
                inputs=st.lists(NUMBERS, min_size=1, max_size=5).map(
                    lambda v: column([1.0, -2.0, *v])
                ),
                public=[column([1.0, -2.0, 3.0])],
                weight=2,
            ),
            Check(
                "check_nothing_to_average",
                "A vector without positive entries raises ValueError.",
                inputs=st.lists(st.integers(-9, 0).map(float), max_size=3).map(column),
                public=[column([-1.0])],
                weight=1,
            ),
        ),
    ),
)

ESSAYS = (
    Essay(
        id="why_double",
        title="Why double",
        objective="Say why.",
        minutes=5,
        task="Write one sentence.",
        rubric=(Criterion("A reason", 2, "A good one.", "A bad one.", "None."),),
    ),
    Essay(
        id="show_it",
        title="Show it",
        objective="Show that it doubles.",
        minutes=5,
        task="Call it twice.",
        rubric=(
            Criterion("Called", 1, "Twice.", "Once.", "Never."),
            Criterion("Said", 1, "Clearly.", "Somehow.", "Not at all."),
        ),
        cells=True,
    ),
)
