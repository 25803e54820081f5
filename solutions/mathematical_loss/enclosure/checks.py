from __future__ import annotations

from collections.abc import Sequence

import torch
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.mathematical_loss import intervals
from torch import Tensor

from autograder.course.exercise import Args, Check, Exercise

_tenths = st.integers(-20, 20).map(lambda n: n / 10)


def logits_of(numbers: Sequence[float]) -> Tensor:
    """Logits as a float32 tensor; most decimals are not exactly what it then stores."""
    return torch.tensor(numbers, dtype=torch.float32)


@st.composite
def labelled_logits(draw: st.DrawFn, gap: SearchStrategy[float]) -> Args:
    """Three logits of which the right one stands higher than the others by a gap."""
    others = [draw(_tenths), draw(_tenths)]
    label = draw(st.integers(0, 2))
    numbers = list(others)
    numbers.insert(label, max(others) + draw(gap))
    return logits_of(numbers), label


def gaps(least: int, most: int) -> SearchStrategy[float]:
    """A gap between two bounds, in tenths."""
    return st.integers(10 * least + 1, 10 * most - 1).map(lambda n: n / 10)


def _enclosed(
    name: str, promise: str, gap: st.SearchStrategy[float], *public: tuple[list[float], int]
) -> Check:
    return Check(
        name,
        promise,
        labelled_logits(gap),
        public=[(logits_of(numbers), label) for numbers, label in public],
        reads=intervals.enclosure_verdict,
        draws=4,
    )


EXERCISE = Exercise(
    title="Between two floats",
    objective="Enclose the ideal loss, with proof, also where float32 reads zero.",
    points=5,
    difficulty=4,
    minutes=30,
    hints=(
        "A float64 nearest to the loss is not an interval, and it is wrong by up to half a unit in "
        "its last place. But its two neighbors are on the two sides of the loss.",
        "Where the right class is far ahead, log(Σ exp(z[j])) - z[label] subtracts two numbers "
        "that agree in all digits that you have. Subtract the logits first: the loss is "
        "log(Σ exp(z[j] - z[label])), a logarithm of 1 plus something tiny.",
        "`decimal` computes `exp` and `ln` correctly rounded, to as many digits as "
        "`localcontext().prec` says. After 1 + 1e-130 you want twenty digits more. "
        "`Decimal(number)` of a float is exact.",
        "With 200 digits, `nearest = float(total.ln())` is the nearest float64; return "
        "`math.nextafter(nearest, 0.0)` and `math.nextafter(nearest, math.inf)`.",
    ),
    checks=(
        _enclosed(
            "check_close_calls",
            "The interval contains the loss and is tight where the logits are close together.",
            gaps(-2, 2),
            ([0.0, 0.0], 0),
            ([0.1, 0.3, -0.2], 1),
            ([0.1, 0.3, -0.2], 0),
        ),
        _enclosed(
            "check_losing",
            "The interval contains the loss and is tight where the right class is far behind.",
            gaps(-290, -5),
            ([90.1, 0.0], 1),
            ([0.7, -20.3], 1),
        ),
        _enclosed(
            "check_winning",
            "The interval contains the loss and is tight where the right class is ahead.",
            gaps(8, 24),
            ([16.0, 0.0], 0),
            ([0.3, 20.7], 1),
        ),
        _enclosed(
            "check_winning_by_far",
            "The interval contains the loss and is tight where the loss is 1e-20 to 1e-126.",
            gaps(47, 290),
            ([100.0, 0.0], 0),
            ([0.0, -250.3], 0),
        ),
    ),
)
