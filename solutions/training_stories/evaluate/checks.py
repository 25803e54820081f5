from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from losslab.training_stories import stories
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise, recipe
from solutions.training_stories.promises import (
    HALF,
    HIGHER,
    LOWER,
    Values,
    grid,
    margins,
    ops,
    promise,
    uneven,
)


def story_on(values: Values, *lines: str, check: str = "old acc >= 0.5") -> Args:
    """Arguments of :func:`evaluate`."""
    story = recipe(stories.sketch, claims=list(lines), check=check)
    return story, recipe(stories.measured, values=values)


# Off the grid of all means and differences of up to three values.
_off = st.integers(-1, 3).map(lambda n: n / 4 + 0.05)

_several: st.SearchStrategy[Any] = st.lists(grid, min_size=2, max_size=3)


@st.composite
def constrained(draw: st.DrawFn) -> Args:
    """One constraint and the goal's check, each on its own setup, two or three runs of each."""
    new, old = draw(uneven()), draw(uneven())
    line = f"c: constraint new acc {promise(draw, new)}"
    values: Values = {"new": {"acc": new}, "old": {"acc": old}}
    return story_on(values, line, check=f"old acc {promise(draw, old)}")


# Runs of a setup and of its control, and a bound, where higher is better.
_SHAPES: dict[str, tuple[list[float], list[float], float]] = {
    "one run misses": ([1.0, 0.5], [0.25, 0.0], 0.55),
    "gain too small": ([0.5, 0.75], [0.5, 0.5], 0.55),
    "gain, yet below the bound": ([0.25, 0.5], [0.0, 0.0], 0.55),
    "the control is better": ([0.5, 0.25], [0.75, 1.0], 0.3),
}


@st.composite
def _shaped(draw: st.DrawFn, shape: str) -> tuple[str, list[Any], list[Any]]:
    """What a nudge predicts of a metric, and the values of its setup and of its control."""
    op, margin = draw(ops), draw(st.sampled_from([0.15, 0.3]))
    if shape not in _SHAPES:
        new, plain, bound = draw(_several), draw(_several), draw(_off)
    else:
        new, plain, bound = _SHAPES[shape]
        new, plain = draw(st.permutations(new)), draw(st.permutations(plain))
        if op == "<=":
            bound = round(1 - bound, 2)
            new, plain = [1 - value for value in new], [1 - value for value in plain]
    return f"{op} {bound} control plain margin {margin}", new, plain


@st.composite
def nudged(draw: st.DrawFn) -> Args:
    """Two nudges on two metrics, their control, and two or three runs of each."""
    one, two = draw(st.permutations([*_SHAPES, "any"]))[:2]
    acc, new_acc, plain_acc = draw(_shaped(one))
    err, new_err, plain_err = draw(_shaped(two))
    values: Values = {
        "new": {"acc": new_acc, "err": new_err},
        "plain": {"acc": plain_acc, "err": plain_err},
    }
    return story_on(values, f"m: nudge new acc {acc}", f"n: nudge new err {err}")


@st.composite
def in_part_tested(draw: st.DrawFn) -> Args:
    """A claim with two predictions, one perhaps untested, a nudge perhaps without control.

    And often one that predicts nothing.
    """
    new = draw(uneven())
    values: Values = {"new": {"acc": new}}
    more = draw(st.sampled_from(["gone", "plain", "", "plain"]))
    if more:
        values[more] = {"acc": [draw(grid)]}
    lines = [
        f"c: constraint new acc {promise(draw, new)}; gone acc >= 0.5",
        f"n: nudge new acc {draw(ops)} {draw(_off)} control plain margin {draw(margins)}",
        *draw(st.sampled_from([["none: constraint"], ["none: nudge"], []])),
    ]
    return story_on(values, *lines, check="gone acc >= 0.5")


_BOTH = "c: constraint new acc >= 0.5; gone acc >= 0.5"

EXERCISE = Exercise(
    title="The story meets its runs",
    objective="Judge a training story by experiment: constraints, nudges with controls, unknowns.",
    points=5,
    difficulty=4,
    minutes=40,
    hints=(
        "Begin with a helper that returns all values of a metric in the runs of a setup, perhaps "
        "none. Everything else is made of such lists.",
        "Write one function for the verdict on a prediction of a constraint and one for that of a "
        "nudge, each of which asks first whether there is anything to judge. The goal's check uses "
        "the first one.",
        "In a nudge, let the gain be the setup's mean minus the control's, and change its sign "
        'where `op` is "<=". Both `mean` against `value` and `gain >= margin` have to hold.',
        'Of a claim\'s verdicts, "refuted" wins over "untested", and "untested" over "supported". '
        "A claim without predictions has no verdicts: untested.",
    ),
    checks=(
        Check(
            "check_constraints_and_the_goal",
            "Constraints and the goal's check are judged by every run.",
            constrained(),
            public=(
                story_on({"new": {"acc": [1.0, 1.0, 0.25]}, "old": {"acc": [0.5, 1.0]}}, HALF),
                story_on({"new": {"acc": [0.5]}, "old": {"acc": [1.0, 0.25]}}, HALF),
            ),
            weight=1.5,
            tolerance=EXACT,
            draws=8,
        ),
        Check(
            "check_nudges_and_their_controls",
            "Nudges are judged by their mean, and against their control.",
            nudged(),
            public=(
                story_on({"new": {"acc": [1.0, 0.25]}, "plain": {"acc": [0.25, 0.5]}}, HIGHER),
                story_on({"new": {"acc": [1.0, 0.75]}, "plain": {"acc": [1.0, 0.5]}}, HIGHER),
                story_on({"new": {"acc": [0.75, 0.75]}, "plain": {"acc": [1.0, 1.0]}}, HIGHER),
                story_on({"new": {"acc": [0.25, 0.5]}, "plain": {"acc": [0.0, 0.0]}}, HIGHER),
                story_on({"new": {"err": [0.0, 0.25]}, "plain": {"err": [0.75, 0.5]}}, LOWER),
            ),
            weight=2,
            tolerance=EXACT,
            draws=8,
        ),
        Check(
            "check_what_was_not_tested",
            "What was not tested is untested, unless something else refutes it.",
            in_part_tested(),
            public=(
                story_on({"new": {"acc": [1.0]}}, HIGHER),
                story_on({"new": {"acc": [0.25]}}, _BOTH),
                story_on({"new": {"acc": [0.75]}}, _BOTH),
                story_on({"new": {"acc": [0.75]}}, "c: constraint"),
            ),
            weight=1.5,
            tolerance=EXACT,
            draws=8,
        ),
        Check(
            "check_what_is_open",
            "The unknowns are reported, and the claims that nobody tested.",
            in_part_tested(),
            public=(story_on({"new": {"acc": [1.0]}}, "c: constraint gone acc >= 0.5"),),
            weight=0.5,
            tolerance=EXACT,
            draws=4,
        ),
    ),
)
