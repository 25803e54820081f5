from __future__ import annotations

import numpy as np

from autograder.course.exercise import Args, Check, Exercise, Tolerance
from solutions.on_a_language_model.drawn import seeded


def _d(counts: np.ndarray) -> np.ndarray:
    n = counts.astype(float)
    return np.sqrt(np.log(n) - (n - 1) / n)


def curves(
    rng: np.random.Generator, alpha: float, beta: float, peak: float = 0.0, noise: float = 0.02
) -> Args:
    """A noisy curve of the law, at different n in any order; perhaps with a peak at this share.

    With `peak`, beta is such that the peak lies at this share of the greatest measured d.
    """
    counts = rng.permutation([1, *(int(n) for n in 2 ** rng.permutation(np.arange(1, 9))[:5])])
    d = _d(counts)
    if peak:
        beta = alpha / (2 * peak * d.max())
    gold = rng.integers(-8, 9) / 4 + d * (alpha - beta * d)
    gold += noise * rng.permutation(np.linspace(-1, 1, len(d)))
    return [int(n) for n in counts], [float(x) for x in np.round(gold, 4)]


def noisy(
    rng: np.random.Generator, share: float, noise: float, fell: bool | None, passed: int
) -> Args:
    """A curve whose score fell at last, or not, and so many of whose d are beyond the peak."""
    while True:
        counts, gold = curves(rng, 1.2, 0.0, share, noise)
        d, gain = _d(np.array(counts)), np.array(gold)
        basis = np.stack([d, -(d**2)], axis=1)
        alpha, beta = np.linalg.lstsq(basis, gain - gold[counts.index(1)])[0]
        if min(alpha, beta) <= 0 or abs(d * 2 * beta / alpha - 1).min() < 0.01:
            continue
        beyond = (d * 2 * beta > alpha).sum() == passed
        if beyond and fell in (None, bool(gain[d.argmax()] < gain.max() - 0.01)):
            return counts, gold


def two_points(rng: np.random.Generator) -> Args:
    """Just as many points as the law has numbers."""
    counts = [1, int(rng.integers(2, 6)), int(rng.integers(20, 90))]
    order = rng.permutation(3)
    gold = np.array([0.5, 1.5, rng.choice([0.25, 0.75])]) + rng.integers(-3, 4)
    return [counts[i] for i in order], [float(gold[i]) for i in order]


_fitted = Tolerance(rtol=1e-5, atol=1e-6)

EXERCISE = Exercise(
    title="Has the peak been passed?",
    objective="Fit a law of overoptimization to a measured curve, and read off where it turns.",
    points=3,
    difficulty=3,
    minutes=25,
    hints=(
        "Best-of-1 is the base model. What is its divergence, and so the gain that the law gives "
        "it for every alpha and beta?",
        "The law is a sum of two known columns, each times an unknown number. Which columns? "
        "`np.linalg.lstsq` wants no more than these.",
        "Set the derivative of the law to 0. For which signs of alpha and beta is the d that you "
        "get above 0 and a maximum, and what does the curve look like in the other cases?",
    ),
    checks=(
        Check(
            "check_curves_with_a_peak",
            "Fit and peak are right where the curve has one, measured or still to come.",
            {
                "passed, below the start": seeded(curves, 1.5, 0.0, 0.4),
                "just passed": seeded(noisy, 0.93, 0.01, None, 1),
                "ahead": seeded(curves, 1.0, 0.0, 1.3),
                "far ahead": seeded(curves, 2.0, 0.0, 1.9),
                "not passed, and fell": seeded(noisy, 1.15, 0.12, True, 0),
                "passed, and did not fall": seeded(noisy, 0.9, 0.12, False, 1),
                "three points": seeded(two_points),
            },
            public=(
                ([64, 1, 16, 4], [0.75, 0.0, 1.0, 0.75]),
                ([1, 2, 4, 8, 16, 32], [0.0, 0.375, 0.625, 0.75, 1.0, 0.9375]),
                ([16, 1, 4], [2.0, 1.0, 1.625]),
                ([1, 2, 4, 8], [-1.0, -0.375, -0.125, 0.125]),
            ),
            tolerance=_fitted,
            weight=2,
            draws=7,
        ),
        Check(
            "check_curves_without_a_peak",
            "A curve that falls from the start, or rises ever faster, has no peak.",
            {
                "falls": seeded(curves, -0.8, 0.3),
                "falls, then turns": seeded(curves, -0.8, -0.3),
                "rises": seeded(curves, 0.7, -0.3),
            },
            public=(
                ([1, 4, 16], [1.0, 0.25, -1.0]),
                ([1, 4, 16], [1.0, 1.75, 3.5]),
                ([1, 4, 16], [1.0, 0.75, 1.0]),
            ),
            tolerance=_fitted,
            draws=3,
            covers=("rises without end or falls from the start",),
        ),
    ),
)
