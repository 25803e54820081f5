import math

from losslab.training_stories.coins import Event

from autograder.course.exercise import mutant, variant


@mutant(
    says="You use the reward itself. The update multiplies by the reward minus the mean reward of "
    "the log; without it, events that were worse than usual strengthen what they should weaken.",
)
def without_baseline(log: list[Event]) -> dict[str, float]:
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        for circuit, seen in event["sees"].items():
            total[circuit] += event["reward"] * ((event["action"] == "right") - p) * seen / len(log)
    return total


@mutant(
    says="You give every action the same credit, 1 for right and -1 for left. The derivative of "
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
    says="Your derivative is that of going right, also where the policy went left. Of the "
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
    says="Where the policy went left, your sign is wrong. The derivative of log(1 - p) with "
    "respect to z is -p.",
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
    says="Where the policy went left, you take right's derivative with the other sign. That of "
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
    says="You have the sum over the events. The mean is due: divide by the number of events.",
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
    says="You multiply by the circuit's push. The derivative of `w * sees` with respect to w is "
    "what the circuit sees; its weight is not a factor of its own update.",
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
    says="You credit only the circuit that pushed hardest toward the action. Gradients do not ask "
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
    says="You work out a probability for each circuit from its own push. There is one action and "
    "one probability, from the sum of all pushes, and it is the same for all circuits.",
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
    says="You divide by the standard deviation of the rewards, as many libraries do. It is another "
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


@variant(how="autograd, with small changes of unknown weights as the variables")
def by_autograd(log: list[Event]) -> dict[str, float]:
    import torch

    change = {
        name: torch.zeros((), dtype=torch.float64, requires_grad=True) for name in log[0]["sees"]
    }
    mean = sum(event["reward"] for event in log) / len(log)
    objective = torch.zeros((), dtype=torch.float64)
    for event in log:
        z = sum(event["pushes"].values()) + sum(
            change[name] * seen for name, seen in event["sees"].items()
        )
        z = z if event["action"] == "right" else -z
        advantage = (event["reward"] - mean) / len(log)
        objective = objective + advantage * torch.nn.functional.logsigmoid(torch.as_tensor(z))
    objective.backward()
    return {name: c.grad.item() for name, c in change.items() if c.grad is not None}


@variant(how="the probability of the action taken, with a sign for its side")
def signed(log: list[Event]) -> dict[str, float]:
    rewards = [event["reward"] for event in log]
    result = {}
    for circuit in log[0]["sees"]:
        parts = []
        for event in log:
            sign = 1 if event["action"] == "right" else -1
            p_taken = 1 / (1 + math.exp(-sign * sum(event["pushes"].values())))
            advantage = event["reward"] - sum(rewards) / len(rewards)
            parts.append(advantage * sign * (1 - p_taken) * event["sees"][circuit])
        result[circuit] = sum(parts) / len(parts)
    return result
