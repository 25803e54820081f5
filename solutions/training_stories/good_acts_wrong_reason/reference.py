import math
from typing import Any

from losslab.training_stories.coins import Event


def good_acts_wrong_reason(log: list[Event], circuit: str) -> dict[str, Any]:
    """Say who drove the good acts of a log that were reinforced, and who got the credit for them.

    A good act is an event whose action is ``good``. It is reinforced if its reward is above the
    mean reward of all events of the log. The circuit that pushed hardest toward the action drove
    it; if no circuit pushed toward it, nobody did.

    By itself, a reinforced event adds to each circuit's weight what the circuit saw, times a
    factor that is the same for all circuits: ``reward - mean``, times the probability that the
    policy had of *not* taking this action, with the sign of the action's side. This raises the
    logit of the action, where the same is seen again, by the sum over circuits of what was added
    to their weights times what they see, with the same sign. Each circuit's term of this sum
    is its credit.

    Parameters
    ----------
    log
        The events of one batch, at least one. Each is a dict with the keys ``good`` and
        ``action`` (``"left"`` or ``"right"``), ``reward`` (a float of either sign), ``sees`` and
        ``pushes`` (for each circuit's name a float, positive toward ``"right"``), and perhaps
        others. All events name the same circuits. The policy goes right with the probability
        ``1 / (1 + exp(-z))``, where z is the sum of the pushes.
    circuit
        The name of the wanted circuit.

    Returns
    -------
    dict
        - ``good acts``: the number of good acts that were reinforced
        - ``for the reason``: how many of these the wanted circuit drove
        - ``credit``: for each circuit's name its share in all credit that these acts gave, a
          float; the shares sum to 1, and a circuit that saw nothing has one of 0. It is an empty
          dict if there are no such acts

    Notes
    -----
    Do not worry about rounding, as rewards and their mean are multiples of 1/4; about circuits
    that push equally hard, as none do; or about large pushes. Some circuit sees something in
    every event.
    """
    mean = sum(event["reward"] for event in log) / len(log)
    acts = [e for e in log if e["action"] == e["good"] and e["reward"] > mean]
    driven = 0
    total: dict[str, float] = {}
    for event in acts:
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        other = 1 / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            more = (event["reward"] - mean) * other * seen**2
            total[name] = total.get(name, 0.0) + more
    everything = sum(total.values())
    credit = {name: gained / everything for name, gained in total.items()}
    return {"good acts": len(acts), "for the reason": driven, "credit": credit}
