"""How the model is trained, and each loss event that the training leaves behind.

Matrices inside the blocks are pretrained by the rule that Jordan and others call Muon (2024): the
running mean of gradients is replaced by the nearest matrix with orthogonal rows or columns, as some
steps of Newton's and Schulz's iteration find it. All else, and all fine-tuning, takes AdamW.
"""

from __future__ import annotations

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from losslab.on_a_language_model.model import Transformer, nats

__all__ = ["Muon", "orthogonal", "pretrain", "share_of_rate", "tune", "windows"]


class Muon:
    """Steps along orthogonalized gradients, for matrices.

    Parameters
    ----------
    matrices
        What is trained: tensors of two dimensions.
    rate
        Length of a step, as the scale of the orthogonal matrix.
    momentum
        Of the running sum of gradients.
    """

    def __init__(self, matrices: list[Tensor], rate: float = 0.02, momentum: float = 0.95) -> None:
        self.matrices, self.rate, self.momentum = matrices, rate, momentum
        self.sums = [torch.zeros_like(matrix) for matrix in matrices]

    @torch.no_grad()
    def step(self, share: float) -> None:
        """Take one step at a share of the rate, along what the gradients are now."""
        for matrix, total in zip(self.matrices, self.sums, strict=True):
            assert matrix.grad is not None
            total.mul_(self.momentum).add_(matrix.grad)
            way = orthogonal(matrix.grad + self.momentum * total)
            tall = max(1.0, matrix.shape[0] / matrix.shape[1]) ** 0.5
            matrix.mul_(1 - 0.1 * self.rate * share).sub_(self.rate * share * tall * way)


def orthogonal(matrix: Tensor) -> Tensor:
    """Roughly the nearest matrix whose singular values are all 1; they come out near that."""
    x = matrix / (matrix.norm() + 1e-7)
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    for _ in range(5):
        square = x @ x.T
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    return x.T if tall else x


def share_of_rate(step: int, steps: int, warm: int) -> float:
    """A rise over ``warm`` steps times a cosine from 1 down to 0.03: the rate at a step."""
    return min((step + 1) / warm, 1.0) * (0.03 + 0.97 * (1 + math.cos(math.pi * step / steps)) / 2)


def tune(net: Transformer, batches: Tensor, rate: float) -> list[float]:
    """Fine-tune a model on batches, in their order, with AdamW.

    Parameters
    ----------
    net
        Trained in place.
    batches
        Integers of shape (steps, batch, length + 1). Minus 1 marks what is no target and comes
        last in its row.
    rate
        The highest learning rate.

    Returns
    -------
    list of float
        What the register read at each step: the mean loss over the batch's targets, in nats.
    """
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, betas=(0.9, 0.98))
    register = []
    for step, batch in enumerate(batches):
        optimizer.param_groups[0]["lr"] = rate * share_of_rate(step, len(batches), warm=5)
        register.append(_backward(net, batch))
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
    return register


def _backward(net: Transformer, batch: Tensor) -> float:
    """Put the gradient of a batch's loss into the weights, and give what the register reads."""
    net.zero_grad()
    logits = net(batch[:, :-1].clamp(min=0))
    loss = F.cross_entropy(logits.flatten(0, 1), batch[:, 1:].flatten(), ignore_index=-1)
    loss.backward()
    return loss.item()


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
    look: int = 100,
) -> dict[str, list[float]]:
    """Train a model on a text, from its initial weights.

    The bias of the logits begins at the logarithm of each token's share of the text.

    Returns
    -------
    dict
        The stream of loss events: ``register``, read at each step from the batch that the step
        is made from; ``held out``, from 2,000 tokens after every ``look`` steps. Nats a token.
    """
    with torch.no_grad():
        often = torch.bincount(text, minlength=net.shape.tokens) + 0.5
        net.bias.copy_((often / often.sum()).log())
    matrices = [w for name, w in net.named_parameters() if "blocks" in name and w.ndim == 2]
    others = [w for name, w in net.named_parameters() if "blocks" not in name or w.ndim != 2]
    muon = Muon([*matrices])
    adam = torch.optim.AdamW(others, lr=rate, betas=(0.9, 0.98), weight_decay=0.1)
    register, held = [], []
    for step, rows in enumerate(windows(text, seed, steps, batch, net.shape.context)):
        share = share_of_rate(step, steps, warm=30)
        adam.param_groups[0]["lr"] = rate * share
        register.append(_backward(net, rows))
        adam.step()
        muon.step(share)
        if (step + 1) % look == 0:
            held.append(nats(net, held_out[:2000]).mean().item())
    return {"register": register, "held out": held}
