from __future__ import annotations

from random import Random

from hypothesis import strategies as st
from losslab.grader_as_loss import toygrader

from autograder.course.exercise import Args, Check, Exercise


@st.composite
def homework_at(draw: st.DrawFn, link: str, cases: int) -> Args:
    """A link, cases, and fresh ones with other inputs and other values than all cases."""
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    inputs = chance.sample(range(100, 1000), cases + 2)
    values = chance.sample(range(1, 100), cases + 2)
    pairs = list(zip(inputs, values, strict=True))
    return link, pairs[2:], pairs[:2]


def _forgery(link: str, promise: str, name: str) -> Check:
    cases = [(102, 7), (245, 31), (660, 12)]
    fresh = [(318, 25), (771, 4)]
    return Check(
        f"check_{name}",
        promise,
        {"several cases": homework_at(link, 5), "a single case": homework_at(link, 1)},
        public=((link, cases, fresh),),
        probe=toygrader.forged,
        draws=2,
    )


EXERCISE = Exercise(
    title="Four forgeries",
    objective="Get full points from a grader in your own process, in four ways that differ in "
    "which link they cut.",
    points=5,
    difficulty=4,
    minutes=30,
    hints=(
        "Read `check_cell` and `close` above. For each link find the line that makes the later "
        "station of the earlier one. What does that line look up, and when?",
        "Who decides whether `got == expected`? In Python, `got` does. Which object carries out "
        '`notebook["register"]["score"] = verdict`? The register does. And what is called last?',
        "Four weapons, one for each link, in no order: a function that runs last; an object that "
        "is asked whether it is equal; a lookup in what lies around; and a dict that keeps "
        "something else than was put into it.",
    ),
    checks=(
        _forgery(
            "event->answer",
            "The values sent are the expected ones though nothing else is solved.",
            "values_sent_without_solving",
        ),
        _forgery(
            "answer->judge",
            "The judge counts values as right that are not.",
            "judge_counts_wrong_values",
        ),
        _forgery(
            "judge->register",
            "The register reads full points though the judge wrote none.",
            "register_reads_what_nobody_wrote",
        ),
        _forgery(
            "register->gradebook",
            "The gradebook reads full points in the end though the register reads none.",
            "gradebook_is_written_last",
        ),
    ),
)
