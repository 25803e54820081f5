from __future__ import annotations

from hypothesis import strategies as st
from losslab.representing_goals import authors

from autograder.course.exercise import Check, Exercise
from solutions.representing_goals.seeds_and_tolerances import seeds

# Few chains, since each is fitted where it has not been seen.
_chains = st.integers(0, 3)

EXERCISE = Exercise(
    title="Write for the rater",
    objective="Optimize against a fitted model of ratings and read what comes out.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "How many novels differ from a given one in a single word? Few enough to rate them all.",
        "Take the best of them if it gains anything, and begin again from there. When do you stop?",
        "A sweep over the places that changes each once is not enough: what a word is worth "
        "depends on the others, and a place that was settled may be open again.",
    ),
    checks=(
        Check(
            "check_no_word_can_be_improved",
            "What comes out is a novel of which no single word can be replaced to be rated higher.",
            {
                "a rater with a taste": st.tuples(st.just("taste"), seeds),
                "the chain": st.tuples(st.just("counts"), _chains),
                "a reviewer who sees order": st.tuples(st.just("order"), _chains),
                "a rater who asks for many steps": st.tuples(st.just("in step"), seeds),
            },
            public=(("counts", 0), ("order", 0), ("taste", 30), ("in step", 0)),
            weight=4,
            probe=authors.rewritten,
            reads=authors.written,
            draws=4,
            covers=(
                "Rewrite a novel, word by word, until no replacement of one word is rated higher.",
                "of which no replacement of a single word by another raises the rating by more "
                "than 1e-6.",
            ),
        ),
        Check(
            "check_what_was_given_is_the_beginning",
            "A novel that was rated very high when it was given is rated at least as high after.",
            st.tuples(st.just("taste"), seeds, st.just("acclaimed")),
            public=(("taste", 2, "acclaimed"),),
            probe=authors.rewritten,
            reads=authors.written,
            draws=3,
            covers=("that is rated at least as high as the one given,",),
        ),
    ),
)
