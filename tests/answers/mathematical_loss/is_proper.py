import numpy as np
import torch


def right_matrix(rule):
    """A matrix of beliefs by reports; the honest entry must be least by more than rounding."""
    q = np.arange(101) / 100
    p = q[1:-1, None]
    cost = p * rule(q, 1) + (1 - p) * rule(q, 0)
    cost = np.where(np.isnan(cost), np.inf, cost)
    honest = np.eye(101, dtype=bool)[1:-1]
    own = cost[honest]
    others = np.where(honest, np.inf, cost).min(axis=1)
    return bool((others > own + 1e-11).all())


def right_loops(rule):
    """Plain loops over floats that stop at the first dishonest report that is as good."""
    happens = [rule(i / 100, 1) for i in range(101)]
    fails = [rule(i / 100, 0) for i in range(101)]
    for i in range(1, 100):
        p = i / 100
        honest = p * happens[i] + (1 - p) * fails[i]
        for j in range(101):
            if j != i and p * happens[j] + (1 - p) * fails[j] <= honest + 1e-11:
                return False
    return True


def right_two_cheapest(rule):
    """For each belief the two cheapest reports: the first is honest, the second dearer."""
    q = np.linspace(0, 1, 101)

    def honest_alone(i):
        p = i / 100
        cost = np.nan_to_num(p * rule(q, 1) + (1 - p) * rule(q, 0), nan=np.inf, posinf=np.inf)
        first, second = np.argsort(cost)[:2]
        return first == i and cost[second] - cost[first] > 1e-11

    return all(honest_alone(i) for i in range(1, 100))


def right_torch(rule):
    """torch: costs by an outer product, compared with their diagonal."""
    q = torch.arange(101, dtype=torch.float64) / 100
    table = torch.stack([torch.from_numpy(np.array(rule(q.numpy(), y))) for y in (1, 0)])
    p = q[1:-1, None]
    cost = p * table[0] + (1 - p) * table[1]
    cost[cost.isnan()] = torch.inf
    excess = cost - cost[:, 1:-1].diagonal()[:, None]
    return int((excess > 1e-11).sum()) == 99 * 100


def right_neighbors(rule):
    """Costs are linear in p, so between neighbors inside and against both ends is enough."""
    q = np.arange(101) / 100
    happens, fails = rule(q, 1), rule(q, 0)
    inside = np.arange(1, 100)

    def excess(own, other):
        with np.errstate(invalid="ignore"):
            p = q[own]
            gap = p * (happens[other] - happens[own]) + (1 - p) * (fails[other] - fails[own])
        return np.where(np.isnan(gap), np.inf, gap)

    gaps = [excess(inside[:-1], inside[1:]), excess(inside[1:], inside[:-1])]
    gaps += [excess(inside, np.zeros(99, dtype=int)), excess(inside, np.full(99, 100))]
    return bool(np.concatenate(gaps).min() > 1e-11)


def right_finer_reports(rule):
    """Reports in steps of 1/200 against the honest one; a NumPy bool."""
    q = np.arange(201) / 200
    proper = np.True_
    for i in range(2, 199, 2):
        p = i / 200
        gap = p * (rule(q, 1) - rule(p, 1)) + (1 - p) * (rule(q, 0) - rule(p, 0))
        gap[np.isnan(gap)] = np.inf
        proper &= np.delete(gap, i).min() > 1e-11
    return proper


def wrong_slope_zero(rule):
    """Asks only for slope zero at q = p, true of a maximum: scoring.brier_as_reward()."""
    for i in range(1, 100):
        p, h = i / 100, 1e-5
        slope = p * (rule(p + h, 1) - rule(p - h, 1)) + (1 - p) * (rule(p + h, 0) - rule(p - h, 0))
        if abs(slope / (2 * h)) > 1e-4:
            return False
    return True


def wrong_even_odds_only(rule):
    """Tries p = 0.5 alone: scoring.focal()."""
    q = np.arange(101) / 100
    cost = (rule(q, 1) + rule(q, 0)) / 2
    return bool(np.delete(cost, 50).min() > cost[50] + 1e-12)


def wrong_three_beliefs(rule):
    """Tries p = 0.25, 0.5 and 0.75: scoring.clipped() fails below 0.24 and above 0.76."""
    q = np.arange(101) / 100
    for i in (25, 50, 75):
        cost = i / 100 * rule(q, 1) + (1 - i / 100) * rule(q, 0)
        if np.delete(cost, i).min() <= cost[i] + 1e-12:
            return False
    return True


def wrong_near_enough(rule):
    """A best report a hundredth away passes: scoring.smoothed(epsilon=0.022)."""
    q = np.arange(101) / 100
    for i in range(1, 100):
        cost = i / 100 * rule(q, 1) + (1 - i / 100) * rule(q, 0)
        if abs(int(np.nanargmin(cost)) - i) > 1:
            return False
    return True


