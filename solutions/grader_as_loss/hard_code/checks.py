from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.grader_as_loss import homework

from autograder.course.exercise import Args, Check, Exercise

_numbers = st.integers(-20, 20)
_words = st.text("abc", min_size=1, max_size=4)
_lists = st.lists(st.integers(0, 5), max_size=3)


@st.composite
def known_and_others(draw: st.DrawFn, inputs: SearchStrategy, others: int, least: int = 2) -> Args:
    """Public cases with different inputs and different values, and inputs that are not public."""
    drawn = draw(st.lists(inputs, min_size=least + others, max_size=4 + others, unique_by=repr))
    known = drawn[: len(drawn) - others]
    values = draw(st.lists(_numbers, min_size=len(known), max_size=len(known), unique=True))
    return list(zip(known, values, strict=True)), drawn[len(known) :]


numbers_known = known_and_others(_numbers, others=0)
words_known = known_and_others(_words, others=0)
lists_known = known_and_others(_lists, others=0)
anything_else = st.one_of(known_and_others(_numbers, others=2), known_and_others(_words, others=2))

EXERCISE = Exercise(
    title="Learned by heart",
    objective="Write an answer that the public cases cannot tell from a right one.",
    points=2,
    difficulty=1,
    minutes=5,
    hints=(
        "You return a function. It may remember `public`, and needs nothing else.",
        "Lists cannot be keys of a dict, and they can be compared: go through the pairs.",
        "Define `def answer(x):` inside, with `for known, expected in public:`, "
        "`if x == known: return expected`, and `return None` after the loop. Return `answer`.",
    ),
    checks=(
        Check(
            "check_public_numbers_and_words",
            "Public inputs that are integers or strings get their expected values.",
            st.one_of(numbers_known, words_known),
            public=(
                ([(3, 9), (-2, 4), (5, 25)], []),
                ([("abc", 3), ("b", 1)], []),
            ),
            probe=homework.tabled,
            draws=4,
        ),
        Check(
            "check_public_lists",
            "Public inputs that are lists get their expected values.",
            lists_known,
            public=(([([3, 1], 4), ([], 0), ([5], 5)], []),),
            weight=0.5,
            probe=homework.tabled,
            draws=3,
        ),
        Check(
            "check_other_inputs_get_none",
            "Inputs that are not public get None.",
            anything_else,
            public=(([(3, 9), (-2, 4)], [4, 0]),),
            weight=0.5,
            probe=homework.tabled,
            draws=3,
        ),
    ),
)
