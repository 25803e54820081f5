import math

import numpy as np
import torch

from autograder.course.exercise import mutant, variant


@mutant(
    says="At a zero this multiplies 0 by an infinite logarithm, which is NaN. A label that never "
    "occurs is not part of an expectation under p; leave it out before you take logarithms.",
)
def naive(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    return {
        "cross_entropy": float(-(p * np.log(q)).sum()),
        "entropy": float(-(p * np.log(p)).sum()),
        "kl": float((p * np.log(p / q)).sum()),
    }


@mutant(
    says="The divergence is the other way round: KL(q‖p) in place of KL(p‖q). The expectation is "
    "under p, the world. Then, and only then, entropy and divergence add up to the cross-entropy.",
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
    says="Clamping q hides an infinity behind a finite number. A model that calls "
    "impossible what happens half of the time has no finite cross-entropy, and how large the "
    "number is depends on your clamp alone.",
)
def clamped(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    p, q = np.maximum(p, 1e-12), np.maximum(q, 1e-12)
    entropy, cross = float(-(p * np.log(p)).sum()), float(-(p * np.log(q)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


@mutant(
    says="You leave out the labels at which either probability is zero. Those with p = 0 do "
    "contribute nothing. Those with q = 0 and p > 0 are what the model rules out although it "
    "happens, and they contribute infinity.",
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
    says="The roles are exchanged: you average under q, the model. Cross-entropy is an "
    "expectation under p, since it is the world that draws the labels.",
)
def swapped(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    p, q = q, p
    occurs = p > 0
    p, q = p[occurs], q[occurs]
    entropy, cross = float(-(p * np.log(p)).sum()), float(-(p * np.log(q)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


@mutant(
    says="These are bits. The natural logarithm is due; one nat is 1.44 bits.",
)
def in_bits(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    p, q = p[p > 0], q[p > 0]
    entropy, cross = float(-(p * np.log2(p)).sum()), float(-(p * np.log2(q)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


@mutant(
    says="`nan_to_num` makes numbers of everything: an infinite loss becomes the greatest float, "
    "about 1.8e308. Infinity is the right answer there. Leave out what never occurs, and let the "
    "rest be as infinite as it is.",
)
def repainted(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    return {
        "cross_entropy": float(np.nan_to_num(-p * np.log(q)).sum()),
        "entropy": float(np.nan_to_num(-p * np.log(p)).sum()),
        "kl": float(np.nan_to_num(p * np.log(p / q)).sum()),
    }


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
