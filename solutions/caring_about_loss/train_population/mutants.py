import math
from collections.abc import Sequence

import numpy as np
import torch

from autograder.course.exercise import mutant, variant


@mutant(
    says="You select by what the gradient sees, the reward of the present step, and so keep those "
    "that cooperate least. Selection reads what was collected over the round, with the 1 that "
    "cooperating brings in the next step in it.",
)
def selects_myopically(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
        if selected:
            z[z.argmax()] = z[z.argmin()] + mutation
    return float((1 / (1 + np.exp(-z))).mean())


@mutant(
    says="Your gradient gives credit for the next step: it climbs (1 - cost) * p. The point of the "
    "exercise is a gradient that does not: it climbs -cost * p.",
)
def foresighted(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z + rate * (1 - cost) * p * (1 - p)
        if selected:
            z[z.argmin()] = z[z.argmax()] + mutation
    return float((1 / (1 + np.exp(-z))).mean())


@mutant(
    says="You subtract rate * cost and leave out the slope of the sigmoid. The derivative of p "
    "with respect to z is p * (1 - p).",
)
def without_slope(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        z = z - rate * cost
        if selected:
            z[z.argmin()] = z[z.argmax()] + mutation
    return float((1 / (1 + np.exp(-z))).mean())


@mutant(
    says="Selection takes place in every run, asked for or not. Without it the second part of a "
    "round is left out.",
)
def always_selects(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
        z[z.argmin()] = z[z.argmax()] + mutation
    return float((1 / (1 + np.exp(-z))).mean())


@mutant(
    says="The mutation is added to everybody. It belongs to the copy alone; the one that was "
    "copied stays as it is.",
)
def mutates_all(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
        if selected:
            z[z.argmin()] = z.max()
            z = z + mutation
    return float((1 / (1 + np.exp(-z))).mean())


@mutant(
    says="The order of the two parts is reversed: you select first and take the gradient step "
    "afterwards, so the copy is moved too.",
)
def selects_first(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        if selected:
            z[z.argmin()] = z.max() + mutation
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
    return float((1 / (1 + np.exp(-z))).mean())


@mutant(
    says="You average the logits and then take the sigmoid. The mean probability to cooperate is "
    "the mean of the sigmoids.",
)
def sigmoid_of_mean(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
        if selected:
            z[z.argmin()] = z.max() + mutation
    return float(1 / (1 + np.exp(-z.mean())))


@mutant(
    says="The gradient step has the wrong sign. What it climbs falls with p, so each step lowers "
    "z.",
)
def wrong_sign(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z + rate * cost * p * (1 - p)
        if selected:
            z[z.argmin()] = z.max() + mutation
    return float((1 / (1 + np.exp(-z))).mean())


@variant(how="sorted lists and autograd")
def autograd(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    population = sorted(logits)
    for mutation in mutations:
        z = torch.tensor(population, dtype=torch.float64, requires_grad=True)
        (gradient,) = torch.autograd.grad((-cost * torch.sigmoid(z)).sum(), z)
        population = sorted((z + rate * gradient).tolist())
        if selected:
            population[0] = population[-1] + mutation
    return sum(1 / (1 + math.exp(-z)) for z in population) / len(population)
