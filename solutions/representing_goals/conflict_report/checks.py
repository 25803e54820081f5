from __future__ import annotations

from collections.abc import Sequence

import torch
from hypothesis import strategies as st
from losslab.representing_goals import shortcut

from autograder.course.exercise import Args, Check, Exercise, Tolerance, recipe
from solutions.representing_goals.seeds_and_tolerances import seeds

_number = st.sampled_from([-1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0])
Interventions = Sequence[Sequence[int]]


@st.composite
def reports(draw: st.DrawFn, choices: Sequence[Interventions], rule: str = "") -> Args:
    """A predictor, a few rows of three features, labels, and one of these lists."""
    fixed = [[1.0, 0.5, 1.5], [-1.0, 1.5, -0.5], [0.5, -1.0, -1.0], [-0.5, -2.0, 0.5]]
    more = draw(st.lists(st.lists(_number, min_size=3, max_size=3), min_size=1, max_size=2))
    x = torch.tensor(fixed + more)
    y = torch.tensor(
        [1, 0, 0, 0, *draw(st.lists(st.just(1), min_size=len(more), max_size=len(more)))]
    )
    predict = (
        recipe(shortcut.rule, name=rule)
        if rule
        else recipe(shortcut.net, seed=draw(seeds), inputs=3)
    )
    return predict, x, y, [list(features) for features in draw(st.sampled_from(choices))]


def report(rule: str, interventions: Interventions) -> Args:
    """Four rows in which the shortcut shows the label, two of them with a wrong label."""
    x = torch.tensor([[1.0, 0.5, 1.5], [-1.0, 1.5, -0.5], [0.5, -1.0, -1.0], [-0.5, -2.0, 0.5]])
    return (
        recipe(shortcut.rule, name=rule),
        x,
        torch.tensor([1, 0, 0, 0]),
        [list(features) for features in interventions],
    )


_share = Tolerance(rtol=1e-5, atol=1e-6)


def _report_check(
    name: str,
    promise: str,
    choices: Sequence[Interventions],
    *rules: str,
    drawn: str = "",
    rows_too: bool = False,
    weight: float = 1.0,
) -> Check:
    return Check(
        name,
        promise,
        reports(choices, drawn),
        public=[report(rule, choice) for rule in rules for choice in choices],
        weight=weight,
        probe=shortcut.reported_with_rows if rows_too else shortcut.reported,
        tolerance=_share,
        draws=4,
    )


EXERCISE = Exercise(
    title="Ask the network, not the loss",
    objective="Measure by intervention which feature a predictor uses.",
    points=3,
    difficulty=3,
    minutes=15,
    hints=(
        "What is compared with what? The labels are needed for one of the two entries only.",
        "Make a vector of ones, put -1 where the intervention acts, and multiply. That leaves the "
        "rows as they are for the next intervention.",
        "`(predict(x * sign) != predict(x)).double().mean().item()` is one entry of `flips`.",
    ),
    checks=(
        _report_check(
            "check_single_features",
            "Accuracy and flips are right for an intervention on one feature.",
            ([[0]], [[1]]),
            "shortcut",
            "blend",
            weight=2,
        ),
        _report_check(
            "check_features_together",
            "An intervention on two features negates both at once.",
            ([[1, 2]], [[0, 1]]),
            "intended",
            drawn="intended",
        ),
        _report_check(
            "check_interventions_are_independent",
            "Every intervention starts from the rows given, and leaves them alone.",
            ([[0], [], [0], [0, 1, 2]],),
            "shortcut if loud",
            drawn="shortcut",
            rows_too=True,
        ),
    ),
)
