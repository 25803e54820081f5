import numpy as np
from losslab.mathematical_loss.scoring import Rule

from autograder.course.exercise import mutant, variant


@mutant(
    says="The answer is right for p = 0.5 alone. There, symmetry makes honesty the best report "
    "of many a rule, focal loss and label smoothing among them. A rule is proper if honesty is "
    "best at every p.",
)
def at_one_half(rule: Rule) -> bool:
    q = np.arange(101) / 100
    expected = 0.5 * rule(q, 1) + 0.5 * rule(q, 0)
    others = np.delete(expected, 50)
    return bool(expected[50] < others.min() - 1e-12)


@mutant(
    says="Rules that are honest in the middle pass, although they go wrong for rare events. "
    "Under a clipped logarithm a penalty that cannot become large stops mattering there.",
)
def in_the_middle(rule: Rule) -> bool:
    q = np.arange(101) / 100
    for i in range(25, 76):
        expected = q[i] * rule(q, 1) + (1 - q[i]) * rule(q, 0)
        if expected[i] >= np.delete(expected, i).min() - 1e-12:
            return False
    return True


@mutant(
    says="Rules pass under which honesty is only among the best reports. That is called "
    "proper. *Strictly* proper means that every other report is worse.",
)
def but_not_strictly(rule: Rule) -> bool:
    q = np.arange(101) / 100
    for i in range(1, 100):
        expected = q[i] * rule(q, 1) + (1 - q[i]) * rule(q, 0)
        if expected[i] > expected.min() + 1e-12:
            return False
    return True


@mutant(
    says="Rules pass whose expected penalty is level at q = p. Brier's rule with its sign "
    "reversed is level there too, and honesty costs most. The zero-one rule is level nearly "
    "everywhere.",
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
    says="The answer is whether the rule treats both outcomes alike. That is another property: "
    "focal loss has it and is not proper, the skewed rule is proper without it.",
)
def symmetric(rule: Rule) -> bool:
    q = np.linspace(0.01, 0.99, 99)
    return bool(np.allclose(rule(q, 1), rule(1 - q, 0)))


@mutant(
    says="The answer is whether the penalty falls as more probability is given to what "
    "happens. It does under nearly every rule, the absolute error too. It says nothing of a "
    "forecaster who does not know what will happen.",
)
def monotonic(rule: Rule) -> bool:
    q = np.linspace(0.01, 0.99, 99)
    return bool((np.diff(rule(q, 1)) < 0).all() and (np.diff(rule(q, 0)) > 0).all())


@mutant(
    says="The answer is whether the penalties are convex in the report. Focal loss is convex "
    "and its lowest point lies elsewhere than at p; the spherical rule is proper and not convex.",
)
def convex(rule: Rule) -> bool:
    q = np.linspace(0.01, 0.99, 99)
    return bool((np.diff(rule(q, 1), 2) > 0).all() and (np.diff(rule(q, 0), 2) > 0).all())


@mutant(
    says="Rules pass whose best report is within 0.1 of p. Label smoothing moves it by half as "
    "much, and is not proper.",
)
def roughly(rule: Rule) -> bool:
    q = np.linspace(0, 1, 1001)
    for i in range(1, 100):
        p = i / 100
        expected = p * rule(q, 1) + (1 - p) * rule(q, 0)
        if abs(q[np.argmin(expected)] - p) > 0.1:
            return False
    return True


@mutant(
    says="Rules pass that go wrong at p = 0.01 or p = 0.99 only. A rule is proper if honesty "
    "is best at every p, the rarest events included.",
)
def down_to_two_percent(rule: Rule) -> bool:
    q = np.arange(101) / 100
    for i in range(2, 99):
        expected = q[i] * rule(q, 1) + (1 - q[i]) * rule(q, 0)
        if expected[i] >= np.delete(expected, i).min() - 1e-12:
            return False
    return True


@mutant(
    says="Rules pass under which only a report of exactly 0 or 1 beats honesty. Certainty is a "
    "report like any other.",
)
def never_certain(rule: Rule) -> bool:
    q = np.arange(1, 100) / 100
    for i in range(99):
        expected = q[i] * rule(q, 1) + (1 - q[i]) * rule(q, 0)
        if expected[i] >= np.delete(expected, i).min() - 1e-12:
            return False
    return True


@mutant(
    says="Rules pass that go wrong for likely events only: the answer is right for p up to one "
    "half.",
)
def up_to_one_half(rule: Rule) -> bool:
    q = np.arange(101) / 100
    for i in range(1, 51):
        expected = q[i] * rule(q, 1) + (1 - q[i]) * rule(q, 0)
        if expected[i] >= np.delete(expected, i).min() - 1e-12:
            return False
    return True


@variant(how="the best of a thousand reports must be p itself, nearly")
def by_the_best(rule: Rule) -> bool:
    q = np.linspace(0, 1, 1001)
    for p in np.arange(0.01, 0.995, 0.01):
        expected = p * rule(q, 1) + (1 - p) * rule(q, 0)
        if abs(q[np.argmin(expected)] - p) > 4e-4:
            return False
    return True


@variant(how="report by report in plain Python, 0 or 1 for the answer")
def in_loops(rule: Rule) -> int:
    penalties = [(rule(i / 100, 1), rule(i / 100, 0)) for i in range(101)]
    for i in range(1, 100):
        p = i / 100
        costs = [p * one + (1 - p) * zero for one, zero in penalties]
        honest = costs.pop(i)
        if not honest < min(costs) - 1e-12:
            return 0
    return 1
