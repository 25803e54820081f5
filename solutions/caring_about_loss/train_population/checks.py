from __future__ import annotations

import math
import random
from statistics import fmean, median

from hypothesis.strategies import SearchStrategy

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.drawn import searched
from solutions.caring_about_loss.grids import NEAR


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def _stepped(args: Args) -> list[float]:
    """All z after the first gradient step."""
    logits, cost, rate, *_ = args
    return [z - rate * cost * _sigmoid(z) * (1 - _sigmoid(z)) for z in logits]


def _left(args: Args, kept: bool) -> float:
    """The mean after all rounds; with `kept` a copy that is worse overwrites nobody."""
    logits, cost, rate, mutations, _ = args
    for mutation in mutations:
        logits = _stepped((logits, cost, rate))
        copy = max(logits) + mutation
        if not kept or copy > min(logits):
            logits[logits.index(min(logits))] = copy
    return fmean(map(_sigmoid, logits))


def _populations(
    selected: bool,
    rounds: tuple[int, int],
    members: tuple[int, int] = (3, 5),
    rates: tuple[float, ...] = (0.5, 1.0, 3.0),
    mutations: tuple[float, ...] = (-0.75, -0.5, 0.25, 0.5),
    reordered: bool = False,
    worse: bool = False,
) -> SearchStrategy[Args]:
    """Networks some of which lean to each side, in no order.

    With `reordered` the first gradient step is so long that another one is the worst after it, and
    another one the best. With `worse` it shows in the end that a copy was worse than any other.
    """

    def make(lots: random.Random) -> Args:
        logits = [n / 4 for n in lots.sample(range(-10, 11), lots.randint(*members))]
        made = [lots.choice(mutations) for _ in range(lots.randint(*rounds))]
        return logits, lots.choice([0.25, 0.5, 0.75]), lots.choice(rates), made, selected

    def good(args: Args) -> bool:
        logits, after = args[0], _stepped(args)
        chances = [_sigmoid(z) for z in logits]
        spread = abs(fmean(chances) - median(chances)) > 0.01 or len(logits) == 2
        if worse:
            return spread and abs(_left(args, False) - _left(args, True)) > 0.01
        if not reordered:
            return spread
        least, most = (after.index(pick(after)) for pick in (min, max))
        return spread and logits[least] != min(logits) and logits[most] != max(logits)

    return searched(make, good)


_GREAT = (24.0, 40.0)

EXERCISE = Exercise(
    title="Selection sees further than the gradient",
    objective="Compute what a myopic gradient forbids and selection brings back.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Work out one round on paper with two networks at z = 0 and z = 1. Which of them has more "
        "reward over the round, and which way does the gradient move both?",
        "Which way does -cost * p go if z grows a little? By how much, for z = 0 and for z = 5? "
        "A difference tells, and checks the formula that you find.",
        "(1 - cost) * p rises with z. So which network is the worst after the gradient step, and "
        "which the best? Only one of all z changes in the second part.",
    ),
    checks=(
        Check(
            "check_gradient_alone",
            "Without selection every network moves away from cooperating.",
            {
                "a few rounds": _populations(False, (2, 4)),
                "many networks": _populations(False, (1, 2), (6, 8)),
                "no round": _populations(False, (0, 0)),
                "a great learning rate": _populations(False, (2, 3), rates=_GREAT),
            },
            public=(
                ([-1.0, 0.0, 1.0], 0.5, 1.0, [0.5, 0.5], False),
                ([0.0, 1.0], 0.5, 1.0, [], True),
            ),
            tolerance=NEAR,
            weight=1.25,
            draws=4,
        ),
        Check(
            "check_one_round_of_selection",
            "After the gradient step the worst network becomes a mutated copy of the best.",
            {
                "three to five": _populations(True, (1, 1)),
                "two": _populations(True, (1, 1), (2, 2)),
                "a copy that is worse": _populations(True, (1, 1), mutations=(-4.0,), worse=True),
                "the step changes the order": _populations(
                    True, (1, 1), rates=_GREAT, reordered=True
                ),
            },
            public=(
                ([-1.0, 0.0, 1.0], 0.5, 1.0, [0.5], True),
                ([-2.0, 0.0, 3.0], 0.5, 40.0, [0.5], True),
                ([-0.5, 0.0, 1.0], 0.5, 1.0, [-3.0], True),
            ),
            tolerance=NEAR,
            weight=1.0,
            draws=4,
            covers=(
                "A round has two parts, in this order:",
                "Only if `selected`: the network with the lowest reward over the whole round",
                "with the p that it has after its gradient step",
            ),
        ),
        Check(
            "check_many_rounds_of_selection",
            "Over many rounds what was copied is copied on.",
            {
                "some rounds": _populations(True, (3, 5)),
                "more rounds than networks": _populations(True, (7, 9), (2, 3)),
                "mutants that become the worst": _populations(
                    True, (4, 6), mutations=(-4.0, -3.0, 1.0), worse=True
                ),
                "a great learning rate": _populations(True, (3, 4), rates=_GREAT, reordered=True),
            },
            public=(([-1.0, 0.0, 1.0], 0.25, 0.5, [0.5, -0.25, 0.5, 0.5], True),),
            tolerance=NEAR,
            weight=1.25,
            draws=5,
        ),
    ),
)
