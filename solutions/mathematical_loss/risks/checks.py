from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.mathematical_loss.tables import number, shares, table


@st.composite
def finite_problems(draw: st.DrawFn) -> Args:
    """Two inputs of different frequency, two labels, a sample in which a case stands twice."""
    flat = draw(shares(4).filter(lambda s: s[0] + s[1] != 0.5))
    joint = table([flat[:2], flat[2:]])
    cell = st.tuples(st.integers(0, 1), st.integers(0, 1))
    twice, once = draw(st.tuples(cell, cell).filter(lambda pair: pair[0] != pair[1]))
    sample = draw(st.permutations([twice, twice, once, *draw(st.lists(cell, max_size=2))]))
    uneven = shares(2).filter(lambda s: s[0] != 0.5)
    predictions = table(draw(st.tuples(uneven, uneven).filter(lambda rows: rows[0] != rows[1])))
    return joint, list(sample), predictions


_skies = np.array([[0.5, 0.25], [0.0, 0.25]])
_forecast = np.array([[0.75, 0.25], [0.5, 0.5]])

EXERCISE = Exercise(
    title="Two risks of one prediction",
    objective="Compute the risk on the whole population and the risk on a sample.",
    points=2,
    difficulty=1,
    minutes=5,
    hints=(
        "The two risks are means of the same loss. What differs is what each case weighs.",
        "`-np.log(predictions)` holds the loss of every case at once. Multiply it by the "
        "probability of each case and add up; for the other risk look up the sample's cases one by "
        "one, and divide by their number.",
    ),
    checks=(
        Check(
            "check_both_risks",
            "Population risk and empirical risk are right.",
            finite_problems(),
            public=(
                (_skies, [(0, 0), (1, 1)], _forecast),
                (_skies, [(0, 1), (0, 1), (0, 0)], _forecast),
            ),
            tolerance=number,
            draws=6,
        ),
    ),
)
