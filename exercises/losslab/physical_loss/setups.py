"""How a run is set up: which network, which batches, which optimizer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
from torch import nn
from torch.optim import SGD, Adam, Optimizer

from losslab import digits
from losslab.physical_loss import models

__all__ = ["STYLES", "MakeOptimizer", "Setup", "setup"]

MakeOptimizer = Callable[[Iterable[nn.Parameter]], Optimizer]

STYLES = (
    "sgd",
    "momentum",
    "adam",
    "loud",
    "quiet",
    "frozen",
    "buffers",
    "head_only",
    "at_rest",
    "bias_only",
    "bias_held",
    "blaring",
    "below",
    "above",
    "fading",
    "slow",
    "still",
    "weights_held",
    "frozen_zeros",
    "frozen_decay",
    "creeping",
    "pausing",
)


class _Pausing(SGD):
    """Takes every other step only."""

    rest = False

    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Update, or do nothing if the step before did."""
        if not self.rest:
            super().step(closure)
        self.rest = not self.rest


_OPTIMIZERS: dict[str, MakeOptimizer] = {
    "sgd": lambda parameters: SGD(parameters, lr=0.5),
    "momentum": lambda parameters: SGD(parameters, lr=0.2, momentum=0.8),
    "adam": lambda parameters: Adam(parameters, lr=0.02),
    "loud": lambda parameters: Adam(parameters, lr=0.03),
    "quiet": lambda parameters: Adam(parameters, lr=0.02),
    "frozen": lambda parameters: Adam(parameters, lr=0.05),
    "buffers": lambda parameters: SGD(parameters, lr=0.5, weight_decay=0.01),
    "head_only": lambda parameters: SGD(list(parameters)[2:], lr=0.5),
    "at_rest": lambda parameters: SGD(parameters, lr=0.0),
    "bias_only": lambda parameters: SGD(parameters, lr=0.5),
    "bias_held": lambda parameters: SGD(list(parameters)[-1:], lr=0.1),
    "blaring": lambda parameters: Adam(parameters, lr=0.03),
    "below": lambda parameters: Adam(parameters, lr=0.003),
    "above": lambda parameters: Adam(parameters, lr=0.003),
    "fading": lambda parameters: SGD(parameters, lr=0.5, weight_decay=0.5),
    "slow": lambda parameters: SGD(parameters, lr=0.3),
    "still": lambda parameters: SGD(parameters, lr=1e-3),
    "weights_held": lambda parameters: Adam([p for p in parameters if p.ndim > 1], lr=0.02),
    "frozen_zeros": lambda parameters: SGD(parameters, lr=0.5),
    "frozen_decay": lambda parameters: SGD(parameters, lr=0.5, weight_decay=0.01),
    "creeping": lambda parameters: SGD(parameters, lr=1e-9),
    "pausing": lambda parameters: _Pausing(parameters, lr=0.5),
}

_SCALES = {
    "loud": 3.0,
    "quiet": 0.1,
    "blaring": 40.0,
    "below": 0.1,
    "above": 0.1,
    "fading": 4.0,
    "still": 0.3,
}
# All logits of an untrained network lie about here.
_LEVELS = {"below": 0.3, "above": 0.8, "still": 0.5}
_BUFFERED = ("buffers", "frozen_zeros", "frozen_decay")
_FROZEN = ("frozen", "bias_only", "frozen_zeros", "frozen_decay")


@dataclass(frozen=True)
class Setup:
    """Everything that a training loop is given."""

    net: models.SmallNet
    batches: list[digits.Batch]
    make_optimizer: MakeOptimizer


def setup(
    style: str = "sgd",
    seed: int = 0,
    steps: int = 24,
    size: int = 48,
    hidden: int = 32,
    dtype: str = "float32",
    last: int | None = None,
) -> Setup:
    """A network, batches of digits and a way to make the optimizer.

    Parameters
    ----------
    style
        ``sgd``, ``momentum``, ``adam``; ``loud`` starts from large weights and ``quiet``
        from small ones; ``frozen`` has a body that asks for no gradient; ``buffers`` keeps
        gradients in tensors that are zeroed, and decays the weights; ``head_only`` has an
        optimizer that holds just the head, ``at_rest`` one whose learning rate is zero;
        ``bias_only`` asks for gradients of the head's bias alone, ``bias_held`` has an
        optimizer that holds it alone; ``blaring`` starts from huge weights;
        ``below`` and ``above`` start from logits near 0.3 and 0.8 and learn slowly;
        ``fading`` lets large weights decay fast; ``slow`` has a lower learning rate;
        ``still`` hardly learns and its logits are near 0.5; ``weights_held`` has an optimizer
        that holds no bias; ``frozen_zeros`` and ``frozen_decay`` have a body that asks for no
        gradient, whose gradients stand as zeros, the second decays the weights; ``creeping``
        has a learning rate of a billionth, ``pausing`` an optimizer that takes every other step.
    seed
        Chooses the weights and the order of the digits.
    steps, size
        How many batches there are, and rows in each.
    hidden
        Hidden units.
    dtype
        Of weights and images: ``float32`` or ``float64``.
    last
        Rows in the last batch, if it is a shorter one.
    """
    if style not in STYLES:
        raise ValueError(f"no style {style!r}; there are: {', '.join(STYLES)}")
    net = models.small_net(
        seed, hidden=hidden, scale=_SCALES.get(style, 1.0), buffers=style in _BUFFERED
    )
    net.body.requires_grad_(style not in _FROZEN)
    net.head.weight.requires_grad_(style != "bias_only")
    if style in _LEVELS:
        torch.nn.init.constant_(net.head.bias, _LEVELS[style])
    kind = getattr(torch, dtype)
    batches = [(x.to(kind), y) for x, y in digits.batches(steps, size, seed)]
    if last is not None:
        x, y = batches[-1]
        batches[-1] = x[:last], y[:last]
    return Setup(net.to(kind), batches, _OPTIMIZERS[style])
