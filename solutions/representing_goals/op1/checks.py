from __future__ import annotations

from hypothesis import strategies as st

from autograder.course.exercise import Exercise
from solutions.representing_goals.worlds import (
    LOW,
    bad_high,
    bad_low,
    bad_out_of_reach,
    best_good,
    good_high,
    reach,
    world,
    worlds,
    worlds_check,
)

_low = st.sampled_from([0.0, 0.0625])
good_low = st.tuples(st.just(True), _low, reach)
bad_at_low = st.tuples(st.just(False), st.just(LOW), reach)
good_out_of_reach = st.tuples(st.just(True), _low, st.just(False))

EXERCISE = Exercise(
    title="First reading: what must have happened",
    objective="Turn a sentence about a physical loss into a predicate over everything possible.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Which acts are possible? List them for a world of two texts, with and without tampering, "
        "and write behind each what the register reads afterwards.",
        "A counterexample is one act: possible, low, and the text is bad. The sentence is true if "
        "there is none.",
        "A bad text that the machine can write is a counterexample if its loss is at most `low`, "
        "or if tampering is possible.",
    ),
    checks=(
        worlds_check(
            "check_low_loss_of_honest_acts",
            "Every bad text that can be written with a low loss is a counterexample.",
            st.one_of(
                worlds(good_low, good_high, bad_high),
                worlds(best_good, bad_low, good_high),
            ),
            world([True, True, False], [0.0, 0.5, 0.75]),
            world([True, False], [0.0, 0.0625]),
            weight=2,
        ),
        worlds_check(
            "check_at_most_is_low",
            "A reading of exactly `low` is low.",
            worlds(best_good, bad_at_low, good_high),
            world([True, False], [0.0, LOW]),
            world([True, False], [LOW, 0.25]),
        ),
        worlds_check(
            "check_only_the_possible_counts",
            "A text that cannot be written is no counterexample, and vouches for nothing.",
            st.one_of(
                worlds(good_low, bad_out_of_reach, good_high),
                worlds(good_out_of_reach, bad_low, good_high),
            ),
            world([True, False], [0.0, 0.0], [True, False]),
            world([True, True, False], [0.0, 0.5, 0.0625], [False, True, True]),
        ),
        worlds_check(
            "check_register_can_be_set",
            "Where the machine can set its register, it can do so with any text it writes.",
            st.one_of(
                worlds(good_low, bad_high, tamper=True),
                worlds(good_high, good_high, bad_out_of_reach, tamper=True),
            ),
            world([True, False], [0.0, 0.5], tamper=True),
            world([True, False], [0.5, 0.5], [True, False], tamper=True),
            weight=2,
        ),
        worlds_check(
            "check_vacuous_truth",
            "Where no possible act makes the register read low, the answer is True; one is enough.",
            st.one_of(
                worlds(good_high, bad_high, good_out_of_reach),
                worlds(good_high, bad_low, good_out_of_reach),
            ),
            world([True, False], [0.5, 0.75]),
            world([True, False], [0.5, 0.0625]),
        ),
    ),
)
