import math

import numpy as np


def right_masked_terms(forecast: np.ndarray, model: np.ndarray) -> float:
    """Only terms where the model emits the token are computed at all."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    return terms.sum(axis=1).mean()


def right_pure_python(forecast: np.ndarray, model: np.ndarray) -> float:
    """Two loops, math.log and math.fsum; infinity as soon as an emitted token is ruled out."""
    regrets = []
    for q_row, p_row in zip(forecast.tolist(), model.tolist(), strict=True):
        terms = []
        for q, p in zip(q_row, p_row, strict=True):
            if p > 0 and q == 0:
                return math.inf
            if p > 0:
                terms.append(p * (math.log(p) - math.log(q)))
        regrets.append(math.fsum(terms))
    return math.fsum(regrets) / len(regrets)


def right_torch_xlogy(forecast: np.ndarray, model: np.ndarray) -> float:
    """Torch's xlogy, which is 0 where the model gives 0, also if the forecast does."""
    import torch

    p, q = torch.from_numpy(model.copy()), torch.from_numpy(forecast.copy())
    cost, least = -torch.xlogy(p, q).sum(dim=1), -torch.xlogy(p, p).sum(dim=1)
    return float((cost - least).mean())


def right_cost_minus_least(forecast: np.ndarray, model: np.ndarray) -> float:
    """Expected cost minus entropy, with a helper for either that leaves out what has no weight."""

    def expected(weights: np.ndarray, q: np.ndarray) -> float:
        with np.errstate(divide="ignore"):
            costs = -np.log(q)
        return sum(float(w) * float(c) for w, c in zip(weights, costs, strict=True) if w > 0)

    pairs = list(zip(forecast, model, strict=True))
    return sum(expected(p, q) - expected(p, p) for q, p in pairs) / len(pairs)


def right_nansum(forecast: np.ndarray, model: np.ndarray) -> float:
    """Let terms with p = 0 become NaN, skip them by nansum, and keep infinities."""
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = model * (np.log(model) - np.log(forecast))
    return float(np.nansum(terms) / len(model))


def right_safe_arguments(forecast: np.ndarray, model: np.ndarray) -> float:
    """Put 1 into logarithms that do not count, and ask for the infinite case first."""
    unused = model == 0
    if np.any((forecast == 0) & ~unused):
        return math.inf
    log_p = np.log(np.where(unused, 1.0, model))
    log_q = np.log(np.where(unused, 1.0, forecast))
    return np.einsum("nk,nk->", model, log_p - log_q).item() / model.shape[0]


def right_recursive_mean(forecast: np.ndarray, model: np.ndarray) -> float:
    """One context by a generator; many by a weighted mean of two halves."""

    def mean_of(first: int, end: int) -> float:
        if end - first > 1:
            half = (first + end) // 2
            left, rest = mean_of(first, half), mean_of(half, end)
            return ((half - first) * left + (end - half) * rest) / (end - first)
        pairs = [(p, q) for p, q in zip(model[first], forecast[first], strict=True) if p]
        if not all(q for _, q in pairs):
            return float("inf")
        return sum(p * (math.log(p) - math.log(q)) for p, q in pairs)

    return mean_of(0, model.shape[0])


def wrong_cost_without_the_least(forecast: np.ndarray, model: np.ndarray) -> float:
    """The cross-entropy: forecasting the model's own 1/2, 1/2 costs 0.69 and not 0."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * -np.log(forecast[emitted])
    return float(terms.sum(axis=1).mean())


def wrong_the_other_way_round(forecast: np.ndarray, model: np.ndarray) -> float:
    """Swaps p and q: the forecast's expectation instead of the model's."""
    emitted = forecast > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = forecast[emitted] * (np.log(forecast[emitted]) - np.log(model[emitted]))
    return float(terms.sum(axis=1).mean())


def wrong_bits(forecast: np.ndarray, model: np.ndarray) -> float:
    """Logarithms to base 2: p 1, 0 against q 1/2, 1/2 gives 1 and not 0.69."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log2(model[emitted]) - np.log2(forecast[emitted]))
    return float(terms.sum(axis=1).mean())


