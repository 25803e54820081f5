"""Writes the traces of the course's own loops. Writing one is an exercise: `training_trace`."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from losslab.physical_loss.trace import Trace


def _norm(parameter: Tensor) -> float | None:
    return None if parameter.grad is None else torch.linalg.vector_norm(parameter.grad).item()


class Recorder:
    """Writes a trace while somebody else's loop trains.

    The loop calls :meth:`computed` when it has a loss, :meth:`propagated` after
    ``backward()`` and :meth:`updated` when it is done with the event.

    Parameters
    ----------
    net
        The network whose parameters are watched: those that it has now.
    """

    def __init__(self, net: nn.Module) -> None:
        self.trace: Trace = []
        self._parameters = dict(net.named_parameters())
        self._weights: dict[str, Tensor] = {}

    def computed(self, loss: Tensor, fed: Tensor, y: Tensor) -> None:
        """Note the loss, and what was fed into it: `fed` of shape (n, classes), labels `y`."""
        self._weights = {name: p.detach().clone() for name, p in self._parameters.items()}
        lowest, highest = fed.detach().aminmax()
        self.trace.append(
            {
                "step": len(self.trace),
                "value": loss.item(),
                "dtype": str(loss.dtype),
                "device": str(loss.device),
                "lowest": lowest.item(),
                "highest": highest.item(),
                "accuracy": (fed.argmax(-1) == y).sum().item() / len(y),
                "grad_before": math.hypot(*(_norm(p) or 0.0 for p in self._parameters.values())),
                "grads": {},
                "moved": [],
            }
        )

    def propagated(self) -> None:
        """Note the gradients."""
        self.trace[-1]["grads"] = {name: _norm(p) for name, p in self._parameters.items()}

    def updated(self) -> None:
        """Note which parameters differ from what they were when the loss was computed."""
        self.trace[-1]["moved"] = [
            name
            for name, parameter in self._parameters.items()
            if not torch.equal(parameter, self._weights[name])
        ]
