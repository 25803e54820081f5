"""The scoring rules that `best_report`, `is_proper` and `curvature` are asked about.

A rule's constructor does not tell whether it is proper: several of them are the logarithmic rule
or Brier's for one value of their parameter.
"""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.mathematical_loss import scoring
from losslab.mathematical_loss.scoring import Rule

from autograder.course.exercise import Recipe, recipe


def made_with(make: Callable[..., Rule], name: str, *values: float) -> SearchStrategy[Recipe]:
    """A rule with one of several values of a parameter."""
    return st.sampled_from(values).map(lambda value: recipe(make, **{name: value}))


log, brier = recipe(scoring.logarithmic), recipe(scoring.brier)
spherical, skewed = recipe(scoring.spherical), recipe(scoring.skewed)
focal, smoothed = recipe(scoring.focal, gamma=2.0), recipe(scoring.smoothed, epsilon=0.1)
clipped, weighted = recipe(scoring.clipped, epsilon=0.1), recipe(scoring.weighted, weight=2.0)
absolute, reward = recipe(scoring.absolute), recipe(scoring.brier_as_reward)

logarithms = st.sampled_from(
    [log, recipe(scoring.focal, gamma=0.0), recipe(scoring.weighted, weight=1.0)]
)
blends = made_with(scoring.blend, "share", 0.25, 0.5, 0.75)
squares = st.sampled_from([brier, recipe(scoring.power, exponent=2.0)])
honest_rules = st.one_of(logarithms, squares, blends, st.sampled_from([spherical, skewed]))
focal_rules = made_with(scoring.focal, "gamma", 0.5, 1.0, 2.0, 3.0)
smoothed_rules = made_with(scoring.smoothed, "epsilon", 0.05, 0.1, 0.2)
light_rules = made_with(scoring.weighted, "weight", 0.25, 0.5)
heavy_rules = made_with(scoring.weighted, "weight", 2.0, 5.0)
blunt_rules = made_with(scoring.power, "exponent", 0.5, 0.75, 1.0)
sharp_rules = made_with(scoring.power, "exponent", 1.5, 3.0)
