from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from losslab.mathematical_loss import scoring
from losslab.mathematical_loss.scoring import Rule

from autograder.course.exercise import Check, Exercise, Tolerance, recipe
from solutions.mathematical_loss.scoring_rules import brier, log, skewed, spherical

CURVATURE_TOLERANCE = Tolerance(rtol=0.0105, atol=0.0)
middling = st.integers(20, 80).map(lambda n: n / 100)
extreme = st.sampled_from([0.02, 0.03, 0.04, 0.05, 0.95, 0.96, 0.97, 0.98])

curved_rules = st.sampled_from(
    [
        recipe(scoring.logarithmic),
        recipe(scoring.brier),
        recipe(scoring.spherical),
        recipe(scoring.skewed),
    ]
)

_CURVATURES: dict[str, Callable[[float], float]] = {
    "logarithmic()": lambda p: 1 / (p * (1 - p)),
    "brier()": lambda p: 2.0,
    "spherical()": lambda p: (p**2 + (1 - p) ** 2) ** -1.5,
    "skewed()": lambda p: p,
}


def curvature_on_paper(rule: Rule, p: float) -> float:
    """The second derivative, as one finds it by hand."""
    return _CURVATURES[rule.name](p)


EXERCISE = Exercise(
    title="What the same minimum costs to miss",
    objective="Measure how much a proper loss cares about an error, at each probability.",
    points=2,
    difficulty=2,
    minutes=15,
    hints=(
        "Hold p fixed and vary the report. (f(q + h) - 2 f(q) + f(q - h)) / h² is the second "
        "derivative of f, nearly.",
        "How large may h be if p is 0.02? And how small, if numbers near 1 are rounded at 1e-16 "
        "and you divide by h²?",
        "h = 1e-4 does. f is the expected penalty, in which both outcomes stand, and p in it does "
        "not move along with q.",
    ),
    checks=(
        Check(
            "check_even_odds",
            "The curvature is right at p = 0.5 and around it.",
            st.tuples(curved_rules, middling),
            public=((log, 0.5), (brier, 0.5), (spherical, 0.3)),
            oracle=curvature_on_paper,
            tolerance=CURVATURE_TOLERANCE,
            draws=5,
        ),
        Check(
            "check_rare_events",
            "The curvature is right where the event, or its absence, is rare.",
            st.tuples(curved_rules, extreme),
            public=((log, 0.02), (brier, 0.02), (skewed, 0.02)),
            oracle=curvature_on_paper,
            tolerance=CURVATURE_TOLERANCE,
            draws=5,
        ),
    ),
)
