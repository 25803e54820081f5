from __future__ import annotations

from collections.abc import Sequence

import torch
from hypothesis import strategies as st
from losslab.representing_goals import shortcut

from autograder.course.exercise import Args, Check, Exercise, Tolerance, recipe
from solutions.representing_goals.seeds_and_tolerances import seeds

# Sevenths, which most calculations forth and back do not bring back to the last bit.
_number = st.integers(1, 30).flatmap(lambda n: st.sampled_from([n / 7, -n / 7]))
Interventions = Sequence[Sequence[int]]
# Rows in which the rules disagree with each other and with the labels.
ROWS = ((1.0, 0.5, 1.5), (-1.0, 1.5, -0.5), (0.5, -1.0, -1.0), (-0.5, -2.0, 0.5), (2.0, 1.0, -1.0))
LABELS = (1, 0, 0, 0, 1)


def report(rule: str, interventions: Interventions) -> Args:
    """Five rows of three features, two of them with a label that this rule gets wrong."""
    return (
        recipe(shortcut.rule, name=rule),
        torch.tensor(ROWS),
        torch.tensor(LABELS),
        [list(features) for features in interventions],
    )


def _tells(seed: int, classes: int, x: torch.Tensor) -> bool:
    """Whether rows go from a class to another but the first, not always to a neighboring one."""
    predict = shortcut.net(seed, inputs=x.shape[1], classes=classes)
    sign = torch.ones(x.shape[1])
    sign[0] = -1
    before, after = predict(x), predict(x * sign)
    changed = before != after
    return bool((changed & (before * after > 0)).any() and ((before - after).abs() > 1).any())


@st.composite
def reports(
    draw: st.DrawFn,
    interventions: Interventions,
    rule: str = "",
    rows: tuple[int, int] = (6, 9),
    width: int = 3,
    classes: int = 2,
) -> Args:
    """A rule or an untrained network, rows of which it gets some right, and interventions."""
    n = draw(st.integers(*rows))
    x = [[draw(_number) for _ in range(width)] for _ in range(n)]
    if rule and n > len(ROWS):
        x[: len(ROWS)] = [[*row, *(draw(_number) for _ in range(width - 3))] for row in ROWS]
    table = torch.tensor(x)
    predict = recipe(shortcut.rule, name=rule)
    if not rule:
        predict = recipe(shortcut.net, seed=draw(seeds), inputs=width)
        if classes > 2:
            number = next(
                n for n in range(predict.kwargs["seed"], 10**6) if _tells(n, classes, table)
            )
            predict = recipe(shortcut.net, seed=number, inputs=width, classes=classes)
    body = shortcut.rule(rule) if rule else shortcut.net(**predict.kwargs)
    # More than half of the labels are right, and at least one is wrong where there are two.
    y = body(table)
    wrong = draw(st.permutations(range(n)))[: max(n // 3, n > 1)]
    y[list(wrong)] = (y[list(wrong)] + classes // 2) % classes
    order = draw(st.permutations(range(n)))
    features = draw(st.permutations([list(each) for each in interventions]))
    return predict, table[list(order)], y[list(order)], features


single = {
    "a network": reports([[0]], width=3),
    "a rule that blends": reports([[0], [1]], "blend"),
    "one row": reports([[1]], "intended", rows=(1, 1)),
    "the last of five features": reports([[4], [2]], width=5),
    "a network of many classes": reports([[0], [1], [2]], rows=(12, 15), classes=6),
    "no intervention": reports([], "shortcut"),
}
together = {
    "two that cancel": reports([[1, 2]], "intended"),
    "two that do not": reports([[0, 1]], "blend"),
    "all of them": reports([[2, 0, 1]], width=3),
    "three of six features": reports([[5, 0, 3]], width=6),
}
several = {
    "one feature again and again": reports([[0], [0], [0]], "shortcut"),
    "one that leaves all as it is": reports([[0], [], [0], [0, 1, 2]], "shortcut if loud"),
    "overlapping": reports([[0, 1], [1, 2], [1]], "blend"),
    "overlapping, of a network": reports([[0, 1], [1], [0, 3], [3]], width=4),
}

_share = Tolerance(rtol=1e-5, atol=1e-6)


def _check(
    name: str,
    promise: str,
    kinds: dict[str, st.SearchStrategy[Args]],
    part: str,
    *public: Args,
    weight: float = 1.0,
    covers: Sequence[str] = (),
) -> Check:
    return Check(
        name,
        promise,
        kinds,
        public=public,
        weight=weight,
        probe=shortcut.reported_with_rows,
        part=part,
        tolerance=_share,
        draws=len(kinds),
        covers=covers,
    )


EXERCISE = Exercise(
    title="Ask the network, not the loss",
    objective="Measure by intervention which feature a predictor uses.",
    points=3,
    difficulty=3,
    minutes=15,
    hints=(
        "What is compared with what? The labels are needed for one of the two entries only.",
        "Which rows does the second intervention find, if the first one has written into them? "
        "Which operations on a tensor write into it, and which give a new one?",
        "A share is a mean of zeros and ones: the class is another one, or it is not.",
    ),
    checks=(
        _check(
            "check_accuracy",
            "The accuracy is the share of rows whose class is the label.",
            single,
            "accuracy",
            report("shortcut", [[0]]),
            report("blend", [[1]]),
            weight=0.5,
            covers=(
                "Report how often a predictor is right, and how often each intervention changes "
                "its answer.",
            ),
        ),
        _check(
            "check_single_features",
            "An intervention on one feature flips the share of rows whose class changes.",
            single,
            "flips",
            report("shortcut", [[0]]),
            report("shortcut", [[1]]),
            report("blend", [[0]]),
            report("blend", [[1]]),
            report("shortcut if loud", [[0], [2]]),
            weight=2,
            covers=(
                "``flips``: for each intervention the share of rows in which the class changes, a "
                "list of floats.",
            ),
        ),
        _check(
            "check_features_together",
            "An intervention on several features negates them all at once.",
            together,
            "flips",
            report("intended", [[1, 2]]),
            report("intended", [[0, 1]]),
            report("shortcut if loud", [[2, 0, 1]]),
            report("blend", [[0, 1]]),
            weight=2,
        ),
        _check(
            "check_interventions_are_independent",
            "Every intervention starts from the rows given.",
            several,
            "flips",
            report("shortcut if loud", [[0], [], [0], [0, 1, 2]]),
            weight=1.5,
            covers=("Every intervention starts from the rows given.",),
        ),
        _check(
            "check_rows_are_left_alone",
            "The rows are afterwards what they were before.",
            several,
            "x unchanged",
            report("shortcut", [[0]]),
            weight=0.5,
            covers=("Must be unchanged afterwards.",),
        ),
    ),
)
