import math

import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The empirical risk counts each different case once. A sample is a list, not a set: what "
    "was observed twice weighs twice.",
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
    says="The population risk is a mean over inputs, each of which counts the same. Inputs have "
    "probabilities too: the sums of the rows of `joint`.",
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
    says="This is right in bits. The loss is due in nats: the natural logarithm.",
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
    says="The empirical risk is the sum over the sample. The mean is due, or else the risk would "
    "grow with the sample and could not be compared with the population's.",
)
def summed(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    loss = -np.log(predictions)
    return {
        "population": float((joint * loss).sum()),
        "empirical": float(sum(loss[x, y] for x, y in sample)),
    }


@variant(how="case by case, with math.log")
def by_hand(
    joint: np.ndarray, sample: list[tuple[int, int]], predictions: np.ndarray
) -> dict[str, float]:
    population = 0.0
    for x in range(len(joint)):
        for y in range(len(joint[x])):
            population -= joint[x, y] * math.log(predictions[x, y])
    empirical = 0.0
    for x, y in sample:
        empirical -= math.log(predictions[x, y]) / len(sample)
    return {"population": population, "empirical": empirical}
