from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.mathematical_loss import scoring
from losslab.mathematical_loss.scoring import Rule

from autograder.course.exercise import Args, Check, Exercise, Recipe, Tolerance
from solutions.mathematical_loss.scoring_rules import (
    blends,
    brier,
    log,
    logarithms,
    skewed,
    spherical,
    squares,
)

CURVATURE_TOLERANCE = Tolerance(rtol=0.0105, atol=0.0)
middling = st.integers(20, 80).filter(lambda n: n != 50).map(lambda n: n / 100)
likely = st.integers(55, 80).map(lambda n: n / 100)
rare = st.sampled_from([0.02, 0.025, 0.03])
sure = st.sampled_from([0.97, 0.975, 0.98])


def _logarithm(share: float, p: float) -> float:
    return share / (p * (1 - p)) + 2 * (1 - share)


_CURVATURES: dict[str, Callable[[float], float]] = {
    "logarithmic()": lambda p: _logarithm(1, p),
    "focal(gamma=0)": lambda p: _logarithm(1, p),
    "weighted(weight=1)": lambda p: _logarithm(1, p),
    "brier()": lambda p: 2.0,
    "power(exponent=2)": lambda p: 2.0,
    "blend(share=0.25)": lambda p: _logarithm(0.25, p),
    "blend(share=0.5)": lambda p: _logarithm(0.5, p),
    "blend(share=0.75)": lambda p: _logarithm(0.75, p),
    "spherical()": lambda p: (p**2 + (1 - p) ** 2) ** -1.5,
    "skewed()": lambda p: p,
}


def curvature_on_paper(rule: Rule, p: float) -> float:
    """The second derivative, as one finds it by hand."""
    return _CURVATURES[rule.name](p)


def _rounded_away(p: float) -> bool:
    """Whether a step of 1e-7 gives the spherical rule a curvature that is off by two percent."""
    rule, step = scoring.spherical(), 1e-7

    def expected(q: float) -> float:
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    measured = (expected(p + step) - 2 * expected(p) + expected(p - step)) / step**2
    return abs(measured / curvature_on_paper(rule, p) - 1) > 0.02


_noisy = [n / 1000 for n in (*range(20, 100), *range(900, 981)) if _rounded_away(n / 1000)]


def _at(rules: SearchStrategy[Recipe], beliefs: SearchStrategy[float]) -> SearchStrategy[Args]:
    return st.tuples(rules, beliefs)


EXERCISE = Exercise(
    title="What the same minimum costs to miss",
    objective="Measure how much a proper loss cares about an error, at each probability.",
    points=2,
    difficulty=2,
    minutes=15,
    hints=(
        "Hold p fixed and vary the report. Near its lowest point f is nearly c + a (q - p)² / 2. "
        "What do three reports, one of them p, tell you of a?",
        "How large may h be if p is 0.02? And how small, if numbers near 1 are rounded at 1e-16 "
        "and you divide by h²?",
        "What is f here? Both outcomes stand in it, and p does not move along with q. Try your h "
        "where you know the answer: Brier's rule has the curvature 2 at every p.",
    ),
    checks=(
        Check(
            "check_even_odds",
            "The curvature is right at p = 0.5 and around it.",
            {
                "a logarithm": _at(logarithms, middling),
                "a square": _at(squares, middling),
                "a blend": _at(blends, middling),
                "spherical": _at(st.just(spherical), middling),
                "skewed": _at(st.just(skewed), likely),
            },
            public=((log, 0.5), (brier, 0.5), (spherical, 0.3)),
            oracle=curvature_on_paper,
            tolerance=CURVATURE_TOLERANCE,
            draws=5,
        ),
        Check(
            "check_rare_events",
            "The curvature is right where the event, or its absence, is rare.",
            {
                "a logarithm, rarely": _at(logarithms, rare),
                "a logarithm, nearly always": _at(logarithms, sure),
                "skewed, rarely": _at(st.just(skewed), rare),
                "skewed, nearly always": _at(st.just(skewed), sure),
                "a blend": _at(blends, sure),
                "where small steps are rounded away": _at(
                    st.just(spherical), st.sampled_from(_noisy)
                ),
            },
            public=((log, 0.02), (brier, 0.02), (skewed, 0.02)),
            oracle=curvature_on_paper,
            tolerance=CURVATURE_TOLERANCE,
            draws=6,
        ),
    ),
)
