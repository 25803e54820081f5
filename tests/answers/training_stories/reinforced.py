import numpy as np
from losslab.training_stories.coins import Event


def right_two_passes(log: list[Event]) -> set[str]:
    """Take the mean first, then keep one running sum for each action in a plain dict."""
    total = 0.0
    for event in log:
        total += event["reward"]
    mean = total / len(log)
    moved: dict[str, float] = {}
    for event in log:
        action = event["action"]
        if action not in moved:
            moved[action] = 0.0
        moved[action] += event["reward"] - mean
    return {action for action, gain in moved.items() if gain > 0}


def right_own_mean_against_the_whole(log: list[Event]) -> set[str]:
    """An action gains where its events' sum exceeds its share of the total: no division."""
    from collections import defaultdict

    earned: dict[str, list[float]] = defaultdict(list)
    for event in log:
        earned[event["action"]].append(event["reward"])
    total = sum(sum(rewards) for rewards in earned.values())
    return {a for a, rewards in earned.items() if sum(rewards) * len(log) > total * len(rewards)}


def right_fractions(log: list[Event]) -> set[str]:
    """Exact rational numbers throughout, in a Counter."""
    from collections import Counter
    from fractions import Fraction

    rewards = [Fraction(event["reward"]) for event in log]
    mean = sum(rewards, Fraction(0)) / len(rewards)
    moved: Counter[str] = Counter()
    for event, reward in zip(log, rewards, strict=True):
        moved[event["action"]] += reward - mean
    return set(+moved)


def right_numpy_bincount(log: list[Event]) -> set[str]:
    """NumPy: unique actions, bincount with weights; the names stay NumPy strings."""
    rewards = np.array([event["reward"] for event in log], dtype=np.float64)
    names, which = np.unique(np.array([event["action"] for event in log]), return_inverse=True)
    gain = np.bincount(which.ravel(), weights=rewards - rewards.mean(), minlength=len(names))
    return set(names[gain > 0])


def right_sorted_groups(log: list[Event]) -> set[str]:
    """Sort by action and let groupby make the sums."""
    from itertools import groupby
    from operator import itemgetter

    mean = sum(map(itemgetter("reward"), log)) / len(log)
    ordered = sorted(log, key=itemgetter("action"))
    return {
        action
        for action, events in groupby(ordered, key=itemgetter("action"))
        if sum(event["reward"] - mean for event in events) > 0
    }


def right_comprehension_quadratic(log: list[Event]) -> set[str]:
    """One comprehension that sums anew for each action."""
    mean = np.mean([e["reward"] for e in log])
    return {
        name
        for name in {e["action"] for e in log}
        if sum((e["reward"] - mean) * (e["action"] == name) for e in log) > 0
    }


def right_pairs_of_events(log: list[Event]) -> set[str]:
    """Compare each event with every other: n times reward - mean is the sum of differences."""
    lead: dict[str, float] = {}
    for mine in log:
        better = sum(mine["reward"] - other["reward"] for other in log)
        lead[mine["action"]] = lead.get(mine["action"], 0.0) + better
    return {action for action in lead if lead[action] > 0}


def right_torch_index_add(log: list[Event]) -> set[str]:
    """Torch in float64: add the advantages at each action's index."""
    import torch

    names = list(dict.fromkeys(event["action"] for event in log))
    where = torch.tensor([names.index(event["action"]) for event in log])
    reward = torch.tensor([float(event["reward"]) for event in log], dtype=torch.float64)
    logits = torch.zeros(len(names), dtype=torch.float64)
    logits.index_add_(0, where, reward - reward.mean())
    return {name for name, gain in zip(names, logits.tolist(), strict=True) if gain > 0}


def wrong_no_baseline(log: list[Event]) -> set[str]:
    """Sums bare rewards: for a 1, b 3 it also names a."""
    moved: dict[str, float] = {}
    for event in log:
        moved[event["action"]] = moved.get(event["action"], 0.0) + event["reward"]
    return {action for action, gain in moved.items() if gain > 0}


def wrong_any_event_above(log: list[Event]) -> set[str]:
    """One event above the mean suffices: for a 3, a 0, a 0, b 2 it names a as well."""
    mean = sum(event["reward"] for event in log) / len(log)
    return {event["action"] for event in log if event["reward"] > mean}


def wrong_all_events_above(log: list[Event]) -> set[str]:
    """All events must be above the mean: for a 9, a 1, b 2, c 0 it misses a."""
    mean = sum(event["reward"] for event in log) / len(log)
    below = {event["action"] for event in log if event["reward"] <= mean}
    return {event["action"] for event in log} - below


def wrong_last_event_decides(log: list[Event]) -> set[str]:
    """A dict keeps only the last event of an action: for a 9, a 0, b 1, b 2 it misses a."""
    mean = sum(event["reward"] for event in log) / len(log)
    moved = {event["action"]: event["reward"] - mean for event in log}
    return {action for action, gain in moved.items() if gain > 0}


def wrong_first_event_decides(log: list[Event]) -> set[str]:
    """Only the first event of an action is read: for a 0, a 9, b 1, b 2 it misses a."""
    mean = sum(event["reward"] for event in log) / len(log)
    moved: dict[str, float] = {}
    for event in log:
        moved.setdefault(event["action"], event["reward"] - mean)
    return {action for action, gain in moved.items() if gain > 0}


def wrong_median_baseline(log: list[Event]) -> set[str]:
    """The median is the baseline: for a 2, b 1, b 1, c 8 it also names a."""
    from statistics import median

    middle = median(event["reward"] for event in log)
    moved: dict[str, float] = {}
    for event in log:
        moved[event["action"]] = moved.get(event["action"], 0.0) + event["reward"] - middle
    return {action for action, gain in moved.items() if gain > 0}


