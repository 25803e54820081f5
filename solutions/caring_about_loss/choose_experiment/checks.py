from __future__ import annotations

import math
import random
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from hypothesis.strategies import SearchStrategy
from losslab.caring_about_loss import chainworld, motives
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.drawn import searched
from solutions.caring_about_loss.experiments import MOTIVES, Experiment, experiment, prior
from solutions.caring_about_loss.plan.reference import plan

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


def _margin(args: Args) -> float:
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


def _asked(
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


def _best(values: dict[str, float]) -> list[str]:
    greatest = max(values.values())
    return [action for action, value in values.items() if value >= greatest - 1e-6]


@lru_cache(maxsize=1)
def station_experiments() -> dict[str, Experiment]:
    """What the eight agents do in each of the station's experiments, planned by the reference."""
    return {
        name: {
            "actions": world.actions(world.start),
            **{m: _best(plan(world, motives.worth(m))) for m in motives.MOTIVES},
        }
        for name, world in chainworld.EXPERIMENTS.items()
    }


def _clear(args: Args) -> Args:
    assert _margin(args) > MARGIN, "the winner of a public case must be clear"
    return args


def at_the_station(*seen: list[str], **hours: float) -> Args:
    """A public case about the eight agents: hours are 1 unless given, underscores for spaces."""
    made = station_experiments()
    takes = {name: hours.get(name.replace(" ", "_"), 1.0) for name in made}
    even = dict.fromkeys(motives.MOTIVES, 1 / len(motives.MOTIVES))
    return _clear((even, made, list(seen), takes, 0.05))


def public(
    made: dict[str, Experiment], *seen: list[str], slip: float = 0.1, **hours: float
) -> Args:
    """A public case: motives are equally probable, hours are 1 unless given."""
    names = sorted({key for one in made.values() for key in one} - {"actions"})
    takes = {name: hours.get(name, 1.0) for name in made}
    return _clear((dict.fromkeys(names, 1 / len(names)), made, list(seen), takes, slip))


# In A everybody does what the likeliest motive does; B separates.
CONFIRMING = public(
    {
        "A": {"actions": ["left", "right"], "event": ["left"], "register": ["left"]},
        "B": {"actions": ["left", "right", "stay"], "event": ["left"], "register": ["stay"]},
    }
)

# In A what is seen is open because everybody draws lots; in B because motives differ.
NOISY = public(
    {
        "A": {
            "actions": ["left", "right", "stay"],
            "event": ["left", "right", "stay"],
            "register": ["left", "right", "stay"],
        },
        "B": {"actions": ["left", "right"], "event": ["left"], "register": ["right"]},
    }
)

TWO = {
    "A": {"actions": ["left", "right"], "event": ["left"], "register": ["right"]},
    "B": {"actions": ["left", "right"], "event": ["left", "right"], "register": ["right"]},
}

LR = ["left", "right"]
# What was seen speaks for one motive and then as much against it.
BACK_AND_FORTH = {
    "A": {"actions": LR, "event": ["right"], "register": LR},
    "B": {"actions": [*LR, "stay"], "event": ["left", "stay"], "register": ["left"]},
}
# Both experiments set one motive apart from the others.
THREE = {
    "A": {"actions": LR, "event": ["left"], "register": ["right"], "task": ["left"]},
    "B": {"actions": LR, "event": ["left"], "register": ["left"], "task": ["right"]},
}
# Ties, slips and numbers of actions decide which of the two tells more.
TIES_IN_A = {
    "A": {"actions": [*LR, "stay"], "event": ["right", "stay"], "register": ["left", "stay"]},
    "B": {"actions": LR, "event": ["left"], "register": LR},
}
LOTS_IN_B = {
    "A": {"actions": [*LR, "stay"], "event": ["left"], "register": ["left"]},
    "B": {"actions": LR, "event": LR, "register": ["left"]},
}
QUICK_TIES = {
    "A": {"actions": LR, "event": ["left"], "register": ["right"]},
    "B": {"actions": [*LR, "stay"], "event": ["left"], "register": ["left", "stay"]},
}
SLOW_TIES = {
    "A": {"actions": [*LR, "stay"], "event": ["stay"], "register": LR},
    "B": {"actions": LR, "event": ["left"], "register": LR},
}
ONE_TIE = {
    "A": {"actions": LR, "event": LR, "register": ["left"], "task": LR},
    "B": {"actions": [*LR, "stay"], "event": ["left"], "register": LR, "task": ["left"]},
}
TWO_TIES = {
    "A": {
        "actions": [*LR, "stay"],
        "event": ["right", "stay"],
        "register": ["right", "stay"],
        "task": ["left"],
    },
    "B": {"actions": LR, "event": ["left"], "register": LR, "task": LR},
}
TASK_APART = {
    "A": {
        "actions": [*LR, "stay"],
        "event": ["left"],
        "register": ["stay"],
        "task": ["stay"],
    },
    "B": {
        "actions": [*LR, "stay"],
        "event": ["left"],
        "register": ["right"],
        "task": ["right", "stay"],
    },
}
IN_B_ALIKE = {
    "A": {"actions": LR, "event": ["left"], "register": ["right"]},
    "B": {"actions": LR, "event": ["left"], "register": ["left"]},
}

EXERCISE = Exercise(
    title="The next question to put to an agent",
    objective="Choose experiments on an agent so that its motive is found out soon.",
    points=2,
    difficulty=3,
    minutes=20,
    hints=(
        "Three things have to be done in this order: update on what was seen, work out the bits of "
        "each experiment, take its time into account.",
        "What is the prior of the next experiment, after others have been made?",
        "Your `posterior` and `eig` may stand as inner functions in the body. Of what do you then "
        "want the greatest?",
    ),
    checks=(
        Check(
            "check_most_bits",
            "Before anything was seen the most informative experiment is chosen.",
            {
                "surprising, but not by the motive": _asked("most surprising", "least told"),
                "confirmation tells little": _asked("confirms", "least told"),
                "many behaviors, of improbable motives": _asked(
                    "counts behaviors", weights=(1, 1, 2, 12)
                ),
            },
            public=(
                CONFIRMING,
                NOISY,
                public(TIES_IN_A, slip=0.4),
                public(LOTS_IN_B, slip=0.4),
                public(TASK_APART),
            ),
            weight=0.75,
            tolerance=EXACT,
            draws=6,
        ),
        Check(
            "check_hours",
            "A longer experiment has to tell more.",
            {
                "the longest tells most": _asked(
                    "ignores hours", "times hours", "counts behaviors", hours=LONG
                ),
                "the shortest tells too little": _asked(
                    "shortest", "times hours", "most surprising", hours=LONG
                ),
            },
            public=(
                at_the_station(copier=0.25),
                public(TWO, A=8.0),
                public(QUICK_TIES, A=4.0),
                public(SLOW_TIES, slip=0.2, A=3.0),
            ),
            weight=1.0,
            tolerance=EXACT,
            draws=6,
        ),
        Check(
            "check_what_was_seen",
            "What has been seen decides what is still worth asking.",
            {
                "all before the last": _asked(
                    "ignores seen", "last only", "most surprising", seen=(2, 4)
                ),
                "all after the first": _asked(
                    "ignores seen", "first only", "counts behaviors", seen=(2, 4)
                ),
                "each time": _asked("once each", "ignores seen", seen=(1, 2), again=2),
                "the same once more": _asked("never repeats", "ignores seen", seen=(2, 3)),
            },
            public=(
                at_the_station(["noisy logbook", "report 0.5"], ["register", "left"]),
                public(TWO, ["A", "left"], slip=0.4),
                public(BACK_AND_FORTH, ["A", "left"], ["A", "right"]),
                public(THREE, ["B", "left"], ["A", "left"], ["A", "left"]),
                public(ONE_TIE, ["B", "left"]),
                public(TWO_TIES, ["B", "left"], ["A", "stay"], slip=0.4),
            ),
            weight=1.25,
            tolerance=EXACT,
            draws=12,
            covers=("What has been tried may be tried again: agents slip.",),
            contains={
                "experiment that was made more than once": lambda given, made, seen, *_: (
                    len({name for name, _ in seen}) < len(seen)
                ),
            },
        ),
        Check(
            "check_exact_probabilities",
            "The choice is right where slips, ties and priors decide it.",
            {
                " and ".join(kinds): _asked(
                    *kinds,
                    weights=weights,
                    seen=(2, 3),
                    hours=LONG,
                    again=int("once each" in kinds),
                    by_choice_alone=False,
                    slips=(0.5, 0.7) if "one best for sure" in kinds else SLIPS,
                )
                for weights, *kinds in (
                    ((1, 2, 4), "slips elsewhere", "ignores hours"),
                    ((1, 2, 4), "never by slip", "ignores seen"),
                    ((1, 2, 4), "ties in full", "last only"),
                    ((1, 2, 4), "one best for sure"),
                    ((1, 2, 4), "no slips", "counts behaviors"),
                    ((0, 1, 3, 9), "even prior", "most surprising"),
                    ((0, 1, 2, 4), "unnormalized", "times hours"),
                    ((1, 2, 4), "once each"),
                    ((1, 2, 4), "no slips in bits"),
                )
            },
            public=(
                public(IN_B_ALIKE, ["A", "left"], ["B", "left"], slip=0.2, A=2.0),
                public(QUICK_TIES, A=4.0),
            ),
            weight=1.0,
            tolerance=EXACT,
            draws=9,
            contains={"motive of prior 0": lambda given, *_: 0 in given.values()},
        ),
    ),
    unchecked={
        "You may copy what you wrote for `posterior` and `eig`": "It says what is allowed.",
    },
)
