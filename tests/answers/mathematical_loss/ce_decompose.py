import math
from decimal import Decimal, localcontext

import numpy as np
import torch


def right_masked(p, q):
    """Keeps the labels with p > 0 of both, then takes sums of logarithms."""
    kept = p > 0
    p, q = p[kept], q[kept]
    with np.errstate(divide="ignore"):
        log_q = np.log(q)
    log_p = np.log(p)
    return {
        "cross_entropy": float(-(p * log_q).sum()),
        "entropy": float(-(p * log_p).sum()),
        "kl": float((p * (log_p - log_q)).sum()),
    }


def right_plain_loop(p, q):
    """One loop over labels with math.log; an impossible label sets infinity."""
    cross = entropy = divergence = 0.0
    for a, b in zip(p.tolist(), q.tolist(), strict=True):
        if a == 0:
            continue
        entropy -= a * math.log(a)
        if b == 0:
            cross = divergence = math.inf
        else:
            cross -= a * math.log(b)
            divergence += a * math.log(a / b)
    return {"cross_entropy": cross, "entropy": entropy, "kl": divergence}


def right_torch_xlogy(p, q):
    """torch.xlogy reads 0 log 0 as 0; the divergence is the difference of the other two."""
    p, q = (torch.tensor(side.tolist(), dtype=torch.float64) for side in (p, q))
    cross, entropy = -torch.xlogy(p, q).sum(), -torch.xlogy(p, p).sum()
    return {
        "kl": (cross - entropy).item(),
        "cross_entropy": cross.item(),
        "entropy": entropy.item(),
    }


def right_where(p, q):
    """Computes all terms with warnings off and picks with np.where; NumPy scalars."""
    with np.errstate(divide="ignore", invalid="ignore"):
        cross = np.where(p > 0, -p * np.log(q), 0.0).sum()
        entropy = np.where(p > 0, -p * np.log(p), 0.0).sum()
        divergence = np.where(p > 0, p * np.log(p / q), 0.0).sum()
    return {"cross_entropy": cross, "entropy": entropy, "kl": divergence}


def right_decimal(p, q):
    """Forty decimal digits, an OrderedDict."""
    from collections import OrderedDict

    pairs = [(Decimal(a), Decimal(b)) for a, b in zip(p.tolist(), q.tolist(), strict=True) if a > 0]
    with localcontext() as context:
        context.prec = 40
        entropy = -sum(a * a.ln() for a, _ in pairs)
        cross = Decimal("inf")
        if all(b > 0 for _, b in pairs):
            cross = -sum(a * b.ln() for a, b in pairs)
        divergence = cross - entropy
    return OrderedDict(cross_entropy=float(cross), entropy=float(entropy), kl=float(divergence))


def right_recursive_halves(p, q):
    """Divides the labels in halves and adds what they give; cross-entropy is entropy plus KL."""

    def split(a, b):
        if len(a) > 1:
            middle = len(a) // 2
            left, right = split(a[:middle], b[:middle]), split(a[middle:], b[middle:])
            return left[0] + right[0], left[1] + right[1]
        if a[0] == 0:
            return 0.0, 0.0
        surprise = -math.log(a[0])
        return a[0] * surprise, a[0] * (-math.log(b[0]) - surprise) if b[0] > 0 else math.inf

    entropy, divergence = split(p.tolist(), q.tolist())
    return {"cross_entropy": entropy + divergence, "entropy": entropy, "kl": divergence}


