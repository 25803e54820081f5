import numpy as np


def risks(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    """Population risk and empirical risk of a prediction, under cross-entropy.

    The loss of a case (x, y) is minus the natural logarithm of the probability that the
    prediction gives to label y at input x.

    Parameters
    ----------
    joint
        float64 of shape (m, k), sums to 1: ``joint[x, y]`` is the probability of the case (x, y).
    sample
        The cases that were observed, pairs (x, y) of integers, at least one. A case may
        stand in it several times.
    predictions
        float64 of shape (m, k), every entry positive, every row sums to 1:
        ``predictions[x, y]`` is the probability given to label y at input x.

    Returns
    -------
    dict
        ``population``: the expected loss of a case drawn from `joint`; ``empirical``: the mean
        loss over the sample. Both are floats, in nats.

    Notes
    -----
    Do not worry about infinite losses; no probability in `predictions` is zero.
    """
    loss = -np.log(predictions)
    return {
        "population": float((joint * loss).sum()),
        "empirical": sum(float(loss[x, y]) for x, y in sample) / len(sample),
    }
