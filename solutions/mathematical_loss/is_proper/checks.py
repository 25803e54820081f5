from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.mathematical_loss import scoring

from autograder.course.exercise import Args, Check, Exercise, Recipe, recipe
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
    weighted,
)

clipped_rules = made_with(scoring.clipped, "epsilon", 0.03, 0.05, 0.1)
_zero_one = recipe(scoring.zero_one)
# Their penalty is so high at the most that only p = 0.01 or p = 0.99 shows it.
_rarest = 0.005


def _one(*rules: Recipe) -> SearchStrategy[Args]:
    return st.tuples(st.sampled_from(rules))


def _capped(epsilon: float, outcome: int) -> Recipe:
    return recipe(scoring.capped, epsilon=epsilon, outcome=outcome)


EXERCISE = Exercise(
    title="Rules under which honesty pays",
    objective="Find out by search whether a loss makes the true probability the best answer.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "One p at which another report is as good settles it. Which values of p have you tried?",
        "A derivative of zero at q = p is not enough: it holds at a maximum too, and everywhere on "
        "a flat rule. Compare the honest report with all the others.",
        "For one p, look at the list of the expected penalties of all reports in steps of 0.01. "
        "What is true of it if honesty is strictly best? How much of that may rounding disturb?",
    ),
    checks=(
        Check(
            "check_symmetric_rules",
            "The answer is right for rules that treat both outcomes alike.",
            {
                "honest": st.tuples(st.one_of(blends, st.sampled_from([log, brier, spherical]))),
                "focal": st.tuples(focal_rules),
                "smoothed": st.tuples(smoothed_rules),
                "hardly smoothed": _one(recipe(scoring.smoothed, epsilon=0.012)),
                "the logarithm by another name": _one(recipe(scoring.focal, gamma=0.0)),
            },
            public=((log,), (spherical,), (focal,), (smoothed,)),
            weight=0.5,
            draws=5,
        ),
        Check(
            "check_rules_that_treat_outcomes_differently",
            "The answer is right for rules that treat the two outcomes differently.",
            {
                "honest": _one(skewed),
                "a light weight": st.tuples(light_rules),
                "a heavy weight": st.tuples(heavy_rules),
                "the logarithm by another name": _one(recipe(scoring.weighted, weight=1.0)),
            },
            public=((skewed,), (weighted,)),
            weight=0.5,
            draws=4,
        ),
        Check(
            "check_rare_events",
            "The answer is right for rules that go wrong for rare events only, or for likely ones.",
            {
                "clipped": st.tuples(clipped_rules),
                "the logarithm by another name": _one(recipe(scoring.clipped, epsilon=0.0)),
                "and capped nowhere": _one(_capped(0.0, 0), _capped(0.0, 1)),
                "for the rarest only": _one(_capped(_rarest, 1)),
                "for the likeliest only": _one(_capped(_rarest, 0)),
            },
            public=(
                (brier,),
                (clipped,),
                (recipe(scoring.clipped, epsilon=0.03),),
                (_capped(0.008, 1),),
                (_capped(0.006, 1),),
                (_capped(0.03, 0),),
            ),
            weight=1.5,
            draws=5,
        ),
        Check(
            "check_flat_and_inverted_rules",
            "The answer is right for rules with ties, rules that reward certainty, and rewards.",
            {
                "ties": _one(recipe(scoring.rounded, parts=10), recipe(scoring.rounded, parts=20)),
                "certainty": st.tuples(st.one_of(blunt_rules, st.sampled_from([absolute, reward]))),
                "a sharp power": st.tuples(sharp_rules),
                "Brier's by another name": _one(recipe(scoring.power, exponent=2.0)),
                "honest": st.tuples(st.one_of(logarithms, blends)),
            },
            public=((_zero_one,), (absolute,), (reward,), (brier,)),
            weight=1.5,
            draws=5,
        ),
    ),
)
