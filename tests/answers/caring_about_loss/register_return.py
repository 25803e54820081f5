from collections.abc import Sequence

import numpy as np
import torch


def right_two_loops(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Weight each reading by a power of the discount, run by run, in two plain loops."""
    total = 0.0
    for run in runs:
        weight = 1.0
        for reading in run:
            total += weight * reading
            weight *= discount
    return total / len(runs)


def right_horner(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Evaluate each run as a polynomial in the discount, from its last reading backward."""
    values = []
    for run in runs:
        value = 0.0
        for reading in reversed(run):
            value = reading + discount * value
        values.append(value)
    return sum(values) / len(values)


def right_padded_matrix(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Pad all runs with zeros to one matrix, multiply by the weights, take the mean."""
    longest = max(len(run) for run in runs)
    table = np.zeros((len(runs), longest))
    for row, run in zip(table, runs, strict=True):
        row[: len(run)] = run
    return (table @ float(discount) ** np.arange(longest)).mean()


def right_decimals(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Compute with decimal numbers of 60 digits and round once, at the end."""
    from decimal import Decimal, localcontext

    with localcontext() as context:
        context.prec = 60
        factor, total = Decimal(float(discount)), Decimal(0)
        for run in runs:
            weight = Decimal(1)
            for reading in run:
                total += weight * Decimal(float(reading))
                weight *= factor
        return float(total / len(runs))


def right_step_by_step(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Go through the steps, add what all runs read in them, and divide by all runs at the end."""
    from itertools import zip_longest

    by_step = zip_longest(*runs, fillvalue=0.0)
    return sum(discount**t * sum(step) for t, step in enumerate(by_step)) / len(runs)


def right_halves(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Split each run in two halves: the second counts discount**(length of the first) as much."""

    def value(run):
        if len(run) == 1:
            return float(run[0])
        middle = len(run) // 2
        return value(run[:middle]) + discount**middle * value(run[middle:])

    return float(np.mean([value(run) for run in runs]))


def right_torch(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Multiply and add float64 tensors; return a 0-d tensor."""
    values = [
        torch.dot(
            torch.tensor([float(reading) for reading in run], dtype=torch.float64),
            float(discount) ** torch.arange(len(run), dtype=torch.float64),
        )
        for run in runs
    ]
    return torch.stack(values).mean()


def right_polyval_fsum(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Let NumPy evaluate the polynomials, and add their values without rounding errors."""
    import math

    values = [np.polyval(np.asarray(run, dtype=float)[::-1], discount) for run in runs]
    return math.fsum(values) / len(values)


def wrong_pools_readings(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Divides by the number of readings, not of runs: [[1, 1]], 1.0 gives 1 in place of 2."""
    total = sum(discount**t * r for run in runs for t, r in enumerate(run))
    return total / sum(len(run) for run in runs)


def wrong_mean_of_those_that_got_there(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Averages a step over the runs that reached it only: [[1], [1, 1]], 1.0 gives 2, not 1.5."""
    longest = max(len(run) for run in runs)
    total = 0.0
    for t in range(longest):
        there = [run[t] for run in runs if len(run) > t]
        total += discount**t * sum(there) / len(there)
    return total


def wrong_discounts_first_reading(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Discounts the first reading too: [[1]], 0.5 gives 0.5 in place of 1."""
    values = [sum(discount ** (t + 1) * r for t, r in enumerate(run)) for run in runs]
    return sum(values) / len(values)


def wrong_first_run_only(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Looks at the first run alone: [[1], [3]], 1.0 gives 1 in place of 2."""
    return float(sum(discount**t * r for t, r in enumerate(runs[0])))


def wrong_cut_to_shortest(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Cuts all runs to the shortest one: [[1], [1, 1]], 1.0 gives 1 in place of 1.5."""
    steps = zip(*runs, strict=False)
    return sum(discount**t * sum(step) / len(runs) for t, step in enumerate(steps))


def wrong_sum_over_runs(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Adds the runs up, no mean: [[1], [3]], 1.0 gives 4 in place of 2."""
    return float(sum(discount**t * r for run in runs for t, r in enumerate(run)))


def wrong_negated(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Returns minus the value, as a reward: [[1]], 0.5 gives -1 in place of 1."""
    values = [sum(discount**t * r for t, r in enumerate(run)) for run in runs]
    return -sum(values) / len(values)


def wrong_normalised_weights(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Divides by the sum of the weights of a run: [[1, 1]], 1.0 gives 1 in place of 2."""
    values = []
    for run in runs:
        weights = [discount**t for t in range(len(run))]
        values.append(sum(w * r for w, r in zip(weights, run, strict=True)) / sum(weights))
    return sum(values) / len(values)


def wrong_last_reading_goes_on(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Lets an ended run repeat its last reading: [[1], [1, 1]], 1.0 gives 2, not 1.5."""
    longest = max(len(run) for run in runs)
    padded = [[*run, *[run[-1]] * (longest - len(run))] for run in runs]
    values = [sum(discount**t * r for t, r in enumerate(run)) for run in padded]
    return sum(values) / len(values)


def wrong_zero_ends_the_run(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Takes a reading of 0 for the end of the run: [[0, 1]], 1.0 gives 0 in place of 1."""
    total = 0.0
    for run in runs:
        t = 0
        while t < len(run) and run[t]:
            total += discount**t * run[t]
            t += 1
    return total / len(runs)


def wrong_zeros_take_no_time(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Leaves readings of 0 out, so later ones come too early: [[0, 1]], 0.5 gives 1, not 0.5."""
    total = 0.0
    for run in runs:
        total += sum(discount**t * r for t, r in enumerate(r for r in run if r != 0))
    return total / len(runs)


def wrong_discounts_backward(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Gives the last reading the full weight: [[1, 3]], 0.5 gives 3.5 in place of 2.5."""
    values = []
    for run in runs:
        value = 0.0
        for reading in run:
            value = reading + discount * value
        values.append(value)
    return sum(values) / len(values)


def wrong_rounds_to_cents(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Rounds the result to two digits: [[0.001]], 1.0 gives 0 in place of 0.001."""
    values = [sum(discount**t * r for t, r in enumerate(run)) for run in runs]
    return round(sum(values) / len(values), 2)


def wrong_discount_zero_is_none(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Takes a discount of 0 for no discount at all: [[1, 1]], 0.0 gives 2 in place of 1."""
    factor = discount or 1.0
    values = [sum(factor**t * r for t, r in enumerate(run)) for run in runs]
    return sum(values) / len(values)


def wrong_no_negative_readings(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Counts a negative reading as 0: [[-1]], 1.0 gives 0 in place of -1."""
    values = [sum(discount**t * max(r, 0.0) for t, r in enumerate(run)) for run in runs]
    return sum(values) / len(values)


def wrong_interest_rate(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Takes the discount for a rate of interest: [[1, 1]], 1.0 gives 1.5 in place of 2."""
    values = [sum(r / (1 + discount) ** t for t, r in enumerate(run)) for run in runs]
    return sum(values) / len(values)


def wrong_median_run(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Takes the median of the runs, not the mean: [[0], [0], [3]], 1.0 gives 0 in place of 1."""
    values = [sum(discount**t * r for t, r in enumerate(run)) for run in runs]
    return float(np.median(values))


def wrong_longest_runs_only(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Leaves runs out that ended early: [[1], [1, 1]], 1.0 gives 2 in place of 1.5."""
    longest = max(len(run) for run in runs)
    whole = [run for run in runs if len(run) == longest]
    values = [sum(discount**t * r for t, r in enumerate(run)) for run in whole]
    return sum(values) / len(values)


def wrong_weight_never_reset(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Goes on discounting from run to run: [[1], [1]], 0.5 gives 0.75 in place of 1."""
    total, weight = 0.0, 1.0
    for run in runs:
        for reading in run:
            total += weight * reading
            weight *= discount
    return total / len(runs)


def wrong_one_discount_for_all_later(runs: Sequence[Sequence[float]], discount: float) -> float:
    """Multiplies all later readings by the discount once: [[1, 1, 1]], 0.5 gives 2, not 1.75."""
    values = [run[0] + discount * sum(run[1:]) for run in runs]
    return float(sum(values) / len(values))
