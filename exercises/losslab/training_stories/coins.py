"""A policy of two circuits that learns to go to a coin, which may always lie at the edge.

In each event a coin lies to the left or to the right, and so does the edge of the room. One
circuit sees the coin, one the edge, which is easier to see. The designer wants the policy to go
to the coin, because of the coin. The reward looks at the action alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypedDict

import numpy as np

__all__ = [
    "CIRCUITS",
    "LABELS",
    "SEES",
    "Event",
    "Training",
    "judged",
    "log",
    "taught",
    "to_the_coin",
    "train",
    "warm_up",
]

CIRCUITS = ("coin", "edge")

# How strongly each circuit's input speaks: the edge is easier to see than the coin.
SEES = {"coin": 1.0, "edge": 2.0}

LABELS = (
    "as intended",
    "bad action rewarded",
    "good action punished",
    "good action, unwanted cognition",
    "bad action, wanted cognition",
    "no update",
)

START = (0.3, 0.3)

# What a reward pays for: by where coin and edge lie, and by where the policy goes.
Pays = Mapping[str, Mapping[str, float]]
WHERE = ("together", "apart")
WENT = ("to the coin", "away")
ENOUGH = 0.93


class Event(TypedDict):
    """One action of a policy, what it was rewarded with, and what drove it.

    ``good`` and ``action`` are ``"left"`` or ``"right"``: the action wanted and the one taken.
    ``sees`` holds what each circuit saw, ``pushes`` its weight times that: positive toward
    ``"right"``, negative toward ``"left"``. The policy goes right with the probability
    ``1 / (1 + exp(-sum of pushes))``.
    """

    good: str
    action: str
    reward: float
    sees: dict[str, float]
    pushes: dict[str, float]


@dataclass(frozen=True)
class Training:
    """What training left.

    Parameters
    ----------
    weights
        The weights of the circuits after each step, coin first, float64 of shape
        (seeds, steps + 1, 2).
    good
        Share of good actions in each step's batch, float64 of shape (seeds, steps).
    """

    weights: np.ndarray
    good: np.ndarray


def _table(pays: tuple[float, float] | Pays) -> np.ndarray:
    """The probabilities of a reward, of shape (2, 2): together or apart, to the coin or away."""
    if isinstance(pays, Mapping):
        return np.array([[float(pays[where][went]) for went in WENT] for where in WHERE])
    return np.array([pays, pays], dtype=float)


class _Luck(NamedTuple):
    """What chance has its hand in: the side of the coin, ±1, and three uniform numbers."""

    coin: np.ndarray
    edge: np.ndarray
    act: np.ndarray
    paid: np.ndarray


def _draw(generator: np.random.Generator, size: int) -> _Luck:
    """For `size` events, each of shape (size,)."""
    coin = generator.choice([-1.0, 1.0], size)
    return _Luck(coin, *(generator.random(size) for _ in range(3)))


@lru_cache(maxsize=32)
def _luck(seed: int, steps: int, size: int) -> _Luck:
    """Of a whole training, whatever is paid in it; each of shape (steps, size)."""
    generator = np.random.default_rng(seed)
    drawn = [_draw(generator, size) for _ in range(steps)]
    return _Luck(*(np.array(each).reshape(steps, size) for each in zip(*drawn, strict=True)))


def _batch(
    luck: _Luck, weights: np.ndarray, together: float, pays: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """One event for each stroke of luck, whose arrays have the shape (..., size).

    Weights have the shape (..., 2). Returned are what was seen (..., size, 2), how likely it was
    to go right, whether the action was right and good, and the reward, each (..., size).
    """
    coin = luck.coin
    edge = np.where(luck.edge < together, coin, -coin)
    sees = np.stack([coin, edge], axis=-1) * list(SEES.values())
    likely = 1 / (1 + np.exp(-(sees @ weights[..., None])[..., 0]))
    right = luck.act < likely
    good = right == (coin > 0)
    apart, away = (edge != coin).astype(int), (~good).astype(int)
    reward = luck.paid < pays[apart, away]
    return sees, likely, right, good, reward.astype(float)


def train(
    together: float = 1.0,
    pays: tuple[float, float] | Pays = (1.0, 0.0),
    seeds: Sequence[int] = (0,),
    steps: int = 400,
    size: int = 128,
    rate: float = 0.3,
) -> Training:
    """Train the policy by REINFORCE, with the batch's mean reward as baseline.

    Parameters
    ----------
    together
        How often the coin lies where the edge is, from 0 to 1.
    pays
        The probability of a reward of 1, else 0, for a good action and for a bad one. A dict of
        ``"together"`` and ``"apart"``, each a dict of ``"to the coin"`` and ``"away"``, where it
        depends on where coin and edge lie as well.
    seeds
        One run for each.
    steps, size, rate
        Updates, events in a batch, learning rate.
    """
    (a, b), (c, d) = _table(pays).tolist()
    return _trained(together, ((a, b), (c, d)), tuple(seeds), steps, size, rate)


@cache
def _trained(
    together: float,
    pays: tuple[tuple[float, float], tuple[float, float]],
    seeds: tuple[int, ...],
    steps: int,
    size: int,
    rate: float,
) -> Training:
    weights = np.zeros((len(seeds), steps + 1, 2))
    share, table = np.zeros((len(seeds), steps)), np.array(pays)
    every = _Luck(*map(np.stack, zip(*(_luck(seed, steps, size) for seed in seeds), strict=True)))
    weights[:, 0] = w = np.tile(START, (len(seeds), 1))
    for step in range(steps):
        luck = _Luck(*(each[:, step] for each in every))
        sees, p, right, good, reward = _batch(luck, w, together, table)
        surprise = (reward - reward.mean(axis=1, keepdims=True)) * (right - p)
        w = w + rate * (surprise[:, None] @ sees)[:, 0] / size
        weights[:, step + 1] = w
        share[:, step] = good.mean(axis=1)
    weights.setflags(write=False)
    share.setflags(write=False)
    return Training(weights, share)


def log(
    weights: Sequence[float] = START,
    together: float = 1.0,
    pays: tuple[float, float] | Pays = (1.0, 0.0),
    seed: int = 0,
    size: int = 8,
) -> list[Event]:
    """Let a policy with the given weights (coin first) act once in each of `size` events."""
    w = np.asarray(weights, dtype=float)
    luck = _draw(np.random.default_rng(seed), size)
    sees, _, right, good, reward = _batch(luck, w, together, _table(pays))

    def name(is_right: bool) -> str:
        return "right" if is_right else "left"

    return [
        Event(
            good=name(bool(right[i]) == bool(good[i])),
            action=name(bool(right[i])),
            reward=float(reward[i]),
            sees=dict(zip(CIRCUITS, sees[i].tolist(), strict=True)),
            pushes=dict(zip(CIRCUITS, (sees[i] * w).tolist(), strict=True)),
        )
        for i in range(size)
    ]


def to_the_coin(weights: np.ndarray, where: str = "apart") -> np.ndarray:
    """How likely a policy goes to the coin.

    Parameters
    ----------
    weights
        Of shape (..., 2), coin first.
    where
        ``"apart"``: the edge lies on the other side; ``"together"``: it lies where the coin is.

    Returns
    -------
    numpy.ndarray
        Probabilities of shape (...).
    """
    side = {"together": 1.0, "apart": -1.0}[where]
    coin, edge = SEES["coin"] * weights[..., 0], SEES["edge"] * weights[..., 1]
    return 1 / (1 + np.exp(-coin - side * edge))


def taught(pays: Pays, together: float, steps: int = 100, rate: float = 0.3) -> dict[str, float]:
    """Train the policy by the exact mean of REINFORCE's updates, and ask how likely it is right.

    Batches scatter around this mean and have no part in it.

    Parameters
    ----------
    pays
        The reward: ``pays["together"]`` where the coin lies at the edge, ``pays["apart"]`` where
        it does not, each a dict of what is paid for going ``"to the coin"`` and ``"away"``.
    together
        How often the coin lies where the edge is, from 0 to 1.
    steps, rate
        Updates, and the learning rate.

    Returns
    -------
    dict
        How likely the trained policy goes to the coin: ``"together"``, ``"apart"``.
    """
    coin, edge = START
    often = {"together": together, "apart": 1 - together}
    side = {"together": SEES["edge"], "apart": -SEES["edge"]}
    likely: dict[str, float] = {}
    for step in range(steps + 1):
        z = {where: SEES["coin"] * coin + side[where] * edge for where in WHERE}
        likely = {where: 1 / (1 + math.exp(-min(max(z[where], -700), 700))) for where in WHERE}
        if step == steps:
            break
        for where in WHERE:
            more = pays[where]["to the coin"] - pays[where]["away"]
            push = rate * often[where] * likely[where] * (1 - likely[where]) * more
            coin, edge = coin + push * SEES["coin"], edge + push * side[where]
    return likely


def judged(pays: Any, together: float, budget: float) -> dict[str, str]:
    """What `teach_the_reason` is asked for, and what a reward gives instead."""
    if not isinstance(pays, dict) or set(pays) != set(WHERE):
        return {"form": f"not a dict of {' and '.join(WHERE)}"}
    table: dict[str, dict[str, float]] = {}
    for where in WHERE:
        if not isinstance(pays[where], dict) or set(pays[where]) != set(WENT):
            return {"form": f"{where}: not a dict of {' and '.join(WENT)}"}
        table[where] = {went: float(pays[where][went]) for went in WENT}
    numbers = [table[where][went] for where in WHERE for went in WENT]
    if not all(math.isfinite(number) and number >= 0 for number in numbers):
        return {"form": "something else than finite payments of 0 or more"}
    most = {where: max(table[where].values()) for where in WHERE}
    cost = together * most["together"] + (1 - together) * most["apart"]
    after = taught(table, together)
    return {
        "pays": "within the budget" if cost <= budget * (1 + 1e-9) else f"up to {cost:.3f}",
        **{w: "taught" if p >= ENOUGH else f"to the coin with {p:.2f}" for w, p in after.items()},
    }


def warm_up() -> None:
    """Make what the notebooks look at."""
    for together, pays in ((1.0, (1.0, 0.0)), (1.0, (1.0, 0.5)), (0.9, (1.0, 0.0))):
        train(together, pays)
