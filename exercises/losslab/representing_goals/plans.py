"""Plans, their evaluations, and what one wants: a learned evaluator, and a causal chain.

The chain is good → desire → evaluation. Put "dream" for "desire" and weaken the first link,
and it is the world in which people took their dreams for a guide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypedDict

import numpy as np
import torch
from torch import Tensor

__all__ = ["DESIRES", "DREAMS", "Chain", "Climb", "climb", "sample", "value"]


class Chain(TypedDict):
    """A linear causal chain good → desire → evaluation, every mean 0.

    Parameters
    ----------
    good_sd
        Standard deviation of how good a plan is.
    desire_slope, desire_noise
        ``desire = desire_slope * good + noise``, normal noise of this standard deviation.
    evaluation_slope, evaluation_noise
        ``evaluation = evaluation_slope * desire + noise``, likewise.
    """

    good_sd: float
    desire_slope: float
    desire_noise: float
    evaluation_slope: float
    evaluation_noise: float


def _standard(first: float, second: float) -> Chain:
    """A chain with these two correlations and every variance 1."""
    return {
        "good_sd": 1.0,
        "desire_slope": first,
        "desire_noise": (1 - first**2) ** 0.5,
        "evaluation_slope": second,
        "evaluation_noise": (1 - second**2) ** 0.5,
    }


DESIRES = _standard(0.7, 0.7)
DREAMS = _standard(0.1, 0.5)


def sample(
    chain: Chain,
    size: int,
    seed: int = 0,
    add: Mapping[str, float] | None = None,
) -> dict[str, np.ndarray]:
    """Draw plans from a chain, perhaps with something added to a variable from outside.

    Parameters
    ----------
    chain
        See :class:`Chain`.
    size
        How many plans.
    seed
        Chooses the plans: the same ones whatever is added.
    add
        For ``"good"``, ``"desire"`` or ``"evaluation"`` what an intervention adds to it; the
        variables after it in the chain follow.

    Returns
    -------
    dict of ndarray
        ``good``, ``desire`` and ``evaluation``, float64 of shape (size,).
    """
    push = dict(add or {})
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal((3, size))
    good = chain["good_sd"] * noise[0] + push.pop("good", 0.0)
    desire = chain["desire_slope"] * good + chain["desire_noise"] * noise[1]
    desire = desire + push.pop("desire", 0.0)
    evaluation = chain["evaluation_slope"] * desire + chain["evaluation_noise"] * noise[2]
    evaluation = evaluation + push.pop("evaluation", 0.0)
    if push:
        raise ValueError(f"no such variable: {', '.join(push)}")
    return {"good": good, "desire": desire, "evaluation": evaluation}


_SIZE = 20


def value(plans: Tensor) -> Tensor:
    """What plans of shape (…, 20) are worth: four good directions, and moderation in all."""
    return plans[..., :4].sum(-1) - 0.15 * (plans**2).sum(-1) + 0.15 * _SIZE


class Climb(TypedDict):
    """What ascent on learned evaluators led to; a row for each record, a column for each seed.

    Parameters
    ----------
    step
        Ascent steps taken, shape (records,).
    evaluation, value
        Means over the plans of each seed, shape (records, seeds).
    correlation
        Of evaluation and value on fresh ordinary plans, shape (seeds,).
    """

    step: list[int]
    evaluation: np.ndarray
    value: np.ndarray
    correlation: np.ndarray


def _outputs(weights: Sequence[Tensor], plans: Tensor) -> Tensor:
    """What networks, stacked along the first dimension, say of plans (nets, n, 20)."""
    columns = [w.mT for w in weights]  # plans as columns are multiplied faster than as rows
    hidden = torch.relu_(torch.baddbmm(columns[1], columns[0], plans.mT))
    hidden = torch.relu_(torch.baddbmm(columns[3], columns[2], hidden))
    return torch.baddbmm(columns[5], columns[4], hidden)[:, 0]


def _fit(weights: list[Tensor], x: Tensor, y: Tensor, share: Tensor) -> list[Tensor]:
    """Weights after 200 steps on rows x (nets, n, 20), of which each counts with its share."""
    for w in weights:
        w.requires_grad_()
    optimizer = torch.optim.Adam(weights, lr=3e-3, fused=True)
    for _ in range(200):
        optimizer.zero_grad()
        (share * (_outputs(weights, x) - y) ** 2).sum().backward()
        optimizer.step()
    return [w.detach() for w in weights]


@lru_cache(maxsize=4)
def climb(seeds: int = 20, ensemble: int = 1, steps: int = 300) -> Climb:
    """Fit evaluators to noisy values of ordinary plans, then improve plans by their gradient.

    Parameters
    ----------
    seeds
        How many independent runs; they are trained side by side.
    ensemble
        How many networks each evaluator has; it takes the least of their evaluations.
    steps
        Ascent steps of length 0.1.

    Returns
    -------
    Climb
        Records at every tenth step.
    """
    generator = torch.Generator().manual_seed(0)

    def normal(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=generator)

    nets = seeds * ensemble
    rows = 400
    x = normal(seeds, rows, _SIZE)
    y = value(x) + 0.5 * normal(seeds, rows)
    x = x.repeat_interleave(ensemble, dim=0)
    y = y.repeat_interleave(ensemble, dim=0)
    often = torch.ones(nets, rows)
    if ensemble > 1:
        # Rows drawn with replacement: each that is drawn once or more, and how often.
        chosen = torch.randint(rows, (nets, rows), generator=generator)
        often = torch.zeros(nets, rows).scatter_add_(1, chosen, often)
        often, order = often.sort(dim=1, descending=True)
        order = order[:, : int((often > 0).sum(1).max())]
        often = often[:, : order.shape[1]]
        x = torch.gather(x, 1, order[..., None].expand(-1, -1, _SIZE))
        y = torch.gather(y, 1, order)
    units = 48
    weights = [
        normal(nets, _SIZE, units) * (2 / _SIZE) ** 0.5,
        torch.zeros(nets, 1, units),
        normal(nets, units, units) * (2 / units) ** 0.5,
        torch.zeros(nets, 1, units),
        normal(nets, units, 1) / units**0.5,
        torch.zeros(nets, 1, 1),
    ]
    for few in torch.arange(nets).split(10):  # ten at a time stay in the processor's cache
        fitted = _fit([w[few] for w in weights], x[few], y[few], often[few] / rows)
        for w, trained in zip(weights, fitted, strict=True):
            w[few] = trained

    def evaluate(plans: Tensor) -> Tensor:
        each = _outputs(weights, plans.repeat_interleave(ensemble, dim=0))
        return each.reshape(seeds, ensemble, -1).min(dim=1).values

    fresh = normal(seeds, 500, _SIZE)
    both = torch.stack([evaluate(fresh), value(fresh)], 1)
    correlation = np.array([torch.corrcoef(pair)[0, 1].item() for pair in both])
    plans = normal(seeds, 50, _SIZE)
    records: list[tuple[int, np.ndarray, np.ndarray]] = []
    for step in range(steps + 1):
        plans.requires_grad_()
        evaluation = evaluate(plans)
        if step % 10 == 0:
            worth = value(plans.detach()).mean(1).numpy()
            records.append((step, evaluation.detach().mean(1).numpy(), worth))
        (slope,) = torch.autograd.grad(evaluation.sum(), plans)
        plans = (plans + 0.1 * slope / (slope.norm(dim=-1, keepdim=True) + 1e-9)).detach()
    return {
        "step": [step for step, _, _ in records],
        "evaluation": np.stack([e for _, e, _ in records]),
        "value": np.stack([v for _, _, v in records]),
        "correlation": correlation,
    }
