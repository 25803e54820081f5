from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.mathematical_loss import scoring
from losslab.mathematical_loss.scoring import Rule

from autograder.course.exercise import Args, Check, Exercise, Recipe, Tolerance, recipe
from solutions.mathematical_loss.scoring_rules import (
    absolute,
    brier,
    clipped,
    focal,
    focal_rules,
    honest_rules,
    log,
    power_rules,
    reward,
    skewed,
    smoothed,
    smoothed_rules,
    weighted,
    weighted_rules,
)

REPORT_TOLERANCE = Tolerance(rtol=0.0, atol=1.05e-3)
_hundredths = st.integers(2, 98).map(lambda n: n / 100)


def _one_best(rule: Rule, p: float) -> bool:
    """Whether nothing outside a thousandth around the best report comes near to it."""
    q = np.linspace(0, 1, 20_001)
    expected = p * rule(q, 1) + (1 - p) * rule(q, 0)
    nearly = q[expected < expected.min() + 1e-9]
    return float(nearly.max() - nearly.min()) < 1e-3


def beliefs_about(rules: SearchStrategy[Recipe]) -> SearchStrategy[Args]:
    """A rule and a belief for which one report is the best."""
    return st.tuples(rules, _hundredths).filter(lambda args: _one_best(_made(args[0]), args[1]))


def _made(rule: Recipe) -> Rule:
    return getattr(scoring, rule.target.partition(":")[2])(**rule.kwargs)


# An honest report is one valley here, certainty the other and deeper one.
two_valleys = st.tuples(
    st.just(recipe(scoring.clipped, epsilon=0.1)),
    st.integers(12, 20).flatmap(lambda n: st.sampled_from([n / 100, 1 - n / 100])),
)

_half_power = recipe(scoring.power, exponent=0.5)

EXERCISE = Exercise(
    title="The report that pays",
    objective="Find what a forecaster should say under a given rule, whatever the rule.",
    points=3,
    difficulty=2,
    minutes=15,
    hints=(
        "Not every rule makes it best to report p. Compute the expected penalty of many reports "
        "and look.",
        "Some of the expected penalties have no point with derivative zero, some have two valleys, "
        "some are lowest at 0 or at 1. A search that walks downhill is fooled by them; one "
        "that tries every report is not.",
        "`np.linspace(0, 1, 10_001)` holds every report in steps of 0.0001, and a rule takes an "
        "array. `argmin` of the expected penalty does the rest.",
    ),
    checks=(
        Check(
            "check_rules_that_ask_for_honesty",
            "The report is right under the logarithmic rule, Brier's and their like.",
            beliefs_about(honest_rules),
            public=((log, 0.3), (brier, 0.05), (skewed, 0.8)),
            weight=0.5,
            tolerance=REPORT_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_rules_that_ask_for_something_else",
            "The report is right under focal loss, label smoothing and class weights.",
            beliefs_about(st.one_of(focal_rules, smoothed_rules, weighted_rules)),
            public=((focal, 0.05), (smoothed, 0.05), (weighted, 0.3)),
            tolerance=REPORT_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_reports_at_the_ends",
            "The report is right where certainty costs least.",
            beliefs_about(st.one_of(st.sampled_from([absolute, reward]), power_rules)),
            public=((absolute, 0.3), (_half_power, 0.6), (reward, 0.2)),
            tolerance=REPORT_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_two_valleys",
            "The report is right where the expected penalty has two valleys.",
            two_valleys,
            public=((clipped, 0.2), (clipped, 0.85)),
            tolerance=REPORT_TOLERANCE,
            draws=4,
        ),
    ),
)
