from __future__ import annotations

from hypothesis import strategies as st
from losslab.representing_goals import goals

from autograder.course.exercise import Check, Exercise


def _combinations(
    name: str, promise: str, *which: tuple[bool, bool, bool], weight: float = 1.0
) -> Check:
    return Check(
        name,
        promise,
        st.sampled_from(which),
        public=which,
        weight=weight,
        reads=goals.built,
        draws=len(which),
    )


EXERCISE = Exercise(
    title="All eight combinations",
    objective="Show by construction that no reading of 'aligned loss' implies another.",
    points=4,
    difficulty=4,
    minutes=40,
    hints=(
        "Begin with two good and two bad texts where everything is as one would wish. Which single "
        "change makes only the first reading false, and which only the second?",
        "The first reading knows what is physically possible; the second knows only the paper. "
        "What could a bad text be on paper that no machine ever finds out, and what could a "
        "machine do of which the paper says nothing?",
        "The third is free of both: training moves an act only as far as the act is tried. Which "
        "habit is never undone, and what would the machine have to begin with to keep it?",
    ),
    checks=(
        _combinations(
            "check_both_true",
            "It builds a world where the first two readings hold, for a good and for a bad author.",
            (True, True, True),
            (True, True, False),
        ),
        _combinations(
            "check_first_without_second",
            "It builds a world where the first reading holds and the second does not.",
            (True, False, True),
            (True, False, False),
            weight=2,
        ),
        _combinations(
            "check_second_without_first",
            "It builds a world where the second reading holds and the first does not.",
            (False, True, True),
            (False, True, False),
            weight=2,
        ),
        _combinations(
            "check_neither",
            "It builds a world where neither holds, for a good and for a bad author.",
            (False, False, True),
            (False, False, False),
        ),
    ),
)
