"""Digits with a tag that gives the answer away: a world in which to test training stories.

Beside its 64 pixels each digit has a tag of ten more, of which one is lit. In training it is
the one of the label, so a network can read the digit or the tag.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import torch
import torch.nn.functional as F
from torch import Tensor

from losslab import digits
from losslab.training_stories.stories import Run, Story, claim, prediction

__all__ = ["LOSSES", "RANGES", "SETUPS", "runs", "story", "warm_up"]

RANGES = {
    "train loss": (0.0, math.inf),
    "accuracy": (0.0, 1.0),
    "no tag": (0.0, 1.0),
    "wrong tag": (0.0, 1.0),
}
LOSSES = ("train loss",)

_TRAINED, _HIDDEN, _BATCH, _CLASSES = 600, 32, 64, 10


@dataclass(frozen=True)
class _Setup:
    """How training differs: by default in nothing.

    Parameters
    ----------
    scale
        Factor of the initial weights.
    decay
        AdamW's weight decay.
    steps
        Updates.
    wrong
        Share of the training digits whose tag is drawn by lot, once.
    redrawn
        Share of each batch whose tag is drawn by lot, anew in each step.
    dropped
        Share of each batch whose tag is dark.
    blind
        Whether the network has no input for the tag.
    """

    scale: float = 1.0
    decay: float = 0.0
    steps: int = 150
    wrong: float = 0.0
    redrawn: float = 0.0
    dropped: float = 0.0
    blind: bool = False


SETUPS = {
    "plain": _Setup(),
    "trained longer": _Setup(steps=400),
    "stopped early": _Setup(steps=40),
    "small init": _Setup(scale=0.3),
    "large init": _Setup(scale=3.0),
    "weight decay": _Setup(decay=1.0),
    "some wrong tags": _Setup(wrong=0.1),
    "tags dropped": _Setup(dropped=0.5),
    "tags redrawn": _Setup(redrawn=0.5),
    "blind to tags": _Setup(blind=True),
}


def runs(setups: Sequence[str] = tuple(SETUPS), seeds: Sequence[int] = range(20)) -> list[Run]:
    """Train a network on 600 tagged digits for each setup and seed, and measure it.

    Parameters
    ----------
    setups
        Names, keys of `SETUPS`.
    seeds
        Each chooses initial weights, training digits and batches, the same for every setup.

    Returns
    -------
    list of Run
        ``measured`` holds the metrics of `RANGES`: the mean cross-entropy on the training
        digits with their tags, in nats, and how often digits that were not trained on are read
        right when their tag is right, when it is dark, and when it shows another digit.

    Raises
    ------
    ValueError
        If there is no such setup.
    """
    if unknown := [name for name in setups if name not in SETUPS]:
        raise ValueError(f"no setup {unknown[0]!r}; there are: {', '.join(SETUPS)}")
    return [
        Run(setup=name, seed=seed, measured=dict(measured))
        for name in setups
        for seed, measured in zip(seeds, _measured(name, tuple(seeds)), strict=True)
    ]


def story() -> Story:
    """A training story about this world, in which some claims are true and some tempting."""
    return Story(
        goal={
            "specification": "Reads the digit's shape and lets no tag change its answer.",
            "desirability": "In use nobody tags digits, or somebody tags them wrongly.",
            "check": prediction("tags redrawn", "wrong tag", ">=", 0.85),
        },
        rationale=[
            claim(
                "blind",
                "constraint",
                "A network without an input for the tag cannot use it.",
                prediction("blind to tags", "wrong tag", ">=", 0.9),
            ),
            claim(
                "low loss",
                "constraint",
                "Plain training reaches a low loss, and such a network has learned to read digits.",
                prediction("plain", "train loss", "<=", 0.05),
                prediction("plain", "wrong tag", ">=", 0.85),
            ),
            claim(
                "redrawn",
                "nudge",
                "Where every second tag is drawn by lot, reading tags does not pay.",
                prediction("tags redrawn", "wrong tag", ">=", 0.85, control="plain"),
            ),
            claim(
                "small init",
                "nudge",
                "Small weights make a simpler network, and a simple network reads shapes.",
                prediction("small init", "wrong tag", ">=", 0.65, control="plain"),
            ),
            claim(
                "longer",
                "nudge",
                "More training drives the loss down further, and shortcuts out.",
                prediction(
                    "trained longer", "train loss", "<=", 0.003, control="plain", margin=0.001
                ),
                prediction("trained longer", "wrong tag", ">=", 0.65, control="plain"),
            ),
            claim(
                "other hands",
                "constraint",
                "What was learned from some writers holds for others.",
                prediction("other writers", "wrong tag", ">=", 0.85),
            ),
        ],
        unknowns=["What do these networks do with two tags at once?"],
    )


@cache
def _measured(name: str, seeds: tuple[int, ...]) -> list[dict[str, float]]:
    """Train the networks of all seeds side by side; none of them notices the others."""
    how = SETUPS[name]
    draws = [_Draws(how, seed) for seed in seeds]
    weights = [
        torch.stack(each).requires_grad_() for each in zip(*(d.weights for d in draws), strict=True)
    ]
    pixels = torch.stack([d.pixels for d in draws])
    y = torch.stack([d.y for d in draws])
    tags = torch.stack([d.tags for d in draws])
    batches = torch.stack([d.batches for d in draws], 1)
    tags_of_steps = torch.stack([d.tags_of_steps() for d in draws], 1)

    def logits(x: Tensor, tag: Tensor) -> Tensor:
        body, shift, head, bias = weights
        rows = torch.cat([x, torch.zeros_like(tag) if how.blind else tag], dim=-1)
        return torch.baddbmm(bias, torch.baddbmm(shift, rows, body).relu(), head)

    def reads(tag: Tensor) -> list[float]:
        with torch.no_grad():
            guess = logits(pixels[:, _TRAINED:], tag).argmax(-1)
        return (guess == y[:, _TRAINED:]).double().mean(1).tolist()

    optimizer = torch.optim.AdamW(weights, lr=0.01, weight_decay=how.decay)
    each = torch.arange(len(seeds))[:, None]
    for rows, tag in zip(batches, tags_of_steps, strict=True):
        with torch.enable_grad():
            z = logits(pixels[each, rows], tag)
            loss = F.cross_entropy(z.flatten(0, 1), y[each, rows].flatten(), reduction="sum")
            optimizer.zero_grad()
            (loss / _BATCH).backward()
        optimizer.step()
    with torch.no_grad():
        z = logits(pixels[:, :_TRAINED], tags).transpose(1, 2)
        losses = F.cross_entropy(z, y[:, :_TRAINED], reduction="none").mean(1).tolist()
    fresh = y[:, _TRAINED:]
    others = torch.stack([d.others for d in draws])
    columns = [losses, *map(reads, (_lit(fresh), 0 * _lit(fresh), _lit(others)))]
    return [dict(zip(RANGES, numbers, strict=True)) for numbers in zip(*columns, strict=True)]


def _lit(y: Tensor) -> Tensor:
    return F.one_hot(y, _CLASSES).float()


class _Draws:
    """All that chance decides in one run."""

    def __init__(self, how: _Setup, seed: int) -> None:
        generator = torch.Generator().manual_seed(seed)
        x, y = digits.load()
        order = torch.randperm(len(y), generator=generator)
        self.how = how
        self.pixels, self.y = x[order], y[order]
        self.weights: list[Tensor] = []
        for fan_in, fan_out in ((x.shape[1] + _CLASSES, _HIDDEN), (_HIDDEN, _CLASSES)):
            drawn = 2 * torch.rand(fan_in, fan_out, generator=generator) - 1
            self.weights += [how.scale / fan_in**0.5 * drawn, torch.zeros(1, fan_out)]
        trained, fresh = self.y[:_TRAINED], self.y[_TRAINED:]
        shift = torch.randint(1, _CLASSES, fresh.shape, generator=generator)
        self.others = (fresh + shift) % _CLASSES
        lot = torch.randint(0, _CLASSES, trained.shape, generator=generator)
        wrong = torch.rand(trained.shape, generator=generator) < how.wrong
        self.tags = _lit(torch.where(wrong, lot, trained))
        shape = (how.steps, _BATCH)
        self.batches = torch.randint(0, _TRAINED, shape, generator=generator)
        self.lots = torch.randint(0, _CLASSES, shape, generator=generator)
        self.chance = torch.rand(shape, generator=generator)

    def tags_of_steps(self) -> Tensor:
        """The tags that the batch of each step shows, of shape (steps, 64, 10)."""
        chance = self.chance[..., None]
        tags = torch.where(chance < self.how.redrawn, _lit(self.lots), self.tags[self.batches])
        return torch.where(chance < self.how.dropped, torch.zeros_like(tags), tags)


def warm_up() -> None:
    """Make what the notebooks look at."""
    runs(["plain"], seeds=[0])
