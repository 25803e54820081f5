import math

import numpy as np
import torch
from losslab.mathematical_loss.scoring import Rule

from autograder.course.exercise import mutant, variant


@mutant(
    says="You report p itself, as if every rule made honesty the best policy. Some do; they "
    "are called proper. Under the others the best report is something else, and the expected "
    "penalty tells what.",
)
def honest(rule: Rule, p: float) -> float:
    return p


@mutant(
    says="The answer comes in steps of 0.01, so it is off by up to 0.005, and 0.001 is asked for.",
)
def coarse(rule: Rule, p: float) -> float:
    reports = np.linspace(0, 1, 101)
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    return float(reports[np.argmin(expected)])


@mutant(
    says="No report of yours is below 0.01 or above 0.99. All from 0 to 1 are allowed, the "
    "ends as well, and under some rules certainty costs least.",
)
def away_from_the_ends(rule: Rule, p: float) -> float:
    reports = np.linspace(0.01, 0.99, 9801)
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    return float(reports[np.argmin(expected)])


@mutant(
    says="The report is that of somebody who believes in 1 - p: p is the weight of the outcome "
    "1, in which the event happens.",
)
def swapped(rule: Rule, p: float) -> float:
    reports = np.linspace(0, 1, 10_001)
    expected = (1 - p) * rule(reports, 1) + p * rule(reports, 0)
    return float(reports[np.argmin(expected)])


@mutant(
    says="This is the report with the highest expected penalty. These are penalties, not "
    "rewards: less is better.",
)
def maximized(rule: Rule, p: float) -> float:
    reports = np.linspace(0, 1, 10_001)
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    return float(reports[np.argmax(expected)])


@mutant(
    says="The report is prepared for the likelier outcome only. The forecaster pays in both "
    "cases, so the expected penalty has two terms, weighted by p and 1 - p.",
)
def for_the_likelier(rule: Rule, p: float) -> float:
    reports = np.linspace(0, 1, 10_001)
    return float(reports[np.argmin(rule(reports, int(p >= 0.5)))])


@mutant(
    says="Where the expected penalty has two valleys or bulges upward, the report is not "
    "always in the deepest one. A search that walks downhill ends in the valley that it happens "
    "to see.",
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
    says="The report is one where the expected penalty is level. Some expected penalties are a "
    "straight line, or bulge upward: their lowest point is at an end, and a level point inside "
    "is a maximum.",
)
def stationary(rule: Rule, p: float) -> float:
    reports = np.linspace(0.0005, 0.9995, 10_000)
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    slope = np.abs(np.gradient(expected, reports))
    return float(reports[np.argmin(slope)])


@mutant(
    says="Each report is on the side of one half on which the belief is. Under class weights "
    "or where one outcome's penalty is capped, the cheapest report can be on the other one.",
)
def on_the_side_of_the_belief(rule: Rule, p: float) -> float:
    half = np.linspace(0, 0.5, 5001)
    reports = half if p < 0.5 else 0.5 + half
    expected = p * rule(reports, 1) + (1 - p) * rule(reports, 0)
    return float(reports[np.argmin(expected)])


@variant(how="report by report, in plain Python")
def in_a_loop(rule: Rule, p: float) -> float:
    best, lowest = 0.0, math.inf
    for i in range(4001):
        q = i / 4000
        cost = p * rule(q, 1) + (1 - p) * rule(q, 0)
        if cost < lowest:
            best, lowest = q, cost
    return best


@variant(how="torch for the search, and a tensor for the answer")
def with_torch(rule: Rule, p: float) -> torch.Tensor:
    reports = torch.arange(4001, dtype=torch.float64) / 4000
    happens, fails = (torch.from_numpy(rule(reports.numpy(), outcome)) for outcome in (1, 0))
    return reports[(p * happens + (1 - p) * fails).argmin()]
