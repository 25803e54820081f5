import math
from typing import Any

import numpy as np
from losslab.training_stories.coins import Event

from autograder.course.exercise import mutant, variant


@mutant(
    says="The credit of an act goes to the circuit that drove it, and to nobody else. That "
    "would be a learning rule that knows reasons: the update has only the sum of the "
    "pushes, and strengthens whatever saw something.",
)
def credits_the_driver(log: list[Event], circuit: str) -> dict[str, Any]:
    mean = sum(event["reward"] for event in log) / len(log)
    acts = [e for e in log if e["action"] == e["good"] and e["reward"] > mean]
    driven = 0
    total: dict[str, float] = {}
    for event in acts:
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        other = 1 / (1 + math.exp(sum(toward.values())))
        for name in event["sees"]:
            drove = toward[name] > 0 and toward[name] == max(toward.values())
            more = (event["reward"] - mean) * other * drove
            total[name] = total.get(name, 0.0) + more
    everything = sum(total.values()) or 1.0
    credit = {name: gained / everything for name, gained in total.items()}
    return {"good acts": len(acts), "for the reason": driven, "credit": credit}


@mutant(
    says="Good acts count here whether or not they were reinforced. One that earned less than "
    "the mean was punished, and one that earned the mean changed nothing.",
)
def all_good_acts(log: list[Event], circuit: str) -> dict[str, Any]:
    mean = sum(event["reward"] for event in log) / len(log)
    acts = [e for e in log if e["action"] == e["good"]]
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
    everything = sum(total.values()) or 1.0
    credit = {name: gained / everything for name, gained in total.items()}
    return {"good acts": len(acts), "for the reason": driven, "credit": credit}


@mutant(
    says="All reinforced acts count here, the bad ones too. The question is what happens where"
    " the designer likes what the policy does.",
)
def all_reinforced(log: list[Event], circuit: str) -> dict[str, Any]:
    mean = sum(event["reward"] for event in log) / len(log)
    acts = [e for e in log if e["reward"] > mean]
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


@mutant(
    says="Every good act with a positive reward counts here. With a baseline only a reward "
    "above the mean reinforces.",
)
def rewarded_at_all(log: list[Event], circuit: str) -> dict[str, Any]:
    mean = sum(event["reward"] for event in log) / len(log)
    acts = [e for e in log if e["action"] == e["good"] and e["reward"] > 0]
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
    everything = sum(total.values()) or 1.0
    credit = {name: gained / everything for name, gained in total.items()}
    return {"good acts": len(acts), "for the reason": driven, "credit": credit}


@mutant(
    says="Each circuit's credit grows with what it saw, and not with the square of that. What "
    "was seen comes in twice: in what is added to the weight, and in what the weight does"
    " when the same is seen again.",
)
def seen_once(log: list[Event], circuit: str) -> dict[str, Any]:
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
            more = (event["reward"] - mean) * other * abs(seen)
            total[name] = total.get(name, 0.0) + more
    everything = sum(total.values())
    credit = {name: gained / everything for name, gained in total.items()}
    return {"good acts": len(acts), "for the reason": driven, "credit": credit}


@mutant(
    says="The credit is shared out by how hard the circuits pushed. How hard a circuit pushed "
    "does not enter its own update, apart from the probability, which is the same for "
    "all.",
)
def shares_by_push(log: list[Event], circuit: str) -> dict[str, Any]:
    mean = sum(event["reward"] for event in log) / len(log)
    acts = [e for e in log if e["action"] == e["good"] and e["reward"] > mean]
    driven = 0
    total: dict[str, float] = {}
    for event in acts:
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        other = 1 / (1 + math.exp(sum(toward.values())))
        for name, seen in event["pushes"].items():
            more = (event["reward"] - mean) * other * seen**2
            total[name] = total.get(name, 0.0) + more
    everything = sum(total.values())
    credit = {name: gained / everything for name, gained in total.items()}
    return {"good acts": len(acts), "for the reason": driven, "credit": credit}


@mutant(
    says="Each act's shares count the same here. An act that earned more, or was less likely, "
    "gives more credit: sum over acts before you divide.",
)
def mean_of_shares(log: list[Event], circuit: str) -> dict[str, Any]:
    mean = sum(event["reward"] for event in log) / len(log)
    acts = [e for e in log if e["action"] == e["good"] and e["reward"] > mean]
    driven = 0
    total: dict[str, float] = {}
    for event in acts:
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        for name, seen in event["sees"].items():
            everyone = sum(s**2 for s in event["sees"].values())
            total[name] = total.get(name, 0.0) + seen**2 / everyone
    everything = sum(total.values())
    credit = {name: gained / everything for name, gained in total.items()}
    return {"good acts": len(acts), "for the reason": driven, "credit": credit}


@mutant(
    says="The probability of the other action is missing. An act that the policy was sure of "
    "is hardly reinforced.",
)
def without_surprise(log: list[Event], circuit: str) -> dict[str, Any]:
    mean = sum(event["reward"] for event in log) / len(log)
    acts = [e for e in log if e["action"] == e["good"] and e["reward"] > mean]
    driven = 0
    total: dict[str, float] = {}
    for event in acts:
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        for name, seen in event["sees"].items():
            more = (event["reward"] - mean) * seen**2
            total[name] = total.get(name, 0.0) + more
    everything = sum(total.values())
    credit = {name: gained / everything for name, gained in total.items()}
    return {"good acts": len(acts), "for the reason": driven, "credit": credit}


