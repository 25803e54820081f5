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
        Shares of the types at the start, float64 of shape (n,), not negative, summing to 1.
    losses
        Loss of each type in nats, float64 of shape (n,).
    copying
        By which factor the type multiplies itself besides, above 0, float64 of shape (n,).
    rounds
        How many rounds, 0 to 1,000.

    Returns
    -------
    np.ndarray
        Shares of the types after the last round, float64 of shape (n,). They sum to 1, even
        where the number of networks itself is below or above what a float can hold.

    Notes
    -----
    Do not worry about chance, mutation, or shares smaller than 1e-7.
    """
    for _ in range(rounds):
        shares = shares * np.exp(-losses) * copying
        shares = shares / shares.sum()
    return shares
