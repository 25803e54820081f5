from __future__ import annotations

import math

from hypothesis import strategies as st
from losslab.training_stories import stories

from autograder.course.exercise import Args, Check, Exercise, recipe
from solutions.training_stories.promises import HIGHER, LOWER, grid, margins, ops

RANGES = {"acc": (0.0, 1.0), "err": (0.0, math.inf), "gain": (-math.inf, math.inf)}


def promises(*lines: str) -> Args:
    """Arguments of :func:`what_would_refute`."""
    return recipe(stories.sketch, claims=list(lines)), RANGES


@st.composite
def promised(draw: st.DrawFn, kind: str) -> Args:
    """A claim or two, on bounds that may lie at the edge of what can be measured."""
    options = f" control plain margin {draw(margins)}" if kind == "nudge" else ""

    def bound() -> str:
        return f"{draw(st.sampled_from(list(RANGES)))} {draw(ops)} {draw(grid)}{options}"

    two = f"; old {bound()}" if draw(st.booleans()) else ""
    lines = [f"first: {kind} new {bound()}{two}"]
    if not two:
        lines.append(f"second: {kind} new {bound()}")
    return promises(*lines)


@st.composite
def at_the_edge(draw: st.DrawFn) -> Args:
    """A claim whose bound lies at or beyond the edge of its metric, and a nudge of that kind."""
    bound = draw(st.sampled_from([">= 0.0", "<= 1.0", ">= -0.5", "<= 1.5"]))
    lines = [
        f"sure: constraint new acc {bound}",
        f"n: nudge new acc {bound} control plain margin 0.15",
    ]
    return promises(*draw(st.permutations(lines)))


EXERCISE = Exercise(
    title="What would change your mind",
    objective="Negate each claim of a story into observations that somebody could make.",
    points=3,
    difficulty=4,
    minutes=30,
    hints=(
        'Negate a sentence in words first: "in every run the accuracy is at least 0.9". Both '
        '"every" and "at least" change.',
        "A nudge says two things, joined by *and*. The opposite of *a and b* is *not a or not b*: "
        "two observations, of which one suffices.",
        'Where `op` is ">=", the observation on the value is possible only if the metric can lie '
        "below `value`: `low < value`. Where lower is better, the difference to the control must "
        "be at most `-margin`, so it is refuted by anything `> -margin`.",
    ),
    checks=(
        Check(
            "check_constraints",
            "A constraint is refuted by some run beyond its bound.",
            promised("constraint"),
            public=(
                promises("c: constraint new acc >= 0.75"),
                promises("c: constraint new acc >= 0.75; new err <= 0.5"),
            ),
            draws=5,
        ),
        Check(
            "check_nudges",
            "A nudge is refuted by its mean, or by a control that does as well.",
            promised("nudge"),
            public=(promises(HIGHER), promises(LOWER)),
            draws=5,
        ),
        Check(
            "check_claims_that_nothing_refutes",
            "What no run can show is left out, and the claim is not.",
            at_the_edge(),
            public=(
                promises("sure: constraint new acc >= 0.0"),
                promises("sure: constraint new acc <= 2.0"),
                promises("n: nudge new err >= 0.0 control plain margin 0.15"),
            ),
            draws=4,
        ),
    ),
)
