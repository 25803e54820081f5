from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from random import Random

import numpy as np
import torch
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from torch import Tensor

from autograder.course.exercise import Args, Check, Exercise, Tolerance
from solutions.mathematical_loss.tables import PARTS

COSINE_TOLERANCE = Tolerance(rtol=0.0, atol=2.1e-4)


def targets(rows: Sequence[Sequence[float]]) -> Tensor:
    """Rows of probabilities as a float32 tensor."""
    return torch.tensor(rows, dtype=torch.float32)


def _softmax(logits: np.ndarray) -> np.ndarray:
    q = np.exp(logits)
    return np.asarray(q / q.sum(axis=1, keepdims=True))


def _gradient(logits: np.ndarray, formula: str, labels: np.ndarray) -> np.ndarray:
    """The gradient of a loss, or a multiple of it."""
    q = _softmax(logits)
    pull = q - labels
    return np.asarray(
        q * (pull - (q * pull).sum(axis=1, keepdims=True)) if formula == "l2" else pull
    )


def _cosine(one: np.ndarray, other: np.ndarray) -> float:
    return float((one * other).sum() / np.sqrt((one**2).sum() * (other**2).sum()))


def _distribution(random: Random, k: int, hard: bool) -> list[float]:
    """A row of probabilities in sixteenths, or one that is sure of a label."""
    if hard:
        return random.sample([1.0] + [0.0] * (k - 1), k)
    ends = [0, *sorted(random.sample(range(1, PARTS), k - 1)), PARTS]
    return [(b - a) / PARTS for a, b in pairwise(ends)]


def two_losses(
    formulas: Sequence[str],
    relabeled: bool,
    hard: bool = False,
    shape: tuple[int, int] = (2, 3),
    against: bool = False,
) -> SearchStrategy[Args]:
    """Rows of logits, and two losses on them in any order, on the same or on other targets.

    With `against` the gradients point away from each other. Rows count unequally: the mean of
    their cosines is another number, and so is the cosine of the first.
    """
    n, k = shape

    def made(seed: int) -> Args:
        random = Random(seed)
        while True:
            first, second = random.sample(formulas, 2)
            # Rows of different confidence have gradients of different length.
            rows = [[random.randint(-4, 4) / 2 for _ in range(k)]]
            rows += [[random.randint(-8, 12) / 2 for _ in range(k)] for _ in range(n - 1)]
            one = [_distribution(random, k, hard) for _ in range(n)]
            other = [_distribution(random, k, hard) for _ in range(n)] if relabeled else one
            logits, t, u = np.array(rows), np.array(one), np.array(other)
            q = _softmax(logits)
            if min(np.linalg.norm(q - t, axis=1).min(), np.linalg.norm(q - u, axis=1).min()) < 0.2:
                continue
            if q.max() > 0.93 or (relabeled and one == other):
                continue
            g, h = _gradient(logits, first, t), _gradient(logits, second, u)
            cosine = _cosine(g, h)
            by_row = [_cosine(a[None], b[None]) for a, b in zip(g, h, strict=True)]
            apart = abs(cosine - np.mean(by_row)) > 0.005 and abs(cosine - by_row[0]) > 0.005
            proportional = min(by_row) > 1 - 1e-9
            if (n == 1 or apart or proportional or k == 2) and (not against or cosine < -0.05):
                return targets(rows), (first, targets(one)), (second, targets(other))

    return st.integers(0, 2**32).map(made)


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
            public=(
                _losses("ce", _soft, "ce", _other_soft),
                (
                    torch.zeros(2, 2),
                    ("kl", targets([[1, 0], [0, 1]])),
                    ("ce", targets([[0.25, 0.75], [1, 0]])),
                ),
            ),
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
                    ("kl", "l2"), relabeled=True, shape=(3, 4), against=True
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
                "cross-entropy": two_losses(
                    ("kl", "ce"), relabeled=True, hard=True, shape=(3, 3), against=True
                ),
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
