"""Tables of probabilities in sixteenths, and how near an answer must come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Tolerance

PARTS = 16


@st.composite
def shares(draw: st.DrawFn, k: int, zeros: int = 0) -> list[float]:
    """A distribution on k labels in sixteenths, with exactly `zeros` zeros."""
    positive = k - zeros
    cuts = sorted(
        draw(st.sets(st.integers(1, PARTS - 1), min_size=positive - 1, max_size=positive - 1))
    )
    ends = [0, *cuts, PARTS]
    shares = [(b - a) / PARTS for a, b in pairwise(ends)]
    return draw(st.permutations(shares + [0.0] * zeros))


def table(rows: Sequence[Sequence[float]]) -> np.ndarray:
    """Rows as a float64 array."""
    return np.array(rows, dtype=np.float64)


number = Tolerance(rtol=1e-5, atol=1e-8)


def array(*numbers: float) -> np.ndarray:
    """Numbers as an array."""
    return np.array(numbers)
