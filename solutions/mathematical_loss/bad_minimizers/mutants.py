import math

import numpy as np
import torch

from autograder.course.exercise import mutant, variant


@mutant(
    says="Only the first of the minimizers is looked at. The claim is about all of them: one "
    "that is bad refutes it, wherever it stands.",
)
def only_the_first(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    occurs = joint > 0
    losses = [-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates]
    best = int(np.argmin(losses))
    return [best] if (abs(candidates[best] - truth).sum(axis=1) / 2 > slack).any() else []


@mutant(
    says="A prediction may be anything at an input that never occurs in the idealization, and "
    "you call it good. A good prediction is near the truth at every input.",
)
def good_where_it_occurs(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    occurs = joint > 0
    losses = [-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates]
    met = joint.sum(axis=1) > 0
    far = [(abs(q - truth)[met].sum(axis=1) / 2 > slack).any() for q in candidates]
    return [i for i, loss in enumerate(losses) if loss < min(losses) + 1e-9 and far[i]]


@mutant(
    says="A prediction passes for good if its distances from the truth are small on average "
    "over the inputs. One input at which it is far off is enough to make it bad.",
)
def on_average(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    occurs = joint > 0
    losses = [-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates]
    far = [(abs(q - truth).sum(axis=1) / 2).mean() > slack for q in candidates]
    return [i for i, loss in enumerate(losses) if loss < min(losses) + 1e-9 and far[i]]


@mutant(
    says="Distances are twice as long as they should be: total variation is half the sum of "
    "the absolute differences.",
)
def twice_the_distance(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    occurs = joint > 0
    losses = [-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates]
    far = [(abs(q - truth).sum(axis=1) > slack).any() for q in candidates]
    return [i for i, loss in enumerate(losses) if loss < min(losses) + 1e-9 and far[i]]


@mutant(
    says="The distance is the greatest difference at a label. Total variation adds up all of "
    "them and takes half: many small ones make a large one.",
)
def greatest_difference(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    occurs = joint > 0
    losses = [-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates]
    far = [(abs(q - truth) > slack).any() for q in candidates]
    return [i for i, loss in enumerate(losses) if loss < min(losses) + 1e-9 and far[i]]


@mutant(
    says="All minimizers are listed, the good ones too.",
)
def all_minimizers(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    occurs = joint > 0
    losses = [-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates]
    return [i for i, loss in enumerate(losses) if loss < min(losses) + 1e-9]


@mutant(
    says="All bad candidates are listed, whatever their loss. Only those that minimize it "
    "refute the claim.",
)
def all_that_is_bad(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    far = [(abs(q - truth).sum(axis=1) / 2 > slack).any() for q in candidates]
    return [i for i in range(len(candidates)) if far[i]]


@mutant(
    says="The good minimizers are listed. The claim is refuted by those that are not good.",
)
def good_minimizers(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    occurs = joint > 0
    losses = [-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates]
    far = [(abs(q - truth).sum(axis=1) / 2 > slack).any() for q in candidates]
    return [i for i, loss in enumerate(losses) if loss < min(losses) + 1e-9 and not far[i]]


@mutant(
    says="The loss is NaN where a candidate rules out a label that never occurs, as 0 times an "
    "infinite logarithm is, and then nothing is minimal. Such a label adds nothing.",
)
def with_nan(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    losses = [-(joint * np.log(q)).sum() for q in candidates]
    far = [(abs(q - truth).sum(axis=1) / 2 > slack).any() for q in candidates]
    return [i for i, loss in enumerate(losses) if loss < min(losses) + 1e-9 and far[i]]


@mutant(
    says="Every input counts the same in the loss. An input counts as often as it occurs, by "
    "the sum of its row of `joint`.",
)
def inputs_alike(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    given_input = joint / np.maximum(joint.sum(axis=1, keepdims=True), 1e-300)
    occurs = joint > 0
    losses = [-(given_input[occurs] * np.log(q[occurs])).sum() for q in candidates]
    far = [(abs(q - truth).sum(axis=1) / 2 > slack).any() for q in candidates]
    return [i for i, loss in enumerate(losses) if loss < min(losses) + 1e-9 and far[i]]


@mutant(
    says="The minimizers are those of the squared error. Where the truth is not in the class, "
    "another candidate can be the best under cross-entropy.",
)
def squared(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    share = joint.sum(axis=1, keepdims=True)
    losses = [(share * q**2 - 2 * joint * q).sum() for q in candidates]
    far = [(abs(q - truth).sum(axis=1) / 2 > slack).any() for q in candidates]
    return [i for i, loss in enumerate(losses) if loss < min(losses) + 1e-9 and far[i]]


@mutant(
    says="Losses that agree but for their rounding count as different, and one of two "
    "minimizers is lost.",
)
def equal_to_the_last_bit(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    occurs = joint > 0
    losses = [-(joint[occurs] * np.log(q[occurs])).sum() for q in candidates]
    far = [(abs(q - truth).sum(axis=1) / 2 > slack).any() for q in candidates]
    return [i for i, loss in enumerate(losses) if loss == min(losses) and far[i]]


@mutant(
    says="The loss is an expectation under the truth. What minimizes a loss is decided by the "
    "distribution in which it is an expectation: `joint`, whatever the truth is.",
)
def under_the_truth(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    weights = joint.sum(axis=1, keepdims=True) * truth
    occurs = weights > 0
    losses = [-(weights[occurs] * np.log(q[occurs])).sum() for q in candidates]
    far = [(abs(q - truth).sum(axis=1) / 2 > slack).any() for q in candidates]
    return [i for i, loss in enumerate(losses) if loss < min(losses) + 1e-9 and far[i]]


@variant(how="case by case in plain Python")
def by_hand(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    losses = []
    for q in candidates:
        cases = [(share, given) for share, given in zip(joint.flat, q.flat, strict=True) if share]
        losses.append(
            sum(share * -math.log(given) if given else math.inf for share, given in cases)
        )
    found = []
    for i, q in enumerate(candidates):
        distances = [sum(abs(row)) / 2 for row in q - truth]
        if max(distances) > slack and losses[i] - min(losses) < 1e-9:
            found.append(i)
    return found


@variant(how="all candidates at once in torch")
def with_torch(
    joint: np.ndarray, candidates: list[np.ndarray], truth: np.ndarray, slack: float
) -> list[int]:
    q = torch.tensor(np.array(candidates))
    losses = -torch.xlogy(torch.from_numpy(joint), q).sum(dim=(1, 2))
    far = (q - torch.from_numpy(truth)).abs().sum(dim=2).amax(dim=1) > 2 * slack
    return torch.nonzero((losses - losses.min() < 1e-9) & far).flatten().tolist()
