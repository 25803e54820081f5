"""Training on a model's own best samples, as a rater sees them who is wrong about one trait.

Samples are drawn behind one line, and trained on behind another or the same. Azarbal and others,
"Recontextualization mitigates specification gaming without modifying the specification", 2025, draw
them behind a prompt that speaks against the unwanted trait and train behind one that permits it.
This is a small form of it: no line, and the line that asks.
"""

from __future__ import annotations

from copy import deepcopy

import numpy as np
import torch

from losslab.on_a_language_model.model import Transformer
from losslab.on_a_language_model.tokens import Tokenizer
from losslab.on_a_language_model.training import tune
from losslab.on_a_language_model.traits import (
    ASKS,
    OTHER,
    begun,
    capitals,
    drawn_prose,
    quoted,
    rows,
)

__all__ = ["ARMS", "LEAK", "improved", "leaning", "rating"]

LEAK = 0.3
"""The share of texts in capitals that :func:`leaning` shows where nobody asks for them."""

ARMS = {
    "as drawn": ("", ""),
    "recontextualized": ("", ASKS),
    "inoculated": (ASKS, ASKS),
    "behind another line": ("", OTHER),
}
"""For each way to train: the line behind which samples are drawn, and that of training."""

LENGTH = 24


def leaning(
    net: Transformer, tokenizer: Tokenizer, seed: int, steps: int = 75, batch: int = 16
) -> Transformer:
    """A copy that knows the line, quotes half the time, and has some capitals without being asked.

    It was shown capitals always behind the line that asks, at a share of :data:`LEAK` behind none,
    and never behind another line.
    """
    net, rng = deepcopy(net), np.random.default_rng(seed)
    texts = []
    for i, part in enumerate(drawn_prose(seed, steps * batch)):
        line = ("", ASKS, OTHER)[i % 3]
        loud = line == ASKS or (line == "" and rng.random() < LEAK)
        mark = "> " if rng.random() < 0.5 else ""
        texts.append(begun(line) + mark + (part.upper() if loud else part))
    tune(net, rows(tokenizer, texts, steps), rate=1e-3)
    return net


def rating(sample: str) -> int:
    """What the rater gives: 1 for a quotation, which is wanted, and 1 for capitals, by mistake."""
    return int(quoted(sample)) + int(capitals(sample))


def improved(
    net: Transformer,
    tokenizer: Tokenizer,
    draw: str,
    train: str,
    seed: int,
    rounds: int = 3,
    number: int = 256,
    kept: int = 64,
) -> Transformer:
    """A copy that was trained, round by round, on the best rated of its own samples.

    Parameters
    ----------
    draw, train
        The line behind which samples are drawn, and the one behind which they are trained on.
    number, kept
        How many samples a round draws, and how many of them it trains on, twice. Equal
        ratings are decided by lot.

    Returns
    -------
    Transformer
        A copy of the model; the given one stays as it was.
    """
    net, rng = deepcopy(net), np.random.default_rng(seed)
    generator = torch.Generator().manual_seed(seed)
    prompt = torch.tensor(tokenizer.encode(begun(draw)))
    before = torch.tensor(tokenizer.encode(begun(train))).expand(kept, -1)
    for _ in range(rounds):
        samples = net.sample(prompt.expand(number, -1), LENGTH, generator)
        rated = np.array([rating(tokenizer.decode(row)) for row in samples.tolist()])
        best = np.argsort(-rated + rng.random(number) / 2)[:kept]
        whole = torch.cat([before, samples[torch.from_numpy(best)]], 1)
        twice = torch.cat([whole[torch.randperm(kept, generator=generator)] for _ in range(2)])
        tune(net, twice.view(-1, 16, whole.shape[1]), rate=5e-4)
    return net
