import numpy as np


def right_array_split(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """A stable sort, split as evenly as can be."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in np.array_split(order, bins):
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def right_python_sort(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """Indices by Python's stable sort, and slices."""
    places = sorted(range(len(confidence)), key=confidence.tolist().__getitem__)
    small, extra = divmod(len(places), bins)
    gaps, error, start = np.zeros(bins), 0.0, 0
    for i in range(bins):
        stop = start + small + (1 if i < extra else 0)
        part = places[start:stop]
        gaps[i] = sum(float(right[p]) - float(confidence[p]) for p in part) / len(part)
        error += abs(gaps[i]) * len(part) / len(places)
        start = stop
    net = sum(float(r) - float(c) for r, c in zip(right, confidence, strict=True)) / len(places)
    return {"gaps": gaps, "error": error, "net": net}


def right_lexsort(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """lexsort by place and confidence; sums at the cuts."""
    n = len(confidence)
    order = np.lexsort((np.arange(n), confidence))
    sizes = [n // bins + (i < n % bins) for i in range(bins)]
    cuts = np.cumsum([0, *sizes[:-1]])
    sums = np.add.reduceat((right.astype(float) - confidence)[order], cuts)
    return {
        "gaps": sums / np.array(sizes),
        "error": float(np.abs(sums).sum() / n),
        "net": float(sums.sum() / n),
    }


def right_torch(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """Torch's stable sort and tensor_split, which splits alike."""
    import torch

    c, r = torch.tensor(confidence), torch.tensor(right, dtype=torch.float64)
    order = torch.sort(c, stable=True).indices
    parts = torch.tensor_split((r - c)[order], bins)
    gaps = torch.stack([part.mean() for part in parts])
    share = torch.tensor([len(part) / len(c) for part in parts], dtype=torch.float64)
    return {"gaps": gaps.numpy(), "error": (share * gaps.abs()).sum(), "net": (share @ gaps).item()}


def wrong_mean_of_gaps(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """Plain means over the bins."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in np.array_split(order, bins):
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.mean(np.abs(gaps))
    net = np.mean(gaps)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_squared(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """The root of the mean squared gap."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in np.array_split(order, bins):
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.sqrt(np.average(np.square(gaps), weights=sizes))
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_maximum(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """The maximum calibration error."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in np.array_split(order, bins):
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.max(np.abs(gaps))
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_sum(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """The sum of the gaps' sizes."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in np.array_split(order, bins):
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.sum(np.abs(gaps))
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_descending(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """Most confident first."""
    order = np.argsort(confidence, kind="mergesort")[::-1]
    gaps, sizes = [], []
    for places in np.array_split(order, bins):
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_equal_width(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """Ten bins of equal width between 0 and 1, as many as are asked for."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in [
        np.flatnonzero(np.minimum((confidence * bins).astype(int), bins - 1) == i)
        for i in range(bins)
    ]:
        if len(places) == 0:
            places = order[:1]
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_small_bins_first(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """The smaller bins come first."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in [part[::-1] for part in np.array_split(order[::-1], bins)[::-1]]:
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_rest_in_the_last_bin(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """The last bin takes the rest."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in np.split(order, [len(order) // bins * i for i in range(1, bins)]):
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_rest_is_dropped(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """What cannot be divided is dropped."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in np.split(order[: len(order) // bins * bins], bins):
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_sorted_by_outcome(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """Sorted by what came."""
    order = np.argsort(right, kind="mergesort")
    gaps, sizes = [], []
    for places in np.array_split(order, bins):
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_ties_backwards(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """Equal confidences in the reverse order."""
    order = np.argsort(confidence[::-1], kind="mergesort")
    order = len(order) - 1 - order
    gaps, sizes = [], []
    for places in np.array_split(order, bins):
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_median_confidence(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """The median confidence of a bin."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in np.array_split(order, bins):
        gaps.append(right[places].mean() - np.median(confidence[places]))
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_middle_of_the_bin(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """The middle between a bin's least and greatest confidence."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in np.array_split(order, bins):
        gaps.append(
            right[places].mean() - (confidence[places].min() + confidence[places].max()) / 2
        )
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_confidence_minus_came(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """Gaps with the other sign."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in np.array_split(order, bins):
        gaps.append(confidence[places].mean() - right[places].mean())
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_net_without_sign(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """The net gap without its sign."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in np.array_split(order, bins):
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = abs(np.average(gaps, weights=sizes))
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_unique_confidences(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """A bin for each confidence, where there are few enough."""
    order = np.argsort(confidence, kind="mergesort")
    gaps, sizes = [], []
    for places in np.array_split(
        order[np.unique(confidence[order], return_index=True)[1]],
        min(bins, len(np.unique(confidence))),
    ):
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}


def wrong_default_sort_by_pairs(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    """Sorts pairs, so that equal confidences are sorted by what came."""
    order = np.array(sorted(range(len(right)), key=lambda i: (confidence[i], right[i])))
    gaps, sizes = [], []
    for places in np.array_split(order, bins):
        gaps.append(right[places].mean() - confidence[places].mean())
        sizes.append(len(places))
    error = np.average(np.abs(gaps), weights=sizes)
    net = np.average(gaps, weights=sizes)
    return {"gaps": np.array(gaps), "error": float(error), "net": float(net)}