@mutant(
    says="The probability of the action taken stands where that of the other one is due, so "
    "that acts which were likely anyway give the most credit.",
)
def probability_taken(log: list[Event], circuit: str) -> dict[str, Any]:
    mean = sum(event["reward"] for event in log) / len(log)
    acts = [e for e in log if e["action"] == e["good"] and e["reward"] > mean]
    driven = 0
    total: dict[str, float] = {}
    for event in acts:
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0 and toward[circuit] == max(toward.values())
        other = 1 / (1 + math.exp(-sum(toward.values())))
        for name, seen in event["sees"].items():
            more = (event["reward"] - mean) * other * seen**2
            total[name] = total.get(name, 0.0) + more
    everything = sum(total.values())
    credit = {name: gained / everything for name, gained in total.items()}
    return {"good acts": len(acts), "for the reason": driven, "credit": credit}


@mutant(
    says="The wanted circuit counts as the driver wherever it pushed toward the action, also "
    "where another pushed harder.",
)
def pushed_toward_it(log: list[Event], circuit: str) -> dict[str, Any]:
    mean = sum(event["reward"] for event in log) / len(log)
    acts = [e for e in log if e["action"] == e["good"] and e["reward"] > mean]
    driven = 0
    total: dict[str, float] = {}
    for event in acts:
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] > 0
        other = 1 / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            more = (event["reward"] - mean) * other * seen**2
            total[name] = total.get(name, 0.0) + more
    everything = sum(total.values())
    credit = {name: gained / everything for name, gained in total.items()}
    return {"good acts": len(acts), "for the reason": driven, "credit": credit}


@mutant(
    says="Where no circuit pushed toward the action, the one that pushed least against it "
    "counts as the driver.",
)
def pushed_least_against(log: list[Event], circuit: str) -> dict[str, Any]:
    mean = sum(event["reward"] for event in log) / len(log)
    acts = [e for e in log if e["action"] == e["good"] and e["reward"] > mean]
    driven = 0
    total: dict[str, float] = {}
    for event in acts:
        side = 1 if event["action"] == "right" else -1
        toward = {name: side * push for name, push in event["pushes"].items()}
        driven += toward[circuit] == max(toward.values())
        other = 1 / (1 + math.exp(sum(toward.values())))
        for name, seen in event["sees"].items():
            more = (event["reward"] - mean) * other * seen**2
            total[name] = total.get(name, 0.0) + more
    everything = sum(total.values())
    credit = {name: gained / everything for name, gained in total.items()}
    return {"good acts": len(acts), "for the reason": driven, "credit": credit}


@mutant(
    says="A circuit that saw nothing is missing from the credit. Its share is 0, and each circuit "
    "has one.",
)
def leaves_out_the_blind(log: list[Event], circuit: str) -> dict[str, Any]:
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
    credit = {name: gained / everything for name, gained in total.items() if gained}
    return {"good acts": len(acts), "for the reason": driven, "credit": credit}


@variant(how="whole arrays")
def with_arrays(log: list[Event], circuit: str) -> dict[str, Any]:
    names = [*log[0]["sees"]]
    side = np.array([1 if event["action"] == "right" else -1 for event in log])
    good = np.array([event["action"] == event["good"] for event in log])
    rewards = np.array([event["reward"] for event in log])
    gains = rewards - rewards.mean()
    pushes = np.array([[event["pushes"][name] for name in names] for event in log])
    toward = pushes * side[:, None]
    sees = np.array([[event["sees"][name] for name in names] for event in log])
    acts = good & (gains > 0)
    driver = np.where(toward.max(axis=1) > 0, toward.argmax(axis=1), -1)
    weights = acts * gains / (1 + np.exp(toward.sum(axis=1)))
    credit = weights @ sees**2
    shares = dict(zip(names, credit / credit.sum(), strict=True)) if acts.any() else {}
    return {
        "good acts": acts.sum(),
        "for the reason": (acts & (driver == names.index(circuit))).sum(),
        "credit": shares,
    }


@variant(how="two passes, and an argument that is used up")
def in_two_passes(log: list[Event], circuit: str) -> dict[str, Any]:
    rewards = [event["reward"] for event in log]
    baseline = sum(rewards) / len(rewards)
    acts = []
    while log:
        event = log.pop()
        if event["reward"] > baseline and event["good"] == event["action"]:
            acts.append(event)
    reasons = 0
    for event in acts:
        right = event["action"] == "right"
        own = event["pushes"][circuit]
        others = [push for name, push in event["pushes"].items() if name != circuit]
        reasons += own > max(0, *others) if right else own < min(0, *others)
    credit: dict[str, float] = {}
    for event in acts:
        z = sum(event["pushes"].values())
        p = 1 / (1 + math.exp(-z))
        factor = event["reward"] - baseline
        factor = factor * (1 - p) if event["action"] == "right" else factor * p
        for name in event["sees"]:
            credit[name] = credit.get(name, 0.0) + factor * event["sees"][name] ** 2
    whole = sum(credit.values())
    shares = {name: given / whole for name, given in credit.items()}
    return {"good acts": len(acts), "for the reason": reasons, "credit": shares}
