import math
from collections import defaultdict
from itertools import groupby

import numpy as np
import torch


def right_dict(seen, worth):
    """Groups in a dict by tuples of features, means by fsum."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {row: math.fsum(values) / len(values) for row, values in groups.items()}
    ratings = [mean[tuple(row)] for row in seen.tolist()]
    squares = [(r - w) ** 2 for r, w in zip(ratings, worth.tolist(), strict=True)]
    return {"ratings": ratings, "error": math.fsum(squares) / len(squares)}


def right_unique(seen, worth):
    """np.unique over rows and bincount; ratings as an array."""
    _, group = np.unique(seen, axis=0, return_inverse=True)
    group = group.reshape(-1)
    mean = np.bincount(group, weights=worth) / np.bincount(group)
    return {"ratings": mean[group], "error": np.mean((mean[group] - worth) ** 2)}


def right_sorted(seen, worth):
    """Sort the places by features, and go through the runs."""
    ratings = [0.0] * len(worth)
    places = sorted(range(len(worth)), key=lambda i: tuple(seen[i]))
    for _, run in groupby(places, key=lambda i: tuple(seen[i])):
        run = list(run)
        mean = sum(worth[i] for i in run) / len(run)
        for i in run:
            ratings[i] = mean
    error = sum((r - w) ** 2 for r, w in zip(ratings, worth, strict=True)) / len(worth)
    return {"error": float(error), "ratings": ratings}


def right_alike_matrix(seen, worth):
    """Who looks like whom as a matrix; each row's mean of worths."""
    alike = (seen[:, None, :] == seen[None, :, :]).all(-1).astype(float)
    ratings = alike @ worth / alike.sum(1)
    return {"ratings": ratings.tolist(), "error": float(((ratings - worth) ** 2).mean())}


def right_running_means(seen, worth):
    """Welford's update of mean and sum of squares in each group."""
    state = {}
    for row, value in zip(map(tuple, seen.tolist()), worth.tolist(), strict=True):
        count, mean, squares = state.get(row, (0, 0.0, 0.0))
        step = value - mean
        mean += step / (count + 1)
        state[row] = (count + 1, mean, squares + step * (value - mean))
    ratings = np.array([state[tuple(row)][1] for row in seen.tolist()])
    return {"ratings": ratings, "error": sum(s for _, _, s in state.values()) / len(worth)}


def right_torch(seen, worth):
    """torch.unique and index_add_ in float64."""
    w = torch.from_numpy(np.array(worth))
    _, group, size = torch.unique(
        torch.from_numpy(np.array(seen)), dim=0, return_inverse=True, return_counts=True
    )
    total = torch.zeros(len(size), dtype=torch.float64).index_add_(0, group, w)
    ratings = (total / size)[group]
    return {"ratings": ratings.tolist(), "error": (ratings - w).square().mean().item()}


def right_split(seen, worth):
    """Split the novels by one feature after the other, recursively."""
    ratings = np.empty(len(worth))

    def split(places, feature):
        if feature == seen.shape[1]:
            ratings[places] = worth[places].mean()
            return
        for value in np.unique(seen[places, feature]):
            split(places[seen[places, feature] == value], feature + 1)

    split(np.arange(len(worth)), 0)
    return {"ratings": ratings, "error": float(np.square(ratings - worth).mean())}


def wrong_mean_over_groups(seen, worth):
    """Averages the errors over groups, not novels: shows for groups of 1 and 2."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array([mean[tuple(row)] for row in seen.tolist()])
    error = float(np.mean([np.var(values) for values in groups.values()]))
    return {"ratings": ratings.tolist(), "error": error}


def wrong_median(seen, worth):
    """Rates by the median: shows for three that look alike, worth 0, 0, 3."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {row: float(np.median(values)) for row, values in groups.items()}
    ratings = np.array([mean[tuple(row)] for row in seen.tolist()])
    error = float(((ratings - worth) ** 2).mean())
    return {"ratings": ratings.tolist(), "error": error}


