from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise


def process_of(*weights: int, k: int = 3) -> np.ndarray:
    """A process from whole numbers, as many as are given, repeated."""
    table = np.resize(np.array(weights, dtype=float), (k, k, k))
    return table / table.sum(axis=-1, keepdims=True)


def guessed(
    seed: int,
    k: int,
    occurs: bool,
    doubt: float | None = 0.0,
    same: bool = False,
    last: int | None = None,
) -> Args:
    """A process of k tokens, some pairs left out, and a context that occurs, or does not.

    Where it does not, its look-alikes with the same second token are fewer than those with the
    same first one, or more. With `same` the context is one token twice; `last` says which of its
    tokens is the last of all.
    """
    rng = np.random.default_rng(seed)
    process = rng.integers(1, 9, (k, k, k)) ** 2.0
    process /= process.sum(axis=-1, keepdims=True)
    first, second = (int(t) for t in rng.permutation(k)[:2])
    if last is not None:
        two = [first, second]
        two[1 - last] = two[1 - last] if two[1 - last] < k - 1 else two[last]
        two[last] = k - 1
        first, second = two
    if same:
        second = first
    allowed = np.ones((k, k), dtype=bool)
    for b in range(k):
        allowed[b, rng.integers(k)] = False
    others = [t for t in range(k) if t not in (first, second)]
    row, column = rng.permutation([len(others) - same, 0])
    allowed[first], allowed[:, second] = True, True
    allowed[first, others[:row]] = False
    allowed[others[:column], second] = False
    allowed[first, second] = occurs
    if occurs:
        allowed[second, (second + 1) % k] = allowed[first, (first + 1) % k] = False
        allowed[first, second] = True
    allowed[others, others] = True
    for b in range(k):
        if not allowed[b].any():
            allowed[b, b] = True
    share = float(rng.choice([0.05, 0.25, 0.6])) if doubt is None else doubt
    return process, allowed, [first, second], share


def drawn(k: int, occurs: bool, **more: Any) -> st.SearchStrategy[Args]:
    """Such arguments."""
    return st.integers(0, 2**32).map(lambda seed: guessed(seed, k, occurs, **more))


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
        "Say `process[a, b]` is 0.5, 0.3, 0.2, and the second token was left out after b. What is "
        "`after(a, b)`, and which row of `allowed` told you? Which contexts do you ask where the "
        "given one does not occur?",
        "Look-alikes differ in what was left out of their continuations: take each one's own "
        "distribution before you average. A context that occurs is its own and only witness. And "
        "who may doubt: one of the two cases, or both?",
    ),
    checks=(
        Check(
            "check_contexts_of_the_text",
            "In a context of the text, the guess is the next token's distribution there.",
            {"three tokens": drawn(3, True, last=0), "more tokens": drawn(5, True, last=1)},
            public=(
                (_PROCESS, _without((1, 2)), [0, 1], 0.0),
                (_PROCESS, _without((1, 2), (0, 1)), [1, 1], 0.0),
            ),
            draws=3,
            covers=(
                "c is then never drawn after b, and the others are drawn in",
                "float64 of shape (k,): probabilities that sum to 1.",
            ),
        ),
        Check(
            "check_other_contexts",
            "In another context, the guess is the plain average over its look-alikes.",
            {
                "three tokens": drawn(3, False),
                "more tokens": drawn(5, False),
                "one token twice": drawn(4, False, same=True),
            },
            public=(
                (_PROCESS, _without((0, 1), (2, 1)), [0, 1], 0.0),
                (_PROCESS, _without((0, 1), (0, 2), (1, 0)), [0, 1], 0.0),
            ),
            weight=1.5,
            draws=3,
            covers=("and share the first token or the second one, in its place",),
        ),
        Check(
            "check_doubt",
            "Every forecast gives its share to doubt.",
            {
                "in the text": drawn(4, True, doubt=None),
                "elsewhere": drawn(4, False, doubt=None),
                "nothing but doubt": drawn(3, False, doubt=1.0),
            },
            public=(
                (_PROCESS, _without((1, 2)), [0, 1], 0.25),
                (_PROCESS, _without((0, 1)), [0, 1], 0.1),
            ),
            weight=2,
            draws=3,
        ),
    ),
)
