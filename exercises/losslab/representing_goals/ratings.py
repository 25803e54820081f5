"""Ratings by people: few, slow, without a gradient. Two small worlds in which that matters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict

import numpy as np

__all__ = [
    "Shelf",
    "budget",
    "lasting_value",
    "late_against_early",
    "rated_by_looks",
    "ridge",
    "shelf",
]

_FEATURES = 10


def ridge(x: np.ndarray, y: np.ndarray, penalty: float) -> np.ndarray:
    """Weights w that minimize ``sum((x @ w - y)**2) + penalty * sum(w**2)``.

    Parameters
    ----------
    x
        Rows, shape (n, d). There is no constant besides those that `x` holds.
    y
        Targets, shape (n,) or (n, k).
    penalty
        Greater than 0.

    Returns
    -------
    ndarray
        Shape (d,) or (d, k).
    """
    return np.linalg.solve(x.T @ x + penalty * np.eye(x.shape[1]), x.T @ y)


class Shelf(TypedDict):
    """Novels with two kinds of ratings.

    Parameters
    ----------
    features
        What can be seen of each novel at once, float64 of shape (n, d).
    early
        The rating right after reading, float64 of shape (n,).
    late
        The rating after years, float64 of shape (n,); NaN where it is still due.
    """

    features: np.ndarray
    early: np.ndarray
    late: np.ndarray


def _appeal_and_depth(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Two directions of features at right angles: what appeals at once, and what lasts."""
    rng = np.random.default_rng([seed, 0])
    appeal, depth = rng.standard_normal((2, _FEATURES))
    return appeal, depth - appeal * (depth @ appeal) / (appeal @ appeal)


def lasting_value(features: np.ndarray, seed: int = 0) -> np.ndarray:
    """What the novels are worth after years of reflection: depth, and a little appeal.

    Parameters
    ----------
    features
        Shape (n, 10).
    seed
        Chooses the culture.
    """
    appeal, depth = _appeal_and_depth(seed)
    return 0.3 * features @ appeal + features @ depth


def shelf(early: int = 2000, late: int = 10, seed: int = 0) -> Shelf:
    """Novels of which all have an early rating and a few a late one.

    Parameters
    ----------
    early
        How many novels. Each early rating is the novel's appeal plus noise.
    late
        How many of them, the first ones, have been rated again after years. Each late rating
        is the lasting value plus noise of the same size.
    seed
        Chooses the culture and the novels.
    """
    rng = np.random.default_rng([seed, 1])
    features = rng.standard_normal((early, _FEATURES))
    appeal, _ = _appeal_and_depth(seed)
    rated = features @ appeal + rng.standard_normal(early)
    again = lasting_value(features, seed) + rng.standard_normal(early)
    again[late:] = np.nan
    return {"features": features, "early": rated, "late": again}


def late_against_early(late: int = 10, early: int = 2000, seed: int = 0) -> dict[str, float]:
    """Lasting value of the best hundredth of 4,000 new novels, picked by a side network.

    Parameters
    ----------
    late, early, seed
        See :func:`shelf`.

    Returns
    -------
    dict of float
        ``early`` and ``late``: the mean lasting value when the side network, a ridge
        regression, was fitted to the early ratings or to the few late ones.
    """
    known = shelf(early, late, seed)
    new = np.random.default_rng([seed, 2]).standard_normal((4000, _FEATURES))
    worth = lasting_value(new, seed)
    found = {}
    for when, n in (("early", early), ("late", late)):
        ratings = known["early"] if when == "early" else known["late"]
        weights = ridge(known["features"][:n], ratings[:n], penalty=1.0)
        found[when] = float(worth[np.argsort(new @ weights)[-40:]].mean())
    return found


def rated_by_looks(f: Callable[..., Any], seen: np.ndarray, worth: np.ndarray) -> dict[str, Any]:
    """What ``f(seen, worth)`` says, with the ratings as a list, be they a list or an array."""
    found = f(seen, worth)
    return {**found, "ratings": [float(rating) for rating in found["ratings"]]}


def budget(ratings: int = 100, seed: int = 0) -> dict[str, float]:
    """What so many human ratings buy: REINFORCE on people, or a side network and its gradient.

    A work has ten features; its value falls with the square of its distance from an unknown
    ideal. A person who reads it says the value plus noise of standard deviation 2.

    Parameters
    ----------
    ratings
        How many ratings there are to spend, a multiple of 20.
    seed
        Chooses the ideal and all noise.

    Returns
    -------
    dict of float
        The value of the work that one begins with (``start``), of the one that REINFORCE ends
        with (``reinforce``), and of the one that gradient ascent finds on a quadratic model of
        the ratings (``side_network``).
    """
    rng = np.random.default_rng([seed, 3])
    ideal = rng.standard_normal(_FEATURES)

    def worth(x: np.ndarray) -> np.ndarray:
        return -((x - ideal) ** 2).sum(-1)

    def asked(x: np.ndarray) -> np.ndarray:
        return worth(x) + 2 * rng.standard_normal(len(x))

    mean = np.zeros(_FEATURES)
    for _ in range(ratings // 20):
        x = mean + 0.5 * rng.standard_normal((20, _FEATURES))
        said = asked(x)
        advantage = (said - said.mean()) / (said.std() + 1e-8)
        mean = mean + 0.1 * (advantage[:, None] * (x - mean) / 0.25).mean(0)

    x = 1.2 * rng.standard_normal((ratings, _FEATURES))
    weights = ridge(np.c_[x, x**2, np.ones(ratings)], asked(x), penalty=0.1)
    linear, square = weights[:_FEATURES], weights[_FEATURES : 2 * _FEATURES]
    best = np.zeros(_FEATURES)
    for _ in range(200):
        best = np.clip(best + 0.05 * (linear + 2 * square * best), -3, 3)
    return {
        "start": float(worth(np.zeros(_FEATURES))),
        "reinforce": float(worth(mean)),
        "side_network": float(worth(best)),
    }
