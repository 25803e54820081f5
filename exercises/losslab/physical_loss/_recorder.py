"""Writes the traces of the course's own loops. Writing one is an exercise: `training_trace`."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from losslab.physical_loss.trace import Trace


def _norm(parameter: Tensor) -> float | None:
    return None if parameter.grad is None else float(parameter.grad.norm())


class Recorder:
    """Writes a trace while somebody else's loop trains.

    The loop calls :meth:`computed` when it has a loss, :meth:`propagated` after
    ``backward()`` and :meth:`updated` when it is done with the event.

    Parameters
    ----------
    net
        The network whose parameters are watched.
    """

    def __init__(self, net: nn.Module) -> None:
        self.net = net
        self.trace: Trace = []
        self._weights: dict[str, Tensor] = {}

    def computed(self, loss: Tensor, fed: Tensor, y: Tensor) -> None:
        """Note the loss, and what was fed into it: `fed` of shape (n, classes), labels `y`."""
        parameters = dict(self.net.named_parameters())
        self._weights = {name: p.detach().clone() for name, p in parameters.items()}
        self.trace.append(
            {
                "step": len(self.trace),
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": float(fed.detach().min()),
                "highest": float(fed.detach().max()),
                "accuracy": float((fed.argmax(-1) == y).double().mean()),
                "grad_before": math.hypot(*(_norm(p) or 0.0 for p in parameters.values())),
                "grads": {},
                "moved": [],
            }
        )

    def propagated(self) -> None:
        """Note the gradients."""
        named = self.net.named_parameters()
        self.trace[-1]["grads"] = {name: _norm(parameter) for name, parameter in named}

    def updated(self) -> None:
        """Note which parameters differ from what they were when the loss was computed."""
        self.trace[-1]["moved"] = [
            name
            for name, parameter in self.net.named_parameters()
            if not torch.equal(parameter, self._weights[name])
        ]
