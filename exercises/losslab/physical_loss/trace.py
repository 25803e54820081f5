"""The stream of loss events that a training run is, and a recorder for it.

A trace is a list with one :class:`Event` for every loss that was computed: plain data, so
that it can be stored, compared and read by somebody who has neither the network nor the loop.
"""

from __future__ import annotations

import math
from typing import TypedDict

import torch
from torch import Tensor, nn

__all__ = ["Event", "Recorder", "Trace", "table"]


class Event(TypedDict):
    """What happened around one computation of the loss.

    Parameters
    ----------
    step
        0 for the first event of the run, then 1, 2, …
    value
        The number that the loss register read, as a Python float.
    dtype, device
        Of the loss tensor: ``"torch.float32"``, ``"cpu"``.
    lowest, highest
        The least and the greatest number of the tensor that was fed into cross-entropy.
    accuracy
        Share of the batch's rows, 0 to 1, whose greatest output stands at the label that the
        loss was given.
    grad_before
        L2 norm over all parameters' ``.grad`` just before ``backward()``; 0 where there is none.
    grads
        For each parameter's name the L2 norm of its ``.grad`` just after ``backward()``, or
        None where ``.grad`` is None.
    moved
        Names of the parameters in which the event changed at least one number, in the order
        of ``net.named_parameters()``.
    """

    step: int
    value: float
    dtype: str
    device: str
    lowest: float
    highest: float
    accuracy: float
    grad_before: float
    grads: dict[str, float | None]
    moved: list[str]


Trace = list[Event]


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


def table(trace: Trace, every: int = 1) -> str:
    """A trace as text, one line an event.

    Parameters
    ----------
    trace
        What to show.
    every
        Show the first event and each `every`-th after it.
    """
    head = "step    value  fed into the loss  accuracy  grad before  grad after  moved"
    lines = [head]
    for event in trace[::every]:
        after = math.hypot(*(norm or 0.0 for norm in event["grads"].values()))
        fed = f"{event['lowest']:.2f} to {event['highest']:.2f}"
        lines.append(
            f"{event['step']:4d}  {event['value']:7.3f}  {fed:>17}  {event['accuracy']:8.2f}  "
            f"{event['grad_before']:11.3f}  {after:10.3f}  {', '.join(event['moved']) or 'nothing'}"
        )
    return "\n".join(lines)
