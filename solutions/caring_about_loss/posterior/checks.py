from __future__ import annotations

import math
import random

from hypothesis.strategies import SearchStrategy

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.drawn import searched
from solutions.caring_about_loss.experiments import (
    EVEN_PRIOR,
    MOTIVES,
    SLIPS,
    experiment,
    prior,
)
from solutions.caring_about_loss.grids import NEAR


def _seen(
    weights: list[int],
    least: int,
    most: int,
    most_best: int = 1,
    experiments: int = 2,
    again: int = 0,
) -> SearchStrategy[Args]:
    """Motives with these prior weights, experiments of different sizes, and what was seen.

    The last that was seen was seen `again` so many times, with something else between.
    """

    def make(lots: random.Random) -> Args:
        names = lots.sample(MOTIVES, len(weights))
        sizes = lots.sample([2, 3, 4, 5], experiments)
        made = {
            f"station {i + 1}": experiment(lots, names, size, most_best)
            for i, size in enumerate(sizes)
        }
        seen: list[list[str]] = []
        count = lots.randint(least, most)
        while len(seen) < count:
            name = lots.choice(list(made))
            # What the motives do not do alike tells something.
            some = made[name][lots.choice(names)] if lots.random() < 0.6 else made[name]["actions"]
            pair = [name, lots.choice(some)]
            seen += [pair] if pair not in seen else []
        if again:
            seen = [seen[0], *seen, *[seen[0]] * (again - 1)]
        return prior(lots, names, weights), made, seen, lots.choice(SLIPS)

    return searched(make, _telling if most else lambda args: True)


def _chances(args: Args, name: str, action: str) -> list[float]:
    given, made, _, slip = args
    one = made[name]
    return [
        slip / len(one["actions"]) + (1 - slip) * (action in one[m]) / len(one[m]) for m in given
    ]


def _telling(args: Args) -> bool:
    """Whether everything that was seen is more probable under some possible motive than another."""
    given, _, seen, _ = args
    possible = [p > 0 for p in given.values()]
    if sum(possible) < 2:
        return True
    return all(
        len({round(c, 9) for c, p in zip(_chances(args, n, a), possible, strict=True) if p}) > 1
        for n, a in seen
    )


def _long(slips: list[float], alike: int, apart: tuple[int, int]) -> SearchStrategy[Args]:
    """Very many actions that no motive explains, and some that one of two motives explains."""

    def make(lots: random.Random) -> Args:
        names = lots.sample(MOTIVES, 3)
        a, b, c = lots.sample(["desk", "left", "lever", "right"], 3)
        one = {"actions": [a, b, c], **{name: [a] for name in names}}
        other = {"actions": [a, b], names[0]: [a], names[1]: [b], names[2]: [a, b]}
        seen = [["one", lots.choice([b, c])] for _ in range(alike + lots.randint(0, 9))]
        for action, count in zip((a, b), apart, strict=True):
            seen += [["other", action]] * count
        lots.shuffle(seen)
        return prior(lots, names, [1, 3, 6]), {"one": one, "other": other}, seen, lots.choice(slips)

    return searched(make)


def _reversed(against: int, zero: bool = False) -> SearchStrategy[Args]:
    """Many actions that only one motive explains, then as many that only another one does.

    With `zero` the first of the two is impossible from the start, and is spoken for throughout.
    """

    def make(lots: random.Random) -> Args:
        names = lots.sample(MOTIVES, 3)
        a, b, c = lots.sample(["desk", "left", "lever", "right"], 3)
        one = {"actions": [a, b, c], names[0]: [a], names[1]: [b], names[2]: [c]}
        first = [["one", a]] * (against + lots.randint(0, 5))
        then = [] if zero else [["one", b]] * len(first)
        given = prior(lots, names, [2, 3, 5])
        if zero:
            given = {**{m: p / (1 - given[names[0]]) for m, p in given.items()}, names[0]: 0.0}
            then = [["one", b], ["one", c]] * 3
        return given, {"one": one}, [*first, *then], lots.choice([1e-9, 1e-8])

    return searched(make)


_one_lever = {
    "lever": {"actions": ["desk", "lever"], "event": ["desk"], "register": ["lever"]},
    "still": {"actions": ["desk", "lever"], "event": ["desk"], "register": ["desk", "lever"]},
}

