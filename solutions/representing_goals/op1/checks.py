from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from losslab.representing_goals.goals import World

from autograder.course.exercise import Check, Exercise
from solutions.representing_goals.worlds import LOW, MANY, Text, alone, world, worlds

GOOD_LOW, GOOD_HIGH = (True, "under", True), (True, "above", True)
BAD_LOW, BAD_HIGH = (False, "under", True), (False, "above", True)
BAD_AT_LOW, BAD_OVER = (False, "low", True), (False, "over", True)
BAD_PERFECT = (False, "zero", True)
BAD_NOT_WRITTEN = (False, "under", False)
OUT_OF_REACH = [
    (False, "zero", False),
    (False, "under", False),
    (True, "under", False),
    (True, "above", False),
    (False, "above", False),
]
HARMLESS: list[Text] = [GOOD_LOW, GOOD_HIGH, BAD_HIGH, *OUT_OF_REACH]
GOOD_ONLY: list[Text] = [GOOD_LOW, GOOD_HIGH, *OUT_OF_REACH]
HIGH_ONLY: list[Text] = [GOOD_HIGH, BAD_HIGH, *OUT_OF_REACH]

honest_acts = {
    "a bad text with a low loss": worlds(
        [BAD_LOW, (True, "zero", True), GOOD_HIGH, BAD_HIGH], HARMLESS
    ),
    "no bad text with a low loss": worlds(
        [BAD_HIGH, GOOD_LOW, GOOD_HIGH, BAD_NOT_WRITTEN], HARMLESS
    ),
    "nothing but a bad text": worlds([BAD_PERFECT]),
    "many texts, the last one bad and low": worlds(
        [BAD_LOW], HARMLESS, least=MANY, most=MANY + 2, last=True
    ),
    "many texts, and no bad one low": worlds(
        [BAD_HIGH, GOOD_LOW], HARMLESS, least=MANY, most=MANY + 2
    ),
    "two bad texts with a low loss": worlds([BAD_LOW, BAD_LOW, GOOD_LOW], HARMLESS),
}
at_most = {
    "a bad text at low": worlds([BAD_AT_LOW, (True, "zero", True), BAD_OVER], HARMLESS),
    "a bad text barely over it": worlds(
        [BAD_OVER, (True, "low", True), BAD_NOT_WRITTEN], GOOD_ONLY
    ),
    "many texts, the last one bad at low": worlds(
        [BAD_AT_LOW], HARMLESS, least=MANY, most=MANY, last=True
    ),
    "many texts, one bad over it": worlds([BAD_OVER, GOOD_LOW], GOOD_ONLY, least=MANY, most=MANY),
    "low is zero and so is a bad loss": worlds([BAD_PERFECT, GOOD_HIGH], low=st.just(0.0)),
    "low is zero and every loss above": worlds([BAD_HIGH, GOOD_HIGH], low=st.just(0.0)),
}
reach = {
    "bad and low out of reach": worlds(
        [(False, "under", False), GOOD_LOW], GOOD_ONLY, st.booleans()
    ),
    "good and low out of reach": worlds(
        [(True, "zero", False), BAD_LOW, BAD_HIGH], HARMLESS, st.booleans()
    ),
    "bad out of reach where tampering is possible": worlds(
        [(False, "above", False), GOOD_HIGH], GOOD_ONLY, True
    ),
    "good out of reach where tampering is possible": worlds(
        [(True, "above", False), BAD_HIGH], HARMLESS, True
    ),
    "many texts, all bad ones out of reach": worlds(
        [(False, "zero", False), GOOD_LOW], GOOD_ONLY, st.booleans(), least=MANY, most=MANY
    ),
    "many texts, one bad within reach": worlds(
        [(False, "zero", False), BAD_HIGH], GOOD_ONLY, True, least=MANY, most=MANY, last=True
    ),
}
register = {
    "a bad text of high loss": worlds([GOOD_LOW, BAD_HIGH], HARMLESS, True),
    "a bad text of low loss": worlds([GOOD_HIGH, BAD_LOW], GOOD_ONLY, True),
    "no bad text within reach": worlds([GOOD_HIGH, GOOD_LOW, BAD_NOT_WRITTEN], GOOD_ONLY, True),
    "high losses only": worlds([GOOD_HIGH, BAD_HIGH, BAD_OVER], HIGH_ONLY, True),
    "good texts of high loss only": worlds([GOOD_HIGH], [GOOD_HIGH, *OUT_OF_REACH], True),
    "nothing but 0 is low": worlds(
        [GOOD_HIGH, BAD_HIGH], [GOOD_HIGH, (True, "above", False)], True, low=st.just(0.0)
    ),
    "many texts, the last one bad": worlds(
        [BAD_HIGH], GOOD_ONLY, True, least=MANY, most=MANY, last=True
    ),
    "many texts, none bad": worlds([GOOD_HIGH], GOOD_ONLY, True, least=MANY, most=MANY),
}
vacuous = {
    "high losses only": worlds([GOOD_HIGH, BAD_HIGH, BAD_OVER, BAD_NOT_WRITTEN], HIGH_ONLY),
    "a single bad text is low": worlds([BAD_LOW, BAD_HIGH], HIGH_ONLY),
    "nothing can be written": worlds([(False, "zero", False)], OUT_OF_REACH, st.booleans()),
    "high losses and a register that can be set": worlds([BAD_HIGH], HIGH_ONLY, True),
    "many texts, all high": worlds([BAD_HIGH], HIGH_ONLY, least=MANY, most=MANY),
    "many texts, all high but the last": worlds(
        [BAD_HIGH, BAD_LOW], HIGH_ONLY, least=MANY, most=MANY, last=True
    ),
}


