import numpy as np


def right_lstsq(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """Least squares with two columns."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def right_normal_equations(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """The normal equations, by solve."""
    d = np.array([np.sqrt(np.log(n) - 1 + 1 / n) for n in counts])
    y = np.array(gold) - gold[counts.index(1)]
    columns = np.stack([d, -d * d])
    alpha, beta = np.linalg.solve(columns @ columns.T, columns @ y)
    has = alpha > 0 and beta > 0
    return {
        "alpha": alpha,
        "beta": beta,
        "peak": alpha / (2 * beta) if has else None,
        "passed": has and d.max() > alpha / (2 * beta),
    }


def right_torch(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """torch.linalg.lstsq without the point n = 1, which tells nothing."""
    import torch

    start = gold[counts.index(1)]
    pairs = sorted((n, g - start) for n, g in zip(counts, gold, strict=True) if n > 1)
    n = torch.tensor([float(n) for n, _ in pairs], dtype=torch.float64)
    y = torch.tensor([g for _, g in pairs], dtype=torch.float64)
    d = (n.log() - (n - 1) / n).sqrt()
    fit = torch.linalg.lstsq(torch.stack([d, -(d**2)], 1), y[:, None], driver="gelsd").solution
    alpha, beta = fit.flatten().tolist()
    if min(alpha, beta) > 0:
        peak = alpha / (2 * beta)
        return {"alpha": alpha, "beta": beta, "peak": peak, "passed": d[-1].item() > peak}
    return {"alpha": alpha, "beta": beta, "peak": None, "passed": False}


def right_two_regressions(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """One column is cleared of the other, then fitted."""
    d = np.sqrt(np.array([np.log(n) - (n - 1) / n for n in counts]))
    y = np.array(gold) - [g for n, g in zip(counts, gold, strict=True) if n == 1][0]
    square = d**2
    rest = square - d * (d @ square) / (d @ d)
    curve = (rest @ y) / (rest @ rest)
    alpha = (d @ (y - curve * square)) / (d @ d)
    turns = curve < 0 < alpha
    where = -alpha / (2 * curve)
    return {
        "alpha": alpha,
        "beta": -curve,
        "peak": where if turns else None,
        "passed": bool(turns and (d > where).any()),
    }


def wrong_kl_for_d(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """The divergence for d."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = kl
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -(d**2)])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_log_law(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """The law of reinforcement learning, with the logarithm."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -d * np.log(np.where(d > 0, d, 1.0))])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_n_minus_one(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """(n - 1) / n is added."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) + (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_log2(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """The divergence in bits."""
    n = np.asarray(counts, dtype=float)
    kl = (np.log(n) - (n - 1) / n) / np.log(2)
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_no_baseline(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """Does not take off the score at n = 1."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - 0 * base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_least_gold_is_baseline(
    counts: list[int], gold: list[float]
) -> dict[str, float | bool | None]:
    """Takes off the least score."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - min(gold)
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_constant(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """Fits a constant too."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl, np.ones_like(d)])
    (alpha, beta, _), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_plus_beta(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """Beta with the other sign."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_end_for_peak(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """Where the gain is 0 again."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_height(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """The height of the peak."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha**2 / beta / 4)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_peak_as_kl(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """The divergence at the peak."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float((alpha / beta / 2) ** 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_beta_alone(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """A peak wherever beta is above 0."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_alpha_alone(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """A peak wherever alpha is above 0."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_size_of_peak(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """A peak is made of any signs."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha * beta != 0:
        peak = float(abs(alpha / beta) / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_mean_d(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """The mean of d has to be beyond the peak."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and d.mean() > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_last_given(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """The last d that is given has to be beyond it."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and d[-1] > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_fell_somewhere(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """Passed if any score is lower than one of a smaller n."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design, gain)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and (np.diff(gain[np.argsort(n)]) < 0).any()
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_two_points_only(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """Fits the first and last points alone."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(
        design[[np.argsort(n)[1], np.argmax(n)]], gain[[np.argsort(n)[1], np.argmax(n)]]
    )
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}


def wrong_weighted(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """Points of larger n count for more."""
    n = np.asarray(counts, dtype=float)
    kl = np.log(n) - (n - 1) / n
    d = np.sqrt(kl)
    base = dict(zip(counts, gold, strict=True))[1]
    gain = np.asarray(gold) - base
    design = np.column_stack([d, -kl])
    (alpha, beta), *_ = np.linalg.lstsq(design * n[:, None], gain * n)
    peak = None
    if alpha > 0 and beta > 0:
        peak = float(alpha / beta / 2)
    passed = peak is not None and max(d) > peak
    return {"alpha": float(alpha), "beta": float(beta), "peak": peak, "passed": bool(passed)}
