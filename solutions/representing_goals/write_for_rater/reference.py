import numpy as np
from losslab.representing_goals import novels
from losslab.representing_goals.novels import Score


def write_for_rater(score: Score, novel: list[int]) -> list[int]:
    """Rewrite a novel, word by word, until no replacement of one word is rated higher.

    Parameters
    ----------
    score
        A function from novels, integers of shape (m, 14), to their ratings, float64 of shape
        (m,). The same novel always gets the same rating. It is all that you know about it.
    novel
        Where to begin: 14 integers from 0 to 9, the places of its words in ``novels.WORDS``.

    Returns
    -------
    list of int
        A novel of 14 words, each from 0 to 9, that is rated at least as high as the one given,
        and of which no replacement of a single word by another raises the rating by more than
        1e-6.

    Notes
    -----
    There may be several such novels; each is right. Rate as many novels as you like within ten
    seconds, a few hundred at a time; 20,000 are enough. Do not worry about whether the result is
    worth reading, but do read it.
    """
    best = np.array(novel)
    places, words = np.divmod(np.arange(best.size * len(novels.WORDS)), len(novels.WORDS))
    while True:
        tried = np.repeat(best[None], len(places), axis=0)
        tried[np.arange(len(places)), places] = words
        gain = score(tried) - score(best[None])[0]
        if gain.max() <= 1e-6:
            return best.tolist()
        best = tried[gain.argmax()]
