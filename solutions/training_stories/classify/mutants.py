import numpy as np
from losslab.training_stories.coins import Event

from autograder.course.exercise import mutant, variant


@mutant(
    says="Every positive reward counts as reinforcement, and every other one as punishment. With a "
    "baseline a reward below the mean punishes, even if it is positive, and rewards that are all "
    "equal do nothing.",
)
def without_baseline(log: list[Event], circuit: str) -> list[str]:
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
    says="Who drove decides before the reward does: a good action that the wanted circuit did not "
    "drive counts as unwanted cognition even where it was punished. A good action that is punished "
    "is the reward's failure, whatever drove it.",
)
def cognition_first(log: list[Event], circuit: str) -> list[str]:
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
    says="The wanted circuit counts as the driver wherever it pushed toward the action. Another "
    "may have pushed the same way, and harder: then it was that one.",
)
def any_push(log: list[Event], circuit: str) -> list[str]:
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
    says="The circuit with the largest push in either direction counts as the driver. A circuit "
    "that pushed hard against the action did not drive it.",
)
def loudest(log: list[Event], circuit: str) -> list[str]:
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
    says="Where no circuit pushed toward the action, the one that pushed least against it counts "
    "as the driver. Nothing in the network drove such an action; the dice did.",
)
def least_against(log: list[Event], circuit: str) -> list[str]:
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
    says="Pushes are read as if every action went right. Of an action to the left, a negative push "
    "is the one that drove it.",
)
def forgets_left(log: list[Event], circuit: str) -> list[str]:
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
    says="No event is labeled as a bad action of wanted cognition. Where the wanted circuit drove "
    "a bad action and was punished for it, the update weakens what the designer wanted.",
)
def without_mirror(log: list[Event], circuit: str) -> list[str]:
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
    says="Action and reward alone decide here. Then a perfect reward leaves nothing to find, and "
    "the second kind of failure, a good action for the wrong reason, cannot be seen: the pushes "
    "show it.",
)
def by_behavior(log: list[Event], circuit: str) -> list[str]:
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
    says="The action and the sign of the reward decide here. Two things are missing: "
    "rewards below the mean punish, and a good action may have been driven by the wrong circuit, "
    "which only the pushes show.",
)
def by_a_glance(log: list[Event], circuit: str) -> list[str]:
    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        if event["reward"] > 0 and not good:
            return "bad action rewarded"
        if event["reward"] <= 0 and good:
            return "good action punished"
        return "as intended"

    return [label(event) for event in log]


@mutant(
    says="The median reward separates rewarded from punished here. It is the mean that the update "
    "subtracts, and a few very high rewards lift it above what most events got.",
)
def median_baseline(log: list[Event], circuit: str) -> list[str]:
    middle = float(np.median([event["reward"] for event in log]))

    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        toward = 1.0 if event["action"] == "right" else -1.0
        pushes = {name: toward * push for name, push in event["pushes"].items()}
        driven = pushes[circuit] > 0 and pushes[circuit] == max(pushes.values())
        if event["reward"] == middle:
            return "no update"
        if event["reward"] > middle:
            if not good:
                return "bad action rewarded"
            return "as intended" if driven else "good action, unwanted cognition"
        if good:
            return "good action punished"
        return "bad action, wanted cognition" if driven else "as intended"

    return [label(event) for event in log]


@mutant(
    says="The side to which the pushes sum drove the action here, if the wanted circuit was on it. "
    "The sum decides what was likely; whether another circuit pushed harder the same way it does "
    "not say, nor who pushed hardest where the sum points away.",
)
def by_the_sum(log: list[Event], circuit: str) -> list[str]:
    mean = sum(event["reward"] for event in log) / len(log)

    def label(event: Event) -> str:
        good = event["action"] == event["good"]
        toward = 1.0 if event["action"] == "right" else -1.0
        driven = (
            toward * sum(event["pushes"].values()) > 0 and toward * event["pushes"][circuit] > 0
        )
        if event["reward"] == mean:
            return "no update"
        if event["reward"] > mean:
            if not good:
                return "bad action rewarded"
            return "as intended" if driven else "good action, unwanted cognition"
        if good:
            return "good action punished"
        return "bad action, wanted cognition" if driven else "as intended"

    return [label(event) for event in log]


@variant(how="a table of the three answers")
def by_table(log: list[Event], circuit: str) -> list[str]:
    mean = np.mean([event["reward"] for event in log])
    names = {
        (1, True, True): "as intended",
        (1, True, False): "good action, unwanted cognition",
        (1, False, True): "bad action rewarded",
        (1, False, False): "bad action rewarded",
        (-1, True, True): "good action punished",
        (-1, True, False): "good action punished",
        (-1, False, True): "bad action, wanted cognition",
        (-1, False, False): "as intended",
    }
    labels = []
    for event in log:
        pushes = {push: name for name, push in event["pushes"].items()} | {0.0: ""}
        driver = pushes[max(pushes) if event["action"] == "right" else min(pushes)]
        good = event["action"] == event["good"]
        answers = (int(np.sign(event["reward"] - mean)), good, driver == circuit)
        labels.append(names.get(answers, "no update"))
    return labels


@variant(how="empties its own argument")
def consumes(log: list[Event], circuit: str) -> list[str]:
    size = len(log)
    total = sum(event["reward"] for event in log)
    labels = []
    while log:
        event = log.pop(0)
        change = event["reward"] * size - total
        own, others = event["pushes"].pop(circuit), event["pushes"].values()
        if event["action"] == "right":
            drove = own > max([0.0, *others])
        else:
            drove = own < min([0.0, *others])
        label = "no update"
        if event["action"] == event["good"] and change < 0:
            label = "good action punished"
        elif event["action"] == event["good"] and change > 0:
            label = "as intended" if drove else "good action, unwanted cognition"
        elif change > 0:
            label = "bad action rewarded"
        elif change < 0:
            label = "bad action, wanted cognition" if drove else "as intended"
        labels.append(label)
    return labels
