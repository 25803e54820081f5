import numpy as np
from losslab.representing_goals import novels, ratings
from losslab.representing_goals.novels import Library


def rate_by_chain(known: Library, candidates: np.ndarray) -> np.ndarray:
    """Rate novels by two models in a chain: novel → predicted review → predicted rating.

    The reviewer is a ridge regression with penalty 1 from ``novels.counts(...)`` of a novel to
    the word frequencies of its reviews. The rater is a ridge regression with penalty 0.05 from
    the word frequencies of *real* reviews to the mean of the ratings that they got. A candidate
    has no reviews: its rating is the rater's output on the reviewer's prediction.

    Parameters
    ----------
    known
        A dict of arrays. ``novels``: integers of shape (n, 14). ``reviews``: float64 of shape
        (n, 6), word frequencies. ``ratings``: float64 of shape (n, r), one column for each
        person who rated reviews; NaN where this person was not asked. Each row has at least
        one number.
    candidates
        Novels, integers of shape (m, 14).

    Returns
    -------
    ndarray
        Ratings of the candidates, float64 of shape (m,).

    Notes
    -----
    ``ratings.ridge(x, y, penalty)`` of ``losslab`` returns the weights of a ridge regression;
    ``novels.counts`` already holds a constant. Do not worry about whether the ratings are any
    good.
    """
    reviewer = ratings.ridge(novels.counts(known["novels"]), known["reviews"], penalty=1.0)
    mean_rating = np.nanmean(known["ratings"], axis=1)
    rater = ratings.ridge(known["reviews"], mean_rating, penalty=0.05)
    return novels.counts(candidates) @ reviewer @ rater
