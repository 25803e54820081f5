from __future__ import annotations

from typing import Any

import torch
import torch.nn.functional as F
from hypothesis import strategies as st
from losslab.physical_loss import probes
from torch import Tensor

from autograder.course.exercise import Args, Check, Exercise, Tolerance

_small = st.integers(-8, 8).map(lambda n: n / 4)
_margin = st.integers(110, 300).map(float)


def _labelled(rows: list[list[float]], y: list[int]) -> Args:
    return torch.tensor(rows), torch.tensor(y)


@st.composite
def moderate_logits(draw: st.DrawFn) -> Args:
    """Two to four rows of three logits between -2 and 2."""
    n = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(_small, min_size=3, max_size=3), min_size=n, max_size=n))
    return _labelled(rows, draw(st.lists(st.integers(0, 2), min_size=n, max_size=n)))


@st.composite
def large_margins(draw: st.DrawFn, wins: bool) -> Args:
    """A row of small logits, and one whose right class wins or loses by more than 110."""
    margin = draw(_margin)
    row = [draw(_small), draw(_small) + (margin if wins else -margin), draw(_small)]
    return _labelled([row, [draw(_small), draw(_small), 0.0]], [1, draw(st.integers(0, 2))])


@st.composite
def rows_far_apart(draw: st.DrawFn) -> Args:
    """Rows of ordinary spread, one hundreds above zero and one hundreds below."""
    levels = [draw(_margin), -draw(_margin)]
    rows = [[level + draw(_small) for _ in range(3)] for level in levels]
    return _labelled(rows, [draw(st.integers(0, 2)), draw(st.integers(0, 2))])


def cross_entropy_in_double(logits: Tensor, y: Tensor) -> dict[str, Tensor]:
    """Value and gradient computed in float64, rounded to float32."""
    leaf = logits.double().requires_grad_()
    loss = F.cross_entropy(leaf, y)
    (gradient,) = torch.autograd.grad(loss, leaf)
    return {"value": loss.detach().float(), "gradient": gradient.float()}


def cross_entropy_tolerance(expected: Any, logits: Tensor, y: Tensor) -> Tolerance:
    """Logits are known to half a unit in the last place; allow eight such roundings."""
    return Tolerance(rtol=1e-5, atol=1e-7 + 8 * 2**-24 * float(logits.abs().max()))


def _same(value: float) -> torch.Tensor:
    return torch.tensor([[0.0, value]])


EXERCISE = Exercise(
    title="A cross-entropy that survives",
    objective="Write a cross-entropy whose value and gradient are right at any margin.",
    points=2,
    difficulty=1,
    minutes=5,
    hints=(
        "Which intermediate result of `log(softmax(z))` is the first to leave float32, for "
        "`z = [0, 300]` and for `z = [0, -300]`?",
        "$-\\log p_y = \\log \\sum_j e^{z_j} - z_y$. No probability appears on the right, only the "
        "logarithm of a sum of exponentials.",
        "`torch.logsumexp(logits, dim=1)` shifts each row by its largest logit before it "
        "exponentiates. `logits.gather(1, y[:, None])[:, 0]` picks the right class's logit.",
    ),
    checks=(
        Check(
            "check_moderate_logits",
            "Value and gradient are right for logits between -2 and 2.",
            moderate_logits(),
            public=(
                (torch.tensor([[0.0, 0.0]]), torch.tensor([1])),
                (torch.tensor([[1.0, 0.0, -1.0], [0.0, 2.0, 0.5]]), torch.tensor([0, 2])),
            ),
            probe=probes.value_and_gradient,
            oracle=cross_entropy_in_double,
            tolerance=cross_entropy_tolerance,
            draws=6,
        ),
        Check(
            "check_losing_by_a_large_margin",
            "Value and gradient are right where the right class loses by up to 300.",
            large_margins(wins=False),
            public=(
                (_same(-40.0), torch.tensor([1])),
                (_same(-300.0), torch.tensor([1])),
            ),
            probe=probes.value_and_gradient,
            oracle=cross_entropy_in_double,
            tolerance=cross_entropy_tolerance,
            draws=6,
        ),
        Check(
            "check_winning_by_a_large_margin",
            "Value and gradient are right where the right class wins by up to 300.",
            large_margins(wins=True),
            public=(
                (_same(88.0), torch.tensor([1])),
                (torch.tensor([[0.0, 300.0], [1.0, 0.0]]), torch.tensor([1, 0])),
            ),
            probe=probes.value_and_gradient,
            oracle=cross_entropy_in_double,
            tolerance=cross_entropy_tolerance,
            draws=6,
        ),
        Check(
            "check_rows_far_apart",
            "Value and gradient are right where one row lies hundreds above another.",
            rows_far_apart(),
            public=((torch.tensor([[200.0, 201.0], [-200.0, -199.0]]), torch.tensor([0, 1])),),
            probe=probes.value_and_gradient,
            oracle=cross_entropy_in_double,
            tolerance=cross_entropy_tolerance,
            draws=6,
        ),
    ),
)
