import numpy as np


def ce_decompose(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    """Split a cross-entropy into an entropy and a divergence.

    The world draws labels from p, the model predicts q. Cross-entropy is the expectation under
    p of -log q(y), entropy that of -log p(y), and the divergence KL(p‖q) that of
    log(p(y) / q(y)).

    Parameters
    ----------
    p, q
        float64 of shape (k,), k >= 2, not negative, each sums to 1. Both may hold zeros.

    Returns
    -------
    dict
        ``cross_entropy``, ``entropy`` and ``kl``: floats in nats. A label that never occurs,
        p(y) = 0, contributes 0 to each of them, whatever q(y) is. Where a label with p(y) > 0 has
        q(y) = 0, cross-entropy and divergence are ``math.inf``.

    Notes
    -----
    Do not worry about rounding: no probability other than zero is below 1e-6.
    """
    occurs = p > 0
    p, q = p[occurs], q[occurs]
    with np.errstate(divide="ignore"):  # log 0 is what it should be
        return {
            "cross_entropy": float(-(p * np.log(q)).sum()),
            "entropy": float(-(p * np.log(p)).sum()),
            "kl": float((p * np.log(p / q)).sum()),
        }
