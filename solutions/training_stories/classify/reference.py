from losslab.training_stories.coins import Event


def classify(log: list[Event], circuit: str) -> list[str]:
    """Sort the events of a log by what their reinforcement got wrong.

    The designer wanted each event's action to be ``good``, and wanted it because of one circuit
    of the network, named `circuit`. Each event is judged by itself, whatever other events did to
    the same action. Three questions decide:

    - Was the action taken reinforced in this event (its reward is above the mean reward of the
      log), punished (below), or neither (equal)?
    - Was the action taken the good one?
    - Did the wanted circuit drive it? It did if it pushed toward the action taken, and no other
      circuit pushed toward it harder. A push of 0 is toward neither side.

    Parameters
    ----------
    log
        The events of one batch, at least one. Each is a dict with the keys

        - ``good``, ``action``: ``"left"`` or ``"right"``, the action wanted and the one taken
        - ``reward``: a float of either sign
        - ``pushes``: for each circuit's name a float, how hard it pushed: positive toward
          ``"right"``, negative toward ``"left"``

        and perhaps others, which do not matter here.
    circuit
        The name of the wanted circuit, a key of every ``pushes``. There is at least one
        other, and there may be several.

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
    wanted circuit did not drive it either. Do not worry about rounding, as rewards and their
    mean are multiples of 1/4; or about circuits that push equally hard, as none do.
    """
    mean = sum(event["reward"] for event in log) / len(log)

    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        right = event["action"] == "right"
        toward = {name: push if right else -push for name, push in event["pushes"].items()}
        driven = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        if event["reward"] > mean:
            if not good:
                return "bad action rewarded"
            return "as intended" if driven else "good action, unwanted cognition"
        if event["reward"] < mean:
            if good:
                return "good action punished"
            return "bad action, wanted cognition" if driven else "as intended"
        return "no update"

    return [label(event) for event in log]
