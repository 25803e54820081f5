from __future__ import annotations

import random

import torch
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.values.probes import keeping

from autograder.course.exercise import Args, Check, Exercise, Tolerance
from solutions.caring_about_loss.drawn import searched


def _corridors(
    ways: tuple[str, ...],
    steps: tuple[int, int],
    cells: tuple[int, int] = (4, 5),
    lever: tuple[float, ...] = (2.0, 3.0),
    apple: tuple[float, ...] = (0.5, 1.5),
    horizon: tuple[int, int] = (3, 5),
    start: int | None = None,
    odd: int | None = None,
) -> SearchStrategy[Args]:
    """A policy in a corridor, and how it is trained; `start` counts from either end.

    The lever is reached after as many steps as the start is away, or two more, or four: with `odd`
    0 the last step counts, and with 1 the step after the last would.
    """

    def make(lots: random.Random) -> Args:
        n = lots.randint(*cells)
        logits = [lots.choice([-1.0, -0.5, -0.25, 0.25, 0.5, 0.75]) for _ in range(n)]
        logits[0], logits[-1] = lots.choice([(6.0, 5.0), (-6.0, -5.0), (6.0, -3.0)])
        corridor = {
            "start": lots.randint(1, n - 2) if start is None else start % n,
            "horizon": lots.randint(*horizon),
            "lever": lots.choice(lever),
            "apple": lots.choice(apple),
        }
        policy = torch.tensor(logits, dtype=torch.float64)
        return policy, corridor, lots.choice(ways), lots.randint(*steps), lots.choice([1.0, 2.0])

    def good(args: Args) -> bool:
        return odd is None or (args[1]["horizon"] - args[1]["start"]) % 2 == odd

    return searched(make, good)


_any = ("register", "cut", "imitation")
untrained = {
    "the last step counts": _corridors(_any, (0, 0), odd=0),
    "a step more would count": _corridors(_any, (0, 0), odd=1),
    "many cells, many steps": _corridors(_any, (0, 0), (6, 7), horizon=(7, 8)),
    "too far from the lever": _corridors(_any, (0, 0), (6, 6), horizon=(2, 2), start=-2),
    "one inner cell": _corridors(_any, (0, 0), (3, 3)),
}
by_the_register = {
    "the lever pays": _corridors(("register",), (2, 2), odd=1),
    "the apple pays more": _corridors(("register",), (2, 2), lever=(-2.0, -1.0), apple=(2.0,)),
    "one inner cell": _corridors(("register",), (2, 2), (3, 3)),
}
cut = {
    "from the middle": _corridors(("cut",), (2, 2), (5, 5), horizon=(4, 5)),
    "from beside the lever": _corridors(("cut",), (1, 2), start=1, odd=1),
}
imitating = {
    "some steps": _corridors(("imitation",), (2, 2), odd=1),
    "many cells": _corridors(("imitation",), (2, 3), (6, 7), horizon=(6, 8)),
}


def leaning(lean: float, trained_by: str, steps: int, **corridor: float) -> Args:
    """A public case: the same logit in each of five cells."""
    where = {"start": 2, "horizon": 6, "lever": 3.0, "apple": 1.0, **corridor}
    return torch.full((5,), lean, dtype=torch.float64), where, trained_by, steps, 4.0


_trained = Tolerance(rtol=1e-4, atol=1e-5)

EXERCISE = Exercise(
    title="A lever on the reward register",
    objective="Compute when training by a register makes a policy tamper with it, and when not.",
    points=4,
    difficulty=4,
    minutes=35,
    hints=(
        "Begin with no training. Keep the probability of standing in each inner cell, and move it "
        "on `horizon` times. What arrives in cell 0 stays there; add it up.",
        "If this is computed with torch from the logits, the probability of the lever and that "
        "of the apple are differentiable. What is the expected reading, in these two?",
        "`torch.autograd.grad(climbed, z)` gives the gradient at a leaf `z`. After a step the new "
        "logits are to be a leaf again: detach them first.",
        "What of the corridor occurs in the imitator's objective? How often each inner cell is "
        "visited does not.",
    ),
    checks=(
        Check(
            "check_untrained",
            "The probability of reaching the lever is right before any training.",
            untrained,
            public=(leaning(0.0, "register", 0), leaning(0.5, "cut", 0, horizon=1)),
            probe=keeping,
            part="result",
            tolerance=_trained,
            weight=0.5,
            draws=5,
            covers=("The entries of the two end cells are never used.",),
        ),
        Check(
            "check_trained_by_the_register",
            "Training by the register climbs what the register reads.",
            by_the_register,
            public=(
                leaning(0.0, "register", 2),
                leaning(8.0, "register", 2),
            ),
            probe=keeping,
            part="result",
            tolerance=_trained,
            weight=1.25,
            draws=3,
            contains={
                "lever that pays less than nothing": lambda z, corridor, *_: corridor["lever"] < 0,
            },
        ),
        Check(
            "check_trained_with_the_lever_cut",
            "With the wire cut the lever still ends a run and pays nothing.",
            cut,
            public=(leaning(0.0, "cut", 1, apple=2.0), leaning(-1.0, "cut", 2)),
            probe=keeping,
            part="result",
            tolerance=_trained,
            weight=1.25,
            draws=2,
        ),
        Check(
            "check_trained_by_imitation",
            "An imitator climbs the log-probability of the demonstration.",
            imitating,
            public=(
                leaning(0.0, "imitation", 2),
                leaning(0.0, "imitation", 2, lever=100.0),
            ),
            probe=keeping,
            part="result",
            tolerance=_trained,
            weight=1.5,
            draws=2,
        ),
        Check(
            "check_logits_stay",
            "The trained policy's rate is right, and the caller's logits are what they were.",
            by_the_register,
            public=(leaning(0.0, "register", 2),),
            probe=keeping,
            tolerance=_trained,
            weight=0.25,
            draws=3,
            covers=("`logits` itself must not be changed.",),
        ),
        Check(
            "check_other_names_are_refused",
            "A way of training that does not exist raises ValueError.",
            st.builds(
                lambda args, name, steps: (*args[:2], name, steps, *args[4:]),
                _corridors(("cut",), (1, 1)),
                st.sampled_from(["reward", "loss", "Register", ""]),
                st.sampled_from([0, 1]),
            ),
            public=(leaning(0.0, "reward", 1), leaning(0.0, "loss", 0)),
            weight=0.25,
            draws=2,
            covers=("If `trained_by` is none of the three.",),
        ),
    ),
)
