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


def _far_enough(logits: Tensor, labels: Tensor) -> bool:
    """Whether each row's target is well away from its softmax, so that no gradient is short."""
    return bool(((torch.softmax(logits, dim=1) - labels).norm(dim=1) > 0.2).all())


@st.composite
def two_losses(
    draw: st.DrawFn,
    formulas: Sequence[str],
    relabeled: bool,
    hard: bool = False,
    shape: tuple[int, int] = (2, 3),
) -> Args:
    """Rows of logits, and two losses on them in any order, on the same or on other targets."""
    n, k = shape
    first, second = draw(st.permutations(formulas))
    rows = [[draw(_logit) for _ in range(k)] for _ in range(n)]
    # Rows of different confidence have gradients of different length.
    rows[1:] = [[3 * number + 1 for number in row] for row in rows[1:]]
    logits = torch.tensor(rows)
    row = st.permutations([1.0] + [0.0] * (k - 1)) if hard else shares(k)
    away = st.lists(row, min_size=n, max_size=n).filter(lambda t: _far_enough(logits, targets(t)))
    one = draw(away)
    other = draw(away.filter(lambda t: t != one)) if relabeled else one
    return logits, (first, targets(one)), (second, targets(other))


@st.composite
def opposite(draw: st.DrawFn) -> Args:
    """Labels of several rows exchanged, so that one gradient mostly undoes the other."""
    k = draw(st.integers(2, 4))
    logits = torch.tensor([[draw(st.integers(-1, 1)) / 4 for _ in range(k)] for _ in range(2)])
    one = [[1.0, 0.0, *[0.0] * (k - 2)], [0.0, 1.0, *[0.0] * (k - 2)]]
    return logits, ("kl", targets(one)), ("ce", targets(one[::-1]))


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
        "One angle is asked for, not one a row. Of which two vectors, and does a row with a longer "
        "gradient count for more?",
    ),
    checks=(
        Check(
            "check_formulas_on_the_same_labels",
            "The cosine of two formulas is right on the same labels.",
            {
                "cross-entropy and squared error": two_losses(("ce", "l2"), relabeled=False),
                "divergence and squared error": two_losses(
                    ("kl", "l2"), relabeled=False, shape=(3, 4)
                ),
                "divergence and cross-entropy": two_losses(
                    ("ce", "kl"), relabeled=False, shape=(2, 2)
                ),
            },
            public=(
                _losses("ce", _soft, "kl", _soft),
                _losses("ce", _soft, "l2", _soft),
            ),
            tolerance=COSINE_TOLERANCE,
            draws=3,
        ),
        Check(
            "check_one_formula_on_other_labels",
            "The cosine of one formula is right on two sets of labels.",
            {
                "cross-entropy": two_losses(("ce", "ce"), relabeled=True, shape=(4, 2)),
                "divergence": two_losses(("kl", "kl"), relabeled=True, shape=(1, 4)),
                "squared error": two_losses(("l2", "l2"), relabeled=True, shape=(3, 3)),
                "opposite": opposite(),
            },
            public=(_losses("ce", _soft, "ce", _other_soft),),
            tolerance=COSINE_TOLERANCE,
            draws=4,
            contains={"many rows": lambda logits, *_: len(logits) > 3},
        ),
        Check(
            "check_other_formulas_on_other_labels",
            "The cosine is right where both formula and labels differ.",
            {
                "cross-entropy and squared error": two_losses(("ce", "l2"), relabeled=True),
                "divergence and squared error": two_losses(
                    ("kl", "l2"), relabeled=True, shape=(3, 4)
                ),
            },
            tolerance=COSINE_TOLERANCE,
            draws=2,
        ),
        Check(
            "check_labels_without_doubt",
            "The cosine is right where targets hold zeros.",
            {
                "squared error": two_losses(("kl", "l2"), relabeled=False, hard=True),
                "cross-entropy": two_losses(("kl", "ce"), relabeled=True, hard=True, shape=(3, 3)),
            },
            public=(
                _losses("kl", _hard, "l2", _hard),
                _losses("kl", _hard, "ce", _other_hard),
            ),
            tolerance=COSINE_TOLERANCE,
            draws=2,
        ),
    ),
)
