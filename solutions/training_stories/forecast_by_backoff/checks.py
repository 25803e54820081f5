from __future__ import annotations

from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise

_strength = st.sampled_from([0.5, 1.0, 2.0, 3.0])


@st.composite
def continued(draw: st.DrawFn, tokens: int = 3) -> Args:
    """A text in which the context occurs, followed by something, and at its end too."""
    length = draw(st.integers(1, 2))
    token = st.integers(0, tokens - 1)
    context = draw(st.lists(token, min_size=length, max_size=length))
    before, after = draw(st.lists(token, max_size=3)), draw(st.lists(token, min_size=1, max_size=3))
    ending = context if draw(st.booleans()) else []
    text = [*before, *context, *after, *ending]
    return text, context, tokens, draw(_strength)


@st.composite
def repeated(draw: st.DrawFn) -> Args:
    """A text with runs of one token, continued from a run of it."""
    token, other = draw(st.permutations([0, 1]))
    text = [token] * draw(st.integers(3, 5)) + [other] * draw(st.integers(0, 2))
    return text, [token] * 2, 2, draw(_strength)


@st.composite
def unseen_context(draw: st.DrawFn) -> Args:
    """The context never occurs in the text: its last token does, or does not."""
    text = draw(st.lists(st.integers(0, 2), min_size=1, max_size=6))
    context = [3, draw(st.integers(0, 3))]
    return text, context, 4, draw(_strength)


@st.composite
def short_of_words(draw: st.DrawFn) -> Args:
    """No context, or hardly a text."""
    text = draw(st.lists(st.integers(0, 2), max_size=4))
    context = draw(st.sampled_from([[], [], [1], [1, 2]]))
    return (text if not context else text[:1]), context, 3, draw(_strength)


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
        "For each k walk i from k to the end of the text; where `text[i - k : i]` equals the last "
        "k tokens, count `text[i]`. Then "
        "`forecast = (counts + strength * forecast) / (counts.sum() + strength)`.",
    ),
    checks=(
        Check(
            "check_contexts_that_occur",
            "The forecast is right where the text continues the context.",
            continued(),
            public=(
                ([0, 1, 0, 2], [0], 3, 1.0),
                ([0, 1, 2, 0, 1], [0, 1], 3, 2.0),
                ([2, 1, 1, 0, 1, 2], [0, 1], 3, 0.5),
            ),
            weight=2,
            draws=9,
        ),
        Check(
            "check_contexts_that_never_occur",
            "In a context that never occurs the forecast comes from shorter ones.",
            unseen_context(),
            public=(
                ([0, 1, 0, 1, 2], [3, 0], 4, 1.0),
                ([0, 1, 0], [3, 3], 4, 1.0),
            ),
            draws=5,
        ),
        Check(
            "check_places_that_overlap",
            "Places that overlap all count.",
            repeated(),
            public=(([1, 1, 1, 1, 0], [1, 1], 2, 1.0),),
            weight=0.5,
            draws=4,
        ),
        Check(
            "check_short_texts_and_no_context",
            "It works with hardly any text, and without a context.",
            short_of_words(),
            public=(([], [], 2, 1.0), ([2], [1, 2], 3, 1.0), ([0, 0, 1], [], 2, 1.0)),
            weight=0.5,
            draws=5,
        ),
    ),
)
