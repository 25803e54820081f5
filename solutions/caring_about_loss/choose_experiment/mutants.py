import math
from collections.abc import Sequence

import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The hours make no difference to your choice. Two experiments of one hour that give "
    "0.7 bits each may teach more than one of two hours that gives 1: divide by the hours.",
)
def ignores_hours(
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
    says="You choose as if nothing had been seen yet. What was seen has made some motives "
    "improbable, and an experiment that separates those is of little use now: work with the "
    "posterior.",
)
def ignores_seen(
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
    says="No experiment is chosen twice. Agents slip and choose among ties by lot, so a second "
    "look at the same thing can be worth more than a first look at another.",
)
def never_repeats(
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
    says="This is the experiment whose result is hardest to foretell. Part of that is chance: "
    "ties and slips make an action uncertain even for somebody who knows the motive. Subtract "
    "that part.",
)
def most_surprising(
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
    says="This looks for confirmation: the experiment in which the leading motive predicts most "
    "surely what will be seen. If the other motives predict the same, seeing it tells nothing.",
)
def confirms(
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
    says="The number of different behaviors decides here, however probable they are. An experiment "
    "in which eight motives do three things teaches little if seven of the eight are out of the "
    "question.",
)
def counts_behaviors(
    prior: dict[str, float],
    experiments: dict[str, dict[str, list[str]]],
    seen: Sequence[Sequence[str]],
    hours: dict[str, float],
    slip: float,
) -> str:
    def rate(name: str) -> float:
        return len({frozenset(experiments[name][m]) for m in prior}) / hours[name]

    return max(experiments, key=rate)


@mutant(
    says="Only the last thing that was seen counts. All of it is evidence, and the belief that "
    "the next experiment starts from rests on all.",
)
def last_observation(
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

    belief = np.array(
        [p * math.prod(chance(n, m, a) for n, a in seen[-1:]) for m, p in prior.items()]
    )
    belief = belief / belief.sum()

    def rate(name: str) -> float:
        rows = np.array([[chance(name, m, a) for a in experiments[name]["actions"]] for m in prior])
        gain = bits(belief @ rows) - sum(p * bits(r) for p, r in zip(belief, rows, strict=True))
        return gain / hours[name]

    return max(experiments, key=rate)


@mutant(
    says="What was seen twice in the same experiment counts once. The agent acts anew each time, "
    "so each time is evidence.",
)
def counts_once(
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

    once = dict.fromkeys((n, a) for n, a in seen)
    belief = np.array([p * math.prod(chance(n, m, a) for n, a in once) for m, p in prior.items()])
    belief = belief / belief.sum()

    def rate(name: str) -> float:
        rows = np.array([[chance(name, m, a) for a in experiments[name]["actions"]] for m in prior])
        gain = bits(belief @ rows) - sum(p * bits(r) for p, r in zip(belief, rows, strict=True))
        return gain / hours[name]

    return max(experiments, key=rate)


@mutant(
    says="What is believed does not sum to 1 here, so bits about the motive and bits about "
    "chance are weighed wrongly. Divide prior times likelihood by the sum over the motives.",
)
def unnormalized_belief(
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

    def rate(name: str) -> float:
        rows = np.array([[chance(name, m, a) for a in experiments[name]["actions"]] for m in prior])
        gain = bits(belief @ rows) - sum(p * bits(r) for p, r in zip(belief, rows, strict=True))
        return gain / hours[name]

    return max(experiments, key=rate)


@mutant(
    says="An experiment that takes longer is chosen rather than one that is short. Bits for each "
    "hour are asked for: divide by the hours.",
)
def times_hours(
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
        return gain * hours[name]

    return max(experiments, key=rate)


@variant(how="expected fall of the entropy, belief kept as a dict")
def by_posteriors(
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
        return -sum(p * math.log2(p) for p in belief.values() if p > 0)

    belief = prior
    for name, action in seen:
        belief, _ = updated(belief, name, action)
    rates = {}
    for name in experiments:
        left = 0.0
        for action in experiments[name]["actions"]:
            after, p = updated(belief, name, action)
            left += p * entropy(after)
        rates[name] = (entropy(belief) - left) / hours[name]
    return max(rates, key=lambda name: rates[name])
