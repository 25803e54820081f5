from __future__ import annotations

from hypothesis import strategies as st
from losslab.mathematical_loss import scoring

from autograder.course.exercise import Check, Exercise, recipe
from solutions.mathematical_loss.scoring_rules import (
    absolute,
    brier,
    clipped,
    focal,
    focal_rules,
    honest_rules,
    log,
    made_with,
    power_rules,
    reward,
    skewed,
    smoothed,
    smoothed_rules,
    spherical,
    weighted,
    weighted_rules,
)

clipped_rules = made_with(scoring.clipped, "epsilon", 0.03, 0.05, 0.1)
_zero_one = recipe(scoring.zero_one)

EXERCISE = Exercise(
    title="Rules under which honesty pays",
    objective="Find out by search whether a loss makes the true probability the best answer.",
    points=4,
    difficulty=3,
    minutes=20,
    hints=(
        "One p at which another report is as good settles it. Which values of p have you tried?",
        "A derivative of zero at q = p is not enough: it holds at a maximum too, and everywhere on "
        "a flat rule. Compare the honest report with all the others.",
        "For every p in 0.01, …, 0.99 compute the expected penalty of all reports 0, 0.01, …, 1. "
        "The rule is strictly proper if each time the honest one is lower than the lowest of the "
        "others, by more than 1e-12 or so.",
    ),
    checks=(
        Check(
            "check_symmetric_rules",
            "The answer is right for rules that treat both outcomes alike.",
            st.tuples(st.one_of(honest_rules, focal_rules, smoothed_rules)),
            public=((log,), (spherical,), (focal,), (smoothed,)),
            draws=5,
        ),
        Check(
            "check_rules_that_treat_outcomes_differently",
            "The answer is right for rules that treat the two outcomes differently.",
            st.tuples(st.one_of(st.just(skewed), weighted_rules)),
            public=((skewed,), (weighted,)),
            draws=4,
        ),
        Check(
            "check_rare_events",
            "The answer is right for rules that go wrong for rare events only.",
            st.tuples(st.one_of(honest_rules, clipped_rules)),
            public=((brier,), (clipped,), (recipe(scoring.clipped, epsilon=0.03),)),
            draws=4,
        ),
        Check(
            "check_flat_and_inverted_rules",
            "The answer is right for rules with ties, rules that reward certainty, and rewards.",
            st.tuples(
                st.one_of(
                    st.sampled_from([_zero_one, absolute, reward]),
                    power_rules,
                    honest_rules,
                )
            ),
            public=((_zero_one,), (absolute,), (reward,), (brier,)),
            draws=5,
        ),
    ),
)
