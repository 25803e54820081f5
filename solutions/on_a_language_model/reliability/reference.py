import numpy as np


def reliability(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """Compare how sure a model was of its likeliest tokens with how often they came.

    The tokens are put in the order of confidence, least first, and cut into bins whose sizes
    differ by one at most, where the larger bins come first. Tokens of equal confidence stay in
    the order in which they are given.

    Parameters
    ----------
    confidence
        The probability that the model gave to its likeliest token, float64 of shape (n,), n >= 1.
    right
        Whether this token came, booleans of shape (n,).
    bins
        How many bins there are, 1 to n.

    Returns
    -------
    dict
        ``gaps``: float64 of shape (bins,), for each bin the share of its tokens that came minus
        their mean confidence, so that overconfidence is negative. ``error``: the expected
        calibration error, the mean over all n tokens of the size of their bin's gap, without
        sign. ``net``: the mean over all n tokens of their bin's gap, with its sign.

    Notes
    -----
    Do not worry about error bars.
    """
    order = np.argsort(confidence, kind="stable")
    parts = np.array_split((right - confidence)[order], bins)
    gaps = np.array([part.mean() for part in parts])
    share = np.array([len(part) for part in parts]) / len(right)
    return {"gaps": gaps, "error": float(share @ abs(gaps)), "net": float(share @ gaps)}
