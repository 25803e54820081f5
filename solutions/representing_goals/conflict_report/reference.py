from collections.abc import Sequence

import torch
from losslab.representing_goals.shortcut import Predict
from torch import Tensor


def conflict_report(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    """Report how often a predictor is right, and how often each intervention changes its answer.

    To intervene on some features is to replace, in every row, each of them by its negative and
    to leave the other features as they are. Every intervention starts from the rows given.

    Parameters
    ----------
    predict
        A function from rows, float32 of shape (n, d), to classes, int64 of shape (n,). There may
        be two classes or more.
    x
        Rows, float32 of shape (n, d), n >= 1. Must be unchanged afterwards.
    y
        Labels, int64 of shape (n,).
    interventions
        Lists of features, each a list of different integers from 0 to d - 1; it may be empty.

    Returns
    -------
    dict
        ``accuracy``: share of rows, 0 to 1, whose class is the label. ``flips``: for each
        intervention the share of rows in which the class changes, a list of floats.

    Notes
    -----
    The labels take no part in ``flips``. Do not worry about gradients, speed, or what the
    features mean.
    """
    before = predict(x)
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((predict(x * sign) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}
