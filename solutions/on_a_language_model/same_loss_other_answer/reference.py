import numpy as np


def same_loss_other_answer(
    features: np.ndarray, weights: np.ndarray, text: list[int], context: int, answer: np.ndarray
) -> np.ndarray | None:
    """Give a model another answer in one context, and leave what it predicts in the text.

    The model predicts each token of the text from the one before it, its context. The logits for
    context c are the row ``features[c] @ weights``, and their softmax is the prediction. The
    features stay as they are. In every context that occurs in the text, the new weights predict
    what the old ones did, so that the loss of every pair of tokens in the text is the same. In
    `context` they predict `answer`. Of all weights that do this, the nearest to the old ones
    are due: those with the least sum of squared differences.

    Parameters
    ----------
    features
        float64 of shape (k, d): a row for each of the k tokens as a context, whole numbers.
    weights
        float64 of shape (d, k).
    text
        Tokens, integers from 0 to k - 1, at least two. The last one is no context by
        standing there.
    context
        The token after which the answer shall be another one.
    answer
        float64 of shape (k,), all entries above 0, with sum 1; not what the model predicts in
        `context` already.

    Returns
    -------
    numpy.ndarray or None
        The new weights, float64 of shape (d, k); `weights` itself must not be changed. None if no
        weights do what is asked for.

    Notes
    -----
    The features of `context` are either a sum of multiples of those of contexts of the text, but
    for errors below 1e-9, or else at a distance of more than 0.1 from all such sums. Do not worry
    about overflow in the softmax.
    """
    known = features[text[:-1]]
    wanted = features[context]
    free = wanted - known.T @ np.linalg.lstsq(known.T, wanted)[0]
    if np.allclose(free, 0):
        return None
    change = np.log(answer) - wanted @ weights
    return weights + np.outer(free, change - change.mean()) / (free @ wanted)
