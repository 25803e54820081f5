"""A stated quality of text, a judge that learned it from ratings, and policies trained on it.

The policy gradient is that of Williams, "Simple statistical gradient-following algorithms for
connectionist reinforcement learning", 1992, with the penalty for departing from the first model
that is common in fine-tuning language models.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from losslab.on_a_language_model import text
from losslab.on_a_language_model.model import Transformer
from losslab.on_a_language_model.tokens import Tokenizer

__all__ = ["LENGTH", "Judge", "log_probability", "quality", "rated", "steer"]

LENGTH = 32
"""Tokens of a sample."""


@cache
def _known() -> frozenset[str]:
    words = Counter(re.findall(r"[a-z]{4,}", text.training().lower()))
    return frozenset(word for word, n in words.items() if n >= 2)


def quality(sample: str) -> int:
    """How much a piece of documentation says in words that the reference knows.

    Each different word of four or more letters that stands twice or more in the training text
    counts 1, every other such word -1, and each repetition of a word -1.
    """
    words = Counter(re.findall(r"[a-z]{4,}", sample.lower()))
    known = sum(1 if word in _known() else -1 for word in words)
    return known - sum(n - 1 for n in words.values())


class Judge:
    """A linear reward model on what a language model makes of a text inside.

    Parameters
    ----------
    net
        The language model that reads for it; never changed.
    prompt
        Tokens that stand before each sample.
    """

    def __init__(self, net: Transformer, prompt: Sequence[int]) -> None:
        self.net, self.prompt = net, torch.tensor(prompt)
        self.weight, self.bias = torch.zeros(net.shape.width), torch.tensor(0.0)

    @torch.no_grad()
    def features(self, samples: Tensor) -> Tensor:
        """The mean over a sample of what stands inside: (batch, width)."""
        before = self.prompt.expand(len(samples), -1)
        inside = self.net.read(torch.cat([before, samples], 1))[0]
        return inside[:, len(self.prompt) :].mean(1)

    def learn(self, samples: Tensor, ratings: Tensor, ridge: float = 1.0) -> None:
        """Fit ratings by ridge regression: samples (n, length), ratings (n,)."""
        x = self.features(samples)
        center, mean = x.mean(0), ratings.mean()
        x = x - center
        gram = x.T @ x + ridge * torch.eye(x.shape[1])
        self.weight = torch.linalg.solve(gram, x.T @ (ratings - mean))
        self.bias = mean - center @ self.weight

    def __call__(self, samples: Tensor) -> Tensor:
        """The rating that each sample would get, as the judge believes: (batch,)."""
        return self.features(samples) @ self.weight + self.bias


def log_probability(net: Transformer, prompt: Tensor, samples: Tensor) -> Tensor:
    """Log-probability of each token of samples after a prompt: (batch, length)."""
    whole = torch.cat([prompt.expand(len(samples), -1), samples], 1)
    logits = net(whole[:, :-1])[:, len(prompt) - 1 :]
    return -F.cross_entropy(logits.transpose(1, 2), samples, reduction="none")


def rated(tokenizer: Tokenizer, samples: Tensor) -> Tensor:
    """The quality of each sample: float32 of shape (batch,)."""
    return torch.tensor([float(quality(tokenizer.decode(row))) for row in samples.tolist()])


@dataclass(frozen=True)
class Look:
    """Where a policy stands: means over samples of its own."""

    step: int
    nats: float  # the KL divergence of the policy from the first model, of whole samples
    reward: float
    quality: float


def steer(
    net: Transformer,
    tokenizer: Tokenizer,
    reward: Callable[[Tensor], Tensor],
    penalty: float,
    prompt: Sequence[int],
    seed: int,
    steps: int = 60,
    batch: int = 32,
    rate: float = 1e-3,
    look: int = 5,
) -> tuple[Transformer, list[Look]]:
    """Train a copy of a model by policy gradient on a reward of its samples.

    Parameters
    ----------
    net
        The first model; not changed.
    tokenizer
        Makes text of samples, whose quality is recorded and plays no part in training.
    reward
        A number for each sample: (batch, length) to (batch,).
    penalty
        What is subtracted for each nat by which the policy makes a sample likelier than the
        first model does.
    prompt
        Tokens before each sample.
    seed
        Of the samples.

    Returns
    -------
    Transformer
        The policy.
    list of Look
        One before the first step and one after every ``look`` steps.
    """
    policy, before = deepcopy(net), torch.tensor(prompt)
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(policy.parameters(), lr=rate)
    path: list[Look] = []
    for step in range(steps + 1):
        # Looks use more samples than steps do.
        wide = batch * 4 if step % look == 0 else batch
        samples = policy.sample(before.expand(wide, -1), LENGTH, generator)
        log_p = log_probability(policy, before, samples)
        with torch.no_grad():
            ratio = (log_p - log_probability(net, before, samples)).sum(1)
            scores = reward(samples)
        if step % look == 0:
            found = rated(tokenizer, samples).mean().item()
            path.append(Look(step, ratio.mean().item(), scores.mean().item(), found))
        if step == steps:
            break
        gain = (scores - penalty * ratio)[:batch]
        gain = (gain - gain.mean()) / (gain.std() + 1e-6)
        optimizer.zero_grad()
        (-(gain * log_p[:batch].sum(1)).mean() / LENGTH).backward()
        torch.nn.utils.clip_grad_norm_(policy.parameters(), 1.0)
        optimizer.step()
    return policy, path


def pool(net: Transformer, prompt: Sequence[int], size: int, seed: int, batch: int = 256) -> Tensor:
    """Samples of a model: integers of shape (size, LENGTH)."""
    generator, before = torch.Generator().manual_seed(seed), torch.tensor(prompt)
    rows = []
    for start in range(0, size, batch):
        rows.append(net.sample(before.expand(min(batch, size - start), -1), LENGTH, generator))
    return torch.cat(rows)


def mean_quality(tokenizer: Tokenizer, samples: Tensor) -> float:
    """The mean quality of samples."""
    return float(np.mean([quality(tokenizer.decode(row)) for row in samples.tolist()]))
