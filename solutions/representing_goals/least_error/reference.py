import numpy as np


def least_error(seen: np.ndarray, worth: np.ndarray) -> dict[str, list[float] | float]:
    """Find the best ratings that a rater could give who sees these features alone, and their error.

    Whatever a rater computes, novels with the same features get the same rating. Among all
    ratings of this kind the best ones have the least mean squared error over the novels given.

    Parameters
    ----------
    seen
        What the rater sees of each novel: whole numbers from -10**9 to 10**9, int64 of shape
        (n, d), n >= 1, d >= 1. Two novels look alike if all d of them are equal.
    worth
        What each novel is worth, from -1000 to 1000, float64 of shape (n,).

    Returns
    -------
    dict
        ``ratings``: the best rating of each novel, n floats in the order of the novels.
        ``error``: the mean over all novels of the squared difference between rating and worth,
        a float in squared units of worth. No number of further ratings lowers it.

    Notes
    -----
    A list or an array of ratings will do. Do not worry about how a rater would be trained, or
    about novels that are not among those given.
    """
    ratings = np.empty(len(worth))
    for look in np.unique(seen, axis=0):
        alike = (seen == look).all(axis=1)
        ratings[alike] = worth[alike].mean()
    return {"ratings": ratings.tolist(), "error": float(((ratings - worth) ** 2).mean())}
