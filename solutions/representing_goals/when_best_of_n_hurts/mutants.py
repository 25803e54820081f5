import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="This is the highest point of the curve, whether or not it falls from there. Where "
    "nothing falls, the answer is None; where it falls early and recovers, the first fall counts.",
)
def highest(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    curve = []
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        curve.append(expected)
    return int(np.argmax(curve)) + 1


@mutant(
    says="This is the highest point of the curve, and None where that is its end. A curve may "
    "fall first and end higher than ever. Compare each point with the next.",
)
def highest_or_none(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    curve = []
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        curve.append(expected)
    best = int(np.argmax(curve))
    return None if best == m - 1 else best + 1


@mutant(
    says="Where the curve falls anywhere, this is its highest point. The first fall is asked for, "
    "even if the curve climbs higher later.",
)
def peak_of_all(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    curve = []
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        curve.append(expected)
    falls = bool((np.diff(curve) < -1e-9).any())
    return int(np.argmax(curve)) + 1 if falls else None


@mutant(
    says="This is the first fall of another curve, in which candidates are drawn with "
    "replacement. In a small population it may turn elsewhere or nowhere.",
)
def with_replacement(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)]
    share = np.arange(m + 1) / m
    curve = [float(np.diff(share**n) @ ranked) for n in range(1, m + 1)]
    for n in range(1, m):
        if curve[n] < curve[n - 1] - 1e-9:
            return n
    return None


@mutant(
    says="This is the n at which the expectation is already lower. The n before it is asked for: "
    "the last one at which no candidate too many has been drawn.",
)
def after_the_fall(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    last = None
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        if last is not None and expected < last - 1e-9:
            return n
        last = expected
    return None


@mutant(
    says="This is the place in the ranking after which the next candidate has a lower gold score. "
    "That is no statement about draws: a single bad candidate in the middle of the ranking is "
    "rarely the winner, and the expectation may go on rising.",
)
def in_the_ranking(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    ranked = np.asarray(gold)[np.argsort(proxy)]
    for n in range(1, len(ranked)):
        if ranked[n] < ranked[n - 1]:
            return n
    return None


@mutant(
    says="Only 1, 2, 4 and 8 are compared. That is how curves are plotted; a fall between two of "
    "these points goes unseen, and where one is seen its beginning is not. Try every n.",
)
def powers_of_two(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    last, before = None, 1
    for n in (n for n in (1, 2, 4, 8) if n <= m):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        if last is not None and expected < last - 1e-9:
            return before
        last, before = expected, n
    return None


@mutant(
    says="This is the last fall. After the first one, more selection has already done harm.",
)
def last_fall(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    last, found = None, None
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        if last is not None and expected < last - 1e-9:
            found = n - 1
        last = expected
    return found


@mutant(
    says="A flat step counts as a fall. One more candidate that changes nothing does no harm.",
)
def flat_is_a_fall(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    last = None
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        if last is not None and expected <= last + 1e-9:
            return n - 1
        last = expected
    return None


@mutant(
    says="A fall by a few thousandths goes unseen. The task counts whatever is more than 1e-9, "
    "the error of floats.",
)
def only_large_falls(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    last = None
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        if last is not None and expected < last - 0.05:
            return n - 1
        last = expected
    return None


@mutant(
    says="The rounding of floats counts as a fall: where a curve is flat on paper, 1e-17 decides. "
    "The task asks for a fall by more than 1e-9.",
)
def rounding_is_a_fall(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    last = None
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        if last is not None and expected < last:
            return n - 1
        last = expected
    return None


@mutant(
    says="The answer is None for every population. The proxy of the winner never falls, as more "
    "candidates can only raise it. The harm is in the gold score.",
)
def never(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    return None


@variant(how="shares of rank by binomials, in a matrix, and differences of the curve")
def by_matrix(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    from math import comb

    m = len(gold)
    best = np.asarray(gold)[np.argsort(proxy)]
    share = np.array([[comb(i, n) / comb(m, n + 1) for i in range(m)] for n in range(m)])
    fallen = np.flatnonzero(np.diff(share @ best) < -1e-9)
    return int(fallen[0]) + 1 if len(fallen) else None


@variant(how="fractions, with rounding left where it is less than a billionth")
def exactly(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    from fractions import Fraction
    from math import comb

    m = len(gold)
    ranked = [Fraction(float(g)) for g in gold[np.argsort(proxy)]]
    curve = [
        sum((comb(i, n - 1) * ranked[i] for i in range(n - 1, m)), Fraction(0)) / comb(m, n)
        for n in range(1, m + 1)
    ]
    falls = [n for n in range(1, m) if curve[n - 1] - curve[n] > 1e-9]
    return falls[0] if falls else None
