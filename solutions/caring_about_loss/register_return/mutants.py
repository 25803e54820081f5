from collections.abc import Sequence

import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The first reading is discounted already: your exponents begin at 1. It counts in full, "
    "so the exponent of step t is t, beginning with 0.",
)
def from_one(runs: Sequence[Sequence[float]], discount: float) -> float:
    values = [sum(discount**t * x for t, x in enumerate(run, 1)) for run in runs]
    return float(sum(values) / len(values))


@mutant(
    says="This adds up the readings and does not discount them. A reading counts discount times as "
    "much as the one before it.",
)
def undiscounted(runs: Sequence[Sequence[float]], discount: float) -> float:
    return float(sum(sum(run) for run in runs) / len(runs))


@mutant(
    says="You divide by the weights, which makes an average reading out of the sum. Then a run "
    "that goes on reading 1 for ever is worth the same as one that ends after a single 1, and an "
    "agent that prefers to end early would look indifferent.",
)
def weighted_mean(runs: Sequence[Sequence[float]], discount: float) -> float:
    values = [
        sum(discount**t * x for t, x in enumerate(run)) / sum(discount**t for t in range(len(run)))
        for run in runs
    ]
    return float(sum(values) / len(values))


@mutant(
    says="You add up the runs' values. An expectation is their mean: recording twice as many runs "
    "must not double it.",
)
def summed_runs(runs: Sequence[Sequence[float]], discount: float) -> float:
    return float(sum(discount**t * x for run in runs for t, x in enumerate(run)))


@mutant(
    says="In each step you average over the runs that are still going. A run that has ended adds "
    "nothing more, which is to say 0, and it still counts in the mean: divide by the number of "
    "all runs.",
)
def of_survivors(runs: Sequence[Sequence[float]], discount: float) -> float:
    total = 0.0
    for t in range(max(len(run) for run in runs)):
        going = [run[t] for run in runs if len(run) > t]
        total += discount**t * sum(going) / len(going)
    return float(total)


@mutant(
    says="The sign is turned around. The number that is asked for is the register's own discounted "
    "value; that this agent prefers it small is said about the agent, not about the number.",
)
def negated(runs: Sequence[Sequence[float]], discount: float) -> float:
    values = [sum(discount**t * x for t, x in enumerate(run)) for run in runs]
    return -float(sum(values) / len(values))


@variant(how="from the end of each run, without powers")
def backward(runs: Sequence[Sequence[float]], discount: float) -> float:
    total = 0.0
    for run in runs:
        value = 0.0
        for reading in reversed(run):
            value = reading + discount * value
        total += value
    return total / len(runs)


@variant(how="with NumPy")
def numpy(runs: Sequence[Sequence[float]], discount: float) -> float:
    return np.mean([np.dot(run, discount ** np.arange(len(run))) for run in runs])
