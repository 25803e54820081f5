"""Known answers to the exercises on logs of events."""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

import math

from losslab.coins import Event

from autograder.course.exercise import mutant, variant

# --- reinforced -------------------------------------------------------------------------


@mutant(
    "reinforced",
    says="You take every action with a positive reward to be reinforced. The update adds the "
    "reward minus the mean: a reward of 1 where the mean is 2 lowers the logit.",
)
def reinforced_if_positive(log: list[Event]) -> set[str]:
    return {event["action"] for event in log if event["reward"] > 0}


@mutant(
    "reinforced",
    says="One event above the mean is enough for you. An action may be taken several times in a "
    "batch, and what its events add to its logit is summed: one gain can be outweighed.",
)
def reinforced_by_one_event(log: list[Event]) -> set[str]:
    mean = sum(event["reward"] for event in log) / len(log)
    return {event["action"] for event in log if event["reward"] > mean}


@mutant(
    "reinforced",
    says="You return the action that gains most. All actions whose logit rises are asked for, and "
    "there may be several.",
)
def reinforced_best_only(log: list[Event]) -> set[str]:
    mean = sum(event["reward"] for event in log) / len(log)
    change: dict[str, float] = {}
    for event in log:
        change[event["action"]] = change.get(event["action"], 0.0) + event["reward"] - mean
    best = max(change, key=lambda action: change[action])
    return {best} if change[best] > 1e-6 else set()


@mutant(
    "reinforced",
    says="Your baseline is the mean of the actions' mean rewards. An action that was taken three "
    "times then counts no more than one that was taken once. The baseline here is the mean over "
    "events.",
)
def reinforced_mean_of_means(log: list[Event]) -> set[str]:
    by_action: dict[str, list[float]] = {}
    for event in log:
        by_action.setdefault(event["action"], []).append(event["reward"])
    means = {action: sum(rewards) / len(rewards) for action, rewards in by_action.items()}
    baseline = sum(means.values()) / len(means)
    return {action for action, mean in means.items() if mean > baseline + 1e-6}


@mutant(
    "reinforced",
    says="You compare an action's total reward with the mean reward of one event, so an action "
    "that is taken often looks reinforced. Subtract the mean once for each of its events.",
)
def reinforced_total_reward(log: list[Event]) -> set[str]:
    mean = sum(event["reward"] for event in log) / len(log)
    total: dict[str, float] = {}
    for event in log:
        total[event["action"]] = total.get(event["action"], 0.0) + event["reward"]
    return {action for action, reward in total.items() if reward > mean + 1e-6}


@mutant(
    "reinforced",
    says="You include actions whose logit stays where it was. Where all rewards are equal, the "
    "update changes nothing, however high they are.",
)
def reinforced_or_unchanged(log: list[Event]) -> set[str]:
    mean = sum(event["reward"] for event in log) / len(log)
    change: dict[str, float] = {}
    for event in log:
        change[event["action"]] = change.get(event["action"], 0.0) + event["reward"] - mean
    return {action for action, moved in change.items() if moved >= -1e-6}


@mutant(
    "reinforced",
    says="Your baseline is the median reward. It is the mean that this update subtracts, and one "
    "very high reward lifts it above what most events got.",
)
def reinforced_median(log: list[Event]) -> set[str]:
    rewards = sorted(event["reward"] for event in log)
    half = len(rewards) // 2
    middle = (rewards[half] + rewards[~half]) / 2
    change: dict[str, float] = {}
    for event in log:
        change[event["action"]] = change.get(event["action"], 0.0) + event["reward"] - middle
    return {action for action, moved in change.items() if moved > 1e-6}


@variant("reinforced", how="each action's mean reward is compared with the mean of all events")
def reinforced_by_means(log: list[Event]) -> set[str]:
    everything = [event["reward"] for event in log]
    found = set()
    for action in {event["action"] for event in log}:
        own = [event["reward"] for event in log if event["action"] == action]
        if sum(own) / len(own) > sum(everything) / len(everything) + 1e-6:
            found.add(action)
    return found


