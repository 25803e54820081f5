import math

import torch
import torch.nn.functional as F
from losslab.digits import Batch
from torch import Tensor, nn
from torch.optim import Optimizer


def what_updated(
    net: nn.Module, batch: Batch, optimizer: Optimizer
) -> dict[str, dict[str, str | bool]]:
    """Take one training step and say of each parameter why it got a gradient or none.

    Clear the gradients with ``net.zero_grad()``, send the mean cross-entropy of
    ``net(x)`` against `y` backward, let the optimizer step once.

    Parameters
    ----------
    net
        Any module that maps rows (n, d) to logits (n, k). At least one parameter is live.
        When you are called, ``.grad`` may hold what an earlier step left, in frozen
        parameters too.
    batch
        The pair (x, y): float32 of shape (n, d), int64 of shape (n,).
    optimizer
        Made by the caller from the network's parameters, or from some of them.

    Returns
    -------
    dict
        For each name in ``net.named_parameters()`` a dict with two keys. ``cause`` is the
        first of these that holds:

        - ``"frozen"``: the parameter asks for no gradient
        - ``"live"``: a gradient arrived and some of its entries are not zero, however small
        - ``"dead"``: a gradient arrived, and all its entries are zero
        - ``"detached"``: no gradient arrived, yet the forward pass on this batch computes the
          loss from some of the parameter's numbers, if only for some of the rows
        - ``"unused"``: no gradient arrived, and the forward pass does not read the parameter

        A gradient arrived if ``.grad``, which ``net.zero_grad()`` has set to None, is a tensor
        after backward.

        ``moved`` is True if the optimizer's step changed at least one of its numbers, by however
        little, else False.

        Afterwards the network is exactly one optimizer step further and nothing else about
        its parameters' values has changed.

    Notes
    -----
    It must work for any module, not only for those of
    ``losslab.physical_loss.models``: look at what happens, not at the module's attributes. In
    the networks that are tried, whatever is read without a gradient also changes the loss when
    it changes; so do not worry about parameters that are read and then multiplied by zero or
    thrown away by a ReLU, or that only decide an ``if``. Nor about dropout, batch normalization
    or parameters that are shared.
    """

    def loss_value() -> float:
        with torch.no_grad():
            return F.cross_entropy(net(x), y).item()

    def loss_depends_on(parameter: Tensor) -> bool:
        kept = parameter.detach().clone()
        with torch.no_grad():
            parameter.fill_(math.nan)
            stained = math.isnan(loss_value())
            parameter.copy_(kept)
        return stained

    def cause_of(parameter: Tensor) -> str:
        if not parameter.requires_grad:
            return "frozen"
        if parameter.grad is not None:
            return "live" if parameter.grad.any() else "dead"
        return "detached" if loss_depends_on(parameter) else "unused"

    x, y = batch
    net.zero_grad()
    F.cross_entropy(net(x), y).backward()
    parameters = dict(net.named_parameters())
    cause = {name: cause_of(p) for name, p in parameters.items()}
    before = {name: p.detach().clone() for name, p in parameters.items()}
    optimizer.step()
    return {
        name: {"cause": cause[name], "moved": not torch.equal(p, before[name])}
        for name, p in parameters.items()
    }
