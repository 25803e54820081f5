"""Known answers about risks, distributions and scoring rules."""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

import math

import numpy as np
import torch
from losslab.scoring import Rule

from autograder.course.exercise import mutant, variant

# --- risks ------------------------------------------------------------------------------


@mutant(
    "risks",
    says="The empirical risk counts each different case once. A sample is a list, not a set: what "
    "was observed twice weighs twice.",
)
def risks_of_a_set(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(predictions)
    cases = {tuple(case) for case in sample}
    return {
        "population": float((joint * loss).sum()),
        "empirical": float(np.mean([loss[x, y] for x, y in cases])),
    }


@mutant(
    "risks",
    says="The population risk is the plain mean over all cells of the table, as if every case "
    "were equally likely. Each case counts with its probability.",
)
def risks_uniform(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(predictions)
    return {
        "population": float(loss.mean()),
        "empirical": float(np.mean([loss[x, y] for x, y in sample])),
    }


@mutant(
    "risks",
    says="The population risk weighs the labels by the prediction's own probabilities. That is "
    "what the model believes it will lose. What it will lose is decided by `joint`, the world.",
)
def risks_as_the_model_sees_them(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(predictions)
    inputs = joint.sum(axis=1, keepdims=True)
    return {
        "population": float((inputs * predictions * loss).sum()),
        "empirical": float(np.mean([loss[x, y] for x, y in sample])),
    }


@mutant(
    "risks",
    says="The population risk is a mean over inputs, each of which counts the same. Inputs have "
    "probabilities too: the sums of the rows of `joint`.",
)
def risks_per_input(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(predictions)
    given_input = joint / joint.sum(axis=1, keepdims=True)
    return {
        "population": float((given_input * loss).sum(axis=1).mean()),
        "empirical": float(np.mean([loss[x, y] for x, y in sample])),
    }


@mutant(
    "risks",
    says="This is right in bits. The loss is due in nats: the natural logarithm.",
)
def risks_in_bits(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log2(predictions)
    return {
        "population": float((joint * loss).sum()),
        "empirical": float(np.mean([loss[x, y] for x, y in sample])),
    }


@mutant(
    "risks",
    says="The empirical risk is the sum over the sample. The mean is due, or else the risk would "
    "grow with the sample and could not be compared with the population's.",
)
def risks_summed(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(predictions)
    return {
        "population": float((joint * loss).sum()),
        "empirical": float(sum(loss[x, y] for x, y in sample)),
    }


@variant("risks", how="case by case, with math.log")
def risks_by_hand(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    population = 0.0
    for x in range(len(joint)):
        for y in range(len(joint[x])):
            population -= joint[x, y] * math.log(predictions[x, y])
    empirical = 0.0
    for x, y in sample:
        empirical -= math.log(predictions[x, y]) / len(sample)
    return {"population": population, "empirical": empirical}


# --- ce_decompose -----------------------------------------------------------------------


@mutant(
    "ce_decompose",
    says="At a zero this multiplies 0 by an infinite logarithm, which is NaN. A label that never "
    "occurs is not part of an expectation under p; leave it out before you take logarithms.",
)
def ce_decompose_naive(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    return {
        "cross_entropy": float(-(p * np.log(q)).sum()),
        "entropy": float(-(p * np.log(p)).sum()),
        "kl": float((p * np.log(p / q)).sum()),
    }


@mutant(
    "ce_decompose",
    says="The divergence is the other way round: KL(q‖p) in place of KL(p‖q). The expectation is "
    "under p, the world. Then, and only then, entropy and divergence add up to the cross-entropy.",
)
def ce_decompose_reversed(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    def expectation(weights: np.ndarray, of: np.ndarray) -> float:
        terms = [w * x for w, x in zip(weights, of, strict=True) if w > 0]
        return float(sum(terms))

    return {
        "cross_entropy": expectation(p, -np.log(q)),
        "entropy": expectation(p, -np.log(p)),
        "kl": expectation(q, np.log(q) - np.log(p)),
    }


@mutant(
    "ce_decompose",
    says="Clamping q hides an infinity behind a finite number. A model that calls "
    "impossible what happens half of the time has no finite cross-entropy, and how large the "
    "number is depends on your clamp alone.",
)
def ce_decompose_clamped(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    p, q = np.maximum(p, 1e-12), np.maximum(q, 1e-12)
    entropy, cross = float(-(p * np.log(p)).sum()), float(-(p * np.log(q)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


@mutant(
    "ce_decompose",
    says="You leave out the labels at which either probability is zero. Those with p = 0 do "
    "contribute nothing. Those with q = 0 and p > 0 are what the model rules out although it "
    "happens, and they contribute infinity.",
)
def ce_decompose_skips_all_zeros(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    both = (p > 0) & (q > 0)
    entropy = float(-(p[p > 0] * np.log(p[p > 0])).sum())
    return {
        "cross_entropy": float(-(p[both] * np.log(q[both])).sum()),
        "entropy": entropy,
        "kl": float((p[both] * np.log(p[both] / q[both])).sum()),
    }


@mutant(
    "ce_decompose",
    says="The roles are exchanged: you average under q, the model. Cross-entropy is an "
    "expectation under p, since it is the world that draws the labels.",
)
def ce_decompose_swapped(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    p, q = q, p
    occurs = p > 0
    p, q = p[occurs], q[occurs]
    entropy, cross = float(-(p * np.log(p)).sum()), float(-(p * np.log(q)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


@mutant(
    "ce_decompose",
    says="These are bits. The natural logarithm is due; one nat is 1.44 bits.",
)
def ce_decompose_in_bits(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    p, q = p[p > 0], q[p > 0]
    entropy, cross = float(-(p * np.log2(p)).sum()), float(-(p * np.log2(q)).sum())
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


@mutant(
    "ce_decompose",
    says="`nan_to_num` makes numbers of everything: an infinite loss becomes the greatest float, "
    "about 1.8e308. Infinity is the right answer there. Leave out what never occurs, and let the "
    "rest be as infinite as it is.",
)
def ce_decompose_repainted(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    return {
        "cross_entropy": float(np.nan_to_num(-p * np.log(q)).sum()),
        "entropy": float(np.nan_to_num(-p * np.log(p)).sum()),
        "kl": float(np.nan_to_num(p * np.log(p / q)).sum()),
    }


@variant("ce_decompose", how="torch.xlogy, and the divergence as a difference")
def ce_decompose_with_torch(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    a, b = torch.from_numpy(p), torch.from_numpy(q)
    cross, entropy = -torch.xlogy(a, b).sum().item(), -torch.xlogy(a, a).sum().item()
    return {"cross_entropy": cross, "entropy": entropy, "kl": cross - entropy}


@variant("ce_decompose", how="label by label, with math.log")
def ce_decompose_by_hand(p: np.ndarray, q: np.ndarray) -> dict[str, float]:
    cross = entropy = kl = 0.0
    for a, b in zip(p.tolist(), q.tolist(), strict=True):
        if a > 0:
            entropy -= a * math.log(a)
            cross += math.inf if b == 0 else -a * math.log(b)
            kl += math.inf if b == 0 else a * math.log(a / b)
    return {"cross_entropy": cross, "entropy": entropy, "kl": kl}


# --- best_report ------------------------------------------------------------------------


@mutant(
    "best_report",
    says="You report p itself, as if every rule made honesty the best policy. Some do; they are "
    "called proper. Under the others the best report is something else, and the expected penalty "
    "tells what.",
)
def best_report_honest(rule: Rule, p: float) -> float:
    return p


@mutant(
    "best_report",
    says="The answer comes in steps of 0.01, so it is off by up to 0.005, and 0.001 is asked for. "
    "Rules take arrays: ten thousand reports cost no more than a line.",
)
def best_report_coarse(rule: Rule, p: float) -> float:
    reports = np.linspace(0, 1, 101)
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    return float(reports[np.argmin(expected)])


@mutant(
    "best_report",
    says="The search leaves out the ends. A report of exactly 0 or 1 is allowed, and under some "
    "rules certainty costs least.",
)
def best_report_away_from_the_ends(rule: Rule, p: float) -> float:
    reports = np.linspace(0.01, 0.99, 9801)
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    return float(reports[np.argmin(expected)])


@mutant(
    "best_report",
    says="The weights are exchanged: p belongs to the outcome 1, in which the event happens, and "
    "1 - p to the outcome 0.",
)
def best_report_swapped(rule: Rule, p: float) -> float:
    reports = np.linspace(0, 1, 10_001)
    expected = (1 - p) * rule(reports, 1) + p * rule(reports, 0)
    return float(reports[np.argmin(expected)])


@mutant(
    "best_report",
    says="You look for the report with the highest expected penalty. These are penalties, not "
    "rewards: less is better.",
)
def best_report_maximized(rule: Rule, p: float) -> float:
    reports = np.linspace(0, 1, 10_001)
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    return float(reports[np.argmax(expected)])


@mutant(
    "best_report",
    says="You prepare for the likelier outcome only. The forecaster pays in both cases, so the "
    "expected penalty has two terms, weighted by p and 1 - p.",
)
def best_report_for_the_likelier(rule: Rule, p: float) -> float:
    reports = np.linspace(0, 1, 10_001)
    return float(reports[np.argmin(rule(reports, int(p >= 0.5)))])


@mutant(
    "best_report",
    says="A search that walks downhill trusts that there is one valley. Under a clipped logarithm "
    "there are two, an honest one and certainty, and it walks into the one that it happens to "
    "see. Try every report instead.",
)
def best_report_ternary(rule: Rule, p: float) -> float:
    low, high = 0.0, 1.0

    def expected(q: float) -> float:
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    for _ in range(60):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        if expected(left) < expected(right):
            high = right
        else:
            low = left
    return (low + high) / 2


@mutant(
    "best_report",
    says="You solve for a derivative of zero. Some expected penalties are a straight line, or "
    "bulge upward: their lowest point is at an end, where no derivative is zero, and a zero "
    "inside is a maximum.",
)
def best_report_stationary(rule: Rule, p: float) -> float:
    reports = np.linspace(0.0005, 0.9995, 10_000)
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    slope = np.abs(np.gradient(expected, reports))
    return float(reports[np.argmin(slope)])


@variant("best_report", how="report by report, in steps of 0.001, in plain Python")
def best_report_in_a_loop(rule: Rule, p: float) -> float:
    best, lowest = 0.0, math.inf
    for i in range(1001):
        q = i / 1000
        cost = p * rule(q, 1) + (1 - p) * rule(q, 0)
        if cost < lowest:
            best, lowest = q, cost
    return best


@variant("best_report", how="a coarse grid, then a finer one around its best point")
def best_report_refined(rule: Rule, p: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(4):
        reports = np.linspace(low, high, 401)
        expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
        best = float(reports[np.argmin(expected)])
        step = (high - low) / 400
        low, high = max(0.0, best - 2 * step), min(1.0, best + 2 * step)
    return best


# --- is_proper --------------------------------------------------------------------------


@mutant(
    "is_proper",
    says="You tried p = 0.5 only. There, symmetry makes honesty the best report of many a rule, "
    "focal loss and label smoothing among them. A rule is proper if honesty is best at every p.",
)
def is_proper_at_one_half(rule: Rule) -> bool:
    q = np.arange(101) / 100
    expected = 0.5 * rule(q, 1) + 0.5 * rule(q, 0)
    others = np.delete(expected, 50)
    return bool(expected[50] < others.min() - 1e-12)


@mutant(
    "is_proper",
    says="The values of p that you try do not come near enough to 0 and 1. A clipped logarithm is "
    "honest in the middle and fails for rare events, which is where a penalty that cannot become "
    "large stops mattering.",
)
def is_proper_in_the_middle(rule: Rule) -> bool:
    q = np.arange(101) / 100
    for i in range(25, 76):
        expected = q[i] * rule(q, 1) + (1 - q[i]) * rule(q, 0)
        if expected[i] >= np.delete(expected, i).min() - 1e-12:
            return False
    return True


@mutant(
    "is_proper",
    says="You ask whether honesty is among the best reports. That is called proper. *Strictly* "
    "proper means that every other report is worse; under the zero-one rule many are just as "
    "good.",
)
def is_proper_but_not_strictly(rule: Rule) -> bool:
    q = np.arange(101) / 100
    for i in range(1, 100):
        expected = q[i] * rule(q, 1) + (1 - q[i]) * rule(q, 0)
        if expected[i] > expected.min() + 1e-12:
            return False
    return True


@mutant(
    "is_proper",
    says="You ask for a derivative of zero at q = p. Brier's rule with its sign reversed has that "
    "too: there honesty costs most. And the zero-one rule is flat nearly everywhere. Compare the "
    "honest report with the others.",
)
def is_proper_stationary(rule: Rule) -> bool:
    h = 1e-5
    for i in range(1, 100):
        p = i / 100
        if i == 50:
            continue
        up = p * rule(p + h, 1) + (1 - p) * rule(p + h, 0)
        down = p * rule(p - h, 1) + (1 - p) * rule(p - h, 0)
        if abs(up - down) / (2 * h) > 1e-4:
            return False
    return True


@mutant(
    "is_proper",
    says="You test whether the rule treats both outcomes alike. Symmetry is another property: "
    "focal loss is symmetric and not proper, the skewed rule is proper and not symmetric.",
)
def is_proper_symmetric(rule: Rule) -> bool:
    q = np.linspace(0.01, 0.99, 99)
    return bool(np.allclose(rule(q, 1), rule(1 - q, 0)))


@mutant(
    "is_proper",
    says="You test whether the penalty falls as more probability is given to what happens. Nearly "
    "every rule does that, the absolute error too. It says nothing of a forecaster who does not "
    "know what will happen.",
)
def is_proper_monotonic(rule: Rule) -> bool:
    q = np.linspace(0.01, 0.99, 99)
    return bool((np.diff(rule(q, 1)) < 0).all() and (np.diff(rule(q, 0)) > 0).all())


@mutant(
    "is_proper",
    says="You test whether the penalties are convex in the report. Focal loss is convex and its "
    "lowest point lies elsewhere than at p; the spherical rule is proper and not convex.",
)
def is_proper_convex(rule: Rule) -> bool:
    q = np.linspace(0.01, 0.99, 99)
    return bool((np.diff(rule(q, 1), 2) > 0).all() and (np.diff(rule(q, 0), 2) > 0).all())


@mutant(
    "is_proper",
    says="The best report may be 0.1 away from p before you object. Label smoothing moves it by "
    "half as much, and is not proper. What you can resolve is the step of your grid.",
)
def is_proper_roughly(rule: Rule) -> bool:
    q = np.linspace(0, 1, 1001)
    for i in range(1, 100):
        p = i / 100
        expected = p * rule(q, 1) + (1 - p) * rule(q, 0)
        if abs(q[np.argmin(expected)] - p) > 0.1:
            return False
    return True


@variant("is_proper", how="the best of a thousand reports must be within half a step of p")
def is_proper_by_the_best(rule: Rule) -> bool:
    q = np.linspace(0, 1, 1001)
    for i in range(1, 100):
        p = i / 100
        expected = p * rule(q, 1) + (1 - p) * rule(q, 0)
        if abs(q[np.argmin(expected)] - p) > 5e-4:
            return False
    return True


@variant("is_proper", how="report by report in plain Python")
def is_proper_in_loops(rule: Rule) -> bool:
    penalties = [(rule(i / 100, 1), rule(i / 100, 0)) for i in range(101)]
    for i in range(1, 100):
        p = i / 100
        costs = [p * one + (1 - p) * zero for one, zero in penalties]
        honest = costs.pop(i)
        if not honest < min(costs) - 1e-12:
            return False
    return True


# --- curvature --------------------------------------------------------------------------


@mutant(
    "curvature",
    says="You differentiate the penalty of the outcome 1 alone. The forecaster pays either "
    "penalty, with probabilities p and 1 - p; the minimum at q = p belongs to the sum.",
)
def curvature_of_one_outcome(rule: Rule, p: float) -> float:
    h = 1e-4
    return (rule(p + h, 1) - 2 * rule(p, 1) + rule(p - h, 1)) / h**2


@mutant(
    "curvature",
    says="You move p along with the report. That differentiates the least possible penalty as p "
    "changes, which bends the other way, so your result is negative. Here the world stays as it "
    "is and the report departs from it.",
)
def curvature_of_the_least_penalty(rule: Rule, p: float) -> float:
    h = 1e-4

    def honest(q: float) -> float:
        return q * rule(q, 1) + (1 - q) * rule(q, 0)

    return (honest(p + h) - 2 * honest(p) + honest(p - h)) / h**2


@mutant(
    "curvature",
    says="The step is too small. Penalties near 1 are rounded at 1e-16, and divided by a step of "
    "1e-8 squared the rounding is as large as the answer. A smaller step is not a better one.",
)
def curvature_step_too_small(rule: Rule, p: float) -> float:
    h = 1e-8

    def expected(q: float) -> float:
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    return (expected(p + h) - 2 * expected(p) + expected(p - h)) / h**2


@mutant(
    "curvature",
    says="The step is too large for rare events. At p = 0.02 a step of 0.01 reaches half way to "
    "0, where the logarithm bends far more. The step has to be small against p.",
)
def curvature_step_too_large(rule: Rule, p: float) -> float:
    h = 0.01

    def expected(q: float) -> float:
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    return (expected(p + h) - 2 * expected(p) + expected(p - h)) / h**2


@mutant(
    "curvature",
    says="This is the first derivative, and at the minimum it is zero under every proper rule. "
    "What distinguishes them is the second.",
)
def curvature_first_derivative(rule: Rule, p: float) -> float:
    h = 1e-4

    def expected(q: float) -> float:
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    return (expected(p + h) - expected(p - h)) / (2 * h)


@mutant(
    "curvature",
    says="You measure at q = 0.5, whatever p is. The question is about small departures from "
    "honesty: at q = p.",
)
def curvature_at_one_half(rule: Rule, p: float) -> float:
    h = 1e-4

    def expected(q: float) -> float:
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    return (expected(0.5 + h) - 2 * expected(0.5) + expected(0.5 - h)) / h**2


@mutant(
    "curvature",
    says="This is half of it. The expected penalty rises by one half of the curvature times the "
    "squared error of the report; the coefficient of a fitted parabola is that half.",
)
def curvature_coefficient_of_a_parabola(rule: Rule, p: float) -> float:
    q = p + np.linspace(-1e-3, 1e-3, 21)
    expected = p * rule(q, 1) + (1 - p) * rule(q, 0)
    return float(np.polyfit(q - p, expected, 2)[0])


@variant("curvature", how="the slope's change, with slopes by differences")
def curvature_of_slopes(rule: Rule, p: float) -> float:
    h = 1e-4

    def slope(q: float) -> float:
        one = (rule(q + h, 1) - rule(q - h, 1)) / (2 * h)
        zero = (rule(q + h, 0) - rule(q - h, 0)) / (2 * h)
        return p * one + (1 - p) * zero

    return (slope(p + h) - slope(p - h)) / (2 * h)


@variant("curvature", how="a step of a hundredth of the distance to the nearer end")
def curvature_relative_step(rule: Rule, p: float) -> float:
    h = min(p, 1 - p) / 100
    q = np.array([p - h, p, p + h])
    below, at, above = p * rule(q, 1) + (1 - p) * rule(q, 0)
    return float((below - 2 * at + above) / h**2)
