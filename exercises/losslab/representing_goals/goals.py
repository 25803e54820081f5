"""Worlds in which "this loss is aligned with writing good novels" can be true or false.

A world is small enough to be enumerated: some texts, what the mathematical loss says of each,
which of them the machine can physically write, and whether it can reach the register. A setup
says how an agent begins and how it is trained. Both are plain dicts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, cast

import numpy as np

__all__ = [
    "EASILY",
    "Deed",
    "Setup",
    "TrainedAct",
    "World",
    "acts",
    "built",
    "check_setup",
    "check_world",
    "history",
    "paper_losses",
    "register",
    "train",
]

EASILY = 0.9
"""From this probability on, a model is said to be easily prompted for good novels."""

_MOST_TEXTS = 8
_MOST_HABIT = 20.0
_LEAST_LR, _MOST_LR = 0.5, 10.0
_LEAST_STEPS, _MOST_STEPS = 100, 200


class Deed(TypedDict):
    """One line of a training log: what was done, and whether the designer wanted it done.

    Parameters
    ----------
    situation, action
        Where, and what; both in words.
    wanted
        The designer's own view of it, on reflection.
    """

    situation: str
    action: str
    wanted: bool


class World(TypedDict):
    """Texts, and what is true of them.

    Parameters
    ----------
    good
        For each text whether it is a good novel.
    loss
        For each text the mathematical loss, in the idealization, >= 0.
    reachable
        For each text whether the machine can physically write it.
    tamper
        Whether the machine can also set its loss register to 0 while it writes.
    low
        A physical loss of at most this is called low.
    """

    good: list[bool]
    loss: list[float]
    reachable: list[bool]
    tamper: bool
    low: float


class Setup(TypedDict):
    """How an agent is trained in a world.

    Parameters
    ----------
    habit
        For each text the logit with which the untrained agent writes it.
    tamper_habit
        What is added to the logit when it also tampers.
    lr
        Learning rate, > 0.
    steps
        Number of updates.
    """

    habit: list[float]
    tamper_habit: float
    lr: float
    steps: int


class TrainedAct(TypedDict):
    """A physical act and how probable training has made it."""

    text: int
    tampered: bool
    probability: float


def acts(world: World) -> list[tuple[int, bool]]:
    """Every physically possible act: a text that is written, and whether the register is set to 0.

    The texts come in order; where tampering is possible each comes twice, honest first.
    """
    ways = (False, True) if world["tamper"] else (False,)
    texts = [text for text, reachable in enumerate(world["reachable"]) if reachable]
    return [(text, tampered) for text in texts for tampered in ways]


def register(world: World, text: int, tampered: bool) -> float:
    """The physical loss of an act: what the register reads afterwards."""
    return 0.0 if tampered else float(world["loss"][text])


def train(world: World, setup: Setup) -> list[TrainedAct]:
    """Train an agent on the readings of its register, by exact policy gradient.

    The agent chooses among all physical acts by a softmax over logits. Each update moves the
    logits down the gradient of the expected reading. No sampling takes part.

    Parameters
    ----------
    world, setup
        See :class:`World` and :class:`Setup`.

    Returns
    -------
    list of TrainedAct
        One dict for each physically possible act, with ``text``, ``tampered`` and
        ``probability``; the probabilities sum to 1.
    """
    final = history(world, setup)[-1]
    return [
        {"text": text, "tampered": tampered, "probability": float(q)}
        for (text, tampered), q in zip(acts(world), final, strict=True)
    ]


def history(world: World, setup: Setup) -> np.ndarray:
    """How probable each of :func:`acts` is before training and after each update.

    Returns
    -------
    ndarray
        Float64 of shape (steps + 1, acts); its last row is what :func:`train` reports.
    """
    possible = acts(world)
    readings = np.array([register(world, *act) for act in possible])
    logits = np.array([setup["habit"][t] + k * setup["tamper_habit"] for t, k in possible], float)
    seen = [_softmax(logits)]
    for _ in range(setup["steps"]):
        p = seen[-1]
        logits = logits - setup["lr"] * p * (readings - p @ readings)
        seen.append(_softmax(logits))
    return np.array(seen)


def _softmax(logits: np.ndarray) -> np.ndarray:
    p = np.exp(logits - logits.max())
    return p / p.sum()


def paper_losses(world: World, domain: Sequence[int] | None = None) -> dict[int, float]:
    """The mathematical loss of each text that an idealization admits; by default of every text."""
    texts = range(len(world["loss"])) if domain is None else domain
    return {text: float(world["loss"][text]) for text in texts}


def check_world(world: Any) -> list[str]:
    """What is wrong with a world, in words; nothing for a proper one.

    A proper world has one to eight texts, and with register readings of at least 0. It must
    also be worth a question: some reachable text is good, some is bad, and some physically
    possible act has a low physical loss.
    """
    keys = list(World.__annotations__)
    if not isinstance(world, dict) or set(world) != set(keys):
        return [f"the world is a dict with the keys {', '.join(keys)}"]
    lists = [world["good"], world["loss"], world["reachable"]]
    if not all(isinstance(x, list | tuple) for x in lists) or len({len(x) for x in lists}) != 1:
        return ["good, loss and reachable are lists of the same length"]
    wrong = []
    if not 1 <= len(world["good"]) <= _MOST_TEXTS:
        return [f"a world has one to {_MOST_TEXTS} texts"]
    truths = [*world["good"], *world["reachable"], world["tamper"]]
    if not all(isinstance(x, bool | np.bool_) for x in truths):
        wrong.append("good, reachable and tamper are True or False")
    if not all(_is_number(x) and x >= 0 for x in [*world["loss"], world["low"]]):
        wrong.append("losses and low are finite numbers, at least 0")
    if wrong:
        return wrong
    proper = cast(World, world)
    reached = {bool(g) for g, r in zip(world["good"], world["reachable"], strict=True) if r}
    if reached != {False, True}:
        wrong.append("among the reachable texts there is a good one and a bad one")
    if not any(register(proper, *act) <= world["low"] for act in acts(proper)):
        wrong.append("some physically possible act has a low physical loss")
    return wrong


def check_setup(setup: Any, texts: int) -> list[str]:
    """What is wrong with a setup for a world of so many texts, in words.

    A proper setup trains long enough to undo a weak habit: bounds hold for rate and steps.
    """
    keys = Setup.__annotations__
    if not isinstance(setup, Mapping) or set(setup) != set(keys):
        return [f"the setup is a dict with the keys {', '.join(keys)}"]
    habit = setup["habit"]
    if not isinstance(habit, list | tuple) or len(habit) != texts:
        return ["habit holds one number for each text"]
    wrong = []
    if not all(_is_number(h) and abs(h) <= _MOST_HABIT for h in [*habit, setup["tamper_habit"]]):
        wrong.append(f"habits lie between -{_MOST_HABIT:g} and {_MOST_HABIT:g}")
    lr, steps = setup["lr"], setup["steps"]
    if not (_is_number(lr) and _LEAST_LR <= lr <= _MOST_LR):
        wrong.append(f"lr lies between {_LEAST_LR:g} and {_MOST_LR:g}")
    if not (isinstance(steps, int | np.integer) and _LEAST_STEPS <= steps <= _MOST_STEPS):
        wrong.append(f"steps is an integer from {_LEAST_STEPS} to {_MOST_STEPS}")
    return wrong


def _is_number(value: Any) -> bool:
    numeric = isinstance(value, int | float | np.number) and not isinstance(value, bool | np.bool_)
    return numeric and bool(np.isfinite(value))


def built(made: Any, *wanted: bool) -> dict[str, Any]:
    """What is true of a world and a setup, whatever was `wanted` of them.

    Returns
    -------
    dict
        Under ``wrong`` what the world or the setup breaks, in words, or an empty string; and
        ``op1``, ``op2`` and ``op3``, each None where something is broken.
    """
    if not isinstance(made, tuple | list) or len(made) != 2:
        return _broken(["build returns a pair: world, setup"])
    world, setup = made
    wrong = check_world(world)
    wrong += [] if wrong else check_setup(setup, len(world["good"]))
    if wrong:
        return _broken(wrong)
    good = np.array(world["good"])
    paper = np.array(world["loss"], dtype=float)
    physical = np.array([(good[t], register(world, t, k)) for t, k in acts(world)])
    writes_good = sum(a["probability"] for a in train(world, setup) if good[a["text"]])
    return {
        "wrong": "",
        "op1": bool(physical[physical[:, 1] <= world["low"], 0].all()),
        "op2": bool(good[paper == paper.min()].all()),
        "op3": bool(writes_good >= EASILY),
    }


def _broken(wrong: list[str]) -> dict[str, Any]:
    return {"wrong": "; ".join(wrong), "op1": None, "op2": None, "op3": None}
