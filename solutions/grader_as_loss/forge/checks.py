from __future__ import annotations

from random import Random

from hypothesis import strategies as st
from losslab.grader_as_loss import toygrader

from autograder.course.exercise import Args, Check, Exercise

_VALUES = range(1, 100)


@st.composite
def homework_at(draw: st.DrawFn, link: str, cases: int, fresh: str) -> Args:
    """A link, cases, and fresh ones with other inputs.

    The `fresh` ones have ``"other"`` values than the cases, the ``"same"`` as the first one and
    inputs beside its own, or ``"every"`` value that there is, unless the cases have. In the last
    kind a case and a fresh input are their own values.
    """
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    values = chance.sample(_VALUES, len(_VALUES))
    inputs = chance.sample([*range(-999, 0), *range(101, 1000)], 2 * len(_VALUES))
    if fresh == "same":
        return link, [(inputs[0], values[0])], [(inputs[0] + by, values[0]) for by in (1, -1)]
    known = list(zip(inputs, values[:cases], strict=False))
    if fresh == "other":
        return link, known, list(zip(inputs[cases:], values[cases : cases + 2], strict=False))
    known[0] = (values[0], values[0])
    others = list(zip(inputs[cases:], chance.sample(values, len(values)), strict=False))
    i = next(i for i, (_, y) in enumerate(others) if y != values[0])
    others[i] = (others[i][1], others[i][1])
    return link, known, others if cases < len(_VALUES) else [others[i], others[i - 1]]


def _forgery(link: str, promise: str, name: str, cases_of_all: int = len(_VALUES)) -> Check:
    """A check of one link."""
    cases = [(102, 7), (245, 31), (660, 12)]
    fresh = [(318, 25), (771, 7)]
    return Check(
        f"check_{name}",
        promise,
        {
            "several cases": homework_at(link, 5, "other"),
            "a single case": homework_at(link, 1, "same"),
            "every value": homework_at(link, cases_of_all, "every"),
        },
        public=((link, cases, fresh),),
        probe=toygrader.forged,
        draws=3,
        contains={
            "fresh inputs with the values of the cases": lambda link, cases, fresh: (
                {y for _, y in fresh} == {y for _, y in cases}
            ),
            "every expected value": lambda link, cases, fresh: (
                {y for _, y in (*cases, *fresh)} == set(_VALUES)
            ),
        },
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
        "Let `grade` run your cell, and read all five stations. Which one in front of the cut is "
        "not 0.0, and which one behind it is not 1.0? Ask of the line that made it which of your "
        "objects it used, and which of Python's special methods that called.",
    ),
    checks=(
        _forgery(
            "event->answer",
            "The values sent are the expected ones though nothing else is solved.",
            "values_sent_without_solving",
            cases_of_all=5,
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
