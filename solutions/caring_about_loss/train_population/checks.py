from __future__ import annotations

from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.grids import NEAR


@st.composite
def populations(draw: st.DrawFn, selected: bool, rounds: int) -> Args:
    """Three or four networks, some leaning to each side."""
    grid = st.integers(-8, 8).map(lambda n: n / 4)
    logits = draw(st.lists(grid, min_size=3, max_size=4, unique=True))
    mutations = st.sampled_from([-0.5, 0.25, 0.5])
    return (
        logits,
        draw(st.sampled_from([0.25, 0.5, 0.75])),
        draw(st.sampled_from([0.5, 1.0])),
        draw(st.lists(mutations, min_size=rounds, max_size=rounds + 2)),
        selected,
    )


EXERCISE = Exercise(
    title="Selection sees further than the gradient",
    objective="Compute what a myopic gradient forbids and selection brings back.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Work out one round on paper with two networks at z = 0 and z = 1. Which of them has more "
        "reward over the round, and which way does the gradient move both?",
        "The derivative of the sigmoid is `p * (1 - p)`, so the gradient step is "
        "`z - rate * cost * p * (1 - p)`.",
        "(1 - cost) * p rises with z. So the worst network is the one with the smallest z, the "
        "best the one with the greatest: `z[z.argmin()] = z.max() + mutation`.",
    ),
    checks=(
        Check(
            "check_gradient_alone",
            "Without selection every network moves away from cooperating.",
            populations(False, 2),
            public=(
                ([-1.0, 0.0, 1.0], 0.5, 1.0, [0.5, 0.5], False),
                ([0.0, 1.0], 0.5, 1.0, [], True),
            ),
            tolerance=NEAR,
            draws=5,
        ),
        Check(
            "check_one_round_of_selection",
            "After the gradient step the worst network becomes a mutated copy of the best.",
            populations(True, 1),
            public=(([-1.0, 0.0, 1.0], 0.5, 1.0, [0.5], True),),
            tolerance=NEAR,
            draws=5,
        ),
        Check(
            "check_many_rounds_of_selection",
            "Over many rounds what was copied is copied on.",
            populations(True, 5),
            public=(([-1.0, 0.0, 1.0], 0.25, 0.5, [0.5, -0.25, 0.5, 0.5], True),),
            tolerance=NEAR,
            draws=5,
        ),
    ),
)
