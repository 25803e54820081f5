import math

import numpy as np
from losslab.mathematical_loss.scoring import Rule

from autograder.course.exercise import mutant, variant


@mutant(
    says="You report p itself, as if every rule made honesty the best policy. Some do; they are "
    "called proper. Under the others the best report is something else, and the expected penalty "
    "tells what.",
)
def honest(rule: Rule, p: float) -> float:
    return p


@mutant(
    says="The answer comes in steps of 0.01, so it is off by up to 0.005, and 0.001 is asked for. "
    "Rules take arrays: ten thousand reports cost no more than a line.",
)
def coarse(rule: Rule, p: float) -> float:
    reports = np.linspace(0, 1, 101)
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    return float(reports[np.argmin(expected)])


@mutant(
    says="The search leaves out the ends. A report of exactly 0 or 1 is allowed, and under some "
    "rules certainty costs least.",
)
def away_from_the_ends(rule: Rule, p: float) -> float:
    reports = np.linspace(0.01, 0.99, 9801)
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    return float(reports[np.argmin(expected)])


@mutant(
    says="The weights are exchanged: p belongs to the outcome 1, in which the event happens, and "
    "1 - p to the outcome 0.",
)
def swapped(rule: Rule, p: float) -> float:
    reports = np.linspace(0, 1, 10_001)
    expected = (1 - p) * rule(reports, 1) + p * rule(reports, 0)
    return float(reports[np.argmin(expected)])


@mutant(
    says="You look for the report with the highest expected penalty. These are penalties, not "
    "rewards: less is better.",
)
def maximized(rule: Rule, p: float) -> float:
    reports = np.linspace(0, 1, 10_001)
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    return float(reports[np.argmax(expected)])


@mutant(
    says="You prepare for the likelier outcome only. The forecaster pays in both cases, so the "
    "expected penalty has two terms, weighted by p and 1 - p.",
)
def for_the_likelier(rule: Rule, p: float) -> float:
    reports = np.linspace(0, 1, 10_001)
    return float(reports[np.argmin(rule(reports, int(p >= 0.5)))])


@mutant(
    says="A search that walks downhill trusts that there is one valley. Under a clipped logarithm "
    "there are two, an honest one and certainty, and it walks into the one that it happens to "
    "see. Try every report instead.",
)
def ternary(rule: Rule, p: float) -> float:
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
    says="You solve for a derivative of zero. Some expected penalties are a straight line, or "
    "bulge upward: their lowest point is at an end, where no derivative is zero, and a zero "
    "inside is a maximum.",
)
def stationary(rule: Rule, p: float) -> float:
    reports = np.linspace(0.0005, 0.9995, 10_000)
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    slope = np.abs(np.gradient(expected, reports))
    return float(reports[np.argmin(slope)])


@variant(how="report by report, in steps of 0.001, in plain Python")
def in_a_loop(rule: Rule, p: float) -> float:
    best, lowest = 0.0, math.inf
    for i in range(1001):
        q = i / 1000
        cost = p * rule(q, 1) + (1 - p) * rule(q, 0)
        if cost < lowest:
            best, lowest = q, cost
    return best


@variant(how="a coarse grid, then a finer one around its best point")
def refined(rule: Rule, p: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(4):
        reports = np.linspace(low, high, 401)
        expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
        best = float(reports[np.argmin(expected)])
        step = (high - low) / 400
        low, high = max(0.0, best - 2 * step), min(1.0, best + 2 * step)
    return best
