"""Which passages were memorized: trainings that differ in the passages that they read.

Zhang and others, "Counterfactual memorization in neural language models", 2023, ask by how much a
model that was trained on a passage predicts it better than one that was not, on average over
trainings on random parts of a text. Here trainings come in pairs. What one of the two has of the
chosen passages, the other has not, and all the rest of the text they share.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import torch

from losslab.on_a_language_model import text
from losslab.on_a_language_model.model import Transformer, nats
from losslab.on_a_language_model.tokens import Tokenizer

__all__ = ["COPIES", "halves", "nats_a_byte", "passages", "reading"]

COPIES = {1: 300, 4: 60, 16: 30}
"""How many of the passages stand once, four and sixteen times in a text that has them."""

SHORTEST, LONGEST = 150, 400
CHOSEN_WITH = 2021


@cache
def passages() -> tuple[tuple[str, int], ...]:
    """The chosen paragraphs of the training text, each with its number of copies."""
    parts = [part for part in _paragraphs() if SHORTEST <= len(part) <= LONGEST]
    picked = np.random.default_rng(CHOSEN_WITH).permutation(len(parts))[: sum(COPIES.values())]
    copies = np.repeat(list(COPIES), list(COPIES.values()))
    return tuple((parts[i], int(n)) for i, n in zip(picked, copies, strict=True))


def _paragraphs() -> list[str]:
    return [part.strip("\n") for part in text.training().split("\n\n") if part.strip()]


def halves(seed: int) -> np.ndarray:
    """What each of a pair reads, one what the other does not: booleans of shape (2, passages).

    Half of the passages with each number of copies are in each row.
    """
    rng = np.random.default_rng(seed)
    first = np.concatenate([rng.permutation(n) < n / 2 for n in COPIES.values()])
    return np.stack([first, ~first])


def reading(included: np.ndarray, seed: int) -> str:
    """The training text with some of the chosen passages, and without the others.

    Parameters
    ----------
    included
        Which of :func:`passages`: booleans of shape (passages,).
    seed
        Of the places of further copies. The first copy stands where the passage does.

    Returns
    -------
    str
        Everything that was not chosen, and the included passages.
    """
    copies = {part: n if here else 0 for (part, n), here in zip(passages(), included, strict=True)}
    rng = np.random.default_rng(seed)
    placed: list[tuple[float, str]] = []
    parts = _paragraphs()
    for at, part in enumerate(parts):
        number = copies.get(part, 1)
        if number:
            placed.append((at, part))
            placed += [(place, part) for place in rng.uniform(0, len(parts), number - 1)]
    return "\n\n".join(part for _, part in sorted(placed, key=lambda pair: pair[0])) + "\n\n"


def nats_a_byte(net: Transformer, tokenizer: Tokenizer) -> list[float]:
    """The mean loss of a model on each passage, read by itself, in nats a byte."""
    found = []
    for part, _ in passages():
        paid = nats(net, torch.tensor(tokenizer.encode("\n\n" + part)))
        found.append(paid.sum().item() / len(part.encode()))
    return found
