import numpy as np


def silent_contexts(
    features: np.ndarray, weights: np.ndarray, text: list[int], rate: float
) -> dict[str, np.ndarray]:
    """Say where a text pushes the predictions of a model, and where they move.

    The model predicts each token of the text from the one before it, its context. The logits for
    context c are the row ``features[c] @ weights``, and their softmax is the prediction. The loss
    is the mean over all pairs of neighboring tokens of minus the natural logarithm of the
    probability that was given to the second token.

    Parameters
    ----------
    features
        float64 of shape (k, d): a row for each of the k tokens as a context. The identity makes
        the model a table, in which every context has parameters of its own; otherwise contexts
        share them.
    weights
        float64 of shape (d, k).
    text
        Tokens, integers from 0 to k - 1, at least two. Some may never occur, or at the end only.
    rate
        The learning rate, positive.

    Returns
    -------
    dict
        ``derivative``: float64 of shape (k, k), the derivative of the loss with respect to the
        logits of each context. ``moved``: float64 of shape (k, k), by how much the logits change
        in one step of gradient descent on the weights, features staying as they are.

    Notes
    -----
    Do not worry about overflow in the softmax; no logit is beyond 30.
    """
    logits = features @ weights
    q = np.exp(logits)
    q /= q.sum(axis=1, keepdims=True)
    counts = np.zeros(logits.shape)
    np.add.at(counts, (text[:-1], text[1:]), 1)
    derivative = (counts.sum(axis=1, keepdims=True) * q - counts) / (len(text) - 1)
    return {"derivative": derivative, "moved": -rate * features @ (features.T @ derivative)}
