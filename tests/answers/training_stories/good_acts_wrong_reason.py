import math
from typing import Any

import numpy as np
from losslab.training_stories.coins import Event


def right_step_by_step(log: list[Event], circuit: str) -> dict[str, Any]:
    """A loop that sums what every act gave, and divides at the end."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        hardest = max(toward, key=lambda name: toward[name])
        if toward[hardest] > 0 and hardest == circuit:
            driven += 1
        untaken = 1 / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            added = (event["reward"] - mean) * untaken * side * seen
            given[name] = given.get(name, 0.0) + added * seen * side
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def right_numpy_masks(log: list[Event], circuit: str) -> dict[str, Any]:
    """NumPy: matrices with one order of circuits, a mask of acts; counts are NumPy integers."""
    names = list(log[0]["sees"])
    sees = np.array([[e["sees"][name] for name in names] for e in log], dtype=float)
    pushes = np.array([[e["pushes"][name] for name in names] for e in log], dtype=float)
    side = np.where([e["action"] == "right" for e in log], 1.0, -1.0)
    reward = np.array([e["reward"] for e in log], dtype=float)
    better = reward - reward.mean()
    counts = np.array([e["action"] == e["good"] for e in log]) & (better > 0)
    toward = pushes * side[:, None]
    drove = (toward.argmax(1) == names.index(circuit)) & (toward.max(1) > 0)
    untaken = 1 / (1 + np.exp(toward.sum(1)))
    given = ((better * untaken)[:, None] * sees**2)[counts].sum(0)
    credit = dict(zip(names, given / given.sum(), strict=True)) if counts.any() else {}
    return {"good acts": counts.sum(), "for the reason": (counts & drove).sum(), "credit": credit}


def right_logarithms(log: list[Event], circuit: str) -> dict[str, Any]:
    """Weights of acts as logarithms, scaled by the largest, so that large pushes do no harm."""
    from collections import Counter
    from fractions import Fraction

    mean = sum(Fraction(e["reward"]) for e in log) / len(log)
    acts = [e for e in log if e["good"] == e["action"] and Fraction(e["reward"]) > mean]

    def on_side(event: Event) -> dict[str, float]:
        side = 1 if event["action"] == "right" else -1
        return {name: side * push for name, push in event["pushes"].items()}

    def log_weight(event: Event) -> float:
        z = math.fsum(on_side(event).values())
        log_untaken = -z - math.log1p(math.exp(-z)) if z > 0 else -math.log1p(math.exp(z))
        return math.log(Fraction(event["reward"]) - mean) + log_untaken

    def driver(event: Event) -> str | None:
        name, push = max(on_side(event).items(), key=lambda pair: pair[1])
        return name if push > 0 else None

    given: Counter[str] = Counter()
    if acts:
        top = max(log_weight(e) for e in acts if any(e["sees"].values()))
        for event in acts:
            scaled = math.exp(min(log_weight(event) - top, 700.0))
            for name, seen in event["sees"].items():
                given[name] += scaled * seen * seen
    total = math.fsum(given.values())
    return {
        "good acts": len(acts),
        "for the reason": Counter(map(driver, acts))[circuit],
        "credit": {name: part / total for name, part in given.items()},
    }


def right_autograd(log: list[Event], circuit: str) -> dict[str, Any]:
    """Torch differentiates each act's objective, and the logit's change is read off circuits."""
    import torch

    names = sorted(log[0]["sees"])
    mean = sum(event["reward"] for event in log) / len(log)
    acts = [e for e in log if e["action"] == e["good"] and e["reward"] > mean]
    driven = 0
    credit = torch.zeros(len(names), dtype=torch.float64)
    for event in acts:
        side = 1.0 if event["action"] == "right" else -1.0
        sees = torch.tensor([event["sees"][name] for name in names], dtype=torch.float64)
        pushes = torch.tensor([event["pushes"][name] for name in names], dtype=torch.float64)
        change = torch.zeros_like(sees, requires_grad=True)
        z = pushes.sum() + (change * sees).sum()
        gain = (event["reward"] - mean) * torch.nn.functional.logsigmoid(side * z)
        (added,) = torch.autograd.grad(gain, change)
        credit += side * added * sees
        hardest = int((side * pushes).argmax())
        driven += bool(side * pushes[hardest] > 0) and names[hardest] == circuit
    shares = dict(zip(names, (credit / credit.sum()).tolist(), strict=True)) if acts else {}
    return {"good acts": len(acts), "for the reason": int(driven), "credit": shares}


def right_comprehensions(log: list[Event], circuit: str) -> dict[str, Any]:
    """Comprehensions over the acts, with a signed z for either side."""
    mean = np.mean([e["reward"] for e in log])
    acts = [e for e in log if (e["good"] == e["action"]) and e["reward"] - mean > 0]
    sign = {"right": 1, "left": -1}
    weights = [
        (e["reward"] - mean) / (1 + math.exp(sign[e["action"]] * sum(e["pushes"].values())))
        for e in acts
    ]
    driven = [
        all(
            sign[e["action"]] * e["pushes"][circuit] > max(0, sign[e["action"]] * push)
            for name, push in e["pushes"].items()
            if name != circuit
        )
        and sign[e["action"]] * e["pushes"][circuit] > 0
        for e in acts
    ]
    names = {name for e in acts for name in e["sees"]}
    given = {
        name: sum(w * e["sees"][name] ** 2 for w, e in zip(weights, acts, strict=True))
        for name in names
    }
    whole = sum(given.values())
    return {
        "good acts": len(acts),
        "for the reason": driven.count(True),
        "credit": {name: given[name] / whole for name in names},
    }


def right_raised_logits(log: list[Event], circuit: str) -> dict[str, Any]:
    """Update the weights as one event does, see the same again, and subtract the pushes."""
    from collections import OrderedDict, defaultdict

    total = sum(event["reward"] for event in log)
    gained: defaultdict[str, float] = defaultdict(float)
    counted = {"good acts": 0, "for the reason": 0}
    for event in log:
        better = event["reward"] - total / len(log)
        if better <= 0 or event["good"] != event["action"]:
            continue
        right = event["action"] == "right"
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        error = (1.0 if right else 0.0) - p
        for name, seen in event["sees"].items():
            added = better * error * seen
            gained[name] += added * seen if right else -added * seen
        strongest = (max if right else min)(event["pushes"].values())
        has_driver = strongest > 0 if right else strongest < 0
        counted["good acts"] += 1
        if has_driver and event["pushes"][circuit] == strongest:
            counted["for the reason"] += 1
    everything = sum(gained.values())
    credit = OrderedDict((name, part / everything) for name, part in gained.items())
    return OrderedDict(counted, credit=credit)


def wrong_seen_once(log: list[Event], circuit: str) -> dict[str, Any]:
    """What a circuit saw comes in once, as a size: sees 1 and 2 give 1/3 and not 1/5."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * abs(seen)
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_added_weight(log: list[Event], circuit: str) -> dict[str, Any]:
    """Shares of what was added to the weights, signs and all: sees 1 and -2 cancel."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * side * seen
    total = sum(given.values()) or 1.0
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_push_for_second_sight(log: list[Event], circuit: str) -> dict[str, Any]:
    """Multiplies by the push and not what is seen again: weights 0.3 and 3."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * abs(seen * event["pushes"][name])
    total = sum(given.values()) or 1.0
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_shares_of_pushes(log: list[Event], circuit: str) -> dict[str, Any]:
    """Shares by how hard each circuit pushed toward the act, not by credit."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, push in toward.items():
            given[name] = given.get(name, 0.0) + factor * max(push, 0.0)
    total = sum(given.values()) or 1.0
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_mean_of_shares(log: list[Event], circuit: str) -> dict[str, Any]:
    """Averages the shares of the acts: acts with sees 1, 1 and 1, 3, unlike rewards."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        whole = sum(seen**2 for seen in event["sees"].values())
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + seen**2 / whole
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_no_surprise(log: list[Event], circuit: str) -> dict[str, Any]:
    """Leaves out the probability of not acting so: a sure act and a rare one, other sees."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = event["reward"] - mean
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_no_advantage(log: list[Event], circuit: str) -> dict[str, Any]:
    """Leaves out reward - mean: acts with rewards 1 and 4 that saw different things."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = 1 / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_bare_reward(log: list[Event], circuit: str) -> dict[str, Any]:
    """Takes the reward instead of reward - mean: two acts with rewards 2 and 5."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = event["reward"] / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_likely_acts_count_more(log: list[Event], circuit: str) -> dict[str, Any]:
    """The probability of the act instead of that of the other one."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(-sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_left_taken_for_right(log: list[Event], circuit: str) -> dict[str, Any]:
    """The probability of left for every act, also where left was taken."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(event["pushes"].values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_gradient_of_probability(log: list[Event], circuit: str) -> dict[str, Any]:
    """Weighs by p (1 - p), as if the logarithm were not there."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        p = 1 / (1 + math.exp(-sum(toward.values())))
        factor = (event["reward"] - mean) * p * (1 - p)
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_bad_acts_too(log: list[Event], circuit: str) -> dict[str, Any]:
    """Counts every reinforced event, also bad acts."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_punished_acts_too(log: list[Event], circuit: str) -> dict[str, Any]:
    """Counts every good act, also those at or below the mean."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"]:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values()) or 1.0
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_paid_is_reinforced(log: list[Event], circuit: str) -> dict[str, Any]:
    """A positive reward counts as reinforced: good acts with rewards 1 and 3."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= 0:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values()) or 1.0
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_mean_of_good_acts(log: list[Event], circuit: str) -> dict[str, Any]:
    """The mean is over good acts alone: a good act with 1, a bad one with 0."""
    paid = [e["reward"] for e in log if e["action"] == e["good"]]
    mean = sum(paid) / len(paid) if paid else 0.0
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_equal_counts(log: list[Event], circuit: str) -> dict[str, Any]:
    """A good act at exactly the mean is counted: a log of one good act."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] < mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values()) or 1.0
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_size_of_push_drives(log: list[Event], circuit: str) -> dict[str, Any]:
    """The largest push in size drove, also away from the act: right, coin -2, edge 1."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        sizes = {name: abs(push) for name, push in toward.items()}
        driven += sizes[circuit] == max(sizes.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_somebody_always_drives(log: list[Event], circuit: str) -> dict[str, Any]:
    """Where all pushed the other way, the least against drove: right, coin -1, edge -2."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_any_push_drives(log: list[Event], circuit: str) -> dict[str, Any]:
    """Pushing toward the act suffices, though another pushed harder: coin 1, edge 2."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_driven_to_the_right(log: list[Event], circuit: str) -> dict[str, Any]:
    """The greatest push drove, also of acts to the left: left, coin -2, edge -1."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        pushes = event["pushes"]
        driven += pushes[circuit] > 0 and pushes[circuit] == max(pushes.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_driven_acts_give_credit(log: list[Event], circuit: str) -> dict[str, Any]:
    """Only acts that the wanted circuit drove give credit."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        drove = toward[circuit] > 0 and toward[circuit] == max(toward.values())
        driven += drove
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * drove * seen**2
    total = sum(given.values()) or 1.0
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_winner_takes_all(log: list[Event], circuit: str) -> dict[str, Any]:
    """The circuit that pushed hardest gets an act's whole credit."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        hardest = max(toward.values())
        for name in event["sees"]:
            given[name] = given.get(name, 0.0) + factor * (toward[name] == hardest)
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_helpers_only(log: list[Event], circuit: str) -> dict[str, Any]:
    """Circuits that saw something on the other side get no credit, as if it were negative."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * max(side * seen, 0.0) ** 2
    total = sum(given.values()) or 1.0
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_signed_squares(log: list[Event], circuit: str) -> dict[str, Any]:
    """Gives a negative credit where a circuit saw something on the other side."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * side * seen * abs(seen)
    total = sum(given.values()) or 1.0
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_amounts_not_shares(log: list[Event], circuit: str) -> dict[str, Any]:
    """Gives the amounts of credit, which do not sum to 1."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    return {"good acts": acts, "for the reason": driven, "credit": given}


def wrong_zeros_for_no_acts(log: list[Event], circuit: str) -> dict[str, Any]:
    """Where there are no such acts, all circuits have a share of 0, not an empty dict."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given = {name: 0.0 for name in log[0]["sees"]}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values()) or 1.0
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_blind_circuits_left_out(log: list[Event], circuit: str) -> dict[str, Any]:
    """Circuits with a share of 0 are missing: one that saw 0 in all acts."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items() if part}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_reason_as_share(log: list[Event], circuit: str) -> dict[str, Any]:
    """Gives the share of acts that were driven and not their number."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven / max(acts, 1), "credit": shares}


def wrong_circuits_by_place(log: list[Event], circuit: str) -> dict[str, Any]:
    """Reads circuits by place: a later event that names edge before coin swaps them."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in zip(log[0]["sees"], event["sees"].values(), strict=True):
            given[name] = given.get(name, 0.0) + factor * seen**2
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}


def wrong_first_act_only(log: list[Event], circuit: str) -> dict[str, Any]:
    """The credit is that of the first act alone."""
    mean = sum(event["reward"] for event in log) / len(log)
    acts = driven = 0
    given: dict[str, float] = {}
    for event in log:
        if event["action"] != event["good"] or event["reward"] <= mean:
            continue
        acts += 1
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        factor = (event["reward"] - mean) / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            given.setdefault(name, factor * seen**2)
    total = sum(given.values())
    shares = {name: part / total for name, part in given.items()}
    return {"good acts": acts, "for the reason": driven, "credit": shares}
