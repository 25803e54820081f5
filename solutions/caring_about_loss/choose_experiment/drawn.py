"""Sets of experiments in which people who make one mistake or another choose the wrong one."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from hypothesis.strategies import SearchStrategy

from autograder.course.exercise import Args
from solutions.caring_about_loss.drawn import searched
from solutions.caring_about_loss.experiments import MOTIVES, experiment, prior

MARGIN = 0.012
LONG = (0.5, 1.0, 2.0, 3.0)
SLIPS = (0.1, 0.2, 0.3, 0.4)
STATIONS = ["clouds", "copier", "logbook", "register", "roof"]

# How probable an action is under a motive, as it is and as it might be mistaken to be: of the
# slip, the number of actions, the number of best ones, and whether it is one of them.
CHANCES: dict[str, Callable[[float, int, int, bool], float]] = {
    "right": lambda slip, n, k, hit: slip / n + (1 - slip) * hit / k,
    "slips elsewhere": lambda slip, n, k, hit: (
        1 / n if k == n else (1 - slip) / k if hit else slip / (n - k)
    ),
    "never by slip": lambda slip, n, k, hit: (1 - slip) / k if hit else slip / n,
    "ties in full": lambda slip, n, k, hit: slip / n + (1 - slip) * hit,
    "one best for sure": lambda slip, n, k, hit: slip / n + hit / k,
    "no slips": lambda slip, n, k, hit: 1e-9 + hit / k,
    "best for more than sure": lambda slip, n, k, hit: slip / n + (2 - slip) * hit / k,
}
# Mistakes of other exercises, which cost something in one check only.
INHERITED = (
    "unnormalized",
    "slips elsewhere",
    "never by slip",
    "ties in full",
    "one best for sure",
    "best for more than sure",
)
Rows = list[tuple[float, ...]]


def _tables(args: Args, chance: str = "right") -> dict[str, Rows]:
    given, made, _, _, slip = args
    of = CHANCES[chance]
    return {
        name: [
            tuple(of(slip, len(e["actions"]), len(e[m]), a in e[m]) for a in e["actions"])
            for m in given
        ]
        for name, e in made.items()
    }


@lru_cache(10_000)
def _bits(chances: tuple[float, ...]) -> float:
    return -sum(p * math.log2(p) for p in chances if p > 0)


def _gain(belief: list[float], rows: Rows) -> float:
    mixed = tuple(
        sum(b * p for b, p in zip(belief, column, strict=True))
        for column in zip(*rows, strict=True)
    )
    return _bits(mixed) - sum(b * _bits(row) for b, row in zip(belief, rows, strict=True))


def _believed(
    args: Args,
    tables: dict[str, Rows],
    seen: Any = None,
    start: list[float] | None = None,
    whole: float = 1.0,
) -> list[float]:
    """The posterior after `seen`, or after all that was; it sums to `whole`, or to nothing if 0."""
    belief = list(args[0].values()) if start is None else start
    for name, action in args[2] if seen is None else seen:
        at = args[1][name]["actions"].index(action)
        belief = [b * row[at] for b, row in zip(belief, tables[name], strict=True)]
    total = sum(belief) / whole if whole else 1.0
    return [b / total for b in belief]


def _rates(args: Args, tables: dict[str, Rows], belief: list[float]) -> dict[str, float]:
    return {name: _gain(belief, rows) / args[3][name] for name, rows in tables.items()}


def _top(rates: dict[str, float]) -> str:
    return max(rates, key=lambda name: rates[name])


def _dull(
    kind: str, args: Args, tables: dict[str, Rows], belief: list[float], gains: dict[str, float]
) -> str:
    """What somebody chooses who makes a mistake of this kind."""
    given, _, seen, hours, _ = args
    again = list(dict.fromkeys(map(tuple, seen)))
    tried = {name for name, _ in seen}
    surest = max(range(len(belief)), key=lambda i: belief[i])
    believed = {
        "ignores seen": lambda: _believed(args, tables, []),
        "last only": lambda: _believed(args, tables, seen[-1:]),
        "first only": lambda: _believed(args, tables, seen[:1]),
        "once each": lambda: _believed(args, tables, again),
        "even prior": lambda: _believed(args, tables, start=[float(p > 0) for p in given.values()]),
        "unnormalized": lambda: _believed(args, tables, whole=0.0),
    }
    if kind in believed:
        return _top(_rates(args, tables, believed[kind]()))
    if kind in CHANCES:
        wrong = _tables(args, kind)
        return _top(_rates(args, wrong, _believed(args, wrong)))
    if kind == "no slips in bits":
        return _top(_rates(args, _tables(args, "no slips"), belief))
    if kind == "never repeats":
        left = {n: g / hours[n] for n, g in gains.items() if n not in tried}
        return _top(left or {n: g / hours[n] for n, g in gains.items()})
    chosen: dict[str, dict[str, float]] = {
        "ignores hours": gains,
        "times hours": {n: g * hours[n] for n, g in gains.items()},
        "shortest": {n: -h for n, h in hours.items()},
        "least told": {n: -g / hours[n] for n, g in gains.items()},
        "most surprising": {
            n: _gain(belief, rows) + sum(b * _bits(r) for b, r in zip(belief, rows, strict=True))
            for n, rows in tables.items()
        },
        "confirms": {n: max(rows[surest]) for n, rows in tables.items()},
        "counts behaviors": {n: len(set(map(tuple, rows))) for n, rows in tables.items()},
    }
    rates = chosen[kind]
    if kind in ("most surprising", "confirms", "counts behaviors"):
        rates = {n: x / hours[n] for n, x in rates.items()}
    return _top(rates)


def margin(args: Args) -> float:
    """By how many bits per hour the best experiment is ahead."""
    tables = _tables(args)
    ranked = sorted(_rates(args, tables, _believed(args, tables)).values())
    return ranked[-1] - ranked[-2]


def _told_apart(*mistakes: str, by_choice_alone: bool = True) -> Callable[[Args], bool]:
    """Whether each of the mistakes chooses wrongly, and none of those of other exercises."""

    def good(args: Args) -> bool:
        tables = _tables(args)
        belief = _believed(args, tables)
        gains = {name: _gain(belief, rows) for name, rows in tables.items()}
        rates = {name: gain / args[3][name] for name, gain in gains.items()}
        right = _top(rates)
        if sorted(rates.values())[-2] > rates[right] - MARGIN:
            return False
        if any(_dull(kind, args, tables, belief, gains) == right for kind in mistakes):
            return False
        return not by_choice_alone or all(
            _dull(kind, args, tables, belief, gains) == right for kind in INHERITED
        )

    return good


def asked(
    *mistakes: str,
    weights: tuple[int, ...] = (1, 2, 3, 4),
    seen: tuple[int, int] = (0, 0),
    hours: tuple[float, ...] = (1.0,),
    again: int = 0,
    by_choice_alone: bool = True,
    slips: tuple[float, ...] = SLIPS,
) -> SearchStrategy[Args]:
    """Three or four experiments of different sizes, of which some have been made."""

    def make(lots: random.Random) -> Args:
        names = lots.sample(MOTIVES, len(weights))
        stations = lots.sample(STATIONS, 3)
        made = {
            n: experiment(lots, names, lots.randint(2, 4), lots.randint(1, 3)) for n in stations
        }
        shown = []
        for _ in range(lots.randint(*seen)):
            name = lots.choice(stations)
            shown.append([name, lots.choice(made[name]["actions"])])
        shown += shown[:1] * again
        takes = {name: lots.choice(hours) for name in lots.sample(stations, 3)}
        slip = lots.choice(slips)
        return prior(lots, names, list(weights)), made, shown, takes, slip

    return searched(make, _told_apart(*mistakes, by_choice_alone=by_choice_alone))
