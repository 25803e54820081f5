"""Authors of novels in miniature, and what becomes of them under a rater.

Babble → review → rating → prune: a language model of human novels babbles, a chain of two
models rates the babble, and the author is improved by these ratings.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, TypedDict

import numpy as np

from losslab.representing_goals.novels import (
    FILLER,
    LENGTH,
    WORDS,
    Library,
    Score,
    chain,
    counts,
    human,
    library,
    order_features,
    quality,
    reviews_of,
)
from losslab.representing_goals.ratings import ridge

__all__ = [
    "Career",
    "acclaimed",
    "babble",
    "prompt",
    "rater",
    "rewritten",
    "train_authors",
    "warm_up",
    "written",
]


def _imitate(novels: np.ndarray) -> np.ndarray:
    """Logits of a language model that knows only the word before; row 10 is the beginning."""
    tally = np.full((len(WORDS) + 1, len(WORDS)), 0.1)
    before = np.column_stack([np.full(len(novels), len(WORDS)), novels[:, :-1]])
    np.add.at(tally, (before, novels), 1)
    return np.log(tally / tally.sum(1, keepdims=True))


def _softmax(logits: np.ndarray) -> np.ndarray:
    p = np.exp(logits - logits.max(-1, keepdims=True))
    return p / p.sum(-1, keepdims=True)


def _write(logits: np.ndarray, n: int, rngs: Sequence[np.random.Generator]) -> np.ndarray:
    """Novels (authors, n, 14) from logits (authors, 11, 10) and a generator for each author."""
    steps = _softmax(logits).cumsum(-1)
    steps[..., -1] = 1.0
    luck = np.stack([rng.random((LENGTH, n)) for rng in rngs], axis=1)
    author = np.arange(len(rngs))[:, None]
    word = np.full((len(rngs), n), len(WORDS))
    novels = np.zeros((*word.shape, LENGTH), dtype=int)
    for t in range(LENGTH):
        word = (steps[author, word] >= luck[t, ..., None]).argmax(-1)
        novels[..., t] = word
    return novels


@lru_cache(maxsize=64)
def _imitator(seed: int, size: int) -> np.ndarray:
    return _imitate(human(size, seed))


def babble(n: int, seed: int = 0) -> np.ndarray:
    """Novels by a language model of the library's 600 human novels, integers of shape (n, 14)."""
    return _write(_imitator(seed, 600)[None], n, [np.random.default_rng([seed, 3])])[0]


class Career(TypedDict):
    """How an author developed: an entry for each update, and the last novels."""

    rating: np.ndarray
    quality: np.ndarray
    novels: np.ndarray


def train_authors(
    seeds: Sequence[int], see_order: bool = False, reviewed_again: int = 0, steps: int = 120
) -> list[Career]:
    """Improve babbling models, side by side, by policy gradient on their chain's ratings.

    Parameters
    ----------
    seeds
        For each author what chooses library, model and samples.
    see_order
        Whether the chain's reviewer sees :func:`order_features`.
    reviewed_again
        How many times, at equal distances, the author's own 256 latest novels are reviewed by
        people, added to the library, and the reviewer fitted anew. The model that rates
        reviews stays as it is.
    steps
        Updates.

    Returns
    -------
    list of Career
        For each author the mean ``rating`` by the chain and mean ``quality``, each of shape
        (steps,), and the last 256 ``novels``.
    """
    features = order_features if see_order else counts
    libraries = [library(seed) for seed in seeds]
    readers = [_Readers(known, features) for known in libraries]
    rngs = [np.random.default_rng([seed, 4]) for seed in seeds]
    logits = np.stack([_imitator(seed, 600) for seed in seeds])
    period = steps // (reviewed_again + 1)
    rated, worth = np.zeros((2, len(seeds), steps))
    written_now = np.zeros((len(seeds), 0, LENGTH), dtype=int)
    for step in range(steps):
        if step and step % period == 0 and step // period <= reviewed_again:
            for reader, seed, new in zip(readers, seeds, written_now, strict=True):
                reader.review(new, 1000 * seed + step)
        written_now = _write(logits, 256, rngs)
        texts = written_now.reshape(-1, LENGTH)
        weights = np.stack([reader.weights for reader in readers])[..., None]
        score = (features(texts).reshape(len(seeds), 256, -1) @ weights)[..., 0]
        rated[:, step] = score.mean(1)
        worth[:, step] = quality(texts).reshape(len(seeds), 256).mean(1)
        advantage = score - score.mean(1, keepdims=True)
        advantage /= score.std(1, keepdims=True) + 1e-6
        logits = logits + 2.0 / 256 * _slope(logits, written_now, advantage)
    developed = zip(rated, worth, written_now, strict=True)
    return [{"rating": r, "quality": w, "novels": novels} for r, w, novels in developed]


