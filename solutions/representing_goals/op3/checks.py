from __future__ import annotations

import math
from collections.abc import Sequence

from hypothesis import strategies as st
from losslab.representing_goals.goals import Setup

from autograder.course.exercise import Args, Check, Exercise
from solutions.representing_goals.worlds import world


def _logits(shares: Sequence[float]) -> list[float]:
    return [round(math.log(share), 3) for share in shares]


def setup(
    habit: Sequence[float], tamper_habit: float = -15.0, lr: float = 0.01, steps: int = 1
) -> Setup:
    """A setup; one tiny step leaves habits nearly as they were."""
    return {"habit": list(habit), "tamper_habit": tamper_habit, "lr": lr, "steps": steps}


_share = st.integers(56, 84).map(lambda n: n / 100)


def trained_from(habit: Sequence[float], bad_loss: float = 1.0) -> Args:
    """A good text that trains well, from a habit."""
    return world([True, False], [0.0, bad_loss]), setup(habit, lr=2.0, steps=100)


learns = st.tuples(st.integers(-2, 0), st.integers(0, 1)).map(
    lambda h: trained_from([float(h[0]), float(h[1])])
)

never_tries = st.integers(12, 16).map(lambda h: trained_from([float(-h), 0.0]))

unlearns = st.integers(24, 32).map(
    lambda h: (world([True, False], [1.0, 0.0]), setup([h / 8, 0.0], lr=2.0, steps=200))
)

mostly_good = _share.map(
    lambda p: (world([True, False], [0.0625, 0.5]), setup(_logits([p, 1 - p])))
)

half_in_many = st.integers(50, 56).map(
    lambda n: (
        world([True, True, True, False], [0.0, 0.0, 0.0, 0.25]),
        setup(_logits([n / 300, n / 300, n / 300, 1 - n / 100])),
    )
)

good_in_many = st.integers(93, 97).map(
    lambda n: (
        world([True, True, True, False], [0.0, 0.25, 0.5, 0.0]),
        setup(_logits([n / 300, n / 300, n / 300, 1 - n / 100])),
    )
)

good_and_tampers = st.integers(94, 97).map(
    lambda n: (
        world([True, False], [0.0, 0.5], tamper=True),
        setup(_logits([n / 100, 1 - n / 100]), tamper_habit=0.0),
    )
)

bad_and_tampers = st.integers(2, 8).map(
    lambda n: (
        world([True, False], [0.0, 0.5], tamper=True),
        setup(_logits([n / 100, 1 - n / 100]), tamper_habit=8.0),
    )
)

good_at_high_loss = st.integers(95, 98).map(
    lambda n: (world([True, False], [0.5, 1.0]), setup(_logits([n / 100, 1 - n / 100])))
)

bad_at_low_loss = st.integers(2, 6).map(
    lambda n: (world([True, False], [0.5, 0.0]), setup(_logits([n / 100, 1 - n / 100])))
)

EXERCISE = Exercise(
    title="Third reading: what training leaves behind",
    objective="Turn a sentence about a trained model into a measurement.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Run `goals.train` on a small world and look at what it returns. Which of the numbers "
        "does the question ask for, and does it ask for the register at all?",
        "Add up the probabilities of all acts whose text is good, tampered with or not, and "
        "compare the sum with 0.9.",
    ),
    checks=(
        Check(
            "check_training_decides",
            "The same loss leads to a good author or to a bad one, depending on the setup.",
            st.one_of(learns, never_tries, unlearns),
            public=(
                trained_from([0.0, 0.0]),
                trained_from([-15.0, 0.0]),
                (
                    world([True, False], [1.0, 0.0]),
                    setup([3.0, 0.0], lr=2.0, steps=200),
                ),
            ),
            weight=2,
            draws=4,
        ),
        Check(
            "check_easily_means_nine_in_ten",
            "What counts is the probability of all good texts together: at least 0.9.",
            st.one_of(mostly_good, half_in_many, good_in_many),
            public=(
                (world([True, False], [0.0625, 0.5]), setup([1.0, 0.0])),
                (
                    world([True, True, True, False], [0.0, 0.0, 0.0, 0.25]),
                    setup([0.0, 0.0, 0.0, 0.875]),
                ),
                (
                    world([True, True, True, False], [0.0, 0.25, 0.5, 0.0]),
                    setup([2.0, 2.0, 2.0, 0.0]),
                ),
            ),
            weight=2,
            draws=4,
        ),
        Check(
            "check_tampering_is_not_the_question",
            "Good texts count with tampering too; bad ones never do.",
            st.one_of(good_and_tampers, bad_and_tampers),
            public=(
                (
                    world([True, False], [0.0, 0.5], tamper=True),
                    setup([3.0, 0.0], tamper_habit=0.0),
                ),
                (
                    world([True, False], [0.0, 0.5], tamper=True),
                    setup([-3.0, 0.0], tamper_habit=8.0),
                ),
            ),
            draws=4,
        ),
        Check(
            "check_the_loss_is_not_the_question",
            "A high register makes no bad author, and a low one no good author.",
            st.one_of(good_at_high_loss, bad_at_low_loss),
            public=(
                (world([True, False], [0.5, 1.0]), setup([4.0, 0.0])),
                (world([True, False], [0.5, 0.0]), setup([0.0, 4.0])),
            ),
            draws=3,
        ),
    ),
)
