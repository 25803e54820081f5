from collections.abc import Sequence
from itertools import combinations

import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="All three shares are that among all pairs. Whether a pair is by one writer or by two "
    "decides to which of the other two it belongs.",
)
def whoever_wrote(
    rated: Sequence[float], worth: Sequence[float], writers: Sequence[str]
) -> dict[str, float | None]:
    pairs = [
        0.5 if rated[i] == rated[j] else float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        for i, j in combinations(range(len(worth)), 2)
        if worth[i] != worth[j]
    ]
    share = sum(pairs) / len(pairs) if pairs else None
    return {"all": share, "within": share, "between": share}


@mutant(
    says="Within writers this is the mean of the writers' own shares, so that a pair by somebody "
    "who wrote little counts more. Each pair counts once.",
)
def mean_over_writers(
    rated: Sequence[float], worth: Sequence[float], writers: Sequence[str]
) -> dict[str, float | None]:
    found: dict[str, list[float]] = {"all": [], "between": []}
    own: dict[str, list[float]] = {}
    for i, j in combinations(range(len(worth)), 2):
        if worth[i] == worth[j]:
            continue
        right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        right = 0.5 if rated[i] == rated[j] else right
        found["all"].append(right)
        if writers[i] == writers[j]:
            own.setdefault(writers[i], []).append(right)
        else:
            found["between"].append(right)
    shares = {kind: sum(x) / len(x) if x else None for kind, x in found.items()}
    each = [sum(x) / len(x) for x in own.values()]
    return {**shares, "within": sum(each) / len(each) if each else None}


@mutant(
    says="Two novels with the same rating count as a wrong pair. The ratings do not prefer the "
    "worse one either: such a pair is half right.",
)
def ties_are_wrong(
    rated: Sequence[float], worth: Sequence[float], writers: Sequence[str]
) -> dict[str, float | None]:
    found: dict[str, list[bool]] = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(worth)), 2):
        if worth[i] != worth[j]:
            right = (rated[i] - rated[j]) * (worth[i] - worth[j]) > 0
            found["all"].append(right)
            found["within" if writers[i] == writers[j] else "between"].append(right)
    return {kind: sum(x) / len(x) if x else None for kind, x in found.items()}


@mutant(
    says="Pairs that are rated the same are left out. They count, as half right: a rating that "
    "cannot tell two novels apart has told something about itself.",
)
def ties_are_left_out(
    rated: Sequence[float], worth: Sequence[float], writers: Sequence[str]
) -> dict[str, float | None]:
    found: dict[str, list[bool]] = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(worth)), 2):
        if worth[i] != worth[j] and rated[i] != rated[j]:
            right = (rated[i] > rated[j]) == (worth[i] > worth[j])
            found["all"].append(right)
            found["within" if writers[i] == writers[j] else "between"].append(right)
    return {kind: sum(x) / len(x) if x else None for kind, x in found.items()}


@mutant(
    says="Pairs that are worth the same count as well. Neither of them is the better one, so "
    "there is nothing to be right about: they are left out.",
)
def equals_count(
    rated: Sequence[float], worth: Sequence[float], writers: Sequence[str]
) -> dict[str, float | None]:
    found: dict[str, list[float]] = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(worth)), 2):
        right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        if rated[i] == rated[j]:
            right = 0.5
        found["all"].append(right)
        found["within" if writers[i] == writers[j] else "between"].append(right)
    return {kind: sum(x) / len(x) if x else None for kind, x in found.items()}


@mutant(
    says="Where no pair counts the share is 0, which says that every pair was wrong. There was "
    "none: None.",
)
def nothing_is_zero(
    rated: Sequence[float], worth: Sequence[float], writers: Sequence[str]
) -> dict[str, float | None]:
    found: dict[str, list[float]] = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(worth)), 2):
        if worth[i] == worth[j]:
            continue
        right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        right = 0.5 if rated[i] == rated[j] else right
        found["all"].append(right)
        found["within" if writers[i] == writers[j] else "between"].append(right)
    return {kind: sum(x) / len(x) if x else 0.0 for kind, x in found.items()}


@mutant(
    says="Only novels that stand next to each other are compared. A pair is any two of them.",
)
def neighbors(
    rated: Sequence[float], worth: Sequence[float], writers: Sequence[str]
) -> dict[str, float | None]:
    found: dict[str, list[float]] = {"all": [], "within": [], "between": []}
    for i in range(len(worth) - 1):
        j = i + 1
        if worth[i] == worth[j]:
            continue
        right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        right = 0.5 if rated[i] == rated[j] else right
        found["all"].append(right)
        found["within" if writers[i] == writers[j] else "between"].append(right)
    return {kind: sum(x) / len(x) if x else None for kind, x in found.items()}


@mutant(
    says="Within and between are swapped: a pair by one writer is within, a pair by two between.",
)
def swapped(
    rated: Sequence[float], worth: Sequence[float], writers: Sequence[str]
) -> dict[str, float | None]:
    found: dict[str, list[float]] = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(worth)), 2):
        if worth[i] == worth[j]:
            continue
        right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        right = 0.5 if rated[i] == rated[j] else right
        found["all"].append(right)
        found["between" if writers[i] == writers[j] else "within"].append(right)
    return {kind: sum(x) / len(x) if x else None for kind, x in found.items()}


@variant(how="NumPy: signs of all differences, with masks")
def by_signs(
    rated: Sequence[float], worth: Sequence[float], writers: Sequence[str]
) -> dict[str, float | None]:
    higher = np.sign(np.subtract.outer(rated, rated))
    better = np.sign(np.subtract.outer(worth, worth))
    who = [writers.index(writer) for writer in writers]
    own = np.equal.outer(who, who)
    counts = better > 0
    right = (1 + higher) / 2
    masks = {"all": counts, "within": counts & own, "between": counts & ~own}
    return {kind: right[m].mean() if m.any() else None for kind, m in masks.items()}


@variant(how="right and wrong pairs are counted, and the share is worked out from the difference")
def from_balance(
    rated: Sequence[float], worth: Sequence[float], writers: Sequence[str]
) -> dict[str, float | None]:
    balance = dict.fromkeys(("all", "within", "between"), 0)
    count = dict(balance)
    for i in range(len(rated)):
        for j in range(len(rated)):
            if worth[i] <= worth[j]:
                continue
            for kind in ("all", "within" if writers[i] == writers[j] else "between"):
                count[kind] += 1
                balance[kind] += (rated[i] > rated[j]) - (rated[i] < rated[j])
    return {k: (balance[k] / count[k] + 1) / 2 if count[k] else None for k in count}
