import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="Every experiment is asked about the winners of all experiments. Each has its own.",
)
def of_all_winners(
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
    says="`selected` is the rate of the hypothesis with the least true risk. Nobody in the "
    "experiment knows the true risks; the choice is made by the record.",
)
def by_true_risk(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[:, int(np.argmin(risks))].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    says="`selected` is the rate of the hypothesis with the most mistakes. The one with the "
    "fewest is chosen, and it is its good record that the bound has to survive.",
)
def of_the_worst(
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
    says="`any` is the share of all bounds that fail. Asked for is the share of experiments in "
    "which at least one does, which is what a union bound speaks of.",
)
def share_of_bounds(
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
    says="Risks far below the record count as failures too. The bound says that the risk is "
    "not much above; a risk below it keeps the promise.",
)
def both_sides(mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float) -> dict[str, float]:
    fails = np.abs(risks - mistakes / n) > margin
    chosen = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    says="The failures are records that look much worse than the risk. A bound on the risk "
    "fails where the record looks much better.",
)
def wrong_way(mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float) -> dict[str, float]:
    fails = mistakes / n > risks + margin
    chosen = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    says="Of several hypotheses with the best record the last is selected. The first is asked for.",
)
def last_of_the_best(
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
    says="One hypothesis is selected for all experiments, by its mistakes in all of them. Each "
    "experiment is a world of its own, with its own sample and its own winner.",
)
def one_winner(mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    chosen = int(mistakes.sum(axis=0).argmin())
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[:, chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    says="The winner's record is compared with the mean risk of all hypotheses. Each "
    "hypothesis is held to its own risk; with coin flippers the two are the same, otherwise not.",
)
def mean_risk(mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float((risks.mean() > mistakes.min(axis=1) / n + margin).mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    says="`fixed` averages over all hypotheses. It is about hypothesis 0 alone: one that was "
    "named before anybody saw a sample.",
)
def fixed_is_average(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    chosen = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails.mean()),
        "selected": float(fails[np.arange(len(fails)), chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    says="`selected` is the share of experiments in which some hypothesis with the best record "
    "fails. Of several the first is selected, and no other.",
)
def any_of_the_best(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    best = mistakes == mistakes.min(axis=1, keepdims=True)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float((fails & best).any(axis=1).mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@mutant(
    says="The rates are numbers of experiments. Shares are due: divided by how many there are.",
)
def counted(mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float) -> dict[str, float]:
    fails = risks > mistakes / n + margin
    chosen = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].sum()),
        "selected": float(fails[np.arange(len(fails)), chosen].sum()),
        "any": float(fails.any(axis=1).sum()),
    }


@mutant(
    says="The margin counts for nothing: a bound of yours fails where the risk is above the "
    "record.",
)
def without_margin(
    mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float
) -> dict[str, float]:
    fails = risks > mistakes / n
    chosen = mistakes.argmin(axis=1)
    return {
        "fixed": float(fails[:, 0].mean()),
        "selected": float(fails[np.arange(len(fails)), chosen].mean()),
        "any": float(fails.any(axis=1).mean()),
    }


@variant(how="by how much each risk is above its record, read in three ways")
def by_optimism(mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float) -> dict[str, float]:
    optimism = risks - mistakes / n
    winners = mistakes.argmin(axis=1)[:, None]
    senses = {
        "fixed": optimism[:, 0],
        "selected": np.take_along_axis(optimism, winners, 1),
        "any": optimism.max(axis=1),
    }
    return {sense: np.mean(above > margin) for sense, above in senses.items()}


@variant(how="experiment by experiment, in plain Python")
def by_hand(mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float) -> dict[str, float]:
    counts = {"fixed": 0, "selected": 0, "any": 0}
    for row in mistakes.tolist():
        fails = [risk > wrong / n + margin for risk, wrong in zip(risks, row, strict=True)]
        counts["fixed"] += fails[0]
        counts["selected"] += fails[row.index(min(row))]
        counts["any"] += any(fails)
    return {sense: float(count) / len(mistakes) for sense, count in counts.items()}
