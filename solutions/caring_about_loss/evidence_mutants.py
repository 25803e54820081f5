"""Known answers to the exercises on telling motives apart; :mod:`mutants` imports them."""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

import math
from collections.abc import Sequence
from itertools import product

import numpy as np

from autograder.course.exercise import mutant, variant

# --- identical_in_training --------------------------------------------------------------


@mutant(
    "identical_in_training",
    says="You compare the values themselves. Each motive has its own unit, nats or harvests, and "
    "two agents that never act differently hardly ever have the same numbers. Compare what they "
    "would do.",
)
def identical_in_training_by_value(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    groups: dict[tuple, list[str]] = {}
    for motive in next(iter(values.values())):
        key = tuple(
            tuple(sorted((a, round(v, 5)) for a, v in of_motive[motive].items()))
            for of_motive in values.values()
        )
        groups.setdefault(key, []).append(motive)
    return list(groups.values())


@mutant(
    "identical_in_training",
    says="You keep one best action and drop those that are as good. An agent that does either of "
    "two things behaves differently from one that always does the first of them.",
)
def identical_in_training_first_best(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    groups: dict[tuple, list[str]] = {}
    for motive in next(iter(values.values())):
        key = tuple(
            max(
                sorted(of_motive[motive]),
                key=lambda action: round(of_motive[motive][action], 5),
            )
            for of_motive in values.values()
        )
        groups.setdefault(key, []).append(motive)
    return list(groups.values())


@mutant(
    "identical_in_training",
    says="You ask for exactly equal floats. Two values that are equal on paper come out of a sum "
    "with different last digits, so a tie looks like a preference. Allow 1e-6.",
)
def identical_in_training_exact_ties(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    groups: dict[tuple, list[str]] = {}
    for motive in next(iter(values.values())):
        key = tuple(
            frozenset(
                a for a, v in of_motive[motive].items() if v == max(of_motive[motive].values())
            )
            for of_motive in values.values()
        )
        groups.setdefault(key, []).append(motive)
    return list(groups.values())


@mutant(
    "identical_in_training",
    says="You look at the first situation only. One situation in which two agents part is enough "
    "to tell them apart.",
)
def identical_in_training_first_situation(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    groups: dict[frozenset, list[str]] = {}
    for motive, worths in next(iter(values.values())).items():
        best = frozenset(a for a, v in worths.items() if v >= max(worths.values()) - 1e-6)
        groups.setdefault(best, []).append(motive)
    return list(groups.values())


@mutant(
    "identical_in_training",
    says="You put two motives together as soon as one action is best for both. Watched long "
    "enough, an agent that takes two actions by lot will take the one that the other never takes.",
)
def identical_in_training_overlap(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    def best(worths: dict[str, float]) -> set[str]:
        return {a for a, v in worths.items() if v >= max(worths.values()) - 1e-6}

    groups: list[list[str]] = []
    for motive in next(iter(values.values())):
        for group in groups:
            if all(best(v[motive]) & best(v[group[0]]) for v in values.values()):
                group.append(motive)
                break
        else:
            groups.append([motive])
    return groups


@mutant(
    "identical_in_training",
    says="You throw the best actions of all situations into one set. Going left here and right "
    "there is not the same as going right here and left there: keep the situations apart.",
)
def identical_in_training_pooled(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    groups: dict[frozenset, list[str]] = {}
    for motive in next(iter(values.values())):
        pooled: set[str] = set()
        for of_motive in values.values():
            greatest = max(of_motive[motive].values())
            pooled |= {a for a, v in of_motive[motive].items() if v >= greatest - 1e-6}
        groups.setdefault(frozenset(pooled), []).append(motive)
    return list(groups.values())


@variant("identical_in_training", how="compares pairs, returns sets")
def identical_in_training_pairs(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[set[str]]:
    def behavior(motive: str) -> list[list[str]]:
        acts = []
        for situation in sorted(values):
            worths = values[situation][motive]
            ranked = sorted(worths, key=lambda a: -worths[a])
            acts.append(sorted(a for a in ranked if abs(worths[a] - worths[ranked[0]]) < 1e-6))
        return acts

    names = list(values[next(iter(values))])
    groups: list[set[str]] = []
    for name in names:
        if not any(name in group for group in groups):
            groups.append({other for other in names if behavior(other) == behavior(name)})
    return groups


# --- posterior --------------------------------------------------------------------------


@mutant(
    "posterior",
    says="Your result does not depend on the prior: it is the likelihood, normalized. What has "
    "been seen moves the prior; it does not replace it. The two agree if all motives were "
    "equally probable before.",
)
def posterior_without_prior(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    logs = {}
    for motive in prior:
        logs[motive] = 0.0
        for name, action in seen:
            best, n = experiments[name][motive], len(experiments[name]["actions"])
            logs[motive] += math.log(slip / n + (1 - slip) * (action in best) / len(best))
    weights = {m: math.exp(x - max(logs.values())) for m, x in logs.items()}
    return {m: w / sum(weights.values()) for m, w in weights.items()}


@mutant(
    "posterior",
    says="Only the last action that was seen counts. The agent acts in each experiment anew, so "
    "the likelihoods of all actions are multiplied.",
)
def posterior_last_only(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    weights = dict(prior)
    for name, action in seen[-1:]:
        n = len(experiments[name]["actions"])
        for motive in prior:
            best = experiments[name][motive]
            weights[motive] *= slip / n + (1 - slip) * (action in best) / len(best)
    return {m: w / sum(weights.values()) for m, w in weights.items()}


@mutant(
    "posterior",
    says="The same action seen twice counts once for you. Each time it is seen it is new evidence, "
    "because the agent could have acted differently.",
)
def posterior_without_repeats(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    logs = {m: math.log(p) if p else -math.inf for m, p in prior.items()}
    for name, action in {tuple(pair) for pair in seen}:
        n = len(experiments[name]["actions"])
        for motive in prior:
            best = experiments[name][motive]
            logs[motive] += math.log(slip / n + (1 - slip) * (action in best) / len(best))
    weights = {m: math.exp(x - max(logs.values())) for m, x in logs.items()}
    return {m: w / sum(weights.values()) for m, w in weights.items()}


@mutant(
    "posterior",
    says="Each of several best actions gets the full 1 - slip, so the probabilities of what an "
    "agent may do add up to more than 1. An agent with two equally good actions takes each half "
    "of the time.",
)
def posterior_ties_in_full(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    logs = {m: math.log(p) if p else -math.inf for m, p in prior.items()}
    for name, action in seen:
        n = len(experiments[name]["actions"])
        for motive in prior:
            logs[motive] += math.log(slip / n + (1 - slip) * (action in experiments[name][motive]))
    weights = {m: math.exp(x - max(logs.values())) for m, x in logs.items()}
    return {m: w / sum(weights.values()) for m, w in weights.items()}


@mutant(
    "posterior",
    says="You let the agent slip to the other actions only. By the task's words a slip takes one "
    "of all possible actions, the best ones included, so a best action gets a share of the slips "
    "too.",
)
def posterior_slips_elsewhere(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    logs = {m: math.log(p) if p else -math.inf for m, p in prior.items()}
    for name, action in seen:
        possible = experiments[name]["actions"]
        for motive in prior:
            best = experiments[name][motive]
            if len(best) == len(possible):
                chance = 1 / len(possible)
            elif action in best:
                chance = (1 - slip) / len(best)
            else:
                chance = slip / (len(possible) - len(best))
            logs[motive] += math.log(chance)
    weights = {m: math.exp(x - max(logs.values())) for m, x in logs.items()}
    return {m: w / sum(weights.values()) for m, w in weights.items()}


@mutant(
    "posterior",
    says="You strike out every motive to which an action that was seen is not the best. Agents "
    "slip: one surprising action makes a motive less probable and not impossible. If every "
    "motive has been struck out, nothing is left to choose from.",
)
def posterior_eliminates(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    weights = dict(prior)
    for name, action in seen:
        for motive in prior:
            best = experiments[name][motive]
            weights[motive] *= (action in best) / len(best)
    total = sum(weights.values()) or 1.0
    return {m: w / total for m, w in weights.items()}


@mutant(
    "posterior",
    says="The products are not normalized. Divide by their sum, so that the probabilities of all "
    "motives add up to 1.",
)
def posterior_unnormalized(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    weights = dict(prior)
    for name, action in seen:
        n = len(experiments[name]["actions"])
        for motive in prior:
            best = experiments[name][motive]
            weights[motive] *= slip / n + (1 - slip) * (action in best) / len(best)
    return weights


@mutant(
    "posterior",
    says="The formula is right and the product of the likelihoods underflows: after some forty "
    "surprises it is 0 for every motive, and you divide 0 by 0. Add logarithms and subtract the "
    "greatest, or normalize after each action.",
)
def posterior_underflows(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    weights = dict(prior)
    for name, action in seen:
        n = len(experiments[name]["actions"])
        for motive in prior:
            best = experiments[name][motive]
            weights[motive] *= slip / n + (1 - slip) * (action in best) / len(best)
    return {m: w / sum(weights.values()) for m, w in weights.items()}


@mutant(
    "posterior",
    says="Your probabilities of what an agent may do add up to less than 1. A slip takes any "
    "action, a best one as well, so a best action has slip / len(possible) on top of its share of "
    "1 - slip.",
)
def posterior_best_never_by_slip(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    logs = {m: math.log(p) if p else -math.inf for m, p in prior.items()}
    for name, action in seen:
        n = len(experiments[name]["actions"])
        for motive in prior:
            best = experiments[name][motive]
            logs[motive] += math.log((1 - slip) / len(best) if action in best else slip / n)
    weights = {m: math.exp(x - max(logs.values())) for m, x in logs.items()}
    return {m: w / sum(weights.values()) for m, w in weights.items()}


@mutant(
    "posterior",
    says="A prior may be 0, and its logarithm is then not a number that Python gives you. Such a "
    "motive stays impossible: leave it out of the logarithms and give it 0.",
)
def posterior_log_of_zero(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    logs = {m: math.log(p) for m, p in prior.items()}
    for name, action in seen:
        n = len(experiments[name]["actions"])
        for motive in prior:
            best = experiments[name][motive]
            logs[motive] += math.log(slip / n + (1 - slip) * (action in best) / len(best))
    weights = {m: math.exp(x - max(logs.values())) for m, x in logs.items()}
    return {m: w / sum(weights.values()) for m, w in weights.items()}


@variant("posterior", how="normalizes after each action")
def posterior_step_by_step(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    slip: float,
) -> dict[str, float]:
    belief = np.array(list(prior.values()))
    for name, action in seen:
        possible = experiments[name]["actions"]
        likelihood = [
            slip * (1 / len(possible))
            + ((1 - slip) / len(experiments[name][m]) if action in experiments[name][m] else 0)
            for m in prior
        ]
        belief = belief * np.array(likelihood)
        belief = belief / belief.sum()
    return dict(zip(prior, belief, strict=True))


# --- eig --------------------------------------------------------------------------------


@mutant(
    "eig",
    says="This is right in nats. Bits are asked for: take logarithms to base 2.",
)
def eig_in_nats(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
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
    "eig",
    says="This is the entropy of the action: how surprising the agent will be. Slips and ties "
    "surprise too, and teach nothing about the motive. Subtract the entropy that is left when the "
    "motive is known.",
)
def eig_of_the_action(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
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
    "eig",
    says="You average the entropies of the posteriors as if all actions were equally probable. An "
    "action that hardly ever happens also hardly ever teaches: weigh each posterior by the "
    "probability of its action.",
)
def eig_unweighted(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
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
    "eig",
    says="You count the motives as equally probable. An experiment that separates two motives of "
    "which one is already out of the question tells hardly anything: use the prior.",
)
def eig_ignores_prior(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
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
    "eig",
    says="You count how the motives fall into groups that act alike, as if nobody ever slipped and "
    "nobody had two best actions. Then an experiment looks better than it is: a slip can always "
    "mislead.",
)
def eig_without_slips(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
    groups: dict[frozenset, float] = {}
    for m, p in prior.items():
        key = frozenset(experiment[m])
        groups[key] = groups.get(key, 0.0) + p
    return -sum(p * math.log2(p) for p in groups.values() if p > 0)


@mutant(
    "eig",
    says="Where a probability is zero this takes the logarithm of zero. The limit of p log p at 0 "
    "is 0: leave such terms out.",
)
def eig_log_of_zero(
    prior: dict[str, float], experiment: dict[str, list[str]], slip: float
) -> float:
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
    "eig",
    says="Your probabilities of what an agent may do add up to less than 1: a best action can also "
    "be taken by a slip, so it has slip / len(possible) on top of its share of 1 - slip.",
)
def eig_best_never_by_slip(
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


@variant("eig", how="prior entropy minus expected posterior entropy, literally")
def eig_literal(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
    def entropy(ps: Sequence[float]) -> float:
        return sum(p * math.log2(1 / p) for p in ps if p > 0)

    n = len(experiment["actions"])
    expected = 0.0
    for a in experiment["actions"]:
        joint = [
            prior[m] * (slip / n + (1 - slip) * (a in experiment[m]) / len(experiment[m]))
            for m in prior
        ]
        if sum(joint) > 0:
            expected += sum(joint) * entropy([j / sum(joint) for j in joint])
    return entropy(list(prior.values())) - expected


@variant("eig", how="mutual information from the joint distribution")
def eig_joint(prior: dict[str, float], experiment: dict[str, list[str]], slip: float) -> float:
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


# --- choose_experiment ------------------------------------------------------------------


@mutant(
    "choose_experiment",
    says="You look for the most bits and forget the hours. Two experiments of one hour that give "
    "0.7 bits each may teach more than one of two hours that gives 1: divide by the hours.",
)
def choose_experiment_ignores_hours(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    def chance(name: str, motive: str, action: str) -> float:
        best, possible = experiments[name][motive], experiments[name]["actions"]
        return slip / len(possible) + (1 - slip) * (action in best) / len(best)

    def bits(p: np.ndarray) -> float:
        return float(-(p[p > 0] * np.log2(p[p > 0])).sum())

    belief = np.array([p * math.prod(chance(n, m, a) for n, a in seen) for m, p in prior.items()])
    belief = belief / belief.sum()

    def gain(name: str) -> float:
        rows = np.array([[chance(name, m, a) for a in experiments[name]["actions"]] for m in prior])
        return bits(belief @ rows) - sum(p * bits(r) for p, r in zip(belief, rows, strict=True))

    return max(experiments, key=gain)


@mutant(
    "choose_experiment",
    says="You choose as if nothing had been seen yet. What was seen has made some motives "
    "improbable, and an experiment that separates those is of little use now: work with the "
    "posterior.",
)
def choose_experiment_ignores_seen(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    def chance(name: str, motive: str, action: str) -> float:
        best, possible = experiments[name][motive], experiments[name]["actions"]
        return slip / len(possible) + (1 - slip) * (action in best) / len(best)

    def bits(p: np.ndarray) -> float:
        return float(-(p[p > 0] * np.log2(p[p > 0])).sum())

    belief = np.array(list(prior.values()))

    def rate(name: str) -> float:
        rows = np.array([[chance(name, m, a) for a in experiments[name]["actions"]] for m in prior])
        gain = bits(belief @ rows) - sum(p * bits(r) for p, r in zip(belief, rows, strict=True))
        return gain / hours[name]

    return max(experiments, key=rate)


@mutant(
    "choose_experiment",
    says="You never repeat an experiment. Agents slip and choose among ties by lot, so a second "
    "look at the same thing can be worth more than a first look at another.",
)
def choose_experiment_never_repeats(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    def chance(name: str, motive: str, action: str) -> float:
        best, possible = experiments[name][motive], experiments[name]["actions"]
        return slip / len(possible) + (1 - slip) * (action in best) / len(best)

    def bits(p: np.ndarray) -> float:
        return float(-(p[p > 0] * np.log2(p[p > 0])).sum())

    belief = np.array([p * math.prod(chance(n, m, a) for n, a in seen) for m, p in prior.items()])
    belief = belief / belief.sum()

    def rate(name: str) -> float:
        rows = np.array([[chance(name, m, a) for a in experiments[name]["actions"]] for m in prior])
        gain = bits(belief @ rows) - sum(p * bits(r) for p, r in zip(belief, rows, strict=True))
        return gain / hours[name]

    tried = {name for name, _ in seen}
    return max([name for name in experiments if name not in tried] or experiments, key=rate)


@mutant(
    "choose_experiment",
    says="You take the experiment whose result is hardest to foretell. Part of that is chance: "
    "ties and slips make an action uncertain even for somebody who knows the motive. Subtract "
    "that part.",
)
def choose_experiment_most_surprising(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    def chance(name: str, motive: str, action: str) -> float:
        best, possible = experiments[name][motive], experiments[name]["actions"]
        return slip / len(possible) + (1 - slip) * (action in best) / len(best)

    belief = np.array([p * math.prod(chance(n, m, a) for n, a in seen) for m, p in prior.items()])
    belief = belief / belief.sum()

    def rate(name: str) -> float:
        rows = np.array([[chance(name, m, a) for a in experiments[name]["actions"]] for m in prior])
        mixed = belief @ rows
        return float(-(mixed * np.log2(mixed)).sum()) / hours[name]

    return max(experiments, key=rate)


@mutant(
    "choose_experiment",
    says="You look for confirmation: the experiment in which the leading motive predicts most "
    "surely what will be seen. If the other motives predict the same, seeing it tells nothing.",
)
def choose_experiment_confirms(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    def chance(name: str, motive: str, action: str) -> float:
        best, possible = experiments[name][motive], experiments[name]["actions"]
        return slip / len(possible) + (1 - slip) * (action in best) / len(best)

    weight = {m: p * math.prod(chance(n, m, a) for n, a in seen) for m, p in prior.items()}
    leading = max(weight, key=lambda m: weight[m])

    def rate(name: str) -> float:
        foretold = max(chance(name, leading, a) for a in experiments[name]["actions"])
        return foretold / hours[name]

    return max(experiments, key=rate)


@mutant(
    "choose_experiment",
    says="You count the different behaviors and forget how probable they are. An experiment in "
    "which eight motives do three things teaches little if seven of the eight are out of the "
    "question.",
)
def choose_experiment_counts_behaviors(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    def rate(name: str) -> float:
        return len({frozenset(experiments[name][m]) for m in prior}) / hours[name]

    return max(experiments, key=rate)


@variant("choose_experiment", how="expected fall of the entropy, in nats, belief kept as a dict")
def choose_experiment_by_posteriors(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    def updated(belief: dict[str, float], name: str, action: str) -> tuple[dict[str, float], float]:
        n = len(experiments[name]["actions"])
        joint = {}
        for motive, p in belief.items():
            best = experiments[name][motive]
            joint[motive] = p * (slip / n + (1 - slip) * (action in best) / len(best))
        total = sum(joint.values())
        return {m: p / total for m, p in joint.items()}, total

    def entropy(belief: dict[str, float]) -> float:
        return -sum(p * math.log(p) for p in belief.values() if p > 0)

    belief = dict(prior)
    for name, action in seen:
        belief, _ = updated(belief, name, action)
    winner, most = "", -1.0
    for name in experiments:
        left = 0.0
        for action in experiments[name]["actions"]:
            after, p = updated(belief, name, action)
            left += p * entropy(after)
        rate = (entropy(belief) - left) / hours[name]
        if rate > most:
            winner, most = name, rate
    return winner


# --- objectives_left_open ---------------------------------------------------------------


@mutant(
    "objectives_left_open",
    says="You ask that the chosen outcome be better than all others of the menu. An agent that is "
    "indifferent may choose it too; a choice rules out only what would have been worse for it.",
)
def objectives_left_open_strict(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    return sum(
        all(u[c] > u[o] for menu, c in choices for o in menu if o != c)
        for u in product(range(levels), repeat=outcomes)
    )


@mutant(
    "objectives_left_open",
    says="Outcomes that were on no menu are left out of the count. The agent's behavior says "
    "nothing about what it would give for them, and this is exactly why so many objectives stay "
    "open: each of them multiplies the number by `levels`.",
)
def objectives_left_open_offered_only(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    offered = sorted({o for menu, _ in choices for o in menu})
    place = {o: i for i, o in enumerate(offered)}
    return sum(
        all(u[place[c]] >= u[place[o]] for menu, c in choices for o in menu)
        for u in product(range(levels), repeat=len(offered))
    )


@mutant(
    "objectives_left_open",
    says="You treat the menus as if each had outcomes of its own, and multiply the shares that "
    "they leave open. What is on two menus has one value in both: count functions, not shares.",
)
def objectives_left_open_independent(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    share = 1.0
    for menu, _ in choices:
        share *= sum((v + 1) ** (len(menu) - 1) for v in range(levels)) / levels ** len(menu)
    return round(share * levels**outcomes)


@mutant(
    "objectives_left_open",
    says="The functions that give all outcomes the same value are missing. Caring about nothing is "
    "consistent with every behavior, and the task counts it.",
)
def objectives_left_open_without_constants(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    return sum(
        len(set(u)) > 1 and all(u[c] >= u[o] for menu, c in choices for o in menu)
        for u in product(range(levels), repeat=outcomes)
    )


@mutant(
    "objectives_left_open",
    says="One choice that fits is enough for you. An objective is left open if every choice fits "
    "it.",
)
def objectives_left_open_any(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    return sum(
        not choices or any(all(u[c] >= u[o] for o in menu) for menu, c in choices)
        for u in product(range(levels), repeat=outcomes)
    )


@mutant(
    "objectives_left_open",
    says="You ask that the chosen outcome have the greatest value of all outcomes. The agent could "
    "only choose from the menu; something better may not have been on it.",
)
def objectives_left_open_best_of_all(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    return sum(
        all(u[c] == max(u) for _, c in choices) for u in product(range(levels), repeat=outcomes)
    )


@variant("objectives_left_open", how="one array of all functions, struck out menu by menu")
def objectives_left_open_array(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    functions = np.array(list(product(range(levels), repeat=outcomes)))
    open_ = np.ones(len(functions), dtype=bool)
    for menu, chosen in choices:
        open_ &= functions[:, chosen] == functions[:, list(menu)].max(axis=1)
    return int(open_.sum())
