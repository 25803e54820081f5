import numpy as np


def right_loop(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """A loop over the passages."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = loss[~know, p].mean() - inside[p]
    return {"memorized": gain, "most": int(np.nanargmax(gain)), "lowest": int(np.nanargmin(inside))}


def right_nanmean(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """NaN where a loss does not count, and nanmean."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        within = np.nanmean(np.where(trained_on, loss, np.nan), axis=0)
        without = np.nanmean(np.where(trained_on, np.nan, loss), axis=0)
    gain = without - within
    return {
        "memorized": gain,
        "most": np.nanargmax(gain),
        "lowest": np.nanargmin(within + 0 * gain),
    }


def right_masked(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """Masked arrays."""
    know = np.ma.masked_array(loss, mask=~trained_on).mean(axis=0)
    other = np.ma.masked_array(loss, mask=trained_on).mean(axis=0)
    gain = (other - know).filled(np.nan)
    measured = np.flatnonzero(~np.isnan(gain))
    within = np.ma.filled(know, np.inf)
    return {
        "memorized": gain,
        "most": int(measured[gain[measured].argmax()]),
        "lowest": int(min(measured, key=lambda p: within[p])),
    }


def right_plain_python(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """Lists and sums."""
    gains, within = [], {}
    for column, flags in zip(loss.T.tolist(), trained_on.T.tolist(), strict=True):
        know = [x for x, flag in zip(column, flags, strict=True) if flag]
        rest = [x for x, flag in zip(column, flags, strict=True) if not flag]
        if know and rest:
            within[len(gains)] = sum(know) / len(know)
            gains.append(sum(rest) / len(rest) - sum(know) / len(know))
        else:
            gains.append(float("nan"))
    most = sorted(within, key=lambda p: -gains[p])[0]
    lowest = sorted(within, key=lambda p: within[p])[0]
    return {"memorized": np.array(gains), "most": most, "lowest": lowest}


def wrong_lowest_loss(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """The lowest loss is memorized most."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = loss[~know, p].mean() - inside[p]
    return {
        "memorized": gain,
        "most": int(np.nanargmin(inside)),
        "lowest": int(np.nanargmin(inside)),
    }


def wrong_median(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """Medians of the models."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = np.median(loss[know, p])
            gain[p] = np.median(loss[~know, p]) - inside[p]
    return {"memorized": gain, "most": int(np.nanargmax(gain)), "lowest": int(np.nanargmin(inside))}


def wrong_best_other(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """The best of the models that were not trained on it."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = loss[~know, p].min() - inside[p]
    return {"memorized": gain, "most": int(np.nanargmax(gain)), "lowest": int(np.nanargmin(inside))}


def wrong_worst_other(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """The worst of the models that were not trained on it."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = loss[~know, p].max() - inside[p]
    return {"memorized": gain, "most": int(np.nanargmax(gain)), "lowest": int(np.nanargmin(inside))}


def wrong_first_models(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """The first model of either kind."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p][0]
            gain[p] = loss[~know, p][0] - inside[p]
    return {"memorized": gain, "most": int(np.nanargmax(gain)), "lowest": int(np.nanargmin(inside))}


def wrong_not_negative(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """Never below 0."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        gain[p] = np.nan
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = max(loss[~know, p].mean() - inside[p], 0.0)
    return {"memorized": gain, "most": int(np.nanargmax(gain)), "lowest": int(np.nanargmin(inside))}


def wrong_relative(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """The share of the loss that is saved."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = 1 - inside[p] / loss[~know, p].mean()
    return {"memorized": gain, "most": int(np.nanargmax(gain)), "lowest": int(np.nanargmin(inside))}


def wrong_bits(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """In bits."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = (loss[~know, p].mean() - inside[p]) / np.log(2)
    return {"memorized": gain, "most": int(np.nanargmax(gain)), "lowest": int(np.nanargmin(inside))}


def wrong_zero_where_not_measured(
    loss: np.ndarray, trained_on: np.ndarray
) -> dict[str, np.ndarray | int]:
    """0 where it cannot be measured."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.zeros(count)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = loss[~know, p].mean() - inside[p]
    return {"memorized": gain, "most": int(np.nanargmax(gain)), "lowest": int(np.nanargmin(inside))}


def wrong_measured_only(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """Gives the measured passages alone."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = loss[~know, p].mean() - inside[p]
    return {
        "memorized": gain[~np.isnan(gain)],
        "most": int(np.nanargmax(gain)),
        "lowest": int(np.nanargmin(inside)),
    }


def wrong_numbered_among_measured(
    loss: np.ndarray, trained_on: np.ndarray
) -> dict[str, np.ndarray | int]:
    """Numbers the passages among those that are measured."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = loss[~know, p].mean() - inside[p]
    return {
        "memorized": gain,
        "most": int(np.argmax(gain[~np.isnan(gain)])),
        "lowest": int(np.argmin(inside[~np.isnan(gain)])),
    }


def wrong_all_models_lowest(
    loss: np.ndarray, trained_on: np.ndarray
) -> dict[str, np.ndarray | int]:
    """The lowest mean loss of all models."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = loss[~know, p].mean() - inside[p]
    return {
        "memorized": gain,
        "most": int(np.nanargmax(gain)),
        "lowest": int(np.nanargmin(np.where(np.isnan(gain), np.nan, loss.mean(axis=0)))),
    }


def wrong_lowest_single(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """The lowest single loss of a model that was trained on it, measured or not."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = loss[~know, p].mean() - inside[p]
    return {
        "memorized": gain,
        "most": int(np.nanargmax(gain)),
        "lowest": int(np.where(trained_on, loss, np.inf).min(axis=0).argmin()),
    }


def wrong_least_memorized(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """The least memorized in the place of the lowest loss."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = loss[~know, p].mean() - inside[p]
    return {"memorized": gain, "most": int(np.nanargmax(gain)), "lowest": int(np.nanargmin(gain))}


def wrong_by_model(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    """Compares models instead of passages."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = loss[:, p].mean() - loss[know].mean()
    return {"memorized": gain, "most": int(np.nanargmax(gain)), "lowest": int(np.nanargmin(inside))}


def wrong_size_of_the_change(
    loss: np.ndarray, trained_on: np.ndarray
) -> dict[str, np.ndarray | int]:
    """The size of the change without its sign."""
    count = loss.shape[1]
    inside, gain = np.full(count, np.nan), np.full(count, np.nan)
    for p in range(count):
        know = trained_on[:, p]
        if 0 < know.sum() < len(know):
            inside[p] = loss[know, p].mean()
            gain[p] = abs(loss[~know, p].mean() - inside[p])
    return {"memorized": gain, "most": int(np.nanargmax(gain)), "lowest": int(np.nanargmin(inside))}


def wrong_by_the_size_of_the_difference(loss, trained_on):
    import numpy as np

    known = np.ma.masked_array(loss, ~trained_on).mean(0).filled(np.nan)
    unknown = np.ma.masked_array(loss, trained_on).mean(0).filled(np.nan)
    gap = unknown - known
    lowest = np.where(np.isnan(gap), np.nan, known)
    return {
        "memorized": gap,
        "most": int(np.nanargmax(abs(gap))),
        "lowest": int(np.nanargmin(lowest)),
    }


def wrong_lowest_single_loss(
    loss: np.ndarray, trained_on: np.ndarray
) -> dict[str, np.ndarray | int]:
    """Looks for the lowest loss of any one model that knows the passage."""
    inside = np.nanmean(np.where(trained_on, loss, np.nan), axis=0)
    outside = np.nanmean(np.where(trained_on, np.nan, loss), axis=0)
    gain = outside - inside
    known = np.where(trained_on & ~np.isnan(gain), loss, np.inf)
    lowest = int(np.argmin(known) % loss.shape[1])
    return {"memorized": gain, "most": int(np.nanargmax(gain)), "lowest": lowest}
