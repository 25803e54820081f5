from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.experiments import (
    THREE,
    even,
    even_prior,
    experiments,
    priors,
    slips,
    unequal,
    with_zero,
)
from solutions.caring_about_loss.grids import NEAR


@st.composite
def observations(
    draw: st.DrawFn,
    prior: SearchStrategy[list[int]],
    least: int,
    most: int,
    ties: bool = False,
) -> Args:
    """A prior, two experiments and what was seen in them."""
    made = {
        "A": draw(experiments(THREE, 3, ties)),
        "B": draw(experiments(THREE, 2, ties)),
    }
    names = draw(st.lists(st.sampled_from(["A", "B"]), min_size=least, max_size=most))
    seen = [[name, draw(st.sampled_from(made[name]["actions"]))] for name in names]
    return draw(priors(THREE, prior)), made, seen, draw(slips)


@st.composite
def repeated(draw: st.DrawFn) -> Args:
    """The same action seen twice or more in the same experiment, after a different one."""
    prior, made, seen, slip = draw(observations(even, 1, 1))
    return prior, made, [*seen, *[["A", "left"]] * draw(st.integers(2, 3))], slip


@st.composite
def surprising(draw: st.DrawFn) -> Args:
    """Forty-odd actions that hardly any motive explains."""
    made = {
        "A": {
            "actions": ["left", "right"],
            "event": ["left"],
            "register": ["left"],
            "task": ["left"],
        },
        "B": draw(experiments(THREE, 2, ties=True)),
    }
    seen = [["A", "right"]] * draw(st.integers(40, 50)) + [["B", draw(st.sampled_from(["left"]))]]
    return draw(priors(THREE, unequal)), made, seen, 1e-9


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
        "It is `slip / len(possible)` for every action, and `(1 - slip) / len(best)` more for each "
        "of the best. Multiply over what was seen, times the prior; divide by the sum over all "
        "motives.",
        "Forty surprises with a slip of 1e-9 make a product that no float can hold. Add logarithms "
        "and subtract the greatest before you exponentiate, or normalize after each action.",
    ),
    checks=(
        Check(
            "check_one_action",
            "After one action the probabilities are those of Bayes' rule.",
            observations(even, 1, 1),
            public=(
                (even_prior, _one_lever, [["lever", "lever"]], 0.1),
                (even_prior, _one_lever, [], 0.1),
            ),
            tolerance=NEAR,
            draws=6,
        ),
        Check(
            "check_ties",
            "An agent with several best actions takes each equally often.",
            observations(even, 1, 2, ties=True),
            public=((even_prior, _one_lever, [["still", "desk"]], 0.1),),
            tolerance=NEAR,
            draws=6,
        ),
        Check(
            "check_priors",
            "What was probable before counts, and what was impossible stays so.",
            observations(st.one_of(unequal, with_zero), 0, 2),
            public=(
                ({"event": 0.75, "register": 0.25}, _one_lever, [["lever", "lever"]], 0.2),
                ({"event": 1.0, "register": 0.0}, _one_lever, [["lever", "lever"]], 0.2),
            ),
            tolerance=NEAR,
            draws=6,
        ),
        Check(
            "check_repetitions",
            "Every action that was seen counts, each time.",
            repeated(),
            public=(
                (even_prior, _one_lever, [["lever", "lever"], ["lever", "desk"]], 0.2),
                (
                    even_prior,
                    _one_lever,
                    [["lever", "lever"], ["lever", "lever"], ["still", "lever"]],
                    0.2,
                ),
            ),
            tolerance=NEAR,
            draws=5,
        ),
        Check(
            "check_many_surprises",
            "The result is right where every product of likelihoods underflows.",
            surprising(),
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
            weight=0.5,
            tolerance=NEAR,
            draws=3,
        ),
    ),
)
