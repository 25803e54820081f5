import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="You return the highest point of the curve, whether or not it falls from there. Where "
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
    says="You look for the highest point of the curve and return None where that is its end. A "
    "curve may fall first and end higher than ever. Compare each point with the next.",
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
    says="You return the highest point of the whole curve. The first fall is asked for, even if "
    "the curve climbs higher later.",
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
    says="You go through the neighbors of a curve in which candidates are drawn with replacement. "
    "In a small population that is another curve, and it may turn elsewhere or nowhere.",
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
    says="You return the n at which the expectation is already lower. The n before it is asked "
    "for: the last one at which no candidate too many has been drawn.",
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
    says="You walk up the proxy and stop where the next candidate has a lower gold score. That is "
    "no statement about draws: a single bad candidate in the middle of the ranking is rarely the "
    "winner, and the expectation may go on rising.",
)
def in_the_ranking(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    ranked = np.asarray(gold)[np.argsort(proxy)]
    for n in range(1, len(ranked)):
        if ranked[n] < ranked[n - 1]:
            return n
    return None


@mutant(
    says="You try 1, 2, 4, 8 and so on. That is how curves are plotted; a fall between two of "
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
    says="You return the last fall. After the first one, more selection has already done harm.",
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
    says="You follow the proxy of the winner, which never falls: more candidates can only raise "
    "the best proxy among them. The harm is in the gold score.",
)
def never(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    return None


@variant(how="fractions, so that no rounding is involved")
def exactly(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    from fractions import Fraction
    from math import comb

    m = len(gold)
    ranked = [Fraction(float(g)) for g in gold[np.argsort(proxy)]]
    curve = [
        sum((comb(i, n - 1) * ranked[i] for i in range(n - 1, m)), Fraction(0)) / comb(m, n)
        for n in range(1, m + 1)
    ]
    falls = [n for n in range(1, m) if curve[n] < curve[n - 1]]
    return falls[0] if falls else None
