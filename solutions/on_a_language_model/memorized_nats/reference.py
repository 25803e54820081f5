import numpy as np


def memorized_nats(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """Tell passages that models memorized from passages that are easy to predict.

    Several models were trained, each on another part of the passages. A passage is measured if
    some of the models were trained on it and some were not. By how much it was memorized is its
    mean loss over the models that were not trained on it, minus that over those that were.

    Parameters
    ----------
    loss
        ``loss[m, p]`` is the mean loss of model m on passage p in nats a byte: float64 of shape
        (models, passages).
    trained_on
        ``trained_on[m, p]`` says whether model m was trained on passage p: booleans of the same
        shape. At least one passage is measured.

    Returns
    -------
    dict
        ``memorized``: float64 of shape (passages,), in nats a byte, NaN for a passage that is not
        measured. It may be negative. ``most``: the number of the passage that was memorized
        most. ``lowest``: the number of the passage with the lowest mean loss over the models that
        were trained on it. Both are of measured passages only; no two are equal.

    Notes
    -----
    This is counterfactual memorization, of Zhang, Ippolito, Lee, Jagielski, Tramèr and Carlini
    (2021), with loss in the place of accuracy. Do not worry about error bars.
    """
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = (loss * trained_on).sum(axis=0) / inside
        without = (loss * ~trained_on).sum(axis=0) / outside
    memorized = without - within
    return {
        "memorized": memorized,
        "most": int(np.nanargmax(memorized)),
        "lowest": int(np.nanargmin(np.where(outside > 0, within, np.nan))),
    }