def wrong_middle(seen, worth):
    """Rates by the middle of least and greatest: shows for worth 0, 0, 3."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {row: (min(values) + max(values)) / 2 for row, values in groups.items()}
    ratings = np.array([mean[tuple(row)] for row in seen.tolist()])
    error = float(((ratings - worth) ** 2).mean())
    return {"ratings": ratings.tolist(), "error": error}


def wrong_first_of_group(seen, worth):
    """Rates by the first novel that looks so: shows for two alike, worth 0 and 1."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {row: values[0] for row, values in groups.items()}
    ratings = np.array([mean[tuple(row)] for row in seen.tolist()])
    error = float(((ratings - worth) ** 2).mean())
    return {"ratings": ratings.tolist(), "error": error}


def wrong_first_feature(seen, worth):
    """Looks at the first feature only: shows for [0, 0] and [0, 1]."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[row[0]].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array([mean[row[0]] for row in seen.tolist()])
    error = float(((ratings - worth) ** 2).mean())
    return {"ratings": ratings.tolist(), "error": error}


def wrong_sum_of_features(seen, worth):
    """Takes equal sums for alike: shows for [0, 1] and [1, 0]."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[sum(row)].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array([mean[sum(row)] for row in seen.tolist()])
    error = float(((ratings - worth) ** 2).mean())
    return {"ratings": ratings.tolist(), "error": error}


def wrong_order_of_features_lost(seen, worth):
    """Sorts the features: takes [0, 1] and [1, 0] for alike."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(sorted(row))].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array([mean[tuple(sorted(row))] for row in seen.tolist()])
    error = float(((ratings - worth) ** 2).mean())
    return {"ratings": ratings.tolist(), "error": error}


def wrong_joined_digits(seen, worth):
    """Joins the features to a string: takes [1, 11] and [11, 1] for alike."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups["".join(map(str, row))].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array([mean["".join(map(str, row))] for row in seen.tolist()])
    error = float(((ratings - worth) ** 2).mean())
    return {"ratings": ratings.tolist(), "error": error}


def wrong_base_ten(seen, worth):
    """Reads the features as digits: takes [0, 10] and [1, 0] for alike."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[sum(v * 10**k for k, v in enumerate(row[::-1]))].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array(
        [mean[sum(v * 10**k for k, v in enumerate(row[::-1]))] for row in seen.tolist()]
    )
    error = float(((ratings - worth) ** 2).mean())
    return {"ratings": ratings.tolist(), "error": error}


def wrong_float32_features(seen, worth):
    """Turns features to float32: takes 2**24 and 2**24 + 1 for alike."""
    groups = defaultdict(list)
    for row, value in zip(seen.astype(np.float32).tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array([mean[tuple(row)] for row in seen.astype(np.float32).tolist()])
    error = float(((ratings - worth) ** 2).mean())
    return {"ratings": ratings.tolist(), "error": error}


def wrong_unbiased(seen, worth):
    """Divides by n - 1 in each group: shows for two alike, worth 0 and 1."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array([mean[tuple(row)] for row in seen.tolist()])
    spread = [len(v) * np.var(v, ddof=1) for v in groups.values() if len(v) > 1]
    error = float(sum(spread) / len(worth))
    return {"ratings": ratings.tolist(), "error": error}


def wrong_sum_of_squares(seen, worth):
    """Sums the squares and does not divide."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array([mean[tuple(row)] for row in seen.tolist()])
    error = float(((ratings - worth) ** 2).sum())
    return {"ratings": ratings.tolist(), "error": error}


def wrong_root(seen, worth):
    """Takes the root of the mean square: not in squared units."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array([mean[tuple(row)] for row in seen.tolist()])
    error = float(((ratings - worth) ** 2).mean() ** 0.5)
    return {"ratings": ratings.tolist(), "error": error}


def wrong_absolute(seen, worth):
    """Takes the mean absolute difference."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array([mean[tuple(row)] for row in seen.tolist()])
    error = float(np.abs(ratings - worth).mean())
    return {"ratings": ratings.tolist(), "error": error}


def wrong_ratings_of_groups(seen, worth):
    """Returns one rating for each group, not for each novel."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array([mean[tuple(row)] for row in seen.tolist()])
    error = float(((ratings - worth) ** 2).mean())
    return {"ratings": list(mean.values()), "error": error}


