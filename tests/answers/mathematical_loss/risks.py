import math

import numpy as np
import torch
import torch.nn.functional as F


def right_tables(joint, sample, predictions):
    """One table of losses, weighed by joint and read at the cases of the sample."""
    loss = -np.log(predictions)
    xs, ys = zip(*sample, strict=True)
    return {
        "population": float((joint * loss).sum()),
        "empirical": float(loss[list(xs), list(ys)].mean()),
    }


def right_plain_loops(joint, sample, predictions):
    """Pure Python: math.log and math.fsum, no arithmetic on arrays."""
    share, given = joint.tolist(), predictions.tolist()
    whole = math.fsum(
        -weight * math.log(chance)
        for row, guesses in zip(share, given, strict=True)
        for weight, chance in zip(row, guesses, strict=True)
    )
    seen = math.fsum(-math.log(given[x][y]) for x, y in sample) / len(sample)
    return {"empirical": seen, "population": whole}


def right_counter(joint, sample, predictions):
    """Counts the cases with Counter and hands back an OrderedDict."""
    from collections import Counter, OrderedDict

    counts = Counter((int(x), int(y)) for x, y in sample)
    seen = sum(-count * math.log(predictions[case]) for case, count in counts.items())
    whole = sum(-joint[case] * math.log(predictions[case]) for case in np.ndindex(joint.shape))
    return OrderedDict(population=float(whole), empirical=seen / len(sample))


def right_empirical_distribution(joint, sample, predictions):
    """Both as one einsum with two tables of weights; results are NumPy scalars."""
    seen = np.zeros(joint.shape)
    for case in sample:
        seen[tuple(case)] += 1 / len(sample)
    both = np.einsum("sxy,xy->s", np.stack([joint, seen]), -np.log(predictions))
    return dict(zip(("population", "empirical"), both, strict=True))


def right_torch(joint, sample, predictions):
    """torch in float64: nll_loss for the sample, a dot product for the population."""
    log_q = torch.from_numpy(np.array(predictions)).log()
    pairs = torch.tensor(sample, dtype=torch.long)
    weights = torch.from_numpy(np.array(joint))
    return {
        "population": -torch.dot(weights.flatten(), log_q.flatten()).item(),
        "empirical": F.nll_loss(log_q[pairs[:, 0]], pairs[:, 1]).item(),
    }


def right_running_mean(joint, sample, predictions):
    """A running mean over the cases, and the trace of joint times the transposed losses."""
    mean = 0.0
    for number, (x, y) in enumerate(sample, start=1):
        mean += (-math.log(predictions[x, y]) - mean) / number
    return {"population": float(np.trace(joint @ -np.log(predictions).T)), "empirical": mean}


def right_recursion(joint, sample, predictions):
    """Halves the sample again and again; each input's row adds its own conditional mean."""

    def total(cases):
        if len(cases) == 1:
            x, y = cases[0]
            return -float(np.log(predictions[x, y]))
        middle = len(cases) // 2
        return total(cases[:middle]) + total(cases[middle:])

    whole = 0.0
    for row, guesses in zip(joint, predictions, strict=True):
        if row.sum() > 0:
            whole += row.sum() * np.average(-np.log(guesses), weights=row)
    return {"population": float(whole), "empirical": total(list(sample)) / len(sample)}


def wrong_population_unweighted(joint, sample, predictions):
    """Mean over the table's cells, joint is ignored: any joint that is not uniform."""
    loss = -np.log(predictions)
    seen = [loss[x, y] for x, y in sample]
    return {"population": float(loss.mean()), "empirical": float(np.mean(seen))}


def wrong_sum_for_mean(joint, sample, predictions):
    """The empirical risk is a sum, not a mean: any sample of two cases."""
    loss = -np.log(predictions)
    seen = [float(loss[x, y]) for x, y in sample]
    return {"population": float((joint * loss).sum()), "empirical": sum(seen)}


def wrong_distinct_cases(joint, sample, predictions):
    """Each different case counts once: sample [(0, 0), (0, 0), (0, 1)]."""
    loss = -np.log(predictions)
    seen = [float(loss[x, y]) for x, y in set(sample)]
    return {"population": float((joint * loss).sum()), "empirical": sum(seen) / len(seen)}


def wrong_repeated_index_lost(joint, sample, predictions):
    """counts[xs, ys] += 1 counts a repeated case once: sample [(0, 0), (0, 0), (0, 1)]."""
    loss = -np.log(predictions)
    counts = np.zeros(joint.shape)
    xs, ys = np.array(sample).T
    counts[xs, ys] += 1
    seen = float((counts * loss).sum() / len(sample))
    return {"population": float((joint * loss).sum()), "empirical": seen}


def wrong_bits(joint, sample, predictions):
    """Logarithm to base 2 where nats are asked for: predictions of 1/2 give 1."""
    loss = -np.log2(predictions)
    seen = [loss[x, y] for x, y in sample]
    return {"population": float((joint * loss).sum()), "empirical": float(np.mean(seen))}


