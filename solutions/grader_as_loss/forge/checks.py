from __future__ import annotations

from hypothesis import strategies as st
from losslab.grader_as_loss import toygrader

from autograder.course.exercise import Args, Check, Exercise


@st.composite
def homework_at(draw: st.DrawFn, link: str) -> Args:
    """A link, cases, and fresh ones with other inputs and other values than all cases."""
    total = draw(st.integers(5, 6))
    inputs = draw(st.lists(st.integers(100, 999), min_size=total, max_size=total, unique=True))
    values = draw(st.lists(st.integers(1, 99), min_size=total, max_size=total, unique=True))
    pairs = list(zip(inputs, values, strict=True))
    return link, pairs[2:], pairs[:2]


def _forgery(link: str, promise: str, name: str) -> Check:
    cases = [(102, 7), (245, 31), (660, 12)]
    fresh = [(318, 25), (771, 4)]
    return Check(
        f"check_{name}",
        promise,
        homework_at(link),
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
        "event->answer: the expected values are in the namespace. answer->judge: return an object "
        "whose `__eq__` says True. judge->register: put an instance of a subclass of `dict` in "
        "its place, which stores 1.0 whatever is written. register->gradebook: append to "
        "`at_exit`.",
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
