import numpy as np


def when_best_of_n_hurts(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    """Find the first n from which one more candidate lowers the expected gold score.

    The expected gold score of best-of-n is that of :func:`bon_curve`: n candidates drawn without
    replacement, the one with the highest proxy taken, the exact expectation over all draws.

    Parameters
    ----------
    gold
        What one wants of each candidate, float64 of shape (m,), 1 <= m <= 12.
    proxy
        What one selects by, float64 of shape (m,); no two are equal.

    Returns
    -------
    int or None
        The least n, 1 <= n < m, such that best-of-(n + 1) is worse in expectation than
        best-of-n by more than 1e-9; None if there is none.

    Notes
    -----
    A curve may fall and rise again; the first fall is asked for, not the highest peak. Do not
    worry about ties in the proxy, or about speed.
    """
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    last = None
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0  # chance: that all better ones were missed
        for rank, worth in enumerate(ranked):
            drawn = n / (m - rank)
            expected += chance * min(drawn, 1.0) * worth
            chance *= max(1.0 - drawn, 0.0)
        if last is not None and expected < last - 1e-9:
            return n - 1
        last = expected
    return None
