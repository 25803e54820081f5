import math
from collections.abc import Sequence
from itertools import product

import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="This is right in nats. Bits are asked for: take logarithms to base 2.",
)
def in_nats(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
    n = len(experiment["actions"])

    def entropy(ps: Sequence[float]) -> float:
        return -sum(p * math.log(p) for p in ps if p > 0)

    acts = {
        m: [
            slip / n + (1 - slip) * (a in experiment[m]) / len(experiment[m])
            for a in experiment["actions"]
        ]
        for m in prior
    }
    mixed = [sum(prior[m] * acts[m][i] for m in prior) for i in range(n)]
    return entropy(mixed) - sum(prior[m] * entropy(acts[m]) for m in prior)


@mutant(
    says="This is the entropy of the action: how surprising the agent will be. Slips and ties "
    "surprise too, and teach nothing about the motive. Subtract the entropy that is left when the "
    "motive is known.",
)
def of_the_action(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
    n = len(experiment["actions"])
    mixed = [
        sum(
            prior[m] * (slip / n + (1 - slip) * (a in experiment[m]) / len(experiment[m]))
            for m in prior
        )
        for a in experiment["actions"]
    ]
    return -sum(p * math.log2(p) for p in mixed if p > 0)


@mutant(
    says="All actions count here as equally probable when the posteriors are averaged. An "
    "action that hardly ever happens also hardly ever teaches: weigh each posterior by the "
    "probability of its action.",
)
def unweighted(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
    n = len(experiment["actions"])

    def entropy(ps: Sequence[float]) -> float:
        return -sum(p * math.log2(p) for p in ps if p > 0)

    left = []
    for a in experiment["actions"]:
        joint = [
            prior[m] * (slip / n + (1 - slip) * (a in experiment[m]) / len(experiment[m]))
            for m in prior
        ]
        if sum(joint) > 0:
            left.append(entropy([j / sum(joint) for j in joint]))
    return entropy(list(prior.values())) - sum(left) / len(left)


@mutant(
    says="All motives count as equally probable here. An experiment that separates two motives of "
    "which one is already out of the question tells hardly anything: use the prior.",
)
def ignores_prior(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
    n, k = len(experiment["actions"]), len(prior)

    def entropy(ps: Sequence[float]) -> float:
        return -sum(p * math.log2(p) for p in ps if p > 0)

    acts = [
        [
            slip / n + (1 - slip) * (a in experiment[m]) / len(experiment[m])
            for a in experiment["actions"]
        ]
        for m in prior
    ]
    mixed = [sum(row[i] for row in acts) / k for i in range(n)]
    return entropy(mixed) - sum(entropy(row) for row in acts) / k


@mutant(
    says="This is what the groups that act alike would tell if nobody ever slipped and nobody had "
    "two best actions. Then an experiment looks better than it is: a slip can always "
    "mislead.",
)
def without_slips(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
    groups: dict[frozenset, float] = {}
    for m, p in prior.items():
        key = frozenset(experiment[m])
        groups[key] = groups.get(key, 0.0) + p
    return -sum(p * math.log2(p) for p in groups.values() if p > 0)


@mutant(
    says="Where some probability is zero the result is no number. The limit of p log p at 0 "
    "is 0: such terms add nothing.",
)
def log_of_zero(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
    actions = experiment["actions"]
    p = np.array(list(prior.values()))
    table = np.array(
        [
            [
                slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m])
                for a in actions
            ]
            for m in prior
        ]
    )
    mixed = p @ table
    return float(-(mixed * np.log2(mixed)).sum() + (p[:, None] * table * np.log2(table)).sum())


@mutant(
    says="The probabilities of what an agent may do add up to less than 1 here: a best action "
    "can also be taken by a slip, so it has slip / len(possible) on top of its share of 1 - "
    "slip.",
)
def best_never_by_slip(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    n = len(experiment["actions"])

    def entropy(ps: Sequence[float]) -> float:
        return -sum(p * math.log2(p) for p in ps if p > 0)

    acts = {
        m: [
            (1 - slip) / len(experiment[m]) if a in experiment[m] else slip / n
            for a in experiment["actions"]
        ]
        for m in prior
    }
    mixed = [sum(prior[m] * acts[m][i] for m in prior) for i in range(n)]
    return entropy(mixed) - sum(prior[m] * entropy(acts[m]) for m in prior)


@mutant(
    says="This is by how much uncertainty falls at the action that tells most. What will be seen "
    "is not known beforehand: average over the actions, each with its probability.",
)
def at_best(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
    n = len(experiment["actions"])

    def entropy(ps: Sequence[float]) -> float:
        return -sum(p * math.log2(p) for p in ps if p > 0)

    left = []
    for a in experiment["actions"]:
        joint = [
            prior[m] * (slip / n + (1 - slip) * (a in experiment[m]) / len(experiment[m]))
            for m in prior
        ]
        if sum(joint) > 0:
            left.append(entropy([j / sum(joint) for j in joint]))
    return entropy(list(prior.values())) - min(left)


@variant(how="prior entropy minus expected posterior entropy, literally")
def literal(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
    def entropy(ps: Sequence[float]) -> float:
        return -sum(p * math.log2(p) for p in ps if p > 0)

    n = len(experiment["actions"])
    expected = []
    for a in experiment["actions"]:
        joint = [
            prior[m] * (slip / n + (1 - slip) * (a in experiment[m]) / len(experiment[m]))
            for m in prior
        ]
        seen = sum(joint)
        expected.append(seen * entropy([j / seen for j in joint]) if seen else 0.0)
    return entropy([*prior.values()]) - sum(expected)


@variant(how="mutual information from the joint distribution")
def joint(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
    actions, total = experiment["actions"], 0.0
    chance = {
        (m, a): slip / len(actions) + (1 - slip) * (a in experiment[m]) / len(experiment[m])
        for m, a in product(prior, actions)
    }
    for a in actions:
        marginal = sum(prior[m] * chance[m, a] for m in prior)
        for m in prior:
            if prior[m] * chance[m, a] > 0:
                total += prior[m] * chance[m, a] * math.log2(chance[m, a] / marginal)
    return total
