import math
from collections.abc import Sequence

import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="Your result does not depend on the prior: it is the likelihood, normalized. What has "
    "been seen moves the prior; it does not replace it. The two agree if all motives were "
    "equally probable before.",
)
def without_prior(
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
    says="Only the last action that was seen counts. The agent acts in each experiment anew, so "
    "the likelihoods of all actions are multiplied.",
)
def last_only(
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
    says="The same action seen twice counts once for you. Each time it is seen it is new evidence, "
    "because the agent could have acted differently.",
)
def without_repeats(
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
    says="Each of several best actions gets the full 1 - slip, so the probabilities of what an "
    "agent may do add up to more than 1. An agent with two equally good actions takes each half "
    "of the time.",
)
def ties_in_full(
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
    says="A slip never takes a best action here. By the task's words it takes one of all possible "
    "actions, the best ones included, so a best action gets a share of the slips too.",
)
def slips_elsewhere(
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
    says="A motive to which an action that was seen is not the best gets 0. Agents "
    "slip: one surprising action makes a motive less probable and not impossible. If every "
    "motive has been struck out, nothing is left to choose from.",
)
def eliminates(
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
    says="The probabilities of all motives do not add up to 1: they are prior times likelihood, "
    "and still have to be divided by their sum.",
)
def unnormalized(
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
    says="The result is right until some forty surprises have been seen: then the product of the "
    "likelihoods is 0 for every motive. Add logarithms and subtract the greatest, or normalize "
    "after each action.",
)
def underflows(
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
    says="The probabilities of what an agent may do add up to less than 1 here. A slip takes any "
    "action, a best one as well, so a best action has slip / len(possible) on top of its share of "
    "1 - slip.",
)
def best_never_by_slip(
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
    says="Where a motive has the prior 0 nothing comes back. Such a motive stays impossible: its "
    "probability is 0 after anything that is seen.",
)
def log_of_zero(
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


@variant(how="normalizes after each action")
def step_by_step(
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
        weighed = np.array(likelihood) * belief
        belief = weighed / weighed.sum()
    return dict(zip(prior, belief, strict=True))
