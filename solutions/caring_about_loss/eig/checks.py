from __future__ import annotations

import random

from hypothesis.strategies import SearchStrategy

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.drawn import searched
from solutions.caring_about_loss.experiments import (
    ACTIONS,
    EVEN_PRIOR,
    MOTIVES,
    SLIPS,
    experiment,
    prior,
)
from solutions.caring_about_loss.grids import NEAR


def _single(
    weights: list[int],
    actions: tuple[int, int] = (3, 5),
    most_best: int = 1,
    slips: list[float] = SLIPS,
    alike: bool = False,
    apart: bool = False,
) -> SearchStrategy[Args]:
    """A prior with these weights and an experiment in which all act alike, or each for itself."""

    def make(lots: random.Random) -> Args:
        names = lots.sample(MOTIVES, len(weights))
        made = experiment(lots, names, lots.randint(*actions), most_best)
        if alike:
            made |= dict.fromkeys(names, made[names[0]])
        if apart:
            made |= {n: [a] for n, a in zip(names, made["actions"], strict=False)}
        return prior(lots, names, weights), made, lots.choice(slips)

    return searched(make)


def _everybody_draws_lots() -> SearchStrategy[Args]:
    """One motive with a single best action, and two to which all actions are as good."""

    def make(lots: random.Random) -> Args:
        names, possible = lots.sample(MOTIVES, 3), lots.sample(ACTIONS, 3)
        made = {"actions": possible, **{name: lots.sample(possible, 3) for name in names}}
        made[names[0]] = possible[:1]
        return prior(lots, names, [1, 3, 6]), made, lots.choice(SLIPS)

    return searched(make)


def _one_impossible() -> SearchStrategy[Args]:
    """Three possible motives, one of them with two best actions, and an impossible one."""

    def make(lots: random.Random) -> Args:
        names, possible = lots.sample(MOTIVES, 4), lots.sample(ACTIONS, lots.randint(3, 5))
        a, b, c = lots.sample(possible, 3)
        best = dict(zip(names, ([a], [a, b], [c], lots.sample([a, b, c], 2)), strict=True))
        given = dict(zip(names, [*lots.sample([0.2, 0.3, 0.5], 3), 0.0], strict=True))
        return (
            {name: given[name] for name in lots.sample(names, 4)},
            {"actions": possible, **best},
            lots.choice(SLIPS),
        )

    return searched(make)


_three_ways = ["left", "right", "stay"]

EXERCISE = Exercise(
    title="What an experiment is worth",
    objective="Compute in bits what an experiment can be expected to tell about a motive.",
    points=2,
    difficulty=3,
    minutes=20,
    hints=(
        "What is the answer if all motives do the same, and what if two equally probable motives "
        "never slip and do different things?",
        "Who does not know the motive is surprised by an action, and who knows it is surprised "
        "less. Do you need a posterior to say by how many bits?",
        "Make a table of probabilities, one row a motive and one column an action. Its rows sum to "
        "1. What distribution over actions does somebody expect who does not know the motive?",
    ),
    checks=(
        Check(
            "check_equal_priors",
            "The bits are right for motives that are equally probable.",
            {
                "three": _single([1, 1, 1]),
                "six": _single([1] * 6, (4, 5)),
                "four, each for itself": _single([1] * 4, (4, 5), slips=[0.05], apart=True),
                "all act alike": _single([1, 1, 1], alike=True),
            },
            public=(
                (
                    EVEN_PRIOR,
                    {"actions": ["desk", "lever"], "event": ["desk"], "register": ["lever"]},
                    0.1,
                ),
            ),
            tolerance=NEAR,
            weight=0.5,
            draws=4,
        ),
        Check(
            "check_unequal_priors",
            "The bits are right for motives that are not.",
            {
                "two actions": _single([1, 3, 6], (2, 2)),
                "more": _single([1, 2, 4, 8]),
                "nearly certain": _single([1, 2, 60]),
                "hardly anything to learn": _single([1, 2000], slips=[0.4], apart=True),
                "all act alike": _single([1, 3, 6], alike=True),
            },
            public=(
                (
                    {"event": 0.9, "register": 0.1},
                    {"actions": ["desk", "lever"], "event": ["desk"], "register": ["lever"]},
                    0.1,
                ),
                (
                    {"event": 0.5, "register": 0.25, "task": 0.25},
                    {
                        "actions": _three_ways,
                        "event": ["left"],
                        "register": ["right"],
                        "task": ["right"],
                    },
                    0.2,
                ),
                (
                    {"event": 0.5, "register": 0.25, "task": 0.25},
                    {
                        "actions": _three_ways,
                        "event": ["left"],
                        "register": ["right"],
                        "task": ["stay"],
                    },
                    0.1,
                ),
            ),
            tolerance=NEAR,
            draws=5,
        ),
        Check(
            "check_ties",
            "Chance in what an agent does is not taken for information.",
            {
                "up to two best": _single([1, 3, 6], most_best=2),
                "up to three best": _single([1, 2, 4, 8], (4, 5), most_best=3),
                "everybody draws lots": _everybody_draws_lots(),
            },
            public=(
                (
                    EVEN_PRIOR,
                    {"actions": _three_ways, "event": ["left", "right"], "register": ["right"]},
                    0.1,
                ),
            ),
            tolerance=NEAR,
            draws=4,
        ),
        Check(
            "check_certainties",
            "Probabilities of 0 and 1 are no obstacle.",
            {
                "no slips": _single([1, 3, 6], (5, 6), slips=[0.0]),
                "an impossible motive": _one_impossible(),
                "impossible motives, no slips": _single([0, 0, 1, 3], (4, 5), slips=[0.0]),
                "nothing but slips": _single([1, 3, 6], slips=[1.0], most_best=2),
                "a motive that is certain": _single([0, 1, 0], most_best=2),
                "one motive": _single([1], most_best=2),
            },
            public=(
                (
                    {"event": 0.5, "register": 0.5, "task": 0.0},
                    {
                        "actions": _three_ways,
                        "event": ["left"],
                        "register": ["right"],
                        "task": ["stay"],
                    },
                    0.0,
                ),
            ),
            weight=1.5,
            tolerance=NEAR,
            draws=6,
            contains={
                "slip of 0": lambda given, made, slip: slip == 0,
                "slip of 1": lambda given, made, slip: slip == 1,
                "prior of 0": lambda given, made, slip: 0 in given.values(),
                "prior of 1": lambda given, made, slip: 1 in given.values(),
            },
        ),
    ),
)
