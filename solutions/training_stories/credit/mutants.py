import math

import numpy as np
from losslab.training_stories.coins import Event

from autograder.course.exercise import mutant, variant


@mutant(
    says="The reward itself is a factor here. The update multiplies by the reward minus the mean "
    "of the log; without it, events that were worse than usual strengthen what they should weaken.",
)
def without_baseline(log: list[Event]) -> dict[str, float]:
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        for circuit, seen in event["sees"].items():
            total[circuit] += event["reward"] * ((event["action"] == "right") - p) * seen / len(log)
    return total


@mutant(
    says="Every action gets the same credit here, 1 for right and -1 for left. The derivative of "
    "the log probability is smaller the likelier the action was: 1 - p for right and -p for left.",
)
def without_surprise(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - mean) * sign * seen / len(log)
    return total


@mutant(
    says="The derivative is that of going right, also where the policy went left. Of the "
    "probability of left, 1 - p, the derivative of the logarithm is -p times what was seen.",
)
def always_right(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - mean) * (1 - p) * seen / len(log)
    return total


@mutant(
    says="Where the policy went left, the sign is the opposite one. The derivative of log(1 - p) "
    "with respect to z is -p.",
)
def left_upwards(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else p
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - mean) * surprise * seen / len(log)
    return total


@mutant(
    says="Where the policy went left, this is right's derivative with the other sign. That of "
    "log(1 - p) with respect to z is -p, not -(1 - p).",
)
def left_mirrored(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else p - 1
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - mean) * surprise * seen / len(log)
    return total


@mutant(
    says="This is the sum over the events. The mean is due: divide by the number of events.",
)
def summed(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - mean) * ((event["action"] == "right") - p) * seen
    return total


@mutant(
    says="The circuit's push is a factor here, in place of what it saw. The derivative of "
    "`w * sees` with respect to w is what the circuit sees; its weight is not a factor.",
)
def by_push(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = (event["action"] == "right") - p
        for circuit, push in event["pushes"].items():
            total[circuit] += (event["reward"] - mean) * surprise * push / len(log)
    return total


@mutant(
    says="Only the circuit that pushed hardest toward the action gets credit. Gradients do not ask "
    "who was responsible: every circuit that saw something gets its share, the wanted and the "
    "unwanted alike.",
)
def to_the_driver(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        right = event["action"] == "right"
        sign = 1 if right else -1
        driver = max(event["pushes"], key=lambda name: sign * event["pushes"][name])
        total[driver] += (event["reward"] - mean) * (right - p) * event["sees"][driver] / len(log)
    return total


@mutant(
    says="Each circuit has a probability of its own here, from its own push. There is one action "
    "and one probability, from the sum of all pushes, and it is the same for all circuits.",
)
def each_on_its_own(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        for circuit, seen in event["sees"].items():
            p = 1 / (1 + math.exp(-event["pushes"][circuit]))
            surprise = (event["action"] == "right") - p
            total[circuit] += (event["reward"] - mean) * surprise * seen / len(log)
    return total


@mutant(
    says="Differences to the mean are divided by the rewards' standard deviation. It is another "
    "update, with other sizes; here only the mean is subtracted.",
)
def normalized(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    spread = math.sqrt(sum((event["reward"] - mean) ** 2 for event in log) / len(log)) + 1e-8
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = (event["action"] == "right") - p
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - mean) / spread * surprise * seen / len(log)
    return total


@mutant(
    says="The median reward is subtracted here. With two events it is the mean; with more, one "
    "very high reward lifts the mean above it.",
)
def median_baseline(log: list[Event]) -> dict[str, float]:
    rewards = sorted(event["reward"] for event in log)
    middle = (rewards[len(rewards) // 2] + rewards[~(len(rewards) // 2)]) / 2
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = (event["action"] == "right") - p
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - middle) * surprise * seen / len(log)
    return total


@mutant(
    says="The baseline of each event is the mean of the other events' rewards. That makes the "
    "update larger, by a factor of n / (n - 1): the mean here is that of the whole log.",
)
def leave_one_out(log: list[Event]) -> dict[str, float]:
    total = dict.fromkeys(log[0]["sees"], 0.0)
    everything = sum(event["reward"] for event in log)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = (event["action"] == "right") - p
        others = (everything - event["reward"]) / max(1, len(log) - 1)
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - others) * surprise * seen / len(log)
    return total


@variant(how="whole arrays: what was seen, times what the events have in common")
def with_arrays(log: list[Event]) -> dict[str, float]:
    names = [*log[0]["sees"]]
    sees = np.array([[event["sees"][name] for name in names] for event in log])
    z = np.array([sum(event["pushes"].values()) for event in log])
    right = np.array([event["action"] == "right" for event in log])
    rewards = np.array([event["reward"] for event in log])
    common = (rewards - rewards.mean()) * (right - 1 / (1 + np.exp(-z)))
    return dict(zip(names, common @ sees / len(log), strict=True))


@variant(how="the probability of the action taken, one circuit after the other")
def by_circuit(log: list[Event]) -> dict[str, float]:
    rewards = [event["reward"] for event in log]
    result = {}
    for circuit in set(log[0]["sees"]):
        parts = []
        for event in log:
            z = sum(event["pushes"].values())
            if event["action"] == "right":
                surprise = 1 / (1 + math.exp(z))
            else:
                surprise = -1 / (1 + math.exp(-z))
            advantage = event["reward"] - sum(rewards) / len(rewards)
            parts.append(advantage * surprise * event["sees"][circuit])
        result[circuit] = sum(parts) / len(parts)
    return result
