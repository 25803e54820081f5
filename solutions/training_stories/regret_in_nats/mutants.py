import math

import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The average is taken over the forecast's tokens. It is the model that emits the "
    "tokens, so its probabilities are the weights.",
)
def regret_reversed(forecast: np.ndarray, model: np.ndarray) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where(forecast > 0, np.log(forecast) - np.log(model), 0.0)
        return float(np.where(forecast > 0, forecast * cost, 0.0).sum(axis=1).mean())


@mutant(
    says="This is right in bits. Nats are due: the natural logarithm.",
)
def regret_in_bits(forecast: np.ndarray, model: np.ndarray) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where(model > 0, np.log2(model) - np.log2(forecast), 0.0)
    return float(np.where(model > 0, model * cost, 0.0).sum(axis=1).mean())


@mutant(
    says="This is the expected cost. Even the perfect forecast pays the model's entropy; regret is "
    "what is paid on top of it, and it is 0 where forecast and model agree.",
)
def regret_is_cost(forecast: np.ndarray, model: np.ndarray) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.where(model > 0, -model * np.log(forecast), 0.0).sum(axis=1).mean())


@mutant(
    says="A probability of 0 counts as a tiny one here. A forecaster who said that "
    "something cannot happen, and saw it happen, then pays about 28 nats a time. The rule says "
    "that no finite price covers it.",
)
def regret_clipped(forecast: np.ndarray, model: np.ndarray) -> float:
    q, p = np.maximum(forecast, 1e-12), np.maximum(model, 1e-12)
    return float((model * (np.log(p) - np.log(q))).sum(axis=1).mean())


@mutant(
    says="Where the model's probability is 0, the result is NaN. A "
    "token that is never emitted costs nothing: leave it out of the sum.",
)
def regret_nan(forecast: np.ndarray, model: np.ndarray) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        return float((model * (np.log(model) - np.log(forecast))).sum(axis=1).mean())


@mutant(
    says="This is the mean over tokens as well as over contexts. The sum over the tokens of a "
    "context is already an expectation, weighted by the model; only contexts are "
    "averaged.",
)
def regret_mean_over_cells(forecast: np.ndarray, model: np.ndarray) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where(model > 0, np.log(model) - np.log(forecast), 0.0)
    return float(np.where(model > 0, model * cost, 0.0).mean())


@mutant(
    says="This is the sum over the contexts. The mean is due.",
)
def regret_summed(forecast: np.ndarray, model: np.ndarray) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where(model > 0, np.log(model) - np.log(forecast), 0.0)
    return float(np.where(model > 0, model * cost, 0.0).sum())


@mutant(
    says="This is the squared error of the probabilities. That is a proper score too, with another "
    "unit and other prices: it hardly notices a forecast of 0 where the model says 0.01.",
)
def regret_squared(forecast: np.ndarray, model: np.ndarray) -> float:
    return float(((forecast - model) ** 2).sum(axis=1).mean())


@mutant(
    says="Every forecast of 0 costs infinity, also that of tokens which the model never emits. "
    "To rule out what does not happen is right, and free.",
)
def regret_any_zero(forecast: np.ndarray, model: np.ndarray) -> float:
    if (forecast == 0).any():
        return float("inf")
    with np.errstate(divide="ignore", invalid="ignore"):
        cost = np.where(model > 0, np.log(model) - np.log(forecast), 0.0)
    return float(np.where(model > 0, model * cost, 0.0).sum(axis=1).mean())


@variant(how="expected cost minus entropy, in plain loops")
def regret_in_loops(forecast: np.ndarray, model: np.ndarray) -> float:
    total = 0.0
    for q_row, p_row in zip(forecast.tolist(), model.tolist(), strict=True):
        for q, p in zip(q_row, p_row, strict=True):
            if p > 0:
                if q == 0:
                    return math.inf
                total += p * math.log(p) - p * math.log(q)
    return total / len(model)


@variant(how="torch's xlogy, as a tensor until the end")
def regret_in_torch(forecast: np.ndarray, model: np.ndarray) -> float:
    import torch

    q, p = torch.tensor(forecast), torch.tensor(model)
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(1).mean().item()
