import math

import numpy as np
import torch

from autograder.course.exercise import mutant, variant


@mutant(
    says="Where p has a zero, a number of yours is NaN, as 0 times an infinite logarithm is. A "
    "label that never occurs is not part of an expectation under p.",
)
def naive(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    return {
        "cross_entropy": float(-(p * np.log(q)).sum()),
        "entropy": float(-(p * np.log(p)).sum()),
        "kl": float((p * np.log(p / q)).sum()),
    }


@mutant(
    says="The divergence is the other way round: KL(q‖p) in place of KL(p‖q). The expectation "
    "is under p, the world. Then, and only then, entropy and divergence add up to the "
    "cross-entropy.",
)
def ce_decompose_reversed(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    def expectation(weights: np.ndarray, of: np.ndarray) -> float:
        terms = [w * x for w, x in zip(weights, of, strict=True) if w > 0]
        return float(sum(terms))

    return {
        "cross_entropy": expectation(p, -np.log(q)),
        "entropy": expectation(p, -np.log(p)),
        "kl": expectation(q, np.log(q) - np.log(p)),
    }


@mutant(
    says="Where the model rules out what happens, your numbers are finite. A model that calls "
    "impossible what happens half of the time has no finite cross-entropy.",
)
def clamped(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    p, q = np.maximum(p, 1e-12), np.maximum(q, 1e-12)
    entropy, cross = float(-(p * np.log(p)).sum()), float(-(p * np.log(q)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


@mutant(
    says="Labels that the model rules out although they happen contribute nothing to your "
    "sums, as if they never happened. They contribute infinity; those with p = 0 contribute "
    "nothing.",
)
def skips_all_zeros(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    both = (p > 0) & (q > 0)
    entropy = float(-(p[p > 0] * np.log(p[p > 0])).sum())
    return {
        "cross_entropy": float(-(p[both] * np.log(q[both])).sum()),
        "entropy": entropy,
        "kl": float((p[both] * np.log(p[both] / q[both])).sum()),
    }


@mutant(
    says="All three are averages under q, the model. They are due under p, since it is the "
    "world that draws the labels.",
)
def swapped(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    p, q = q, p
    occurs = p > 0
    p, q = p[occurs], q[occurs]
    entropy, cross = float(-(p * np.log(p)).sum()), float(-(p * np.log(q)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


@mutant(
    says="All three numbers are in bits, 1.44 times what they are in nats.",
)
def in_bits(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    p, q = p[p > 0], q[p > 0]
    entropy, cross = float(-(p * np.log2(p)).sum()), float(-(p * np.log2(q)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


@mutant(
    says="Where infinity is due, the greatest float stands, about 1.8e308, or a share of it. "
    "The rest is right.",
)
def repainted(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    return {
        "cross_entropy": float(np.nan_to_num(-p * np.log(q)).sum()),
        "entropy": float(np.nan_to_num(-p * np.log(p)).sum()),
        "kl": float(np.nan_to_num(p * np.log(p / q)).sum()),
    }


@mutant(
    says="The sign of the divergence is reversed. It is never negative: the model's "
    "cross-entropy is the entropy plus what the model adds.",
)
def less_than_nothing(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    p, q = p[p > 0], q[p > 0]
    with np.errstate(divide="ignore"):
        entropy, cross = float(-(p * np.log(p)).sum()), float(-(p * np.log(q)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": entropy - cross}


@mutant(
    says="The entropy is that of q, the model's own doubt. It is a property of the world: that "
    "of p.",
)
def doubt_of_the_model(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    own = q[q > 0]
    p, q = p[p > 0], q[p > 0]
    with np.errstate(divide="ignore"):
        kl, cross = float((p * np.log(p / q)).sum()), float(-(p * np.log(q)).sum())
    return {"cross_entropy": cross, "entropy": float(-(own * np.log(own)).sum()), "kl": kl}


@mutant(
    says="Any zero of q makes two of your numbers infinite. Where p is zero too, nothing "
    "happens that the model rules out.",
)
def any_zero_is_infinite(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    ruled_out = bool((q == 0).any())
    p, q = p[p > 0], q[p > 0]
    entropy = float(-(p * np.log(p)).sum())
    if ruled_out:
        return {"cross_entropy": math.inf, "entropy": entropy, "kl": math.inf}
    cross = float(-(p * np.log(q)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


@variant(how="torch.xlogy, and the divergence as a difference")
def with_torch(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    a, b = torch.from_numpy(p), torch.from_numpy(q)
    cross, entropy = -torch.xlogy(a, b).sum().item(), -torch.xlogy(a, a).sum().item()
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


@variant(how="label by label, with math.log")
def by_hand(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    cross = entropy = kl = 0.0
    for a, b in zip(p.tolist(), q.tolist(), strict=True):
        if a > 0:
            entropy -= a * math.log(a)
            cross += math.inf if b == 0 else -a * math.log(b)
            kl += math.inf if b == 0 else a * math.log(a / b)
    return {"cross_entropy": cross, "entropy": entropy, "kl": kl}