@variant("reinforced", how="autograd on a softmax policy, looking at the gradient of each logit")
def reinforced_by_autograd(log: list[Event]) -> set[str]:
    import torch

    actions = sorted({event["action"] for event in log})
    logits = torch.zeros(len(actions), dtype=torch.float64, requires_grad=True)
    rewards = torch.tensor([event["reward"] for event in log], dtype=torch.float64)
    taken = torch.tensor([actions.index(event["action"]) for event in log])
    log_p = torch.log_softmax(logits, 0)[taken]
    ((rewards - rewards.mean()) * log_p).sum().backward()
    assert logits.grad is not None
    return {a for a, g in zip(actions, logits.grad.tolist(), strict=True) if g > 1e-6}


# --- classify ---------------------------------------------------------------------------


@mutant(
    "classify",
    says="You take a positive reward for reinforcement. With a baseline, a reward below the mean "
    "punishes, even if it is positive, and rewards that are all equal do nothing.",
)
def classify_without_baseline(log: list[Event], circuit: str) -> list[str]:
    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        toward = 1.0 if event["action"] == "right" else -1.0
        pushes = {name: toward * push for name, push in event["pushes"].items()}
        driven = pushes[circuit] > 0 and pushes[circuit] == max(pushes.values())
        if event["reward"] > 0:
            if not good:
                return "bad action rewarded"
            return "as intended" if driven else "good action, unwanted cognition"
        if good:
            return "good action punished"
        return "bad action, wanted cognition" if driven else "as intended"

    return [label(event) for event in log]


@mutant(
    "classify",
    says="You ask about the cognition first. Every good action that another circuit drove then "
    "counts as unwanted cognition, also where it was punished. What the reward did to the action "
    "comes first: a good action that is punished is the reward's failure, whatever drove it.",
)
def classify_cognition_first(log: list[Event], circuit: str) -> list[str]:
    mean = sum(event["reward"] for event in log) / len(log)

    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        advantage = event["reward"] - mean
        toward = 1.0 if event["action"] == "right" else -1.0
        pushes = {name: toward * push for name, push in event["pushes"].items()}
        driven = pushes[circuit] > 0 and pushes[circuit] == max(pushes.values())
        if abs(advantage) < 1e-6:
            return "no update"
        if good and not driven:
            return "good action, unwanted cognition"
        if driven and not good:
            return "bad action, wanted cognition"
        if (advantage > 0) == good:
            return "as intended"
        return "bad action rewarded" if advantage > 0 else "good action punished"

    return [label(event) for event in log]


@mutant(
    "classify",
    says="You say that the wanted circuit drove the action as soon as it pushed that way. The edge "
    "may have pushed the same way, and harder: then it was the edge.",
)
def classify_any_push(log: list[Event], circuit: str) -> list[str]:
    mean = sum(event["reward"] for event in log) / len(log)

    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        advantage = event["reward"] - mean
        toward = 1.0 if event["action"] == "right" else -1.0
        driven = toward * event["pushes"][circuit] > 0
        if abs(advantage) < 1e-6:
            return "no update"
        if advantage > 0:
            if not good:
                return "bad action rewarded"
            return "as intended" if driven else "good action, unwanted cognition"
        if good:
            return "good action punished"
        return "bad action, wanted cognition" if driven else "as intended"

    return [label(event) for event in log]


@mutant(
    "classify",
    says="You take the circuit with the largest push in either direction. A circuit that pushed "
    "hard against the action did not drive it.",
)
def classify_loudest(log: list[Event], circuit: str) -> list[str]:
    mean = sum(event["reward"] for event in log) / len(log)

    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        advantage = event["reward"] - mean
        driven = abs(event["pushes"][circuit]) == max(map(abs, event["pushes"].values()))
        if abs(advantage) < 1e-6:
            return "no update"
        if advantage > 0:
            if not good:
                return "bad action rewarded"
            return "as intended" if driven else "good action, unwanted cognition"
        if good:
            return "good action punished"
        return "bad action, wanted cognition" if driven else "as intended"

    return [label(event) for event in log]


