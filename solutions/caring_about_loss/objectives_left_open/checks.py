from __future__ import annotations

from hypothesis import strategies as st
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise


@st.composite
def menus(draw: st.DrawFn, least: int, most: int, spare: int) -> Args:
    """Choices from menus of two or three of the outcomes; `spare` outcomes are on no menu."""
    offered = draw(st.integers(3, 4))
    numbers = st.lists(st.integers(0, offered - 1), min_size=2, max_size=3, unique=True)
    choices = []
    for _ in range(draw(st.integers(least, most))):
        menu = draw(numbers)
        choices.append([sorted(menu), draw(st.sampled_from(menu))])
    return offered + spare, draw(st.integers(2, 3)), choices


EXERCISE = Exercise(
    title="How many objectives fit",
    objective="Count how many utility functions over facts a behavior is consistent with.",
    points=2,
    difficulty=3,
    minutes=20,
    hints=(
        "How many functions are there if nothing was seen? And what does a choice between two of "
        "five outcomes say about the other three?",
        "`itertools.product(range(levels), repeat=outcomes)` lists all functions, as tuples whose "
        "entry o is the value of outcome o.",
        "Keep those for which, in each choice, the value of the chosen outcome equals the greatest "
        "value on the menu. Do not sort out constants, and do not sort out unseen outcomes.",
    ),
    checks=(
        Check(
            "check_nothing_seen",
            "Before any choice was seen every function is open.",
            st.builds(
                lambda outcomes, levels: (outcomes, levels, []),
                st.integers(1, 5),
                st.integers(1, 3),
            ),
            public=((3, 2, []),),
            weight=0.5,
            tolerance=EXACT,
            draws=4,
        ),
        Check(
            "check_one_choice",
            "A choice leaves open the functions under which nothing on the menu is better.",
            menus(1, 1, 0),
            public=((2, 2, [[[0, 1], 0]]), (3, 3, [[[0, 1, 2], 1]])),
            tolerance=EXACT,
            draws=5,
        ),
        Check(
            "check_outcomes_that_were_never_offered",
            "Outcomes that were on no menu may have any value.",
            menus(1, 2, 2),
            public=((4, 3, [[[0, 1], 0]]),),
            tolerance=EXACT,
            draws=4,
        ),
        Check(
            "check_several_menus",
            "An outcome has the same value on every menu.",
            menus(2, 3, 0),
            public=(
                (3, 3, [[[0, 1], 0], [[1, 2], 1]]),
                (3, 3, [[[0, 1], 0], [[0, 1], 1]]),
            ),
            tolerance=EXACT,
            draws=5,
        ),
    ),
)
