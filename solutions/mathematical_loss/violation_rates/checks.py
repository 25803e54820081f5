from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from losslab.mathematical_loss import hypotheses

from autograder.course.exercise import Args, Check, Exercise, recipe
from solutions.mathematical_loss.tables import array


def _fails(mistakes: np.ndarray, risks: np.ndarray, n: int, margin: float) -> np.ndarray:
    return risks > mistakes / n + margin


@st.composite
def experiments(draw: st.DrawFn, trials: int, count: int, n: int = 10) -> Args:
    """Some hypotheses in experiments without ties, and a margin between two counts.

    Winners differ between experiments, some of their bounds fail and some hold.
    """
    orders = draw(
        st.lists(st.permutations(range(count)), min_size=trials, max_size=trials, unique_by=tuple)
    )
    rows = [[min(n, 2 * place + draw(st.integers(0, 1))) for place in order] for order in orders]
    risks = draw(st.lists(st.integers(1, 9), min_size=count, max_size=count, unique=True))
    margin = draw(st.sampled_from([0.06, 0.17, 0.23]))
    return np.array(rows), np.array(risks) / 10, n, margin


def _telling(*args: object) -> bool:
    """Whether the three rates differ, and from what is counted instead of them."""
    mistakes, risks, n, margin = args
    fails = _fails(mistakes, risks, n, margin)  # type: ignore[arg-type]
    best = mistakes.argmin(axis=1)  # type: ignore[attr-defined]
    rates = [
        fails[:, 0].mean(),
        fails[np.arange(len(fails)), best].mean(),
        fails.any(axis=1).mean(),
    ]
    others = [fails.mean(), fails[:, best].mean(), fails.all(axis=1).mean(), fails[:, -1].mean()]
    return len({round(float(rate), 9) for rate in (*rates, *others)}) == 7


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

_several = experiments(trials=6, count=4).filter(lambda args: _telling(*args))
_all_kinds = {
    "several hypotheses": _several,
    "many experiments": experiments(trials=12, count=4, n=20).filter(lambda args: _telling(*args)),
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
        "`mistakes.argmin(axis=1)` is the chosen hypothesis of each experiment, the first one "
        "where several tie. Whether *its* bound fails depends on *its* true risk.",
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
