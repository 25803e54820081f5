from collections.abc import Sequence

import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="This is the curve for draws with replacement: the powers of a rank's share are the "
    "chances when the same candidate can come twice. Without replacement the second draw is from "
    "what is left.",
)
def with_replacement(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    ranked = gold[np.argsort(proxy)]
    share = np.arange(len(gold) + 1) / len(gold)
    return [float(np.diff(share**n) @ ranked) for n in ns]


@mutant(
    says="This is the expected *proxy* of the winner. It rises with every candidate, by "
    "construction, and is what a dashboard would show. The gold score of the winner is asked for.",
)
def of_the_proxy(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    m = len(gold)
    ranked = np.sort(proxy)[::-1]
    curve = []
    for n in ns:
        rank = np.arange(m - 1)
        missed = np.clip((m - n - rank) / (m - 1 - rank), 0, None)
        wins = n / m * np.concatenate([[1.0], np.cumprod(missed)])
        curve.append(float(wins @ ranked))
    return curve


@mutant(
    says="The one with the highest gold is taken. If one could read gold, there would be no "
    "proxy. Sort by the proxy and average the gold.",
)
def selects_by_gold(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    m = len(gold)
    ranked = np.sort(gold)[::-1]
    curve = []
    for n in ns:
        rank = np.arange(m - 1)
        missed = np.clip((m - n - rank) / (m - 1 - rank), 0, None)
        wins = n / m * np.concatenate([[1.0], np.cumprod(missed)])
        curve.append(float(wins @ ranked))
    return curve


@mutant(
    says="This is the mean gold of the n best proxies of the whole population. Best-of-n takes "
    "one, the best of n that chance has put in the draw; with n = 1 that is anybody.",
)
def top_n_mean(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    ranked = gold[np.argsort(proxy)[::-1]]
    return [float(ranked[:n].mean()) for n in ns]


@mutant(
    says="For each n this is the expectation for n + 1, up to the whole population. Check that "
    "best of one is the plain mean, and best of all the gold of the best proxy.",
)
def off_by_one(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    m = len(gold)
    ranked = gold[np.argsort(proxy)[::-1]]
    curve = []
    for n in (min(n + 1, m) for n in ns):
        rank = np.arange(m - 1)
        missed = np.clip((m - n - rank) / (m - 1 - rank), 0, None)
        wins = n / m * np.concatenate([[1.0], np.cumprod(missed)])
        curve.append(float(wins @ ranked))
    return curve


@mutant(
    says="It is right for small populations and raises an OverflowError for thousands of "
    "candidates: a binomial of two thousand over nine hundred is no float. Divide the two "
    "integers before any float comes near them, or go from rank to rank by ratios.",
)
def overflows(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    from math import comb

    m = len(gold)
    ranked = [float(g) for g in gold[np.argsort(proxy)]]
    curve = []
    for n in ns:
        total = sum(float(comb(i, n - 1)) * ranked[i] for i in range(n - 1, m))
        curve.append(total / float(comb(m, n)))
    return curve


@mutant(
    says="This is an estimate; the exact expectation is asked for. Two hundred draws leave an "
    "error in the first or second digit, and the place where the curve turns is lost in it.",
)
def estimated(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    rng = np.random.default_rng(0)
    curve = []
    for n in ns:
        draws = np.array([rng.choice(len(gold), n, replace=False) for _ in range(200)])
        best = draws[np.arange(200), proxy[draws].argmax(1)]
        curve.append(float(gold[best].mean()))
    return curve


@mutant(
    says="This is the expectation for the worst proxy of the draw. The best one is taken.",
)
def worst_of_n(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    m = len(gold)
    ranked = gold[np.argsort(proxy)]
    curve = []
    for n in ns:
        rank = np.arange(m - 1)
        missed = np.clip((m - n - rank) / (m - 1 - rank), 0, None)
        wins = n / m * np.concatenate([[1.0], np.cumprod(missed)])
        curve.append(float(wins @ ranked))
    return curve


@variant(how="binomials as integers, divided before they become floats")
def binomials(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    from math import comb

    m = len(gold)
    ranked = gold[np.argsort(proxy)]
    curve = []
    for n in ns:
        of_all = comb(m, n)
        ways = comb(n - 1, n - 1)
        total = 0.0
        for i in range(n - 1, m):
            total += ways / of_all * ranked[i]
            ways = ways * (i + 1) // (i + 2 - n)
        curve.append(total)
    return curve


@variant(how="an array instead of a list, by log-factorials")
def in_logs(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> np.ndarray:
    m = len(gold)
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, m + 1)))])
    ranked = gold[np.argsort(proxy)]
    curve = []
    for n in ns:
        i = np.arange(n - 1, m)
        log_ways = log_factorial[i] - log_factorial[n - 1] - log_factorial[i - n + 1]
        log_all = log_factorial[m] - log_factorial[n] - log_factorial[m - n]
        curve.append(np.exp(log_ways - log_all) @ ranked[i])
    return np.array(curve)
