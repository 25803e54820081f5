from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from losslab.mathematical_loss import hypotheses

from autograder.course.exercise import Args, Check, Exercise, recipe
from solutions.mathematical_loss.tables import array


@st.composite
def experiments(draw: st.DrawFn) -> Args:
    """Three hypotheses in five experiments of ten cases, and a margin between two counts."""
    count = st.integers(0, 10)
    rows = draw(
        st.lists(st.lists(count, min_size=3, max_size=3), min_size=5, max_size=5, unique_by=tuple)
    )
    risks = draw(st.lists(st.integers(2, 8), min_size=3, max_size=3, unique=True))
    margin = draw(st.sampled_from([0.05, 0.15, 0.25]))
    return np.array(rows), np.array(risks) / 10, 10, margin


@st.composite
def tied_records(draw: st.DrawFn) -> Args:
    """Experiments in which two hypotheses of different risk share the best record."""
    best, worse = draw(st.integers(0, 3)), draw(st.integers(5, 9))
    rows = [[worse, best, best], [best, worse, best], [best, best, worse]]
    risks = draw(st.permutations([2, 5, 9]))
    return np.array(rows), np.array(risks) / 10, 10, draw(st.sampled_from([0.15, 0.25]))


def coins(count: int, margin: float, seed: int, trials: int = 40) -> Args:
    """Coin flippers on a hundred cases, as a recipe that a learner can run."""
    flipped = recipe(
        hypotheses.flippers, trials=trials, hypotheses=count, n=100, risk=0.5, seed=seed
    )
    return flipped, np.full(count, 0.5), 100, margin


coin_flippers = st.builds(
    coins, st.integers(20, 60), st.sampled_from([0.085, 0.095, 0.105]), st.integers(0, 9999)
)

EXERCISE = Exercise(
    title="The theorem and the hypothesis that it is about",
    objective="Check a bound by simulation, and see of which hypothesis it holds.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "First find out for every experiment and every hypothesis whether the bound fails: a table "
        "of booleans. The three rates are three ways to read it.",
        "`mistakes.argmin(axis=1)` is the chosen hypothesis of each experiment, the first one "
        "where several tie. Whether *its* bound fails depends on *its* true risk.",
        "`fails = risks > mistakes / n + margin`; then column 0, the chosen column of each row, "
        "and `fails.any(axis=1)`. Each time the mean over experiments.",
    ),
    checks=(
        Check(
            "check_hypotheses_of_different_risk",
            "All three rates are right where the hypotheses differ in risk.",
            experiments(),
            public=(
                (
                    np.array([[1, 3, 2], [4, 0, 9], [2, 3, 0], [7, 1, 4]]),
                    array(0.2, 0.4, 0.8),
                    10,
                    0.15,
                ),
                (np.array([[4, 7, 9], [0, 5, 2]]), array(0.3, 0.4, 0.6), 10, 0.25),
            ),
            draws=6,
        ),
        Check(
            "check_tied_records",
            "Of several hypotheses with the best record the first is selected.",
            tied_records(),
            public=((np.array([[1, 1, 6], [6, 1, 1]]), array(0.2, 0.5, 0.9), 10, 0.25),),
            weight=0.5,
            draws=4,
        ),
        Check(
            "check_coin_flippers",
            "All three rates are right for coin flippers, of whom none is better than another.",
            coin_flippers,
            public=(coins(50, 0.105, seed=0),),
            draws=3,
        ),
    ),
)
