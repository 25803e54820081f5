"""Small experiments on agents of several kinds, for `posterior`, `eig` and `choose_experiment`."""

from __future__ import annotations

import random

Experiment = dict[str, list[str]]

MOTIVES = ["brier", "code", "event", "habit", "label", "register", "selected", "task"]
ACTIONS = ["desk", "left", "lever", "right", "stay", "wait"]
SLIPS = [0.05, 0.1, 0.2, 0.3]

EVEN_PRIOR = {"event": 0.5, "register": 0.5}


def experiment(
    lots: random.Random, names: list[str], actions: int, most_best: int = 1
) -> Experiment:
    """What motives of these names do: one to `most_best` best actions.

    Two motives part; with `most_best` above one, one of the two has a single best action and the
    other the most. A third one does the same as the second. The keys are in no order.
    """
    possible = lots.sample(ACTIONS, actions)
    best = {name: lots.sample(possible, lots.randint(1, min(most_best, actions))) for name in names}
    if len(names) > 1:
        one, other = lots.sample(names, 2)
        first, second = lots.sample(possible, 2)
        best[one], best[other] = [first], [second]
        if most_best > 1:
            best[other] = lots.sample(possible, min(most_best, actions))
        if len(names) > 2:
            best[lots.choice([n for n in names if n not in (one, other)])] = list(best[other])
    described = list({"actions": possible, **best}.items())
    return dict(lots.sample(described, len(described)))


def prior(lots: random.Random, names: list[str], weights: list[int]) -> dict[str, float]:
    """A prior proportional to these weights, in any order, but that none of 0 comes last."""
    weights = lots.sample(weights, len(weights))
    weights.append(weights.pop(lots.choice([i for i, w in enumerate(weights) if w])))
    return {name: w / sum(weights) for name, w in zip(names, weights, strict=True)}
