from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.physical_loss import probes

from autograder.course.exercise import Check, Exercise
from solutions.physical_loss.seeds_and_tolerances import GRADIENT, seeds

_class = st.integers(0, 2)


def _classes(least: int, most: int) -> SearchStrategy[list[int]]:
    return st.lists(_class, min_size=least, max_size=most)


uneven_chunks = st.tuples(_classes(1, 2), _classes(4, 6)).map(list)

ignoring_chunks = st.tuples(
    _class.map(lambda c: [c, -100, -100, -100]), _classes(3, 4).map(lambda ys: [*ys, -100])
).map(list)

chunk_without_targets = st.tuples(_classes(2, 3), st.just([-100, -100]), _classes(1, 1)).map(list)
_uneven = st.tuples(uneven_chunks, seeds, st.just("no gradients"))


def _gradients_check(
    name: str, promise: str, strategy: st.SearchStrategy, public: tuple, weight: float = 1.0
) -> Check:
    return Check(
        name,
        promise,
        strategy,
        public=(public,),
        weight=weight,
        probe=probes.accumulated,
        part="gradients",
        tolerance=GRADIENT,
        draws=3,
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
        'Sums add up over chunks, means do not. `reduction="sum"` leaves the division to you. '
        "Divide by the number of targets that count, in all chunks together.",
        "Clear the gradients, count the targets that are not -100 over all chunks, then for each "
        "chunk send `sum / count` backward. Backward adds to `.grad`; that is all the accumulation "
        "there is.",
    ),
    checks=(
        _gradients_check(
            "check_chunks_of_different_length",
            "The gradient is that of the mean over all targets where chunks differ in length.",
            _uneven,
            ([[0], [1, 2, 0]], 0, "no gradients"),
        ),
        _gradients_check(
            "check_ignored_targets",
            "Targets of -100 count neither in the sum nor in the number.",
            st.tuples(ignoring_chunks, seeds, st.just("no gradients")),
            ([[1, -100, -100], [0, 2, 1]], 0, "no gradients"),
        ),
        _gradients_check(
            "check_chunk_without_targets",
            "A chunk in which every target is ignored contributes nothing.",
            st.tuples(chunk_without_targets, seeds, st.just("no gradients")),
            ([[0, 1], [-100, -100]], 0, "no gradients"),
            weight=0.5,
        ),
        _gradients_check(
            "check_older_gradients_are_gone",
            "What stood in .grad before the call is not part of the result.",
            st.tuples(uneven_chunks, seeds, st.just("ones in .grad")),
            ([[0], [1, 2, 0]], 0, "ones in .grad"),
            weight=0.5,
        ),
        Check(
            "check_one_chunk_at_a_time",
            "The gradient is right and no forward pass sees more rows than a chunk has.",
            _uneven,
            public=(([[0], [1, 2, 0]], 0, "no gradients"),),
            probe=probes.accumulated,
            tolerance=GRADIENT,
            draws=3,
        ),
    ),
)
