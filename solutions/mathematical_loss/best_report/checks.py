from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.mathematical_loss import scoring
from losslab.mathematical_loss.scoring import Rule

from autograder.course.exercise import Args, Check, Exercise, Recipe, Tolerance, recipe
from solutions.mathematical_loss.scoring_rules import (
    absolute,
    blends,
    blunt_rules,
    brier,
    clipped,
    focal,
    focal_rules,
    heavy_rules,
    light_rules,
    log,
    logarithms,
    made_with,
    reward,
    sharp_rules,
    skewed,
    smoothed,
    smoothed_rules,
    spherical,
    squares,
    weighted,
)

REPORT_TOLERANCE = Tolerance(rtol=0.0, atol=1.05e-3)


def between(low: float, high: float) -> SearchStrategy[float]:
    """Beliefs between two, none of them near to a multiple of 0.003, 0.004 or 0.005."""
    return st.sampled_from(
        [
            n / 2000
            for n in range(round(2000 * low), round(2000 * high))
            if all(1.06 < n / 2 % step < step - 1.06 for step in (3, 4, 5))
        ]
    )


_beliefs = between(0.05, 0.95)
_rare = st.sampled_from([0.0025, 0.0035, 0.0065])


def _one_best(rule: Rule, p: float) -> bool:
    """Whether nothing outside a thousandth around the best report comes near to it."""
    q = np.linspace(0, 1, 20_001)
    expected = p * rule(q, 1) + (1 - p) * rule(q, 0)
    nearly = q[expected < expected.min() + 1e-9]
    return float(nearly.max() - nearly.min()) < 1e-3


def _off_grid(args: Args) -> bool:
    """Whether the best report is 0.0015 or more away from all multiples of 0.005."""
    rule, p = _made(args[0]), args[1]
    q = np.linspace(0, 1, 10_001)
    best = float(q[(p * rule(q, 1) + (1 - p) * rule(q, 0)).argmin()])
    return 1.5 < best * 1000 % 5 < 3.5


def beliefs_about(
    rules: SearchStrategy[Recipe], beliefs: SearchStrategy[float] = _beliefs
) -> SearchStrategy[Args]:
    """A rule and a belief for which one report is the best."""
    return st.tuples(rules, beliefs).filter(lambda args: _one_best(_made(args[0]), args[1]))


def _made(rule: Recipe) -> Rule:
    return getattr(scoring, rule.target.partition(":")[2])(**rule.kwargs)


_clipped = made_with(scoring.clipped, "epsilon", 0.1, 0.12)


def _capped(outcome: int) -> Recipe:
    return recipe(scoring.capped, epsilon=0.1, outcome=outcome)


_half_power = recipe(scoring.power, exponent=0.5)

EXERCISE = Exercise(
    title="The report that pays",
    objective="Find what a forecaster should say under a given rule, whatever the rule.",
    points=2,
    difficulty=2,
    minutes=15,
    hints=(
        "Not every rule makes it best to report p. Compute the expected penalty of many reports "
        "and look.",
        "Some of the expected penalties have no point with derivative zero, some have two valleys, "
        "some are lowest at 0 or at 1. A search that walks downhill is fooled by them; one "
        "that tries every report is not.",
        "A rule takes an array of reports. How fine has the array to be, and do its ends belong to "
        "it?",
    ),
    checks=(
        Check(
            "check_rules_that_ask_for_honesty",
            "The report is right under the logarithmic rule, Brier's and their like.",
            {
                "a logarithm": beliefs_about(logarithms),
                "a square": beliefs_about(squares),
                "a blend": beliefs_about(blends),
                "the spherical or the skewed one": beliefs_about(
                    st.sampled_from([spherical, skewed])
                ),
                "a rare event": beliefs_about(logarithms, _rare),
            },
            public=((log, 0.3), (brier, 0.05), (skewed, 0.8)),
            weight=0.5,
            tolerance=REPORT_TOLERANCE,
            draws=5,
        ),
        Check(
            "check_rules_that_ask_for_something_else",
            "The report is right under focal loss, label smoothing and class weights.",
            {
                "focal": beliefs_about(focal_rules).filter(_off_grid),
                "smoothed": beliefs_about(smoothed_rules).filter(_off_grid),
                "a light weight": beliefs_about(light_rules, between(0.52, 0.64)),
                "a heavy weight": beliefs_about(heavy_rules, between(0.36, 0.47)),
            },
            public=((focal, 0.05), (smoothed, 0.05), (weighted, 0.3)),
            weight=1.25,
            tolerance=REPORT_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_reports_at_the_ends",
            "The report is right where certainty costs least, and under powers.",
            {
                "0": beliefs_about(blunt_rules, between(0.05, 0.44)),
                "1": beliefs_about(blunt_rules, between(0.55, 0.94)),
                "a reward": beliefs_about(st.just(reward)),
                "between them": beliefs_about(sharp_rules).filter(_off_grid),
            },
            public=((absolute, 0.3), (_half_power, 0.6), (reward, 0.2)),
            tolerance=REPORT_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_two_valleys",
            "The report is right where the expected penalty has two valleys.",
            {
                "certainty is the deeper one, 0": beliefs_about(_clipped, between(0.13, 0.2)),
                "certainty is the deeper one, 1": beliefs_about(_clipped, between(0.79, 0.85)),
                "honesty is the deeper one": beliefs_about(_clipped, between(0.28, 0.7)),
                "one valley more at 0": beliefs_about(st.just(_capped(1)), between(0.13, 0.2)),
                "one valley more at 1": beliefs_about(st.just(_capped(0)), between(0.79, 0.85)),
            },
            public=((clipped, 0.2), (clipped, 0.85)),
            weight=2.25,
            tolerance=REPORT_TOLERANCE,
            draws=5,
        ),
    ),
)
