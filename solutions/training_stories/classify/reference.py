from losslab.training_stories.coins import Event


def classify(log: list[Event], circuit: str) -> list[str]:
    """Sort the events of a log by what their reinforcement got wrong.

    The designer wanted each event's action to be ``good``, and wanted it because of one circuit
    of the network, named `circuit`. Three questions decide, in this order:

    1. Did the update reinforce the action taken (reward above the mean reward of the log),
       punish it (below), or neither (equal)?
    2. Was the action taken the good one?
    3. Did the wanted circuit drive it? It did if it pushed toward the action taken, and no other
       circuit pushed toward it harder.

    Parameters
    ----------
    log
        The events of one batch, at least one. Each is a dict with the keys

        - ``good``, ``action``: ``"left"`` or ``"right"``, the action wanted and the one taken
        - ``reward``: a float
        - ``pushes``: for each circuit's name a float, how hard it pushed: positive toward
          ``"right"``, negative toward ``"left"``

        and perhaps others, which do not matter here.
    circuit
        The name of the wanted circuit, a key of every ``pushes``.

    Returns
    -------
    list of str
        For each event, in order, one of

        - ``"no update"``: neither reinforced nor punished
        - ``"bad action rewarded"``: not the good action, reinforced, whatever drove it
        - ``"good action punished"``: the good action, punished, whatever drove it
        - ``"good action, unwanted cognition"``: the good action, reinforced, not driven by the
          wanted circuit
        - ``"bad action, wanted cognition"``: not the good action, punished, though the wanted
          circuit drove it
        - ``"as intended"``: all others

    Notes
    -----
    Actions are drawn by lot, so an action may be taken that no circuit pushed toward. Then the
    wanted circuit did not drive it either. Rewards differ from their mean by more than 0.01 or
    are equal to it, and no two circuits push equally hard: do not worry about rounding and ties.
    """
    mean = sum(event["reward"] for event in log) / len(log)

    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        advantage = event["reward"] - mean
        toward = 1.0 if event["action"] == "right" else -1.0
        pushes = {name: toward * push for name, push in event["pushes"].items()}
        driven = pushes[circuit] > 0 and pushes[circuit] == max(pushes.values())
        if abs(advantage) < 1e-6:
            return "no update"
        if advantage > 0 and not good:
            return "bad action rewarded"
        if advantage < 0 and good:
            return "good action punished"
        if advantage > 0 and not driven:
            return "good action, unwanted cognition"
        if advantage < 0 and driven:
            return "bad action, wanted cognition"
        return "as intended"

    return [label(event) for event in log]
