import torch
from hypothesis import strategies as st

from autograder.course.exercise import Check, Exercise

NUMBERS = st.integers(-20, 20).map(float)


def column(values: list[float]) -> tuple[torch.Tensor]:
    return (torch.tensor(values),)


EXERCISE = Exercise(
    title="Mean of the positive",
    objective="Return the mean over a selection.",
    points=3,
    difficulty=2,
    minutes=5,
    hints=("Select first.", "`values[values > 0]`"),
    checks=(
        Check(
            "check_value",
            "The mean runs over positive entries only.",
            inputs=st.lists(NUMBERS, min_size=1, max_size=5).map(lambda v: column([1.0, -2.0, *v])),
            public=[column([1.0, -2.0, 3.0])],
            weight=2,
            covers=["Shape (), float32: the mean of the entries above zero."],
        ),
        Check(
            "check_nothing_to_average",
            "A vector without positive entries raises ValueError.",
            inputs=st.lists(st.integers(-9, 0).map(float), max_size=3).map(column),
            public=[column([-1.0])],
            weight=1,
            covers=["If no entry is above zero."],
        ),
    ),
)
