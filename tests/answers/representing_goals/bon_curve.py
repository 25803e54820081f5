import math

import numpy as np
import torch


def right_miss_shares(gold, proxy, ns):
    """From the best down: the chance that rank r is missed once all better ones were."""
    ranked = gold[np.argsort(-proxy)]
    m = len(ranked)
    curve = []
    for n in ns:
        missed, expected = 1.0, 0.0
        for r in range(m - n + 1):
            win = n / (m - r)
            expected += missed * win * float(ranked[r])
            missed *= 1 - win
        curve.append(expected)
    return curve


def right_horner(gold, proxy, ns):
    """From the worst up: with chance n / k the best of the first k is drawn, else as before."""
    order = np.argsort(proxy)
    curve = []
    for n in ns:
        value = gold[order[n - 1]]
        for k in range(n + 1, len(order) + 1):
            value = value + n / k * (gold[order[k - 1]] - value)
        curve.append(value)
    return curve


def right_whole_numbers(gold, proxy, ns):
    """Exact binomials as integers, divided only as ratios, which Python rounds correctly."""
    ranked = [float(g) for _, g in sorted(zip(proxy.tolist(), gold.tolist(), strict=True))]
    m = len(ranked)
    curve = []
    for n in ns:
        n = int(n)
        ways, terms = 1, []
        total = math.comb(m, n)
        for i in range(n - 1, m):
            terms.append(ranked[i] * (ways / total))
            ways = ways * (i + 1) // (i + 2 - n)
        curve.append(math.fsum(terms))
    return curve


def right_lgamma(gold, proxy, ns):
    """Logarithms of binomials by lgamma."""
    ranked = gold[np.argsort(proxy)]
    m = len(ranked)
    lg = np.array([math.lgamma(k + 1) for k in range(m + 1)])
    curve = []
    for n in ns:
        i = np.arange(n - 1, m)
        log_p = lg[i] - lg[n - 1] - lg[i - n + 1] - (lg[m] - lg[n] - lg[m - n])
        p = np.exp(log_p)
        curve.append(float(p @ ranked[n - 1 :] / p.sum()))
    return curve


def right_cumprod(gold, proxy, ns):
    """A cumulative product in NumPy; returns an array."""
    ranked = gold[np.argsort(proxy)[::-1]]
    m = len(ranked)
    curve = np.empty(len(ns))
    for place, n in enumerate(ns):
        win = np.minimum(n / np.arange(m, 0, -1), 1.0)
        survive = np.concatenate([[1.0], np.cumprod(1 - win)[:-1]])
        curve[place] = np.sum(survive * win * ranked)
    return curve


def right_torch(gold, proxy, ns):
    """The chance that the winner is no better than rank k, and its differences, in float64."""
    order = torch.argsort(torch.from_numpy(np.array(proxy)))
    ranked = torch.from_numpy(np.array(gold))[order]
    m = len(ranked)
    curve = []
    for n in ns:
        factors = torch.ones(m, dtype=torch.float64)
        k = torch.arange(m, int(n), -1, dtype=torch.float64)
        factors[: len(k)] = 1 - n / k
        below = torch.cat([torch.ones(1, dtype=torch.float64), factors.cumprod(0)])
        p = below[:-1] - below[1:]
        p[m - n] = below[m - n]
        p[m - n + 1 :] = 0
        curve.append((p * ranked.flip(0)).sum().item())
    return curve


def wrong_with_replacement(gold, proxy, ns):
    """Draws with replacement: shows for two candidates and n = 2."""
    ranked = gold[np.argsort(proxy)]
    m = len(ranked)
    edges = np.arange(m + 1) / m
    return [float(np.diff(edges**n) @ ranked) for n in ns]


def wrong_worst_wins(gold, proxy, ns):
    """Takes the lowest proxy: shows for gold = proxy = [0, 1] and n = 2."""
    ranked = gold[np.argsort(-proxy)]
    curve = []
    for n in ns:
        value = ranked[n - 1]
        for k in range(n + 1, len(ranked) + 1):
            value = value + n / k * (ranked[k - 1] - value)
        curve.append(float(value))
    return curve


def wrong_sampled(gold, proxy, ns):
    """Estimates from 2,000 draws: off by far more than 1e-6."""
    rng = np.random.default_rng(0)
    curve = []
    for n in ns:
        draws = [rng.choice(len(gold), n, replace=False) for _ in range(2000)]
        curve.append(float(np.mean([gold[d[proxy[d].argmax()]] for d in draws])))
    return curve


def wrong_best_gold(gold, proxy, ns):
    """Ranks by gold, so selects by what one wants: shows where the proxy disagrees."""
    ranked = gold[np.argsort(gold)]
    curve = []
    for n in ns:
        value = ranked[n - 1]
        for k in range(n + 1, len(ranked) + 1):
            value = value + n / k * (ranked[k - 1] - value)
        curve.append(float(value))
    return curve


def wrong_proxy_score(gold, proxy, ns):
    """Returns the expected proxy of the winner in place of its gold."""
    ranked = np.sort(proxy)
    curve = []
    for n in ns:
        value = ranked[n - 1]
        for k in range(n + 1, len(ranked) + 1):
            value = value + n / k * (ranked[k - 1] - value)
        curve.append(float(value))
    return curve