class _Readers:
    """Who rates an author's novels: the reviewer learns from new reviews, the rater does not."""

    def __init__(self, known: Library, features: Score) -> None:
        self.features = features
        self.novels, self.reviews = known["novels"], known["reviews"]
        said = np.nanmean(known["ratings"], axis=1)
        self.readout = ridge(self.reviews, said, penalty=0.05)
        self._fit()

    def _fit(self) -> None:
        self.weights = ridge(self.features(self.novels), self.reviews, penalty=1.0) @ self.readout

    def review(self, novels: np.ndarray, seed: int) -> None:
        self.novels = np.concatenate([self.novels, novels])
        self.reviews = np.concatenate([self.reviews, reviews_of(novels, seed=seed)])
        self._fit()


def _slope(logits: np.ndarray, novels: np.ndarray, advantage: np.ndarray) -> np.ndarray:
    """For each author the sum over novels of advantage times gradient of the log probability."""
    before = np.roll(novels, 1, axis=-1)
    before[..., 0] = len(WORDS)
    row = np.arange(len(logits))[:, None, None] * (len(WORDS) + 1) + before
    cells = (row * len(WORDS) + novels).ravel()
    weights = np.repeat(advantage, LENGTH)
    taken = np.bincount(cells, weights, minlength=logits.size).reshape(logits.shape)
    return taken - taken.sum(-1, keepdims=True) * _softmax(logits)


# --- an exercise's rater and what is looked at -----------------------------------------


@lru_cache(maxsize=64)
def _chain_of(seed: int, see_order: bool) -> Score:
    return chain(library(seed, 60), order_features if see_order else counts)


def _followers(seed: int) -> np.ndarray:
    """For each word the one that should follow it: all ten in a circle."""
    words = len(WORDS)
    circle = np.random.default_rng([seed, 5]).permutation(words)
    follower = np.empty(words, dtype=int)
    follower[circle] = np.roll(circle, -1)
    return follower


def _taste(seed: int) -> Score:
    """A rater who likes certain words to follow each other, and some variety.

    The last word counts for next to nothing, and a little.
    """
    follower = _followers(seed)

    def score(novels: np.ndarray) -> np.ndarray:
        novels = np.asarray(novels)
        read = novels[:, :-1]
        follows = (read[:, 1:] == follower[read[:, :-1]]).sum(1)
        occurs = np.zeros((len(novels), len(WORDS)), dtype=bool)
        occurs[np.arange(len(novels))[:, None], read] = True
        return follows + 0.1 * occurs.sum(1) + 0.01 * read.sum(1) + 1e-5 * novels[:, -1]

    return score


def _in_step(seed: int) -> Score:
    """A rater with an order of words, the later the better, who wants all of them in step.

    A word that is more than one ahead of the last one costs a lot, so that nobody rises alone.
    """
    words = np.random.default_rng([seed, 6]).permutation(len(WORDS))
    rank = np.empty(len(WORDS), dtype=int)
    rank[[FILLER, *(word for word in words if word != FILLER)]] = np.arange(len(WORDS))

    def score(novels: np.ndarray) -> np.ndarray:
        ranks = rank[np.asarray(novels)]
        ahead = ranks > ranks.min(axis=1, keepdims=True) + 1
        return ranks.sum(axis=1) - 50.0 * ahead.sum(axis=1)

    return score