def wrong_inputs_alike(joint, sample, predictions):
    """Takes the mean over inputs of the conditional risks: inputs of unequal probability."""
    loss = -np.log(predictions)
    share = joint.sum(axis=1, keepdims=True)
    given = np.divide(joint, share, out=np.zeros_like(joint), where=share > 0)
    seen = [loss[x, y] for x, y in sample]
    return {
        "population": float((given * loss).sum(axis=1).mean()),
        "empirical": float(np.mean(seen)),
    }


def wrong_keys_swapped(joint, sample, predictions):
    """The two numbers stand under each other's key: any sample unlike the population."""
    loss = -np.log(predictions)
    seen = [loss[x, y] for x, y in sample]
    return {"population": float(np.mean(seen)), "empirical": float((joint * loss).sum())}


def wrong_pairs_read_backwards(joint, sample, predictions):
    """Reads a case as (y, x): sample [(0, 1)] with an asymmetric 2 by 2 table."""
    loss = -np.log(predictions)
    seen = [loss[y, x] for x, y in sample]
    return {"population": float((joint * loss).sum()), "empirical": float(np.mean(seen))}


def wrong_predicted_weights(joint, sample, predictions):
    """Labels are weighed by what the model believes, not by joint: a model that is wrong."""
    loss = -np.log(predictions)
    share = joint.sum(axis=1, keepdims=True)
    seen = [loss[x, y] for x, y in sample]
    return {
        "population": float((share * predictions * loss).sum()),
        "empirical": float(np.mean(seen)),
    }


def wrong_log_of_product(joint, sample, predictions):
    """Logarithm of the sample's likelihood, which underflows: 2000 cases of probability 0.5."""
    likelihood = 1.0
    for x, y in sample:
        likelihood *= float(predictions[x, y])
    seen = -math.log(likelihood) / len(sample) if likelihood > 0 else math.inf
    return {"population": float(-(joint * np.log(predictions)).sum()), "empirical": seen}


def wrong_log_of_mean(joint, sample, predictions):
    """Minus the log of the mean probability: a sample with probabilities 0.1 and 0.9."""
    given = [float(predictions[x, y]) for x, y in sample]
    return {
        "population": -math.log(float((joint * predictions).sum())),
        "empirical": -math.log(sum(given) / len(given)),
    }


def wrong_guarded_log(joint, sample, predictions):
    """Adds 1e-12 inside the logarithm: a prediction of 1e-15 costs 27.6 instead of 34.5."""
    loss = -np.log(predictions + 1e-12)
    seen = [loss[x, y] for x, y in sample]
    return {"population": float((joint * loss).sum()), "empirical": float(np.mean(seen))}


def wrong_entropy_of_world(joint, sample, predictions):
    """Population risk of the ideal prediction, not of this one: any prediction off the ideal."""
    share = joint.sum(axis=1, keepdims=True)
    occurs = joint > 0
    ideal = np.divide(joint, share, out=np.ones_like(joint), where=occurs)
    seen = [-np.log(predictions[x, y]) for x, y in sample]
    return {
        "population": float(-(joint * np.log(ideal)).sum()),
        "empirical": float(np.mean(seen)),
    }


def wrong_simulated(joint, sample, predictions):
    """Draws 2000 cases in place of the expectation, right to a digit or two: any joint."""
    loss = -np.log(predictions)
    flat = joint.ravel() / joint.sum()
    cells = np.random.default_rng(0).choice(flat.size, size=2000, p=flat)
    seen = [loss[x, y] for x, y in sample]
    return {"population": float(loss.ravel()[cells].mean()), "empirical": float(np.mean(seen))}


def wrong_mean_of_input_means(joint, sample, predictions):
    """Averages inputs, not cases, of the sample: [(0, 0), (0, 0), (1, 0)]."""
    from collections import defaultdict

    groups = defaultdict(list)
    for x, y in sample:
        groups[x].append(-math.log(predictions[x, y]))
    means = [sum(group) / len(group) for group in groups.values()]
    whole = float(-(joint * np.log(predictions)).sum())
    return {"population": whole, "empirical": sum(means) / len(means)}


def wrong_sample_weighed_again(joint, sample, predictions):
    """Cases of the sample are weighed with joint once more: any non-uniform joint."""
    loss = -np.log(predictions)
    weights = np.array([joint[x, y] for x, y in sample])
    seen = np.array([loss[x, y] for x, y in sample])
    total = weights.sum()
    average = float((weights * seen).sum() / total) if total > 0 else 0.0
    return {"population": float((joint * loss).sum()), "empirical": average}


def wrong_geometric_mean(joint, sample, predictions):
    """Minus the logarithm of a geometric mean: 20 cases of 1e-18 have a product of 0."""
    x, y = np.array(sample).T
    seen = np.prod(predictions[x, y]) ** (1 / len(sample))
    return {
        "population": float(-(joint * np.log(predictions)).sum()),
        "empirical": float(-np.log(seen)) if seen > 0 else math.inf,
    }
