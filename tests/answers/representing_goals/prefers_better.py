import math
from collections import OrderedDict, defaultdict
from itertools import combinations, groupby, product

import numpy as np
import torch


def right_pairs(rated, worth, writers):
    """Go through the pairs of places."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        if rated[i] == rated[j]:
            right = 0.5
        else:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def right_matrices(rated, worth, writers):
    """Comparisons as matrices; each pair stands once where the row is worth more."""
    r, w = np.array(rated, float), np.array(worth, float)
    better = w[:, None] > w[None, :]
    right = (r[:, None] > r[None, :]) + 0.5 * (r[:, None] == r[None, :])
    names = {name: k for k, name in enumerate(dict.fromkeys(writers))}
    who = np.array([names[name] for name in writers], int)
    same = who[:, None] == who[None, :]
    masks = {"all": better, "within": better & same, "between": better & ~same}
    return {key: right[mask].mean() if mask.any() else None for key, mask in masks.items()}


def right_whole_halves(rated, worth, writers):
    """Counts half points as integers in defaultdicts, better novel first."""
    points, pairs = defaultdict(int), defaultdict(int)
    novels = list(zip(rated, worth, writers, strict=True))
    for (r, w, who), (s, v, other) in product(novels, repeat=2):
        if w > v:
            for key in ("all", "within" if who == other else "between"):
                pairs[key] += 1
                points[key] += 2 if r > s else r == s
    return OrderedDict(
        (key, points[key] / (2 * pairs[key]) if pairs[key] else None)
        for key in ("all", "within", "between")
    )


def right_by_writer(rated, worth, writers):
    """Groups by writer for `within`, and takes `between` as what is left of all."""

    def count(places):
        right = total = 0
        for i, j in combinations(places, 2):
            if worth[i] != worth[j]:
                better, worse = (i, j) if worth[i] > worth[j] else (j, i)
                total += 1
                right += (rated[better] > rated[worse]) + (rated[better] >= rated[worse])
        return right, total

    by_writer = sorted(range(len(rated)), key=lambda i: writers[i])
    groups = [count(list(g)) for _, g in groupby(by_writer, key=lambda i: writers[i])]
    every = count(range(len(rated)))
    within = (sum(r for r, _ in groups), sum(t for _, t in groups))
    between = (every[0] - within[0], every[1] - within[1])
    found = zip(("all", "within", "between"), (every, within, between), strict=True)
    return {key: right / 2 / total if total else None for key, (right, total) in found}


def right_recursion(rated, worth, writers):
    """What the last novel adds to the pairs of those before it."""

    def totals(n):
        if n < 2:
            return {"within": (0.0, 0), "between": (0.0, 0)}
        found = totals(n - 1)
        last = n - 1
        for i in range(last):
            if worth[i] < worth[last] or worth[i] > worth[last]:
                key = "within" if writers[i] == writers[last] else "between"
                up = (worth[last] > worth[i]) - (worth[last] < worth[i])
                rated_up = (rated[last] > rated[i]) - (rated[last] < rated[i])
                found[key] = (found[key][0] + (1 + up * rated_up) / 2, found[key][1] + 1)
        return found

    found = totals(len(rated))
    found["all"] = tuple(a + b for a, b in zip(*found.values(), strict=True))
    return {key: right / pairs if pairs else None for key, (right, pairs) in found.items()}


def right_torch(rated, worth, writers):
    """triu_indices and comparisons in float64."""
    n = len(rated)
    i, j = torch.triu_indices(n, n, 1)
    r = torch.tensor([float(v) for v in rated], dtype=torch.float64)
    w = torch.tensor([float(v) for v in worth], dtype=torch.float64)
    up = (w[i] > w[j]).double() - (w[i] < w[j]).double()
    rated_up = (r[i] > r[j]).double() - (r[i] < r[j]).double()
    places = zip(i.tolist(), j.tolist(), strict=True)
    same = torch.tensor([writers[a] == writers[b] for a, b in places], dtype=torch.bool)
    right = (1 + up * rated_up) / 2
    result = {}
    for key, chosen in (("all", up != 0), ("within", same), ("between", ~same)):
        mask = chosen & (up != 0)
        result[key] = right[mask].mean().item() if mask.any() else None
    return result


def wrong_equal_worth_counts(rated, worth, writers):
    """Counts pairs of equal worth as half right: shows for worth [1, 1, 2]."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        right = 0.5
        if rated[i] != rated[j] and worth[i] != worth[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_ties_wrong(rated, worth, writers):
    """Takes equal ratings for wrong: shows for rated [1, 1] and worth [1, 2]."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.0
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_ties_right(rated, worth, writers):
    """Takes equal ratings for right: shows for rated [1, 1] and worth [1, 2]."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 1.0
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_ties_dropped(rated, worth, writers):
    """Leaves pairs of equal ratings out: shows for rated [1, 1, 2], worth [1, 2, 3]."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j] or rated[i] == rated[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_later_tie_wrong(rated, worth, writers):
    """A tie is right or wrong by the order of the two: shows for rated [1, 1]."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_neighbors(rated, worth, writers):
    """Compares neighbors in the list only: shows for three novels and more."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in zip(range(len(rated)), range(1, len(rated)), strict=False):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_zero_for_none(rated, worth, writers):
    """Gives 0.0 where no pair counts: shows for no novel at all."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else 0.0 for key, found in shares.items()}


def wrong_half_for_none(rated, worth, writers):
    """Gives 0.5 where no pair counts, like a coin: shows for no novel at all."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else 0.5 for key, found in shares.items()}


def wrong_swapped_keys(rated, worth, writers):
    """Swaps within and between."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] != writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_same_object(rated, worth, writers):
    """Compares writers by `is`: shows for equal strings made at different times."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] is writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_case_ignored(rated, worth, writers):
    """Takes "Ann" and "ann" for one writer."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares[
            "within" if writers[i].lower().strip() == writers[j].lower().strip() else "between"
        ].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_neighbor_writer(rated, worth, writers):
    """Reads the writers in runs: "a", "b", "a" has two different writers a."""
    shares = {"all": [], "within": [], "between": []}
    run = [0] * len(writers)
    for k in range(1, len(writers)):
        run[k] = run[k - 1] + (writers[k] != writers[k - 1])
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if run[i] == run[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_tolerance(rated, worth, writers):
    """Takes ratings within 1e-6 for the same: shows for rated [0, 1e-9] and worth [0, 1]."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if abs(rated[i] - rated[j]) > 1e-6:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_worth_tolerance(rated, worth, writers):
    """Leaves out worths within 1e-6 of each other: shows for worth [0, 1e-9]."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if math.isclose(worth[i], worth[j], abs_tol=1e-6):
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_only_first_writer(rated, worth, writers):
    """Takes only the first writer for `within`: shows for a b b."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] == writers[0] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_all_is_mean_of_two(rated, worth, writers):
    """Takes the mean of within and between for all: shows where they have different numbers."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    done = {key: sum(found) / len(found) if found else None for key, found in shares.items()}
    if shares["within"] and shares["between"]:
        done["all"] = (done["within"] + done["between"]) / 2
    return done


def wrong_between_is_all(rated, worth, writers):
    """Counts every pair under between: shows where a writer has two novels."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["between"].append(right)
        if writers[i] == writers[j]:
            shares["within"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_within_by_writer(rated, worth, writers):
    """Averages `within` over writers, not over pairs: shows for 3 novels by a, 2 by b."""
    shares = {"all": [], "within": [], "between": []}
    by_writer = defaultdict(list)
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        if writers[i] == writers[j]:
            by_writer[writers[i]].append(right)
        else:
            shares["between"].append(right)
    shares["within"] = [sum(found) / len(found) for found in by_writer.values()]
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_divides_by_all_pairs(rated, worth, writers):
    """Divides every share by the number of all pairs that count."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {
        key: sum(found) / len(shares["all"]) if found else None for key, found in shares.items()
    }


