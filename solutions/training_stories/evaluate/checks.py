from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from typing import Any

from hypothesis import strategies as st
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise
from solutions.training_stories.evaluate.nudges import nudged, story_on
from solutions.training_stories.promises import (
    HALF,
    HIGHER,
    LOWER,
    Values,
    grid,
)


@st.composite
def constrained(draw: st.DrawFn, goal_kept: bool = False) -> Args:
    """Constraints that are kept just so, or broken by one run wherever it stands; the goal too.

    Every mean keeps its bound, and each setup that is not asked about breaks it. Half of the
    claims, and the goal, name a control: nothing is gained over it, or it was not run. The goal's
    bound and another one are broken by a hair.
    """
    values: dict[str, Any] = {"plain": {"acc": [0.5, 0.0, 1.0]}}
    lines = []
    goal = ""
    names = draw(st.permutations("abcdefgh"))
    last = "goal kept" if goal_kept else "goal broken"
    kinds = [None, None, 0, 1, 2, 3, "hardly", last]
    turned = draw(st.booleans())
    for n, (name, broken) in enumerate(zip(names, kinds, strict=True)):
        op = "<=" if (n % 2 == 0) == turned else ">="
        found: list[Any] = [*draw(st.permutations([0.5, 0.75, 1.0, 1.0]))]
        if isinstance(broken, int):
            found[broken] = 0.25
        elif broken in ("hardly", "goal broken"):
            found[draw(st.integers(0, 3))] = 0.5 - 1e-9
        else:
            found.insert(draw(st.integers(0, 4)), None)  # not measured, which breaks nothing
        if op == "<=":
            found = [None if value is None else 1 - value for value in found]
        control = ("", " control plain margin 0.9", "", " control gone margin 0.9")[n % 4]
        line = f"{name} acc {op} 0.5{control}"
        values[name] = {"acc": found, "err": [1 - value for value in found if value is not None]}
        if broken == last:
            goal = line
        else:
            lines.append(f"{name}-claim: constraint {line}")
    return story_on(values, *lines, check=goal)


# Predictions by their verdict. The nudges' control, where it is there, is worse by 0.5.
_CONSTRAINTS = {
    "s": ("new acc >= 0.5", "new err <= 0.5"),
    "r": ("new acc >= 0.85", "new err <= 0.15"),
    "u": ("gone acc >= 0.5", "new size <= 0.5", "old acc >= 0.9", "lost acc <= 0.5"),
}
_CONTROLLED = {
    "s": ("new acc >= 0.5 control plain", "new err <= 0.5 control plain margin 0.2"),
    "r": ("new acc >= 0.5 control plain margin 0.6", "new acc >= 0.9 control plain"),
    "u": (
        "new acc >= 0.5 control gone",
        "gone acc >= 0.5 control plain",
        "new acc >= 0.9 control old",
        "old acc <= 0.5 control plain",
        "new acc <= 0.3 control lost",
    ),
}
_VERDICTS = ("", "s", "r", "u", "su", "us", "ru", "ur", "sr", "rs", "ss", "uu", "usr", "ssu", "uss")


@st.composite
def in_part_tested(draw: st.DrawFn, verdicts: Sequence[str] = _VERDICTS, goal: str = "") -> Args:
    """Claims whose predictions are supported, refuted or untested in every order, and unknowns.

    One of the unknowns stands there twice, and some read like the ids of claims. What makes a
    prediction untested is drawn anew only when every kind of it has decided about a claim.
    """
    values: Values = {
        "new": {"acc": [0.75, 0.5, None, 1.0], "err": [0.25, 0.5, 0.0]},
        "plain": {"acc": [0.25, 0.5, 0.0], "err": [0.75, None, 1.0, 0.5]},
        "old": {"acc": [None, None], "err": [0.25, 0.5]},
    }
    lines = []
    for kind, among in (("constraint", _CONSTRAINTS), ("nudge", _CONTROLLED)):
        untested = cycle(draw(st.permutations(among["u"])))
        for verdict in verdicts:
            decides = "r" not in verdict
            texts = [
                next(untested) if v == "u" and decides else draw(st.sampled_from(among[v]))
                for v in verdict
            ]
            lines.append((verdict, f"{kind} {'; '.join(texts)}"))
    lines = draw(st.permutations(lines))
    ids = [f"c{i}" for i in draw(st.permutations(range(len(lines))))]
    named = [f"{i}: {line}" for i, (_, line) in zip(ids, lines, strict=True)]
    some_id = next(i for i, (v, _) in zip(ids, lines, strict=True) if v in ("", "u"))
    asked = draw(st.permutations(["Why?", "How long?", some_id, ids[0]]))
    some = ["Who?", *asked, "And then?", "Who?"]
    check = draw(st.sampled_from(_CONSTRAINTS[goal or "u"])) + " control plain margin 0.9"
    return story_on(values, *named, check=check, unknowns=some)


