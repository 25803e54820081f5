from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from hypothesis import strategies as st
from losslab.physical_loss import probes
from torch import Tensor

from autograder.course.exercise import Args, Check, Exercise, Tolerance

_small = st.integers(-8, 8).map(lambda n: n / 4)
# What float32, and what float64 cannot exponentiate.
_margins = {"hundreds": st.integers(110, 300), "more than 709": st.integers(800, 1200)}


def _labelled(rows: list[list[float]], y: list[int]) -> Args:
    return torch.tensor(rows), torch.tensor(y)


@st.composite
def moderate_logits(draw: st.DrawFn, n: int, k: int) -> Args:
    """So many rows of `k` logits between -2 and 2."""
    rows = [[draw(_small) for _ in range(k)] for _ in range(n)]
    return _labelled(rows, [draw(st.integers(0, k - 1)) for _ in range(n)])


@st.composite
def large_margins(draw: st.DrawFn, wins: bool, margins: st.SearchStrategy[int], edge: int) -> Args:
    """Three rows of four classes; in two of them the right class wins or loses by a large margin.

    It is the class `edge` in one of the two, and one in the middle in the other.
    """
    rows = [([draw(_small) for _ in range(4)], draw(_class))]
    for right in (edge, draw(st.integers(1, 2))):
        row, margin = [draw(_small) for _ in range(4)], float(draw(margins))
        row[right] += margin if wins else -margin
        rows.append((row, right))
    rows = draw(st.permutations(rows))
    return _labelled([row for row, _ in rows], [y for _, y in rows])


_class = st.integers(0, 3)


@st.composite
def rows_far_apart(draw: st.DrawFn, levels: st.SearchStrategy[int]) -> Args:
    """Rows of ordinary spread, one far above zero, one far below, and one about it."""
    height = float(draw(levels))
    rows = [[level + draw(_small) for _ in range(3)] for level in (height, -height, 0.0)]
    return _labelled(list(draw(st.permutations(rows))), [draw(st.integers(0, 2)) for _ in range(3)])


def _margins_where(wins: bool) -> dict[str, st.SearchStrategy[Args]]:
    return {
        f"{name}, {where}": large_margins(wins, margins, edge)
        for name, margins in _margins.items()
        for where, edge in (("first class", 0), ("last class", 3))
    }


def cross_entropy_in_double(logits: Tensor, y: Tensor) -> dict[str, Tensor]:
    """Value and gradient computed in float64, rounded to float32."""
    leaf = logits.double().requires_grad_()
    loss = F.cross_entropy(leaf, y)
    (gradient,) = torch.autograd.grad(loss, leaf)
    return {
        "value": loss.detach().float(),
        "gradient": gradient.float(),
        "argument": logits,
    }


def cross_entropy_tolerance(expected: Any, logits: Tensor, y: Tensor) -> Tolerance:
    """Logits are known to half a unit in the last place; allow eight such roundings."""
    return Tolerance(rtol=1e-5, atol=1e-7 + 8 * 2**-24 * float(logits.abs().max()))


def _same(value: float) -> torch.Tensor:
    return torch.tensor([[0.0, value]])


EXERCISE = Exercise(
    title="A cross-entropy that survives",
    objective="Write a cross-entropy whose value and gradient are right at any margin.",
    points=1,
    difficulty=1,
    minutes=5,
    hints=(
        "Which intermediate result of `log(softmax(z))` is the first to leave float32, for "
        "`z = [0, 300]` and for `z = [0, -300]`?",
        "A softmax is a quotient. Write its logarithm as a difference: which of the two parts "
        "needs no exponential at all?",
        "For the other part, find $\\log(e^{1000} + e^{999})$ with a calculator whose $e^x$ ends "
        "at $x = 100$. What did you take out of the bracket first, and what would you take out in "
        "a row of other numbers?",
    ),
    checks=(
        Check(
            "check_moderate_logits",
            "Value and gradient are right for logits between -2 and 2.",
            {
                "one row, two classes": moderate_logits(1, 2),
                "two rows": moderate_logits(2, 3),
                "five rows": moderate_logits(5, 4),
            },
            public=(
                (torch.tensor([[0.0, 0.0]]), torch.tensor([1])),
                (torch.tensor([[1.0, 0.0, -1.0], [0.0, 2.0, 0.5]]), torch.tensor([0, 2])),
            ),
            probe=probes.value_and_gradient,
            oracle=cross_entropy_in_double,
            tolerance=cross_entropy_tolerance,
            draws=3,
            covers=(
                "Tensor 0-d, float32, in nats.",
                "Its gradient with respect to `logits` is the derivative of the mathematical loss",
            ),
        ),
        Check(
            "check_losing_by_a_large_margin",
            "Value and gradient are right where the right class loses by up to 1,200.",
            _margins_where(wins=False),
            public=(
                (_same(-40.0), torch.tensor([1])),
                (_same(-300.0), torch.tensor([1])),
                (_same(-800.0), torch.tensor([1])),
            ),
            probe=probes.value_and_gradient,
            oracle=cross_entropy_in_double,
            tolerance=cross_entropy_tolerance,
            weight=3,
            draws=4,
        ),
        Check(
            "check_winning_by_a_large_margin",
            "Value and gradient are right where the right class wins by up to 1,200.",
            _margins_where(wins=True),
            public=(
                (_same(88.0), torch.tensor([1])),
                (_same(800.0), torch.tensor([1])),
                (torch.tensor([[0.0, 300.0], [1.0, 0.0]]), torch.tensor([1, 0])),
            ),
            probe=probes.value_and_gradient,
            oracle=cross_entropy_in_double,
            tolerance=cross_entropy_tolerance,
            draws=4,
        ),
        Check(
            "check_rows_far_apart",
            "Value and gradient are right where one row lies a thousand above another.",
            {name: rows_far_apart(levels) for name, levels in _margins.items()},
            public=((torch.tensor([[200.0, 201.0], [-200.0, -199.0]]), torch.tensor([0, 1])),),
            probe=probes.value_and_gradient,
            oracle=cross_entropy_in_double,
            tolerance=cross_entropy_tolerance,
            draws=4,
        ),
    ),
)
