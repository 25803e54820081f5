from collections.abc import Sequence

import numpy as np


def bon_curve(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    """Expected gold score of the candidate with the best proxy among n, for several n.

    The n candidates are drawn from a finite population without replacement: every set of n
    different candidates is as probable as any other. The result is the exact expectation over
    these draws, not an estimate.

    Parameters
    ----------
    gold
        What one wants of each candidate, float64 of shape (m,), m >= 1.
    proxy
        What one selects by, float64 of shape (m,); no two are equal.
    ns
        How many are drawn: integers from 1 to m, in any order; one may be repeated.

    Returns
    -------
    list of float
        As long as `ns`: for each of its numbers, a repeated one too, the expected gold score of
        the one that has the highest proxy in the draw. An array of floats is accepted too.

    Notes
    -----
    A relative error of 1e-6 is accepted. The population may have thousands of candidates, so
    that numbers of combinations leave the range of a float. Do not worry about ties, NaN or
    infinities.
    """
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    curve = []
    for n in ns:
        # The best of all wins if it is drawn: n / m. Each next one also needs the better ones
        # to be missed.
        rank = np.arange(m - 1)
        missed = np.clip((m - n - rank) / (m - 1 - rank), 0, None)
        wins = n / m * np.concatenate([[1.0], np.cumprod(missed)])
        curve.append(float(wins @ ranked))
    return curve
