from collections.abc import Sequence

import torch
from losslab.representing_goals.shortcut import Predict
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says="Each intervention starts where the one before it ended, and the caller's rows are "
    "changed at the end. Work on a copy, or multiply by signs.",
)
def in_place(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    before = predict(x)
    flips = []
    for features in interventions:
        x[:, list(features)] *= -1
        flips.append((predict(x) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


@mutant(
    says="No intervention flips anything, and the caller's rows are changed at the end: the same "
    "rows are compared with themselves. `changed = x` is a second name for them; `x.clone()` "
    "copies.",
)
def second_name(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    accuracy = (predict(x) == y).double().mean().item()
    flips = []
    for features in interventions:
        changed = x
        changed[:, list(features)] *= -1
        flips.append((predict(changed) != predict(x)).double().mean().item())
    return {"accuracy": accuracy, "flips": flips}


@mutant(
    says="The class after an intervention is compared with the label. Then a row that was wrong "
    "before and right afterwards counts as unchanged, and a row that stays wrong counts as "
    "changed. Compare the class before with the class after; the label has no part in it.",
)
def against_labels(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((predict(x * sign) != y).double().mean().item())
    return {"accuracy": (predict(x) == y).double().mean().item(), "flips": flips}


@mutant(
    says="A flip is how much accuracy is lost. Rows that turn from wrong to right cancel rows "
    "that turn from right to wrong, so a predictor can change every answer and lose nothing.",
)
def accuracy_lost(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    accuracy = (predict(x) == y).double().mean().item()
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append(accuracy - (predict(x * sign) == y).double().mean().item())
    return {"accuracy": accuracy, "flips": flips}


@mutant(
    says="The features are set to zero. That asks what happens when they are missing; to negate "
    "them asks what happens when they say the opposite, which is what tells a shortcut from the "
    "intended feature.",
)
def zeroes(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    before = predict(x)
    flips = []
    for features in interventions:
        kept = torch.ones(x.shape[1])
        kept[list(features)] = 0
        flips.append((predict(x * kept) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


@mutant(
    says="An intervention on several features negates them together. Here it is the mean of "
    "negating one at a time, which cannot see that two reversals may cancel: the product of two "
    "negated numbers is what it was.",
)
def one_at_a_time(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    before = predict(x)
    flips = []
    for features in interventions:
        shares = [0.0] if not features else []
        for feature in features:
            sign = torch.ones(x.shape[1])
            sign[feature] = -1
            shares.append((predict(x * sign) != before).double().mean().item())
        flips.append(sum(shares) / len(shares))
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


@mutant(
    says="These are numbers of rows. Shares are asked for: divide by the number of rows, or take "
    "the mean.",
)
def counts_rows(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((predict(x * sign) != before).double().sum().item())
    return {"accuracy": (before == y).double().sum().item(), "flips": flips}


@mutant(
    says="Only rows that were right before count as flipped. What a predictor uses shows in its "
    "wrong answers as well; the share is over all rows.",
)
def right_rows_only(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    before = predict(x)
    right = before == y
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((right & (predict(x * sign) != before)).double().mean().item())
    return {"accuracy": right.double().mean().item(), "flips": flips}


@mutant(
    says="The rows are changed at the end, though the report is right. They belong to the caller: "
    "put them back, or work on a copy.",
)
def leaves_rows_negated(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((predict(x * sign) != before).double().mean().item())
    x.neg_()
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


@variant(how="in place, and put back after each intervention")
def puts_back(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        x.mul_(sign)
        flips.append(float((predict(x) != before).sum()) / len(y))
        x.mul_(sign)
    return {"accuracy": float((before == y).sum()) / len(y), "flips": flips}


@variant(how="a clone for each intervention, one column at a time")
def clones(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    flips = []
    for features in interventions:
        changed = x.clone()
        for feature in features:
            changed[:, feature] = -changed[:, feature]
        flips.append(float((predict(changed) != predict(x)).float().mean()))
    return {"accuracy": float((predict(x) == y).sum() / len(y)), "flips": flips}
