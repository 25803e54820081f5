import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The law is fitted in the divergence itself. Its d is the square root of the divergence.",
)
def no_root(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    n = np.array(counts)
    d = np.log(n) - (n - 1) / n
    gain = np.array(gold) - gold[counts.index(1)]
    alpha, beta = np.linalg.lstsq(np.stack([d, -(d**2)], axis=1), gain)[0].tolist()
    peak = alpha / (2 * beta) if min(alpha, beta) > 0 else None
    passed = peak is not None and bool(d.max() > peak)
    return {"alpha": alpha, "beta": beta, "peak": peak, "passed": passed}


@mutant(
    says="The divergence is taken to be log n. One of n samples was going to be the best anyway, "
    "so it is less: (n - 1) / n comes off.",
)
def log_n(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    n = np.array(counts)
    d = np.sqrt(np.log(n))
    gain = np.array(gold) - gold[counts.index(1)]
    alpha, beta = np.linalg.lstsq(np.stack([d, -(d**2)], axis=1), gain)[0].tolist()
    peak = alpha / (2 * beta) if min(alpha, beta) > 0 else None
    passed = peak is not None and bool(d.max() > peak)
    return {"alpha": alpha, "beta": beta, "peak": peak, "passed": passed}


@mutant(
    says="The gold scores themselves are fitted. The law is about what was gained over n = 1.",
)
def gold_is_gain(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    n = np.array(counts)
    d = np.sqrt(np.log(n) - (n - 1) / n)
    gain = np.array(gold)
    alpha, beta = np.linalg.lstsq(np.stack([d, -(d**2)], axis=1), gain)[0].tolist()
    peak = alpha / (2 * beta) if min(alpha, beta) > 0 else None
    passed = peak is not None and bool(d.max() > peak)
    return {"alpha": alpha, "beta": beta, "peak": peak, "passed": passed}


@mutant(
    says="The first score is taken to be that at n = 1. The counts come in any order.",
)
def first_is_one(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    n = np.array(counts)
    d = np.sqrt(np.log(n) - (n - 1) / n)
    gain = np.array(gold) - gold[0]
    alpha, beta = np.linalg.lstsq(np.stack([d, -(d**2)], axis=1), gain)[0].tolist()
    peak = alpha / (2 * beta) if min(alpha, beta) > 0 else None
    passed = peak is not None and bool(d.max() > peak)
    return {"alpha": alpha, "beta": beta, "peak": peak, "passed": passed}


@mutant(
    says="The fit has a constant of its own, so that the gain at d = 0 may be another number "
    "than 0. The law has none.",
)
def with_intercept(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    n = np.array(counts)
    d = np.sqrt(np.log(n) - (n - 1) / n)
    gain = np.array(gold) - gold[counts.index(1)]
    minus_beta, alpha, _ = np.polyfit(d, gain, 2).tolist()
    beta = -minus_beta
    peak = alpha / (2 * beta) if min(alpha, beta) > 0 else None
    passed = peak is not None and bool(d.max() > peak)
    return {"alpha": alpha, "beta": beta, "peak": peak, "passed": passed}


@mutant(
    says="Beta has the other sign. In the law it is taken away.",
)
def beta_other_sign(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    n = np.array(counts)
    d = np.sqrt(np.log(n) - (n - 1) / n)
    gain = np.array(gold) - gold[counts.index(1)]
    alpha, beta = np.linalg.lstsq(np.stack([d, -(d**2)], axis=1), gain)[0].tolist()
    peak = alpha / (2 * beta) if min(alpha, beta) > 0 else None
    passed = peak is not None and bool(d.max() > peak)
    return {"alpha": alpha, "beta": -beta, "peak": peak, "passed": passed}


@mutant(
    says="The d that is given is the one at which all of the gain is lost again. The peak lies "
    "half way.",
)
def where_gain_is_gone(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    n = np.array(counts)
    d = np.sqrt(np.log(n) - (n - 1) / n)
    gain = np.array(gold) - gold[counts.index(1)]
    alpha, beta = np.linalg.lstsq(np.stack([d, -(d**2)], axis=1), gain)[0].tolist()
    peak = alpha / beta if min(alpha, beta) > 0 else None
    passed = peak is not None and bool(d.max() > peak)
    return {"alpha": alpha, "beta": beta, "peak": peak, "passed": passed}


@mutant(
    says="The peak is where the greatest measured score is. A noisy curve has its maximum "
    "somewhere; the fitted law says where it turns.",
)
def peak_of_what_was_measured(
    counts: list[int], gold: list[float]
) -> dict[str, float | bool | None]:
    n = np.array(counts)
    d = np.sqrt(np.log(n) - (n - 1) / n)
    gain = np.array(gold) - gold[counts.index(1)]
    alpha, beta = np.linalg.lstsq(np.stack([d, -(d**2)], axis=1), gain)[0].tolist()
    peak = float(d[gain.argmax()]) if min(alpha, beta) > 0 else None
    passed = peak is not None and bool(d.max() > peak)
    return {"alpha": alpha, "beta": beta, "peak": peak, "passed": passed}


@mutant(
    says="A peak is given where the law has none above 0. If alpha or beta is not above 0, the "
    "gain falls from the start or rises without end.",
)
def always_a_peak(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    n = np.array(counts)
    d = np.sqrt(np.log(n) - (n - 1) / n)
    gain = np.array(gold) - gold[counts.index(1)]
    alpha, beta = np.linalg.lstsq(np.stack([d, -(d**2)], axis=1), gain)[0].tolist()
    peak = alpha / (2 * beta)
    passed = peak is not None and bool(d.max() > peak)
    return {"alpha": alpha, "beta": beta, "peak": peak, "passed": passed}


@mutant(
    says="A valley is taken for a peak: where alpha and beta are both below 0, the gain is least "
    "there.",
)
def valley_is_a_peak(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    n = np.array(counts)
    d = np.sqrt(np.log(n) - (n - 1) / n)
    gain = np.array(gold) - gold[counts.index(1)]
    alpha, beta = np.linalg.lstsq(np.stack([d, -(d**2)], axis=1), gain)[0].tolist()
    peak = alpha / (2 * beta) if alpha / beta > 0 else None
    passed = peak is not None and bool(d.max() > peak)
    return {"alpha": alpha, "beta": beta, "peak": peak, "passed": passed}


@mutant(
    says="The greatest n, and not the greatest d, is compared with the peak. The peak is a value "
    "of d.",
)
def peak_in_n(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    n = np.array(counts)
    d = np.sqrt(np.log(n) - (n - 1) / n)
    gain = np.array(gold) - gold[counts.index(1)]
    alpha, beta = np.linalg.lstsq(np.stack([d, -(d**2)], axis=1), gain)[0].tolist()
    peak = alpha / (2 * beta) if min(alpha, beta) > 0 else None
    passed = peak is not None and bool(n.max() > peak)
    return {"alpha": alpha, "beta": beta, "peak": peak, "passed": passed}


@mutant(
    says="The last d is compared with the peak. The counts come in any order: the greatest is due.",
)
def last_is_greatest(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    n = np.array(counts)
    d = np.sqrt(np.log(n) - (n - 1) / n)
    gain = np.array(gold) - gold[counts.index(1)]
    alpha, beta = np.linalg.lstsq(np.stack([d, -(d**2)], axis=1), gain)[0].tolist()
    peak = alpha / (2 * beta) if min(alpha, beta) > 0 else None
    passed = peak is not None and bool(d[-1] > peak)
    return {"alpha": alpha, "beta": beta, "peak": peak, "passed": passed}


@mutant(
    says="The peak counts as passed where the score at the greatest n is below another one. "
    "Noise does this too, and a score may still be above what it was when the peak is "
    "passed: compare d with the fitted peak.",
)
def fell_means_passed(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    n = np.array(counts)
    d = np.sqrt(np.log(n) - (n - 1) / n)
    gain = np.array(gold) - gold[counts.index(1)]
    alpha, beta = np.linalg.lstsq(np.stack([d, -(d**2)], axis=1), gain)[0].tolist()
    peak = alpha / (2 * beta) if min(alpha, beta) > 0 else None
    passed = peak is not None and bool(gain[d.argmax()] < gain.max())
    return {"alpha": alpha, "beta": beta, "peak": peak, "passed": passed}


@variant(how="the normal equations of the two columns, solved by hand")
def by_hand(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    import math

    d = [math.sqrt(math.log(n) - 1 + 1 / n) for n in counts]
    start = dict(zip(counts, gold, strict=True))[1]
    gains = [score - start for score in gold]
    s2, s3, s4 = (sum(x**power for x in d) for power in (2, 3, 4))
    g1 = sum(x * gain for x, gain in zip(d, gains, strict=True))
    g2 = sum(x * x * gain for x, gain in zip(d, gains, strict=True))
    determinant = s2 * s4 - s3 * s3
    alpha, beta = (g1 * s4 - g2 * s3) / determinant, (g1 * s3 - g2 * s2) / determinant
    if min(alpha, beta) <= 0:
        return {"alpha": alpha, "beta": beta, "peak": None, "passed": False}
    peak = alpha / beta / 2
    return {"alpha": alpha, "beta": beta, "peak": peak, "passed": peak < max(d)}


@variant(how="the pseudoinverse, for counts put in order")
def by_pseudoinverse(counts: list[int], gold: list[float]) -> dict[str, float | bool | None]:
    order = np.argsort(counts)
    n = np.array(counts)[order]
    score = np.array(gold)[order]
    d = np.sqrt(np.log(n) + 1 / n - 1)
    linear, square = np.linalg.pinv(np.stack([d, d * d]).T) @ (score - score[0])
    turns = bool(min(linear, -square) > 0)
    peak = -linear / square / 2 if turns else None
    return {
        "alpha": linear,
        "beta": -square,
        "peak": peak,
        "passed": turns and d[-1] > peak,
    }
