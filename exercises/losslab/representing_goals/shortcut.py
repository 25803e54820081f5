"""One loss, several learning setups: a shortcut against the intended feature.

Rows have eight numbers. The label stands in two places: in the sign of number 0, the
shortcut, and in the product of the signs of numbers 1 and 2, the intended feature. In
training the two always agree. Networks of many seeds are trained side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

__all__ = [
    "RULES",
    "SETUPS",
    "Predict",
    "Trained",
    "net",
    "reported_with_rows",
    "rows",
    "rule",
    "train",
    "warm_up",
]

WIDTH = 8
SETUPS = (
    "linear",
    "mlp",
    "small init",
    "large init",
    "augmented",
    "product",
    "easy first",
    "random order",
    "hard first",
)

Predict = Callable[[Tensor], Tensor]
"""From rows, float32 of shape (n, 8), to classes, int64 of shape (n,)."""


def rows(n: int, seed: int = 0, conflict: bool = False) -> tuple[Tensor, Tensor]:
    """Rows and labels.

    Parameters
    ----------
    n
        How many rows.
    seed
        Chooses them.
    conflict
        Whether the shortcut shows the wrong label in every row; otherwise it shows the right one.

    Returns
    -------
    tuple of Tensor
        Rows, float32 of shape (n, 8), and labels, int64 of shape (n,), 0 or 1.
    """
    generator = torch.Generator().manual_seed(seed)
    y = torch.randint(0, 2, (n,), generator=generator)
    sign = 2.0 * y - 1
    first = 2.0 * torch.randint(0, 2, (n,), generator=generator) - 1
    x = 0.3 * torch.randn(n, WIDTH, generator=generator)
    x[:, 0] += -sign if conflict else sign
    x[:, 1] += 1.5 * first
    x[:, 2] += 1.5 * first * sign
    return x, y


def _shortcut(x: Tensor) -> Tensor:
    return (x[:, 0] > 0).long()


def _intended(x: Tensor) -> Tensor:
    return (x[:, 1] * x[:, 2] > 0).long()


def _blend(x: Tensor) -> Tensor:
    return (x[:, 0] + x[:, 1] * x[:, 2] > 0).long()


def _only_far(x: Tensor) -> Tensor:
    """The intended feature, unless the shortcut is loud."""
    return torch.where(x[:, 0].abs() > 1, _shortcut(x), _intended(x))


RULES: dict[str, Predict] = {
    "shortcut": _shortcut,
    "intended": _intended,
    "blend": _blend,
    "shortcut if loud": _only_far,
}


def rule(name: str) -> Predict:
    """A predictor that is written down, not learned; `name` is a key of `RULES`."""
    if name not in RULES:
        raise ValueError(f"no rule {name!r}; there are: {', '.join(RULES)}")
    return RULES[name]


def net(seed: int = 0, inputs: int = WIDTH, units: int = 6, classes: int = 2) -> Predict:
    """A predictor that is a small network with random weights, never trained."""
    generator = torch.Generator().manual_seed(seed)
    body = torch.randn(inputs, units, generator=generator)
    head = torch.randn(units, classes, generator=generator)
    return lambda x: (torch.relu(x @ body) @ head).argmax(1)


def reported_with_rows(
    f: Callable[..., Any],
    predict: Predict,
    x: Tensor,
    y: Tensor,
    interventions: Sequence[Sequence[int]],
) -> dict[str, Any]:
    """The report ``f(predict, x, y, interventions)``, and whether the rows are as they were.

    Returns
    -------
    dict
        ``accuracy`` and ``flips`` as `f` returned them, as floats. ``x unchanged``: a boolean.
    """
    kept = x.clone()
    report = f(predict, x, y, interventions)
    return {
        "accuracy": float(report["accuracy"]),
        "flips": [float(share) for share in report["flips"]],
        "x unchanged": bool(torch.equal(x, kept)),
    }


@dataclass(frozen=True)
class Trained:
    """Networks of one setup, one for each seed.

    Parameters
    ----------
    setup
        Its name.
    loss
        Cross-entropy in nats on the training rows after training, one number a seed.
    weights
        Their parameters, each with the seed as its first dimension.
    """

    setup: str
    loss: tuple[float, ...]
    weights: tuple[Tensor, ...]

    def predictor(self, seed: int) -> Predict:
        """The network of one seed: a function from rows (n, 8) to classes (n,)."""
        weights = [w[seed : seed + 1] for w in self.weights]
        return lambda x: _logits(self.setup, weights, x[None])[0].argmax(1)


_PAIRS = torch.triu_indices(WIDTH, WIDTH, 1)
_CURRICULA = ("easy first", "random order", "hard first")


def _logits(setup: str, weights: list[Tensor], x: Tensor) -> Tensor:
    """Logits (seeds, n, 2) for rows (seeds, n, 8)."""
    if setup == "product":
        x = x[..., _PAIRS[0]] * x[..., _PAIRS[1]]
    for i in range(0, len(weights), 2):
        if i:
            x = torch.relu(x)
        x = torch.baddbmm(weights[i + 1], x, weights[i])
    return x


def _start(setup: str, seeds: int) -> list[Tensor]:
    sizes = {"linear": (WIDTH, 2), "product": (_PAIRS.shape[1], 2)}.get(setup, (WIDTH, 48, 48, 2))
    scale = {"small init": 0.3, "large init": 3.0}.get(setup, 1.0)
    weights = []
    for seed in range(seeds):
        generator = torch.Generator().manual_seed(seed)
        drawn = []
        for fan_in, fan_out in pairwise(sizes):
            bound = scale / fan_in**0.5
            drawn.append(bound * (2 * torch.rand(fan_in, fan_out, generator=generator) - 1))
            drawn.append(bound * (2 * torch.rand(1, fan_out, generator=generator) - 1))
        weights.append(drawn)
    return [torch.stack(each).requires_grad_() for each in zip(*weights, strict=True)]


@lru_cache(maxsize=32)
def train(setup: str, seeds: int = 20) -> Trained:
    """Train networks on rows where shortcut and intended feature agree, until the loss is small.

    Parameters
    ----------
    setup
        One of `SETUPS`. All have the same loss, cross-entropy. The first six are trained by Adam
        on the same 256 rows at once, the curricula on 512.

        - ``linear``, ``mlp``, ``product``: a linear model; two hidden layers; a linear model of
          all products of two inputs
        - ``small init``, ``large init``: ``mlp`` from weights times 0.3 or 3
        - ``augmented``: ``mlp``, and in each step the shortcut's sign is random in each row
        - ``random order``, ``easy first``, ``hard first``: ``mlp`` by SGD in batches of 8; in
          the first epoch the rows come at random, or those with the loudest shortcut first or last
    seeds
        How many networks, which differ in their initial weights.

    Returns
    -------
    Trained
        All networks at the end.
    """
    if setup not in SETUPS:
        raise ValueError(f"no setup {setup!r}; there are: {', '.join(SETUPS)}")
    if setup in _CURRICULA:
        x, y = rows(512, seed=12345)
        final = _by_batches(seeds)[setup]
    else:
        x, y = rows(256, seed=12345)
        final = _on_all_rows(setup, seeds, x, y)
    logits = _logits(setup, final, x.expand(seeds, -1, -1))
    loss = F.cross_entropy(logits.transpose(1, 2), y.expand(seeds, -1), reduction="none").mean(1)
    return Trained(setup, tuple(loss.tolist()), tuple(final))


def _step(
    optimizer: torch.optim.Optimizer, setup: str, weights: list[Tensor], x: Tensor, y: Tensor
) -> None:
    """An update of all networks on rows (nets, n, 8) and labels (nets, n)."""
    optimizer.zero_grad()
    logits = _logits(setup, weights, x)
    # A mean over rows and a sum over networks: none notices the others.
    loss = F.cross_entropy(logits.transpose(1, 2), y, reduction="sum") / y.shape[1]
    loss.backward()
    optimizer.step()


_RATES = {"linear": 0.2, "product": 0.1}


@torch.enable_grad()
def _on_all_rows(setup: str, seeds: int, x: Tensor, y: Tensor) -> list[Tensor]:
    """Weights of one setup, one network a seed."""
    weights = _start(setup, seeds)
    optimizer = torch.optim.Adam(weights, lr=_RATES.get(setup, 0.01))
    generator = torch.Generator().manual_seed(0)
    for _ in range(80 if setup == "augmented" else 50):
        seen = x
        if setup == "augmented":
            seen = x.clone()
            seen[:, 0] *= 2.0 * torch.randint(0, 2, (len(x),), generator=generator) - 1
        _step(optimizer, setup, weights, seen.expand(seeds, -1, -1), y.expand(seeds, -1))
    return [w.detach() for w in weights]


@lru_cache(maxsize=4)
@torch.enable_grad()
def _by_batches(seeds: int) -> dict[str, list[Tensor]]:
    """Weights of all curricula, trained side by side; only the first epoch's order differs."""
    x, y = rows(512, seed=12345)
    every = len(_CURRICULA)
    weights = [w.detach().repeat(every, 1, 1).requires_grad_() for w in _start("mlp", seeds)]
    optimizer = torch.optim.SGD(weights, lr=0.1)
    generator = torch.Generator().manual_seed(0)
    for epoch in range(15):
        at_random = torch.randperm(len(x), generator=generator)
        orders = dict.fromkeys(_CURRICULA, at_random)
        if epoch == 0:
            orders["easy first"] = x[:, 0].abs().argsort(descending=True)
            orders["hard first"] = x[:, 0].abs().argsort()
        for batch in torch.stack(list(orders.values())).split(8, dim=1):
            which = batch.repeat_interleave(seeds, dim=0)
            _step(optimizer, "mlp", weights, x[which], y[which])
    split = zip(*(w.detach().split(seeds) for w in weights), strict=True)
    return {name: list(weights) for name, weights in zip(_CURRICULA, split, strict=True)}


def warm_up() -> None:
    """Make what the notebooks look at."""
    for name in ("linear", "mlp", "augmented", "product"):
        train(name, seeds=1)
