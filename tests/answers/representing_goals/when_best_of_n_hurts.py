import math
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np


def right_all_draws(gold, proxy):
    """Go through all draws; twelve candidates have few."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        math.fsum(ranked[draw[-1]] for draw in combinations(range(m), n)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    for n in range(1, m):
        if curve[n] < curve[n - 1] - 1e-9:
            return n
    return None


def right_fractions(gold, proxy):
    """Exact rational numbers."""
    ranked = [Fraction(float(g)) for _, g in sorted(zip(proxy, gold, strict=True))]
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    falls = [n for n, (a, b) in enumerate(pairwise(curve), 1) if a - b > Fraction(1, 10**9)]
    return falls[0] if falls else None


def right_matrix(gold, proxy):
    """A matrix of winning chances times the ranked gold; the answer is a NumPy integer."""
    m = len(gold)
    chance = np.array(
        [[math.comb(i, n - 1) / math.comb(m, n) for i in range(m)] for n in range(1, m + 1)]
    )
    falls = np.flatnonzero(np.diff(chance @ gold[np.argsort(proxy)]) < -1e-9)
    return falls[0] + 1 if falls.size else None


def right_recursion(gold, proxy):
    """Best of n among the k worst: the k-th is drawn with chance n / k."""
    ranked = [float(gold[i]) for i in np.argsort(proxy)]

    @lru_cache(maxsize=None)
    def best(n, k):
        if k == n:
            return ranked[k - 1]
        return n / k * ranked[k - 1] + (1 - n / k) * best(n, k - 1)

    m = len(ranked)
    return next((n for n in range(1, m) if best(n, m) - best(n + 1, m) > 1e-9), None)


def right_horner(gold, proxy):
    """One number for each n, updated as better and better candidates join."""
    ranked = gold[np.argsort(proxy)]
    m = len(ranked)
    before = None
    for n in range(1, m + 1):
        value = ranked[n - 1]
        for k in range(n + 1, m + 1):
            value += n / k * (ranked[k - 1] - value)
        if before is not None and before - value > 1e-9:
            return n - 1
        before = value
    return None


def wrong_point_after(gold, proxy):
    """Names the fall by the point after it: n + 1."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    return next((n + 1 for n in range(1, m) if curve[n - 1] - curve[n] > 1e-9), None)


def wrong_from_zero(gold, proxy):
    """Numbers the points from 0: n - 1."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    return next((n - 1 for n in range(1, m) if curve[n - 1] - curve[n] > 1e-9), None)


def wrong_highest_peak(gold, proxy):
    """Takes the highest peak: shows where the curve falls, and then rises higher."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    best = int(np.argmax(curve))
    return best + 1 if curve[best] - curve[-1] > 1e-9 else None


def wrong_no_tolerance(gold, proxy):
    """Takes rounding for a fall: shows for flat curves such as gold = [0.1] * 12."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    return next((n for n in range(1, m) if curve[n] < curve[n - 1]), None)


def wrong_flat_is_fall(gold, proxy):
    """Takes a flat step for a fall: shows for equal gold scores."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    return next((n for n in range(1, m) if curve[n] <= curve[n - 1] + 1e-9), None)


def wrong_wide_tolerance(gold, proxy):
    """Overlooks falls up to 0.01: shows for gold scores of the size of 0.001."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    return next((n for n in range(1, m) if curve[n - 1] - curve[n] > 0.01), None)


def wrong_relative_tolerance(gold, proxy):
    """Compares relatively: shows for gold around 1e6 that falls by 0.01."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    for n in range(1, m):
        if curve[n] < curve[n - 1] and not math.isclose(curve[n], curve[n - 1], rel_tol=1e-6):
            return n
    return None


def wrong_last_fall(gold, proxy):
    """Names the last fall: shows where the curve falls twice in a row."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    return max((n for n in range(1, m) if curve[n - 1] - curve[n] > 1e-9), default=None)


def wrong_misses_last_step(gold, proxy):
    """Stops a step early: shows where only the step to all m falls, gold [2, 1] by proxy."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    return next((n for n in range(1, m - 1) if curve[n - 1] - curve[n] > 1e-9), None)


def wrong_below_single(gold, proxy):
    """Compares with best-of-1: shows where the curve rises first and falls less than that."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    return next((n for n in range(1, m) if curve[0] - curve[n] > 1e-9), None)


def wrong_m_for_none(gold, proxy):
    """Returns m where nothing falls, in place of None."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    return next((n for n in range(1, m) if curve[n - 1] - curve[n] > 1e-9), m)


def wrong_largest_fall(gold, proxy):
    """Names the largest fall, not the first: shows where falls grow."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    falls = [curve[n - 1] - curve[n] for n in range(1, m)]
    return falls.index(max(falls)) + 1 if falls and max(falls) > 1e-9 else None


def wrong_single_raises(gold, proxy):
    """Takes the least step of none: ValueError for a single candidate."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    if min(b - a for a, b in pairwise(curve)) >= -1e-9:
        return None
    return next(n for n in range(1, m) if curve[n - 1] - curve[n] > 1e-9)


def wrong_largest_n_wins(gold, proxy):
    """Looks only whether the whole curve ends lower, then takes the first fall."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    if curve[-1] >= max(curve) - 1e-9:
        return None
    return next((n for n in range(1, m) if curve[n - 1] - curve[n] > 1e-9), None)


def wrong_ranking_falls(gold, proxy):
    """Looks for a fall in the ranking, not in the curve: shows for 0, 9, 2, 3, 10."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    return next((n for n in range(1, m) if ranked[n - 1] - ranked[n] > 1e-9), None)


def wrong_with_replacement(gold, proxy):
    """Draws with replacement: shows where the two curves turn at different n."""
    ranked = gold[np.argsort(proxy)]
    m = len(ranked)
    edges = np.arange(m + 1) / m
    curve = [float(np.diff(edges**n) @ ranked) for n in range(1, m + 1)]
    return next((n for n in range(1, m) if curve[n - 1] - curve[n] > 1e-9), None)


def wrong_lowest_proxy(gold, proxy):
    """Selects the lowest proxy: shows for gold = proxy."""
    ranked = gold[np.argsort(-proxy)].tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    return next((n for n in range(1, m) if curve[n - 1] - curve[n] > 1e-9), None)


def wrong_proxy_curve(gold, proxy):
    """Looks at the curve of the proxy, which never falls: always None."""
    ranked = np.sort(proxy).tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    return next((n for n in range(1, m) if curve[n - 1] - curve[n] > 1e-9), None)


def wrong_given_order(gold, proxy):
    """Forgets to sort by proxy: shows where the candidates stand in another order."""
    ranked = gold.tolist()
    m = len(ranked)
    curve = [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    return next((n for n in range(1, m) if curve[n - 1] - curve[n] > 1e-9), None)


def wrong_begins_with_nothing(gold, proxy):
    """Begins with best-of-0, which is worth 0: a first candidate below 0 seems to hurt."""
    ranked = gold[np.argsort(proxy)]
    m = len(ranked)
    curve = [0.0]
    curve += [
        sum(math.comb(i, n - 1) * ranked[i] for i in range(m)) / math.comb(m, n)
        for n in range(1, m + 1)
    ]
    return next((n for n in range(m) if curve[n + 1] < curve[n] - 1e-9), None)
