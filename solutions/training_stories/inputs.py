"""The inputs that the checks of this chapter draw: small logs, texts, stories and runs.

Numbers come from coarse grids, so that means of them are exact or far from every bound, and so
that a failing call can be read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
from hypothesis import strategies as st
from losslab import stories

from autograder.course.exercise import Args, recipe

# --- logs -------------------------------------------------------------------------------

_quarters = st.integers(0, 8).map(lambda n: n / 4)
_sides = st.sampled_from(["left", "right"])
_STRENGTHS = (0.25, 0.5, 1.0, 1.5, 2.0)


def taken(*pairs: tuple[str, float]) -> Args:
    """A log of actions and rewards."""
    return ([{"action": action, "reward": reward} for action, reward in pairs],)


@st.composite
def rewarded(draw: st.DrawFn, least: float = 0.0) -> Args:
    """Four or eight events with three actions; rewards are quarters, none below `least`."""
    size = draw(st.sampled_from([4, 8]))
    actions = draw(st.lists(st.sampled_from("abc"), min_size=size, max_size=size))
    rewards = draw(st.lists(_quarters, min_size=size, max_size=size))
    return taken(*((a, r + least) for a, r in zip(actions, rewards, strict=True)))


def event(good: str, action: str, reward: float, **pushes: float) -> dict[str, Any]:
    """One event of a log that :func:`classify` sorts."""
    return {"good": good, "action": action, "reward": reward, "pushes": pushes}


@st.composite
def _pushed(draw: st.DrawFn, reward: float, circuits: tuple[str, ...]) -> dict[str, Any]:
    sizes = draw(st.permutations(_STRENGTHS))
    pushes = {
        c: size * draw(st.sampled_from([1, -1])) for c, size in zip(circuits, sizes, strict=False)
    }
    return event(draw(_sides), draw(_sides), reward, **pushes)


@st.composite
def sorted_logs(
    draw: st.DrawFn, equal: bool = False, least: float = 0.0, circuits: int = 2
) -> Args:
    """Two events: a log to sort, with rewards that are quarters, or both the same."""
    names = ("coin", "edge", "lamp")[:circuits]
    rewards = draw(st.permutations([draw(st.sampled_from([0.0, 0.5])), 1.0]))
    if equal:
        rewards = [draw(_quarters)] * 2
    return [draw(_pushed(r + least, names)) for r in rewards], "coin"


def seen(action: str, reward: float, **circuits: tuple[float, float]) -> dict[str, Any]:
    """One event of a log for :func:`credit`: for each circuit what it saw and its push."""
    return {
        "action": action,
        "reward": reward,
        "sees": {name: pair[0] for name, pair in circuits.items()},
        "pushes": {name: pair[1] for name, pair in circuits.items()},
    }


@st.composite
def credited(draw: st.DrawFn, circuits: int = 2, together: bool = False) -> Args:
    """Two events of a policy with given weights."""
    names = ("coin", "edge", "lamp")[:circuits]
    weights = draw(st.permutations((0.25, 0.5, 1.0)))
    log = []
    for _ in range(2):
        side = draw(st.sampled_from([1.0, -1.0]))
        pairs = {}
        for n, (name, w) in enumerate(zip(names, weights, strict=False)):
            sign = side if together else draw(st.sampled_from([1.0, -1.0]))
            pairs[name] = (sign * (n + 1), sign * (n + 1) * w)
        log.append(seen(draw(_sides), draw(_quarters), **pairs))
    log[0]["reward"], log[1]["reward"] = 1.0, draw(st.sampled_from([0.0, 0.5]))
    return (log,)


# --- forecasts --------------------------------------------------------------------------


def rows(*weights: list[int]) -> np.ndarray:
    """Distributions from whole numbers."""
    table = np.array(weights, dtype=float)
    return table / table.sum(axis=1, keepdims=True)


@st.composite
def forecasts(draw: st.DrawFn, model_zeros: bool = False, both_zero: bool = False) -> Args:
    """One to three contexts of three tokens, forecast and model."""
    n = draw(st.integers(2, 3))
    part = st.lists(st.integers(1, 5), min_size=3, max_size=3)
    mine, theirs = [draw(part) for _ in range(n)], [draw(part) for _ in range(n)]
    spot = draw(st.integers(0, 2))
    if model_zeros or both_zero:
        theirs[0][spot] = 0
    if both_zero:
        mine[0][spot] = 0
    return rows(*mine), rows(*theirs)


@st.composite
def ruled_out(draw: st.DrawFn) -> Args:
    """The forecast rules out a token that the model emits."""
    mine, theirs = draw(forecasts())
    weights = mine[0].copy()
    weights[draw(st.integers(0, 2))] = 0.0
    mine[0] = weights / weights.sum()
    return mine, theirs


_strength = st.sampled_from([0.5, 1.0, 2.0, 3.0])


@st.composite
def continued(draw: st.DrawFn, tokens: int = 3) -> Args:
    """A text in which the context occurs, followed by something, and at its end too."""
    length = draw(st.integers(1, 2))
    token = st.integers(0, tokens - 1)
    context = draw(st.lists(token, min_size=length, max_size=length))
    before, after = draw(st.lists(token, max_size=3)), draw(st.lists(token, min_size=1, max_size=3))
    ending = context if draw(st.booleans()) else []
    text = [*before, *context, *after, *ending]
    return text, context, tokens, draw(_strength)


@st.composite
def repeated(draw: st.DrawFn) -> Args:
    """A text with runs of one token, continued from a run of it."""
    token, other = draw(st.permutations([0, 1]))
    text = [token] * draw(st.integers(3, 5)) + [other] * draw(st.integers(0, 2))
    return text, [token] * 2, 2, draw(_strength)


@st.composite
def unseen_context(draw: st.DrawFn) -> Args:
    """The context never occurs in the text: its last token does, or does not."""
    text = draw(st.lists(st.integers(0, 2), min_size=1, max_size=6))
    context = [3, draw(st.integers(0, 3))]
    return text, context, 4, draw(_strength)


@st.composite
def short_of_words(draw: st.DrawFn) -> Args:
    """No context, or hardly a text."""
    text = draw(st.lists(st.integers(0, 2), max_size=4))
    context = draw(st.sampled_from([[], [], [1], [1, 2]]))
    return (text if not context else text[:1]), context, 3, draw(_strength)


def process_of(*weights: int, k: int = 3) -> np.ndarray:
    """A process from whole numbers, as many as are given, repeated."""
    table = np.resize(np.array(weights, dtype=float), (k, k, k))
    return table / table.sum(axis=-1, keepdims=True)


_weights = st.lists(st.integers(1, 6), min_size=27, max_size=27)
_doubts = st.sampled_from([0.0, 0.1, 0.25])


@st.composite
def guessed(draw: st.DrawFn, occurs: bool, doubt: st.SearchStrategy[float] = _doubts) -> Args:
    """A process of three tokens, one or two pairs left out, and a context."""
    first, second = draw(st.integers(0, 2)), draw(st.integers(0, 2))
    shift = draw(st.integers(1, 2))
    allowed = np.ones((3, 3), dtype=bool)
    if occurs:  # something else may not follow the second token
        allowed[second, (second + shift) % 3] = False
        allowed[first, second] = True
        if allowed.all():
            allowed[second, (second - shift) % 3] = False
    else:  # the context does not occur, and neither does one of its look-alikes
        allowed[first, second] = False
        allowed[(first + shift) % 3, second] = False
    return process_of(*draw(_weights)), allowed, [first, second], draw(doubt)


# --- stories ----------------------------------------------------------------------------

# Stories and runs cross as short notes, so that a failing call can be read.

LOSSES = ["train loss", "regret"]

_ENV = "env: nudge mixed coin >= 0.9 control plain"
_CUT = "cut: constraint no_edge coin >= 0.9"

_CHECK = "mixed coin >= 0.9"

GOAL_CHANGES: dict[str, dict[str, Any]] = {
    "sound": {},
    "no specification": {"specification": ""},
    "white specification": {"specification": " \n"},
    "no desirability": {"desirability": ""},
    "white desirability": {"desirability": " \n"},
    "no check": {"check": None},
    "check is a loss": {"check": "mixed train_loss <= 0.1"},
    "check is another loss": {"check": "mixed regret <= 0.1"},
    "speaks of loss": {"specification": "Finds the coin without a loss of time."},
    "no unknowns": {"unknowns": []},
    "check elsewhere": {"check": "plain coin >= 0.9"},
    "check of something else": {"check": "mixed edge <= 0.1"},
}

CLAIM_CHANGES: dict[str, list[str]] = {
    "sound": [_ENV, _CUT],
    "no claims": [],
    "goal not reached": [_CUT],
    "odd kind": [_ENV, "cut: hope no_edge coin >= 0.9"],
    "odd kind too": [_ENV, "cut: Constraint no_edge coin >= 0.9"],
    "predicts nothing": [_ENV, "cut: constraint"],
    "predicts a loss": [_ENV, "cut: constraint no_edge regret <= 0.1"],
    "predicts a loss too": [_ENV, f"{_CUT}; no_edge train_loss <= 0.1"],
    "no control": ["env: nudge mixed coin >= 0.9", _CUT],
    "its own control": ["env: nudge mixed coin >= 0.9 control mixed", _CUT],
    "second without control": [f"{_ENV}; mixed edge <= 0.1", _CUT],
    "name taken": [_ENV, "env: constraint no_edge coin >= 0.9"],
}


def changed(*goal: str, claims: str = "sound") -> Args:
    """A sound story with the named changes, most of which are faults; and the losses' names."""
    return _story(goal, CLAIM_CHANGES[claims])