def wrong_ties_pass(rule):
    """Others may be as good, which is proper but not strictly: scoring.zero_one()."""
    q = np.arange(101) / 100
    for i in range(1, 100):
        cost = i / 100 * rule(q, 1) + (1 - i / 100) * rule(q, 0)
        if np.nanmin(cost) < cost[i] - 1e-12:
            return False
    return True


def wrong_gap_too_wide(rule):
    """Calls gaps below 1e-6 ties: scoring.skewed() at p = 0.01 has one of 1.7e-7."""
    q = np.arange(101) / 100
    for i in range(1, 100):
        cost = i / 100 * rule(q, 1) + (1 - i / 100) * rule(q, 0)
        if np.delete(cost, i).min() <= cost[i] + 1e-6:
            return False
    return True


def wrong_ends_forgotten(rule):
    """Does not try 0 and 1 as reports: scoring.clipped(epsilon=0.01) is cheapest at 0."""
    q = np.arange(1, 100) / 100
    for i in range(99):
        cost = q[i] * rule(q, 1) + (1 - q[i]) * rule(q, 0)
        if np.delete(cost, i).min() <= cost[i] + 1e-12:
            return False
    return True


def wrong_symmetry_assumed(rule):
    """Takes rule(1 - q, 1) for rule(q, 0): scoring.weighted() seems proper."""
    q = np.arange(101) / 100
    for i in range(1, 100):
        cost = i / 100 * rule(q, 1) + (1 - i / 100) * rule(1 - q, 1)
        if np.delete(cost, i).min() <= cost[i] + 1e-12:
            return False
    return True


def wrong_lower_half(rule):
    """Beliefs above one half are left to symmetry: scoring.capped(outcome=0)."""
    q = np.arange(101) / 100
    for i in range(1, 51):
        cost = i / 100 * rule(q, 1) + (1 - i / 100) * rule(q, 0)
        if np.delete(cost, i).min() <= cost[i] + 1e-12:
            return False
    return True


def wrong_by_name(rule):
    """A list of names: scoring.power(exponent=2) is Brier's rule and proper."""
    known = {"logarithmic", "brier", "spherical", "skewed", "blend"}
    return repr(rule).split("(")[0] in known


def wrong_always(rule):
    """True of every rule: scoring.absolute()."""
    return True


def wrong_some_belief(rule):
    """One p at which honesty is best is enough: scoring.focal() at 0.5."""
    q = np.arange(101) / 100
    for i in range(1, 100):
        cost = i / 100 * rule(q, 1) + (1 - i / 100) * rule(q, 0)
        if np.delete(cost, i).min() > cost[i] + 1e-12:
            return True
    return False


def wrong_local_minimum(rule):
    """Looks only near p, slope zero and bent up: scoring.clipped(epsilon=0.008), cheapest at 0."""
    for i in range(1, 100):
        p, h = i / 100, 1e-4
        near = [p * rule(q, 1) + (1 - p) * rule(q, 0) for q in (p - h, p, p + h)]
        slope, bend = (near[2] - near[0]) / (2 * h), near[2] - 2 * near[1] + near[0]
        if abs(slope) > 1e-3 or bend <= 1e-13:
            return False
    return True


def wrong_best_report_grows(rule):
    """Passes if the best report never falls as p grows: scoring.focal()."""
    q = np.arange(101) / 100
    beliefs = np.arange(1, 100)[:, None] / 100
    best = np.nanargmin(beliefs * rule(q, 1) + (1 - beliefs) * rule(q, 0), axis=1).tolist()
    return best == sorted(best)


def wrong_most_beliefs(rule):
    """Honesty best at nine tenths of the beliefs passes: scoring.clipped(epsilon=0.01)."""
    q = np.arange(101) / 100
    good = 0
    for i in range(1, 100):
        cost = i / 100 * rule(q, 1) + (1 - i / 100) * rule(q, 0)
        good += bool(np.delete(cost, i).min() > cost[i] + 1e-12)
    return good >= 90


def wrong_highest_is_best(rule):
    """Takes penalties for rewards: scoring.brier() fails, scoring.brier_as_reward() passes."""
    q = np.arange(101) / 100
    for i in range(1, 100):
        cost = i / 100 * rule(q, 1) + (1 - i / 100) * rule(q, 0)
        if np.delete(cost, i).max() >= cost[i] - 1e-12:
            return False
    return True


def wrong_upper_half(rule):
    """Tries p from 0.5 on: shows for a penalty that is capped where the event happens."""
    q = np.arange(101) / 100
    for i in range(50, 100):
        expected = q[i] * rule(q, 1) + (1 - q[i]) * rule(q, 0)
        if expected[i] >= np.delete(expected, i).min() - 1e-12:
            return False
    return True
