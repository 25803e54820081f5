"""The scoring rules that `best_report`, `is_proper` and `curvature` are asked about."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.mathematical_loss import scoring
from losslab.mathematical_loss.scoring import Rule

from autograder.course.exercise import Recipe, recipe

honest_rules = st.one_of(
    st.sampled_from(
        [
            recipe(scoring.logarithmic),
            recipe(scoring.brier),
            recipe(scoring.spherical),
            recipe(scoring.skewed),
        ]
    ),
    st.sampled_from([0.25, 0.5, 0.75]).map(lambda share: recipe(scoring.blend, share=share)),
)


def made_with(make: Callable[..., Rule], name: str, *values: float) -> SearchStrategy[Recipe]:
    """A rule with one of several values of a parameter."""
    return st.sampled_from(values).map(lambda value: recipe(make, **{name: value}))


focal_rules = made_with(scoring.focal, "gamma", 0.5, 1.0, 2.0, 3.0)
smoothed_rules = made_with(scoring.smoothed, "epsilon", 0.05, 0.1, 0.2)
weighted_rules = made_with(scoring.weighted, "weight", 0.25, 0.5, 2.0, 5.0)
power_rules = made_with(scoring.power, "exponent", 0.5, 1.0, 1.5, 3.0)
log, brier = recipe(scoring.logarithmic), recipe(scoring.brier)
spherical, skewed = recipe(scoring.spherical), recipe(scoring.skewed)
focal, smoothed = recipe(scoring.focal, gamma=2.0), recipe(scoring.smoothed, epsilon=0.1)
clipped, weighted = recipe(scoring.clipped, epsilon=0.1), recipe(scoring.weighted, weight=2.0)
absolute, reward = recipe(scoring.absolute), recipe(scoring.brier_as_reward)
