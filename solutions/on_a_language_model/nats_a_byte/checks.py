from __future__ import annotations

import math

import numpy as np

from autograder.course.exercise import Args, Check, Exercise
from solutions.on_a_language_model.drawn import seeded


def batches(rng: np.random.Generator, *tokens: int, more_bytes: bool = True) -> Args:
    """Batches of so many tokens, shuffled, the shorter ones harder; a text of some bytes."""
    means = np.round(rng.uniform(1, 2, len(tokens)) + 4 / (1 + np.array(tokens)), 3)
    made = [
        {"tokens": n, "mean": float(mean) if n else math.nan}
        for n, mean in zip(tokens, means, strict=True)
    ]
    total = sum(tokens)
    text = total * 3 + int(rng.integers(1, 9)) if more_bytes else max(total // 2, 1)
    return [made[i] for i in rng.permutation(len(made))], text


def failed(rng: np.random.Generator, value: float, *tokens: int) -> Args:
    """As :func:`batches`, and the last batch of those whose tokens count has failed."""
    made, text = batches(rng, *tokens)
    last = max(i for i, batch in enumerate(made) if batch["tokens"])
    made[last]["mean"] = value
    return made, text


def _given(*pairs: tuple[int, float]) -> list[dict[str, float]]:
    return [{"tokens": n, "mean": mean} for n, mean in pairs]


EXERCISE = Exercise(
    title="Three numbers called the loss",
    objective="Report a language model's loss in a unit in which models can be compared.",
    points=2,
    difficulty=1,
    minutes=8,
    hints=(
        "Two batches, of 1 and of 99 tokens, have the means 4 and 2. What is the mean loss of a "
        "token?",
        "From a batch's mean and its number of tokens you get what all of its tokens cost. Of "
        "which two of the three numbers is this the beginning?",
        "What is 0 times NaN? So which batches have to be left out before anything is added, and "
        "which must not be left out although they hold NaN too?",
    ),
    checks=(
        Check(
            "check_uneven_batches",
            "The three numbers are right for batches of different sizes.",
            {
                "more bytes than tokens": seeded(batches, 40, 7, 2),
                "fewer bytes than tokens": seeded(batches, 30, 3, 12, 5, more_bytes=False),
                "one batch": seeded(batches, 17),
            },
            public=(
                (_given((1, 4.0), (3, 2.0)), 8),
                (_given((4, 1.5)), 3),
            ),
            draws=3,
        ),
        Check(
            "check_what_is_left_out",
            "A batch in which nothing counts changes nothing, and a failed one is in all numbers.",
            {
                "one in which nothing counts": seeded(batches, 25, 0, 4),
                "several": seeded(batches, 0, 6, 0, 21, 9, 0),
                "NaN": seeded(failed, math.nan, 12, 5, 30),
                "infinity": seeded(failed, math.inf, 12, 5, 30),
                "NaN, and a batch in which nothing counts": seeded(failed, math.nan, 12, 0, 30),
                "infinity, and a batch in which nothing counts": seeded(
                    failed, math.inf, 0, 12, 0, 7
                ),
            },
            public=(
                (_given((2, 1.0), (0, math.nan), (6, 2.0)), 20),
                (_given((2, 1.0), (4, math.nan)), 12),
                (_given((0, math.nan), (2, 1.0), (4, math.inf)), 12),
            ),
            weight=1.5,
            draws=6,
            covers=("Where no token counts, `mean` is NaN",),
        ),
    ),
)
