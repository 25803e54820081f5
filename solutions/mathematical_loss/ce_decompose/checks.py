from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.mathematical_loss.tables import array, number, shares, table


@st.composite
def positive_pairs(draw: st.DrawFn) -> Args:
    """Two distributions without zeros, not the same."""
    k = draw(st.integers(2, 3))
    p, q = draw(st.tuples(shares(k), shares(k)).filter(lambda pair: pair[0] != pair[1]))
    return table(p), table(q)  # type: ignore[arg-type]


@st.composite
def labels_that_never_occur(draw: st.DrawFn) -> Args:
    """A zero of p, where q is zero too or is not; q gives every label that occurs something."""
    p = draw(shares(3, zeros=1))
    q = draw(shares(3))
    if draw(st.booleans()):
        absent = p.index(0.0)
        other = (absent + 1) % 3
        q[other] += q[absent]
        q[absent] = 0.0
    return np.array(p), np.array(q)


@st.composite
def labels_ruled_out(draw: st.DrawFn) -> Args:
    """A zero of q where p is positive."""
    k = draw(st.integers(2, 3))
    return np.array(draw(shares(k))), np.array(draw(shares(k, zeros=1)))


EXERCISE = Exercise(
    title="What a cross-entropy is made of",
    objective="Split a cross-entropy into what no model can avoid and what this model adds.",
    points=2,
    difficulty=1,
    minutes=10,
    hints=(
        "All three are expectations under p. A label that never occurs is not in the expectation, "
        "whatever the model says about it.",
        "Keep only the labels with p > 0, of p and of q, before you take a logarithm. If a zero "
        "of q is left after that, two of the three numbers are infinite.",
    ),
    checks=(
        Check(
            "check_positive_probabilities",
            "All three numbers are right where no probability is zero.",
            positive_pairs(),
            public=((array(0.5, 0.5), array(0.25, 0.75)), (array(0.5, 0.5), array(0.5, 0.5))),
            tolerance=number,
            draws=6,
        ),
        Check(
            "check_labels_that_never_occur",
            "A label that never occurs contributes nothing.",
            labels_that_never_occur(),
            public=(
                (array(1.0, 0.0), array(0.5, 0.5)),
                (array(0.25, 0.75, 0.0), array(0.5, 0.5, 0.0)),
            ),
            tolerance=number,
            draws=6,
        ),
        Check(
            "check_labels_ruled_out",
            "Cross-entropy and divergence are infinite where the model rules out what occurs.",
            labels_ruled_out(),
            public=((array(0.5, 0.5), array(1.0, 0.0)),),
            tolerance=number,
            draws=4,
        ),
    ),
)
