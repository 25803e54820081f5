import numpy as np
from losslab.representing_goals import ratings
from losslab.representing_goals.ratings import Shelf


def late_ratings(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    """Predict ratings that come years late, from the few that have come in.

    The side network is a ridge regression with penalty 1 and without a constant, from the
    features of a novel to its late rating, fitted to the novels whose late rating is there.

    Parameters
    ----------
    shelf
        A dict of arrays. ``features``: float64 of shape (n, d). ``early``: float64 of shape
        (n,), ratings right after reading. ``late``: float64 of shape (n,), ratings after years;
        NaN where one is still due. At least one is there.
    candidates
        Features of other novels, float64 of shape (m, d).

    Returns
    -------
    ndarray
        Predicted late ratings of the candidates, float64 of shape (m,).

    Notes
    -----
    ``ratings.ridge(x, y, penalty)`` of ``losslab`` returns the weights of a ridge regression. Do
    not worry about how early ratings could help.
    """
    here = ~np.isnan(shelf["late"])
    weights = ratings.ridge(shelf["features"][here], shelf["late"][here], penalty=1.0)
    return candidates @ weights
