from __future__ import annotations

import math

from hypothesis import strategies as st
from losslab.training_stories import stories
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise, recipe
from solutions.training_stories.promises import HALF, Values, grid, promise, uneven


def claims_on(values: Values, *lines: str) -> Args:
    """Arguments of :func:`falsify`."""
    return recipe(stories.written, lines=list(lines)), recipe(stories.measured, values=values)


@st.composite
def claims_and_runs(draw: st.DrawFn, special: str = "") -> Args:
    """Two claims, the first with two predictions, and three runs of two setups.

    One of the runs may have diverged (``"nan"``) or not have measured a metric (``"none"``).
    """
    values: Values = {
        "new": {"acc": draw(uneven(2)), "err": draw(uneven(2))},
        "old": {"acc": [draw(grid)], "err": [draw(grid)]},
    }
    other = draw(st.sampled_from(["new", "old"]))
    one = promise(draw, values["new"]["acc"])
    two = promise(draw, values[other]["err"])
    three = promise(draw, values["old"]["acc"])
    lines = (
        f"first: constraint new acc {one}; {other} err {two}",
        f"second: constraint old acc {three}",
    )
    if special:
        setup, seed = draw(st.sampled_from([("new", 0), ("new", 1), ("old", 0)]))
        values[setup]["acc"][seed] = math.nan if special == "nan" else None
    return claims_on(values, *lines)


EXERCISE = Exercise(
    title="One counterexample",
    objective="Tell which claims a handful of runs refute.",
    points=1,
    difficulty=2,
    minutes=10,
    hints=(
        "A claim about every run is refuted by one. In Python, is that `any` or `all`?",
        "Write `broken(prediction, run)` first. It is False for a run of another setup, and for "
        "one that did not measure the metric.",
        "`not (value >= bound)` and `value < bound` differ for exactly one kind of value: NaN.",
    ),
    checks=(
        Check(
            "check_one_counterexample",
            "One broken prediction in one run refutes a claim, and nothing else does.",
            claims_and_runs(),
            public=(
                claims_on({"new": {"acc": [1.0, 0.75, 0.25]}}, HALF),
                claims_on({"new": {"acc": [0.5]}, "old": {"acc": [0.0]}}, HALF),
                claims_on({"new": {"acc": [1.0], "err": [0.75]}}, f"{HALF}; new err <= 0.25"),
            ),
            weight=2,
            tolerance=EXACT,
            draws=8,
        ),
        Check(
            "check_runs_that_diverged",
            "A run that measured NaN breaks every promise about that metric.",
            claims_and_runs("nan"),
            public=(
                claims_on({"new": {"acc": [1.0, math.nan]}}, HALF),
                claims_on({"new": {"err": [math.nan]}}, "c: constraint new err <= 0.5"),
            ),
            tolerance=EXACT,
            draws=6,
        ),
        Check(
            "check_what_was_not_measured",
            "A metric that a run did not measure refutes nothing.",
            claims_and_runs("none"),
            public=(claims_on({"new": {"acc": [None], "err": [0.25]}}, HALF),),
            tolerance=EXACT,
            draws=6,
        ),
    ),
)
