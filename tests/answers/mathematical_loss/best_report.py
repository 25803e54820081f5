import math

import numpy as np
import torch


def right_fine_grid(rule, p):
    """Tries 100,001 reports, both ends among them, and takes the cheapest."""
    q = np.linspace(0, 1, 100_001)
    cost = p * rule(q, 1) + (1 - p) * rule(q, 0)
    return float(q[np.nanargmin(cost)])


def right_scalars(rule, p):
    """min with a key over single reports, floats one at a time."""

    def cost(q):
        value = p * rule(q, 1) + (1 - p) * rule(q, 0)
        return math.inf if math.isnan(value) else value

    return min((i / 5000 for i in range(5001)), key=cost)


def right_zoom_into_every_valley(rule, p):
    """Finds all local minima of a grid, looks at each more closely, keeps the lowest."""

    def cost(q):
        return np.nan_to_num(p * rule(q, 1) + (1 - p) * rule(q, 0), nan=np.inf, posinf=np.inf)

    q = np.linspace(0, 1, 4001)
    coarse = cost(q)
    padded = np.concatenate([[np.inf], coarse, [np.inf]])
    lows = np.flatnonzero((coarse <= padded[:-2]) & (coarse <= padded[2:]))
    best = None
    for low in lows:
        near = np.linspace(q[max(low - 1, 0)], q[min(low + 1, 4000)], 201)
        values = cost(near)
        place = int(values.argmin())
        if best is None or values[place] < best[0]:
            best = (values[place], near[place])
    return best[1]


def right_golden_section_in_cells(rule, p):
    """A golden section search in each of 400 cells; the cheapest report met on the way wins."""
    shrink = (math.sqrt(5) - 1) / 2

    def cost(q):
        values = p * rule(q, 1) + (1 - p) * rule(q, 0)
        return np.where(np.isnan(values), np.inf, values)

    low, high = np.arange(400) / 400, np.arange(1, 401) / 400
    met = [low, high]
    for _ in range(18):
        left, right = high - shrink * (high - low), low + shrink * (high - low)
        met += [left, right]
        better = cost(left) < cost(right)
        low, high = np.where(better, low, left), np.where(better, right, high)
    reports = np.clip(np.concatenate(met), 0.0, 1.0)
    return reports[int(cost(reports).argmin())].item()


def right_chebyshev_torch(rule, p):
    """Reports that crowd at 0 and 1, the arithmetic of the costs in torch."""
    turn = torch.linspace(0, math.pi, 40_001, dtype=torch.float64)
    q = ((1 - turn.cos()) / 2).clamp(0, 1)
    happens, not_so = (torch.from_numpy(np.array(rule(q.numpy(), y))) for y in (1, 0))
    cost = p * happens + (1 - p) * not_so
    cost = torch.where(cost.isnan(), torch.inf, cost)
    return q[torch.argmin(cost)].item()


def right_blocks(rule, p):
    """Walks through blocks of reports and keeps the best so far; a NumPy scalar."""
    best, lowest = np.float64(0.0), np.inf
    for start in range(0, 20_000, 1000):
        q = np.arange(start, start + 1001) / 20_000
        cost = np.average([rule(q, 1), rule(q, 0)], axis=0, weights=[p, 1 - p])
        cost[np.isnan(cost)] = np.inf
        if cost.min() < lowest:
            lowest, best = cost.min(), q[cost.argmin()]
    return best


def wrong_honest(rule, p):
    """Always the belief itself: scoring.focal() at p = 0.05 asks for 0.25."""
    return p


def wrong_steps_of_a_hundredth(rule, p):
    """The grid is ten times too coarse: scoring.brier() at p = 0.123 gives 0.12."""
    q = np.linspace(0, 1, 101)
    return float(q[np.nanargmin(p * rule(q, 1) + (1 - p) * rule(q, 0))])


def wrong_ends_left_out(rule, p):
    """Stays between 0.005 and 0.995: scoring.absolute() at p = 0.2 asks for 0."""
    q = np.linspace(0.005, 0.995, 9901)
    return float(q[np.argmin(p * rule(q, 1) + (1 - p) * rule(q, 0))])


def wrong_arange_without_one(rule, p):
    """arange stops before 1 and its steps are wide: scoring.absolute() at p = 0.8 gives 0.998."""
    q = np.arange(0, 1, 0.002)
    return float(q[np.nanargmin(p * rule(q, 1) + (1 - p) * rule(q, 0))])


