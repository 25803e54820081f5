from __future__ import annotations

import torch
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise, Tolerance


@st.composite
def corridors(draw: st.DrawFn, trained_by: str, least: int, most: int) -> Args:
    """A policy in a corridor of four or five cells, and how it is trained."""
    cells = draw(st.integers(4, 5))
    logits = draw(st.lists(st.integers(-4, 4).map(lambda n: n / 4), min_size=cells, max_size=cells))
    corridor = {
        "start": draw(st.integers(1, cells - 2)),
        "horizon": draw(st.integers(3, 6)),
        "lever": draw(st.sampled_from([2.0, 3.0])),
        "apple": draw(st.sampled_from([0.5, 1.5])),
    }
    policy = torch.tensor(logits, dtype=torch.float64)
    steps = draw(st.integers(least, most))
    return policy, corridor, trained_by, steps, draw(st.sampled_from([0.5, 1.0, 2.0]))


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
        "of the apple are differentiable. The expected reading is `lever * p_lever + apple * "
        "p_apple`.",
        "`torch.autograd.grad(climbed, z)` gives the gradient at a leaf `z`, made by "
        "`logits.clone().requires_grad_()`. After a step make a new leaf: "
        "`(z + rate * gradient).detach().requires_grad_()`.",
        "Imitation climbs `torch.nn.functional.logsigmoid(z[1:-1]).mean()`. No corridor occurs in "
        "it, and no register.",
    ),
    checks=(
        Check(
            "check_untrained",
            "The probability of reaching the lever is right before any training.",
            corridors("register", 0, 0),
            public=(leaning(0.0, "register", 0), leaning(0.5, "cut", 0, horizon=1)),
            tolerance=_trained,
            draws=5,
        ),
        Check(
            "check_trained_by_the_register",
            "Training by the register climbs what the register reads.",
            corridors("register", 1, 3),
            public=(
                leaning(0.0, "register", 1),
                leaning(0.0, "register", 4),
                leaning(8.0, "register", 4),
            ),
            tolerance=_trained,
            draws=4,
        ),
        Check(
            "check_trained_with_the_lever_cut",
            "With the wire cut the lever still ends a run and pays nothing.",
            corridors("cut", 1, 2),
            public=(leaning(0.0, "cut", 1, apple=2.0), leaning(-1.0, "cut", 3)),
            tolerance=_trained,
            draws=4,
        ),
        Check(
            "check_trained_by_imitation",
            "An imitator climbs the log-probability of the demonstration.",
            corridors("imitation", 1, 3),
            public=(
                leaning(0.0, "imitation", 2),
                leaning(0.0, "imitation", 2, lever=100.0),
            ),
            tolerance=_trained,
            draws=4,
        ),
        Check(
            "check_other_names_are_refused",
            "A way of training that does not exist raises ValueError.",
            st.builds(
                lambda args, name: (*args[:2], name, *args[3:]),
                corridors("cut", 1, 1),
                st.sampled_from(["reward", "loss"]),
            ),
            public=(leaning(0.0, "reward", 1),),
            weight=0.25,
            draws=2,
        ),
    ),
)
