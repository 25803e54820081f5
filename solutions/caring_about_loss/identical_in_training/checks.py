from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from hypothesis.strategies import SearchStrategy
from losslab.caring_about_loss import motives
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.drawn import searched

NAMES = ["brier", "code", "event", "habit", "label", "register", "selected", "task"]
ACTIONS = ["down", "left", "report 0.5", "report 0.8", "right", "stay", "up"]
# How far below the greatest a value lies that still counts as equal, and one that does not.
EQUAL = [1e-10, 5.8e-7]
WORSE = [3e-6, 2e-5, 4e-4, 8e-3, 0.07]

Best = list[str]
Behavior = list[Best]


def _valued(
    lots: random.Random, actions: Sequence[str], best: Best, tops: Sequence[float], near: float
) -> dict[str, float]:
    """Values whose best actions are `best`; one of them the greatest, and one worse by little."""
    top = lots.choice(tops)
    values = {a: top - lots.randint(1, 8) * max(1.0, abs(top)) / 4 for a in actions}
    gaps = [0.0, *(lots.choice([0.0, near]) for _ in best[1:])]
    lots.shuffle(gaps)
    values |= {a: top - gap for a, gap in zip(best, gaps, strict=True)}
    others = [a for a in actions if a not in best]
    if near and others:
        values[lots.choice(others)] = top - lots.choice(WORSE)
    return {a: values[a] for a in lots.sample(list(actions), len(actions))}


def _situations(
    behaviors: Callable[[random.Random, list[list[str]]], list[Behavior]],
    situations: tuple[int, int],
    tops: Sequence[float] = (-2.0, 0.0, 0.5, 3.0),
    near: bool = False,
) -> SearchStrategy[Args]:
    """`behaviors` gives each motive's best actions in each situation, some the same."""

    def make(lots: random.Random) -> Args:
        offered = [
            lots.sample(ACTIONS, lots.randint(3, 5)) for _ in range(lots.randint(*situations))
        ]
        found = behaviors(lots, offered)
        lots.shuffle(found)
        names = lots.sample(NAMES, len(found))
        values: dict[str, dict] = {}
        for i, actions in enumerate(offered):
            pairs = list(zip(names, found, strict=True))
            values[f"situation {i + 1}"] = {
                name: _valued(lots, actions, behavior[i], tops, lots.choice(EQUAL) if near else 0.0)
                for name, behavior in lots.sample(pairs, len(pairs))
            }
        return (values,)

    return searched(make)


def _clear(lots: random.Random, offered: list[list[str]]) -> list[Behavior]:
    """One best action each; three of five motives alike, or two and two."""
    one, other = ([[lots.choice(actions)] for actions in offered] for _ in range(2))
    other[-1] = [lots.choice([a for a in offered[-1] if [a] != one[-1]])]
    return [one, other, one, one, other][: lots.randint(4, 5)]


def _tied(place: int) -> Callable[[random.Random, list[list[str]]], list[Behavior]]:
    """Sets of one, two and three best actions, each within the next, and two that overlap."""

    def behaviors(lots: random.Random, offered: list[list[str]]) -> list[Behavior]:
        a, b, c = lots.sample(offered[place], 3)
        offered[:] = [list(offered[place]) for _ in offered]
        found = []
        for best in ([a], [a, b], [b], [a, b], [a, b, c], [b, c], [b, a]):
            behavior = [[a, b, c] for _ in offered]
            behavior[place] = lots.sample(best, len(best))
            found.append(behavior)
        return found

    return behaviors


def _somewhere(lots: random.Random, offered: list[list[str]]) -> list[Behavior]:
    """Motives that part in one situation only, first, last or between; two swap their actions."""
    a, b = ([actions[i] for actions in offered] for i in (0, 1))
    base = [[x] for x in a]
    found = [base, base]
    for i in range(len(offered)):
        found.append([[b[j] if i == j else x] for j, x in enumerate(a)])
    found.append(found[-1])
    return found


def _swapped(lots: random.Random, offered: list[list[str]]) -> list[Behavior]:
    """The same actions, in another order of the situations; all situations offer the same."""
    offered[1:] = [list(offered[0]) for _ in offered[1:]]
    a, b = offered[0][:2]
    there, back = [[a], [b]], [[b], [a]]
    more = [[a]] * (len(offered) - 2)
    return [there + more, back + more, there + more, [[a], [a], *more], [[b], [b], *more]]


