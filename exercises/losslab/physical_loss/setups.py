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
)

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
}

_SCALES = {"loud": 3.0, "quiet": 0.1, "blaring": 40.0, "below": 0.1, "above": 0.1, "fading": 4.0}
# All logits of an untrained network lie about here.
_LEVELS = {"below": 0.3, "above": 0.8}


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
        ``fading`` lets large weights decay fast; ``slow`` has a lower learning rate.
    seed
        Chooses the weights and the order of the digits.
    steps, size
        How many batches there are, and rows in each.
    hidden
        Hidden units.
    dtype
        Of weights and images: ``float32`` or ``float64``.
    """
    if style not in STYLES:
        raise ValueError(f"no style {style!r}; there are: {', '.join(STYLES)}")
    net = models.small_net(
        seed, hidden=hidden, scale=_SCALES.get(style, 1.0), buffers=style == "buffers"
    )
    net.body.requires_grad_(style not in ("frozen", "bias_only"))
    net.head.weight.requires_grad_(style != "bias_only")
    if style in _LEVELS:
        torch.nn.init.constant_(net.head.bias, _LEVELS[style])
    kind = getattr(torch, dtype)
    batches = [(x.to(kind), y) for x, y in digits.batches(steps, size, seed)]
    return Setup(net.to(kind), batches, _OPTIMIZERS[style])
