"""Nudges on which the mean and what is taken for it disagree, and the arguments of `evaluate`."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st
from losslab.training_stories import stories

from autograder.course.exercise import Args, recipe
from solutions.training_stories.promises import Values


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
