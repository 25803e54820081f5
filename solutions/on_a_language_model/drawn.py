"""Inputs that are drawn by a random generator whose seed hypothesis chooses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args


def seeded(make: Callable[..., Args], *fixed: Any, **named: Any) -> st.SearchStrategy[Args]:
    """What ``make(generator, *fixed, **named)`` gives, for a generator of any seed."""
    return st.integers(0, 2**32).map(
        lambda seed: make(np.random.default_rng(seed), *fixed, **named)
    )


def distribution(rng: np.random.Generator, size: int, zeros: int = 0) -> np.ndarray:
    """Probabilities of different sizes, so many of them 0: float64 of shape (size,)."""
    weights = rng.permutation(np.arange(1, size + 1)) + rng.integers(0, 3, size) / 4
    weights[rng.permutation(size)[:zeros]] = 0.0
    return weights / weights.sum()