def _all_alike(lots: random.Random, offered: list[list[str]]) -> list[Behavior]:
    return [[lots.sample(actions, 2) for actions in offered]] * lots.randint(3, 5)


def _nobody(lots: random.Random, offered: list[list[str]]) -> list[Behavior]:
    a, b = offered[0][:2]
    return [[[a], *rest] for rest in [[[x[0]] for x in offered[1:]]]] + [
        [best, *[[x[0]] for x in offered[1:]]] for best in ([b], [a, b])
    ]


def _one(lots: random.Random, offered: list[list[str]]) -> list[Behavior]:
    return [[[actions[0]] for actions in offered]]


def case(*situations: dict[str, dict[str, float]]) -> Args:
    """A public case."""
    return ({f"situation {i + 1}": values for i, values in enumerate(situations)},)


def lr(left: float, right: float, stay: float = 0.0) -> dict[str, float]:
    """What three actions are worth."""
    return {"left": left, "right": right, "stay": stay}


EXERCISE = Exercise(
    title="Who cannot be told apart",
    objective="Decide which motives a set of situations separates, and which it never will.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "What can be watched is what an agent does. What does it do if two actions are equally "
        "good to it?",
        "For each motive and situation collect the set of all actions within 1e-6 of the greatest "
        "value. What must be true of these sets for two motives to stay together?",
        "Something that can be compared and used as a key of a dict makes grouping easy. A set "
        "cannot be a key; what can?",
    ),
    checks=(
        Check(
            "check_units_do_not_matter",
            "Motives that act alike belong together, whatever their units.",
            {
                "some alike": _situations(_clear, (1, 1)),
                "all alike": _situations(_all_alike, (1, 2)),
                "no two alike": _situations(_nobody, (2, 2)),
                "one motive": _situations(_one, (1, 2)),
            },
            public=(
                case({"event": lr(2, 1), "register": lr(-1, -3, -3), "task": lr(0, 1)}),
                case({"event": lr(0, 1), "register": lr(-2, 3), "task": lr(0.25, 1)}),
            ),
            weight=0.5,
            probe=motives.groups,
            tolerance=EXACT,
            draws=4,
            covers=(
                "The groups, in any order, and the motives of a group in any order.",
                "Each motive stands in exactly one group.",
            ),
        ),
        Check(
            "check_ties",
            "An agent with two best actions differs from one that has only one of them.",
            {
                "in one situation": _situations(_tied(0), (1, 1)),
                "in the first of two": _situations(_tied(0), (2, 2)),
                "in the last of three": _situations(_tied(-1), (3, 3)),
            },
            public=(
                case(
                    {
                        "event": lr(1, 0),
                        "habit": lr(2, 2),
                        "register": lr(0, 0, -1),
                        "task": lr(0, 3, 3),
                    }
                ),
            ),
            probe=motives.groups,
            tolerance=EXACT,
            draws=3,
        ),
        Check(
            "check_ties_up_to_rounding",
            "Values within 1e-6 of the greatest are equal to it, and others are not.",
            {
                "small numbers": _situations(
                    _tied(-1), (1, 2), (-0.5, 0.0, 0.001, 0.25), near=True
                ),
                "ordinary numbers": _situations(_tied(-1), (1, 2), near=True),
                "great numbers": _situations(_tied(-1), (1, 2), (-900.0, 400.0, 5000.0), near=True),
            },
            public=(
                case({"event": lr(3, 3), "register": lr(3, 3 - 1e-10), "task": lr(3, 1)}),
                case({"event": lr(3, 3 - 1e-5), "register": lr(900 - 1e-4, 900), "task": lr(3, 1)}),
                case({"event": lr(0, -1e-10, -1), "register": lr(0, 0, -1), "task": lr(0, -1, -1)}),
            ),
            weight=2.0,
            probe=motives.groups,
            tolerance=EXACT,
            draws=9,
            covers=("The best actions are all those whose value lies within 1e-6 of the greatest",),
        ),
        Check(
            "check_all_situations",
            "One situation in which two motives part is enough.",
            {
                "they part somewhere": _situations(_somewhere, (3, 4)),
                "there and back": _situations(_swapped, (2, 3)),
            },
            public=(
                case(
                    {"event": lr(1, 0), "register": lr(2, 1), "task": lr(0, 1)},
                    {"event": lr(0, 2), "register": lr(3, 1), "task": lr(1, 0)},
                ),
            ),
            probe=motives.groups,
            tolerance=EXACT,
            draws=4,
        ),
    ),
)
