import numpy as np
from losslab.mathematical_loss.scoring import Rule

from autograder.course.exercise import mutant, variant


@mutant(
    says="You tried p = 0.5 only. There, symmetry makes honesty the best report of many a rule, "
    "focal loss and label smoothing among them. A rule is proper if honesty is best at every p.",
)
def at_one_half(rule: Rule) -> bool:
    q = np.arange(101) / 100
    expected = 0.5 * rule(q, 1) + 0.5 * rule(q, 0)
    others = np.delete(expected, 50)
    return bool(expected[50] < others.min() - 1e-12)


@mutant(
    says="The values of p that you try do not come near enough to 0 and 1. A clipped logarithm is "
    "honest in the middle and fails for rare events, which is where a penalty that cannot become "
    "large stops mattering.",
)
def in_the_middle(rule: Rule) -> bool:
    q = np.arange(101) / 100
    for i in range(25, 76):
        expected = q[i] * rule(q, 1) + (1 - q[i]) * rule(q, 0)
        if expected[i] >= np.delete(expected, i).min() - 1e-12:
            return False
    return True


@mutant(
    says="You ask whether honesty is among the best reports. That is called proper. *Strictly* "
    "proper means that every other report is worse; under the zero-one rule many are just as "
    "good.",
)
def but_not_strictly(rule: Rule) -> bool:
    q = np.arange(101) / 100
    for i in range(1, 100):
        expected = q[i] * rule(q, 1) + (1 - q[i]) * rule(q, 0)
        if expected[i] > expected.min() + 1e-12:
            return False
    return True


@mutant(
    says="You ask for a derivative of zero at q = p. Brier's rule with its sign reversed has that "
    "too: there honesty costs most. And the zero-one rule is flat nearly everywhere. Compare the "
    "honest report with the others.",
)
def stationary(rule: Rule) -> bool:
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
    says="You test whether the rule treats both outcomes alike. Symmetry is another property: "
    "focal loss is symmetric and not proper, the skewed rule is proper and not symmetric.",
)
def symmetric(rule: Rule) -> bool:
    q = np.linspace(0.01, 0.99, 99)
    return bool(np.allclose(rule(q, 1), rule(1 - q, 0)))


@mutant(
    says="You test whether the penalty falls as more probability is given to what happens. Nearly "
    "every rule does that, the absolute error too. It says nothing of a forecaster who does not "
    "know what will happen.",
)
def monotonic(rule: Rule) -> bool:
    q = np.linspace(0.01, 0.99, 99)
    return bool((np.diff(rule(q, 1)) < 0).all() and (np.diff(rule(q, 0)) > 0).all())


@mutant(
    says="You test whether the penalties are convex in the report. Focal loss is convex and its "
    "lowest point lies elsewhere than at p; the spherical rule is proper and not convex.",
)
def convex(rule: Rule) -> bool:
    q = np.linspace(0.01, 0.99, 99)
    return bool((np.diff(rule(q, 1), 2) > 0).all() and (np.diff(rule(q, 0), 2) > 0).all())


@mutant(
    says="The best report may be 0.1 away from p before you object. Label smoothing moves it by "
    "half as much, and is not proper. What you can resolve is the step of your grid.",
)
def roughly(rule: Rule) -> bool:
    q = np.linspace(0, 1, 1001)
    for i in range(1, 100):
        p = i / 100
        expected = p * rule(q, 1) + (1 - p) * rule(q, 0)
        if abs(q[np.argmin(expected)] - p) > 0.1:
            return False
    return True


@variant(how="the best of a thousand reports must be within half a step of p")
def by_the_best(rule: Rule) -> bool:
    q = np.linspace(0, 1, 1001)
    for i in range(1, 100):
        p = i / 100
        expected = p * rule(q, 1) + (1 - p) * rule(q, 0)
        if abs(q[np.argmin(expected)] - p) > 5e-4:
            return False
    return True


@variant(how="report by report in plain Python")
def in_loops(rule: Rule) -> bool:
    penalties = [(rule(i / 100, 1), rule(i / 100, 0)) for i in range(101)]
    for i in range(1, 100):
        p = i / 100
        costs = [p * one + (1 - p) * zero for one, zero in penalties]
        honest = costs.pop(i)
        if not honest < min(costs) - 1e-12:
            return False
    return True
