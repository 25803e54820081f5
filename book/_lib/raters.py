"""Reviews, raters and what both take for granted: two worlds for the chain of models.

In the first, a model of ratings reads reviews, with or without having seen many unrated reviews
before. In the second, many raters of two tastes are projected onto few dimensions.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from losslab.representing_goals.ratings import ridge

_WORDS, _THEMES, _LENGTH = 60, 6, 8
_PENALTIES = (0.1, 1.0, 10.0, 100.0)


def _themes(seed: int) -> np.ndarray:
    """A culture: which of the six themes each of 60 words speaks of, shape (60,)."""
    return np.random.default_rng([seed, 0]).permutation(np.arange(_WORDS) % _THEMES)


def _reviews(themes: np.ndarray, n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Counts of words in n reviews of eight words, (n, 60), and what they are about, (n, 6)."""
    about = rng.dirichlet(np.full(_THEMES, 0.5), n)
    chances = about[:, themes]
    chances /= chances.sum(1, keepdims=True)
    return rng.multinomial(_LENGTH, chances).astype(float), about


def pretraining(seed: int, counts: Sequence[int], corpus: int = 5000) -> dict[str, np.ndarray]:
    """How well a model of ratings does that has seen unrated reviews before, or has not.

    A review's rating depends on its themes alone. A review has eight of sixty words, ten for
    each theme, so a model that knows no word must see each of them rated. Pretrained, it reads
    five principal components of the counts in unrated reviews instead.

    Parameters
    ----------
    seed
        Chooses the culture, the ratings and the reviews.
    counts
        Numbers of rated reviews.
    corpus
        How many unrated reviews are seen before.

    Returns
    -------
    dict of ndarray
        For ``"none"``, ``"this culture"`` and ``"another culture"``, named for what the unrated
        reviews come from, the mean squared error on 1,000 new reviews as a share of the
        variance, shape (len(counts),). Each is the best over four ridge penalties.
    """
    rng = np.random.default_rng([seed, 1])
    own, other = _themes(seed), _themes(seed + 1000)
    tone = rng.standard_normal(_THEMES)
    tone = (tone - tone.mean()) / tone.std()
    seen = {
        "this culture": _reviews(own, corpus, rng)[0],
        "another culture": _reviews(other, corpus, rng)[0],
    }
    new, about_new = _reviews(own, 1000, rng)
    rated, about = _reviews(own, max(counts), rng)
    said = about @ tone + 0.3 * rng.standard_normal(len(rated))
    truth = about_new @ tone
    readings = {"none": np.eye(_WORDS)}
    for name, unrated in seen.items():
        # The last eigenvectors of the covariance are the first principal directions.
        readings[name] = np.linalg.eigh(np.cov(unrated.T))[1][:, -5:]
    errors = {}
    for name, reading in readings.items():
        x = np.c_[rated @ reading, np.ones(len(rated))]
        x_new = np.c_[new @ reading, np.ones(len(new))]
        tried = [
            [((x_new @ ridge(x[:n], said[:n], p) - truth) ** 2).mean() for p in _PENALTIES]
            for n in counts
        ]
        errors[name] = np.min(tried, axis=1) / truth.var()
    return errors


def projected(seed: int, kept: Sequence[int], raters: int = 60) -> dict[str, np.ndarray]:
    """How well ratings are foreseen from so many dimensions of all raters' ratings.

    Forty reviews of twelve features are put to all raters. Three quarters of them value one
    direction of features, the others another at right angles, and all err. The ratings are
    projected onto their first principal directions, a ridge regression predicts these from the
    features, and each rater's rating is read off the prediction.

    Parameters
    ----------
    seed
        Chooses tastes, reviews and errors.
    kept
        Numbers of dimensions, from 1 to 12.
    raters
        How many raters; a multiple of 4.

    Returns
    -------
    dict of ndarray
        For ``"majority"`` and ``"minority"`` the mean squared error on 1,000 new reviews, as a
        share of what these raters' ratings vary without error, shape (len(kept),).
    """
    rng = np.random.default_rng([seed, 2])
    one, other = rng.standard_normal((2, 12))
    other -= one * (one @ other) / (one @ one)
    few = np.arange(raters) < raters // 4
    taste = np.where(few[:, None], other / np.linalg.norm(other), one / np.linalg.norm(one))
    x, x_new = rng.standard_normal((40, 12)), rng.standard_normal((1000, 12))
    said = 2 * x @ taste.T + 2 * rng.standard_normal((40, raters))
    truth = 2 * x_new @ taste.T
    directions = np.linalg.svd(said, full_matrices=False)[2]
    errors: dict[str, list[float]] = {"majority": [], "minority": []}
    for k in kept:
        basis = directions[:k].T
        predicted = x_new @ ridge(x, said @ basis, 1.0) @ basis.T
        off = ((predicted - truth) ** 2).mean(0) / (truth**2).mean(0)
        errors["majority"].append(float(off[~few].mean()))
        errors["minority"].append(float(off[few].mean()))
    return {name: np.array(values) for name, values in errors.items()}
