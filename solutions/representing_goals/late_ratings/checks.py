from __future__ import annotations

import math

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.representing_goals.seeds_and_tolerances import RATINGS

_eighths = st.integers(-8, 8).map(lambda n: n / 4)


@st.composite
def shelves(draw: st.DrawFn, due: int) -> Args:
    """Novels with two features, so many of which are still to be rated again."""
    n = due + 3
    features = [[1.0, 0.5], [-0.5, 1.5], [0.5, -1.0]]
    features += [[draw(_eighths) + 0.125, draw(_eighths) + 0.125] for _ in range(due)]
    early = [3.0, -2.0, 1.0] + [draw(_eighths) + 3.125 for _ in range(due)]
    late = [draw(_eighths) + 0.125 for _ in range(3)] + [math.nan] * due
    order = draw(st.permutations(range(n)))
    shelf = {
        "features": np.array(features)[order],
        "early": np.array(early)[order],
        "late": np.array(late)[order],
    }
    return shelf, np.array([[1.0, 0.0], [0.5, draw(_eighths)]])


EXERCISE = Exercise(
    title="Ratings that come years late",
    objective="Fit a side network to the ratings one wants, however few.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Which rows have the target that you want to predict?",
        "`here = ~np.isnan(shelf['late'])` marks them. Fit on these rows alone: nothing has to be "
        "put in place of what is not known yet.",
    ),
    checks=(
        Check(
            "check_some_ratings_are_due",
            "The prediction rests on the novels whose late rating is there.",
            shelves(2),
            public=(
                (
                    {
                        "features": np.array([[1.0, 0.0], [0.0, 1.0], [2.0, 1.0]]),
                        "early": np.array([4.0, 0.0, 2.0]),
                        "late": np.array([-1.0, 4.0, np.nan]),
                    },
                    np.array([[1.0, 0.0], [1.0, 1.0]]),
                ),
            ),
            weight=2,
            tolerance=RATINGS,
            draws=4,
        ),
        Check(
            "check_no_rating_is_due",
            "Where every late rating has come in, all novels are used.",
            shelves(0),
            public=(
                (
                    {
                        "features": np.array([[1.0, 0.0], [0.0, 1.0]]),
                        "early": np.array([4.0, 0.0]),
                        "late": np.array([-1.0, 3.0]),
                    },
                    np.array([[1.0, 1.0]]),
                ),
            ),
            tolerance=RATINGS,
            draws=3,
        ),
    ),
)
