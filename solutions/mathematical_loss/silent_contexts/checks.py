from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.mathematical_loss.tables import number

_quarters = st.integers(-8, 8).map(lambda n: n / 4)
_rates = st.sampled_from([0.25, 0.5, 3.0])


@st.composite
def _numbers(draw: st.DrawFn, rows: int, columns: int) -> np.ndarray:
    """A table of different quarters in every row and column."""
    drawn = draw(
        st.lists(_quarters, min_size=rows * columns, max_size=rows * columns).filter(
            lambda numbers: len(set(numbers)) > min(rows * columns, 3) - 1
        )
    )
    return np.array(drawn).reshape(rows, columns)


@st.composite
def texts(draw: st.DrawFn, k: int, used: Sequence[int], length: int) -> list[int]:
    """A text of some of k tokens, each of which is a context, in which a pair stands twice."""
    names = draw(st.permutations(range(k)))
    tokens = [names[i] for i in used]
    first, second = tokens[0], tokens[-1]
    body = draw(st.lists(st.sampled_from(tokens), min_size=length - 5, max_size=length - 5))
    return [first, second, *tokens, *body, first, second, first]


@st.composite
def models(draw: st.DrawFn, k: int, d: int, text: st.SearchStrategy[list[int]]) -> Args:
    """A model that shares parameters between contexts, or with d = 0 a table."""
    features = draw(_numbers(k, d)) if d else np.eye(k)
    return features, draw(_numbers(d or k, k)), draw(text), draw(_rates)


@st.composite
def ends(draw: st.DrawFn, k: int) -> list[int]:
    """A text whose last token occurs nowhere else, so that it is no context."""
    names = draw(st.permutations(range(k)))
    body = draw(st.lists(st.sampled_from(names[1:3]), min_size=3, max_size=6))
    return [*names[1:3], *body, names[1], names[2], names[0]]


@st.composite
def couples(draw: st.DrawFn, k: int) -> list[int]:
    """Two tokens, or the same one twice."""
    first, second = draw(st.permutations(range(k)))[:2]
    return [first, first if draw(st.booleans()) else second]


_kinds = {
    "a table, two contexts silent": models(4, 0, texts(4, (0, 1), 9)),
    "a table, none silent": models(3, 0, texts(3, (0, 1, 2), 10)),
    "shared, two contexts silent": models(4, 2, texts(4, (0, 1), 8)),
    "shared, one context silent": models(4, 3, texts(4, (0, 1, 2), 12)),
    "the last token is no context": models(3, 2, ends(3)),
    "a single pair": models(3, 2, couples(3)),
}
_table, _start = np.eye(3), np.array([[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [2.0, 0.0, -1.0]])
_shared = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
_public = (
    (_table, _start, [0, 1, 0, 1, 1], 1.0),
    (_shared, np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]), [0, 1, 0, 1, 1, 2], 0.5),
)


def _silent(features: np.ndarray, weights: np.ndarray, text: list[int], rate: float) -> bool:
    return len(set(text[:-1])) < len(features)


def _uneven(features: np.ndarray, weights: np.ndarray, text: list[int], rate: float) -> bool:
    counts = [text[:-1].count(token) for token in set(text[:-1])]
    return len(set(counts)) > 1


EXERCISE = Exercise(
    title="Where the text is silent",
    objective="See what a loss says of inputs that never occur, and what moves them all the same.",
    points=2,
    difficulty=3,
    minutes=20,
    hints=(
        "How often does each context occur, as the first of a pair? What does a logit change of "
        "the loss of a pair that has another context?",
        "Work a text of one pair by hand: what is the derivative of minus the logarithm of one "
        "softmax probability? Then let the same pair stand twice in a text of four pairs. What "
        "does each of the four add, and to which row?",
        "A step changes weights, not logits. Write the change of the weights first, by the chain "
        "rule from logits to weights, and then see what it does to *every* row of logits.",
    ),
    checks=(
        Check(
            "check_derivative",
            "The derivative with respect to the logits of each context is right.",
            _kinds,
            public=_public,
            part="derivative",
            tolerance=number,
            draws=6,
            contains={"a silent context": _silent, "contexts of different frequency": _uneven},
            covers=(
                "``derivative``: float64 of shape (k, k)",
                "Some may never occur, or at the end only.",
            ),
        ),
        Check(
            "check_moved",
            "The change of the logits in one step is right, of silent contexts too.",
            _kinds,
            public=_public,
            part="moved",
            tolerance=number,
            draws=6,
            covers=("``moved``: float64 of shape (k, k)",),
        ),
    ),
)
