import math

import torch
import torch.nn.functional as F
from losslab.digits import Batch
from losslab.physical_loss.trace import Event, Trace
from torch import Tensor, nn
from torch.optim import Optimizer


def training_trace(net: nn.Module, batches: list[Batch], optimizer: Optimizer) -> Trace:
    """Train a network by cross-entropy and return the stream of its loss events.

    One step a batch: clear every gradient of the network with ``net.zero_grad()`` (not the
    optimizer's: it clears only what it holds), compute the logits and their mean
    cross-entropy, send it backward, let the optimizer step.

    Parameters
    ----------
    net
        Maps rows (n, 64) to logits (n, 10). Some parameters may ask for no gradient. ``.grad``
        may hold what an earlier run left, in those parameters too.
    batches
        Pairs (x, y): float32 or float64 of shape (n, 64), int64 of shape (n,). The last one
        may be shorter than the others.
    optimizer
        Made by the caller. It may hold some of the parameters only, and skip a step.

    Returns
    -------
    list of dict
        One event a batch, with these keys, all plain Python values and none of them rounded:

        - ``step``: 0, 1, 2, …
        - ``value``: the loss as a float
        - ``dtype``, ``device``: of the loss tensor, as strings such as ``"torch.float32"``
          and ``"cpu"``
        - ``lowest``, ``highest``: the least and the greatest of the logits, floats
        - ``accuracy``: share of rows whose greatest logit stands at the label, a float from
          0 to 1, measured on the same logits as the loss
        - ``grad_before``: L2 norm over all parameters' ``.grad`` between ``net.zero_grad()``
          and ``backward()``, a float, 0 where ``.grad`` is None; in this loop always 0, see
          below
        - ``grads``: for each name in ``net.named_parameters()`` the L2 norm of its ``.grad``
          after ``backward()`` as a float, or None where ``.grad`` is None
        - ``moved``: the list of the names of the parameters in which the optimizer's step
          changed at least one number, by however little, in the order of
          ``net.named_parameters()``

    Notes
    -----
    The same keys as ``losslab.physical_loss.trace.Event``. A loop that clears every
    gradient has nothing to report under ``grad_before``. The key is there for loops that forget
    to, whose traces you will read later; measured, it also tells you if yours forgets. Do not
    worry about devices other than the CPU, or about speed.
    """

    def norm(parameter: Tensor) -> float | None:
        return None if parameter.grad is None else parameter.grad.norm().item()

    trace: Trace = []
    for step, (x, y) in enumerate(batches):
        net.zero_grad()
        parameters = dict(net.named_parameters())
        grad_before = math.hypot(*(norm(p) or 0.0 for p in parameters.values()))
        logits = net(x)
        loss = F.cross_entropy(logits, y)
        loss.backward()
        grads = {name: norm(p) for name, p in parameters.items()}
        weights = {name: p.detach().clone() for name, p in parameters.items()}
        optimizer.step()
        accuracy = (logits.argmax(dim=1) == y).double().mean().item()
        moved = [name for name, p in parameters.items() if not torch.equal(p, weights[name])]
        event: Event = {
            "step": step,
            "value": loss.item(),
            "dtype": str(loss.dtype),
            "device": str(loss.device),
            "lowest": logits.min().item(),
            "highest": logits.max().item(),
            "accuracy": accuracy,
            "grad_before": grad_before,
            "grads": grads,
            "moved": moved,
        }
        trace.append(event)
    return trace
