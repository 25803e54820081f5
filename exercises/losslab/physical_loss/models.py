"""Small networks whose weights depend on nothing but a seed."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

__all__ = ["ROLES", "BranchNet", "RawNet", "SmallNet", "branch_net", "raw_net", "small_net"]

ROLES = ("plain", "negative", "cut", "fixed", "skipped")


def _draw_weights(net: nn.Module, seed: int, scale: float = 1.0) -> None:
    """Draw every parameter from a normal distribution of variance scale**2 / fan-in."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in net.parameters():
            fan_in = parameter.shape[-1]
            parameter.normal_(0.0, scale / fan_in**0.5, generator=generator)


class SmallNet(nn.Module):
    """Linear body, ReLU, linear head.

    Parameters
    ----------
    inputs, hidden, classes
        Numbers of units.
    buffers
        Whether every gradient lives in a tensor that is made once and filled with zeros by
        ``zero_grad()``, instead of being None until a backward pass writes it.
    """

    def __init__(self, inputs: int, hidden: int, classes: int, buffers: bool = False) -> None:
        super().__init__()
        self.body = nn.Linear(inputs, hidden)
        self.head = nn.Linear(hidden, classes)
        self.buffered = buffers

    def forward(self, x: Tensor) -> Tensor:
        """Logits of shape (n, classes) for rows `x` of shape (n, inputs)."""
        return self.head(torch.relu(self.body(x)))

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Clear the gradients: to None, or to zeros where they live in buffers."""
        super().zero_grad(set_to_none=set_to_none and not self.buffered)


def small_net(
    seed: int = 0,
    inputs: int = 64,
    hidden: int = 16,
    classes: int = 10,
    scale: float = 1.0,
    buffers: bool = False,
) -> SmallNet:
    """A :class:`SmallNet` with weights drawn from `seed` and multiplied by `scale`."""
    net = SmallNet(inputs, hidden, classes, buffers)
    _draw_weights(net, seed, scale)
    if buffers:
        for parameter in net.parameters():
            parameter.grad = torch.zeros_like(parameter)
    return net


class BranchNet(nn.Module):
    """The sum of linear branches, each wired differently into the output.

    Parameters
    ----------
    wiring
        For each branch one of `ROLES`: ``plain``; ``negative`` goes through a ReLU that lets
        nothing pass; ``cut`` is detached from the graph; ``fixed`` asks for no gradient;
        ``skipped`` stands in the network and is never called.
    units
        Inputs and classes.
    """

    def __init__(self, wiring: Sequence[str], units: int = 3) -> None:
        super().__init__()
        if unknown := set(wiring) - set(ROLES):
            raise ValueError(f"no such wiring: {', '.join(sorted(unknown))}")
        self.wiring = tuple(wiring)
        self.branches = nn.ModuleList(nn.Linear(units, units) for _ in wiring)

    def forward(self, x: Tensor) -> Tensor:
        """Logits of shape (n, units) for rows `x` of shape (n, units)."""
        total = torch.zeros_like(x)
        for how, branch in zip(self.wiring, self.branches, strict=True):
            if how == "negative":
                total = total + torch.relu(branch(x) - 100.0)
            elif how == "cut":
                total = total + branch(x).detach()
            elif how != "skipped":
                total = total + branch(x)
        return total


def branch_net(wiring: Sequence[str] = ROLES, seed: int = 0) -> BranchNet:
    """A :class:`BranchNet` with weights drawn from `seed`."""
    net = BranchNet(wiring)
    _draw_weights(net, seed)
    for how, branch in zip(net.wiring, net.branches, strict=True):
        branch.requires_grad_(how != "fixed")
    return net


class RawNet(nn.Module):
    """Parameters without modules around them, used in a formula of its own."""

    def __init__(self, units: int = 3) -> None:
        super().__init__()
        self.a = nn.Parameter(torch.zeros(units, units))
        self.b = nn.Parameter(torch.zeros(units))
        self.c = nn.Parameter(torch.zeros(units))
        self.d = nn.Parameter(torch.zeros(units))
        self.e = nn.Parameter(torch.zeros(units))
        self.f = nn.Parameter(torch.zeros(units), requires_grad=False)

    def forward(self, x: Tensor) -> Tensor:
        """Logits of shape (n, units) for rows `x` of shape (n, units)."""
        h = x @ self.a + self.f
        h = h + torch.relu(self.b - 100.0)
        h = h * torch.exp(self.c.detach())
        return h + self.e


def raw_net(seed: int = 0) -> RawNet:
    """A :class:`RawNet` with weights drawn from `seed`."""
    net = RawNet()
    _draw_weights(net, seed)
    return net