def wrong_zeros_unguarded(p, q):
    """0 times an infinite logarithm is nan: p = (1, 0), q = (1, 0)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        cross, entropy = -(p * np.log(q)).sum(), -(p * np.log(p)).sum()
    return {"cross_entropy": float(cross), "entropy": float(entropy), "kl": float(cross - entropy)}


def wrong_epsilon(p, q):
    """Adds 1e-12 in every logarithm, so never infinite: p = (0.5, 0.5), q = (1, 0)."""
    cross = float(-(p * np.log(q + 1e-12)).sum())
    entropy = float(-(p * np.log(p + 1e-12)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


def wrong_both_positive(p, q):
    """Leaves out labels with q = 0 as well: p = (0.5, 0.5), q = (1, 0) gives no infinity."""
    kept = (p > 0) & (q > 0)
    entropy = float(-(p[p > 0] * np.log(p[p > 0])).sum())
    p, q = p[kept], q[kept]
    return {
        "cross_entropy": float(-(p * np.log(q)).sum()),
        "entropy": entropy,
        "kl": float((p * np.log(p / q)).sum()),
    }


def wrong_infinite_at_any_zero(p, q):
    """Infinite wherever q holds a zero, though p is 0 there: p = q = (1, 0)."""
    kept = p > 0
    entropy = float(-(p[kept] * np.log(p[kept])).sum())
    if (q == 0).any():
        return {"cross_entropy": math.inf, "entropy": entropy, "kl": math.inf}
    cross = float(-(p * np.log(q)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


def wrong_reverse_divergence(p, q):
    """kl is KL(q‖p): p = (0.5, 0.5), q = (0.9, 0.1)."""

    def cross(a, b):
        kept = a > 0
        with np.errstate(divide="ignore"):
            return float(-(a[kept] * np.log(b[kept])).sum())

    return {
        "cross_entropy": cross(p, q),
        "entropy": cross(p, p),
        "kl": cross(q, p) - cross(q, q),
    }


def wrong_roles_swapped(p, q):
    """Expectations under q, the model, in all three: p = (0.5, 0.5), q = (0.9, 0.1)."""
    kept = q > 0
    p, q = p[kept], q[kept]
    with np.errstate(divide="ignore"):
        cross, entropy = float(-(q * np.log(p)).sum()), float(-(q * np.log(q)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


def wrong_bits(p, q):
    """Base 2 in place of nats: p = q = (0.5, 0.5) has entropy 1 here."""
    kept = p > 0
    p, q = p[kept], q[kept]
    with np.errstate(divide="ignore"):
        cross, entropy = float(-(p * np.log2(q)).sum()), float(-(p * np.log2(p)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


def wrong_mean_over_labels(p, q):
    """Divides by the number of labels: p = q = (0.5, 0.5) has entropy 0.35 here."""
    kept = p > 0
    a, b = p[kept], q[kept]
    with np.errstate(divide="ignore"):
        cross, entropy = float(-(a * np.log(b)).sum()), float(-(a * np.log(a)).sum())
    return {
        "cross_entropy": cross / len(p),
        "entropy": entropy / len(p),
        "kl": (cross - entropy) / len(p),
    }


def wrong_entropy_of_model(p, q):
    """entropy is that of q, not of p: p = (0.5, 0.5), q = (0.9, 0.1)."""
    kept, said = p > 0, q > 0
    with np.errstate(divide="ignore"):
        cross = float(-(p[kept] * np.log(q[kept])).sum())
    own = float(-(p[kept] * np.log(p[kept])).sum())
    return {
        "cross_entropy": cross,
        "entropy": float(-(q[said] * np.log(q[said])).sum()),
        "kl": cross - own,
    }


def wrong_model_renormalized(p, q):
    """q is scaled to sum to 1 on the labels that occur: p = (1, 0), q = (0.5, 0.5) gives 0."""
    kept = p > 0
    p, q = p[kept], q[kept]
    if not q.sum() > 0:
        return {"cross_entropy": math.inf, "entropy": float(-(p * np.log(p)).sum()), "kl": math.inf}
    with np.errstate(divide="ignore"):
        cross = float(-(p * np.log(q / q.sum())).sum())
    entropy = float(-(p * np.log(p)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


def wrong_nan_to_num(p, q):
    """nan_to_num makes 1.8e308 of the infinity as well: p = (0.5, 0.5), q = (1, 0)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        cross = float(np.nan_to_num(-p * np.log(q)).sum())
        entropy = float(np.nan_to_num(-p * np.log(p)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


def wrong_infinite_divergence_only(p, q):
    """Cross-entropy stays finite where q = 0, kl does not: p = (0.5, 0.5), q = (1, 0)."""
    kept = p > 0
    p, q = p[kept], q[kept]
    entropy = float(-(p * np.log(p)).sum())
    cross = float(-(p[q > 0] * np.log(q[q > 0])).sum())
    divergence = math.inf if (q == 0).any() else cross - entropy
    return {"cross_entropy": cross, "entropy": entropy, "kl": divergence}


def wrong_all_infinite(p, q):
    """entropy is infinite too where the model is: p = (0.5, 0.5), q = (1, 0)."""
    kept = p > 0
    p, q = p[kept], q[kept]
    if (q == 0).any():
        return dict.fromkeys(("cross_entropy", "entropy", "kl"), math.inf)
    cross, entropy = float(-(p * np.log(q)).sum()), float(-(p * np.log(p)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


def wrong_small_read_as_zero(p, q):
    """Probabilities below 1e-4 pass for zero: p = (1 - 5e-5, 5e-5), q = (1, 0)."""
    kept = p > 1e-4
    p, q = p[kept], q[kept]
    with np.errstate(divide="ignore"):
        cross, entropy = float(-(p * np.log(q)).sum()), float(-(p * np.log(p)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


def wrong_absolute_terms(p, q):
    """Adds the absolute values of the divergence's terms: p = (0.5, 0.5), q = (0.9, 0.1)."""
    kept = p > 0
    p, q = p[kept], q[kept]
    with np.errstate(divide="ignore"):
        cross = float(-(p * np.log(q)).sum())
        divergence = float(np.abs(p * np.log(p / q)).sum())
    return {"cross_entropy": cross, "entropy": float(-(p * np.log(p)).sum()), "kl": divergence}


def wrong_entropy_sign(p, q):
    """Entropy is negative, so the parts do not add up: p = q = (0.5, 0.5)."""
    kept = p > 0
    p, q = p[kept], q[kept]
    with np.errstate(divide="ignore"):
        cross = float(-(p * np.log(q)).sum())
    entropy = float((p * np.log(p)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross + entropy}


def wrong_one_label_occurs(p, q):
    """Reads p as one-hot, the likeliest label alone counts: p = (0.5, 0.3, 0.2)."""
    label = int(p.argmax())
    cross = -math.log(q[label]) if q[label] > 0 else math.inf
    return {"cross_entropy": cross, "entropy": 0.0, "kl": cross}
