from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import strategies as st
from losslab.mathematical_loss import hypotheses

from autograder.course.exercise import Args, Check, Exercise, recipe
from solutions.mathematical_loss.tables import array


def _fails(mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float) -> np.ndarray:
    return risks > mistakes / n + margin


def _rates(fails: np.ndarray, best: np.ndarray) -> tuple[float, float, float]:
    """The three rates of a table of failures, with the winner of each experiment."""
    selected = fails[np.arange(len(fails)), best]
    return float(fails[:, 0].mean()), float(selected.mean()), float(fails.any(axis=1).mean())


def _telling(mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float) -> bool:
    """Whether the three rates differ, and from what is counted instead of them."""
    fails, best = _fails(mistakes, risks, n, margin), mistakes.argmin(axis=1)
    rates = _rates(fails, best)
    others = [fails.mean(), fails[:, best].mean(), fails.all(axis=1).mean(), fails[:, -1].mean()]
    if len({round(float(rate), 9) for rate in (*rates, *others)}) < 7:
        return False
    # The greatest or the mean risk, held against the best record, is no hypothesis's.
    record = mistakes.min(axis=1) / n + margin
    mixed = [float((risk > record).mean()) for risk in (risks.max(), risks.mean())]
    of_the_first = [fails[best == 0, 0], fails[:, 0] & (best == 0)]
    whole = [np.floor(margin * n), np.ceil(margin * n)]
    rounded = [_fails(mistakes, risks, n, part / n) for part in whole]
    rounded.append(_fails(mistakes, np.round(risks, 1), n, margin))
    return (
        (best == 0).any()
        and all(part.mean() != rates[0] for part in of_the_first)
        and rates[2] not in mixed
        and rates[1] not in mixed
        and all(_rates(other, best) != rates for other in rounded)
    )


def experiments(trials: int, count: int, n: int = 10) -> st.SearchStrategy[Args]:
    """Some hypotheses in experiments without ties, and a margin between two counts.

    What is counted instead of the three rates is another number, as :func:`_telling` says.
    """

    def made(seed: int) -> Args:
        random = Random(seed)
        while True:
            rows = [random.sample(range(n + 1), count) for _ in range(trials)]
            risks = random.sample(range(5, 100), count)
            margin = random.choice([0.065, 0.095, 0.173, 0.234])
            args = np.array(rows), np.array(risks) / 100, n, margin
            if _telling(*args):
                return args

    return st.integers(0, 2**32).map(made)


@st.composite
def single_experiments(draw: st.DrawFn) -> Args:
    """One experiment, whose winner is not the first hypothesis, and fails or holds."""
    failing = draw(st.booleans())
    risks = np.array([3, 8 if failing else 1, 5]) / 10
    return np.array([[4, draw(st.integers(0, 2)), 5]]), risks, 10, 0.25


@st.composite
def single_hypotheses(draw: st.DrawFn) -> Args:
    """One hypothesis: nothing is chosen, and the three rates are one."""
    rows = draw(st.permutations([[0], [1], [3], [6], [9]]))
    return np.array(rows), np.array([draw(st.integers(3, 7))]) / 10, 10, 0.15


@st.composite
def tied_records(draw: st.DrawFn) -> Args:
    """Experiments in which hypotheses of different risk share the best record.

    The bound fails for the first and holds for the last in one of them, and the other way round.
    """
    best, worse = draw(st.integers(0, 3)), draw(st.integers(6, 9))
    rows = [[best, best, worse, best], [worse, best, best, worse], [worse, best, worse, best]]
    risks = np.array([best + 4, best - 1 if best else 0, best + 5, best - 1 if best else 0])
    if draw(st.booleans()):
        risks = risks[[1, 0, 3, 2]]
    return np.array(rows), risks / 10, 10, draw(st.sampled_from([0.15, 0.25]))


def coins(count: int, margin: float, seed: int, trials: int = 40) -> Args:
    """Coin flippers on a hundred cases, as a recipe that a learner can run."""
    flipped = recipe(
        hypotheses.flippers, trials=trials, hypotheses=count, n=100, risk=0.5, seed=seed
    )
    return flipped, np.full(count, 0.5), 100, margin


coin_flippers = st.builds(
    coins, st.integers(20, 60), st.sampled_from([0.085, 0.095, 0.105]), st.integers(0, 9999)
)

_all_kinds = {
    "several hypotheses": experiments(trials=12, count=4),
    "many cases": experiments(trials=12, count=4, n=20),
    "one experiment": single_experiments(),
    "one hypothesis": single_hypotheses(),
    "coin flippers": coin_flippers,
}
_public = (
    (np.array([[1, 3, 2], [4, 0, 9], [2, 3, 0], [7, 1, 4]]), array(0.2, 0.4, 0.8), 10, 0.15),
    (np.array([[4, 7, 9], [0, 5, 2]]), array(0.3, 0.4, 0.6), 10, 0.25),
    coins(50, 0.105, seed=0),
)
_DRAWS = 7

EXERCISE = Exercise(
    title="The theorem and the hypothesis that it is about",
    objective="Check a bound by simulation, and see of which hypothesis it holds.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "First find out for every experiment and every hypothesis whether the bound fails: a table "
        "of booleans. The three rates are three ways to read it.",
        "Another hypothesis may be chosen in each experiment. Which numbers decide which one it "
        "is, and which decide whether its bound fails?",
        "Draw the table of a small example on paper, one row an experiment, and mark what each of "
        "the three senses looks at: a column, one place in each row, whole rows.",
    ),
    checks=(
        Check(
            "check_fixed",
            "The rate for a hypothesis that was named in advance is right.",
            _all_kinds,
            public=_public,
            part="fixed",
            weight=0.75,
            draws=_DRAWS,
            covers=("``fixed``: for hypothesis 0, whatever its record",),
        ),
        Check(
            "check_selected",
            "The rate for the winner of each experiment is right.",
            _all_kinds,
            public=_public,
            part="selected",
            weight=1.25,
            draws=_DRAWS,
            contains={"telling rates": _telling},
            covers=(
                "``selected``: for the hypothesis with the fewest mistakes in that experiment",
            ),
        ),
        Check(
            "check_tied_records",
            "Of several hypotheses with the best record the first is selected.",
            tied_records(),
            public=((np.array([[1, 1, 6], [6, 1, 1]]), array(0.2, 0.5, 0.9), 10, 0.25),),
            part="selected",
            weight=0.5,
            draws=3,
            covers=("the first of them if there are several",),
        ),
        Check(
            "check_any",
            "The rate of experiments in which some bound fails is right.",
            _all_kinds,
            public=_public,
            part="any",
            draws=_DRAWS,
            covers=("``any``: for at least one hypothesis",),
        ),
    ),
)
