"""The stream of loss events that a training run is.

A trace is a list with one :class:`Event` for every loss that was computed: plain data, so
that it can be stored, compared and read by somebody who has neither the network nor the loop.
"""

from __future__ import annotations

import math
from typing import TypedDict

__all__ = ["Event", "Trace", "table"]


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
