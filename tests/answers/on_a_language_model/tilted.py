import numpy as np


def right_written_texts(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Works with the texts that are ever written."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b * np.exp((r - r.max()) / beta)
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def right_torch_softmax(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Softmax of log base plus rating over beta."""
    import torch

    p = torch.tensor(base, dtype=torch.float64)
    z = torch.where(p > 0, p.log() + torch.tensor(rating, dtype=torch.float64) / beta, -torch.inf)
    policy = torch.softmax(z, dim=0)
    ratio = torch.where(policy > 0, policy / p, torch.ones_like(p))
    return {
        "policy": policy.numpy(),
        "rating": float(policy.numpy() @ rating),
        "worth": float(policy.numpy() @ worth),
        "kl": float(torch.xlogy(policy, ratio).sum()),
    }


def right_math(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """math.exp on differences to the best text that is written."""
    import math

    n = len(base)
    best = max(rating[i] for i in range(n) if base[i] > 0)
    raw = [base[i] * math.exp((rating[i] - best) / beta) if base[i] > 0 else 0.0 for i in range(n)]
    norm = math.fsum(raw)
    q = [x / norm for x in raw]
    kl = math.fsum(q[i] * math.log(q[i] / base[i]) for i in range(n) if q[i] > 0)
    return {
        "kl": kl,
        "policy": np.array(q),
        "rating": math.fsum(q[i] * rating[i] for i in range(n)),
        "worth": math.fsum(q[i] * worth[i] for i in range(n)),
    }


def right_log_sum_exp(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """A hand-made log-sum-exp with errstate."""
    with np.errstate(divide="ignore", over="ignore"):
        z = np.log(base) + np.where(base > 0, rating, 0.0) / beta
    top = z.max()
    log_q = z - top - np.log(np.exp(z - top).sum())
    q = np.exp(log_q)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(q > 0, q * (log_q - np.log(base)), 0.0)
    return {"policy": q, "rating": q @ rating, "worth": q @ worth, "kl": terms.sum()}


def wrong_no_base(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Softmax of the ratings alone."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = np.exp((r - r.max()) / beta)
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_root_of_base(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """The base model to the power 1 / beta as well."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b ** (1 / beta) * np.exp((r - r.max()) / beta)
    if weight.sum() == 0:
        weight = b
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_no_shift(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Exponentials that overflow."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    with np.errstate(all="ignore"):
        weight = b * np.exp(r / beta)
    with np.errstate(all="ignore"):
        q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_clipped(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Exponents are clipped at 50."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b * np.exp(np.clip(r / beta, -50, 50))
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_mean_shift(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Takes the mean rating off, which may still overflow."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    with np.errstate(all="ignore"):
        weight = b * np.exp((r - r.mean()) / beta)
    with np.errstate(all="ignore"):
        q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_times_beta(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Multiplies by beta."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b * np.exp((r - r.max()) * beta)
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_minus(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Prefers what is rated low."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b * np.exp((r.min() - r) / beta)
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_smoothed_base(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Gives texts that are never written a little."""
    some = np.flatnonzero(base >= 0)
    b, r = base[some] + 1e-6, rating[some]
    weight = b * np.exp((r - r.max()) / beta)
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_kl_base_policy(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """The divergence the other way round."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b * np.exp((r - r.max()) / beta)
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (b[live] * (np.log(b[live]) - np.log(q[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_kl_from_uniform(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """The divergence from the uniform distribution."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b * np.exp((r - r.max()) / beta)
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(1 / len(base)))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_objective_for_rating(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """The rating minus the penalty."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b * np.exp((r - r.max()) / beta)
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum() - beta * kl),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_worth_under_base(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Worth under the base model."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b * np.exp((r - r.max()) / beta)
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((base * worth).sum()),
        "kl": float(kl),
    }


def wrong_entropy(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """The entropy in the place of the divergence."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b * np.exp((r - r.max()) / beta)
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * -np.log(q[live])).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_divides_by_n(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Means over the texts."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b * np.exp((r - r.max()) / beta)
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).mean()),
        "worth": float((policy * worth).mean()),
        "kl": float(kl),
    }


def wrong_one_step(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """A single step of multiplicative weights, to first order."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b * np.maximum(1 + (r - b @ r) / beta, 1e-12)
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_best_text(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """The best text alone."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b * (r == r.max())
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": policy,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_unwritten_left_out(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Leaves texts that are never written out of the policy."""
    some = np.flatnonzero(base > 0)
    b, r = base[some], rating[some]
    weight = b * np.exp((r - r.max()) / beta)
    q = weight / weight.sum()
    policy = np.zeros_like(base)
    policy[some] = q
    live = q > 0
    kl = (q[live] * (np.log(q[live]) - np.log(b[live]))).sum()
    return {
        "policy": q,
        "rating": float((policy * rating).sum()),
        "worth": float((policy * worth).sum()),
        "kl": float(kl),
    }


def wrong_small_number_in_the_logarithm(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Adds 1e-12 in both logarithms, as if no probability were less."""
    can = base > 0
    weight = np.where(can, base * np.exp(np.minimum((rating - rating[can].max()) / beta, 0)), 0.0)
    policy = weight / weight.sum()
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": float(policy @ (np.log(policy + 1e-12) - np.log(base + 1e-12))),
    }


def wrong_smallest_penalty(
    base: np.ndarray, rating: np.ndarray, worth: np.ndarray, beta: float
) -> dict[str, np.ndarray | float]:
    """Lets no penalty be weaker than a thousandth, so as not to overflow."""
    beta = max(beta, 1e-3)
    can = base > 0
    weight = np.where(can, base * np.exp(np.minimum((rating - rating[can].max()) / beta, 0)), 0.0)
    policy = weight / weight.sum()
    live = policy > 0
    return {
        "policy": policy,
        "rating": float(policy @ rating),
        "worth": float(policy @ worth),
        "kl": float(policy[live] @ np.log(policy[live] / base[live])),
    }
