from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise


def process_of(*weights: int, k: int = 3) -> np.ndarray:
    """A process from whole numbers, as many as are given, repeated."""
    table = np.resize(np.array(weights, dtype=float), (k, k, k))
    return table / table.sum(axis=-1, keepdims=True)


_weights = st.lists(st.integers(1, 6), min_size=27, max_size=27)
_doubts = st.sampled_from([0.0, 0.1, 0.25])


@st.composite
def guessed(draw: st.DrawFn, occurs: bool, doubt: st.SearchStrategy[float] = _doubts) -> Args:
    """A process of three tokens, one or two pairs left out, and a context."""
    first, second = draw(st.integers(0, 2)), draw(st.integers(0, 2))
    shift = draw(st.integers(1, 2))
    allowed = np.ones((3, 3), dtype=bool)
    if occurs:  # something else may not follow the second token
        allowed[second, (second + shift) % 3] = False
        allowed[first, second] = True
        if allowed.all():
            allowed[second, (second - shift) % 3] = False
    else:  # the context does not occur, and neither does one of its look-alikes
        allowed[first, second] = False
        allowed[(first + shift) % 3, second] = False
    return process_of(*draw(_weights)), allowed, [first, second], draw(doubt)


_PROCESS = process_of(6, 2, 1, 1, 4, 3, 2, 2, 5, 3, 1, 1, 2, 6, 2)


def _without(*pairs: tuple[int, int]) -> np.ndarray:
    allowed = np.ones((3, 3), dtype=bool)
    for pair in pairs:
        allowed[pair] = False
    return allowed


EXERCISE = Exercise(
    title="The best guess about the training distribution",
    objective="Turn a sentence of advice about a model into a forecast with error bars.",
    points=3,
    difficulty=3,
    minutes=25,
    hints=(
        "Write a helper `after(a, b)` first: the distribution of the next token in the text after "
        "a, b.",
        "`after(a, b)` keeps `process[a, b]` where `allowed[b]`, and divides by the sum of what it "
        "kept. Which contexts do you average it over where `allowed[first, second]` is False?",
        "Collect all `(a, second)` and all `(first, b)`, keep those with `allowed[a, b]`, average "
        "`after` over them. In a context that occurs, use it alone. Mix with the uniform "
        "distribution at the end, in both cases.",
    ),
    checks=(
        Check(
            "check_contexts_of_the_text",
            "In a context of the text, the guess is the next token's distribution there.",
            guessed(occurs=True, doubt=st.just(0.0)),
            public=(
                (_PROCESS, _without((1, 2)), [0, 1], 0.0),
                (_PROCESS, _without((1, 2), (0, 1)), [1, 1], 0.0),
            ),
            draws=5,
        ),
        Check(
            "check_other_contexts",
            "In another context, the guess is the plain average over its look-alikes.",
            guessed(occurs=False, doubt=st.just(0.0)),
            public=(
                (_PROCESS, _without((0, 1), (2, 1)), [0, 1], 0.0),
                (_PROCESS, _without((0, 1), (0, 2), (1, 0)), [0, 1], 0.0),
            ),
            weight=1.5,
            draws=6,
        ),
        Check(
            "check_doubt",
            "Every forecast gives its share to doubt.",
            st.one_of(
                guessed(occurs=True, doubt=st.sampled_from([0.1, 0.25])),
                guessed(occurs=False, doubt=st.sampled_from([0.1, 0.25])),
            ),
            public=(
                (_PROCESS, _without((1, 2)), [0, 1], 0.25),
                (_PROCESS, _without((0, 1)), [0, 1], 0.1),
            ),
            draws=5,
        ),
    ),
)
