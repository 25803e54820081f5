from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise

Text = tuple[list[int], list[int], int, float]


def continued(rng: Random, length: int, ends: bool) -> Text:
    """A text in which the context occurs several times, with different tokens after it.

    It reads differently backwards, and may also stand at the end, where nothing follows it.
    """
    tokens = rng.randint(3, 5)
    context = rng.sample(range(tokens), length)
    text: list[int] = []
    for after in rng.sample(range(tokens), 2) * 2 + [rng.randrange(tokens)]:
        text += [rng.randrange(tokens) for _ in range(rng.randint(0, 3))]
        text += [*context, after, *context[1:], rng.randrange(tokens)]
    return text + context * ends, context, tokens + 1, rng.choice([0.25, 1.0, 2.0, 7.5])


def repeated(rng: Random, length: int) -> Text:
    """A text with runs of one token, continued from a run of it."""
    token, other = rng.sample(range(2), 2)
    text = [other] * rng.randint(0, 2) + [token] * rng.randint(4, 6) + [other, token, token]
    return text, [token] * length, 2, rng.choice([0.5, 1.0, 3.0])


def unseen(rng: Random, last: bool) -> Text:
    """The context never occurs in the text: its last token does, or does not."""
    text = [rng.randrange(3) for _ in range(rng.randint(8, 14))]
    context = [3, rng.randrange(2)] if last else [rng.randrange(3), 3]
    return [*text, 0, 1, 2, 2], context, 5, rng.choice([0.5, 1.0, 3.0])


def no_context(rng: Random) -> Text:
    """Nothing to continue."""
    text = [rng.randrange(3) for _ in range(rng.randint(3, 9))]
    return [*text, 0, 0], [], 4, rng.choice([0.5, 1.0, 3.0])


def hardly_a_text(rng: Random, some: int) -> Text:
    """No text, or one that is shorter than the context."""
    context = [rng.randrange(3) for _ in range(rng.randint(2, 3))]
    return [context[-1]] * some, context, 3, rng.choice([0.5, 1.0, 3.0])


def seeded(make: Callable[..., Text], *more: Any) -> st.SearchStrategy[Args]:
    """What `make` makes of a generator."""
    return st.integers(0, 2**32).map(lambda seed: make(Random(seed), *more))


EXERCISE = Exercise(
    title="A forecaster that only counts",
    objective="Forecast text from counts, falling back on shorter contexts.",
    points=2,
    difficulty=3,
    minutes=25,
    hints=(
        "Do k = 0 on paper first, with a text of three tokens. Then write the loop over k around "
        "it.",
        "The last k tokens are `context[len(context) - k:]`. Beware of `context[-k:]`, which is "
        "the whole context for k = 0.",
        "In the text 1, 1, 1, 0 with the context 1, 1, mark by hand every place that follows the "
        "last k tokens of the context, for k = 0, 1 and 2. Where is the first place that can, and "
        "where the last? How many marks are there for each k, and what is n?",
    ),
    checks=(
        Check(
            "check_contexts_that_occur",
            "The forecast is right where the text continues the context.",
            {
                "one token": seeded(continued, 1, True),
                "two tokens": seeded(continued, 2, True),
                "three tokens": seeded(continued, 3, True),
                "two tokens, elsewhere": seeded(continued, 2, False),
            },
            public=(
                ([0, 1, 0, 2], [0], 3, 1.0),
                ([0, 1, 2, 0, 1], [0, 1], 3, 2.0),
                ([2, 1, 1, 0, 1, 2], [0, 1], 3, 0.5),
            ),
            weight=2,
            draws=4,
            covers=("float64 of shape (tokens,): probabilities that sum to 1.",),
        ),
        Check(
            "check_contexts_that_never_occur",
            "In a context that never occurs the forecast comes from shorter ones.",
            {"its last token is known": seeded(unseen, True), "it is not": seeded(unseen, False)},
            public=(
                ([0, 1, 0, 1, 2], [3, 0], 4, 1.0),
                ([0, 1, 0], [3, 3], 4, 1.0),
            ),
            covers=("It is not a part of the text and may never occur there.",),
            draws=2,
        ),
        Check(
            "check_places_that_overlap",
            "Places that overlap all count.",
            {"two alike": seeded(repeated, 2), "three alike": seeded(repeated, 3)},
            public=(([1, 1, 1, 1, 0], [1, 1], 2, 1.0),),
            draws=2,
        ),
        Check(
            "check_short_texts_and_no_context",
            "It works with hardly any text, and without a context.",
            {
                "no context": seeded(no_context),
                "hardly a text": seeded(hardly_a_text, 1),
                "none": seeded(hardly_a_text, 0),
            },
            public=(([], [], 2, 1.0), ([2], [1, 2], 3, 1.0), ([0, 0, 1], [], 2, 1.0)),
            weight=0.5,
            draws=3,
            covers=("It may be short, or empty.",),
        ),
    ),
)
