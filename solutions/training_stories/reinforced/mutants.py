import numpy as np
from losslab.training_stories.coins import Event

from autograder.course.exercise import mutant, variant


@mutant(
    says="Every action with a positive reward counts as reinforced here. The update adds the "
    "reward minus the mean: a reward of 1 where the mean is 2 lowers the logit.",
)
def if_positive(log: list[Event]) -> set[str]:
    return {event["action"] for event in log if event["reward"] > 0}


@mutant(
    says="One event above the mean is enough here. An action may be taken several times in a "
    "batch, and what its events add to its logit is summed: one gain can be outweighed.",
)
def by_one_event(log: list[Event]) -> set[str]:
    mean = sum(event["reward"] for event in log) / len(log)
    return {event["action"] for event in log if event["reward"] > mean}


@mutant(
    says="Only the action that gains most is given. All actions whose logit rises are asked for, "
    "and there may be several.",
)
def best_only(log: list[Event]) -> set[str]:
    mean = sum(event["reward"] for event in log) / len(log)
    change: dict[str, float] = {}
    for event in log:
        change[event["action"]] = change.get(event["action"], 0.0) + event["reward"] - mean
    best = max(change, key=lambda action: change[action])
    return {best} if change[best] > 1e-6 else set()


@mutant(
    says="The baseline is the mean of the actions' mean rewards here. An action that was taken "
    "three times then counts no more than one that was taken once. The update subtracts the mean "
    "over events.",
)
def mean_of_means(log: list[Event]) -> set[str]:
    by_action: dict[str, list[float]] = {}
    for event in log:
        by_action.setdefault(event["action"], []).append(event["reward"])
    means = {action: sum(rewards) / len(rewards) for action, rewards in by_action.items()}
    baseline = sum(means.values()) / len(means)
    return {action for action, mean in means.items() if mean > baseline + 1e-6}


@mutant(
    says="An action's total reward is compared with the mean reward of one event, so an action "
    "that is taken often looks reinforced. Subtract the mean once for each of its events.",
)
def total_reward(log: list[Event]) -> set[str]:
    mean = sum(event["reward"] for event in log) / len(log)
    total: dict[str, float] = {}
    for event in log:
        total[event["action"]] = total.get(event["action"], 0.0) + event["reward"]
    return {action for action, reward in total.items() if reward > mean + 1e-6}


@mutant(
    says="Actions whose logit stays where it was are included. Where all rewards are equal, the "
    "update changes nothing, however high they are.",
)
def or_unchanged(log: list[Event]) -> set[str]:
    mean = sum(event["reward"] for event in log) / len(log)
    change: dict[str, float] = {}
    for event in log:
        change[event["action"]] = change.get(event["action"], 0.0) + event["reward"] - mean
    return {action for action, moved in change.items() if moved >= -1e-6}


@mutant(
    says="The baseline is the median reward here. It is the mean that this update subtracts, and "
    "one very high reward lifts it above what most events got.",
)
def median(log: list[Event]) -> set[str]:
    rewards = sorted(event["reward"] for event in log)
    half = len(rewards) // 2
    middle = (rewards[half] + rewards[~half]) / 2
    change: dict[str, float] = {}
    for event in log:
        change[event["action"]] = change.get(event["action"], 0.0) + event["reward"] - middle
    return {action for action, moved in change.items() if moved > 1e-6}


@variant(how="each action's mean reward is compared with the mean of all events")
def by_means(log: list[Event]) -> set[str]:
    everything = [event["reward"] for event in log]
    found = set()
    for action in {event["action"] for event in log}:
        own = [event["reward"] for event in log if event["action"] == action]
        if sum(own) / len(own) > np.mean(everything):
            found.add(action)
    return found


@variant(how="gains times the number of events, and an argument that is used up")
def without_division(log: list[Event]) -> set[str]:
    size, total = len(log), sum(event["reward"] for event in log)
    gains: dict[str, float] = {}
    while log:
        event = log.pop()
        gain = size * event["reward"] - total
        gains[event["action"]] = gains.get(event["action"], 0.0) + gain
    return {action for action, gain in gains.items() if gain > 0}
