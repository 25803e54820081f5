"""How the model is trained, and each loss event that the training leaves behind."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from losslab.on_a_language_model.model import Transformer, nats

__all__ = ["pretrain", "tune", "windows"]


def tune(
    net: Transformer,
    batches: Tensor,
    rate: float,
    warm: int = 20,
    decay: float = 0.1,
    final: float = 0.05,
    after: Callable[[int], None] | None = None,
) -> list[float]:
    """Train a model on batches, in their order, with AdamW and a rate that follows a cosine.

    Parameters
    ----------
    net
        Trained in place.
    batches
        Integers of shape (steps, batch, length + 1). Minus 1 marks what is no target and comes
        last in its row.
    rate
        The highest learning rate.
    warm
        In so many steps the rate rises to its highest.
    decay
        AdamW's weight decay.
    final
        The last rate, as a share of the highest.
    after
        Called with the step's number after each step.

    Returns
    -------
    list of float
        What the register read at each step: the mean loss over the batch's targets, in nats.
    """
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, betas=(0.9, 0.98), weight_decay=decay)
    register = []
    for step, batch in enumerate(batches):
        along = max(0.0, (step - warm) / max(len(batches) - warm, 1))
        cosine = final + (1 - final) * (1 + math.cos(math.pi * along)) / 2
        for group in optimizer.param_groups:
            group["lr"] = rate * min((step + 1) / warm, 1.0) * cosine
        logits = net(batch[:, :-1].clamp(min=0))
        loss = F.cross_entropy(logits.flatten(0, 1), batch[:, 1:].flatten(), ignore_index=-1)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        register.append(loss.item())
        if after:
            after(step)
    return register


def windows(text: Tensor, seed: int, steps: int, batch: int, length: int) -> Tensor:
    """Batches of windows that begin anywhere in a text: (steps, batch, length + 1)."""
    starts = np.random.default_rng(seed).integers(0, len(text) - length, (steps, batch))
    return text[torch.from_numpy(starts)[..., None] + torch.arange(length + 1)]


def pretrain(
    net: Transformer,
    text: Tensor,
    held_out: Tensor,
    seed: int,
    steps: int,
    batch: int = 16,
    rate: float = 4e-3,
    look: int = 50,
) -> dict[str, list[float]]:
    """Train a model on a text, from its initial weights.

    Returns
    -------
    dict
        The stream of loss events: ``register``, read at each step from the batch that the step
        is made from; ``train`` and ``held out``, from 2,000 tokens of each, after every ``look``
        steps. Nats a token.
    """
    batches = windows(text, seed, steps, batch, net.shape.context)
    seen: dict[str, list[float]] = {"train": [], "held out": []}

    def watch(step: int) -> None:
        if (step + 1) % look == 0:
            seen["train"].append(nats(net, text[:2000]).mean().item())
            seen["held out"].append(nats(net, held_out[:2000]).mean().item())

    register = tune(net, batches, rate, warm=50, after=watch)
    return {"register": register, **seen}
