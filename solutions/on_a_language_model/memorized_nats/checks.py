from __future__ import annotations

import numpy as np

from autograder.course.exercise import Args, Check, Exercise
from solutions.on_a_language_model.drawn import seeded


def trainings(
    rng: np.random.Generator, models: int, passages: int, unmeasured: int = 0, odd: bool = False
) -> Args:
    """Losses of models that know some passages, and which they were trained on.

    The passage with the lowest loss of a model that knows it is not the one with the lowest loss
    over all models, nor the one that was memorized most, nor the one with the lowest loss of a
    single model. With `odd`, passages that cannot be measured have the lowest loss of all.
    """
    cut = rng.integers(1, models, passages)
    cut[1] = 1
    if models > 2:
        cut[2] = 2
    trained = np.array([rng.permutation(models) < c for c in cut]).T
    base, gain = 1.5 + 0.25 * rng.permutation(passages), 0.1 * rng.permutation(passages)
    # Easy for all; easier still for the one that knows it; memorized most; by far worse for having
    # it, more than any is better.
    base[:2], gain[:4] = (0.5, 0.8), (0.05, 0.5, 0.9, -2.4)[:passages]
    base[2] = max(base[2], 2.0)
    loss = base - gain * trained + 0.02 * rng.permutation(models)[:, None]
    loss += rng.integers(-4, 5, loss.shape) / 500
    loss[rng.choice(np.flatnonzero(trained[:, 2])), 2] = 0.1  # in one model alone
    kinds = rng.permutation(np.arange(unmeasured) % 2)
    if unmeasured:
        whole = np.tile(kinds == 0, (models, 1))
        trained = np.concatenate([whole, trained], axis=1)
        extra = 0.1 + 0.01 * rng.integers(1, 9, (models, unmeasured)) + (0 if odd else 4)
        loss = np.concatenate([extra, loss], axis=1)
    order = rng.permutation(passages + unmeasured)
    if odd:  # one that no model was trained on stands first
        none = order == int(np.flatnonzero(~trained.any(axis=0))[0])
        order = np.concatenate([order[none], order[~none]])
    return np.round(loss[:, order], 4), trained[:, order]


def two_models(rng: np.random.Generator) -> Args:
    """Two models, each trained on what the other was not."""
    first = rng.permutation(np.arange(3) % 2).astype(bool)
    base = np.array([0.5, 0.8, 1.9]) + np.round(rng.uniform(0, 0.05, 3), 3)
    gain = np.array([0.05, 0.5, 0.9])
    trained = np.stack([first, ~first])
    order = rng.permutation(3)
    return np.round(base - gain * trained, 4)[:, order], trained[:, order]


def _given(loss: list[list[float]], trained_on: list[list[int]]) -> Args:
    return np.array(loss), np.array(trained_on, dtype=bool)


_HALVES = [[1, 1, 0], [0, 0, 1]]

EXERCISE = Exercise(
    title="Learned by heart, or easy",
    objective="Tell a passage that a model memorized from one that anybody could predict.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "A passage has a loss of 0.4 in the model that was trained on it. What would you have to "
        "know about a second model before you call it memorized?",
        "Each column has its own models that know the passage, one or many. Which of NumPy's "
        "sums give you a mean over some rows, and another set of rows in each column?",
        "A column of True only, or of False only, makes 0 / 0. Let that NaN arise, and choose "
        "functions that step over it. In the search for `lowest`, is there NaN in both columns?",
    ),
    checks=(
        Check(
            "check_measured_passages",
            "The nats are right where some models were trained on each passage and some not.",
            {
                "five models": seeded(trainings, 5, 4),
                "three models": seeded(trainings, 3, 5),
                "two models": seeded(two_models),
            },
            public=(
                _given([[0.5, 1.25, 2.0], [0.625, 2.0, 1.5]], _HALVES),
                _given([[0.5, 1.0], [0.625, 2.0], [0.75, 2.5]], [[1, 1], [1, 0], [0, 0]]),
                _given([[0.5, 0.375], [0.625, 1.5]], [[1, 1], [0, 0]]),
                _given([[0.5, 2.5], [1.0, 1.0]], [[1, 1], [0, 0]]),
                _given([[0.5, 0.25], [0.625, 1.5], [1.0, 2.0]], [[1, 1], [1, 1], [0, 0]]),
            ),
            draws=4,
            covers=("``memorized``: float64 of shape (passages,)",),
        ),
        Check(
            "check_passages_that_cannot_be_measured",
            "Where all models or none were trained on a passage, nothing can be said.",
            {
                "one": seeded(trainings, 4, 4, unmeasured=1),
                "two": seeded(trainings, 4, 4, unmeasured=2),
                "two, with low losses": seeded(trainings, 4, 3, unmeasured=2, odd=True),
                "four, with low losses": seeded(trainings, 3, 3, unmeasured=4, odd=True),
            },
            public=(
                _given([[0.5, 0.25, 2.0], [0.75, 0.25, 1.5]], [[1, 1, 0], [0, 1, 1]]),
                _given([[0.5, 0.125, 2.0], [0.75, 0.25, 1.5]], [[1, 0, 0], [0, 0, 1]]),
            ),
            weight=1.5,
            draws=4,
        ),
    ),
)