def _story(goal: Iterable[str], lines: list[str]) -> Args:
    story: dict[str, Any] = {"claims": lines, "check": _CHECK}
    for name in goal:
        story |= GOAL_CHANGES[name]
    return recipe(stories.sketch, **story), list(LOSSES)


# A change is drawn for each part of a goal, so that a few stories show all of them.
_parts = st.tuples(
    st.sampled_from(["sound", "no specification", "white specification", "speaks of loss"]),
    st.sampled_from(["sound", "no desirability", "white desirability", "white desirability"]),
    st.sampled_from(
        [
            "sound",
            "no check",
            "check is a loss",
            "check is another loss",
            "check elsewhere",
            "check elsewhere",
            "check of something else",
        ]
    ),
    st.sampled_from(["sound", "sound", "no unknowns"]),
)

_OTHER_CLAIMS = (
    "odd kind",
    "odd kind too",
    "predicts nothing",
    "predicts a loss",
    "predicts a loss too",
    "sound",
)


@st.composite
def _rationale(draw: st.DrawFn) -> list[str]:
    """A nudge, perhaps badly controlled, and two other claims; or hardly anything."""
    if not draw(st.integers(0, 5)):
        return CLAIM_CHANGES[draw(st.sampled_from(["no claims", "goal not reached"]))]
    env = draw(
        st.sampled_from(["no control", "its own control", "second without control", "sound"])
    )
    cut, other = draw(st.permutations(_OTHER_CLAIMS))[:2]
    taken = draw(st.sampled_from(["tag", "tag", "env"]))
    return [
        CLAIM_CHANGES[env][0],
        CLAIM_CHANGES[cut][1],
        CLAIM_CHANGES[other][1].replace("cut:", f"{taken}:"),
    ]


