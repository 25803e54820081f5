"""Populations of candidates with a gold score, which one wants, and a proxy, which one can read.

Two kinds: the proxy is gold plus an error of a chosen tail, or it is learned from noisy labels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

__all__ = ["Pairs", "climb", "curve", "curve_of_large_population", "learned", "population"]

Pairs = tuple[np.ndarray, np.ndarray]


def population(df: float = math.inf, size: int = 20_000, seed: int = 0) -> Pairs:
    """Gold scores and proxies of candidates, where the proxy is gold plus an independent error.

    Parameters
    ----------
    df
        Degrees of freedom of Student's t distribution, from which the error is drawn: the
        fewer, the heavier its tails. Infinity is the normal distribution, 1 Cauchy's.
    size
        How many candidates.
    seed
        Chooses them. Gold scores are standard normal and do not depend on `df`.

    Returns
    -------
    tuple of ndarray
        ``gold`` and ``proxy``, float64 of shape (size,).
    """
    if not df > 0:
        raise ValueError(f"df is positive, not {df!r}")
    gold = np.random.default_rng(seed).standard_normal(size)
    rng = np.random.default_rng([seed, 1])
    error = rng.standard_normal(size) if math.isinf(df) else rng.standard_t(df, size)
    return gold, gold + error


_INPUTS = 12
_UNITS = 64


def _gold(x: np.ndarray) -> np.ndarray:
    """Two good directions, and a penalty for whatever is extreme."""
    return x[..., 0] + 0.5 * x[..., 1] - 0.12 * (x**2).sum(-1)


@lru_cache(maxsize=256)
def _fitted(labels: int, noise: float, seed: int) -> Callable[[np.ndarray], np.ndarray]:
    rng = np.random.default_rng([seed, 2])
    weight = 1.5 * rng.standard_normal((_INPUTS, _UNITS)) / math.sqrt(_INPUTS)
    bias = rng.uniform(-2, 2, _UNITS)

    def features(x: np.ndarray) -> np.ndarray:
        one = np.ones((*x.shape[:-1], 1))
        return np.concatenate([np.maximum(x @ weight + bias, 0), x, one], axis=-1)

    x = rng.standard_normal((labels, _INPUTS))
    y = _gold(x) + noise * rng.standard_normal(labels)
    a = features(x)
    ridge = 1e-3 * labels * np.eye(a.shape[1])
    readout = np.linalg.solve(a.T @ a + ridge, a.T @ y)
    return lambda x: features(x) @ readout


def learned(labels: int = 300, noise: float = 1.0, size: int = 4000, seed: int = 0) -> Pairs:
    """Gold scores and proxies, where the proxy is a small model fitted to noisy labels.

    Parameters
    ----------
    labels
        How many candidates somebody has scored.
    noise
        Standard deviation of their scores around gold.
    size
        How many new candidates are returned.
    seed
        Chooses the model, the labels and the candidates.

    Returns
    -------
    tuple of ndarray
        ``gold`` and ``proxy``, float64 of shape (size,).
    """
    proxy = _fitted(labels, noise, seed)
    x = np.random.default_rng([seed, 3]).standard_normal((size, _INPUTS))
    return _gold(x), proxy(x)


def climb(
    labels: int = 300, noise: float = 1.0, steps: int = 300, seed: int = 0, every: int = 10
) -> dict[str, np.ndarray]:
    """Move a normal distribution of candidates uphill on a learned proxy, by policy gradient.

    Parameters
    ----------
    labels, noise, seed
        The proxy: see :func:`learned`.
    steps
        Updates of the distribution's mean, each from 256 samples.
    every
        A record is made each so many steps.

    Returns
    -------
    dict of ndarray
        ``step``; ``kl``, the divergence in nats from where it began; ``proxy`` and ``gold``,
        the means over the samples.
    """
    proxy = _fitted(labels, noise, seed)
    rng = np.random.default_rng([seed, 4])
    mean = np.zeros(_INPUTS)
    rows = []
    for step in range(steps + 1):
        x = mean + rng.standard_normal((256, _INPUTS))
        score = proxy(x)
        if step % every == 0:
            rows.append((step, 0.5 * mean @ mean, score.mean(), _gold(x).mean()))
        advantage = (score - score.mean()) / (score.std() + 1e-8)
        mean = mean + 0.05 * (advantage[:, None] * (x - mean)).mean(0)
    columns = np.array(rows).T
    return dict(zip(("step", "kl", "proxy", "gold"), columns, strict=True))


def curve(
    f: Callable[..., Any], gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]
) -> list[float]:
    """The result of ``f(gold, proxy, ns)`` as a list of floats, be it a list or an array."""
    return [float(value) for value in f(gold, proxy, ns)]


def curve_of_large_population(
    f: Callable[..., Any], df: float, size: int, seed: int, ns: Sequence[int]
) -> list[float]:
    """:func:`curve` of ``population(df, size, seed)``."""
    gold, proxy = population(df, size, seed)
    return curve(f, gold, proxy, ns)
