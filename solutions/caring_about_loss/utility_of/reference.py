import math
from collections.abc import Sequence

from losslab.caring_about_loss.chainworld import Facts


def utility_of(motive: str, history: Sequence[Facts], discount: float) -> float:
    """Say what a history is worth to an agent that cares about one link of the chain.

    The utility is the sum over the steps t = 0, 1, 2, ... of ``discount**t`` times what the
    facts of step t are worth to the motive. More is better.

    Parameters
    ----------
    motive
        What a step is worth:

        - ``"register"``: minus what the register reads
        - ``"code"``: minus what the loss code returned
        - ``"label"``: the natural logarithm of the chance that the report gave to the label,
          so the log of the report if the label is 1, and of 1 - report if it is 0
        - ``"event"``: the same with the event in place of the label
        - ``"brier"``: minus the squared difference of report and event
        - ``"selected"``: the number of copies made
        - ``"task"``: 1 if the harvest was saved, else 0
        - ``"habit"``: 1 if the report is 0.8, else 0
    history
        The facts of each step, dicts with the keys of
        ``losslab.caring_about_loss.chainworld.Facts``: ``report`` (above 0, below 1), ``event``
        and ``label`` (0 or 1), ``code`` and ``register`` (nats), ``copies``, ``harvest`` (0 or
        1). At least one step. Levers may have been pulled, so no fact can be inferred from the
        others.
    discount
        A number from 0 to 1.

    Returns
    -------
    float
        The utility of the history.

    Raises
    ------
    ValueError
        If the motive is none of the eight.

    Notes
    -----
    Nothing is random here: a history is what has happened.
    ``losslab.caring_about_loss.motives`` holds what a step is worth, if you want to compare
    afterwards.
    """

    def worth(facts: Facts) -> float:
        if motive in ("register", "code"):
            return -facts["register"] if motive == "register" else -facts["code"]
        if motive in ("label", "event"):
            outcome = facts["label"] if motive == "label" else facts["event"]
            return math.log(facts["report"] if outcome else 1 - facts["report"])
        if motive == "brier":
            return -((facts["report"] - facts["event"]) ** 2)
        if motive == "selected":
            return facts["copies"]
        if motive == "task":
            return facts["harvest"]
        if motive == "habit":
            return 1.0 if facts["report"] == 0.8 else 0.0
        raise ValueError(f"no motive {motive!r}")

    return float(sum(discount**t * worth(facts) for t, facts in enumerate(history)))
