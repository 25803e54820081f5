from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from random import Random
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
)


def story_on(
    values: Values,
    *lines: str,
    check: str = "old acc >= 0.5",
    unknowns: Sequence[str] = ("Why?",),
) -> Args:
    """Arguments of :func:`evaluate`."""
    more = {} if list(unknowns) == ["Why?"] else {"unknowns": list(unknowns)}
    story = recipe(stories.sketch, claims=list(lines), check=check, **more)
    return story, recipe(stories.measured, values=values)


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


Stat = Callable[[list[float]], float]

# What is sometimes taken for a mean.
STATS: dict[str, Stat] = {
    "median": statistics.median,
    "middle of the range": lambda values: (min(values) + max(values)) / 2,
    "first": lambda values: values[0],
    "last": lambda values: values[-1],
    "least": min,
    "greatest": max,
    "of each value once": lambda values: mean([*set(values)]),
}


def mean(values: list[float]) -> float:
    """The sum by the number of values."""
    return sum(values) / len(values)


PLAIN_BEFORE, NEW_BEFORE = 1, 2  # runs that did not measure, before those that did
RIVALS = (
    *(f"value {name}" for name in STATS),
    "value unmeasured",
    *(f"over {name}" for name in STATS),
    *(f"of {name}" for name in STATS),
    "gain unmeasured",
    "control unmeasured",
    "in pairs",
    "by seed",
    "relative",
    "own of the control's seeds",
    "control of the own seeds",
)
FEW = 3  # runs of a setup whose control has more of them


def _rival(rival: str, new: list[float], plain: list[float], missing: float) -> float:
    """What a rival takes for the mean of `new`, or for its gain over `plain`."""
    kind, _, name = rival.partition(" ")
    if rival == "value unmeasured":
        return mean([missing] * NEW_BEFORE + new)
    if kind == "value":
        return STATS[name](new)
    if kind == "over":
        return mean(new) - STATS[name](plain)
    if kind == "of":
        return STATS[name](new) - STATS[name](plain)
    if rival == "gain unmeasured":
        return mean([missing] * NEW_BEFORE + new) - mean(plain)
    if rival == "control unmeasured":
        return mean(new) - mean([missing] * PLAIN_BEFORE + plain)
    if rival == "in pairs":
        return mean([a - b for a, b in zip(new, plain, strict=False)])
    if rival == "own of the control's seeds":
        return mean(new[: len(plain) + PLAIN_BEFORE - NEW_BEFORE]) - mean(plain)
    if rival == "control of the own seeds":
        return mean(new) - mean(plain[: FEW - PLAIN_BEFORE])
    if rival == "by seed":
        return mean([a - b for a, b in zip(new, plain[NEW_BEFORE - PLAIN_BEFORE :], strict=False)])
    return (mean(new) - mean(plain)) / mean(plain)


def _against(rng: Random, rival: str, op: str, few: bool) -> tuple[str, list[Any], list[Any]]:
    """A nudge on which the mean and one of its rivals disagree, and its values and controls.

    Its setup has more runs than the control, or `few`.
    """
    of_value = rival.startswith("value")
    while True:
        new = [rng.randint(12, 39) / 40 for _ in range(FEW - 1 if few else 4)]
        new.insert(rng.randint(0, len(new)), rng.choice(new))
        plain = [rng.randint(1, 4 if of_value else 20) / 40 for _ in range(3)]
        plain.insert(rng.randint(0, 3), plain[rng.randint(0, 2)])
        right = mean(new) if of_value else mean(new) - mean(plain)
        wrong = _rival(rival, new, plain, 0.0 if op == ">=" else 1.0)
        between = round((right + wrong) / 2, 3)
        if abs(right - wrong) > 0.03 and between > 0.02:
            break
    bound, margin = (between, 0.05) if of_value else (0.15, between)
    if op == "<=":
        bound = round(1 - bound, 3)
        new, plain = [round(1 - v, 3) for v in new], [round(1 - v, 3) for v in plain]
    text = f"{op} {bound} control plain margin {margin}"
    return text, [None] * (0 if few else NEW_BEFORE) + new, [None] * PLAIN_BEFORE + plain


_PLAIN = ("the control is better", "gain too small", "gain, yet below the bound", "all well")


def nudges(seed: int) -> Args:
    """Nudges on which the means and their rivals disagree, and plain ones of every kind."""
    rng = Random(seed)
    values: Values = {"plain": {}, "new": {}, "few": {}}
    lines = []
    for n, rival in enumerate(RIVALS):
        setup = "few" if rival == "control of the own seeds" else "new"
        text, new, plain = _against(rng, rival, rng.choice([">=", "<="]), setup == "few")
        values[setup][f"m{n}"], values["plain"][f"m{n}"] = new, plain
        lines.append(f"r{n}: nudge {setup} m{n} {text}")
    for n, (what, op) in enumerate([(w, o) for w in _PLAIN for o in ("<=", ">=")]):
        ours: list[Any] = [0.75, 0.5, 0.75]
        theirs: list[Any] = [0.25, 0.25, 0.5]
        if what == "the control is better":
            ours, theirs = [0.5, 0.5, 0.75], [1.0, 0.75, 1.0]
        bound = 0.668 if what == "gain, yet below the bound" else 0.55
        margin = 0.335 if what == "gain too small" else 0.15
        if what == "all well":
            ours, bound, margin = [0.75, 1.0, 0.5], 0.748, 0.415
        if op == "<=":
            bound = round(1 - bound, 3)
            ours, theirs = [1 - value for value in ours], [1 - value for value in theirs]
        values["new"][f"p{n}"] = rng.sample(ours, 3)
        values["plain"][f"p{n}"] = rng.sample(theirs, 3)
        lines.append(f"p{n}: nudge new p{n} {op} {bound} control plain margin {margin}")
    setups = rng.sample(list(values), 3)
    return story_on({s: values[s] for s in setups}, *rng.sample(lines, len(lines)))


nudged = st.integers(0, 2**32).map(nudges)

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

    One of the unknowns stands there twice, and some read like the ids of claims.
    """
    values: Values = {
        "new": {"acc": [0.75, 0.5, None, 1.0], "err": [0.25, 0.5, 0.0]},
        "plain": {"acc": [0.25, 0.5, 0.0], "err": [0.75, None, 1.0, 0.5]},
        "old": {"acc": [None, None], "err": [0.25, 0.5]},
    }
    lines = []
    for verdict in verdicts:
        for kind, among in (("constraint", _CONSTRAINTS), ("nudge", _CONTROLLED)):
            texts = [draw(st.sampled_from(among[v])) for v in verdict]
            lines.append((verdict, f"{kind} {'; '.join(texts)}"))
    lines = draw(st.permutations(lines))
    ids = [f"c{i}" for i in draw(st.permutations(range(len(lines))))]
    named = [f"{i}: {line}" for i, (_, line) in zip(ids, lines, strict=True)]
    untested = [i for i, (verdict, _) in zip(ids, lines, strict=True) if verdict in ("", "u")]
    asked = draw(st.permutations(["Why?", "How long?", untested[0], ids[0]]))
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
    "every verdict": in_part_tested(("", "s", "r", "u", "ru", "us", "rs", "ssu")),
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