def rater(kind: str = "counts", seed: int = 0) -> Score:
    """A function that rates novels.

    Parameters
    ----------
    kind
        ``"counts"`` or ``"order"``: the chain, fitted to 60 human novels, with a reviewer who
        sees :func:`counts` or :func:`order_features`; ``"taste"``: somebody who likes certain
        words to follow each other, hardly minds the last word, and was not fitted to anything;
        ``"in step"``: somebody who likes later words better, and all of them in step.
    seed
        Chooses the library, or the taste.

    Returns
    -------
    Score
        It raises ValueError for anything but rows of 14 words.
    """
    made = {"taste": _taste, "in step": _in_step}
    if kind not in ("counts", "order", *made):
        raise ValueError(f"no rater {kind!r}; there are: counts, order, {', '.join(made)}")
    judge = made[kind](seed) if kind in made else _chain_of(seed, kind == "order")

    def score(novels: np.ndarray) -> np.ndarray:
        rows = np.asarray(novels)
        if rows.ndim != 2 or rows.shape[1] != LENGTH:
            raise ValueError(
                f"novels to be rated have shape (m, {LENGTH}), not {rows.shape}; "
                "one novel alone is np.array([novel])"
            )
        return judge(rows)

    return score


@lru_cache(maxsize=64)
def prompt(seed: int = 0) -> tuple[int, ...]:
    """A novel to begin with, by a person who is not in the library: 14 words as numbers."""
    return tuple(int(word) for word in human(1, seed=10_000 + seed)[0])


@lru_cache(maxsize=64)
def acclaimed(seed: int = 0) -> tuple[int, ...]:
    """A novel that ``rater("taste", seed)`` likes very much: each word follows as it should."""
    follower = _followers(seed)
    novel = [len(WORDS) - 1]
    while len(novel) < LENGTH:
        novel.append(int(follower[novel[-1]]))
    return (*novel[:-1], 0)


def _improvement(score: Score, novel: Sequence[int], least: float = 1e-6) -> str | None:
    """A replacement of one word that raises the rating by more than `least`, in words, or None."""
    start = np.asarray(novel)
    places, words = np.divmod(np.arange(LENGTH * len(WORDS)), len(WORDS))
    tried = np.repeat(start[None], len(places), axis=0)
    tried[np.arange(len(places)), places] = words
    gain = score(tried) - score(start[None])[0]
    best = int(gain.argmax())
    if gain[best] <= least:
        return None
    return f"word {places[best]}: {WORDS[start[places[best]]]} → {WORDS[words[best]]}"


def _beginning(seed: int, start: str) -> list[int]:
    return list(acclaimed(seed) if start == "acclaimed" else prompt(seed))


def rewritten(f: Callable[..., Any], kind: str, seed: int, start: str = "prompt") -> Any:
    """The novel that `f` makes for ``rater(kind, seed)``.

    It is given ``list(prompt(seed))`` to begin with, or ``list(acclaimed(seed))`` where `start`
    says so.
    """
    return f(rater(kind, seed), _beginning(seed, start))


def written(novel: Any, kind: str, seed: int, start: str = "prompt") -> dict[str, Any]:
    """What is true of a novel that was written for a rater.

    Parameters
    ----------
    novel
        What was written.
    kind, seed, start
        How it was made, see :func:`rewritten`.

    Returns
    -------
    dict
        ``is a novel``: 14 whole numbers from 0 to 9. ``rated at least as high``: as the novel that
        was given. ``could be improved by``: the replacement of one word that would raise the
        rating most, or None if none would. The last two are None where it is no novel.
    """
    score = rater(kind, seed)
    words = np.asarray(novel)
    proper = (
        words.shape == (LENGTH,)
        and words.dtype.kind in "iuf"
        and bool(np.isin(words, range(len(WORDS))).all())
    )
    if not proper:
        return {"is a novel": False, "rated at least as high": None, "could be improved by": None}
    words = words.astype(int)
    before, after = score(np.array([_beginning(seed, start), words]))
    return {
        "is a novel": True,
        "rated at least as high": bool(after >= before - 1e-9),
        "could be improved by": _improvement(score, words.tolist()),
    }


def warm_up() -> None:
    """Make what the notebooks look at."""
    for seed in range(4):
        prompt(seed)
        rater("counts", seed)
        rater("order", seed)
