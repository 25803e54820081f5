import math

import numpy as np
from losslab.training_stories.coins import Event


def right_three_factors(log: list[Event]) -> dict[str, float]:
    """A loop over events and circuits: advantage, surprise with its sign, what was seen."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def right_numpy_matrix(log: list[Event]) -> dict[str, float]:
    """A matrix of what was seen, columns in one order; a tanh instead of the logistic function."""
    names = sorted(log[0]["sees"])
    sees = np.array([[event["sees"][name] for name in names] for event in log], dtype=float)
    z = np.array([sum(event["pushes"].values()) for event in log], dtype=float)
    reward = np.array([event["reward"] for event in log], dtype=float)
    right = np.array([event["action"] == "right" for event in log], dtype=float)
    p = 0.5 * (1 + np.tanh(z / 2))
    added = ((reward - reward.mean()) * (right - p)) @ sees / len(log)
    return dict(zip(names, added, strict=True))


def right_autograd(log: list[Event]) -> dict[str, float]:
    """Let torch differentiate: a change of the weights, at zero, is added to the pushes."""
    import torch

    names = list(log[0]["sees"])
    change = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    sees = torch.tensor([[e["sees"][n] for n in names] for e in log], dtype=torch.float64)
    pushes = torch.tensor([[e["pushes"][n] for n in names] for e in log], dtype=torch.float64)
    side = torch.tensor([1.0 if e["action"] == "right" else -1.0 for e in log]).double()
    reward = torch.tensor([e["reward"] for e in log], dtype=torch.float64)
    z = pushes.sum(1) + sees @ change
    aim = ((reward - reward.mean()) * torch.nn.functional.logsigmoid(side * z)).mean()
    (gradient,) = torch.autograd.grad(aim, change)
    return {name: float(g) for name, g in zip(names, gradient, strict=True)}


def right_complex_step(log: list[Event]) -> dict[str, float]:
    """Differentiate by a tiny imaginary step of each weight, which loses no digits."""
    import cmath

    step = 1e-30
    rewards = [event["reward"] for event in log]
    mean = math.fsum(rewards) / len(rewards)

    def log_likely(event: Event, name: str) -> complex:
        z = math.fsum(event["pushes"].values()) + 1j * step * event["sees"][name]
        side = 1 if event["action"] == "right" else -1
        return -cmath.log(1 + cmath.exp(-side * z))

    return {
        name: math.fsum((e["reward"] - mean) * log_likely(e, name).imag / step for e in log)
        / len(log)
        for name in log[0]["pushes"]
    }


def right_covariance(log: list[Event]) -> dict[str, float]:
    """With the mean as baseline the update is a covariance of reward and log-derivative."""
    reward = np.array([event["reward"] for event in log], dtype=float)

    def slope(event: Event, name: str) -> float:
        away = math.exp(-abs(sum(event["pushes"].values())))
        rare, usual = away / (1 + away), 1 / (1 + away)
        to_right = sum(event["pushes"].values()) > 0
        if event["action"] == "right":
            return (rare if to_right else usual) * event["sees"][name]
        return -(usual if to_right else rare) * event["sees"][name]

    found = {}
    for name in log[0]["sees"]:
        slopes = np.array([slope(event, name) for event in log])
        found[name] = ((reward - reward.mean()) * (slopes - slopes.mean())).mean()
    return found


def right_defaultdict_of_terms(log: list[Event]) -> dict[str, float]:
    """Collect each circuit's terms in lists, then take their means, in an OrderedDict."""
    from collections import OrderedDict, defaultdict
    from statistics import fmean

    baseline = fmean(e["reward"] for e in log)
    terms = defaultdict(list)
    for e in log:
        side = {"right": 1, "left": -1}[e["action"]]
        untaken = 1 / (1 + math.exp(side * sum(e["pushes"].values())))
        for name in e["sees"]:
            terms[name].append((e["reward"] - baseline) * side * untaken * e["sees"][name])
    return OrderedDict((name, fmean(each)) for name, each in terms.items())


def right_recursion(log: list[Event]) -> dict[str, float]:
    """Halve the log until one event is left; Counter.update adds, also what is negative."""
    from collections import Counter

    n = len(log)
    mean = sum(event["reward"] for event in log) / n

    def of(first: int, end: int) -> Counter:
        if end - first == 1:
            event = log[first]
            p = 1 / (1 + np.exp(-np.sum(list(event["pushes"].values()))))
            factor = (event["reward"] - mean) * ((event["action"] == "right") - p) / n
            return Counter({name: factor * seen for name, seen in event["sees"].items()})
        middle = (first + end) // 2
        both = of(first, middle)
        both.update(of(middle, end))
        return both

    return of(0, n)


def wrong_no_baseline(log: list[Event]) -> dict[str, float]:
    """Leaves the baseline out: one event with reward 1 adds something and not 0."""
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += event["reward"] * surprise * seen / len(log)
    return strengthened