def wrong_runs_only(seen, worth):
    """Groups neighbors only: shows where alike novels do not stand side by side."""
    ratings = []
    for _, run in groupby(range(len(worth)), key=lambda i: tuple(seen[i])):
        run = list(run)
        ratings += [float(worth[run].mean())] * len(run)
    error = float(((np.array(ratings) - worth) ** 2).mean())
    return {"ratings": ratings, "error": error}


def wrong_sorted_order(seen, worth):
    """Returns the ratings in order of the features, not of the novels."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array([mean[tuple(row)] for row in seen.tolist()])
    error = float(((ratings - worth) ** 2).mean())
    return {"ratings": [mean[row] for row in sorted(map(tuple, seen.tolist()))], "error": error}


def right_squares_and_means(seen, worth):
    """Mean of squares less square of mean: exact enough for worths up to 1000."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {row: sum(values) / len(values) for row, values in groups.items()}
    ratings = np.array([mean[tuple(row)] for row in seen.tolist()])
    of_squares = {row: sum(v * v for v in values) / len(values) for row, values in groups.items()}
    error = float(np.mean([of_squares[tuple(r)] - mean[tuple(r)] ** 2 for r in seen.tolist()]))
    return {"ratings": ratings.tolist(), "error": error}


def wrong_linear(seen, worth):
    """Fits a line to the features: shows for features 0, 1, 2 worth 0, 1, 0."""
    design = np.column_stack([seen.astype(float), np.ones(len(worth))])
    weights = np.linalg.lstsq(design, worth, rcond=None)[0]
    ratings = design @ weights
    return {"ratings": ratings.tolist(), "error": float(((ratings - worth) ** 2).mean())}


def wrong_one_rating(seen, worth):
    """Gives all novels the same rating: shows for two that look different."""
    ratings = np.full(len(worth), worth.mean())
    return {"ratings": ratings.tolist(), "error": float(worth.var())}


def wrong_own_worth(seen, worth):
    """Rates each novel by its worth, error 0: shows for two alike, worth 0 and 1."""
    ratings = [float(value) for value in worth[: len(seen)]]
    return {"ratings": ratings, "error": 0.0}


def wrong_singles_by_all(seen, worth):
    """Rates a novel unlike all others by the mean of all: shows for a single of its kind."""
    groups = defaultdict(list)
    for row, value in zip(seen.tolist(), worth.tolist(), strict=True):
        groups[tuple(row)].append(value)
    mean = {
        row: (sum(values) / len(values) if len(values) > 1 else worth.mean())
        for row, values in groups.items()
    }
    ratings = np.array([mean[tuple(row)] for row in seen.tolist()])
    error = float(((ratings - worth) ** 2).mean())
    return {"ratings": ratings.tolist(), "error": error}


def wrong_without_axis(seen, worth):
    """Calls np.unique without the axis, so groups single numbers: d = 1 alone is right."""
    group = np.unique(seen, return_inverse=True)[1].reshape(len(worth), -1)[:, -1]
    mean = np.bincount(group, weights=worth) / np.maximum(np.bincount(group), 1)
    ratings = mean[group]
    return {"ratings": ratings.tolist(), "error": float(((ratings - worth) ** 2).mean())}


def wrong_base_thousand(seen, worth):
    """Makes one number of the features, 1000 for each place: [0, 1000] looks like [1, 0]."""
    keys = [sum(v * 1000**k for k, v in enumerate(row[::-1])) for row in seen.tolist()]
    groups = defaultdict(list)
    for key, value in zip(keys, worth.tolist(), strict=True):
        groups[key].append(value)
    ratings = np.array([sum(groups[key]) / len(groups[key]) for key in keys])
    return {"ratings": ratings.tolist(), "error": float(((ratings - worth) ** 2).mean())}


def wrong_base_thousand_from_the_left(seen, worth):
    """Makes one number of the features, the first one counting least: [1000, 0] is like [0, 1]."""
    keys = seen @ (1000 ** np.arange(seen.shape[1]))
    ratings = np.empty(len(worth))
    for key in np.unique(keys):
        ratings[keys == key] = worth[keys == key].mean()
    return {"ratings": ratings.tolist(), "error": float(((ratings - worth) ** 2).mean())}
