import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="The passage that was memorized most is taken to be the one with the lowest loss. A low "
    "loss may be that of an easy passage: compare with the models that never saw it.",
)
def lowest_is_memorized(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = (loss * trained_on).sum(axis=0) / inside
        without = (loss * ~trained_on).sum(axis=0) / outside
    memorized = without - within
    return {
        "memorized": memorized,
        "most": int(np.nanargmin(np.where(outside > 0, within, np.nan))),
        "lowest": int(np.nanargmin(np.where(outside > 0, within, np.nan))),
    }


@mutant(
    says="The sign is the other one. A passage is memorized if those that know it have the "
    "*lower* loss.",
)
def other_sign(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = (loss * trained_on).sum(axis=0) / inside
        without = (loss * ~trained_on).sum(axis=0) / outside
    memorized = within - without
    return {
        "memorized": memorized,
        "most": int(np.nanargmax(memorized)),
        "lowest": int(np.nanargmin(np.where(outside > 0, within, np.nan))),
    }


@mutant(
    says="The passage whose loss differs most is taken for the one memorized most, also where it "
    "is higher in the models that know it. That is no memory.",
)
def most_by_size(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = (loss * trained_on).sum(axis=0) / inside
        without = (loss * ~trained_on).sum(axis=0) / outside
    memorized = without - within
    return {
        "memorized": memorized,
        "most": int(np.nanargmax(abs(memorized))),
        "lowest": int(np.nanargmin(np.where(outside > 0, within, np.nan))),
    }


@mutant(
    says="The comparison is with the mean over all models, those that know the passage included. "
    "What the loss would have been without it is told by the others alone.",
)
def against_all(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = (loss * trained_on).sum(axis=0) / inside
        without = (loss * ~trained_on).sum(axis=0) / outside
    memorized = np.where(np.isnan(without - within), np.nan, loss.mean(axis=0) - within)
    return {
        "memorized": memorized,
        "most": int(np.nanargmax(memorized)),
        "lowest": int(np.nanargmin(np.where(outside > 0, within, np.nan))),
    }


@mutant(
    says="Losses are divided by the number of all models. Each mean is over as many models as "
    "were, or were not, trained on the passage.",
)
def sum_over_models(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = (loss * trained_on).sum(axis=0) / len(loss)
        without = (loss * ~trained_on).sum(axis=0) / len(loss)
    memorized = np.where((inside > 0) & (outside > 0), without - within, np.nan)
    return {
        "memorized": memorized,
        "most": int(np.nanargmax(memorized)),
        "lowest": int(np.nanargmin(np.where(outside > 0, within, np.nan))),
    }


@mutant(
    says="The two losses are divided by one another. The difference is due, which is in nats a "
    "byte.",
)
def ratio(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = (loss * trained_on).sum(axis=0) / inside
        without = (loss * ~trained_on).sum(axis=0) / outside
    memorized = without / within
    return {
        "memorized": memorized,
        "most": int(np.nanargmax(memorized)),
        "lowest": int(np.nanargmin(np.where(outside > 0, within, np.nan))),
    }


@mutant(
    says="The lowest loss of a model that knows the passage is used, not the mean over these "
    "models. One lucky model is not what training does.",
)
def best_of_those_that_know(
    loss: np.ndarray, trained_on: np.ndarray
) -> dict[str, np.ndarray | int]:
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = np.where(trained_on, loss, np.inf).min(axis=0) + 0 / inside
        without = (loss * ~trained_on).sum(axis=0) / outside
    memorized = without - within
    return {
        "memorized": memorized,
        "most": int(np.nanargmax(memorized)),
        "lowest": int(np.nanargmin(np.where(outside > 0, within, np.nan))),
    }


@mutant(
    says="`lowest` is the passage with the lowest loss of a single model. The mean over all models "
    "that were trained on a passage is to be the lowest.",
)
def lowest_of_one(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = (loss * trained_on).sum(axis=0) / inside
        without = (loss * ~trained_on).sum(axis=0) / outside
    memorized = without - within
    single = np.where(trained_on & (outside > 0), loss, np.inf).min(axis=0)
    return {
        "memorized": memorized,
        "most": int(np.nanargmax(memorized)),
        "lowest": int(single.argmin()),
    }


@mutant(
    says="A passage that cannot be measured is said to be memorized by 0 nats. Nothing is known "
    "of it: NaN is due.",
)
def zero_for_unmeasured(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = (loss * trained_on).sum(axis=0) / inside
        without = (loss * ~trained_on).sum(axis=0) / outside
    memorized = np.nan_to_num(without - within)
    return {
        "memorized": memorized,
        "most": int(np.nanargmax(memorized)),
        "lowest": int(np.nanargmin(np.where(outside > 0, within, np.nan))),
    }


@mutant(
    says="Where no model of a kind is there, its loss is taken to be 0. There is no such loss, "
    "so that nothing can be said.",
)
def unknown_means_zero_loss(
    loss: np.ndarray, trained_on: np.ndarray
) -> dict[str, np.ndarray | int]:
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = (loss * trained_on).sum(axis=0) / np.maximum(inside, 1)
        without = (loss * ~trained_on).sum(axis=0) / np.maximum(outside, 1)
    memorized = without - within
    return {
        "memorized": memorized,
        "most": int(np.nanargmax(memorized)),
        "lowest": int(np.nanargmin(np.where(outside > 0, within, np.nan))),
    }


@mutant(
    says="A passage that cannot be measured is named as the one that was memorized most: "
    "`argmax` stops at NaN.",
)
def nan_is_the_most(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = (loss * trained_on).sum(axis=0) / inside
        without = (loss * ~trained_on).sum(axis=0) / outside
    memorized = without - within
    return {
        "memorized": memorized,
        "most": int(np.argmax(memorized)),
        "lowest": int(np.nanargmin(np.where(outside > 0, within, np.nan))),
    }


@mutant(
    says="The lowest loss is looked for among passages that cannot be measured, too: all models "
    "were trained on some of them.",
)
def lowest_of_all(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = (loss * trained_on).sum(axis=0) / inside
        without = (loss * ~trained_on).sum(axis=0) / outside
    memorized = without - within
    return {
        "memorized": memorized,
        "most": int(np.nanargmax(memorized)),
        "lowest": int(np.nanargmin(within)),
    }


@mutant(
    says="The lowest loss is that over all models. Over the models that were trained on the "
    "passage it is due.",
)
def lowest_whoever(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    inside, outside = trained_on.sum(axis=0), (~trained_on).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        within = (loss * trained_on).sum(axis=0) / inside
        without = (loss * ~trained_on).sum(axis=0) / outside
    memorized = without - within
    return {
        "memorized": memorized,
        "most": int(np.nanargmax(memorized)),
        "lowest": int(np.nanargmin(np.where(np.isnan(memorized), np.nan, loss.mean(axis=0)))),
    }


@variant(how="a loop over the passages")
def by_passage(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    memorized = np.full(loss.shape[1], np.nan)
    known: dict[int, float] = {}
    for p in range(loss.shape[1]):
        mine = trained_on[:, p]
        if mine.any() and not mine.all():
            known[p] = loss[mine, p].mean()
            memorized[p] = loss[~mine, p].mean() - known[p]
    return {
        "memorized": memorized,
        "most": max(known, key=lambda p: memorized[p]),
        "lowest": min(known, key=lambda p: known[p]),
    }


@variant(how="weighted averages of the measured columns alone")
def measured_columns(loss: np.ndarray, trained_on: np.ndarray) -> dict[str, np.ndarray | int]:
    counts = trained_on.sum(axis=0)
    measured = np.flatnonzero((counts > 0) & (counts < len(loss)))
    some, know = loss[:, measured], trained_on[:, measured]
    within = np.average(some, axis=0, weights=know)
    gain = np.average(some, axis=0, weights=~know) - within
    memorized = np.full(len(counts), np.nan)
    memorized[measured] = gain
    return {
        "memorized": memorized,
        "most": measured[gain.argmax()],
        "lowest": measured[within.argmin()],
    }