def wrong_golden_section(rule, p):
    """One golden section search, as if there were one valley: scoring.clipped() at p = 0.15."""
    shrink = (math.sqrt(5) - 1) / 2

    def cost(q):
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    low, high = 0.0, 1.0
    while high - low > 1e-6:
        left, right = high - shrink * (high - low), low + shrink * (high - low)
        if cost(left) < cost(right):
            high = right
        else:
            low = left
    return (low + high) / 2


def wrong_downhill_from_belief(rule, p):
    """Walks downhill from p and stops at the first valley: scoring.clipped() at p = 0.15."""

    def cost(q):
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    q, step = p, 0.05
    while step > 1e-5:
        left, right = max(q - step, 0.0), min(q + step, 1.0)
        best = min((q, left, right), key=cost)
        if best == q:
            step /= 2
        q = best
    return q


def wrong_most_costly(rule, p):
    """Takes penalties for scores, the highest wins: scoring.brier() at any p."""
    q = np.linspace(0, 1, 10_001)
    return float(q[np.nanargmax(p * rule(q, 1) + (1 - p) * rule(q, 0))])


def wrong_belief_ignored(rule, p):
    """Both outcomes weigh alike: scoring.brier() at p = 0.2 gives 0.5."""
    q = np.linspace(0, 1, 10_001)
    return float(q[np.nanargmin(rule(q, 1) + rule(q, 0))])


def wrong_outcomes_swapped(rule, p):
    """p weighs the penalty of the event that fails: scoring.brier() at p = 0.2 gives 0.8."""
    q = np.linspace(0, 1, 10_001)
    return float(q[np.nanargmin(p * rule(q, 0) + (1 - p) * rule(q, 1))])


def wrong_symmetry_assumed(rule, p):
    """Takes rule(1 - q, 1) for rule(q, 0): scoring.weighted() at p = 0.2."""
    q = np.linspace(0, 1, 10_001)
    return float(q[np.nanargmin(p * rule(q, 1) + (1 - p) * rule(1 - q, 1))])


def wrong_expected_under_report(rule, p):
    """Averages with the reported probability, not with p: scoring.brier() at p = 0.2."""
    q = np.linspace(0, 1, 10_001)
    return float(q[np.nanargmin(q * rule(q, 1) + (1 - q) * rule(q, 0))])


def wrong_ends_or_honest(rule, p):
    """Only 0, 1 and p are tried: scoring.smoothed() at p = 0.05 asks for 0.095."""
    return min((p, 0.0, 1.0), key=lambda q: p * rule(q, 1) + (1 - p) * rule(q, 0))


def wrong_infinity_read_as_zero(rule, p):
    """An infinite penalty is set to 0: scoring.logarithmic() at p = 0.2 gives an end."""
    q = np.linspace(0, 1, 10_001)
    cost = p * rule(q, 1) + (1 - p) * rule(q, 0)
    cost[~np.isfinite(cost)] = 0.0
    return float(q[cost.argmin()])


def wrong_two_digits(rule, p):
    """Rounds the answer to two decimals: scoring.brier() at p = 0.123."""
    q = np.linspace(0, 1, 10_001)
    return round(float(q[np.nanargmin(p * rule(q, 1) + (1 - p) * rule(q, 0))]), 2)


def wrong_zero_of_the_slope(rule, p):
    """Bisects for a zero of the slope, maximum or not: scoring.brier_as_reward() at p = 0.3."""

    def slope(q):
        up, down = q + 1e-7, q - 1e-7
        return p * (rule(up, 1) - rule(down, 1)) + (1 - p) * (rule(up, 0) - rule(down, 0))

    low, high = 1e-6, 1 - 1e-6
    rising = slope(high) > slope(low)
    for _ in range(50):
        middle = (low + high) / 2
        if (slope(middle) > 0) == rising:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def wrong_formula_by_name(rule, p):
    """Knows some rules with usual parameters only: scoring.weighted(weight=5) at p = 0.2."""
    name = repr(rule).split("(")[0]
    if name == "weighted":
        return 2 * p / (1 + p)
    if name == "smoothed":
        return 0.95 * p + 0.05 * (1 - p)
    if name == "absolute":
        return float(p > 0.5)
    q = np.linspace(0, 1, 10_001)
    return float(q[np.nanargmin(p * rule(q, 1) + (1 - p) * rule(q, 0))])


def wrong_index_over_count(rule, p):
    """Divides the index by 501 points, not 500 steps: scoring.absolute() at p = 0.8."""
    q = np.linspace(0, 1, 501)
    return int(np.nanargmin(p * rule(q, 1) + (1 - p) * rule(q, 0))) / 501
