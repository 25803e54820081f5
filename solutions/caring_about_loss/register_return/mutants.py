from collections.abc import Sequence

import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The first reading is discounted already, and every later one once too often. The first "
    "counts in full: the exponent of step t is t, beginning with 0.",
)
def from_one(runs: Sequence[Sequence[float]], discount: float) -> float:
    values = [sum(discount**t * x for t, x in enumerate(run, 1)) for run in runs]
    return float(sum(values) / len(values))


@mutant(
    says="All readings count in full here. A reading counts discount times as "
    "much as the one before it.",
)
def undiscounted(runs: Sequence[Sequence[float]], discount: float) -> float:
    return float(sum(sum(run) for run in runs) / len(runs))


@mutant(
    says="A run's value is an average reading here, weighted by the discount, and not a sum. "
    "Then a run that goes on reading 1 for ever is worth the same as one that ends after a "
    "single 1, and an agent that prefers to end early would look indifferent.",
)
def weighted_mean(runs: Sequence[Sequence[float]], discount: float) -> float:
    values = [
        sum(discount**t * x for t, x in enumerate(run)) / sum(discount**t for t in range(len(run)))
        for run in runs
    ]
    return float(sum(values) / len(values))


@mutant(
    says="The runs' values are added up. An expectation is their mean: recording twice as many "
    "runs must not double it.",
)
def summed_runs(runs: Sequence[Sequence[float]], discount: float) -> float:
    return float(sum(discount**t * x for run in runs for t, x in enumerate(run)))


@mutant(
    says="A step counts as the average over the runs that are still going. A run that has ended "
    "adds nothing more, which is to say 0, and it still counts in the mean: divide by the "
    "number of all runs.",
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


@mutant(
    says="Your average over the runs is their median. An expectation is estimated by the mean, in "
    "which a single run of very great value counts.",
)
def median_run(runs: Sequence[Sequence[float]], discount: float) -> float:
    return float(np.median([sum(discount**t * x for t, x in enumerate(run)) for run in runs]))


@mutant(
    says="All readings are put together and the sum is divided by how many there are. A run counts "
    "once, however long it is: divide by the number of runs.",
)
def per_reading(runs: Sequence[Sequence[float]], discount: float) -> float:
    total = sum(discount**t * x for run in runs for t, x in enumerate(run))
    return total / sum(len(run) for run in runs)


@mutant(
    says="Later readings count more here: the discounting runs from the last reading back to the "
    "first. The first counts in full.",
)
def from_the_end(runs: Sequence[Sequence[float]], discount: float) -> float:
    values = [sum(discount**t * x for t, x in enumerate(reversed(run))) for run in runs]
    return sum(values) / len(values)


@variant(how="with NumPy, step by step over all runs at once")
def numpy(runs: Sequence[Sequence[float]], discount: float) -> float:
    read = np.zeros((len(runs), max(len(run) for run in runs)))
    for row, run in zip(read, runs, strict=True):
        row[: len(run)] = run
    return read.mean(axis=0) @ discount ** np.arange(read.shape[1])
