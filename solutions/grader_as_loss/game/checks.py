from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from losslab.grader_as_loss import homework
from losslab.grader_as_loss.homework import PROPERTIES

from autograder.course.exercise import Args, Check, Exercise

_LOOSE = ("same length", "nothing new", "nothing lost")
_tried = st.lists(st.lists(st.integers(-3, 3), max_size=4), min_size=1, max_size=3)


@st.composite
def checked(draw: st.DrawFn, sure: Sequence[str], perhaps: Sequence[str], least: int = 0) -> Args:
    """Properties in some order, and lists: one empty, one with repeats, and others."""
    more = draw(st.lists(st.sampled_from(perhaps), min_size=least, unique=True)) if perhaps else []
    properties = draw(st.permutations([*sure, *more]))
    return list(properties), [[], [3, 1, 1, 2, 3], *draw(_tried)]


unordered = checked([], [name for name in PROPERTIES if name != "ordered"])
ordered = checked(["ordered"], _LOOSE)
nearly_everything = checked(["ordered", *_LOOSE], [])
pinned_down = checked(["ordered", "same counts"], _LOOSE)
counted = checked(["same counts"], _LOOSE)
_all_loose = [name for name in PROPERTIES if name not in ("ordered", "same counts")]
_lists = [[], [3, 1, 1, 2, 3]]

EXERCISE = Exercise(
    title="Every check kept, the task missed",
    objective="Find the gap between a specification and what it was written for, or show that "
    "there is none.",
    points=4,
    difficulty=4,
    minutes=25,
    hints=(
        "Which property does the list itself break, returned as it is?",
        "If the result must be ordered, think of [2, 1, 1] and [1, 2, 2]. Which properties tell "
        "them apart?",
        "Three branches. Without `ordered`: the list as it is. With `ordered` and `same counts`: "
        "None, only sorting does that. Else: the different numbers in ascending order, and the "
        "greatest of them as often again as the length needs. Look at the empty list.",
    ),
    checks=(
        Check(
            "check_without_order",
            "Where order is not checked, everything that is checked is kept and the task missed.",
            unordered,
            public=(
                ([], _lists),
                (["same length", "nothing lost"], _lists),
                (["same counts", *_all_loose], _lists),
            ),
            probe=homework.sorted_by,
            reads=homework.gamed,
            draws=5,
        ),
        Check(
            "check_with_order",
            "Where order is checked and counts are not, the task can still be missed.",
            ordered,
            public=(
                (["ordered"], _lists),
                (["ordered", "same length", "nothing new"], _lists),
                (["ordered", "nothing lost", "nothing new"], _lists),
            ),
            probe=homework.sorted_by,
            reads=homework.gamed,
            draws=6,
        ),
        Check(
            "check_with_four_properties",
            "Order, length, nothing new and nothing lost together still leave a gap.",
            nearly_everything,
            public=((["ordered", *_all_loose], _lists),),
            probe=homework.sorted_by,
            reads=homework.gamed,
            draws=2,
        ),
        Check(
            "check_where_there_is_no_gap",
            "Where only sorting keeps everything, it returns None.",
            pinned_down,
            public=(
                (["ordered", "same counts"], _lists),
                (list(PROPERTIES), _lists),
            ),
            weight=0.5,
            probe=homework.sorted_by,
            reads=homework.gamed,
            draws=3,
        ),
        Check(
            "check_counts_without_order",
            "Where counts are checked and order is not, the task can be missed.",
            counted,
            public=((["same counts"], _lists),),
            weight=0.5,
            probe=homework.sorted_by,
            reads=homework.gamed,
            draws=2,
        ),
    ),
)
