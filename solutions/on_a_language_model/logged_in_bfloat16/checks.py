from __future__ import annotations

import math

import numpy as np

from autograder.course.exercise import Args, Check, Exercise
from solutions.on_a_language_model.drawn import seeded


def _given(
    rng: np.random.Generator, register: float, losses: list[float], batches: int | None = None
) -> Args:
    before = int(rng.integers(100, 900)) if batches is None else batches
    return register, before, [float(loss) for loss in losses]


def _unit(x: float) -> float:
    return 2.0 ** (math.frexp(x)[1] - 8)


def _rounded(x: float) -> float:
    return round(x / _unit(x)) * _unit(x)


def small(rng: np.random.Generator) -> Args:
    """A sum from 0, without ties, of losses that may not be rounded on their own."""
    while True:
        losses = [int(n) / 64 for n in rng.integers(130, 400, 6)]
        exact, own, tie = [0.0], [0.0], False
        for loss in losses:
            exact.append(_rounded(exact[-1] + loss))
            own.append(_rounded(own[-1] + _rounded(loss)))
            tie |= abs(exact[-1] - exact[-2] - loss) * 2 == _unit(exact[-2] + loss)
        if exact[-1] != own[-1] and not tie:
            return _given(rng, 0.0, [*losses, 0.0], 0)


def swallowed(rng: np.random.Generator) -> Args:
    """A register that most of the losses leave as it was, and one of them does not."""
    power = int(rng.integers(3, 7))
    unit = 2.0**power
    losses = [unit * int(part) / 16 for part in rng.permutation([1, 5, 7, 2])]
    losses.insert(int(rng.integers(1, 4)), unit * 11 / 16)
    return _given(rng, unit * int(rng.integers(130, 250)), [*losses, 0.25, 0.0])


def small_in_sum(rng: np.random.Generator) -> Args:
    """Losses none of which moves the register, and whose sum would."""
    unit = 2.0 ** int(rng.integers(2, 7))
    return _given(rng, unit * int(rng.integers(130, 250)), [unit * 7 / 16] * 5)


def ties(rng: np.random.Generator, odd: int) -> Args:
    """A loss of exactly half a unit, on a number whose last bit is 0 or 1, or both."""
    unit = 2.0 ** int(rng.integers(3, 7))
    losses = [unit / 2, unit * 13 / 16, unit / 2, unit / 4]
    return _given(rng, unit * (2 * int(rng.integers(66, 120)) + odd), losses)


def above_half(rng: np.random.Generator) -> Args:
    """A loss of hardly more than half a unit, which is a tie if it is rounded on its own."""
    unit = 2.0 ** int(rng.integers(3, 7))
    return _given(rng, unit * 2 * int(rng.integers(66, 120)), [unit / 2 + 1 / 64, unit / 4])


def next_binade(rng: np.random.Generator) -> Args:
    """The unit doubles as the register passes a power of two."""
    unit = 2.0 ** int(rng.integers(1, 6))
    losses = [unit * part for part in (0.75, 0.25, 2.25)]
    return _given(rng, unit * 254, losses)


EXERCISE = Exercise(
    title="The register is full",
    objective="Tell a falling loss from a register that can hold no more of it.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "The bfloat16 numbers just above 512 are 516, 520 and 524. What does the register hold "
        "after 512 + 1.9, and after 512 + 2.1?",
        "The numbers are as far apart as the last of the 8 bits is worth. For a sum from 2**(e-1) "
        "to 2**e, what is that? `math.frexp` gives e. Or let torch round: which dtype must the "
        "sum have before it does, so that the loss is not rounded on its own?",
        "How many units is the exact sum? Make this a whole number, and look up what Python's "
        "`round` does with 2.5 and 3.5. Do that after each loss, not once.",
    ),
    checks=(
        Check(
            "check_sums_from_nothing",
            "What a new register holds is right.",
            {"from 0": seeded(small)},
            public=((0.0, 0, [2.5, 1.25]), (0.0, 0, [4.078125, 2.0, 3.515625, 0.0])),
            draws=3,
        ),
        Check(
            "check_losses_that_are_swallowed",
            "A loss that is too small for the register leaves it as it was, whatever follows.",
            {
                "most of them": seeded(swallowed),
                "all of them": seeded(small_in_sum),
                "the unit doubles": seeded(next_binade),
            },
            public=(
                (512.0, 230, [1.5, 1.75, 1.5]),
                (512.0, 230, [1.5, 3.0, 0.0]),
                (508.0, 100, [1.5, 1.5, 1.5]),
            ),
            weight=2,
            draws=4,
            covers=("left the register exactly as it was",),
        ),
        Check(
            "check_ties",
            "Of two numbers that are equally near, the one whose last bit is 0 is taken.",
            {"even": seeded(ties, 0), "odd": seeded(ties, 1), "no tie": seeded(above_half)},
            public=(
                (512.0, 230, [2.0]),
                (516.0, 230, [2.0, 2.0]),
                (1024.0, 400, [4.015625]),
            ),
            weight=2,
            draws=4,
        ),
    ),
)
