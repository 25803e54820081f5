"""Inputs found by a search, where few of those that are drawn blindly show what they should."""

from __future__ import annotations

import random
from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from autograder.course.exercise import Args

MOST = 4000


def searched(
    make: Callable[[random.Random], Args], good: Callable[[Args], bool] = lambda args: True
) -> SearchStrategy[Args]:
    """Inputs that `make` makes with random numbers, the first for which `good` holds."""

    def find(seed: int) -> Args:
        lots = random.Random(seed)
        for _ in range(MOST):
            args = make(lots)
            if good(args):
                return args
        raise ValueError(f"no good input in {MOST} tries")

    return st.integers(0, 2**40).map(find)


def shares(lots: random.Random, count: int, zeros: int = 0) -> list[float]:
    """Different probabilities that sum to 1, of which `zeros` at random places are 0."""
    weights = lots.sample(range(1, 3 * count + 2), count - zeros) + [0] * zeros
    lots.shuffle(weights)
    return [w / sum(weights) for w in weights]
