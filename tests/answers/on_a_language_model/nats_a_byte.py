import math

import numpy as np


def right_pairs(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """Pairs of count and mean; three sums."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["tokens"] > 0]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(means),
        "token": nats / tokens,
        "byte": nats / text_bytes,
    }


def right_statistics(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """The mean of means by the statistics module, the rest by fsum."""
    from statistics import fmean

    counted = [b for b in batches if b["tokens"]]
    nats = math.fsum(b["tokens"] * b["mean"] for b in counted)
    return {
        "byte": nats / text_bytes,
        "token": nats / sum(b["tokens"] for b in counted),
        "mean_of_means": fmean(b["mean"] for b in counted),
    }


def right_numpy_where(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """A mask, and 0 in place of the NaN of batches in which nothing counts."""
    n = np.array([b["tokens"] for b in batches], dtype=float)
    m = np.array([b["mean"] for b in batches], dtype=float)
    nats = np.where(n > 0, n * np.where(n > 0, m, 0.0), 0.0).sum()
    return {
        "mean_of_means": m[n > 0].mean(),
        "token": nats / n.sum(),
        "byte": nats / text_bytes,
    }


def right_from_byte_to_token(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """Goes from the loss a byte to the loss a token."""
    counted = list(filter(lambda b: b["tokens"] != 0, batches))
    byte = sum(b["mean"] * b["tokens"] / text_bytes for b in counted)
    tokens = 0
    for b in batches:
        tokens += b["tokens"]
    means = sum(b["mean"] for b in counted)
    return dict(mean_of_means=means / len(counted), token=byte * text_bytes / tokens, byte=byte)


def right_torch(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """Torch tensors of the batches that count."""
    import torch

    n = torch.tensor([float(b["tokens"]) for b in batches], dtype=torch.float64)
    m = torch.tensor([float(b["mean"]) for b in batches], dtype=torch.float64)
    n, m = n[n > 0], m[n > 0]
    return {
        "mean_of_means": m.mean().item(),
        "token": (n @ m / n.sum()).item(),
        "byte": (n @ m / text_bytes).item(),
    }


def wrong_all_batches_divide(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """Divides the sum of means by the number of all batches, those without tokens too."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["tokens"] > 0]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(batches),
        "token": nats / tokens,
        "byte": nats / text_bytes,
    }


def wrong_median(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """The median of the means."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["tokens"] > 0]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sorted(means)[len(means) // 2],
        "token": nats / tokens,
        "byte": nats / text_bytes,
    }


def wrong_byte_from_mean_of_means(
    batches: list[dict[str, float]], text_bytes: int
) -> dict[str, float]:
    """Loss a byte from the mean of means."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["tokens"] > 0]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(means),
        "token": nats / tokens,
        "byte": sum(means) / len(means) * tokens / text_bytes,
    }


def wrong_positive_means(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """Leaves out batches whose mean is not above 0, which drops NaN of failed ones."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["mean"] > 0]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(means),
        "token": nats / tokens,
        "byte": nats / text_bytes,
    }


def wrong_rounded(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """Rounds to two digits."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["tokens"] > 0]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(means),
        "token": nats / tokens,
        "byte": round(nats / text_bytes, 2),
    }


def wrong_perplexity(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """Perplexity a token."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["tokens"] > 0]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(means),
        "token": math.exp(min(nats / tokens, 700)),
        "byte": nats / text_bytes,
    }


def wrong_drops_short_batches(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """Leaves out batches with fewer tokens than half of the largest, as incomplete."""
    pairs = [
        (b["tokens"], b["mean"])
        for b in batches
        if b["tokens"] > max(x["tokens"] for x in batches) / 2
    ]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(means),
        "token": nats / tokens,
        "byte": nats / text_bytes,
    }


def wrong_inf_becomes_nan(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """Every failed batch makes NaN, also where it is infinite."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["tokens"] > 0]
    nats = sum(n * m for n, m in pairs)
    if not math.isfinite(nats):
        nats, pairs = math.nan, [(n, math.nan) for n, _ in pairs]
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(means),
        "token": nats / tokens,
        "byte": nats / text_bytes,
    }


def wrong_raises_where_failed(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """An error where a batch failed."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["tokens"] > 0]
    nats = sum(n * m for n, m in pairs)
    if not math.isfinite(nats):
        raise ValueError("a batch failed")
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(means),
        "token": nats / tokens,
        "byte": nats / text_bytes,
    }


def wrong_nanmean(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """nanmean for the mean of means, which hides a failed batch."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["tokens"] > 0]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": float(np.nanmean(means))
        if not all(math.isnan(m) for m in means)
        else math.nan,
        "token": nats / tokens,
        "byte": nats / text_bytes,
    }


def wrong_nan_to_num(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """NaN becomes 0 before anything is added."""
    pairs = [(b["tokens"], float(np.nan_to_num(b["mean"]))) for b in batches if b["tokens"] > 0]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(means),
        "token": nats / tokens,
        "byte": nats / text_bytes,
    }


def wrong_sum_of_means_a_byte(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """The sum of the means over the bytes."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["tokens"] > 0]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(means),
        "token": nats / tokens,
        "byte": sum(means) / text_bytes,
    }


def wrong_mean_over_tokens_and_batches(
    batches: list[dict[str, float]], text_bytes: int
) -> dict[str, float]:
    """Divides by tokens and by batches."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["tokens"] > 0]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(means),
        "token": nats / tokens / len(means),
        "byte": nats / text_bytes,
    }


def wrong_bits_everywhere(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """All three in bits."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["tokens"] > 0]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(means) / math.log(2),
        "token": nats / tokens / math.log(2),
        "byte": nats / text_bytes / math.log(2),
    }


def wrong_unique_sizes(batches: list[dict[str, float]], text_bytes: int) -> dict[str, float]:
    """Batches of the same size count once."""
    pairs = [(b["tokens"], b["mean"]) for b in batches if b["tokens"] > 0]
    pairs = list({n: (n, m) for n, m in reversed(pairs)}.values())[:2]
    nats = sum(n * m for n, m in pairs)
    tokens = sum(n for n, _ in pairs)
    means = [m for _, m in pairs]
    return {
        "mean_of_means": sum(means) / len(means),
        "token": nats / tokens,
        "byte": nats / text_bytes,
    }
