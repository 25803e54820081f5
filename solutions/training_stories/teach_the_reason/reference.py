def teach_the_reason(together: float, budget: float) -> dict[str, dict[str, float]]:
    """Design a reward from which the policy learns to go to the coin, because of the coin.

    The policy of :mod:`losslab.training_stories.coins` sees a coin and, louder, an edge, and
    starts with a weight of 0.3 for each. The coin lies where the edge is in a share `together`
    of all events. The reward sees where both lie and where the policy goes, and pays for it.
    Payments are never negative, and over all events they come to `budget` an event at most,
    on average, whatever the policy does: with ``most`` the larger payment of a place, ::

        together * most("together") + (1 - together) * most("apart") <= budget

    Training is 100 updates by ``coins.taught``. After it the policy has to go to the coin with a
    probability of at least 0.93, both where the edge is there too and where it is not. The
    reward that pays `budget` for going to the coin, wherever it lies, does not bring this about.

    Parameters
    ----------
    together
        From 0.02 to 0.1 or from 0.9 to 0.98.
    budget
        Payment an event, from 0.9 to 1.2.

    Returns
    -------
    dict
        For the places ``"together"`` and ``"apart"`` each a dict of two payments, floats: for
        going ``"to the coin"`` and for going ``"away"``.

    Notes
    -----
    Many rewards will do, and you may try them with ``coins.taught(pays, together)``, which gives
    both probabilities. An excess over the budget that is due to rounding is overlooked. Do not
    worry about other numbers of updates.
    """
    pays = {"together": budget / 2 / together, "apart": budget / 2 / (1 - together)}
    return {where: {"to the coin": pay, "away": 0.0} for where, pay in pays.items()}
