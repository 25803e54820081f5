from losslab.training_stories.coins import Event


def reinforced(log: list[Event]) -> set[str]:
    """Say which actions an update reinforced: those whose logit it raised.

    The policy has one logit an action. The update is REINFORCE with the batch's mean reward as
    baseline: each event adds ``reward - mean`` to the logit of the action that was taken, where
    ``mean`` is the mean reward over all events of the log. Positive numbers raise the logit,
    negative ones lower it.

    Parameters
    ----------
    log
        The events of one batch, at least one. Each is a dict; here only two keys matter:
        ``action``, a string, and ``reward``, a float of either sign.

    Returns
    -------
    set of str
        The actions whose logit is higher after the update than before.

    Notes
    -----
    Do not worry about rounding, as rewards and their mean are multiples of 1/4; about the learning
    rate; or about what happens to the probabilities of actions that were never taken.
    """
    mean = sum(event["reward"] for event in log) / len(log)
    change: dict[str, float] = {}
    for event in log:
        action = event["action"]
        change[action] = change.get(action, 0.0) + event["reward"] - mean
    return {action for action, moved in change.items() if moved > 0}
