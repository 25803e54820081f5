from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.mathematical_loss.tables import array, number, shares

_RARE = 2.0**-19


@st.composite
def pairs(draw: st.DrawFn, k: int) -> Args:
    """Two distributions without zeros, not the same."""
    p, q = draw(st.tuples(shares(k), shares(k)).filter(lambda pair: pair[0] != pair[1]))
    return np.array(p), np.array(q)


@st.composite
def right_predictions(draw: st.DrawFn) -> Args:
    """The same distribution twice."""
    p = np.array(draw(shares(draw(st.integers(3, 4)))))
    return p, p.copy()


@st.composite
def rare_labels(draw: st.DrawFn) -> Args:
    """A label that p gives much and q 2e-6, and one for which it is the other way round."""
    much = draw(st.integers(4, 12)) / 16
    p, q = [much, 1 - much - _RARE, _RARE], [_RARE, 0.5, 0.5 - _RARE]
    order = draw(st.permutations(range(3)))
    return np.array([p[i] for i in order]), np.array([q[i] for i in order])


@st.composite
def with_zeros(draw: st.DrawFn, k: int, absent: int, also: int) -> Args:
    """Zeros of p, some of which are zeros of q also; q gives every label that occurs something."""
    p = draw(shares(k, zeros=absent))
    q = draw(shares(k))
    for i in [i for i, share in enumerate(p) if share == 0][:also]:
        other = next(j for j in range(k) if p[j] > 0)
        q[other] += q[i]
        q[i] = 0.0
    return np.array(p), np.array(q)


@st.composite
def ruled_out(draw: st.DrawFn, k: int, absent: int = 0, zeros: int = 1) -> Args:
    """Zeros of q, at least one of which is no zero of p."""
    p = draw(shares(k, zeros=absent))
    q = draw(
        shares(k, zeros=zeros).filter(
            lambda q: any(a > 0 and b == 0 for a, b in zip(p, q, strict=True))
        )
    )
    return np.array(p), np.array(q)


EXERCISE = Exercise(
    title="What a cross-entropy is made of",
    objective="Split a cross-entropy into what no model can avoid and what this model adds.",
    points=2,
    difficulty=1,
    minutes=10,
    hints=(
        "All three are expectations under p. A label that never occurs is not in the expectation, "
        "whatever the model says about it.",
        "Work all three numbers out by hand for p = (1, 0), with q = (1, 0), then with (0.5, 0.5), "
        "then with (0, 1). Which labels take part? Where does the logarithm of 0 count?",
    ),
    checks=(
        Check(
            "check_positive_probabilities",
            "All three numbers are right where no probability is zero.",
            {
                "two labels": pairs(2),
                "four labels": pairs(4),
                "six labels": pairs(6),
                "a right prediction": right_predictions(),
                "rare labels": rare_labels(),
            },
            public=((array(0.5, 0.5), array(0.25, 0.75)), (array(0.5, 0.5), array(0.5, 0.5))),
            tolerance=number,
            weight=0.25,
            draws=5,
        ),
        Check(
            "check_labels_that_never_occur",
            "A label that never occurs contributes nothing.",
            {
                "predicted": with_zeros(3, absent=1, also=0),
                "ruled out": with_zeros(3, absent=1, also=1),
                "one predicted, one ruled out": with_zeros(5, absent=2, also=1),
                "a certain label": with_zeros(3, absent=2, also=0),
            },
            public=(
                (array(1.0, 0.0), array(0.5, 0.5)),
                (array(0.25, 0.75, 0.0), array(0.5, 0.5, 0.0)),
            ),
            tolerance=number,
            weight=0.75,
            draws=4,
            covers=(
                "A label that never occurs, p(y) = 0, contributes 0 to each of them, whatever "
                "q(y) is.",
            ),
        ),
        Check(
            "check_labels_ruled_out",
            "Cross-entropy and divergence are infinite where the model rules out what occurs.",
            {
                "one": ruled_out(2),
                "several": ruled_out(4, zeros=2),
                "where others never occur": ruled_out(4, absent=1),
                "all that occurs": st.sampled_from([0, 1]).map(
                    lambda i: (np.eye(2)[i], np.eye(2)[1 - i])
                ),
            },
            public=(
                (array(0.5, 0.5), array(0.0, 1.0)),
                (array(0.5, 0.0, 0.5), array(0.5, 0.5, 0.0)),
            ),
            tolerance=number,
            draws=4,
            covers=("Where a label with p(y) > 0 has q(y) = 0, cross-entropy and divergence are",),
        ),
    ),
)