def wrong_sum_over_contexts(forecast: np.ndarray, model: np.ndarray) -> float:
    """The sum over contexts and not the mean: two contexts."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    return float(terms.sum())


def wrong_mean_over_tokens(forecast: np.ndarray, model: np.ndarray) -> float:
    """The mean over tokens too, so it is too small by a factor k."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    return float(terms.mean())


def wrong_axis(forecast: np.ndarray, model: np.ndarray) -> float:
    """Sums over contexts and averages over tokens: n and k differ."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    return float(terms.sum(axis=0).mean())


def wrong_nan_where_the_model_is_silent(forecast: np.ndarray, model: np.ndarray) -> float:
    """p = 0 gives 0 * -inf, which is NaN: any model with a zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = model * (np.log(model) - np.log(forecast))
    return float(terms.sum(axis=1).mean())


def wrong_zero_forecasts_left_out(forecast: np.ndarray, model: np.ndarray) -> float:
    """Leaves out tokens with q = 0, and is finite where it should be infinite."""
    emitted = (model > 0) & (forecast > 0)
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    return float(terms.sum(axis=1).mean())


def wrong_any_zero_is_infinite(forecast: np.ndarray, model: np.ndarray) -> float:
    """Infinite for every q = 0, also where the model gives the token 0."""
    if (forecast == 0).any():
        return math.inf
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    return float(terms.sum(axis=1).mean())


def wrong_epsilon(forecast: np.ndarray, model: np.ndarray) -> float:
    """Adds 1e-9 to the forecast, so that nothing is ever infinite."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        p, q = model[emitted], forecast[emitted] + 1e-9
        terms[emitted] = p * (np.log(p) - np.log(q))
    return float(terms.sum(axis=1).mean())


def wrong_clipped_forecast(forecast: np.ndarray, model: np.ndarray) -> float:
    """Clips the forecast at 1e-6: q = 1e-12 or 0 costs too little."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        p, q = model[emitted], np.clip(forecast[emitted], 1e-6, 1.0)
        terms[emitted] = p * (np.log(p) - np.log(q))
    return float(terms.sum(axis=1).mean())


def wrong_nan_to_num(forecast: np.ndarray, model: np.ndarray) -> float:
    """nan_to_num turns infinity into a huge number too: q = 0 where p is 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.nan_to_num(model * (np.log(model) - np.log(forecast)))
    return float(terms.sum(axis=1).mean())


def wrong_zeroes_all_that_is_not_finite(forecast: np.ndarray, model: np.ndarray) -> float:
    """Sets every term that is not finite to 0, infinities too."""
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = model * (np.log(model) - np.log(forecast))
    terms[~np.isfinite(terms)] = 0.0
    return float(terms.sum(axis=1).mean())


def wrong_nan_for_infinite(forecast: np.ndarray, model: np.ndarray) -> float:
    """Gives NaN and not infinity where an emitted token is ruled out."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    terms[np.isinf(terms)] = math.nan
    return float(terms.sum(axis=1).mean())


def wrong_nanmean_of_tokens(forecast: np.ndarray, model: np.ndarray) -> float:
    """nanmean over tokens times k: tokens that are never emitted change the divisor."""
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = model * (np.log(model) - np.log(forecast))
    return float(np.nanmean(terms, axis=1).mean() * model.shape[1])


def wrong_finite_contexts_only(forecast: np.ndarray, model: np.ndarray) -> float:
    """Leaves contexts of infinite regret out of the mean: one of two with q = 0."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    regrets = terms.sum(axis=1)
    return float(np.mean(regrets[np.isfinite(regrets)])) if np.isfinite(regrets).any() else math.inf


def wrong_likeliest_token_only(forecast: np.ndarray, model: np.ndarray) -> float:
    """Scores only the model's likeliest token, as if it were always drawn."""
    rows, best = np.arange(len(model)), model.argmax(axis=1)
    with np.errstate(divide="ignore"):
        return float(np.mean(np.log(model[rows, best]) - np.log(forecast[rows, best])))


