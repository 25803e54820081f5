from __future__ import annotations

import numpy as np

from autograder.course.exercise import Args, Check, Exercise
from solutions.on_a_language_model.drawn import distribution, seeded


def texts(rng: np.random.Generator, n: int, zeros: int = 0, scale: float = 1.0) -> Args:
    """Texts with different ratings of both signs and other worths; some are never written.

    Those that are never written are paid best of all.
    """
    base = distribution(rng, n, zeros)
    rating = (rng.permutation(n) - n / 2 + 0.25) / 2
    rating[base == 0] = n + rng.integers(1, 5)
    worth = rng.permutation(n) * 1.5 - rating / 4
    beta = float(rng.choice([0.4, 0.7, 1.6]))
    return base, scale * rating, worth, scale * beta


def steep(rng: np.random.Generator, sign: int, zeros: int) -> Args:
    """Ratings whose differences no exponential can hold either; two of the best are alike."""
    base, rating, worth, _ = texts(rng, 5, zeros)
    written = np.flatnonzero(base)
    first, second = (int(i) for i in rng.permutation(written)[:2])
    rating[written] = np.minimum(rating[written], 1.0)
    rating[first] = rating[second] = 2.0
    rating += 40.0 * sign
    return base, rating, worth, 10.0 ** -int(rng.integers(4, 7))


def rare(rng: np.random.Generator) -> Args:
    """A text that is hardly ever written is paid so well that the policy writes it often."""
    base, rating, worth, beta = texts(rng, 4)
    paid = int(rng.integers(4))
    base[paid] = 10.0 ** -int(rng.integers(14, 20))
    base /= base.sum()
    rating[paid] = rating.max() - beta * np.log(base[paid]) + beta * rng.uniform(-1, 1)
    return base, rating, worth, beta


def gentle(rng: np.random.Generator) -> Args:
    """A penalty that hardly lets the policy move."""
    base, rating, worth, _ = texts(rng, 4, 1)
    return base, rating, worth, float(rng.choice([30.0, 80.0]))


def one_text(rng: np.random.Generator) -> Args:
    """There is one text to write, or one that is ever written."""
    n = int(rng.integers(1, 3))
    base = np.eye(n)[int(rng.integers(n))]
    return base, rng.integers(1, 9, n) / 2.0, rng.integers(1, 9, n) / 4.0, 0.5


def _given(base: list[float], rating: list[float], worth: list[float], beta: float) -> Args:
    return np.array(base), np.array(rating), np.array(worth), beta


EXERCISE = Exercise(
    title="The policy at the end of the penalty",
    objective="Work out what a reward model and a KL penalty ask for, before anybody trains.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Two texts that the reward model rates alike: what becomes of the ratio of their "
        "probabilities? And what if the base model writes one of them never?",
        "Multiply all of `exp(rating / beta)` by a constant. What does it do to the policy? So "
        "which constant keeps the exponentials from overflowing, and the greatest from vanishing?",
        "The greatest rating may be that of a text that is never written. Among which texts do you "
        "look for the constant? And which texts have a logarithm of policy over base?",
    ),
    checks=(
        Check(
            "check_penalized_policies",
            "Policy, expectations and divergence are right where every text may be written.",
            {
                "three texts": seeded(texts, 3),
                "five texts": seeded(texts, 5),
                "another unit": seeded(texts, 4, scale=20.0),
                "a unit of thousands": seeded(texts, 4, scale=4e5),
                "a unit of millionths": seeded(texts, 4, scale=4e-6),
                "one that is hardly ever written": seeded(rare),
            },
            public=(
                _given([0.5, 0.25, 0.25], [0.0, 1.0, 0.0], [1.0, 2.0, 0.0], 1.0),
                _given([0.75, 0.25], [1.0, 3.0], [1.0, -1.0], 2.0),
            ),
            draws=6,
            covers=("``policy``: float64 of shape (n,), with sum 1",),
        ),
        Check(
            "check_texts_that_are_never_written",
            "A text that the base model never writes is not written, whatever it is paid.",
            {
                "one of them": seeded(texts, 4, 1),
                "two of them": seeded(texts, 5, 2),
                "a strong penalty": seeded(gentle),
                "a single text": seeded(one_text),
            },
            public=(_given([0.5, 0.0, 0.5], [0.0, 3.0, 1.0], [0.0, 9.0, 1.0], 1.0),),
            draws=4,
            covers=("0 for each text that the base model never writes, whatever it is paid",),
        ),
        Check(
            "check_hardly_any_penalty",
            "The policy is right where the exponentials are beyond all floats.",
            {
                "great": seeded(steep, 1, 0),
                "much less than 0": seeded(steep, -1, 0),
                "never written, and paid best": seeded(steep, 1, 1),
                "all less than 0, some never written": seeded(steep, -1, 2),
            },
            public=(
                _given([0.5, 0.25, 0.25], [1.0, 2.0, 2.0], [4.0, 0.0, 2.0], 0.001),
                _given(
                    [0.5, 0.25, 0.25, 0.0], [-9.0, -8.0, -8.0, 5.0], [4.0, 0.0, 2.0, 1.0], 0.001
                ),
            ),
            weight=1.5,
            draws=4,
        ),
    ),
)
