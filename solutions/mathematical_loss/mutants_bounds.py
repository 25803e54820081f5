"""Known answers about bounds on a risk."""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

import math

import numpy as np

from autograder.course.exercise import mutant, variant

# --- risk_bound -------------------------------------------------------------------------


@mutant(
    "risk_bound",
    says="This bound is for one hypothesis that was fixed before the sample was drawn. You chose "
    "yours for its record on that sample, so it must hold for all of them at once: each gets its "
    "share of delta.",
)
def risk_bound_single(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt(math.log(1 / delta) / (2 * n))


@mutant(
    "risk_bound",
    says="The square root is missing. Hoeffding's exponent holds t², so t is a root.",
)
def risk_bound_without_root(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + (math.log(hypotheses) - math.log(delta)) / (2 * n)


@mutant(
    "risk_bound",
    says="You divide by 4n. Hoeffding's exponent for losses between 0 and 1 is -2 n t², which "
    "leaves 2n below the root.",
)
def risk_bound_four_n(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt((math.log(hypotheses) - math.log(delta)) / (4 * n))


@mutant(
    "risk_bound",
    says="The logarithm is the natural one, since it undoes exp. With base 10 the bound is too "
    "tight and fails far more often than it promises.",
)
def risk_bound_base_ten(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt((math.log10(hypotheses) - math.log10(delta)) / (2 * n))


@mutant(
    "risk_bound",
    says="This is the bound for both directions, with a factor of 2 in the logarithm. Asked for "
    "is the smallest t that keeps the risk from being much above; that it might be far below is "
    "no concern.",
)
def risk_bound_two_sided(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt((math.log(2) + math.log(hypotheses) - math.log(delta)) / (2 * n))


@mutant(
    "risk_bound",
    says="Right for thousands of hypotheses; then hypotheses / delta leaves float64. A machine "
    "can hold 2**3200 networks of 100 float32 parameters, and their logarithm is only 2218. Take "
    "logarithms first.",
)
def risk_bound_overflows(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt(math.log(hypotheses / delta) / (2 * n))


@mutant(
    "risk_bound",
    says="You add two margins, one for the choice and one for delta. They belong under one root: "
    "the root of a sum is less than the sum of the roots, and the smallest t is asked for.",
)
def risk_bound_two_roots(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return (
        empirical
        + math.sqrt(math.log(hypotheses) / (2 * n))
        + math.sqrt(-math.log(delta) / (2 * n))
    )


@mutant(
    "risk_bound",
    says="The union bound multiplies the probability of failure by the number of hypotheses, not "
    "the margin. The number enters through its logarithm.",
)
def risk_bound_times_hypotheses(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + hypotheses * math.sqrt(-math.log(delta) / (2 * n))


@variant("risk_bound", how="the share of delta first, as a logarithm")
def risk_bound_by_shares(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    log_share = math.log(delta) - math.log(hypotheses)
    return empirical + (-log_share / (2 * n)) ** 0.5


# --- violation_rates --------------------------------------------------------------------


@mutant(
    "violation_rates",
    says="`fails[:, chosen]` pairs every experiment with every winner. Each experiment has its "
    "own: `fails[np.arange(len(fails)), chosen]`.",
)
def violation_rates_of_all_winners(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    chosen = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[:, chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    "violation_rates",
    says="`selected` takes the hypothesis with the least true risk. Nobody in the experiment "
    "knows the true risks; the choice is made by the record.",
)
def violation_rates_by_true_risk(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[:, int(np.argmin(risks))].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    "violation_rates",
    says="`selected` takes the hypothesis with the most mistakes. The one with the fewest is "
    "chosen, and it is its good record that the bound has to survive.",
)
def violation_rates_of_the_worst(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    chosen = mistakes.argmax(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    "violation_rates",
    says="`any` is the share of all bounds that fail. Asked for is the share of experiments in "
    "which at least one does, which is what a union bound speaks of.",
)
def violation_rates_share_of_bounds(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    chosen = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), chosen].mean()),
        "any": float(fails.mean()),
    }


@mutant(
    "violation_rates",
    says="You count every risk that is farther from the record than the margin, on either side. "
    "The bound says that the risk is not much above; a risk below it keeps the promise.",
)
def violation_rates_both_sides(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = np.abs(risks - mistakes / n) > margin
    chosen = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    "violation_rates",
    says="The comparison is the wrong way round: you count records that look much worse than the "
    "risk. A bound on the risk fails where the record looks much better.",
)
def violation_rates_wrong_way(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = mistakes / n > risks + margin
    chosen = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    "violation_rates",
    says="Of several hypotheses with the best record you take the last. The first is asked for, "
    "and `argmin` gives it.",
)
def violation_rates_last_of_the_best(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    chosen = mistakes.shape[1] - 1 - mistakes[:, ::-1].argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    "violation_rates",
    says="You select once, by the mistakes of all experiments together. Each experiment is a "
    "world of its own, with its own sample and its own winner.",
)
def violation_rates_one_winner(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    chosen = int(mistakes.sum(axis=0).argmin())
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[:, chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    "violation_rates",
    says="The winner's record is compared with the mean risk of all hypotheses. Each hypothesis "
    "is held to its own risk; with coin flippers the two are the same, otherwise not.",
)
def violation_rates_mean_risk(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float((risks.mean() > mistakes.min(axis=1) / n + margin).mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    "violation_rates",
    says="`fixed` averages over all hypotheses. It is about hypothesis 0 alone: one that was "
    "named before anybody saw a sample.",
)
def violation_rates_fixed_is_average(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    chosen = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails.mean()),
        "selected": float(fails[np.arange(len(fails)), chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@variant("violation_rates", how="experiment by experiment, in plain Python")
def violation_rates_by_hand(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    counts = {"fixed": 0, "selected": 0, "any": 0}
    for row in mistakes.tolist():
        fails = [risk > wrong / n + margin for risk, wrong in zip(risks, row, strict=True)]
        counts["fixed"] += fails[0]
        counts["selected"] += fails[row.index(min(row))]
        counts["any"] += any(fails)
    return {sense: float(count) / len(mistakes) for sense, count in counts.items()}