def wrong_sum_over_events(log: list[Event]) -> dict[str, float]:
    """The sum over events and not their mean: any two events that add something."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen
    return strengthened


def wrong_surprise_without_side(log: list[Event]) -> dict[str, float]:
    """Always 1 - p of the action taken, with no minus for left."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def wrong_left_as_right(log: list[Event]) -> dict[str, float]:
    """Takes -(1 - p) where the policy went left, and not -p: any left with p not 1/2."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else p - 1
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def wrong_right_whatever_was_done(log: list[Event]) -> dict[str, float]:
    """Forgets that left was taken: 1 - p for every event."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def wrong_probability_not_logarithm(log: list[Event]) -> dict[str, float]:
    """Differentiates the probability itself: p (1 - p), with a minus for left."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = p * (1 - p) if event["action"] == "right" else -p * (1 - p)
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def wrong_likely_for_surprise(log: list[Event]) -> dict[str, float]:
    """The probability of the action taken instead of the one not taken."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = p if event["action"] == "right" else p - 1
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def wrong_no_probability(log: list[Event]) -> dict[str, float]:
    """Credit without surprise: plus or minus 1 for the side, so likely acts count as much."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        surprise = 1.0 if event["action"] == "right" else -1.0
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def wrong_pushes_for_sees(log: list[Event]) -> dict[str, float]:
    """Multiplies by the push instead of what was seen: wherever a weight is not 1."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["pushes"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def wrong_sees_without_sign(log: list[Event]) -> dict[str, float]:
    """Multiplies by how much was seen, not by its side: sees -1 is read as 1."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * abs(seen) / len(log)
    return strengthened


def wrong_order_of_first_event(log: list[Event]) -> dict[str, float]:
    """Reads circuits by place: an event that names edge before coin swaps them."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in zip(strengthened, event["sees"].values(), strict=True):
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def wrong_own_push_alone(log: list[Event]) -> dict[str, float]:
    """Each circuit has a probability of its own, from its push alone: two circuits."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        for name, seen in event["sees"].items():
            p = 1 / (1 + math.exp(-event["pushes"][name]))
            surprise = 1 - p if event["action"] == "right" else -p
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def wrong_z_from_sees(log: list[Event]) -> dict[str, float]:
    """z is the sum of what was seen, as if all weights were 1."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["sees"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def wrong_mean_of_others(log: list[Event]) -> dict[str, float]:
    """The baseline is the mean of the other events: too large by n / (n - 1)."""
    total, others = sum(event["reward"] for event in log), max(len(log) - 1, 1)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        mean = (total - event["reward"]) / others
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def wrong_baseline_by_side(log: list[Event]) -> dict[str, float]:
    """Each action has its own mean reward as baseline: right 1, left 0 add nothing."""
    paid: dict[str, list[float]] = {}
    for event in log:
        paid.setdefault(event["action"], []).append(event["reward"])
    mean = {action: sum(rewards) / len(rewards) for action, rewards in paid.items()}
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (
                (event["reward"] - mean[event["action"]]) * surprise * seen / len(log)
            )
    return strengthened


def wrong_standardised(log: list[Event]) -> dict[str, float]:
    """Divides the advantage by the standard deviation of the rewards: rewards 0 and 4."""
    mean = sum(event["reward"] for event in log) / len(log)
    spread = float(np.std([event["reward"] for event in log])) or 1.0
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) / spread * surprise * seen / len(log)
    return strengthened


def wrong_good_for_action(log: list[Event]) -> dict[str, float]:
    """Reads the good action where the one taken is asked for: any bad act."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event.get("good", event["action"]) == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def wrong_counter_drops_losses(log: list[Event]) -> dict[str, float]:
    """Adds Counters with +, which drops what is not positive: weakened circuits."""
    from collections import Counter

    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = Counter()
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        factor = (event["reward"] - mean) * surprise / len(log)
        strengthened += Counter({n: factor * seen for n, seen in event["sees"].items()})
    return {name: strengthened[name] for name in log[0]["sees"]}


def wrong_never_weaker(log: list[Event]) -> dict[str, float]:
    """Cuts a negative total off at 0, as strengthening sounds positive."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return {name: max(added, 0.0) for name, added in strengthened.items()}


def wrong_rounded(log: list[Event]) -> dict[str, float]:
    """Rounds to two digits: credits such as 0.004 come out as 0."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return {name: round(added, 2) for name, added in strengthened.items()}


def wrong_unit_length(log: list[Event]) -> dict[str, float]:
    """Normalises the gradient to length 1, so only the ratio is right."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    length = math.hypot(*strengthened.values()) or 1.0
    return {name: added / length for name, added in strengthened.items()}


def wrong_shares(log: list[Event]) -> dict[str, float]:
    """Returns shares that sum to 1 instead of the derivatives."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    total = sum(strengthened.values()) or 1.0
    return {name: added / total for name, added in strengthened.items()}


def wrong_bits(log: list[Event]) -> dict[str, float]:
    """Takes the logarithm to base 2: everything is too large by 1 / log 2."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (
                (event["reward"] - mean) * surprise * seen / len(log) / math.log(2)
            )
    return strengthened


def wrong_descent(log: list[Event]) -> dict[str, float]:
    """Descends instead of ascending: all signs are reversed."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * -seen / len(log)
    return strengthened


def wrong_clipped_logit(log: list[Event]) -> dict[str, float]:
    """Clips z to -4 ... 4, as the notebook's pushes are small: z = 8."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-min(max(sum(event["pushes"].values()), -4.0), 4.0)))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += (event["reward"] - mean) * surprise * seen / len(log)
    return strengthened


def wrong_reinforced_only(log: list[Event]) -> dict[str, float]:
    """Only events above the mean add something; punished ones are left out."""
    mean = sum(event["reward"] for event in log) / len(log)
    strengthened = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else -p
        for name, seen in event["sees"].items():
            strengthened[name] += max(event["reward"] - mean, 0.0) * surprise * seen / len(log)
    return strengthened
