import numpy as np
from losslab.representing_goals import ratings
from losslab.representing_goals.ratings import Shelf

from autograder.course.exercise import mutant, variant


@mutant(
    says="You fit the early ratings. There are more of them, and they are ratings of something "
    "else: more data about another question.",
)
def early(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    return candidates @ ratings.ridge(shelf["features"], shelf["early"], 1.0)


@mutant(
    says="Where the late rating is due, you put the early one in its place. The side network then "
    "learns a mixture, and the early ratings, being many, decide it.",
)
def filled_with_early(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    target = np.where(np.isnan(shelf["late"]), shelf["early"], shelf["late"])
    return candidates @ ratings.ridge(shelf["features"], target, 1.0)


@mutant(
    says="A rating that is due counts as 0 with you. A novel of which nobody knows yet what it "
    "will be worth is thereby declared worthless.",
)
def due_is_zero(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    return candidates @ ratings.ridge(shelf["features"], np.nan_to_num(shelf["late"]), 1.0)


@mutant(
    says="Where the late rating is due, you put the mean of those that have come in. It looks "
    "neutral and is not: the features of these novels now speak for the mean.",
)
def filled_with_mean(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    late = shelf["late"]
    target = np.where(np.isnan(late), np.nanmean(late), late)
    return candidates @ ratings.ridge(shelf["features"], target, 1.0)


@mutant(
    says="The NaN of the ratings that are due went into the regression, and everything that comes "
    "out is NaN. Leave these rows out.",
)
def nan(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    return candidates @ ratings.ridge(shelf["features"], shelf["late"], 1.0)


@mutant(
    says="You correct the early ratings by the mean difference of the late ones. That shifts the "
    "scale and keeps the question: what appeals early still ranks first.",
)
def shifted_early(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    shift = np.nanmean(shelf["late"] - shelf["early"])
    return candidates @ ratings.ridge(shelf["features"], shelf["early"] + shift, 1.0)


@variant(how="all rows, those that are due with a weight of 0")
def weighted(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    here = np.isfinite(shelf["late"]).astype(float)
    x = shelf["features"] * here[:, None]
    gram = x.T @ x + np.eye(x.shape[1])
    return candidates @ np.linalg.inv(gram) @ (x.T @ np.nan_to_num(shelf["late"]))
