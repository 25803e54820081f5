"""Known answers to the other exercises: interventions, selection, ratings, seeing and doing."""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

from collections.abc import Sequence

import numpy as np
import torch
from losslab import novels, ratings
from losslab.novels import Library, Score
from losslab.plans import Chain
from losslab.ratings import Shelf
from losslab.shortcut import Predict
from torch import Tensor

from autograder.course.exercise import mutant, variant

# --- conflict_report --------------------------------------------------------------------


@mutant(
    "conflict_report",
    says="You negate in place, so that each intervention starts where the one before it ended, and "
    "the caller's rows are changed at the end. Work on a copy, or multiply by signs.",
)
def conflict_report_in_place(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    before = predict(x)
    flips = []
    for features in interventions:
        x[:, list(features)] *= -1
        flips.append((predict(x) != before).double().mean().item())
    return {"accuracy": (before == y).double().mean().item(), "flips": flips}


@mutant(
    "conflict_report",
    says="`changed = x` is a second name for the same rows, not a copy: what you negate is negated "
    "in both, and the comparison finds no difference. `x.clone()` copies.",
)
def conflict_report_second_name(
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
    "conflict_report",
    says="You compare with the labels. Then a row that was wrong before and right afterwards "
    "counts as unchanged, and a row that stays wrong counts as changed. Compare the class before "
    "with the class after; the label has no part in it.",
)
def conflict_report_against_labels(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    flips = []
    for features in interventions:
        sign = torch.ones(x.shape[1])
        sign[list(features)] = -1
        flips.append((predict(x * sign) != y).double().mean().item())
    return {"accuracy": (predict(x) == y).double().mean().item(), "flips": flips}


@mutant(
    "conflict_report",
    says="You report how much accuracy is lost. Rows that turn from wrong to right cancel rows "
    "that turn from right to wrong, so a predictor can change every answer and lose nothing.",
)
def conflict_report_accuracy_lost(
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
    "conflict_report",
    says="You set the features to zero. That asks what happens when they are missing; to negate "
    "them asks what happens when they say the opposite, which is what tells a shortcut from the "
    "intended feature.",
)
def conflict_report_zeroes(
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
    "conflict_report",
    says="An intervention on several features negates them together. You negate one at a time and "
    "take the mean, which cannot see that two reversals may cancel: the product of two negated "
    "numbers is what it was.",
)
def conflict_report_one_at_a_time(
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
    "conflict_report",
    says="You count rows. Shares are asked for: divide by the number of rows, or take the mean.",
)
def conflict_report_counts_rows(
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
    "conflict_report",
    says="You look at the rows that were right before and leave the others out. What a predictor "
    "uses shows in its wrong answers as well; the share is over all rows.",
)
def conflict_report_right_rows_only(
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


@variant("conflict_report", how="a clone for each intervention, one column at a time")
def conflict_report_clones(
    predict: Predict, x: Tensor, y: Tensor, interventions: Sequence[Sequence[int]]
) -> dict[str, float | list[float]]:
    flips = []
    for features in interventions:
        changed = x.clone()
        for feature in features:
            changed[:, feature] = -changed[:, feature]
        flips.append(float((predict(changed) != predict(x)).float().mean()))
    return {"accuracy": float((predict(x) == y).sum() / len(y)), "flips": flips}


# --- bon_curve --------------------------------------------------------------------------


@mutant(
    "bon_curve",
    says="You draw with replacement: the powers of a rank's share are the chances when the same "
    "candidate can come twice. Without replacement the second draw is from what is left.",
)
def bon_curve_with_replacement(
    gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]
) -> list[float]:
    ranked = gold[np.argsort(proxy)]
    share = np.arange(len(gold) + 1) / len(gold)
    return [float(np.diff(share**n) @ ranked) for n in ns]


@mutant(
    "bon_curve",
    says="This is the expected *proxy* of the winner. It rises with every candidate, by "
    "construction, and is what a dashboard would show. The gold score of the winner is asked for.",
)
def bon_curve_of_the_proxy(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    m = len(gold)
    ranked = np.sort(proxy)[::-1]
    curve = []
    for n in ns:
        rank = np.arange(m - 1)
        missed = np.clip((m - n - rank) / (m - 1 - rank), 0, None)
        wins = n / m * np.concatenate([[1.0], np.cumprod(missed)])
        curve.append(float(wins @ ranked))
    return curve


@mutant(
    "bon_curve",
    says="You select by gold. If one could read gold, there would be no proxy. Sort by the proxy "
    "and average the gold.",
)
def bon_curve_selects_by_gold(
    gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]
) -> list[float]:
    m = len(gold)
    ranked = np.sort(gold)[::-1]
    curve = []
    for n in ns:
        rank = np.arange(m - 1)
        missed = np.clip((m - n - rank) / (m - 1 - rank), 0, None)
        wins = n / m * np.concatenate([[1.0], np.cumprod(missed)])
        curve.append(float(wins @ ranked))
    return curve


@mutant(
    "bon_curve",
    says="You take the mean gold of the n best proxies of the whole population. Best-of-n takes "
    "one, the best of n that chance has put in the draw; with n = 1 that is anybody.",
)
def bon_curve_top_n_mean(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    ranked = gold[np.argsort(proxy)[::-1]]
    return [float(ranked[:n].mean()) for n in ns]


@mutant(
    "bon_curve",
    says="You are off by one candidate: with n = 1 you average as if two had been drawn. Check "
    "that best of one is the plain mean, and best of all the gold of the best proxy.",
)
def bon_curve_off_by_one(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    m = len(gold)
    ranked = gold[np.argsort(proxy)[::-1]]
    curve = []
    for n in (min(n + 1, m) for n in ns):
        rank = np.arange(m - 1)
        missed = np.clip((m - n - rank) / (m - 1 - rank), 0, None)
        wins = n / m * np.concatenate([[1.0], np.cumprod(missed)])
        curve.append(float(wins @ ranked))
    return curve


@mutant(
    "bon_curve",
    says="The formula with binomials is right, and a binomial of two thousand over nine hundred is "
    "no float: Python refuses to convert it. Divide the two integers before any float comes near "
    "them, or go from rank to rank by ratios.",
)
def bon_curve_overflows(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    from math import comb

    m = len(gold)
    ranked = [float(g) for g in gold[np.argsort(proxy)]]
    curve = []
    for n in ns:
        total = sum(float(comb(i, n - 1)) * ranked[i] for i in range(n - 1, m))
        curve.append(total / float(comb(m, n)))
    return curve


@mutant(
    "bon_curve",
    says="This is an estimate; the exact expectation is asked for. Two hundred draws leave an "
    "error in the first or second digit, and the place where the curve turns is lost in it.",
)
def bon_curve_estimated(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    rng = np.random.default_rng(0)
    curve = []
    for n in ns:
        draws = np.array([rng.choice(len(gold), n, replace=False) for _ in range(200)])
        best = draws[np.arange(200), proxy[draws].argmax(1)]
        curve.append(float(gold[best].mean()))
    return curve


@mutant(
    "bon_curve",
    says="You take the worst proxy of the draw: `argsort` sorts from the smallest on.",
)
def bon_curve_worst_of_n(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    m = len(gold)
    ranked = gold[np.argsort(proxy)]
    curve = []
    for n in ns:
        rank = np.arange(m - 1)
        missed = np.clip((m - n - rank) / (m - 1 - rank), 0, None)
        wins = n / m * np.concatenate([[1.0], np.cumprod(missed)])
        curve.append(float(wins @ ranked))
    return curve


@variant("bon_curve", how="binomials as integers, divided before they become floats")
def bon_curve_binomials(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> list[float]:
    from math import comb

    m = len(gold)
    ranked = gold[np.argsort(proxy)]
    curve = []
    for n in ns:
        of_all = comb(m, n)
        ways = comb(n - 1, n - 1)
        total = 0.0
        for i in range(n - 1, m):
            total += ways / of_all * ranked[i]
            ways = ways * (i + 1) // (i + 2 - n)
        curve.append(total)
    return curve


@variant("bon_curve", how="an array instead of a list, by log-factorials")
def bon_curve_in_logs(gold: np.ndarray, proxy: np.ndarray, ns: Sequence[int]) -> np.ndarray:
    m = len(gold)
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, m + 1)))])
    ranked = gold[np.argsort(proxy)]
    curve = []
    for n in ns:
        i = np.arange(n - 1, m)
        log_ways = log_factorial[i] - log_factorial[n - 1] - log_factorial[i - n + 1]
        log_all = log_factorial[m] - log_factorial[n] - log_factorial[m - n]
        curve.append(np.exp(log_ways - log_all) @ ranked[i])
    return np.array(curve)


# --- when_best_of_n_hurts ---------------------------------------------------------------


@mutant(
    "when_best_of_n_hurts",
    says="You return the highest point of the curve, whether or not it falls from there. Where "
    "nothing falls, the answer is None; where it falls early and recovers, the first fall counts.",
)
def when_best_of_n_hurts_highest(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    curve = []
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        curve.append(expected)
    return int(np.argmax(curve)) + 1


@mutant(
    "when_best_of_n_hurts",
    says="You look for the highest point of the curve and return None where that is its end. A "
    "curve may fall first and end higher than ever. Compare each point with the next.",
)
def when_best_of_n_hurts_highest_or_none(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    curve = []
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        curve.append(expected)
    best = int(np.argmax(curve))
    return None if best == m - 1 else best + 1


@mutant(
    "when_best_of_n_hurts",
    says="You return the highest point of the whole curve. The first fall is asked for, even if "
    "the curve climbs higher later.",
)
def when_best_of_n_hurts_peak_of_all(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    curve = []
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        curve.append(expected)
    falls = bool((np.diff(curve) < -1e-9).any())
    return int(np.argmax(curve)) + 1 if falls else None


@mutant(
    "when_best_of_n_hurts",
    says="You go through the neighbors of a curve in which candidates are drawn with replacement. "
    "In a small population that is another curve, and it may turn elsewhere or nowhere.",
)
def when_best_of_n_hurts_with_replacement(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)]
    share = np.arange(m + 1) / m
    curve = [float(np.diff(share**n) @ ranked) for n in range(1, m + 1)]
    for n in range(1, m):
        if curve[n] < curve[n - 1] - 1e-9:
            return n
    return None


@mutant(
    "when_best_of_n_hurts",
    says="You return the n at which the expectation is already lower. The n before it is asked "
    "for: the last one at which no candidate too many has been drawn.",
)
def when_best_of_n_hurts_after_the_fall(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    last = None
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        if last is not None and expected < last - 1e-9:
            return n
        last = expected
    return None


@mutant(
    "when_best_of_n_hurts",
    says="You walk up the proxy and stop where the next candidate has a lower gold score. That is "
    "no statement about draws: a single bad candidate in the middle of the ranking is rarely the "
    "winner, and the expectation may go on rising.",
)
def when_best_of_n_hurts_in_the_ranking(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    ranked = np.asarray(gold)[np.argsort(proxy)]
    for n in range(1, len(ranked)):
        if ranked[n] < ranked[n - 1]:
            return n
    return None


@mutant(
    "when_best_of_n_hurts",
    says="You try 1, 2, 4, 8 and so on. That is how curves are plotted; a fall between two of "
    "these points goes unseen, and where one is seen its beginning is not. Try every n.",
)
def when_best_of_n_hurts_powers_of_two(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    last, before = None, 1
    for n in (n for n in (1, 2, 4, 8) if n <= m):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        if last is not None and expected < last - 1e-9:
            return before
        last, before = expected, n
    return None


@mutant(
    "when_best_of_n_hurts",
    says="You return the last fall. After the first one, more selection has already done harm.",
)
def when_best_of_n_hurts_last_fall(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    m = len(gold)
    ranked = np.asarray(gold)[np.argsort(proxy)[::-1]]
    last, found = None, None
    for n in range(1, m + 1):
        expected, chance = 0.0, 1.0
        for rank, worth in enumerate(ranked):
            expected += chance * min(n / (m - rank), 1.0) * worth
            chance *= max(1.0 - n / (m - rank), 0.0)
        if last is not None and expected < last - 1e-9:
            found = n - 1
        last = expected
    return found


@mutant(
    "when_best_of_n_hurts",
    says="You follow the proxy of the winner, which never falls: more candidates can only raise "
    "the best proxy among them. The harm is in the gold score.",
)
def when_best_of_n_hurts_never(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    return None


@variant("when_best_of_n_hurts", how="fractions, so that no rounding is involved")
def when_best_of_n_hurts_exactly(gold: np.ndarray, proxy: np.ndarray) -> int | None:
    from fractions import Fraction
    from math import comb

    m = len(gold)
    ranked = [Fraction(float(g)) for g in gold[np.argsort(proxy)]]
    curve = [
        sum((comb(i, n - 1) * ranked[i] for i in range(n - 1, m)), Fraction(0)) / comb(m, n)
        for n in range(1, m + 1)
    ]
    falls = [n for n in range(1, m) if curve[n] < curve[n - 1]]
    return falls[0] if falls else None


# --- rate_by_chain ----------------------------------------------------------------------


@mutant(
    "rate_by_chain",
    says="You fit the ratings on the novels directly and leave the reviews out. That is a reward "
    "model too, another one: it has never heard what readers said.",
)
def rate_by_chain_without_reviews(known: Library, candidates: np.ndarray) -> np.ndarray:
    said = np.nanmean(known["ratings"], axis=1)
    return novels.counts(candidates) @ ratings.ridge(novels.counts(known["novels"]), said, 1.0)


@mutant(
    "rate_by_chain",
    says="You fit the rater on reviews that the reviewer predicted. People rated real reviews; the "
    "rater is fitted to those, and meets a predicted one only when a candidate is rated.",
)
def rate_by_chain_rater_on_predictions(known: Library, candidates: np.ndarray) -> np.ndarray:
    seen = novels.counts(known["novels"])
    reviewer = ratings.ridge(seen, known["reviews"], 1.0)
    rater = ratings.ridge(seen @ reviewer, np.nanmean(known["ratings"], axis=1), 0.05)
    return novels.counts(candidates) @ reviewer @ rater


@mutant(
    "rate_by_chain",
    says="The mean over raters is NaN wherever one of them was not asked, and one NaN in the "
    "targets makes every weight NaN. Take the mean over those who answered.",
)
def rate_by_chain_nan(known: Library, candidates: np.ndarray) -> np.ndarray:
    reviewer = ratings.ridge(novels.counts(known["novels"]), known["reviews"], 1.0)
    rater = ratings.ridge(known["reviews"], known["ratings"].mean(axis=1), 0.05)
    return novels.counts(candidates) @ reviewer @ rater


@mutant(
    "rate_by_chain",
    says="Who was not asked counts as a rating of 0 with you. That pulls every mean toward 0, and "
    "further where fewer were asked: a number that stands for silence.",
)
def rate_by_chain_silence_is_zero(known: Library, candidates: np.ndarray) -> np.ndarray:
    reviewer = ratings.ridge(novels.counts(known["novels"]), known["reviews"], 1.0)
    said = np.nan_to_num(known["ratings"]).mean(axis=1)
    return novels.counts(candidates) @ reviewer @ ratings.ridge(known["reviews"], said, 0.05)


@mutant(
    "rate_by_chain",
    says="You add the ratings of a review up. Then a review that was put to more people has more "
    "to say; the mean is due.",
)
def rate_by_chain_sum(known: Library, candidates: np.ndarray) -> np.ndarray:
    reviewer = ratings.ridge(novels.counts(known["novels"]), known["reviews"], 1.0)
    said = np.nansum(known["ratings"], axis=1)
    return novels.counts(candidates) @ reviewer @ ratings.ridge(known["reviews"], said, 0.05)


@mutant(
    "rate_by_chain",
    says="The two penalties are swapped: the reviewer has penalty 1, the rater 0.05.",
)
def rate_by_chain_penalties_swapped(known: Library, candidates: np.ndarray) -> np.ndarray:
    reviewer = ratings.ridge(novels.counts(known["novels"]), known["reviews"], 0.05)
    said = np.nanmean(known["ratings"], axis=1)
    return novels.counts(candidates) @ reviewer @ ratings.ridge(known["reviews"], said, 1.0)


@mutant(
    "rate_by_chain",
    says="You fit both models with penalty 1. The reviewer has penalty 1, the rater 0.05.",
)
def rate_by_chain_one_penalty(known: Library, candidates: np.ndarray) -> np.ndarray:
    reviewer = ratings.ridge(novels.counts(known["novels"]), known["reviews"], 1.0)
    said = np.nanmean(known["ratings"], axis=1)
    return novels.counts(candidates) @ reviewer @ ratings.ridge(known["reviews"], said, 1.0)


@variant("rate_by_chain", how="two predictions, one after the other, and the normal equations")
def rate_by_chain_in_steps(known: Library, candidates: np.ndarray) -> np.ndarray:
    def fit(x: np.ndarray, y: np.ndarray, penalty: float) -> np.ndarray:
        return np.linalg.inv(x.T @ x + penalty * np.eye(x.shape[1])) @ x.T @ y

    asked = ~np.isnan(known["ratings"])
    said = np.where(asked, known["ratings"], 0).sum(1) / asked.sum(1)
    seen = novels.counts(np.concatenate([known["novels"], candidates]))
    n = len(known["novels"])
    predicted_reviews = seen[n:] @ fit(seen[:n], known["reviews"], 1.0)
    return predicted_reviews @ fit(known["reviews"], said, 0.05)


# --- write_for_rater --------------------------------------------------------------------


@mutant(
    "write_for_rater",
    says="You make the one best replacement and stop. Begin again from the result, until nothing "
    "is gained any more.",
)
def write_for_rater_one_step(score: Score, novel: list[int]) -> list[int]:
    best = np.array(novel)
    tried = np.repeat(best[None], best.size * 10, axis=0)
    places, words = np.divmod(np.arange(len(tried)), 10)
    tried[np.arange(len(tried)), places] = words
    return tried[score(tried).argmax()].tolist()


@mutant(
    "write_for_rater",
    says="You go through the places once. What a word is worth depends on the words around it, so "
    "a place that was settled early may be open again at the end. Sweep until a whole sweep "
    "changes nothing.",
)
def write_for_rater_one_sweep(score: Score, novel: list[int]) -> list[int]:
    best = np.array(novel)
    for place in range(best.size):
        tried = np.repeat(best[None], 10, axis=0)
        tried[:, place] = np.arange(10)
        best = tried[score(tried).argmax()]
    return best.tolist()


@mutant(
    "write_for_rater",
    says="You choose the best word for each place with the other places as they were in the "
    "beginning, and put them all in together. Each replacement is good alone; together they were "
    "never rated.",
)
def write_for_rater_places_alone(score: Score, novel: list[int]) -> list[int]:
    best = np.array(novel)
    result = []
    for place in range(best.size):
        tried = np.repeat(best[None], 10, axis=0)
        tried[:, place] = np.arange(10)
        result.append(int(score(tried).argmax()))
    return result


@mutant(
    "write_for_rater",
    says="You draw novels at random and keep the best. That is best-of-n, a weak form of search: "
    "among ten thousand novels of fourteen words there is hardly one that no single word improves.",
)
def write_for_rater_best_of_many(score: Score, novel: list[int]) -> list[int]:
    drawn = np.random.default_rng(0).integers(0, 10, (5000, 14))
    tried = np.concatenate([np.array([novel]), drawn])
    return tried[score(tried).argmax()].tolist()


@mutant(
    "write_for_rater",
    says="You write 'lush' fourteen times, because you know what the first rater falls for. "
    "Another rater falls for something else. The function has to find out from `score`.",
)
def write_for_rater_lush(score: Score, novel: list[int]) -> list[int]:
    return [9] * 14


@mutant(
    "write_for_rater",
    says="You make the novel worse: each replacement lowers the rating. A rating is a reward, to "
    "be raised, where a loss would be lowered.",
)
def write_for_rater_lowers(score: Score, novel: list[int]) -> list[int]:
    best = np.array(novel)
    places, words = np.divmod(np.arange(best.size * 10), 10)
    while True:
        tried = np.repeat(best[None], len(places), axis=0)
        tried[np.arange(len(places)), places] = words
        gain = score(best[None])[0] - score(tried)
        if gain.max() <= 1e-6:
            return best.tolist()
        best = tried[gain.argmax()]


@mutant(
    "write_for_rater",
    says="You return the novel as it was given. It was written by somebody who did not know the "
    "rater; replacements that raise the rating are easily found.",
)
def write_for_rater_leaves_it(score: Score, novel: list[int]) -> list[int]:
    return list(novel)


@variant("write_for_rater", how="sweeps over the places until one of them changes nothing")
def write_for_rater_sweeps(score: Score, novel: list[int]) -> list[int]:
    best = list(novel)
    changed = True
    while changed:
        changed = False
        for place in range(len(best)):
            tried = np.array([[*best[:place], word, *best[place + 1 :]] for word in range(10)])
            rated = score(tried)
            word = int(rated.argmax())
            if rated[word] > rated[best[place]] + 1e-7:
                best[place], changed = word, True
    return best


@variant("write_for_rater", how="it begins at 'lush' where this is rated higher")
def write_for_rater_from_lush(score: Score, novel: list[int]) -> list[int]:
    starts = np.array([novel, [9] * 14])
    best = starts[score(starts).argmax()]
    while True:
        tried = np.repeat(best[None], 140, axis=0)
        tried[np.arange(140), np.arange(140) // 10] = np.arange(140) % 10
        rated = score(tried)
        if rated.max() <= score(best[None])[0] + 1e-8:
            return best.tolist()
        best = tried[rated.argmax()]


# --- late_ratings -----------------------------------------------------------------------


@mutant(
    "late_ratings",
    says="You fit the early ratings. There are more of them, and they are ratings of something "
    "else: more data about another question.",
)
def late_ratings_early(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    return candidates @ ratings.ridge(shelf["features"], shelf["early"], 1.0)


@mutant(
    "late_ratings",
    says="Where the late rating is due, you put the early one in its place. The side network then "
    "learns a mixture, and the early ratings, being many, decide it.",
)
def late_ratings_filled_with_early(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    target = np.where(np.isnan(shelf["late"]), shelf["early"], shelf["late"])
    return candidates @ ratings.ridge(shelf["features"], target, 1.0)


@mutant(
    "late_ratings",
    says="A rating that is due counts as 0 with you. A novel of which nobody knows yet what it "
    "will be worth is thereby declared worthless.",
)
def late_ratings_due_is_zero(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    return candidates @ ratings.ridge(shelf["features"], np.nan_to_num(shelf["late"]), 1.0)


@mutant(
    "late_ratings",
    says="Where the late rating is due, you put the mean of those that have come in. It looks "
    "neutral and is not: the features of these novels now speak for the mean.",
)
def late_ratings_filled_with_mean(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    late = shelf["late"]
    target = np.where(np.isnan(late), np.nanmean(late), late)
    return candidates @ ratings.ridge(shelf["features"], target, 1.0)


@mutant(
    "late_ratings",
    says="The NaN of the ratings that are due went into the regression, and everything that comes "
    "out is NaN. Leave these rows out.",
)
def late_ratings_nan(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    return candidates @ ratings.ridge(shelf["features"], shelf["late"], 1.0)


@mutant(
    "late_ratings",
    says="You correct the early ratings by the mean difference of the late ones. That shifts the "
    "scale and keeps the question: what appeals early still ranks first.",
)
def late_ratings_shifted_early(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    shift = np.nanmean(shelf["late"] - shelf["early"])
    return candidates @ ratings.ridge(shelf["features"], shelf["early"] + shift, 1.0)


@variant("late_ratings", how="all rows, those that are due with a weight of 0")
def late_ratings_weighted(shelf: Shelf, candidates: np.ndarray) -> np.ndarray:
    here = np.isfinite(shelf["late"]).astype(float)
    x = shelf["features"] * here[:, None]
    gram = x.T @ x + np.eye(x.shape[1])
    return candidates @ np.linalg.inv(gram) @ (x.T @ np.nan_to_num(shelf["late"]))


# --- see_or_do --------------------------------------------------------------------------


@mutant(
    "see_or_do",
    says="You answer 'do' as if it were 'see': raising an evaluation from outside would make the "
    "plan more desired and better. What was correlated stays correlated in a log; it does not "
    "travel against the arrows when somebody moves it.",
)
def see_or_do_always_see(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    names = ["good", "desire", "evaluation"]
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    g = chain["good_sd"] ** 2
    d = a * a * g + chain["desire_noise"] ** 2
    e = b * b * d + chain["evaluation_noise"] ** 2
    covariance = np.array([[g, a * g, a * b * g], [a * g, d, b * d], [a * b * g, b * d, e]])
    at = names.index(where)
    return {
        n: float(c)
        for n, c in zip(names, covariance[at] / covariance[at, at] * amount, strict=True)
    }


@mutant(
    "see_or_do",
    says="You answer 'see' as if it were 'do': a high evaluation that is merely observed tells you "
    "nothing about the plan behind it. It does: among plans as they come, those that are evaluated "
    "highly were desired more, and were better, on average.",
)
def see_or_do_always_do(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    return {
        "good": {"good": amount, "desire": a * amount, "evaluation": a * b * amount},
        "desire": {"good": 0.0, "desire": amount, "evaluation": b * amount},
        "evaluation": {"good": 0.0, "desire": 0.0, "evaluation": amount},
    }[where]


@mutant(
    "see_or_do",
    says="Upstream you divide by the slope, as if the noise were not there. A high evaluation is "
    "partly luck, so the best guess of its cause lies nearer to the mean: slope times the variance "
    "of the cause over that of the effect.",
)
def see_or_do_inverts_the_slope(
    chain: Chain, how: str, where: str, amount: float
) -> dict[str, float]:
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    seen = how == "see"
    return {
        "good": {"good": amount, "desire": a * amount, "evaluation": a * b * amount},
        "desire": {
            "good": amount / a if seen else 0.0,
            "desire": amount,
            "evaluation": b * amount,
        },
        "evaluation": {
            "good": amount / a / b if seen else 0.0,
            "desire": amount / b if seen else 0.0,
            "evaluation": amount,
        },
    }[where]


@mutant(
    "see_or_do",
    says="Upstream you multiply by the slope alone. That is right if every variance is 1, where "
    "slope and correlation are the same number. Here they are not: cov over var of what was seen.",
)
def see_or_do_as_if_standardized(
    chain: Chain, how: str, where: str, amount: float
) -> dict[str, float]:
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    seen = how == "see"
    return {
        "good": {"good": amount, "desire": a * amount, "evaluation": a * b * amount},
        "desire": {
            "good": amount * a if seen else 0.0,
            "desire": amount,
            "evaluation": b * amount,
        },
        "evaluation": {
            "good": amount * a * b if seen else 0.0,
            "desire": amount * b if seen else 0.0,
            "evaluation": amount,
        },
    }[where]


@mutant(
    "see_or_do",
    says="Upstream you multiply by the correlation. It tells how many standard deviations of the "
    "cause to expect for one of the effect; the amount is in the units of the variable, so one "
    "more ratio of standard deviations is due.",
)
def see_or_do_by_correlation(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    names = ["good", "desire", "evaluation"]
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    g = chain["good_sd"] ** 2
    d = a * a * g + chain["desire_noise"] ** 2
    e = b * b * d + chain["evaluation_noise"] ** 2
    covariance = np.array([[g, a * g, a * b * g], [a * g, d, b * d], [a * b * g, b * d, e]])
    at = names.index(where)
    expected = covariance[at] / covariance[at, at] * amount
    if how == "do":
        expected[:at] = 0.0
    else:
        deviations = np.sqrt(np.diag(covariance))
        expected[:at] = (covariance[at] / deviations / deviations[at] * amount)[:at]
    return {n: float(c) for n, c in zip(names, expected, strict=True)}


@mutant(
    "see_or_do",
    says="What is done to a variable changes this variable alone, with you. What comes after it in "
    "the chain is made from it and follows; only what comes before it does not.",
)
def see_or_do_nothing_follows(
    chain: Chain, how: str, where: str, amount: float
) -> dict[str, float]:
    names = ["good", "desire", "evaluation"]
    if how == "do":
        return {name: amount if name == where else 0.0 for name in names}
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    g = chain["good_sd"] ** 2
    d = a * a * g + chain["desire_noise"] ** 2
    e = b * b * d + chain["evaluation_noise"] ** 2
    covariance = np.array([[g, a * g, a * b * g], [a * g, d, b * d], [a * b * g, b * d, e]])
    at = names.index(where)
    return {
        n: float(c)
        for n, c in zip(names, covariance[at] / covariance[at, at] * amount, strict=True)
    }


@mutant(
    "see_or_do",
    says="You take standard deviations for variances: noise of standard deviation 2 adds 4 to the "
    "variance, not 2.",
)
def see_or_do_adds_deviations(
    chain: Chain, how: str, where: str, amount: float
) -> dict[str, float]:
    names = ["good", "desire", "evaluation"]
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    g = chain["good_sd"]
    d = a * a * g + chain["desire_noise"]
    e = b * b * d + chain["evaluation_noise"]
    covariance = np.array([[g, a * g, a * b * g], [a * g, d, b * d], [a * b * g, b * d, e]])
    at = names.index(where)
    expected = covariance[at] / covariance[at, at] * amount
    if how == "do":
        expected[:at] = 0.0
    return {n: float(c) for n, c in zip(names, expected, strict=True)}


@mutant(
    "see_or_do",
    says="From the evaluation back to the good you take one step with the product of the slopes "
    "and forget the noise of desire: the variance of the evaluation has three sources, the noise "
    "in the middle among them.",
)
def see_or_do_forgets_the_middle(
    chain: Chain, how: str, where: str, amount: float
) -> dict[str, float]:
    names = ["good", "desire", "evaluation"]
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    g = chain["good_sd"] ** 2
    d = a * a * g + chain["desire_noise"] ** 2
    e = (a * b) ** 2 * g + chain["evaluation_noise"] ** 2
    covariance = np.array([[g, a * g, a * b * g], [a * g, d, b * d], [a * b * g, b * d, e]])
    at = names.index(where)
    expected = covariance[at] / covariance[at, at] * amount
    if how == "do":
        expected[:at] = 0.0
    return {n: float(c) for n, c in zip(names, expected, strict=True)}


@variant("see_or_do", how="the covariance matrix, its row for what was seen")
def see_or_do_covariance(chain: Chain, how: str, where: str, amount: float) -> dict[str, float]:
    names = ["good", "desire", "evaluation"]
    a, b = chain["desire_slope"], chain["evaluation_slope"]
    effects = np.array([[1.0, 0.0, 0.0], [a, 1.0, 0.0], [a * b, b, 1.0]])
    at = names.index(where)
    if how == "do":
        return dict(zip(names, (effects[:, at] * amount).tolist(), strict=True))
    noise = np.diag(
        [chain["good_sd"] ** 2, chain["desire_noise"] ** 2, chain["evaluation_noise"] ** 2]
    )
    covariance = effects @ noise @ effects.T
    return dict(zip(names, (covariance[:, at] / covariance[at, at] * amount).tolist(), strict=True))
