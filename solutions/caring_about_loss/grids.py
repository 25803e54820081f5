"""Numbers on a grid, so that a failing call can be read, and how near an answer must come."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.course.exercise import Tolerance

discounts = st.sampled_from([0.5, 0.75, 0.9])
quarter = st.integers(1, 12).map(lambda n: n / 4)


def normalized(weights: list[int]) -> list[float]:
    """Weights as probabilities."""
    return [w / sum(weights) for w in weights]


NEAR = Tolerance(rtol=1e-6, atol=1e-6)