@st.composite
def hardly_anything(draw: st.DrawFn, claims: int = 0) -> Args:
    """A story without claims or without unknowns, or runs that never were."""
    lines = [f"c{i}: constraint new acc >= 0.5" for i in range(2)][:claims]
    values: Values = {} if claims else {"new": {"acc": [0.5, draw(grid)]}}
    return story_on(values, *lines, check="new acc >= 0.5", unknowns=[])


WHOLE = {
    "constraints": constrained(),
    "nudges": nudged,
    "every verdict": in_part_tested(("", "s", "r", "u", "uu", "us", "ru", "rs", "ssu")),
}
TESTED = {
    "every verdict": in_part_tested(),
    "goal supported": in_part_tested(("u", "s", "su"), goal="s"),
    "goal refuted": in_part_tested(("", "r", "u"), goal="r"),
    "no claims": hardly_anything(),
    "no runs": hardly_anything(claims=2),
}

_BOTH = "c: constraint new acc >= 0.5; gone acc >= 0.5"

EXERCISE = Exercise(
    title="The story meets its runs",
    objective="Judge a training story by experiment: constraints, nudges with controls, unknowns.",
    points=4,
    difficulty=4,
    minutes=40,
    hints=(
        "Begin with a helper that returns all values of a metric in the runs of a setup, perhaps "
        "none. Everything else is made of such lists.",
        "Write one function for the verdict on a prediction, which asks first whether there is "
        "anything to judge. The goal's check uses it too.",
        "In a nudge, take care of the direction once: change all signs where lower is better. "
        "Setup and control have means of their own, over as many values as each has.",
        "Which of a claim's verdicts wins, where they differ? And what has a claim without "
        "predictions shown? `all` of an empty list is True.",
    ),
    checks=(
        Check(
            "check_constraints_and_the_goal",
            "Constraints and the goal's check are judged by every run.",
            {"the goal is kept": constrained(goal_kept=True), "the goal is broken": constrained()},
            public=(
                story_on({"new": {"acc": [1.0, 1.0, 0.25]}, "old": {"acc": [0.5, 1.0]}}, HALF),
                story_on({"new": {"acc": [0.5]}, "old": {"acc": [1.0, 0.25]}}, HALF),
            ),
            tolerance=EXACT,
            draws=2,
            covers=(
                "A single run may reach a value exactly, and keeps it then",
                "one that misses by whatever little",
                "Where a constraint's prediction or the goal's check has a control, it plays no",
            ),
        ),
        Check(
            "check_nudges_and_their_controls",
            "Nudges are judged by their mean, and against their control.",
            {"means and their rivals": nudged},
            public=(
                story_on({"new": {"acc": [1.0, 0.25]}, "plain": {"acc": [0.25, 0.5]}}, HIGHER),
                story_on({"new": {"acc": [1.0, 0.75]}, "plain": {"acc": [1.0, 0.5]}}, HIGHER),
                story_on({"new": {"acc": [0.75, 0.75]}, "plain": {"acc": [1.0, 1.0]}}, HIGHER),
                story_on({"new": {"acc": [0.25, 0.5]}, "plain": {"acc": [0.0, 0.0]}}, HIGHER),
                story_on({"new": {"err": [0.0, 0.25]}, "plain": {"err": [0.75, 0.5]}}, LOWER),
                story_on({"new": {"acc": [0.5, 0.5, 0.75]}, "plain": {"acc": [0.25]}}, HIGHER),
            ),
            tolerance=EXACT,
            draws=1,
            covers=("nor equally many; a mean is over all of its setup's runs that measured it",),
        ),
        Check(
            "check_what_was_not_tested",
            "What was not tested is untested, unless something else refutes it, and stays open.",
            TESTED,
            public=(
                story_on({"new": {"acc": [1.0]}}, HIGHER),
                story_on({"new": {"acc": [0.25]}}, _BOTH),
                story_on({"new": {"acc": [0.75]}}, _BOTH),
                story_on({"new": {"acc": [0.75]}}, "c: constraint"),
                story_on({"new": {"acc": [1.0]}}, "c: constraint gone acc >= 0.5"),
            ),
            tolerance=EXACT,
            draws=5,
            contains={
                "several unknowns": lambda story, runs: len(story.kwargs["unknowns"]) > 1,
                "an unknown that reads like a claim": lambda story, runs: any(
                    line.startswith(f"{unknown}: ")
                    for unknown in story.kwargs["unknowns"]
                    for line in story.kwargs["claims"]
                ),
                "no claims": lambda story, runs: not story.kwargs["claims"],
                "no runs": lambda story, runs: not runs.kwargs["values"],
            },
            covers=(
                "a list of what nobody knows after the runs, the story's unknowns in their order,",
                "read like a prediction of a constraint",
                "then the ids of the untested claims in theirs, also where two of these strings",
            ),
        ),
        Check(
            "check_whole_stories",
            "Every verdict on a story is right, whatever it is about.",
            WHOLE,
            weight=2,
            tolerance=EXACT,
            draws=3,
        ),
    ),
)
