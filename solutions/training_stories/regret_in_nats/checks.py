from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise


def rows(*weights: list[int]) -> np.ndarray:
    """Distributions from whole numbers."""
    table = np.array(weights, dtype=float)
    return table / table.sum(axis=1, keepdims=True)


@st.composite
def forecasts(draw: st.DrawFn, model_zeros: bool = False, both_zero: bool = False) -> Args:
    """One to three contexts of three tokens, forecast and model."""
    n = draw(st.integers(2, 3))
    part = st.lists(st.integers(1, 5), min_size=3, max_size=3)
    mine, theirs = [draw(part) for _ in range(n)], [draw(part) for _ in range(n)]
    spot = draw(st.integers(0, 2))
    if model_zeros or both_zero:
        theirs[0][spot] = 0
    if both_zero:
        mine[0][spot] = 0
    return rows(*mine), rows(*theirs)


@st.composite
def ruled_out(draw: st.DrawFn) -> Args:
    """The forecast rules out a token that the model emits."""
    mine, theirs = draw(forecasts())
    weights = mine[0].copy()
    weights[draw(st.integers(0, 2))] = 0.0
    mine[0] = weights / weights.sum()
    return mine, theirs


EXERCISE = Exercise(
    title="The price of a forecast",
    objective="Score a forecaster of a model's behavior by a proper rule.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "What does the forecaster pay, in expectation, who forecasts the model's own distribution?",
        "The regret of a context is the sum over tokens of `p * (log p - log q)`. Which of its "
        "terms are not defined, and what should they be?",
        "Use `np.where(model > 0, …, 0.0)`, under `np.errstate(divide='ignore', "
        "invalid='ignore')`. Leave `-log(0)` infinite where the model's probability is above zero. "
        "Sum over tokens, then take the mean over contexts.",
    ),
    checks=(
        Check(
            "check_positive_forecasts",
            "The regret is right where nothing has probability 0.",
            forecasts(),
            public=(
                (rows([1, 1]), rows([3, 1])),
                (rows([1, 1], [3, 1]), rows([3, 1], [3, 1])),
            ),
            draws=5,
        ),
        Check(
            "check_tokens_that_never_come",
            "A token that the model never emits costs nothing.",
            forecasts(model_zeros=True),
            public=((rows([1, 1, 2]), rows([1, 1, 0])),),
            draws=4,
        ),
        Check(
            "check_tokens_rightly_ruled_out",
            "To forecast 0 where the model says 0 costs nothing either.",
            forecasts(both_zero=True),
            public=((rows([1, 3, 0]), rows([3, 1, 0])),),
            weight=0.5,
            draws=4,
        ),
        Check(
            "check_tokens_wrongly_ruled_out",
            "To forecast 0 where the model says more costs infinitely much.",
            ruled_out(),
            public=((rows([1, 0], [1, 1]), rows([3, 1], [1, 1])),),
            draws=3,
        ),
    ),
)