def wrong_mean_of_action_means(log: list[Event]) -> set[str]:
    """Baseline is the mean of the actions' means: for a 0, a 0, b 2, c 4 it misses b."""
    earned: dict[str, list[float]] = {}
    for event in log:
        earned.setdefault(event["action"], []).append(event["reward"])
    means = {action: sum(rewards) / len(rewards) for action, rewards in earned.items()}
    baseline = sum(means.values()) / len(means)
    return {action for action, mean in means.items() if mean > baseline}


def wrong_unmoved_included(log: list[Event]) -> set[str]:
    """A sum of zero counts as raised: a log of one event names its action."""
    mean = sum(event["reward"] for event in log) / len(log)
    moved: dict[str, float] = {}
    for event in log:
        moved[event["action"]] = moved.get(event["action"], 0.0) + event["reward"] - mean
    return {action for action, gain in moved.items() if gain >= 0}


def wrong_running_baseline(log: list[Event]) -> set[str]:
    """The mean is that of the events so far: for a 1, b 2, c 9 it names b."""
    moved: dict[str, float] = {}
    total = 0.0
    for number, event in enumerate(log, 1):
        total += event["reward"]
        gain = event["reward"] - total / number
        moved[event["action"]] = moved.get(event["action"], 0.0) + gain
    return {action for action, gain in moved.items() if gain > 0}


def wrong_signs_counted(log: list[Event]) -> set[str]:
    """Counts events above minus events below the mean: for a 9, a 1, a 1, b 1 it misses a."""
    mean = sum(event["reward"] for event in log) / len(log)
    moved: dict[str, int] = {}
    for event in log:
        sign = (event["reward"] > mean) - (event["reward"] < mean)
        moved[event["action"]] = moved.get(event["action"], 0) + sign
    return {action for action, gain in moved.items() if gain > 0}


def wrong_best_action_alone(log: list[Event]) -> set[str]:
    """Names only the action that gained most: for a 3, b 2, c 0, c 0 it misses b."""
    mean = sum(event["reward"] for event in log) / len(log)
    moved: dict[str, float] = {}
    for event in log:
        moved[event["action"]] = moved.get(event["action"], 0.0) + event["reward"] - mean
    best = max(moved, key=lambda action: moved[action])
    return {best} if moved[best] > 0 else set()


def wrong_tolerance_of_a_quarter(log: list[Event]) -> set[str]:
    """A gain must exceed 0.25: for a 0.5, b 0 nothing is named."""
    mean = sum(event["reward"] for event in log) / len(log)
    moved: dict[str, float] = {}
    for event in log:
        moved[event["action"]] = moved.get(event["action"], 0.0) + event["reward"] - mean
    return {action for action, gain in moved.items() if gain > 0.25}


def wrong_zero_read_as_missing(log: list[Event]) -> set[str]:
    """The mean skips rewards of 0: for a 2, b 4, c 0, c 0 it misses a."""
    paid = [event["reward"] for event in log if event["reward"]]
    mean = sum(paid) / len(paid) if paid else 0.0
    moved: dict[str, float] = {}
    for event in log:
        moved[event["action"]] = moved.get(event["action"], 0.0) + event["reward"] - mean
    return {action for action, gain in moved.items() if gain > 0}


def wrong_mean_of_distinct_rewards(log: list[Event]) -> set[str]:
    """Equal rewards count once in the mean: for a 2, b 4, c 0, d 0 it misses a."""
    distinct = {event["reward"] for event in log}
    mean = sum(distinct) / len(distinct)
    moved: dict[str, float] = {}
    for event in log:
        moved[event["action"]] = moved.get(event["action"], 0.0) + event["reward"] - mean
    return {action for action, gain in moved.items() if gain > 0}


def wrong_whole_numbers(log: list[Event]) -> set[str]:
    """The mean is rounded down by //: for a 1.25, b 1.75 it also names a."""
    mean = sum(event["reward"] for event in log) // len(log)
    moved: dict[str, float] = {}
    for event in log:
        moved[event["action"]] = moved.get(event["action"], 0.0) + event["reward"] - mean
    return {action for action, gain in moved.items() if gain > 0}


def wrong_midrange(log: list[Event]) -> set[str]:
    """Baseline is (least + greatest) / 2: for a 0, b 2.25, c 3.75, d 4 it also names b."""
    rewards = [event["reward"] for event in log]
    middle = (min(rewards) + max(rewards)) / 2
    moved: dict[str, float] = {}
    for event in log:
        moved[event["action"]] = moved.get(event["action"], 0.0) + event["reward"] - middle
    return {action for action, gain in moved.items() if gain > 0}


def wrong_total_as_baseline(log: list[Event]) -> set[str]:
    """Takes the sum of all rewards for their mean: for a 2, b 0 nothing is named."""
    total = sum(event["reward"] for event in log)
    moved: dict[str, float] = {}
    for event in log:
        moved[event["action"]] = moved.get(event["action"], 0.0) + event["reward"] - total
    return {action for action, gain in moved.items() if gain > 0}


def wrong_action_baseline(log: list[Event]) -> set[str]:
    """Each action has a mean of its own, so no sum is positive: for a 1, b 0 nothing is named."""
    earned: dict[str, list[float]] = {}
    for event in log:
        earned.setdefault(event["action"], []).append(event["reward"])
    gains = {a: sum(rewards) - len(rewards) * np.mean(rewards) for a, rewards in earned.items()}
    return {action for action, gain in gains.items() if gain > 1e-9}
