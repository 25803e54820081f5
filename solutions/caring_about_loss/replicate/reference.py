import numpy as np


def replicate(
    shares: np.ndarray, losses: np.ndarray, copying: np.ndarray, rounds: int
) -> np.ndarray:
    """Say which types of network persist where networks are copied by loss, and copy themselves.

    In each round the number of networks of type i is multiplied by
    ``exp(-losses[i]) * copying[i]``: the first factor is the training code's rule, the second
    is what the type does about its own number by other means.

    Parameters
    ----------
    shares
        Shares of the types at the start, float64 of shape (n,), summing to 1. Some may be 0: a
        type that is extinct stays so.
    losses
        Loss of each type in nats, 0 to 10, float64 of shape (n,).
    copying
        By which factor the type multiplies itself besides, 0.1 to 100, float64 of shape (n,).
    rounds
        How many rounds, 0 to 1,000.

    Returns
    -------
    np.ndarray
        Shares of the types after the last round, float64 of shape (n,). They sum to 1, even
        where the number of networks itself is below or above what a float can hold.

    Notes
    -----
    The arguments must not be changed. Do not worry about chance, mutation, or shares other than
    0 that are smaller than 1e-5 at the start.
    """
    factors = np.exp(-losses) * copying
    for _ in range(rounds):
        numbers = shares * factors
        shares = numbers / numbers.sum()
    return shares