def wrong_empty_dict(rated, worth, writers):
    """Returns an empty dict where there is no novel."""
    if not len(rated):
        return {}
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_key_missing(rated, worth, writers):
    """Leaves the key out where no such pair counts: shows for one writer alone."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) for key, found in shares.items() if found}


def wrong_float32(rated, worth, writers):
    """Compares in float32: shows for rated [1, 1 + 1e-12] and worth [0, 1]."""
    rated = np.array(rated, dtype=np.float32)
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def right_by_differences(rated, worth, writers):
    """Multiplies differences, whose product no float loses from 1e-9 on."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        product_of_both = (rated[i] - rated[j]) * (worth[i] - worth[j])
        if product_of_both != 0:
            right = float(product_of_both > 0)
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_blanks_around_names(rated, worth, writers):
    """Takes "Ada" and "Ada " for one writer."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if rated[i] != rated[j]:
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        one = writers[i].strip() == writers[j].strip()
        shares["within" if one else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}


def wrong_isclose(rated, worth, writers):
    """Takes ratings for equal if math.isclose does: shows for 3 and 3.000000001."""
    shares = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(rated)), 2):
        if worth[i] == worth[j]:
            continue
        right = 0.5
        if not math.isclose(rated[i], rated[j]):
            right = float((rated[i] > rated[j]) == (worth[i] > worth[j]))
        shares["all"].append(right)
        shares["within" if writers[i] == writers[j] else "between"].append(right)
    return {key: sum(found) / len(found) if found else None for key, found in shares.items()}