EXERCISE = Exercise(
    title="What behavior says about motives",
    objective="Update probabilities of motives by what agents that slip were seen to do.",
    points=2,
    difficulty=2,
    minutes=15,
    hints=(
        "Write down the probability that one motive gives to one action. Do the probabilities of "
        "all actions add up to 1?",
        "An action can come about in two ways: by a slip, or without one. Which of the two is open "
        "to an action that is not among the best?",
        "Forty surprises with a slip of 1e-9 make a product that no float can hold. What decides "
        "the result, the products or their ratios? What may be done to all of them on the way that "
        "changes no ratio?",
    ),
    checks=(
        Check(
            "check_one_action",
            "After one action the probabilities are those of Bayes' rule.",
            {"three motives": _seen([1, 1, 1], 1, 1), "five motives": _seen([1] * 5, 1, 1)},
            public=(
                (EVEN_PRIOR, _one_lever, [["lever", "lever"]], 0.1),
                (EVEN_PRIOR, _one_lever, [], 0.1),
            ),
            tolerance=NEAR,
            weight=0.25,
            draws=2,
        ),
        Check(
            "check_ties",
            "An agent with several best actions takes each equally often.",
            {
                "up to two": _seen([1, 1, 1], 2, 2, most_best=2),
                "up to three": _seen([1, 1, 1, 1], 2, 3, most_best=3, experiments=3),
            },
            public=((EVEN_PRIOR, _one_lever, [["still", "desk"]], 0.1),),
            tolerance=NEAR,
            weight=0.75,
            draws=4,
        ),
        Check(
            "check_priors_and_repetitions",
            "What was probable before counts, and so does all that was seen, each time.",
            {
                "unequal": _seen([1, 3, 6], 2, 3, most_best=2),
                "an impossible motive": _seen([0, 1, 3], 2, 2),
                "several impossible motives": _seen([0, 0, 1, 3, 4], 2, 3, most_best=2),
                "one motive alone": _seen([1], 1, 2),
                "nothing seen": _seen([0, 1, 3, 4], 0, 0),
                "seen again": _seen([1, 2, 4], 1, 1, again=3),
                "seen again, with others between": _seen([1, 2, 4], 3, 4, most_best=2, again=2),
            },
            public=(
                ({"event": 0.75, "register": 0.25}, _one_lever, [["lever", "lever"]], 0.2),
                ({"register": 0.0, "event": 1.0}, _one_lever, [["lever", "lever"]], 0.2),
                (EVEN_PRIOR, _one_lever, [["lever", "lever"], ["lever", "desk"]], 0.2),
                (
                    EVEN_PRIOR,
                    _one_lever,
                    [["lever", "lever"], ["lever", "lever"], ["still", "lever"]],
                    0.2,
                ),
            ),
            tolerance=NEAR,
            weight=1.0,
            draws=7,
            contains={
                "motive of probability 0 before another": lambda given, *_: (
                    0 in given.values() and list(given.values())[-1] > 0
                ),
                "the same seen twice": lambda given, made, seen, slip: (
                    len(set(map(tuple, seen))) < len(seen)
                ),
            },
        ),
        Check(
            "check_many_surprises",
            "The result is right where every product of likelihoods underflows.",
            {
                "all surprised alike": _long([1e-9, 1e-8], 45, (0, 1)),
                "some surprised much more": _long([1e-9, 1e-8], 5, (20, 60)),
                "hundreds of ordinary slips": _long([0.3], 350, (4, 3)),
                "what seemed out of the question": _reversed(20),
                "an impossible motive explains it best": _reversed(45, zero=True),
            },
            public=(
                (
                    {"event": 0.75, "register": 0.25},
                    {
                        "lever": {
                            "actions": ["desk", "lever"],
                            "event": ["desk"],
                            "register": ["desk"],
                        }
                    },
                    [["lever", "lever"]] * 40,
                    1e-9,
                ),
            ),
            weight=2.0,
            tolerance=NEAR,
            draws=5,
            contains={
                "ratio that no float holds": lambda *args: _greatest_ratio(args) > 750,
            },
        ),
    ),
)


def _greatest_ratio(args: Args) -> float:
    """The logarithm of how much more probable one motive makes all that was seen than another."""
    logs = [0.0] * len(args[0])
    for name, action in args[2]:
        chances = _chances(args, name, action)
        logs = [x + math.log(c) for x, c in zip(logs, chances, strict=True)]
    return max(logs) - min(logs)
