"""Novels in miniature, and a chain of models that is meant to tell the good ones.

A novel is a sequence of 14 words. One model predicts which words its review would use, another
which rating goes with such a review. Who writes for such a chain is in
:mod:`losslab.representing_goals.authors`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypedDict

import numpy as np

from losslab.representing_goals.ratings import ridge

__all__ = [
    "FILLER",
    "LENGTH",
    "LUSH",
    "RATERS",
    "REVIEW_WORDS",
    "WORDS",
    "Library",
    "Score",
    "chain",
    "counts",
    "human",
    "library",
    "order_features",
    "quality",
    "reviews_of",
    "spell",
]

WORDS = (
    *(f"setup {i}" for i in "1234"),
    *(f"payoff {i}" for i in "1234"),
    "filler",
    "lush",
)
"""The words a novel is made of; in an array each is its place in this tuple, 0 to 9."""

REVIEW_WORDS = ("masterful", "moving", "fine", "dull", "incoherent", "plot")
LENGTH = 14
LUSH = WORDS.index("lush")
FILLER = WORDS.index("filler")
_SENTIMENT = np.array([2.0, 1.5, 0.2, -1.0, -2.0, 0.0])

Score = Callable[[np.ndarray], np.ndarray]
"""From novels, integers of shape (m, 14), to ratings, float64 of shape (m,)."""


class Library(TypedDict):
    """Human novels with what readers said.

    Parameters
    ----------
    novels
        Integers of shape (n, 14).
    reviews
        For each novel the frequencies of the six `REVIEW_WORDS` in its reviews, float64 of
        shape (n, 6), each row summing to 1.
    ratings
        For each review, how positive each rater found it, float64 of shape (n, raters); NaN
        where a rater was not asked.
    """

    novels: np.ndarray
    reviews: np.ndarray
    ratings: np.ndarray


def spell(novel: Sequence[int]) -> str:
    """A novel in words."""
    return " · ".join(WORDS[word] for word in novel)


def _plots(novels: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each novel how many setups there are, are paid off later, and come after a payoff."""
    threads = np.arange(4)[:, None]
    begun, paid, spoiled = np.zeros((3, 4, len(novels)), dtype=bool)
    for word in np.ascontiguousarray(np.asarray(novels).T):
        payoff = word == 4 + threads
        paid |= payoff & begun
        spoiled |= payoff & ~begun
        begun |= word == threads
    return begun.sum(0), paid.sum(0), spoiled.sum(0)


def quality(novels: np.ndarray) -> np.ndarray:
    """What novels are worth, which no rater of this chain can read off.

    A setup that is paid off later counts 1, and 0.4 for being there; a payoff before its setup
    costs 0.5. The first two lush words count 0.5 each, each further one costs 0.6.
    """
    setups, paid, spoiled = _plots(novels)
    lush = (np.asarray(novels) == LUSH).sum(1)
    plot = paid + 0.4 * setups - 0.5 * spoiled
    return plot + 0.5 * np.minimum(lush, 2) - 0.6 * np.maximum(lush - 2, 0)


def human(n: int, seed: int = 0) -> np.ndarray:
    """Novels by people, integers of shape (n, 14).

    Skilled authors pay off their setups, and use a lush word or two.
    """
    return _human(n, seed).copy()


@lru_cache(maxsize=64)
def _human(n: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng([seed, 0])
    novels = np.full((n, LENGTH), FILLER)
    for novel in novels:
        skill = rng.random()
        threads = rng.permutation(4)[: rng.integers(1, 4)]
        spots = np.sort(rng.choice(LENGTH, 2 * len(threads), replace=False))
        for i, thread in enumerate(threads):
            early, late = spots[i], spots[len(threads) + i]
            if rng.random() >= 0.3 + 0.7 * skill:
                early, late = late, early
            novel[early], novel[late] = thread, 4 + thread
        free = rng.permutation(np.flatnonzero(novel == FILLER))
        novel[free[: rng.binomial(2, skill)]] = LUSH
    return novels


def reviews_of(novels: np.ndarray, seed: int = 0, words: int = 30) -> np.ndarray:
    """Frequencies of the six review words in reviews by people, shape (n, 6)."""
    rng = np.random.default_rng([seed, 1])
    q = quality(novels)[:, None] - 1
    tone = np.array([1.2, 0.8, 0.0, -0.6, -1.2, 0.0])
    offset = np.array([-2.4, -0.8, 0.3, 0.0, -0.36, 0.0])
    p = np.exp(q * tone + offset)
    p /= p.sum(1, keepdims=True)
    return rng.multinomial(words, p) / words


RATERS = 5


def library(seed: int = 0, size: int = 600) -> Library:
    """Human novels with reviews and ratings; each review was put to three or more raters."""
    novels = human(size, seed)
    reviews = reviews_of(novels, seed)
    rng = np.random.default_rng([seed, 2])
    ratings = (reviews @ _SENTIMENT)[:, None] + rng.normal(0, 0.5, (size, RATERS))
    for row, missing in zip(ratings, rng.integers(0, 3, size), strict=True):
        row[rng.permutation(RATERS)[:missing]] = np.nan
    return {"novels": novels, "reviews": reviews, "ratings": ratings}


def counts(novels: np.ndarray) -> np.ndarray:
    """What a reviewer sees who does not notice order, float64 of shape (n, 19).

    How often each of the ten words occurs, whether each of the four setups and payoffs
    occurs, and a constant 1.
    """
    texts = np.ascontiguousarray(np.asarray(novels).T)
    occurs = np.stack([(texts == word).sum(0) for word in range(len(WORDS))], 1)
    one = np.ones((len(occurs), 1))
    return np.concatenate([occurs, occurs[:, :8] > 0, one], axis=1).astype(float)


def order_features(novels: np.ndarray) -> np.ndarray:
    """:func:`counts` with three more columns, shape (n, 22).

    Setups that are paid off later, payoffs that come first, and lush words beyond two.
    """
    novels = np.asarray(novels)
    lush = np.maximum((novels == LUSH).sum(1) - 2, 0)
    _, paid, spoiled = _plots(novels)
    return np.column_stack([counts(novels), paid, spoiled, lush])


def chain(known: Library, features: Score = counts) -> Score:
    """A model of ratings: features → predicted review → predicted rating.

    Parameters
    ----------
    known
        What both models are fitted to.
    features
        What the reviewer sees: :func:`counts` or :func:`order_features`.
    """
    reviewer = ridge(features(known["novels"]), known["reviews"], penalty=1.0)
    said = np.nanmean(known["ratings"], axis=1)
    readout = reviewer @ ridge(known["reviews"], said, penalty=0.05)
    return lambda novels: features(novels) @ readout
