from collections.abc import Sequence

import numpy as np


def train_population(
    logits: Sequence[float],
    cost: float,
    rate: float,
    mutations: Sequence[float],
    selected: bool,
) -> float:
    """Train a population by a myopic gradient, with or without selection among its members.

    Each network has one logit z and cooperates with probability ``p = sigmoid(z)``. To
    cooperate costs `cost` at once and brings 1 in the next step. The gradient is myopic: it
    climbs the expected reward of the present step, -cost * p, and gives no credit for the next
    one. A round has two parts, in this order:

    1. Each network takes one gradient step: `rate` times the derivative of -cost * p with
       respect to z is added to its z.
    2. Only if `selected`: the network with the lowest reward over the whole round, (1 - cost) * p
       with the p that it has after its gradient step, is overwritten by a copy of the one with
       the highest, and the round's mutation is added to the copy's z.

    Parameters
    ----------
    logits
        One z for each network, all different, at least two, from -10 to 10.
    cost
        Above 0, below 1.
    rate
        Learning rate, above 0.
    mutations
        One number for each round: as many rounds as there are numbers, perhaps none.
    selected
        Whether the second part takes place.

    Returns
    -------
    float
        The mean over the networks of the probability to cooperate, after the last round.

    Notes
    -----
    Where several networks are the best or the worst, it does not matter which one is taken. Do
    not worry about chance, rewards are expectations, nor about overflow: no z leaves the range
    from -100 to 100.
    """

    def sigmoid(x: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-x))

    z = np.array(logits)
    for mutation in mutations:
        p = sigmoid(z)
        moved = z - rate * cost * p * (1 - p)
        if selected:
            # (1 - cost) * p rises with z.
            moved[moved.argmin()] = moved.max() + mutation
        z = moved
    return float(sigmoid(z).mean())
