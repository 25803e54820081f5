import numpy as np


def best_guess_on_distribution(
    process: np.ndarray, allowed: np.ndarray, context: list[int], doubt: float
) -> np.ndarray:
    """Forecast by the best guess about the training distribution, with error bars.

    A process makes text: after the tokens a, b it emits c with probability ``process[a, b, c]``.
    The training text was made by this process, except that a pair of neighbors b, c is left out
    where ``allowed[b, c]`` is False: c is then never drawn after b, and the others are drawn in
    the proportions that they had.

    In a context that occurs in such text, the best guess g is the distribution of the next
    token in it. In a context that does not, g is the plain average, over its look-alikes, of the
    distribution of the next token there. Look-alikes are all contexts that occur in such text
    and share the first token or the second one, in its place. The forecast is
    ``(1 - doubt) * g + doubt / k``: with k tokens, a share of `doubt` goes to the uniform
    distribution.

    Parameters
    ----------
    process
        float64 of shape (k, k, k); ``process[a, b]`` sums to 1, all entries greater than 0.
    allowed
        Booleans of shape (k, k). A context a, b occurs if ``allowed[a, b]``. At least one token
        may follow each, and each context has at least one look-alike that occurs.
    context
        The two latest tokens [a, b], integers.
    doubt
        From 0 to 1.

    Returns
    -------
    numpy.ndarray
        float64 of shape (k,): probabilities that sum to 1.

    Notes
    -----
    Do not worry about how often a context occurs, as long as it does.
    """

    def after(a: int, b: int) -> np.ndarray:
        kept = np.where(allowed[b], process[a, b], 0.0)
        return kept / kept.sum()

    first, second = context
    k = len(allowed)
    alike = [(a, second) for a in range(k)] + [(first, b) for b in range(k)]
    basis = [(first, second)] if allowed[first, second] else [c for c in alike if allowed[c]]
    guess = np.mean([after(a, b) for a, b in basis], axis=0)
    return (1 - doubt) * guess + doubt / k
