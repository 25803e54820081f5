import math
from collections.abc import Sequence

import numpy as np
import torch


def right_lists(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Go through the rounds with a list of z, and find best and worst by their z."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * sigmoid(-z) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def right_numpy(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Train all networks at once as an array; argmin and argmax find who is overwritten."""

    def p(z):
        return np.exp(-np.logaddexp(0.0, -z))

    z = np.array(logits, dtype=float)
    for mutation in mutations:
        z = z - rate * cost * p(z) * p(-z)
        if selected:
            z[z.argmin()] = z.max() + mutation
    return p(z).mean()


def right_torch_autograd(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Let autograd differentiate the present reward; the result is a 0-d tensor."""
    z = torch.tensor([float(x) for x in logits], dtype=torch.float64)
    for mutation in mutations:
        z.requires_grad_(True)
        present = (-cost * torch.sigmoid(z)).sum()
        z = (z + rate * torch.autograd.grad(present, z)[0]).detach()
        if selected:
            z[torch.argmin(z)] = z.max() + mutation
    return torch.sigmoid(z).mean()


def right_sorted_population(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Sort the population after each gradient step: the first gives way to a copy of the last."""

    def sigmoid(z):
        return (1 + math.tanh(z / 2)) / 2

    population = tuple(float(z) for z in logits)
    for mutation in mutations:
        stepped = []
        for z in population:
            p = sigmoid(z)
            stepped.append(z - rate * cost * p * (1 - p))
        if selected:
            stepped.sort()
            stepped[0] = stepped[-1] + mutation
        population = tuple(stepped)
    return math.fsum(map(sigmoid, population)) / len(population)


def right_reduced(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Fold one round after the other over the population with functools.reduce."""
    from functools import reduce
    from statistics import fmean

    def sigmoid(z):
        return 0.0 if z < -700 else 1 / (1 + math.exp(-z))

    def one_round(population, mutation):
        after = [z - rate * cost * (q := sigmoid(z)) * (1 - q) for z in population]
        if not selected:
            return after
        order = sorted(range(len(after)), key=lambda i: after[i])
        copy = after[order[-1]] + mutation
        return [copy if i == order[0] else z for i, z in enumerate(after)]

    return fmean(sigmoid(z) for z in reduce(one_round, mutations, list(logits)))


def right_by_reward(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Rank the networks by the whole round's reward, equal ones by z, in objects of their own."""

    class Network:
        def __init__(self, z):
            self.z = float(z)

        def cooperates(self):
            return 0.5 * (1 + np.tanh(self.z / 2))

        def rank(self):
            return (1 - cost) * self.cooperates(), self.z

    networks = [Network(z) for z in logits]
    for mutation in mutations:
        for network in networks:
            p = network.cooperates()
            network.z += rate * -cost * p * (1 - p)
        if selected:
            networks.sort(key=Network.rank)
            networks[0] = Network(networks[-1].z + mutation)
    return np.mean([network.cooperates() for network in networks])


def wrong_no_copy(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Adds the mutation to the worst network's own z, copies nothing: one round of 0.0."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            zs[zs.index(min(zs))] += mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_no_mutation(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Copies without adding the mutation: mutations [0.5], selected."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for _ in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best]
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_selects_first(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Selects before the gradient step: the copy is made of a z that is one step too high."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_climbs_up(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Turns the sign: the gradient step goes toward cooperating."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z + rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_cost_forgotten(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Leaves the cost out of the gradient: any case with a round."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_no_slope(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Takes -cost for the derivative, without that of the sigmoid: any case with a round."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_derivative_of_logarithm(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Takes -cost * (1 - p) for the derivative: that of log p."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_sees_two_steps(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Climbs the reward of the whole round, (1 - cost) * p: the gradient is not myopic."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z + rate * (1 - cost) * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_selects_by_present_reward(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Selects by -cost * p, the present step's reward: who cooperates most is overwritten."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(max(zs)), zs.index(min(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_never_selects(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Ignores `selected`: the second part never takes place."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for _ in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_always_selects(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Ignores `selected`: the second part always takes place."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        worst, best = zs.index(min(zs)), zs.index(max(zs))
        zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_copies_the_worst(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Overwrites the best network by a copy of the worst: one round, selected."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[best] = zs[worst] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_one_round(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Plays the first round only: two mutations."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations[:1]:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_last_round_missing(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Leaves the last round out: one mutation."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations[:-1]:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_gradient_or_selection(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Takes the gradient step only without selection: one round, selected."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        if not selected:
            zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_sum_over_networks(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Returns the sum of the probabilities, not their mean: logits [0, 1], no rounds."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs)


def wrong_sigmoid_of_the_mean(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Returns the sigmoid of the mean z, not the mean sigmoid: logits [0, 3], no rounds."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sigmoid(sum(zs) / len(zs))


def wrong_mean_of_logits(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Returns the mean z, not a probability: logits [0, 1], no rounds."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(zs) / len(zs)


def wrong_best_network(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Returns the best network's probability, not the mean: logits [0, 1], no rounds."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sigmoid(max(zs))


def wrong_mean_reward(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Returns the mean of (1 - cost) * p in place of p: any input, as the cost is above 0."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return (1 - cost) * sum(sigmoid(z) for z in zs) / len(zs)


def wrong_all_mutate(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Adds the mutation to every network after the copy: mutations [0.5], selected."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best]
            zs = [z + mutation for z in zs]
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_no_rounds_without_selection(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Plays no rounds without selection: mutations [0.1], not selected."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations if selected else []:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_first_gradient_for_ever(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Uses the slopes at the start in all rounds: wrong from two rounds on."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    steps = [rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
    for mutation in mutations:
        zs = [z - step for z, step in zip(zs, steps, strict=True)]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_places_of_the_start(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Finds best and worst once, at the start: two rounds with three networks, selected."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    worst, best = zs.index(min(zs)), zs.index(max(zs))
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_first_and_last(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Takes the first for the worst and the last for the best: logits [1, 0], selected."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = 0, len(zs) - 1
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_size_of_the_mutation(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Adds the size of the mutation: a negative one is turned round."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + abs(mutation)
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_mutates_the_probability(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Adds the mutation to the copy's p, not its z: mutations [0.1], selected."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            q = min(max(sigmoid(zs[best]) + mutation, 1e-9), 1 - 1e-9)
            zs[worst] = math.log(q / (1 - q))
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_half_replaced(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Overwrites the whole lower half by copies of the best: four networks, selected."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            order = sorted(range(len(zs)), key=zs.__getitem__)
            for i in order[: len(zs) // 2]:
                zs[i] = zs[order[-1]] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_once_at_the_end(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Selects once, after all rounds, with the last mutation: two rounds, selected."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0

    zs = list(logits)
    for t, mutation in enumerate(mutations):
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected and t == len(mutations) - 1:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def right_plain_sigmoid(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Takes math.exp(-z) for any z: there is none below -100."""

    def sigmoid(z):
        return 1 / (1 + math.exp(-z))

    zs = list(logits)
    for mutation in mutations:
        zs = [z - rate * cost * sigmoid(z) * (1 - sigmoid(z)) for z in zs]
        if selected:
            worst, best = zs.index(min(zs)), zs.index(max(zs))
            zs[worst] = zs[best] + mutation
    return sum(sigmoid(z) for z in zs) / len(zs)


def wrong_order_of_the_first_round(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Overwrites in every round whoever was the worst in the first, with the best of then."""
    z = np.array(logits, dtype=float)
    chosen = None
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
        if selected:
            chosen = chosen or (int(z.argmin()), int(z.argmax()))
            z[chosen[0]] = z[chosen[1]] + mutation
    return float((1 / (1 + np.exp(-z))).mean())


def wrong_copy_only_if_better(
    logits: Sequence[float], cost: float, rate: float, mutations: Sequence[float], selected: bool
) -> float:
    """Keeps the worst network where the mutated copy would be worse still."""
    z = np.array(logits, dtype=float)
    for mutation in mutations:
        p = 1 / (1 + np.exp(-z))
        z = z - rate * cost * p * (1 - p)
        if selected:
            worst, best = z.argmin(), z.argmax()
            z[worst] = max(z[best] + mutation, z[worst])
    return float((1 / (1 + np.exp(-z))).mean())