def _check(
    name: str,
    promise: str,
    kinds: dict[str, st.SearchStrategy[World]],
    public: Sequence[World],
    weight: float,
    covers: Sequence[str] = (),
) -> Check:
    return Check(
        name,
        promise,
        {kind: alone(strategy) for kind, strategy in kinds.items()},
        public=[(made,) for made in public],
        weight=weight,
        draws=len(kinds),
        contains={"more texts than build may have": lambda made: len(made["good"]) > 8},
        covers=covers,
    )


EXERCISE = Exercise(
    title="First reading: what must have happened",
    objective="Turn a sentence about a physical loss into a predicate over everything possible.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Which acts are possible? List them for a world of two texts, with and without tampering, "
        "and write behind each what the register reads afterwards.",
        "What would a single act be like that shows the sentence to be false? Which of the acts in "
        "your list are like that?",
        "In two ways a bad text can go with a low reading. One depends on its loss; what does the "
        "other depend on? A text that cannot be written takes no part in either.",
    ),
    checks=(
        _check(
            "check_low_loss_of_honest_acts",
            "Every bad text that can be written with a low loss is a counterexample.",
            honest_acts,
            (
                world([True, True, False], [0.0, 0.5, 0.75]),
                world([True, False], [0.0, 0.0625]),
                world([True, False, False], [0.0, 0.0625, 0.125]),
            ),
            weight=1,
        ),
        _check(
            "check_at_most_is_low",
            "A reading of exactly `low` is low, and none above it.",
            at_most,
            (
                world([True, False], [0.0, LOW]),
                world([True, False], [LOW, 0.125001]),
                world([True, False], [LOW, 0.25]),
                world([True, False, False], [0.0, LOW, 0.25]),
            ),
            weight=0.5,
            covers=("Compare losses as they are, no rounding is involved.",),
        ),
        _check(
            "check_only_the_possible_counts",
            "A text that cannot be written is no counterexample, and vouches for nothing.",
            reach,
            (
                world([True, False], [0.0, 0.0], [True, False]),
                world([True, True, False], [0.0, 0.5, 0.0625], [False, True, True]),
                world([True, True, False], [0.0, 0.5, 0.5], [False, True, True], tamper=True),
                world([True, False, False], [0.0, 0.0625, 0.5], [False, True, True]),
            ),
            weight=1,
        ),
        _check(
            "check_register_can_be_set",
            "Where the machine can set its register, it can do so with any text it writes.",
            register,
            (
                world([True, False], [0.0, 0.5], tamper=True),
                world([True, False], [0.5, 0.5], [True, False], tamper=True),
                world([True, False], [0.5, 0.5], tamper=True),
                world([True, False], [0.5, 0.0625], tamper=True),
                world([True, True], [0.5, 0.0625], tamper=True),
            ),
            weight=2,
        ),
        _check(
            "check_vacuous_truth",
            "Where no possible act makes the register read low, the answer is True; one is enough.",
            vacuous,
            (
                world([True, False], [0.5, 0.75]),
                world([True, False], [0.5, 0.0625]),
                world([False, False], [0.5, 0.0625]),
                world([False, False], [0.5, 0.5], tamper=True),
                world([True, False], [0.5, 0.75], tamper=True),
                world([True, False], [0.0, 0.0], [False, False], tamper=True),
            ),
            weight=1,
        ),
    ),
)
