"""Small networks whose weights depend on nothing but a seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

__all__ = [
    "KNOTS",
    "ROLES",
    "BranchNet",
    "KnotNet",
    "RawNet",
    "SmallNet",
    "branch_net",
    "knot_net",
    "raw_net",
    "small_net",
]

ROLES = ("plain", "negative", "cut", "fixed", "skipped")


def _draw_weights(net: nn.Module, seed: int, scale: float = 1.0) -> None:
    """Draw every parameter from a normal distribution of variance scale**2 / fan-in."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in net.parameters():
            fan_in = parameter.shape[-1]
            parameter.normal_(0.0, scale / fan_in**0.5, generator=generator)


class Linear(nn.Linear):
    """A layer of zeros, until weights are drawn: making it draws no random number."""

    def reset_parameters(self) -> None:
        """Begin with zeros."""
        with torch.no_grad():
            self.weight.zero_()
            self.bias.zero_()


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
        self.body = Linear(inputs, hidden)
        self.head = Linear(hidden, classes)
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


def _plain(branch: nn.Module, x: Tensor) -> Tensor:
    return branch(x)


def _negative(branch: nn.Module, x: Tensor) -> Tensor:
    return torch.relu(branch(x) - 100.0)


def _cut(branch: nn.Module, x: Tensor) -> Tensor:
    return branch(x).detach()


def _skipped(branch: nn.Module, x: Tensor) -> Tensor:
    return torch.zeros_like(x)


_WAYS = {
    "plain": _plain,
    "negative": _negative,
    "cut": _cut,
    "fixed": _plain,
    "skipped": _skipped,
}


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
        self.branches = nn.ModuleList(Linear(units, units) for _ in wiring)
        self._ways = tuple(_WAYS[how] for how in wiring)

    def forward(self, x: Tensor) -> Tensor:
        """Logits of shape (n, units) for rows `x` of shape (n, units)."""
        total = torch.zeros_like(x)
        for way, branch in zip(self._ways, self.branches, strict=True):
            total = total + way(branch, x)
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


# What a parameter of a :class:`KnotNet` is to the loss.
KNOTS = (
    "weights",
    "mixes",
    "raises",
    "lowers",
    "faint",
    "gates",
    "shut",
    "shifts",
    "partly",
    "fixed",
    "spare",
)


class KnotNet(nn.Module):
    """Parameters p0, p1, … without modules around them; which is which, `knots` says.

    Parameters
    ----------
    knots
        An order of `KNOTS`: ``weights`` and ``mixes``, matrices one after the other, ``raises``
        and ``lowers``, single numbers added to the first and the second logit, and ``faint``,
        which is multiplied by a billionth, are live; ``shut`` stands behind a ReLU that lets
        nothing pass; ``gates``, behind a sigmoid, ``shifts``, zero at first, and ``partly``, of
        which all numbers but the first and the last are read, for all rows but the first and the
        last, are detached from the graph; ``fixed`` asks for no gradient; ``spare`` is never read.
    """

    def __init__(self, knots: Sequence[str], units: int = 3) -> None:
        super().__init__()
        if sorted(knots) != sorted(KNOTS):
            raise ValueError(f"knots is an order of {KNOTS}, not {tuple(knots)}")
        square = (units, units)
        shapes = {"weights": square, "mixes": square, "raises": (1,), "lowers": (1,)}
        shapes["partly"] = (units + 2,)
        for i, knot in enumerate(knots):
            numbers = torch.zeros(shapes.get(knot, (units,)))
            self.register_parameter(f"p{i}", nn.Parameter(numbers, knot != "fixed"))
        self._tied = _tied({knot: f"p{i}" for i, knot in enumerate(knots)})

    def forward(self, x: Tensor) -> Tensor:
        """Logits of shape (n, units) for rows `x` of shape (n, units)."""
        return self._tied(dict(self.named_parameters()), x)


def _tied(names: dict[str, str]) -> Callable[[dict[str, nn.Parameter], Tensor], Tensor]:
    def forward(parameters: dict[str, nn.Parameter], x: Tensor) -> Tensor:
        p = {knot: parameters[name] for knot, name in names.items()}
        h = x @ p["weights"] + p["fixed"] + p["shifts"].detach()
        h = h * torch.sigmoid(p["gates"].detach())
        row = torch.arange(len(x))[:, None]
        inside = (row > 0) & (row < len(x) - 1)
        h = torch.where(inside, h + p["partly"][1:-1].detach(), h)
        h = h @ p["mixes"] + torch.relu(p["shut"] - 100.0) + 1e-9 * p["faint"]
        rest = torch.zeros(x.shape[1] - 2)
        return h + torch.cat([p["raises"], p["lowers"], rest])

    return forward


def knot_net(knots: Sequence[str] = KNOTS, seed: int = 0) -> KnotNet:
    """A :class:`KnotNet` with weights drawn from `seed`."""
    net = KnotNet(knots)
    _draw_weights(net, seed)
    with torch.no_grad():
        net.get_parameter(f"p{list(knots).index('shifts')}").zero_()
    return net
