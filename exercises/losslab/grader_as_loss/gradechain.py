"""A chain from an event to a grade in which every station can be set and read.

It is the toy grader's chain with the code left out: five numbers, each made from the one
before by a rule. An attack replaces a rule. What has been replaced is found out by setting
one station and reading the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from losslab.grader_as_loss.toygrader import LINKS, STATIONS

__all__ = ["LINKS", "RULES", "STATIONS", "Run", "wired"]

Run = Callable[[Mapping[str, int]], dict[str, int]]

# What a station can make of the number before it (x), of n cases, and of the event (e).
RULES: dict[str, Callable[[int, int, int], int]] = {
    "copies": lambda x, n, e: x,
    "always full": lambda x, n, e: n,
    "always nothing": lambda x, n, e: 0,
    "always one short": lambda x, n, e: n - 1,
    "reads the event": lambda x, n, e: e,
    "at least half": lambda x, n, e: max(x, n // 2),
    "all or nothing": lambda x, n, e: n if x == n else 0,
    "counts the faults": lambda x, n, e: n - x,
    "takes full marks for a copy": lambda x, n, e: 0 if x == n else x,
    "anything at all": lambda x, n, e: n if x > 0 else 0,
    "likes a single one": lambda x, n, e: n if x == 1 else 0,
    "likes all but one": lambda x, n, e: n if x == n - 1 else 0,
    "likes two": lambda x, n, e: n if x == 2 else 0,
    "likes half of them": lambda x, n, e: n if x == n // 2 else 0,
    "likes all but two": lambda x, n, e: n if x == n - 2 else 0,
}


def wired(cases: int, solved: int, rules: Mapping[str, str] | None = None) -> Run:
    """A chain of five stations.

    Parameters
    ----------
    cases
        How many cases there are; each station reads a number from 0 to `cases`.
    solved
        What the event reads when nobody sets it: how many cases the learner can solve.
    rules
        For a station other than the event, the name of its rule; ``"copies"`` if not named.
        "always …" rules write a number of their own; "reads the event" looks past the station
        before; the rest make something else of it.

    Returns
    -------
    callable
        ``run(settings)`` lets the grader run once. `settings` maps stations to numbers that are
        forced upon them, whatever their rule says; ``run({})`` only watches. The result maps
        each of `STATIONS` to what it read.

    Raises
    ------
    ValueError
        If a station, a rule or a number does not exist.
    """
    chosen: dict[str, str] = dict(rules or {})
    _refuse(set(chosen) - set(STATIONS[1:]), "a station with a rule")
    _refuse(set(chosen.values()) - set(RULES), "a rule")

    def run(settings: Mapping[str, int]) -> dict[str, int]:
        _refuse(set(settings) - set(STATIONS), "a station")
        _refuse({v for v in settings.values() if v not in range(cases + 1)}, "a reading")
        readings: dict[str, int] = {}
        before = solved
        for station in STATIONS:
            if station in settings:
                before = settings[station]
            elif station != "event":
                rule = RULES[chosen.get(station, "copies")]
                before = rule(before, cases, readings["event"])
            readings[station] = before
        return readings

    return run


def _refuse(strange: set[Any], what: str) -> None:
    if strange:
        raise ValueError(f"{sorted(strange)[0]!r} is not {what}")
