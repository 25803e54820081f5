from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise


def rows(*weights: list[int]) -> np.ndarray:
    """Distributions from whole numbers."""
    table = np.array(weights, dtype=float)
    return table / table.sum(axis=1, keepdims=True)


def forecasts(
    seed: int, n: int, model_zeros: int = 0, both_zero: int = 0, least_tokens: int = 2
) -> Args:
    """Contexts of two to five tokens: forecast and model. Some rows have zeros, in any place.

    Where there are three contexts or more, one of them is foreseen much worse than the others.
    """
    rng = np.random.default_rng(seed)
    k = int(rng.integers(3 if model_zeros or both_zero else least_tokens, 6))
    mine, theirs = rng.integers(1, 9, (2, n, k)).astype(float)
    if n > 2:
        mine[n - 2], theirs[n - 2] = 1.0, 1.0
        mine[n - 2, 0], theirs[n - 2, -1] = 400.0, 200.0
    for row in rng.permutation(n)[:model_zeros]:
        theirs[row, rng.integers(k)] = 0.0
    for row in rng.permutation(n)[:both_zero]:
        spot = rng.integers(k)
        mine[row, spot] = theirs[row, spot] = 0.0
    order = rng.permutation(n)
    return tuple(t[order] / t[order].sum(axis=1, keepdims=True) for t in (mine, theirs))


def drawn(n: int, **zeros: int) -> st.SearchStrategy[Args]:
    """So many contexts, some of which have zeros."""
    return st.integers(0, 2**32).map(lambda seed: forecasts(seed, n, **zeros))


def foreseen(seed: int) -> Args:
    """A perfect forecast, of tokens some of which are never emitted."""
    _, theirs = forecasts(seed, 3, model_zeros=2)
    return theirs.copy(), theirs


def ruled_out(seed: int, n: int, least: float, forecast: float = 0.0) -> Args:
    """The forecast rules out a token that the model emits, if only just; or nearly so."""
    rng = np.random.default_rng(seed)
    mine, theirs = forecasts(seed, n, least_tokens=3)
    row = int(rng.integers(n))
    spot = int(rng.integers(1, theirs.shape[1]))
    mine[row, spot] = forecast
    mine[row] /= mine[row].sum()
    theirs[row, spot] = least
    theirs[row] /= theirs[row].sum()
    return mine, theirs


def hardly(n: int, least: float, forecast: float = 0.0) -> st.SearchStrategy[Args]:
    """A token of so little probability, and a forecast of as little or less."""
    return st.integers(0, 2**32).map(lambda seed: ruled_out(seed, n, least, forecast))


def certain(seed: int) -> Args:
    """There is but one token."""
    return np.ones((1 + seed % 3, 1)), np.ones((1 + seed % 3, 1))


EXERCISE = Exercise(
    title="The price of a forecast",
    objective="Score a forecaster of a model's behavior by a proper rule.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "What does the forecaster pay, in expectation, who forecasts the model's own distribution?",
        "Write the expected cost of q, and that of p, as sums over tokens, and take one from the "
        "other. Which of the terms are not defined where p or q is 0, and what should they be?",
        "A term with p = 0 has to be left out, or set to its limit, before NaN gets into the sum. "
        "A term with q = 0 and p above 0 may stay infinite. What is summed, and what averaged?",
    ),
    checks=(
        Check(
            "check_positive_forecasts",
            "The regret is right where nothing has probability 0.",
            {
                "one": drawn(1),
                "three": drawn(3),
                "five, hardly foreseen": hardly(5, 0.5, 1e-200),
                "two, hardly ever": hardly(2, 1e-150, 1e-100),
            },
            public=(
                (rows([1, 1]), rows([3, 1])),
                (rows([1, 1], [3, 1]), rows([3, 1], [3, 1])),
            ),
            weight=0.75,
            draws=4,
            covers=("entries may be 0, or as small as 1e-200",),
        ),
        Check(
            "check_tokens_that_never_come",
            "A token that the model never emits costs nothing.",
            {"a zero": drawn(1, model_zeros=1), "several": drawn(4, model_zeros=3)},
            public=((rows([1, 1, 2]), rows([1, 1, 0])),),
            draws=3,
            covers=("A token that the model never emits costs nothing, whatever was forecast.",),
        ),
        Check(
            "check_tokens_rightly_ruled_out",
            "To forecast 0 where the model says 0 costs nothing either.",
            {
                "some zeros": drawn(4, model_zeros=2, both_zero=2),
                "one context": drawn(1, both_zero=1),
                "perfect": st.integers(0, 2**32).map(foreseen),
                "a single token": st.integers(0, 2**32).map(certain),
            },
            public=((rows([1, 3, 0]), rows([3, 1, 0])),),
            weight=1.25,
            draws=4,
        ),
        Check(
            "check_tokens_wrongly_ruled_out",
            "To forecast 0 where the model says more costs infinitely much.",
            {
                "alone": hardly(1, 1e-9),
                "among others": hardly(4, 1e-200),
            },
            public=((rows([1, 0], [1, 1]), rows([3, 1], [1, 1])),),
            weight=1.5,
            draws=2,
            covers=("the model gives it more than 0, however little",),
        ),
    ),
)