def wrong_mean_distributions(forecast: np.ndarray, model: np.ndarray) -> float:
    """Averages the distributions over contexts first: errors that cancel cost nothing."""
    forecast = forecast.mean(axis=0, keepdims=True)
    model = model.mean(axis=0, keepdims=True)
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    return float(terms.sum(axis=1).mean())


def wrong_absolute_terms(forecast: np.ndarray, model: np.ndarray) -> float:
    """Adds the terms up without their signs: p .9, .1 against q 1/2, 1/2."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    return float(np.abs(terms).sum(axis=1).mean())


def wrong_symmetric(forecast: np.ndarray, model: np.ndarray) -> float:
    """The mean of both directions, which no forecaster pays."""

    def one_way(p: np.ndarray, q: np.ndarray) -> float:
        terms = np.zeros(p.shape)
        with np.errstate(divide="ignore"):
            terms[p > 0] = p[p > 0] * (np.log(p[p > 0]) - np.log(q[p > 0]))
        return float(terms.sum(axis=1).mean())

    return (one_way(model, forecast) + one_way(forecast, model)) / 2


def wrong_brier(forecast: np.ndarray, model: np.ndarray) -> float:
    """The squared distance, another proper rule: p 1, 0 against q 1/2, 1/2 gives 1/2."""
    return float(((forecast - model) ** 2).sum(axis=1).mean())


def wrong_perplexity(forecast: np.ndarray, model: np.ndarray) -> float:
    """The exponential of the regret: a perfect forecast gives 1 and not 0."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    return math.exp(min(float(terms.sum(axis=1).mean()), 700.0))


def wrong_median_context(forecast: np.ndarray, model: np.ndarray) -> float:
    """The median over contexts instead of the mean: regrets 0, 0 and 3."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    return float(np.median(terms.sum(axis=1)))


def wrong_first_context(forecast: np.ndarray, model: np.ndarray) -> float:
    """Only the first context is scored."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    return float(terms.sum(axis=1)[0])


def wrong_unequal_tokens_count(forecast: np.ndarray, model: np.ndarray) -> float:
    """A context's regret is divided by how many tokens the model emits there."""
    emitted = model > 0
    terms = np.zeros(model.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms[emitted] = model[emitted] * (np.log(model[emitted]) - np.log(forecast[emitted]))
    return float((terms.sum(axis=1) / emitted.sum(axis=1)).mean())


def wrong_torch_categorical(forecast: np.ndarray, model: np.ndarray) -> float:
    """Categorical clamps at 2e-16: a forecast of 1e-40 costs 36 nats and not 92."""
    import torch
    from torch.distributions import Categorical, kl_divergence

    p = Categorical(torch.from_numpy(model.copy()))
    q = Categorical(torch.from_numpy(forecast.copy()))
    return float(kl_divergence(p, q).mean())


def wrong_kl_div_arguments(forecast: np.ndarray, model: np.ndarray) -> float:
    """F.kl_div with the arguments swapped, the forecast as target."""
    import torch
    from torch.nn.functional import kl_div

    log_p, q = torch.from_numpy(model.copy()).log(), torch.from_numpy(forecast.copy())
    return float(kl_div(log_p, q, reduction="batchmean"))


def wrong_kl_div_mean(forecast: np.ndarray, model: np.ndarray) -> float:
    """F.kl_div with its default reduction, the mean over tokens too."""
    import torch
    from torch.nn.functional import kl_div

    log_q, p = torch.from_numpy(forecast.copy()).log(), torch.from_numpy(model.copy())
    return float(kl_div(log_q, p))


def wrong_kl_div_both_zero(forecast: np.ndarray, model: np.ndarray) -> float:
    """F.kl_div gives NaN where p and q are both 0: 0 * -inf."""
    import torch
    from torch.nn.functional import kl_div

    log_q, p = torch.from_numpy(forecast.copy()).log(), torch.from_numpy(model.copy())
    return float(kl_div(log_q, p, reduction="batchmean"))
