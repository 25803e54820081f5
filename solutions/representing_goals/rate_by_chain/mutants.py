import numpy as np
from losslab.representing_goals import novels, ratings
from losslab.representing_goals.novels import Library

from autograder.course.exercise import mutant, variant


@mutant(
    says="You fit the ratings on the novels directly and leave the reviews out. That is a reward "
    "model too, another one: it has never heard what readers said.",
)
def without_reviews(known: Library, candidates: np.ndarray) -> np.ndarray:
    said = np.nanmean(known["ratings"], axis=1)
    return novels.counts(candidates) @ ratings.ridge(novels.counts(known["novels"]), said, 1.0)


@mutant(
    says="You fit the rater on reviews that the reviewer predicted. People rated real reviews; the "
    "rater is fitted to those, and meets a predicted one only when a candidate is rated.",
)
def rater_on_predictions(known: Library, candidates: np.ndarray) -> np.ndarray:
    seen = novels.counts(known["novels"])
    reviewer = ratings.ridge(seen, known["reviews"], 1.0)
    rater = ratings.ridge(seen @ reviewer, np.nanmean(known["ratings"], axis=1), 0.05)
    return novels.counts(candidates) @ reviewer @ rater


@mutant(
    says="The mean over raters is NaN wherever one of them was not asked, and one NaN in the "
    "targets makes every weight NaN. Take the mean over those who answered.",
)
def nan(known: Library, candidates: np.ndarray) -> np.ndarray:
    reviewer = ratings.ridge(novels.counts(known["novels"]), known["reviews"], 1.0)
    rater = ratings.ridge(known["reviews"], known["ratings"].mean(axis=1), 0.05)
    return novels.counts(candidates) @ reviewer @ rater


@mutant(
    says="Who was not asked counts as a rating of 0 with you. That pulls every mean toward 0, and "
    "further where fewer were asked: a number that stands for silence.",
)
def silence_is_zero(known: Library, candidates: np.ndarray) -> np.ndarray:
    reviewer = ratings.ridge(novels.counts(known["novels"]), known["reviews"], 1.0)
    said = np.nan_to_num(known["ratings"]).mean(axis=1)
    return novels.counts(candidates) @ reviewer @ ratings.ridge(known["reviews"], said, 0.05)


@mutant(
    says="You add the ratings of a review up. Then a review that was put to more people has more "
    "to say; the mean is due.",
)
def rate_by_chain_sum(known: Library, candidates: np.ndarray) -> np.ndarray:
    reviewer = ratings.ridge(novels.counts(known["novels"]), known["reviews"], 1.0)
    said = np.nansum(known["ratings"], axis=1)
    return novels.counts(candidates) @ reviewer @ ratings.ridge(known["reviews"], said, 0.05)


@mutant(
    says="The two penalties are swapped: the reviewer has penalty 1, the rater 0.05.",
)
def penalties_swapped(known: Library, candidates: np.ndarray) -> np.ndarray:
    reviewer = ratings.ridge(novels.counts(known["novels"]), known["reviews"], 0.05)
    said = np.nanmean(known["ratings"], axis=1)
    return novels.counts(candidates) @ reviewer @ ratings.ridge(known["reviews"], said, 1.0)


@mutant(
    says="You fit both models with penalty 1. The reviewer has penalty 1, the rater 0.05.",
)
def one_penalty(known: Library, candidates: np.ndarray) -> np.ndarray:
    reviewer = ratings.ridge(novels.counts(known["novels"]), known["reviews"], 1.0)
    said = np.nanmean(known["ratings"], axis=1)
    return novels.counts(candidates) @ reviewer @ ratings.ridge(known["reviews"], said, 1.0)


@variant(how="two predictions, one after the other, and the normal equations")
def in_steps(known: Library, candidates: np.ndarray) -> np.ndarray:
    def fit(x: np.ndarray, y: np.ndarray, penalty: float) -> np.ndarray:
        return np.linalg.inv(x.T @ x + penalty * np.eye(x.shape[1])) @ x.T @ y

    asked = ~np.isnan(known["ratings"])
    said = np.where(asked, known["ratings"], 0).sum(1) / asked.sum(1)
    seen = novels.counts(np.concatenate([known["novels"], candidates]))
    n = len(known["novels"])
    predicted_reviews = seen[n:] @ fit(seen[:n], known["reviews"], 1.0)
    return predicted_reviews @ fit(known["reviews"], said, 0.05)
