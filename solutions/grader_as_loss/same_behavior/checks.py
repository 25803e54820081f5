from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from losslab.grader_as_loss import homework

from autograder.course.exercise import Args, Check, Exercise, recipe

_positive = st.lists(st.integers(2, 9), min_size=2, max_size=4)


def compared(names: Sequence[str], inputs: Sequence[Sequence[int]]) -> Args:
    """Learners by name, as a recipe, and inputs."""
    return recipe(homework.answers, names=list(names)), [list(xs) for xs in inputs]


@st.composite
def learners(
    draw: st.DrawFn,
    names: Sequence[str],
    telling: Sequence[Sequence[int]],
    in_order: bool = False,
) -> Args:
    """Some learners, in any order or in this one, and lists of which some tell them apart."""
    inputs = draw(st.permutations([*telling, *draw(st.lists(_positive, max_size=2))]))
    return compared(names if in_order else draw(st.permutations(names)), inputs)


_usual = ("worked it out", "copied it", "sorts a copy", "starts from zero", "takes the last")
_changing = ("sorts in place", "empties the list", "takes the last", "worked it out")

_raising = (
    "worked it out",
    "empties the list",
    "looked it up",
    "negates the least",
    "says None of nothing",
)

_nothing = ("says NaN of nothing", "says inf - inf of nothing", "says None of nothing")
_types = ("worked it out", "returns a float", "says True for 1", "looked it up")

EXERCISE = Exercise(
    title="What no grader can tell apart",
    objective="Group answers by what a judge behind a boundary can see of them.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Write down for one answer and one input what came back, as something that can be "
        "compared: a key. An answer's behavior is the tuple of its keys.",
        "A key needs the type as well as the value, or the class of the exception. NaN is not "
        "equal to itself, but its `repr` is. Give each call `list(xs)`.",
        "`groups.setdefault(behavior, []).append(name)` for every name; a dict keeps the order in "
        "which keys arrived. Keys: `(type(value).__name__, repr(value))`, and "
        '`("raised", type(error).__name__)`.',
    ),
    checks=(
        Check(
            "check_equal_results_stand_together",
            "Answers that return the same for every input are one group, however they get there.",
            learners(_usual, [[-3, -1], [5, 2]]),
            public=(
                compared(_usual, [[5, 2]]),
                compared(_usual, [[2, 5], [-3, -1], [5, 2]]),
            ),
            draws=4,
        ),
        Check(
            "check_every_call_gets_its_own_list",
            "An answer that changes its argument does not change what others are given.",
            learners(_changing, [[5, 2], [3, 1, 2]], in_order=True),
            public=(compared(_changing, [[5, 2]]),),
            draws=3,
        ),
        Check(
            "check_exceptions_by_class",
            "Exceptions count by their class, and are not a result.",
            learners(_raising, [[]]),
            public=(compared(_raising, [[2, 4], []]),),
            draws=3,
        ),
        Check(
            "check_nan_is_nan",
            "NaN and NaN are the same result.",
            learners(_nothing, [[]]),
            public=(compared(_nothing, [[]]),),
            weight=0.5,
            draws=3,
        ),
        Check(
            "check_types_count",
            "1, 1.0 and True are three results.",
            learners(_types, [[1]]),
            public=(compared(_types, [[1]]),),
            weight=0.5,
            draws=3,
        ),
    ),
)
