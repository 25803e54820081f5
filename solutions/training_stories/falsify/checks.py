from __future__ import annotations

import math
from random import Random
from typing import Any

from hypothesis import strategies as st
from losslab.training_stories import stories
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise, Recipe, recipe
from solutions.training_stories.promises import HALF, Values, promise, uneven


def claims_on(values: Values, *lines: str) -> Args:
    """Arguments of :func:`falsify`."""
    return recipe(stories.written, lines=list(lines)), recipe(stories.measured, values=values)


def facets(seed: int, special: str = "") -> Args:
    """Claims that are kept just so, and claims that one run breaks, wherever it stands.

    In each setup that a claim is about, the mean keeps the bound, and so do most runs. Another
    setup breaks all bounds. One of the runs may have diverged (``"nan"``) or not have measured a
    metric (``"none"``), which breaks a claim that is kept otherwise, or leaves it as it is. Some
    claims are nudges, some are also about what was not run or not measured.
    """
    rng = Random(seed)
    metrics = ("acc", "err", "size")
    values: dict[str, Any] = {"other": {name: rng.sample([-9.0, 0.5, 9.0], 3) for name in metrics}}
    turned = rng.randint(0, 1)
    # Bounds are moved, so that some are 0 or negative, and some runs that break one measured 0.
    moves = [rng.choice([-0.5, 0.0, 1.0]), 0.0, -0.75, -0.5]
    lines = []
    for n, broken in enumerate([None, None, *range(4), 1e-9, 1e-9]):
        setup, op, move = f"s{n}", (">=", "<=")[(n + turned) % 2], moves[n // 2]
        found: list[Any] = rng.sample([0.5, 0.75, 1.0, 0.875], 4)
        if isinstance(broken, int):
            found[broken] = 0.0 if broken < 2 else 0.25
        elif broken:
            found[rng.randint(0, 3)] = 0.5 - broken
        values[setup] = {}
        for metric in metrics:
            mine = found if metric == "acc" else rng.sample([0.5, 0.75, 1.0], 3)
            if special == "nan":
                mine = [*mine]
                if metric == "err":
                    mine[rng.randint(0, 2)] = math.nan
            if special == "none":
                mine = [*mine]
                mine.insert(rng.randint(0, len(mine)), None)
            if op == "<=":
                mine = [None if value is None else 1 - value for value in mine]
            values[setup][metric] = [None if value is None else value + move for value in mine]
        promised = f"{op} {0.5 + move}"
        both = [f"{setup} acc {promised}", f"{setup} size {promised} control other"]
        gone = (f"gone acc {promised}", f"{setup} speed {promised}")[n % 2]
        kinds = ("constraint", "nudge", "constraint")[n % 2 :]
        lines.append(f"a{n}: {kinds[0]} {both[0]}")
        lines.append(f"b{n}: {kinds[1]} {'; '.join(rng.sample([*both, gone], 3))}")
        lines.append(f"c{n}: {kinds[0]} {both[1]}; {both[1]}; {both[0]}")
        lines.append(f"d{n}: {kinds[1]} {setup} {'err' if special == 'nan' else 'size'} {promised}")
    lines.append("nothing: constraint")
    return claims_on(values, *rng.sample(lines, len(lines)))


@st.composite
def one_claim(draw: st.DrawFn, special: str = "") -> Args:
    """One claim, and two or three runs."""
    found = draw(uneven(2))
    kind = draw(st.sampled_from(["constraint", "nudge"]))
    line = f"c: {kind} new acc {promise(draw, found)}"
    if special:
        found.insert(draw(st.integers(0, 2)), math.nan if special == "nan" else None)
    return claims_on({"new": {"acc": found}}, line)


def some_claims(special: str = "") -> dict[str, st.SearchStrategy[Args]]:
    """One claim, and many."""
    many = st.integers(0, 2**32).map(lambda seed: facets(seed, special))
    return {"one claim": one_claim(special), "many claims": many}


def _measured(runs: Recipe) -> list[list[float | None]]:
    """The values of every metric in every setup."""
    return [of for metrics in runs.kwargs["values"].values() for of in metrics.values()]


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
        "Which comparisons with NaN are true? Ask whether a promise is kept, and not whether it is "
        "broken.",
    ),
    checks=(
        Check(
            "check_one_counterexample",
            "One broken prediction in one run refutes a claim, and nothing else does.",
            some_claims(),
            public=(
                claims_on({"new": {"acc": [1.0, 0.75, 0.25]}}, HALF),
                claims_on({"new": {"acc": [0.5]}, "old": {"acc": [0.0]}}, HALF),
                claims_on({"new": {"acc": [1.0], "err": [0.75]}}, f"{HALF}; new err <= 0.25"),
            ),
            weight=1.5,
            tolerance=EXACT,
            draws=3,
            covers=("and one that misses by whatever little breaks it",),
            contains={
                "a measured 0": lambda claims, runs: any(0.0 in of for of in _measured(runs)),
                "a nudge": lambda claims, runs: any(": nudge" in c for c in claims.kwargs["lines"]),
                "a setup that was not run": lambda claims, runs: any(
                    "gone acc" in line for line in claims.kwargs["lines"]
                ),
            },
        ),
        Check(
            "check_runs_that_diverged",
            "A run that measured NaN breaks every promise about that metric.",
            some_claims("nan"),
            public=(
                claims_on({"new": {"acc": [1.0, math.nan]}}, HALF),
                claims_on({"new": {"err": [math.nan]}}, "c: constraint new err <= 0.5"),
            ),
            weight=1.5,
            tolerance=EXACT,
            draws=3,
        ),
        Check(
            "check_what_was_not_measured",
            "A metric that a run did not measure refutes nothing.",
            some_claims("none"),
            public=(
                claims_on({"new": {"acc": [None], "err": [0.25]}}, HALF),
                claims_on({"new": {"acc": [0.75]}}, f"{HALF}; old acc >= 0.5"),
            ),
            tolerance=EXACT,
            draws=3,
            covers=(
                "a value that is exactly reached keeps the promise",
                "What was not measured refutes nothing, and no more does a setup that was not run.",
            ),
        ),
    ),
)
