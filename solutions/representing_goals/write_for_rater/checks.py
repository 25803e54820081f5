from __future__ import annotations

from hypothesis import strategies as st
from losslab.representing_goals import authors

from autograder.course.exercise import Check, Exercise
from solutions.representing_goals.seeds_and_tolerances import seeds


def _rewriting(
    name: str,
    promise: str,
    kind: str,
    seeds: st.SearchStrategy,
    *public: int,
    weight: float = 1.0,
) -> Check:
    return Check(
        name,
        promise,
        st.tuples(st.just(kind), seeds),
        public=[(kind, seed) for seed in public],
        weight=weight,
        probe=authors.rewritten,
        reads=authors.written,
        draws=3,
    )


EXERCISE = Exercise(
    title="Write for the rater",
    objective="Optimize against a fitted model of ratings and read what comes out.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "How many novels differ from a given one in a single word? Few enough to rate them all.",
        "Rate all 140 replacements, take the best one, and begin again from there. When do you "
        "stop?",
        "Stop when the best replacement gains no more than 1e-6. A sweep over the places that "
        "changes each once is not enough: what a word is worth depends on the others.",
    ),
    checks=(
        _rewriting(
            "check_the_chain",
            "Nothing can be improved any more under the chain of models.",
            "counts",
            st.integers(0, 3),
            0,
            1,
        ),
        _rewriting(
            "check_a_reviewer_who_sees_order",
            "The same under a chain whose reviewer notices order.",
            "order",
            st.integers(0, 3),
            0,
        ),
        _rewriting(
            "check_another_taste",
            "The same under a rater with a taste of its own.",
            "taste",
            seeds,
            0,
            2,
            weight=2,
        ),
    ),
)
