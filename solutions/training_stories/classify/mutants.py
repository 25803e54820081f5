from losslab.training_stories.coins import Event

from autograder.course.exercise import mutant, variant


@mutant(
    says="You take a positive reward for reinforcement. With a baseline, a reward below the mean "
    "punishes, even if it is positive, and rewards that are all equal do nothing.",
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
    says="You ask about the cognition first. Every good action that another circuit drove then "
    "counts as unwanted cognition, also where it was punished. What the reward did to the action "
    "comes first: a good action that is punished is the reward's failure, whatever drove it.",
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
    says="You say that the wanted circuit drove the action as soon as it pushed that way. The edge "
    "may have pushed the same way, and harder: then it was the edge.",
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
    says="You take the circuit with the largest push in either direction. A circuit that pushed "
    "hard against the action did not drive it.",
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
    says="For you the circuit with the largest push toward the action drove it, even where that "
    "push points away from it and the other circuits only push away harder. Nothing in the network "
    "drove such an action; the dice did.",
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
    says="Pushes are positive toward the right. You read them as if every action went right: of an "
    "action to the left, a negative push is the one that drove it.",
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
    says="You leave out the mirror image. Where the wanted circuit drove a bad action and was "
    "punished for it, the update weakens what the designer wanted.",
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
    says="You judge by action and reward alone. Then a perfect reward leaves nothing to find, and "
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
    says="You look at the action and at whether there was a reward. Two things are missing: "
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


@variant(how="a table of the three answers")
def by_table(log: list[Event], circuit: str) -> list[str]:
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
