import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The bins have equal widths here and not equal counts. A language model is sure of many "
    "tokens, so that some bins hold nearly all of them and others hold none.",
)
def equal_widths(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    edges = np.linspace(confidence.min(), confidence.max(), bins + 1)
    place = np.clip(np.digitize(confidence, edges) - 1, 0, bins - 1)
    parts = [(right - confidence)[place == i] for i in range(bins)]
    gaps = np.array([part.mean() if len(part) else 0.0 for part in parts])
    share = np.array([len(part) for part in parts]) / len(right)
    return {"gaps": gaps, "error": float(share @ abs(gaps)), "net": float(share @ gaps)}


@mutant(
    says="The tokens are cut into bins as they are given. They have to be put in the order of "
    "confidence first.",
)
def not_sorted(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    parts = np.array_split(right - confidence, bins)
    gaps = np.array([part.mean() for part in parts])
    share = np.array([len(part) for part in parts]) / len(right)
    return {"gaps": gaps, "error": float(share @ abs(gaps)), "net": float(share @ gaps)}


@mutant(
    says="The bins begin with the most confident tokens. The least confident come first.",
)
def surest_first(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    order = np.argsort(-confidence, kind="stable")
    parts = np.array_split((right - confidence)[order], bins)
    gaps = np.array([part.mean() for part in parts])
    share = np.array([len(part) for part in parts]) / len(right)
    return {"gaps": gaps, "error": float(share @ abs(gaps)), "net": float(share @ gaps)}


@mutant(
    says="The gaps have the other sign: confidence minus what came.",
)
def other_sign(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    order = np.argsort(confidence, kind="stable")
    parts = np.array_split((confidence - right)[order], bins)
    gaps = np.array([part.mean() for part in parts])
    share = np.array([len(part) for part in parts]) / len(right)
    return {"gaps": gaps, "error": float(share @ abs(gaps)), "net": float(share @ gaps)}


@mutant(
    says="Every bin counts alike in the two means. They are over tokens: a larger bin counts more.",
)
def bins_alike(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    order = np.argsort(confidence, kind="stable")
    parts = np.array_split((right - confidence)[order], bins)
    gaps = np.array([part.mean() for part in parts])
    return {"gaps": gaps, "error": float(abs(gaps).mean()), "net": float(gaps.mean())}


@mutant(
    says="The error is the mean size of each token's own gap. No token of probability 0.7 can come "
    "to seven tenths: a bin's tokens are averaged, and then the sign is dropped.",
)
def token_by_token(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    order = np.argsort(confidence, kind="stable")
    each = (right - confidence)[order]
    gaps = np.array([part.mean() for part in np.array_split(each, bins)])
    return {"gaps": gaps, "error": float(abs(each).mean()), "net": float(each.mean())}


@mutant(
    says="The error is the size of the net gap: over- and underconfidence in different bins cancel "
    "in it. Each bin's gap loses its sign before the mean.",
)
def bins_cancel(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    order = np.argsort(confidence, kind="stable")
    parts = np.array_split((right - confidence)[order], bins)
    gaps = np.array([part.mean() for part in parts])
    net = float((right - confidence).mean())
    return {"gaps": gaps, "error": abs(net), "net": net}


@mutant(
    says="The error is the greatest gap of a bin. The mean over the tokens is due.",
)
def greatest_gap(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    order = np.argsort(confidence, kind="stable")
    parts = np.array_split((right - confidence)[order], bins)
    gaps = np.array([part.mean() for part in parts])
    share = np.array([len(part) for part in parts]) / len(right)
    return {"gaps": gaps, "error": float(abs(gaps).max()), "net": float(share @ gaps)}


@mutant(
    says="All bins are as large as the number of tokens allows, and the last takes the rest. Sizes "
    "differ by one at most, and the larger bins come first.",
)
def last_takes_the_rest(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    each = (right - confidence)[np.argsort(confidence, kind="stable")]
    size = len(each) // bins
    parts = np.split(each, [size * i for i in range(1, bins)])
    gaps = np.array([part.mean() for part in parts])
    share = np.array([len(part) for part in parts]) / len(right)
    return {"gaps": gaps, "error": float(share @ abs(gaps)), "net": float(share @ gaps)}


@mutant(
    says="Among tokens of equal confidence those that did not come are put first. Tokens of equal "
    "confidence stay in the order in which they are given.",
)
def ties_by_outcome(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    order = np.lexsort((right, confidence))
    parts = np.array_split((right - confidence)[order], bins)
    gaps = np.array([part.mean() for part in parts])
    share = np.array([len(part) for part in parts]) / len(right)
    return {"gaps": gaps, "error": float(share @ abs(gaps)), "net": float(share @ gaps)}


@variant(how="plain lists and Python's sort, which is stable")
def in_loops(confidence: np.ndarray, right: np.ndarray, bins: int) -> dict[str, np.ndarray | float]:
    rows = sorted(zip(confidence.tolist(), right.tolist(), strict=True), key=lambda row: row[0])
    gaps, error, net, start = [], 0.0, 0.0, 0
    for i in range(bins):
        end = start + len(rows) // bins + (i < len(rows) % bins)
        total = sum(came - sure for sure, came in rows[start:end])
        gaps.append(total / (end - start))
        error += abs(total) / len(rows)
        net += total / len(rows)
        start = end
    return {"gaps": np.array(gaps), "error": error, "net": net}


@variant(how="the number of each token's bin, and sums by bin")
def by_bincount(
    confidence: np.ndarray, right: np.ndarray, bins: int
) -> dict[str, np.ndarray | float]:
    n = len(right)
    sizes = np.full(bins, n // bins) + (np.arange(bins) < n % bins)
    place = np.repeat(np.arange(bins), sizes)
    order = np.argsort(confidence, kind="stable")
    sums = np.bincount(place, weights=right[order] - confidence[order])
    return {
        "gaps": sums / sizes,
        "error": abs(sums).sum() / n,
        "net": np.mean(right) - np.mean(confidence),
    }
