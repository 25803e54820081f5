import math
from collections.abc import Sequence

import numpy as np
import torch

from autograder.course.exercise import mutant, variant


@mutant(
    says="Those that cooperate least are copied here: that is selection by the reward of the "
    "present step. Selection reads what was collected over the round, with the 1 that "
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
    says="The gradient step climbs (1 - cost) * p here, with the reward of the next step in it. "
    "The point of the exercise is a gradient that does not: it climbs -cost * p.",
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
    says="Every network moves by rate * cost, wherever it stands. The derivative of p "
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
    says="The worst is overwritten here only where the mutated copy is better than it. Whether it "
    "is or not, the copy takes its place.",
)
def keeps_the_better(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
        if selected:
            z[z.argmin()] = max(z.max() + mutation, z.min())
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
    says="The copy is moved by the gradient step of its own round. The gradient comes first, and "
    "selection afterwards.",
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
    says="This is the sigmoid of the mean logit. The mean probability to cooperate is "
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


@mutant(
    says="Who is copied and who is overwritten is decided by z before the gradient step. The "
    "step comes first, and a long one changes the order.",
)
def judges_beforehand(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        worst, best = z.argmin(), z.argmax()
        z = z - rate * cost * p * (1 - p)
        if selected:
            z[worst] = z[best] + mutation
    return float((1 / (1 + np.exp(-z))).mean())


@mutant(
    says="The copy counts without its mutation. The round's mutation is added to the copy's z.",
)
def never_mutates(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits, dtype=float)
    for _ in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
        if selected:
            z[z.argmin()] = z.max()
    return float((1 / (1 + np.exp(-z))).mean())


@variant(how="a list of logits, from which the worst is taken out and to which the copy is added")
def lists(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    def cooperates(z: float) -> float:
        return 1 / (1 + math.exp(-z))

    population = logits
    for mutation in mutations:
        population = [z - rate * cost * cooperates(z) * cooperates(-z) for z in population]
        if selected:
            population.remove(min(population))
            population.append(max(population) + mutation)
    return sum(cooperates(z) for z in population) / len(population)


@variant(how="the gradient by autograd")
def autograd(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    z = np.array(logits)
    for mutation in mutations:
        leaf = torch.from_numpy(z).requires_grad_()
        (gradient,) = torch.autograd.grad((-cost * torch.sigmoid(leaf)).sum(), leaf)
        z = rate * gradient.numpy() + z
        if selected:
            z[z.argmin()] = z.max() + mutation
    return torch.sigmoid(torch.from_numpy(z)).mean().item()
