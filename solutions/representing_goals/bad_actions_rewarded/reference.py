from losslab.representing_goals.goals import Deed


def bad_actions_rewarded(reward: dict[str, dict[str, float]], log: list[Deed]) -> list[str]:
    """List the situations of a training log in which a reward paid for what was not wanted.

    Parameters
    ----------
    reward
        ``reward[situation][action]`` is what the reward function pays. A situation or an
        action that does not stand there pays 0.
    log
        What happened in training, in order: dicts with the keys ``situation`` and ``action``
        (strings), and ``wanted``, a bool: whether the designer wanted this action in this
        situation. Situations may come back, with the same action or another. The log may be
        empty.

    Returns
    -------
    list of str
        Each situation in which at least once an action was taken that was not wanted and that
        the reward paid more than 0 for. Each stands there once, in the order in which such an
        action first occurred.

    Notes
    -----
    Only what was done in training counts. Do not worry about wanted actions that went without
    reward, or about why the agent acted as it did.
    """
    found = [
        deed["situation"]
        for deed in log
        if not deed["wanted"] and reward.get(deed["situation"], {}).get(deed["action"], 0) > 0
    ]
    return list(dict.fromkeys(found))
