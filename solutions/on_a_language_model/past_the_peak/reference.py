import numpy as np


def past_the_peak(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    """Fit the law of best-of-n to a measured curve, and say whether its peak has been passed.

    Best-of-n departs from the base model by a KL divergence of ``log n - (n - 1) / n`` nats.
    Gao, Schulman and Hilton found that with d, the square root of this divergence, the mean gold
    score rises above that at n = 1 by about ``d * (alpha - beta * d)``. Here alpha and beta are
    those with which the squared errors of this gain, summed over all measured n, are least.

    Parameters
    ----------
    counts
        The values of n for which the gold score was measured: different integers, at least 1,
        in any order. 1 is among them, and at least two others.
    gold
        The mean gold score for each of them, a float, in the same order.

    Returns
    -------
    dict
        ``alpha`` and ``beta``: floats. ``peak``: the d, above 0, at which the fitted gain is
        greatest, or None if there is none, because it rises without end or falls from the
        start. ``passed``: whether the greatest measured d is greater than the peak; False
        where there is none.

    Notes
    -----
    The law is from *Scaling laws for reward model overoptimization* (2022). Do not worry about
    alpha or beta of exactly 0, or a peak at just the greatest d.
    """
    n = np.array(counts)
    d = np.sqrt(np.log(n) - (n - 1) / n)
    gain = np.array(gold) - gold[counts.index(1)]
    alpha, beta = np.linalg.lstsq(np.stack([d, -(d**2)], axis=1), gain)[0].tolist()
    peak = alpha / (2 * beta) if min(alpha, beta) > 0 else None
    return {
        "alpha": alpha,
        "beta": beta,
        "peak": peak,
        "passed": peak is not None and bool(d.max() > peak),
    }
