from __future__ import annotations

import math
from random import Random
from typing import Any

from hypothesis import strategies as st
from losslab.training_stories import stories
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise, recipe
from solutions.training_stories.promises import HALF, Values, promise, uneven


def claims_on(values: Values, *lines: str) -> Args:
    """Arguments of :func:`falsify`."""
    return recipe(stories.written, lines=list(lines)), recipe(stories.measured, values=values)


def facets(seed: int, special: str = "") -> Args:
    """Claims that are kept just so, and claims that one run breaks, wherever it stands.

    In each setup that a claim is about, the mean keeps the bound, and so do most runs. Other
    setups break it. One of the runs may have diverged (``"nan"``) or not have measured a metric
    (``"none"``), which breaks a claim that is kept otherwise, or leaves it as it is.
    """
    rng = Random(seed)
    values: dict[str, Any] = {"other": {}}
    turned = rng.randint(0, 1)
    lines = []
    for n, broken in enumerate([None, None, *range(4), 0.001, 0.001]):
        setup, op = f"s{n}", (">=", "<=")[(n + turned) % 2]
        found: list[Any] = rng.sample([0.5, 0.75, 1.0, 0.875], 4)
        if isinstance(broken, int):
            found[broken] = 0.25
        elif broken:
            found[rng.randint(0, 3)] = 0.5 - broken
        values[setup] = {}
        for metric in ("acc", "err", "size"):
            mine = found if metric == "acc" else rng.sample([0.5, 0.75, 1.0], 3)
            away = [0.0, 0.25, 1.0]
            if special == "nan":
                mine = [*mine]
                if metric == "err":
                    mine[rng.randint(0, 2)] = math.nan
            if special == "none":
                mine = [*mine]
                mine.insert(rng.randint(0, len(mine)), None)
            if op == "<=":
                mine = [None if value is None else 1 - value for value in mine]
                away = [1 - value for value in away]
            values[setup][metric] = mine
            values["other"][metric] = away
        both = [f"{setup} acc {op} 0.5", f"{setup} size {op} 0.5"]
        third = f"{setup} {'err' if special == 'nan' else 'size'} {op} 0.5"
        lines.append(f"a{n}: constraint {both[0]}")
        lines.append(f"b{n}: constraint {'; '.join(rng.sample(both, 2))}")
        lines.append(f"c{n}: constraint {both[1]}; {both[1]}; {both[0]}")
        lines.append(f"d{n}: constraint {third}")
    lines.append("nothing: constraint")
    return claims_on(values, *rng.sample(lines, len(lines)))


@st.composite
def one_claim(draw: st.DrawFn, special: str = "") -> Args:
    """One claim, and two or three runs."""
    found = draw(uneven(2))
    line = f"c: constraint new acc {promise(draw, found)}"
    if special:
        found.insert(draw(st.integers(0, 2)), math.nan if special == "nan" else None)
    return claims_on({"new": {"acc": found}}, line)


def some_claims(special: str = "") -> dict[str, st.SearchStrategy[Args]]:
    """One claim, and many."""
    many = st.integers(0, 2**32).map(lambda seed: facets(seed, special))
    return {"one claim": one_claim(special), "many claims": many}


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
            public=(claims_on({"new": {"acc": [None], "err": [0.25]}}, HALF),),
            tolerance=EXACT,
            draws=3,
            covers=("a value that is exactly reached keeps the promise",),
        ),
    ),
)
