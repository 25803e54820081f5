"""A language small enough to know, and networks that were trained to predict it.

The language has eight tokens. After the tokens a, b the token (a + b) mod 8 is likely and the
others are not. From the training text some pairs of neighbors are left out, so that there are
contexts which a trained network has never met and still answers.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
from torch import Tensor

__all__ = ["TOKENS", "World", "contest", "model", "models", "relatives", "warm_up", "world"]

TOKENS = 8
_LIKELY = 0.8
_WIDTH, _HIDDEN, _STEPS, _RATE = 8, 32, 200, 0.015


@dataclass(frozen=True, eq=False)
class World:
    """A process, what was left out of its text, and the text.

    Parameters
    ----------
    process
        ``process[a, b, c]`` is the probability of c after a, b: float64 of shape (8, 8, 8).
    allowed
        ``allowed[b, c]`` tells whether c may follow b in the text: booleans of shape (8, 8). A
        context a, b occurs in the text if ``allowed[a, b]``.
    text
        The training text, a list of integers from 0 to 7.
    """

    process: np.ndarray
    allowed: np.ndarray
    text: list[int]

    def next_counts(self) -> np.ndarray:
        """How often c follows a, b in the text: float64 of shape (8, 8, 8)."""
        counts = np.zeros((TOKENS,) * 3)
        text = np.array(self.text)
        np.add.at(counts, (text[:-2], text[1:-1], text[2:]), 1)
        return counts


@cache
def world(seed: int = 0, length: int = 4000) -> World:
    """Leave two neighbors out after each token, then let the process write a text."""
    generator = np.random.default_rng(seed)
    a, b = np.meshgrid(np.arange(TOKENS), np.arange(TOKENS), indexing="ij")
    process = np.full((TOKENS,) * 3, (1 - _LIKELY) / TOKENS)
    process[a, b, (a + b) % TOKENS] += _LIKELY
    allowed = np.ones((TOKENS, TOKENS), dtype=bool)
    first = generator.permutation(TOKENS)
    for shift in (0, int(generator.integers(1, TOKENS))):
        allowed[np.arange(TOKENS), np.roll(first, shift)] = False
    kept = process * allowed[None]
    steps = np.cumsum(kept / kept.sum(axis=-1, keepdims=True), axis=-1).tolist()
    text = [0, int(np.flatnonzero(allowed[0])[0])]
    for drawn in generator.random(length - 2).tolist():
        text.append(min(bisect(steps[text[-2]][text[-1]], drawn), TOKENS - 1))
    process.setflags(write=False)
    allowed.setflags(write=False)
    return World(process, allowed, text)


@cache
def models(seeds: tuple[int, ...], sibling: int = 0) -> np.ndarray:
    """Train one network for each seed on the text of that seed's world.

    The networks embed the two latest tokens and send them through one hidden layer. Full-batch
    cross-entropy on the text is a weighted one on 64 contexts, so training takes a moment.

    Parameters
    ----------
    seeds
        Which worlds.
    sibling
        Chooses other initial weights for the same text; the models of the contest have 0.

    Returns
    -------
    numpy.ndarray
        What each network predicts after each context: float64 of shape (seeds, 8, 8, 8).
    """
    return relatives(seeds, (sibling,))[0]


@cache
def relatives(seeds: tuple[int, ...], siblings: tuple[int, ...]) -> np.ndarray:
    """What :func:`models` gives for several siblings, trained side by side.

    Returns
    -------
    numpy.ndarray
        Float64 of shape (siblings, seeds, 8, 8, 8).
    """
    everyone = [seed + 1000 * sibling for sibling in siblings for seed in seeds]
    generators = [torch.Generator().manual_seed(seed) for seed in everyone]

    def normal(*shape: int) -> Tensor:
        return torch.stack([torch.randn(*shape, generator=g) for g in generators]).requires_grad_()

    def uniform(*shape: int) -> Tensor:
        drawn = torch.stack([torch.rand(*shape, generator=g) for g in generators])
        return ((2 * drawn - 1) / shape[0] ** 0.5).requires_grad_()

    former, latter = normal(TOKENS, _WIDTH), normal(TOKENS, _WIDTH)
    body, head = uniform(2 * _WIDTH, _HIDDEN), uniform(_HIDDEN, TOKENS)
    shift, bias = (torch.zeros(len(everyone), 1, n, requires_grad=True) for n in (_HIDDEN, TOKENS))
    a, b = torch.meshgrid(torch.arange(TOKENS), torch.arange(TOKENS), indexing="ij")

    def log_p() -> Tensor:
        x = torch.cat([former[:, a.flatten()], latter[:, b.flatten()]], dim=-1)
        return torch.log_softmax((x @ body + shift).relu() @ head + bias, dim=-1)

    counts = np.stack([world(seed).next_counts() for seed in seeds])
    weight = torch.tensor(counts, dtype=torch.float32).reshape(len(seeds), -1, TOKENS)
    weight = (weight / weight.sum(dim=(1, 2), keepdim=True)).repeat(len(siblings), 1, 1)
    optimizer = torch.optim.Adam([former, latter, body, head, shift, bias], lr=_RATE)
    for _ in range(_STEPS):
        optimizer.zero_grad()
        loss = -(weight * log_p()).sum()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        answers = log_p().exp().double().numpy()
    answers = answers.reshape(len(siblings), len(seeds), TOKENS, TOKENS, TOKENS)
    answers.setflags(write=False)
    return answers


def model(seed: int = 0) -> np.ndarray:
    """What the network of one seed predicts after each context: float64 of shape (8, 8, 8)."""
    return models((seed,))[0]


def contest(
    entries: Mapping[str, Callable[[World], np.ndarray]],
    score: Callable[[np.ndarray, np.ndarray], float],
    seeds: Sequence[int] = range(20),
) -> dict[str, dict[str, np.ndarray]]:
    """Score forecasters of the trained networks, on contexts of the text and on others.

    Parameters
    ----------
    entries
        For each name a function from a world to forecasts of shape (8, 8, 8).
    score
        ``score(forecast, model)`` of two arrays of shape (n, 8), such as the regret.
    seeds
        Which worlds.

    Returns
    -------
    dict
        For each name the scores ``seen`` and ``unseen``, each of shape (seeds,).
    """
    answers = models(tuple(seeds))
    table: dict[str, dict[str, np.ndarray]] = {}
    for name, entry in entries.items():
        scores: dict[str, list[float]] = {"seen": [], "unseen": []}
        for seed, answer in zip(seeds, answers, strict=True):
            forecast, seen = entry(world(seed)), world(seed).allowed
            scores["seen"].append(score(forecast[seen], answer[seen]))
            scores["unseen"].append(score(forecast[~seen], answer[~seen]))
        table[name] = {kind: np.array(values) for kind, values in scores.items()}
    return table


def warm_up() -> None:
    """Make what the notebooks look at."""
    model()
