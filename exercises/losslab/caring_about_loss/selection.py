"""Populations in which a gradient sees one step ahead, and selection sees the whole run.

To cooperate costs something at once and helps in the next step. The gradient gives credit for
the present step only. Whoever copies networks by the reward that they have collected gives credit
for the rest as well, whatever the training code says about gradients.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

__all__ = ["cooperation", "warm_up"]


def cooperation(
    selected: bool,
    rate: float = 0.01,
    seeds: int = 20,
    members: int = 10,
    steps: int = 3000,
    interval: int = 10,
    cost: float = 0.5,
    mutation: float = 0.2,
) -> np.ndarray:
    """Train populations of networks and say how often they cooperate.

    The same arguments are trained once; the array is read-only.

    A network has one logit and cooperates with its sigmoid's probability. The reward of a step
    is 1 if the network cooperated in the step before, minus `cost` if it cooperates in this one.
    A policy gradient follows the reward of the present step, with the expected reward of that
    step as its baseline. If `selected`, then after every `interval` steps the two networks that
    have collected least are overwritten by copies of the two that have collected most.

    Parameters
    ----------
    selected
        Whether networks are copied by the reward that they have collected.
    rate
        Learning rate of the gradient.
    seeds
        How many populations, trained independently.
    members
        Networks in a population.
    steps, interval
        How many steps there are, and how many from one selection to the next.
    cost
        What it costs to cooperate.
    mutation
        Standard deviation of what is added to a copy's logit.

    Returns
    -------
    np.ndarray
        Mean probability to cooperate after each interval, of shape
        (steps // interval + 1, seeds); the first row is from before training.
    """
    return _trained(selected, rate, seeds, members, steps, interval, cost, mutation)


@lru_cache(maxsize=32)
def _trained(
    selected: bool,
    rate: float,
    seeds: int,
    members: int,
    steps: int,
    interval: int,
    cost: float,
    mutation: float,
) -> np.ndarray:
    draw = np.random.default_rng(0)
    logit = draw.normal(0.0, 0.5, (seeds, members))
    cooperated = np.zeros((seeds, members))
    collected = np.zeros((seeds, members))
    each = np.arange(seeds)[:, None]
    curve = [_sigmoid(logit).mean(1)]
    for step in range(1, steps + 1):
        p = _sigmoid(logit)
        cooperates = (draw.random(p.shape) < p).astype(float)
        collected += cooperated - cost * cooperates
        advantage = -cost * (cooperates - p)
        logit = np.clip(logit + rate * advantage * (cooperates - p), -4.0, 4.0)
        cooperated = cooperates
        if step % interval == 0:
            if selected:
                order = collected.argsort(axis=1)
                worst, best = order[:, :2], order[:, -2:]
                noise = draw.normal(0.0, mutation, (seeds, 2))
                logit[each, worst] = logit[each, best] + noise
                cooperated[each, worst] = cooperated[each, best]
            collected[:] = 0.0
            curve.append(_sigmoid(logit).mean(1))
    curves = np.array(curve)
    curves.flags.writeable = False
    return curves


def _sigmoid(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


def warm_up() -> None:
    """Make what the notebooks look at."""
    for selected in (False, True):
        cooperation(selected, steps=1500)
    cooperation(True, rate=0.1, steps=1500)
