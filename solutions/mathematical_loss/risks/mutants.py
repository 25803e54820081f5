import math

import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The empirical risk counts each different case once. A sample is a list, not a set: "
    "what was observed twice weighs twice.",
)
def of_a_set(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(predictions)
    cases = {tuple(case) for case in sample}
    return {
        "population": float((joint * loss).sum()),
        "empirical": float(np.mean([loss[x, y] for x, y in cases])),
    }


@mutant(
    says="The population risk is the plain mean over all cells of the table, as if every case "
    "were equally likely. Each case counts with its probability.",
)
def uniform(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(predictions)
    return {
        "population": float(loss.mean()),
        "empirical": float(np.mean([loss[x, y] for x, y in sample])),
    }


@mutant(
    says="The population risk weighs the labels by the prediction's own probabilities. That is "
    "what the model believes it will lose. What it will lose is decided by `joint`, the world.",
)
def as_the_model_sees_them(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(predictions)
    inputs = joint.sum(axis=1, keepdims=True)
    return {
        "population": float((inputs * predictions * loss).sum()),
        "empirical": float(np.mean([loss[x, y] for x, y in sample])),
    }


@mutant(
    says="The population risk is a mean over inputs, each of which counts the same. Inputs "
    "have probabilities too: the sums of the rows of `joint`.",
)
def per_input(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(predictions)
    given_input = joint / joint.sum(axis=1, keepdims=True)
    return {
        "population": float((given_input * loss).sum(axis=1).mean()),
        "empirical": float(np.mean([loss[x, y] for x, y in sample])),
    }


@mutant(
    says="Both risks are in bits, 1.44 times what they are in nats.",
)
def in_bits(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log2(predictions)
    return {
        "population": float((joint * loss).sum()),
        "empirical": float(np.mean([loss[x, y] for x, y in sample])),
    }


@mutant(
    says="The empirical risk is the sum over the sample. The mean is due, or else the risk "
    "would grow with the sample and could not be compared with the population's.",
)
def summed(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(predictions)
    return {
        "population": float((joint * loss).sum()),
        "empirical": float(sum(loss[x, y] for x, y in sample)),
    }


@mutant(
    says="The empirical risk is that of the middle of the sample's losses. A mean is due: a "
    "rare and costly case counts with its whole loss.",
)
def median_loss(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(predictions)
    return {
        "population": float((joint * loss).sum()),
        "empirical": float(np.median([loss[x, y] for x, y in sample])),
    }


@mutant(
    says="No loss of yours is above 27.6, the logarithm of 1e12. A prediction may give less "
    "than that to what happens, and then it loses more.",
)
def clamped(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(np.maximum(predictions, 1e-12))
    return {
        "population": float((joint * loss).sum()),
        "empirical": float(np.mean([loss[x, y] for x, y in sample])),
    }


@mutant(
    says="The two risks are exchanged: the one over the sample stands under `population`.",
)
def exchanged(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(predictions)
    return {
        "empirical": float((joint * loss).sum()),
        "population": float(np.mean([loss[x, y] for x, y in sample])),
    }


@variant(how="a table of counts for the sample, weighed as the population is")
def by_counts(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    observed = np.zeros(joint.shape)
    for x, y in sample:
        observed[x, y] += 1 / len(sample)
    weights = {"population": joint, "empirical": observed}
    return {name: float((w * -np.log(predictions)).sum()) for name, w in weights.items()}


@variant(how="case by case, with math.log")
def by_hand(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    population = 0.0
    for probabilities, given in zip(joint, predictions, strict=True):
        for probability, q in zip(probabilities, given, strict=True):
            population -= probability * math.log(q)
    empirical = 0.0
    for x, y in sample:
        empirical -= math.log(predictions[x, y]) / len(sample)
    return {"population": population, "empirical": empirical}
