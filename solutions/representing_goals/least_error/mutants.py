import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="Every novel has the same rating, the mean of all. A rater who sees features can do "
    "better where they tell novels apart.",
)
def one_rating(seen: np.ndarray, worth: np.ndarray) -> dict[str, list[float] | float]:
    rating = worth.mean()
    return {"ratings": [rating] * len(worth), "error": ((rating - worth) ** 2).mean()}


@mutant(
    says="Every novel is rated at its worth, with no error. Novels that look alike cannot get "
    "different ratings: whatever the rater computes, it computes the same for both.",
)
def clairvoyant(seen: np.ndarray, worth: np.ndarray) -> dict[str, list[float] | float]:
    return {"ratings": worth.tolist(), "error": 0.0}


@mutant(
    says="The ratings are a line through the features, fitted by least squares. That is one kind "
    "of rater, and others do better: any function of the features is allowed.",
)
def linear(seen: np.ndarray, worth: np.ndarray) -> dict[str, list[float] | float]:
    x = np.c_[seen, np.ones(len(seen))]
    rating = x @ np.linalg.lstsq(x, worth, rcond=None)[0]
    return {"ratings": rating.tolist(), "error": ((rating - worth) ** 2).mean()}


@mutant(
    says="Novels that look alike share the median of their worths. It has the least absolute "
    "error; the least squared error is asked for.",
)
def by_median(seen: np.ndarray, worth: np.ndarray) -> dict[str, list[float] | float]:
    rating = np.array([np.median(worth[(seen == look).all(1)]) for look in seen])
    return {"ratings": rating.tolist(), "error": ((rating - worth) ** 2).mean()}


@mutant(
    says="Novels that look alike share the worth of the first of them. The others are worth "
    "something else, and count as much.",
)
def by_first(seen: np.ndarray, worth: np.ndarray) -> dict[str, list[float] | float]:
    rating = np.array([worth[(seen == look).all(1)][0] for look in seen])
    return {"ratings": rating.tolist(), "error": ((rating - worth) ** 2).mean()}


@mutant(
    says="The error is a mean over looks, so that a look that only one novel has counts as much "
    "as one that many share. It is a mean over novels.",
)
def mean_over_looks(seen: np.ndarray, worth: np.ndarray) -> dict[str, list[float] | float]:
    groups: dict[tuple[int, ...], list[float]] = {}
    for look, each in zip(map(tuple, seen), worth, strict=True):
        groups.setdefault(look, []).append(each)
    rating = [float(np.mean(groups[tuple(look)])) for look in seen]
    return {"ratings": rating, "error": float(np.mean([np.var(g) for g in groups.values()]))}


@mutant(
    says="The error is the root of the mean square. Squared units of worth are asked for.",
)
def root(seen: np.ndarray, worth: np.ndarray) -> dict[str, list[float] | float]:
    rating = np.array([worth[(seen == look).all(1)].mean() for look in seen])
    return {"ratings": rating.tolist(), "error": ((rating - worth) ** 2).mean() ** 0.5}


@mutant(
    says="Novels count as alike if their features have the same sum. They look alike if all of "
    "the features are equal, one by one.",
)
def alike_by_sum(seen: np.ndarray, worth: np.ndarray) -> dict[str, list[float] | float]:
    total = seen.sum(1)
    rating = np.array([worth[total == each].mean() for each in total])
    return {"ratings": rating.tolist(), "error": ((rating - worth) ** 2).mean()}


@mutant(
    says="Novels count as alike if they have the same numbers in whatever order. Each number is "
    "another feature: they look alike if all are equal in their places.",
)
def alike_in_any_order(seen: np.ndarray, worth: np.ndarray) -> dict[str, list[float] | float]:
    inside = np.sort(seen, axis=1)
    rating = np.array([worth[(inside == look).all(1)].mean() for look in inside])
    return {"ratings": rating.tolist(), "error": ((rating - worth) ** 2).mean()}


@mutant(
    says="There is one rating for each look, in the order of the looks. Each novel has one, in "
    "the order of the novels.",
)
def one_for_each_look(seen: np.ndarray, worth: np.ndarray) -> dict[str, list[float] | float]:
    looks, which = np.unique(seen, axis=0, return_inverse=True)
    which = which.ravel()
    mean = np.array([worth[which == i].mean() for i in range(len(looks))])
    return {"ratings": mean.tolist(), "error": ((mean[which] - worth) ** 2).mean()}


@variant(how="np.unique and sums by number of the look; the ratings are an array")
def by_unique(seen: np.ndarray, worth: np.ndarray) -> dict[str, np.ndarray | float]:
    which = np.unique(seen, axis=0, return_inverse=True)[1].ravel()
    rating = (np.bincount(which, worth) / np.bincount(which))[which]
    return {"ratings": rating, "error": float(np.mean((worth - rating) ** 2))}


@variant(how="plain Python: a list of worths for each look, in a dict")
def by_dict(seen: np.ndarray, worth: np.ndarray) -> dict[str, list[float] | float]:
    looks = [tuple(row) for row in seen.tolist()]
    groups: dict[tuple[int, ...], list[float]] = {look: [] for look in looks}
    for look, each in zip(looks, worth.tolist(), strict=True):
        groups[look].append(each)
    rating = [sum(groups[look]) / len(groups[look]) for look in looks]
    left = [(rating[i] - worth[i]) ** 2 for i in range(len(looks))]
    return {"ratings": rating, "error": float(sum(left)) / len(left)}
