from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.physical_loss import probes

from autograder.course.exercise import Args, Check, Exercise
from solutions.physical_loss.seeds_and_tolerances import GRADIENT, seeds

Targets = SearchStrategy[list[int]]


def _targets(least: int, most: int) -> Targets:
    """Targets of one chunk, all of which count."""
    return st.lists(st.integers(0, 2), min_size=least, max_size=most)


def _some_ignored(least: int, most: int) -> Targets:
    """Targets of one chunk, two or three of which are ignored."""
    return st.builds(
        lambda ys, ignored: [*[-100] * ignored, *ys], _targets(least, most), st.integers(2, 3)
    ).flatmap(lambda ys: st.permutations(ys).map(list))


_all_ignored = st.integers(1, 3).map(lambda n: [-100] * n)


@st.composite
def in_any_order(draw: st.DrawFn, *chunks: Targets) -> list[list[int]]:
    """One chunk of each of these, in any order."""
    return list(draw(st.permutations([draw(chunk) for chunk in chunks])))


uneven = in_any_order(
    _targets(1, 1), _targets(2, 3), _targets(5, 7), _targets(1, 2), _targets(1, 2)
)
ignoring = in_any_order(_some_ignored(1, 1), _targets(2, 3), _some_ignored(4, 5))
with_empty = in_any_order(_all_ignored, _some_ignored(1, 1), _targets(4, 6))
first_empty = st.tuples(_all_ignored, _targets(1, 1), _some_ignored(3, 5)).map(list)
last_empty = st.tuples(_targets(1, 1), _some_ignored(3, 5), _all_ignored).map(list)


def _left(labels: SearchStrategy[list[list[int]]], what: str) -> SearchStrategy[Args]:
    return st.tuples(labels, seeds, st.just(what))


_uneven = {
    "chunks of several lengths": _left(uneven, "no gradients"),
    "a single chunk": _left(_targets(4, 6).map(lambda ys: [ys]), "no gradients"),
}
_ignoring = {
    "ignored targets": _left(ignoring, "no gradients"),
    "nothing counts in the first chunk": _left(first_empty, "no gradients"),
    "nothing counts in the last chunk": _left(last_empty, "no gradients"),
}
_after_older = {"chunks of several lengths": _left(uneven, "ones in .grad")}
_everything = {
    "ignored targets": _left(ignoring, "ones in .grad"),
    "nothing counts in some chunk": _left(with_empty, "ones in .grad"),
}


def _gradients_check(
    name: str,
    promise: str,
    inputs: Mapping[str, SearchStrategy[Args]],
    *public: tuple,
    covers: tuple[str, ...] = (),
    weight: float = 1.0,
    part: str = "gradients",
) -> Check:
    return Check(
        name,
        promise,
        inputs,
        public=public,
        weight=weight,
        probe=probes.accumulated,
        part=part,
        tolerance=GRADIENT,
        draws=len(inputs),
        covers=covers,
    )


EXERCISE = Exercise(
    title="One mean over many chunks",
    objective="Accumulate, chunk by chunk, exactly the gradient of the mean over everything.",
    points=4,
    difficulty=3,
    minutes=20,
    hints=(
        "Try it on paper with a chunk of one target and a chunk of three. What weight does each "
        "target have in the mean of the chunks' means?",
        "Look at the losses 4 | 1, 1, 1 of the cell above. What can you note of each chunk, so "
        "that the mean of all four follows from the notes? Look up what `F.cross_entropy` says of "
        "`reduction`, and of the targets that it ignores.",
        "Backward adds to `.grad`; that is all the accumulation there is. So three things are to "
        "be settled: what stands there at first, by which number every chunk is divided, and when "
        "you know that number.",
    ),
    checks=(
        _gradients_check(
            "check_chunks_of_different_length",
            "The gradient is that of the mean over all targets where chunks differ in length.",
            _uneven,
            ([[1, 2, 0], [0, 2], [1]], 0, "no gradients"),
        ),
        _gradients_check(
            "check_ignored_targets",
            "Targets of -100 count neither in the sum nor in the number.",
            _ignoring,
            ([[1, -100, -100], [0, 2, 1]], 0, "no gradients"),
            ([[0, 1], [-100, -100]], 0, "no gradients"),
            covers=("A target of -100 is ignored, and a chunk may hold no other",),
        ),
        _gradients_check(
            "check_older_gradients_are_gone",
            "What stood in .grad before the call is not part of the result.",
            _after_older,
            ([[0], [1, 2, 0]], 0, "ones in .grad"),
        ),
        _gradients_check(
            "check_one_chunk_at_a_time",
            "All of it holds at once, with no weight moved and no more rows in a pass than a chunk "
            "has.",
            _everything,
            ([[0, -100], [1, 2, 0, 2], [-100]], 0, "ones in .grad"),
            weight=3.5,
            part="",
            covers=(
                "The network may see at most one chunk in one forward pass.",
                "The parameters themselves are not changed.",
            ),
        ),
    ),
)
