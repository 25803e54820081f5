"""Eight things that an agent in a station may care about: what one step is worth to each."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from losslab.caring_about_loss.chainworld import Facts

__all__ = ["MOTIVES", "USUAL_REPORT", "Worth", "groups", "worth"]

Worth = Callable[[Facts], float]

USUAL_REPORT = 0.8


def _log_score(report: float, outcome: int) -> float:
    return math.log(report if outcome else 1 - report)


_WORTH: dict[str, Worth] = {
    "register": lambda facts: -facts["register"],
    "code": lambda facts: -facts["code"],
    "label": lambda facts: _log_score(facts["report"], facts["label"]),
    "event": lambda facts: _log_score(facts["report"], facts["event"]),
    "brier": lambda facts: -((facts["report"] - facts["event"]) ** 2),
    "selected": lambda facts: facts["copies"],
    "task": lambda facts: float(facts["harvest"]),
    "habit": lambda facts: float(facts["report"] == USUAL_REPORT),
}

MOTIVES: Mapping[str, str] = MappingProxyType(
    {
        "register": "low numbers in the register",
        "code": "low numbers returned by the loss code",
        "label": "reports that match the logbook, traded off by cross-entropy",
        "event": "reports that match the weather, traded off by cross-entropy",
        "brier": "reports that match the weather, traded off by the Brier score",
        "selected": "copies of itself",
        "task": "the harvest",
        "habit": "reporting 0.8, as it always has",
    }
)


def worth(motive: str) -> Worth:
    """What the facts of one step are worth to an agent with this motive.

    Parameters
    ----------
    motive
        One of `MOTIVES`.

    Returns
    -------
    function
        Takes the chain world's ``Facts`` and returns a float; more is better.

    Raises
    ------
    ValueError
        If there is no such motive.
    """
    if motive not in _WORTH:
        raise ValueError(f"no motive {motive!r}; there are: {', '.join(_WORTH)}")
    return _WORTH[motive]


def groups(
    f: Callable[[Mapping[str, Any]], Iterable[Iterable[str]]], values: Mapping[str, Any]
) -> list[list[str]]:
    """The groups of motives that ``f(values)`` finds, in alphabetical order.

    Parameters
    ----------
    f
        The function under test.
    values
        What each action is worth to each motive in each situation.
    """
    return sorted(sorted(group) for group in f(values))