goals_changed = _parts.map(lambda parts: changed(*parts))
claims_changed = _rationale().map(lambda lines: _story((), lines))
both_changed = st.builds(_story, _parts, _rationale())

# --- runs -------------------------------------------------------------------------------

Values = dict[str, dict[str, list[float | None]]]


def claims_on(values: Values, *lines: str) -> Args:
    """Arguments of :func:`falsify`."""
    return recipe(stories.written, lines=list(lines)), recipe(stories.measured, values=values)


def story_on(values: Values, *lines: str, check: str = "old acc >= 0.5") -> Args:
    """Arguments of :func:`evaluate`."""
    story = recipe(stories.sketch, claims=list(lines), check=check)
    return story, recipe(stories.measured, values=values)


RANGES = {"acc": (0.0, 1.0), "err": (0.0, math.inf), "gain": (-math.inf, math.inf)}


def promises(*lines: str) -> Args:
    """Arguments of :func:`what_would_refute`."""
    return recipe(stories.sketch, claims=list(lines)), RANGES


_grid = st.integers(0, 4).map(lambda n: n / 4)
_ops = st.sampled_from([">=", "<="])

# Off the grid of all means and differences of up to three values.
_off = st.integers(-1, 3).map(lambda n: n / 4 + 0.05)
_margins = st.sampled_from([0.05, 0.15, 0.3])
_several: st.SearchStrategy[Any] = st.lists(_grid, min_size=2, max_size=3)