@mutant(
    "classify",
    says="For you the circuit with the largest push toward the action drove it, even where that "
    "push points away from it and the other circuits only push away harder. Nothing in the network "
    "drove such an action; the dice did.",
)
def classify_least_against(log: list[Event], circuit: str) -> list[str]:
    mean = sum(event["reward"] for event in log) / len(log)

    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        advantage = event["reward"] - mean
        toward = 1.0 if event["action"] == "right" else -1.0
        pushes = {name: toward * push for name, push in event["pushes"].items()}
        driven = pushes[circuit] == max(pushes.values())
        if abs(advantage) < 1e-6:
            return "no update"
        if advantage > 0:
            if not good:
                return "bad action rewarded"
            return "as intended" if driven else "good action, unwanted cognition"
        if good:
            return "good action punished"
        return "bad action, wanted cognition" if driven else "as intended"

    return [label(event) for event in log]


@mutant(
    "classify",
    says="Pushes are positive toward the right. You read them as if every action went right: of an "
    "action to the left, a negative push is the one that drove it.",
)
def classify_forgets_left(log: list[Event], circuit: str) -> list[str]:
    mean = sum(event["reward"] for event in log) / len(log)

    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        advantage = event["reward"] - mean
        pushes = event["pushes"]
        driven = pushes[circuit] > 0 and pushes[circuit] == max(pushes.values())
        if abs(advantage) < 1e-6:
            return "no update"
        if advantage > 0:
            if not good:
                return "bad action rewarded"
            return "as intended" if driven else "good action, unwanted cognition"
        if good:
            return "good action punished"
        return "bad action, wanted cognition" if driven else "as intended"

    return [label(event) for event in log]


@mutant(
    "classify",
    says="You leave out the mirror image. Where the wanted circuit drove a bad action and was "
    "punished for it, the update weakens what the designer wanted.",
)
def classify_without_mirror(log: list[Event], circuit: str) -> list[str]:
    mean = sum(event["reward"] for event in log) / len(log)

    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        advantage = event["reward"] - mean
        toward = 1.0 if event["action"] == "right" else -1.0
        pushes = {name: toward * push for name, push in event["pushes"].items()}
        driven = pushes[circuit] > 0 and pushes[circuit] == max(pushes.values())
        if abs(advantage) < 1e-6:
            return "no update"
        if advantage > 0 and not good:
            return "bad action rewarded"
        if advantage < 0 and good:
            return "good action punished"
        if advantage > 0 and not driven:
            return "good action, unwanted cognition"
        return "as intended"

    return [label(event) for event in log]


@mutant(
    "classify",
    says="You judge by action and reward alone. Then a perfect reward leaves nothing to find, and "
    "the second kind of failure, a good action for the wrong reason, cannot be seen: the pushes "
    "show it.",
)
def classify_by_behavior(log: list[Event], circuit: str) -> list[str]:
    mean = sum(event["reward"] for event in log) / len(log)

    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        advantage = event["reward"] - mean
        if abs(advantage) < 1e-6:
            return "no update"
        if advantage > 0 and not good:
            return "bad action rewarded"
        if advantage < 0 and good:
            return "good action punished"
        return "as intended"

    return [label(event) for event in log]


@mutant(
    "classify",
    says="You look at the action and at whether there was a reward. Two things are missing: "
    "rewards below the mean punish, and a good action may have been driven by the wrong circuit, "
    "which only the pushes show.",
)
def classify_by_a_glance(log: list[Event], circuit: str) -> list[str]:
    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        if event["reward"] > 0 and not good:
            return "bad action rewarded"
        if event["reward"] <= 0 and good:
            return "good action punished"
        return "as intended"

    return [label(event) for event in log]


@variant("classify", how="a table of the three answers")
def classify_by_table(log: list[Event], circuit: str) -> list[str]:
    rewards = [event["reward"] for event in log]
    names = {
        (True, True, True): "as intended",
        (True, True, False): "good action, unwanted cognition",
        (True, False, True): "bad action rewarded",
        (True, False, False): "bad action rewarded",
        (False, True, True): "good action punished",
        (False, True, False): "good action punished",
        (False, False, True): "bad action, wanted cognition",
        (False, False, False): "as intended",
    }
    labels = []
    for event in log:
        sign = {"right": 1, "left": -1}[event["action"]]
        driver = max(event["pushes"], key=lambda name: sign * event["pushes"][name])
        driven = driver == circuit and sign * event["pushes"][circuit] > 0
        advantage = event["reward"] - sum(rewards) / len(rewards)
        if advantage == 0:
            labels.append("no update")
        else:
            labels.append(names[advantage > 0, event["action"] == event["good"], driven])
    return labels


