"""Many hypotheses with a record each, none of which is better than another."""

from __future__ import annotations

import numpy as np

__all__ = ["flippers", "networks"]


def flippers(trials: int, hypotheses: int, n: int, risk: float = 0.5, seed: int = 0) -> np.ndarray:
    """How many of n examples each of some hypotheses gets wrong, in repeated experiments.

    Every hypothesis errs on every example with the same probability, independently: with one
    half, it flips a coin.

    Parameters
    ----------
    trials
        How often the experiment is repeated.
    hypotheses
        How many there are.
    n
        How many examples each experiment has.
    risk
        The probability of a mistake.
    seed
        Chooses the mistakes.

    Returns
    -------
    ndarray
        int64 of shape (trials, hypotheses), from 0 to n.
    """
    return np.random.default_rng(seed).binomial(n, risk, size=(trials, hypotheses))


def networks(parameters: int, bits: int = 32) -> int:
    """How many different networks a machine can hold: each parameter is one of 2**bits numbers."""
    return 2 ** (parameters * bits)
