import numpy as np


def forecast_by_backoff(
    text: list[int], context: list[int], tokens: int, strength: float
) -> np.ndarray:
    """Forecast the next token from counts, backing off to shorter contexts.

    Let F(0) be the uniform distribution. For k = 0, 1, …, len(context) look at the last k tokens
    of the context; for k = 0 these are none, and every token of the text follows them. With
    ``n(v)`` the number of places where token v follows these k tokens in the text, and ``n`` the
    sum of all ``n(v)``, the next forecast is ::

        F(k + 1)(v) = (n(v) + strength * F(k)(v)) / (n + strength)

    The result is the last of them: the one that has seen the whole context.

    Parameters
    ----------
    text
        Tokens, integers from 0 to ``tokens - 1``. It may be short, or empty.
    context
        What the forecast continues, 0 to 3 tokens, the latest last. It is not a part of the text
        and may never occur there.
    tokens
        How many tokens there are.
    strength
        Greater than 0: how many observations the shorter context's forecast is worth.

    Returns
    -------
    numpy.ndarray
        float64 of shape (tokens,): probabilities that sum to 1.

    Notes
    -----
    Places may overlap: in the text 1, 1, 1 the token 1 follows 1 twice. A loop over the text is
    fast enough. Do not worry about unknown tokens.
    """
    forecast = np.full(tokens, 1 / tokens)
    for k in range(len(context) + 1):
        recent = context[len(context) - k :]
        counts = np.zeros(tokens)
        for i in range(k, len(text)):
            if text[i - k : i] == recent:
                counts[text[i]] += 1
        forecast = (counts + strength * forecast) / (counts.sum() + strength)
    return forecast