# --- credit -----------------------------------------------------------------------------


@mutant(
    "credit",
    says="You use the reward itself. The update multiplies by the reward minus the mean reward of "
    "the log; without it, events that were worse than usual strengthen what they should weaken.",
)
def credit_without_baseline(log: list[Event]) -> dict[str, float]:
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        for circuit, seen in event["sees"].items():
            total[circuit] += event["reward"] * ((event["action"] == "right") - p) * seen / len(log)
    return total


@mutant(
    "credit",
    says="You give every action the same credit, 1 for right and -1 for left. The derivative of "
    "the log probability is smaller the likelier the action was: 1 - p for right and -p for left.",
)
def credit_without_surprise(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        sign = 1 if event["action"] == "right" else -1
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - mean) * sign * seen / len(log)
    return total


@mutant(
    "credit",
    says="Your derivative is that of going right, also where the policy went left. Of the "
    "probability of left, 1 - p, the derivative of the logarithm is -p times what was seen.",
)
def credit_always_right(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - mean) * (1 - p) * seen / len(log)
    return total


@mutant(
    "credit",
    says="Where the policy went left, your sign is wrong. The derivative of log(1 - p) with "
    "respect to z is -p.",
)
def credit_left_upwards(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else p
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - mean) * surprise * seen / len(log)
    return total


@mutant(
    "credit",
    says="Where the policy went left, you take right's derivative with the other sign. That of "
    "log(1 - p) with respect to z is -p, not -(1 - p).",
)
def credit_left_mirrored(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = 1 - p if event["action"] == "right" else p - 1
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - mean) * surprise * seen / len(log)
    return total


@mutant(
    "credit",
    says="You have the sum over the events. The mean is due: divide by the number of events.",
)
def credit_summed(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - mean) * ((event["action"] == "right") - p) * seen
    return total


@mutant(
    "credit",
    says="You multiply by the circuit's push. The derivative of `w * sees` with respect to w is "
    "what the circuit sees; its weight is not a factor of its own update.",
)
def credit_by_push(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = (event["action"] == "right") - p
        for circuit, push in event["pushes"].items():
            total[circuit] += (event["reward"] - mean) * surprise * push / len(log)
    return total


@mutant(
    "credit",
    says="You credit only the circuit that pushed hardest toward the action. Gradients do not ask "
    "who was responsible: every circuit that saw something gets its share, the wanted and the "
    "unwanted alike.",
)
def credit_to_the_driver(log: list[Event]) -> dict[str, float]:
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
    "credit",
    says="You work out a probability for each circuit from its own push. There is one action and "
    "one probability, from the sum of all pushes, and it is the same for all circuits.",
)
def credit_each_on_its_own(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        for circuit, seen in event["sees"].items():
            p = 1 / (1 + math.exp(-event["pushes"][circuit]))
            surprise = (event["action"] == "right") - p
            total[circuit] += (event["reward"] - mean) * surprise * seen / len(log)
    return total


@mutant(
    "credit",
    says="You divide by the standard deviation of the rewards, as many libraries do. It is another "
    "update, with other sizes; here only the mean is subtracted.",
)
def credit_normalized(log: list[Event]) -> dict[str, float]:
    mean = sum(event["reward"] for event in log) / len(log)
    spread = math.sqrt(sum((event["reward"] - mean) ** 2 for event in log) / len(log)) + 1e-8
    total = dict.fromkeys(log[0]["sees"], 0.0)
    for event in log:
        p = 1 / (1 + math.exp(-sum(event["pushes"].values())))
        surprise = (event["action"] == "right") - p
        for circuit, seen in event["sees"].items():
            total[circuit] += (event["reward"] - mean) / spread * surprise * seen / len(log)
    return total


@variant("credit", how="autograd, with small changes of unknown weights as the variables")
def credit_by_autograd(log: list[Event]) -> dict[str, float]:
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


@variant("credit", how="the probability of the action taken, with a sign for its side")
def credit_signed(log: list[Event]) -> dict[str, float]:
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
