from __future__ import annotations

from collections.abc import Sequence

import torch
from hypothesis import strategies as st
from torch import Tensor

from autograder.course.exercise import Args, Check, Exercise, Tolerance
from solutions.mathematical_loss.tables import shares

COSINE_TOLERANCE = Tolerance(rtol=0.0, atol=2e-4)
_logit = st.integers(-4, 4).map(lambda n: n / 2)


def targets(rows: Sequence[Sequence[float]]) -> Tensor:
    """Rows of probabilities as a float32 tensor."""
    return torch.tensor(rows, dtype=torch.float32)


@st.composite
def _rows(draw: st.DrawFn, hard: bool) -> list[list[float]]:
    """Targets of two rows, soft or, with `hard`, one label each."""
    if hard:
        return [draw(st.permutations([1.0, 0.0, 0.0])) for _ in range(2)]
    return [draw(shares(3)) for _ in range(2)]


def _far_enough(logits: Tensor, labels: Tensor) -> bool:
    """Whether each row's target is well away from its softmax, so that no gradient is short."""
    return bool(((torch.softmax(logits, dim=1) - labels).norm(dim=1) > 0.2).all())


@st.composite
def two_losses(draw: st.DrawFn, first: str, second: str, relabeled: bool, hard: bool) -> Args:
    """Two rows of three logits, and two losses on them with the same or with other targets."""
    rows = [[draw(_logit) for _ in range(3)], [draw(_logit) for _ in range(3)]]
    # Rows of different confidence have gradients of different length.
    logits = torch.tensor([rows[0], [3 * number + 1 for number in rows[1]]])
    away = _rows(hard).filter(lambda t: _far_enough(logits, targets(t)))
    one = draw(away)
    other = draw(away.filter(lambda t: t != one)) if relabeled else one
    return logits, (first, targets(one)), (second, targets(other))


_two_rows = [[0.0, 1.0, -1.0], [4.0, 0.0, 1.0]]
_soft = [[0.5, 0.25, 0.25], [0.125, 0.75, 0.125]]
_other_soft = [[0.125, 0.75, 0.125], [0.5, 0.25, 0.25]]
_hard = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
_other_hard = [[0.0, 0.0, 1.0], [0.0, 1.0, 0.0]]


def _losses(
    first: str, labels: Sequence[Sequence[float]], second: str, others: Sequence[Sequence[float]]
) -> Args:
    return (
        targets(_two_rows),
        (first, targets(labels)),
        (second, targets(others)),
    )


EXERCISE = Exercise(
    title="Another formula, other labels",
    objective="Tell what changes an update more: the formula of the loss or its labels.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Make the logits a leaf that asks for a gradient, compute one loss, call `backward()`, "
        "keep `.grad`; then the same for the other loss from a fresh leaf.",
        "`F.log_softmax(logits, dim=1)` gives log q, its exponential q. In the divergence the "
        "part t log t does not depend on the logits: which gradient does it contribute?",
        "Flatten both gradients into one vector each, over all rows, before you take the scalar "
        "product. A row with a longer gradient counts for more.",
    ),
    checks=(
        Check(
            "check_formulas_on_the_same_labels",
            "The cosine of two formulas is right on the same labels.",
            st.one_of(
                two_losses("ce", "l2", relabeled=False, hard=False),
                two_losses("kl", "l2", relabeled=False, hard=False),
                two_losses("ce", "kl", relabeled=False, hard=False),
            ),
            public=(
                _losses("ce", _soft, "kl", _soft),
                _losses("ce", _soft, "l2", _soft),
            ),
            tolerance=COSINE_TOLERANCE,
            draws=5,
        ),
        Check(
            "check_one_formula_on_other_labels",
            "The cosine of one formula is right on two sets of labels.",
            st.one_of(
                two_losses("ce", "ce", relabeled=True, hard=False),
                two_losses("l2", "l2", relabeled=True, hard=False),
            ),
            public=(_losses("ce", _soft, "ce", _other_soft),),
            tolerance=COSINE_TOLERANCE,
            draws=5,
        ),
        Check(
            "check_labels_without_doubt",
            "The cosine is right where targets hold zeros.",
            st.one_of(
                two_losses("kl", "l2", relabeled=False, hard=True),
                two_losses("kl", "ce", relabeled=True, hard=True),
            ),
            public=(
                _losses("kl", _hard, "l2", _hard),
                _losses("kl", _hard, "ce", _other_hard),
            ),
            tolerance=COSINE_TOLERANCE,
            draws=5,
        ),
    ),
)