def wrong_float_binomials(gold, proxy, ns):
    """Turns binomials into floats: OverflowError for 3,000 candidates and n = 1,500."""
    ranked = gold[np.argsort(proxy)]
    m = len(ranked)
    return [
        float(sum(float(math.comb(i, n - 1)) * ranked[i] for i in range(m)))
        / float(math.comb(m, n))
        for n in ns
    ]


def wrong_other_binomial(gold, proxy, ns):
    """Counts C(i, n) draws below rank i, not C(i, n - 1): shows for m = 2 and n = 1."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    curve = []
    for n in map(int, ns):
        total = math.comb(m, n)
        curve.append(sum(math.comb(i, n) / total * ranked[i] for i in range(m)))
    return curve


def wrong_sorted_ns(gold, proxy, ns):
    """Answers in ascending order of n: shows for ns = [2, 1]."""
    ranked = gold[np.argsort(proxy)]
    curve = []
    for n in sorted(ns):
        value = ranked[n - 1]
        for k in range(n + 1, len(ranked) + 1):
            value = value + n / k * (ranked[k - 1] - value)
        curve.append(float(value))
    return curve


def wrong_different_ns_once(gold, proxy, ns):
    """Answers an n that comes twice only once: shows for ns = [2, 2]."""
    ranked = gold[np.argsort(proxy)]
    found = {}
    for n in ns:
        value = ranked[n - 1]
        for k in range(n + 1, len(ranked) + 1):
            value = value + n / k * (ranked[k - 1] - value)
        found[n] = float(value)
    return list(found.values())


def wrong_argsort_as_rank(gold, proxy, ns):
    """Puts gold at argsort(proxy) instead of reading it there: shows for a cycle of three."""
    ranked = np.empty_like(gold)
    ranked[np.argsort(proxy)] = gold
    curve = []
    for n in ns:
        value = ranked[n - 1]
        for k in range(n + 1, len(ranked) + 1):
            value = value + n / k * (ranked[k - 1] - value)
        curve.append(float(value))
    return curve


def wrong_first_n(gold, proxy, ns):
    """Takes the best proxy among the first n as they stand: one draw, no expectation."""
    return [float(gold[: int(n)][np.argmax(proxy[: int(n)])]) for n in ns]


def wrong_top_n_mean(gold, proxy, ns):
    """Averages the gold of the n best by proxy: shows for m = 2 and n = 1."""
    ranked = gold[np.argsort(-proxy)]
    return [float(ranked[: int(n)].mean()) for n in ns]


def wrong_quantile(gold, proxy, ns):
    """Reads the gold at the expected rank of the winner, rounded: shows for m = 2, n = 1."""
    ranked = gold[np.argsort(proxy)]
    m = len(ranked)
    return [float(ranked[min(m - 1, round(n * (m + 1) / (n + 1)) - 1)]) for n in ns]


def wrong_float32(gold, proxy, ns):
    """Ranks in float32: proxies that differ by 1e-12 fall together."""
    order = np.argsort(proxy.astype(np.float32), kind="stable")
    ranked = gold[order]
    curve = []
    for n in ns:
        value = ranked[n - 1]
        for k in range(n + 1, len(ranked) + 1):
            value = value + n / k * (ranked[k - 1] - value)
        curve.append(float(value))
    return curve


def wrong_unfinished_denominator(gold, proxy, ns):
    """Divides by m at every rank, not by those left: shows for m = 3 and n = 2."""
    ranked = gold[np.argsort(-proxy)]
    m = len(ranked)
    rank = np.arange(m)
    return [float(((1 - n / m) ** rank * n / m) @ ranked) for n in ns]


def wrong_not_normalised(gold, proxy, ns):
    """Forgets the number of all draws: shows for m = 2, n = 1."""
    ranked = gold[np.argsort(proxy)].tolist()
    m = len(ranked)
    return [sum(math.comb(i, int(n) - 1) * ranked[i] for i in range(m)) for n in ns]


def wrong_all_up_to_max(gold, proxy, ns):
    """Returns the curve for 1 to max(ns): shows for ns = [2]."""
    ranked = gold[np.argsort(proxy)]
    curve = []
    for n in range(1, max(ns, default=0) + 1):
        value = ranked[n - 1]
        for k in range(n + 1, len(ranked) + 1):
            value = value + n / k * (ranked[k - 1] - value)
        curve.append(float(value))
    return curve


def wrong_hundred_best(gold, proxy, ns):
    """Stops after the 100 best ranks: shows for n = 1 and 1,000 candidates."""
    ranked = gold[np.argsort(-proxy)]
    m = len(ranked)
    curve = []
    for n in ns:
        missed, expected = 1.0, 0.0
        for r in range(min(100, m - n + 1)):
            expected += missed * n / (m - r) * float(ranked[r])
            missed *= 1 - n / (m - r)
        curve.append(expected)
    return curve


def wrong_proxies_to_nine_digits(gold, proxy, ns):
    """Ranks by proxies that are rounded to nine digits: some fall together."""
    ranked = gold[np.argsort(np.round(proxy, 9), kind="stable")]
    curve = []
    for n in ns:
        value = ranked[n - 1]
        for k in range(n + 1, len(ranked) + 1):
            value = value + n / k * (ranked[k - 1] - value)
        curve.append(float(value))
    return curve
