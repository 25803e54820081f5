from __future__ import annotations

from hypothesis import strategies as st
from losslab.representing_goals import novels

from autograder.course.exercise import Args, Check, Exercise, recipe
from solutions.representing_goals.seeds_and_tolerances import RATINGS


def libraries(seed: int, size: int = 12, candidates: int = 3) -> Args:
    """A small library, and novels by others."""
    return (
        recipe(novels.library, seed=seed, size=size),
        recipe(novels.human, n=candidates, seed=seed + 1),
    )


_library = st.integers(0, 9999).map(libraries)

EXERCISE = Exercise(
    title="Babble, review, rate",
    objective="Chain two fitted models into a loss that nobody wrote down.",
    points=2,
    difficulty=2,
    minutes=15,
    hints=(
        "Two regressions, each fitted on human data. What are the rows and the targets of each, "
        "and which of the two ever sees a candidate?",
        "`np.nanmean(known['ratings'], axis=1)` is the mean over those who were asked.",
        "`reviewer` has shape (19, 6) and `rater` (6,). The result is "
        "`novels.counts(candidates) @ reviewer @ rater`.",
    ),
    checks=(
        Check(
            "check_small_library",
            "Candidates are rated by the two models in a chain.",
            _library,
            public=(libraries(0), libraries(7, candidates=1)),
            weight=2,
            tolerance=RATINGS,
            draws=3,
        ),
        Check(
            "check_large_library",
            "The same for a library of forty novels, rated at once.",
            st.integers(0, 9999).map(lambda seed: libraries(seed, 40, 5)),
            public=(libraries(3, 40, 2),),
            tolerance=RATINGS,
            draws=2,
        ),
    ),
)
