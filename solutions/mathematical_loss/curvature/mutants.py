import numpy as np
from losslab.mathematical_loss.scoring import Rule

from autograder.course.exercise import mutant, variant


@mutant(
    says="This is the second derivative of the penalty of the outcome 1 alone. The forecaster "
    "pays either penalty, with probabilities p and 1 - p; the minimum at q = p belongs to the "
    "sum.",
)
def of_one_outcome(rule: Rule, p: float) -> float:
    h = 1e-4
    return (rule(p + h, 1) - 2 * rule(p, 1) + rule(p - h, 1)) / h**2


@mutant(
    says="The result is negative: it is the second derivative of the least possible penalty as "
    "p changes, which bends the other way. Here the world stays as it is and the report departs "
    "from it.",
)
def of_the_least_penalty(rule: Rule, p: float) -> float:
    h = 1e-4

    def honest(q: float) -> float:
        return q * rule(q, 1) + (1 - q) * rule(q, 0)

    return (honest(p + h) - 2 * honest(p) + honest(p - h)) / h**2


@mutant(
    says="The result is mostly rounding. Penalties near 1 are rounded at 1e-16, and divided by "
    "a step of 1e-8 squared the rounding is as large as the answer. A smaller step is not a "
    "better one.",
)
def step_too_small(rule: Rule, p: float) -> float:
    h = 1e-8

    def expected(q: float) -> float:
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    return (expected(p + h) - 2 * expected(p) + expected(p - h)) / h**2


@mutant(
    says="The result is off where the event or its absence is rare, as it is with a step of "
    "0.01: from p = 0.02 that reaches half way to 0, where the logarithm bends far more.",
)
def step_too_large(rule: Rule, p: float) -> float:
    h = 0.01

    def expected(q: float) -> float:
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    return (expected(p + h) - 2 * expected(p) + expected(p - h)) / h**2


@mutant(
    says="This is the first derivative, and at the minimum it is zero under every proper rule. "
    "What distinguishes them is the second.",
)
def first_derivative(rule: Rule, p: float) -> float:
    h = 1e-4

    def expected(q: float) -> float:
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    return (expected(p + h) - expected(p - h)) / (2 * h)


@mutant(
    says="This is the curvature at q = 0.5, whatever p is. The question is about small "
    "departures from honesty: at q = p.",
)
def at_one_half(rule: Rule, p: float) -> float:
    h = 1e-4

    def expected(q: float) -> float:
        return p * rule(q, 1) + (1 - p) * rule(q, 0)

    return (expected(0.5 + h) - 2 * expected(0.5) + expected(0.5 - h)) / h**2


@mutant(
    says="This is half of it, the coefficient of the square. The expected penalty rises by one "
    "half of the curvature times the squared error of the report.",
)
def coefficient_of_a_parabola(rule: Rule, p: float) -> float:
    q = p + np.linspace(-1e-3, 1e-3, 21)
    expected = p * rule(q, 1) + (1 - p) * rule(q, 0)
    return float(np.polyfit(q - p, expected, 2)[0])


@mutant(
    says="The result is Brier's, 2, whatever the rule. Two rules with the same minimum need "
    "not be equally sharp there.",
)
def always_two(rule: Rule, p: float) -> float:
    return 2.0


@mutant(
    says="The result is the logarithm's, 1 / (p (1 - p)), whatever the rule.",
)
def of_cross_entropy(rule: Rule, p: float) -> float:
    return 1 / (p * (1 - p))


@mutant(
    says="The weights of the two outcomes are exchanged: p belongs to the outcome 1.",
)
def exchanged(rule: Rule, p: float) -> float:
    h = 1e-4

    def expected(q: float) -> float:
        return (1 - p) * rule(q, 1) + p * rule(q, 0)

    return (expected(p + h) - 2 * expected(p) + expected(p - h)) / h**2


@variant(how="the slope's change, with slopes by differences")
def of_slopes(rule: Rule, p: float) -> float:
    h = 1e-4

    def slope(q: float) -> float:
        one = (rule(q + h, 1) - rule(q - h, 1)) / (2 * h)
        zero = (rule(q + h, 0) - rule(q - h, 0)) / (2 * h)
        return p * one + (1 - p) * zero

    return (slope(p + h) - slope(p - h)) / (2 * h)


@variant(how="a step of a hundredth of the distance to the nearer end")
def relative_step(rule: Rule, p: float) -> float:
    h = min(p, 1 - p) / 100
    q = np.array([p - h, p, p + h])
    below, at, above = p * rule(q, 1) + (1 - p) * rule(q, 0)
    return float((below - 2 * at + above) / h**2)
