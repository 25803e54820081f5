from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.experiments import (
    THREE,
    answers,
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
def single_experiments(
    draw: st.DrawFn, prior: SearchStrategy[list[int]], ties: bool, slip: SearchStrategy[float]
) -> Args:
    """A prior over three motives, one experiment, a slip."""
    return draw(priors(THREE, prior)), draw(experiments(THREE, 3, ties)), draw(slip)


even_information = single_experiments(even, False, slips)
unequal_information = single_experiments(unequal, False, slips)
tied_information = single_experiments(unequal, True, slips)
sharp_information = single_experiments(with_zero, False, st.just(0.0))

no_information = st.builds(
    lambda action, prior, slip: (
        prior,
        {"actions": answers[:3], **{name: [action] for name in THREE}},
        slip,
    ),
    st.sampled_from(answers[:3]),
    priors(THREE, unequal),
    slips,
)

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
        "Mutual information can be had from either side: from the motive's entropy before and "
        "after, or from the action's, `H(action) - H(action given motive)`. The second needs no "
        "posterior.",
        "Make a table of probabilities, one row a motive and one column an action. The mixture "
        "is `prior @ table`. Subtract from its entropy the prior-weighted mean of the rows' "
        "entropies. Leave terms of probability 0 out of every entropy.",
    ),
    checks=(
        Check(
            "check_equal_priors",
            "The bits are right for motives that are equally probable.",
            even_information,
            public=(
                (
                    even_prior,
                    {"actions": ["desk", "lever"], "event": ["desk"], "register": ["lever"]},
                    0.1,
                ),
            ),
            tolerance=NEAR,
            draws=5,
        ),
        Check(
            "check_unequal_priors",
            "The bits are right for motives that are not.",
            unequal_information,
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
            ),
            tolerance=NEAR,
            draws=5,
        ),
        Check(
            "check_ties",
            "Chance in what an agent does is not taken for information.",
            tied_information,
            public=(
                (
                    even_prior,
                    {"actions": _three_ways, "event": ["left", "right"], "register": ["right"]},
                    0.1,
                ),
            ),
            tolerance=NEAR,
            draws=5,
        ),
        Check(
            "check_nothing_to_learn",
            "Where all motives act alike the experiment is worth nothing.",
            no_information,
            public=(
                (
                    {"event": 0.25, "register": 0.75},
                    {"actions": _three_ways, "event": ["stay"], "register": ["stay"]},
                    0.2,
                ),
            ),
            weight=0.5,
            tolerance=NEAR,
            draws=3,
        ),
        Check(
            "check_certainties",
            "Slips of probability 0 and motives of probability 0 are no obstacle.",
            sharp_information,
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
            weight=0.5,
            tolerance=NEAR,
            draws=4,
        ),
    ),
)