@st.composite
def _uneven(draw: st.DrawFn, most: int = 3) -> list[Any]:
    """Two values far apart, and perhaps a third."""
    far = [draw(st.sampled_from([0.0, 0.25])), draw(st.sampled_from([0.75, 1.0]))]
    return draw(st.permutations([*far, *draw(st.lists(_grid, max_size=most - 2))]))


def _promise(draw: st.DrawFn, values: list[Any]) -> str:
    """A bound that all values keep, the worst of them just so; or that the worst one breaks."""
    beyond = draw(st.sampled_from([0.0, 0.25]))
    op = draw(_ops)
    return f"{op} {min(values) + beyond if op == '>=' else max(values) - beyond}"


@st.composite
def claims_and_runs(draw: st.DrawFn, special: str = "") -> Args:
    """Two claims, the first with two predictions, and three runs of two setups.

    One of the runs may have diverged (``"nan"``) or not have measured a metric (``"none"``).
    """
    values: Values = {
        "new": {"acc": draw(_uneven(2)), "err": draw(_uneven(2))},
        "old": {"acc": [draw(_grid)], "err": [draw(_grid)]},
    }
    other = draw(st.sampled_from(["new", "old"]))
    one = _promise(draw, values["new"]["acc"])
    two = _promise(draw, values[other]["err"])
    three = _promise(draw, values["old"]["acc"])
    lines = (
        f"first: constraint new acc {one}; {other} err {two}",
        f"second: constraint old acc {three}",
    )
    if special:
        setup, seed = draw(st.sampled_from([("new", 0), ("new", 1), ("old", 0)]))
        values[setup]["acc"][seed] = math.nan if special == "nan" else None
    return claims_on(values, *lines)


@st.composite
def constrained(draw: st.DrawFn) -> Args:
    """One constraint and the goal's check, each on its own setup, two or three runs of each."""
    new, old = draw(_uneven()), draw(_uneven())
    line = f"c: constraint new acc {_promise(draw, new)}"
    values: Values = {"new": {"acc": new}, "old": {"acc": old}}
    return story_on(values, line, check=f"old acc {_promise(draw, old)}")


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
    op, margin = draw(_ops), draw(st.sampled_from([0.15, 0.3]))
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
    new = draw(_uneven())
    values: Values = {"new": {"acc": new}}
    more = draw(st.sampled_from(["gone", "plain", "", "plain"]))
    if more:
        values[more] = {"acc": [draw(_grid)]}
    lines = [
        f"c: constraint new acc {_promise(draw, new)}; gone acc >= 0.5",
        f"n: nudge new acc {draw(_ops)} {draw(_off)} control plain margin {draw(_margins)}",
        *draw(st.sampled_from([["none: constraint"], ["none: nudge"], []])),
    ]
    return story_on(values, *lines, check="gone acc >= 0.5")


@st.composite
def promised(draw: st.DrawFn, kind: str) -> Args:
    """A claim or two, on bounds that may lie at the edge of what can be measured."""
    options = f" control plain margin {draw(_margins)}" if kind == "nudge" else ""

    def bound() -> str:
        return f"{draw(st.sampled_from(list(RANGES)))} {draw(_ops)} {draw(_grid)}{options}"

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
