from __future__ import annotations

import numpy as np

from autograder.course.exercise import Args, Check, Exercise
from solutions.on_a_language_model.drawn import seeded


def forecasts(rng: np.random.Generator, n: int, bins: int, skewed: bool = True) -> Args:
    """Different confidences, most of them high, of tokens that come less often than they should."""
    low = 0.2 + 0.8 * rng.permutation(n) / n
    confidence = np.round(low ** (0.4 if skewed else 1.0), 4)
    # The least sure tokens come all, of the others every third one does not.
    right = rng.random(n) < 0.5
    order = np.argsort(confidence)
    right[order[: max(n // 3, 1)]] = True
    right[order[-max(n // 3, 1) :: 2]] = False
    return confidence, right, bins


def tied(rng: np.random.Generator) -> Args:
    """Equal confidences on both sides of a cut, of tokens that came and did not, in any order."""
    least, middle, most = (float(x) for x in np.round(np.sort(rng.uniform(0.3, 1, 3)), 2))
    came = [True, True, False, False]
    if rng.integers(2):
        came = came[::-1]
    rows = [(middle + 0.005, c) for c in came]
    for row in [(least - 0.1, True), (least - 0.1, False), (most + 0.1, bool(rng.integers(2)))]:
        rows.insert(int(rng.integers(len(rows) + 1)), row)
    rows.append((most + 0.1, False))
    confidence, right = zip(*rows, strict=True)
    return np.array(confidence), np.array(right), 2


def many_tied(rng: np.random.Generator) -> Args:
    """Sixty tokens of three confidences, which come and do not in a pattern."""
    levels = np.round(np.array([0.4, 0.7, 0.9]) + rng.uniform(0, 0.05), 3)
    confidence = rng.permutation(np.repeat(levels, 20))
    right = np.zeros(60, dtype=bool)
    for level in np.unique(confidence):
        places = np.flatnonzero(confidence == level)
        right[places[: int(rng.integers(9, 12))]] = True
    return confidence, right, int(rng.choice([9, 11, 13]))


def certain(rng: np.random.Generator) -> Args:
    """One token."""
    return np.round(rng.uniform(0.3, 1, 1), 3), np.array([bool(rng.integers(2))]), 1


def _given(confidence: list[float], right: list[int], bins: int) -> Args:
    return np.array(confidence), np.array(right, dtype=bool), bins


EXERCISE = Exercise(
    title="How sure, and how often right",
    objective="Measure whether a language model's probabilities are those with which tokens come.",
    points=3,
    difficulty=2,
    minutes=20,
    hints=(
        "Of four tokens with confidences 0.6, 0.6, 0.8, 0.8 three came. Which of the numbers that "
        "are asked for can be told, with one bin, and which needs to know more?",
        "What do `np.array_split` and `np.argsort` do where something cannot be divided evenly, or "
        "is equal? Both have a way that is right here, and one of them is not the default.",
        "A bin of three tokens and one of two: how much of all tokens is each? And at which point "
        "does the sign of a gap get lost in `error`, before or after a bin's tokens are averaged?",
    ),
    checks=(
        Check(
            "check_equal_bins",
            "Gaps and both means are right where the bins have one size.",
            {
                "three bins": seeded(forecasts, 12, 3),
                "two bins, even confidences": seeded(forecasts, 10, 2, skewed=False),
                "one bin": seeded(forecasts, 7, 1),
                "a bin for each token": seeded(forecasts, 6, 6),
            },
            public=(
                _given([0.9, 0.6, 0.8, 0.5], [1, 1, 0, 1], 2),
                _given([0.75, 0.5], [0, 1], 1),
            ),
            draws=4,
        ),
        Check(
            "check_uneven_bins",
            "The larger bins come first, and count for more.",
            {
                "one token more": seeded(forecasts, 13, 4),
                "two tokens more": seeded(forecasts, 11, 3),
                "few tokens": seeded(forecasts, 3, 2),
            },
            public=(_given([0.9, 0.6, 0.8, 0.5, 0.95], [0, 1, 1, 1, 0], 2),),
            weight=1.5,
            draws=3,
            covers=("differ by one at most, where the larger bins come first",),
        ),
        Check(
            "check_equal_confidences",
            "Tokens of equal confidence stay in their order.",
            {"across a cut": seeded(tied), "many": seeded(many_tied), "one token": seeded(certain)},
            public=(_given([0.7, 0.7, 0.5, 0.7, 0.9, 0.7], [1, 0, 1, 1, 1, 0], 2),),
            draws=4,
            covers=(
                "Tokens of equal confidence stay in the order in which they are given.",
                "``gaps``: float64 of shape (bins,)",
            ),
        ),
    ),
)
