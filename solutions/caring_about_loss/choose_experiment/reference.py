import math
from collections.abc import Sequence

import numpy as np


def choose_experiment(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    """Name the experiment that should be made next.

    It is the one that is expected to give the most bits about the motive for each hour that
    it takes, after what has been seen is taken into account.

    Parameters
    ----------
    prior
        For each motive its probability before anything was seen. They sum to 1; some may be 0.
    experiments
        For each experiment's name a dict with the key ``"actions"``, the list of the possible
        actions, and one key for each motive, the list of its best actions.
    seen
        Pairs (name of an experiment, action that the agent took there), at most 20. What has
        been tried may be tried again: agents slip.
    hours
        How long each experiment takes, above 0.
    slip
        How the agent acts, from 0.05 to 0.9: with probability 1 - slip it takes one of its
        best actions, and with probability slip one of all possible actions, the best ones
        included, by lot in both cases and in each experiment anew.

    Returns
    -------
    str
        The experiment's name. In what is tried, the best one is ahead of the others by at
        least 0.01 bits per hour.

    Notes
    -----
    You may copy what you wrote for `posterior` and `eig`; the exercise is graded on its own.
    Do not worry about looking more than one experiment ahead.
    """

    def chance(name: str, motive: str, action: str) -> float:
        best, possible = experiments[name][motive], experiments[name]["actions"]
        return slip / len(possible) + (1 - slip) * (action in best) / len(best)

    def bits(p: np.ndarray) -> float:
        return float(-(p * np.log2(p)).sum())

    weight = np.array(
        [p * math.prod(chance(name, m, a) for name, a in seen) for m, p in prior.items()]
    )
    belief = weight / weight.sum()

    def bits_per_hour(name: str) -> float:
        table = np.array(
            [[chance(name, m, a) for a in experiments[name]["actions"]] for m in prior]
        )
        gain = bits(belief @ table) - sum(
            p * bits(row) for p, row in zip(belief, table, strict=True)
        )
        return gain / hours[name]

    return max(experiments, key=bits_per_hour)
