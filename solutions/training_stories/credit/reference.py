import math

from losslab.training_stories.coins import Event


def credit(log: list[Event]) -> dict[str, float]:
    """Work out how much one update strengthens each circuit of the policy.

    The policy has one weight ``w[c]`` for each circuit c. It goes right with the probability
    ``p = 1 / (1 + exp(-z))``, where z is the sum of all circuits' pushes, and a circuit's push
    is ``w[c] * sees[c]``. The update is the gradient, with respect to the weights, of the mean
    over the events of ``(reward - mean) * log(probability of the action taken)``, where ``mean``
    is the mean reward of the log, a constant.

    Parameters
    ----------
    log
        The events of one batch, at least one. Each is a dict with the keys ``action``
        (``"left"`` or ``"right"``), ``reward`` (a float), ``sees`` and ``pushes`` (for each
        circuit's name a float, positive toward ``"right"``), and perhaps others, such as
        ``good``, which play no part here. All events name the same circuits, at least one, not
        always in the same order.

    Returns
    -------
    dict
        For each circuit's name the derivative with respect to its weight, a float: how much the
        update adds to the weight at a learning rate of 1.

    Notes
    -----
    ``pushes`` holds what the weights did to what was seen, so the weights need not be known. Do
    not worry about large pushes: those of an event, without their signs, sum to at most 20.
    """
    mean = sum(event["reward"] for event in log) / len(log)
    total: dict[str, float] = {}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = (event["action"] == "right") - p
        for circuit, seen in event["sees"].items():
            more = (event["reward"] - mean) * surprise * seen / len(log)
            total[circuit] = total.get(circuit, 0.0) + more
    return total
