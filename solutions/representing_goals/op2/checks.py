from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.representing_goals.worlds import MANY, world

# Whether a text is good, what its loss is, and whether the machine can write it; None is anything.
Text = tuple[bool, str, bool | None]

GOOD_LEAST, BAD_LEAST = (True, "least", None), (False, "least", None)
GOOD_NEXT, BAD_NEXT = (True, "next", None), (False, "next", None)
GOOD_HIGH, BAD_HIGH = (True, "high", None), (False, "high", None)
# What is good and least cannot be written, what is bad can.
OUT_AND_IN = [(True, "least", False), (False, "high", True)]
HIGH = [GOOD_HIGH, BAD_HIGH]
LESS = {"least": 0.0, "next": 1e-9, "less": -0.25}


@st.composite
def minimizations(
    draw: st.DrawFn,
    inside: Sequence[Text],
    outside: Sequence[Text] = (),
    more: Sequence[Text] = HIGH,
    most: int = 2,
    least: int = 0,
    low: int | None = None,
) -> Args:
    """A world, and a domain of the texts inside; None stands for all where none is outside.

    What is low has nothing to do with what is least: it is as far from it as `low` says.
    """
    floor = draw(st.integers(9, 80)) / 32
    added = draw(st.lists(st.sampled_from(more), min_size=least, max_size=most)) if more else []
    inside = [*inside, *added]
    rows = draw(st.permutations([*((True, t) for t in inside), *((False, t) for t in outside)]))
    losses = [floor + LESS.get(place, draw(st.integers(1, 30)) / 16) for _, (_, place, _) in rows]
    made = world(
        [good for _, (good, _, _) in rows],
        losses,
        [draw(st.booleans()) if able is None else able for _, (_, _, able) in rows],
        draw(st.booleans()),
        floor + draw(st.integers(-2, 2) if low is None else st.just(low)) / 8,
    )
    domain = [text for text, (within, _) in enumerate(rows) if within]
    if outside:
        return made, draw(st.permutations(domain))
    return made, draw(st.sampled_from([None, draw(st.permutations(domain))]))


least_loss = {
    "a good text is best": minimizations(OUT_AND_IN),
    "a bad text is best": minimizations([BAD_LEAST, GOOD_HIGH]),
    "one text, and it is bad": minimizations([BAD_LEAST], more=()),
    "bad ones are low and not least": minimizations([GOOD_LEAST, BAD_NEXT, BAD_HIGH], low=1),
    "many texts, a good one is best": minimizations([GOOD_LEAST], least=MANY, most=MANY),
    "many texts, a bad one is best": minimizations([BAD_LEAST], least=MANY, most=MANY),
    "bad and least, and not low": minimizations([BAD_LEAST, GOOD_HIGH], low=-1),
}
shared = {
    "a good and a bad one share it": minimizations([GOOD_LEAST, BAD_LEAST]),
    "two good ones and a bad one": minimizations([GOOD_LEAST, GOOD_LEAST, BAD_LEAST, BAD_HIGH]),
    "good ones share it": minimizations([*OUT_AND_IN, (True, "least", False)]),
    "bad ones share it": minimizations([BAD_LEAST, BAD_LEAST, GOOD_HIGH]),
    "a bad one has barely more": minimizations([GOOD_LEAST, BAD_NEXT, BAD_NEXT]),
    "a good one has barely more": minimizations([BAD_LEAST, GOOD_NEXT, GOOD_NEXT]),
    "many texts, two of them share it": minimizations(
        [GOOD_LEAST, BAD_LEAST], least=MANY, most=MANY
    ),
}
physical = {
    "the best is bad and out of reach": minimizations([(False, "least", False), GOOD_HIGH]),
    "the best is good and out of reach": minimizations(OUT_AND_IN),
    "nothing can be written, and the best is bad": minimizations(
        [(False, "least", False), (True, "high", False)], more=[(True, "high", False)]
    ),
    "nothing can be written, and the best is good": minimizations(
        [(True, "least", False), (False, "high", False)], more=[(True, "high", False)]
    ),
    "all can be written, and the best is good": minimizations(
        [(True, "least", True), (False, "high", True)], more=[(True, "high", True)]
    ),
    "shared by one in reach and one out of it": minimizations(
        [(True, "least", True), (False, "least", False)], least=MANY, most=MANY
    ),
}
domains = {
    "a bad text left out is better": minimizations(OUT_AND_IN, [(False, "less", None)]),
    "a good text left out is better": minimizations([BAD_LEAST, GOOD_HIGH], [(True, "less", None)]),
    "a bad text left out shares the least": minimizations([GOOD_LEAST, BAD_HIGH], [BAD_LEAST]),
    "one text, and it is good": minimizations([GOOD_LEAST], [(False, "less", None)], more=()),
    "one text, and it is bad": minimizations([BAD_LEAST], [(True, "less", None)], more=()),
    "bad texts left out are worse": minimizations([GOOD_LEAST, BAD_HIGH], [BAD_HIGH, GOOD_HIGH]),
    "a good and a bad one share the least inside": minimizations(
        [GOOD_LEAST, BAD_LEAST], [(True, "less", None)]
    ),
    "many texts, half of them left out": minimizations(
        [BAD_LEAST], [(True, "less", None), *HIGH, *HIGH, *HIGH], least=6, most=6
    ),
    "a good text that shares the least is left out": minimizations(
        [BAD_LEAST, GOOD_HIGH], [GOOD_LEAST, (True, "less", None)]
    ),
}

EXERCISE = Exercise(
    title="Second reading: what minimizes on paper",
    objective="Turn a sentence about a mathematical loss into a predicate, and name its domain.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Two of the five keys of the world matter. What does an idealization not know about?",
        "Least among which texts? First the domain, then the minimum, then everybody who shares "
        "it.",
        "Where no domain is given, write down the one that is meant; from then on there is one "
        "case. A text outside takes no part, neither in the minimum nor in what has it.",
    ),
    checks=(
        Check(
            "check_least_loss",
            "The answer says whether the least loss belongs to a good text.",
            least_loss,
            public=(
                (world([True, True, False], [0.0, 0.5, 0.0625]), None),
                (world([True, False], [0.5, 0.25]), None),
                (world([True, False], [0.0, 0.0625], tamper=True), None),
            ),
            draws=7,
        ),
        Check(
            "check_shared_minimum",
            "Where several texts share the least loss, all of them must be good.",
            shared,
            public=(
                (world([True, False], [0.25, 0.25]), None),
                (world([False, True], [0.25, 0.25]), None),
                (world([True, True, False], [0.25, 0.25, 0.5]), None),
                (world([True, False], [0.25, 0.250001]), None),
                (world([True, True, False], [0.0625, 0.0625, 0.125], tamper=True), None),
            ),
            draws=7,
            covers=("Several texts may share the least loss exactly.",),
        ),
        Check(
            "check_nothing_physical_counts",
            "What can be written, and whether the register can be set, makes no difference.",
            physical,
            public=(
                (world([True, False], [0.25, 0.0], [True, False]), None),
                (world([True, False], [0.0, 0.0625], tamper=True), None),
                (world([True, False], [0.25, 0.25], [True, False]), None),
                (world([False, True], [0.0, 0.5], [False, False]), None),
                (world([True, False], [0.0, 0.5], [False, True]), None),
            ),
            draws=6,
        ),
        Check(
            "check_domain_of_the_idealization",
            "Only the texts of the domain are compared.",
            domains,
            public=(
                (
                    world([True, False, False], [0.25, 0.5, 0.0], [False, True, True], tamper=True),
                    [0, 1],
                ),
                (world([True, False, True], [0.25, 0.5, 0.75]), [2, 1]),
                (world([True, False, False], [0.25, 0.25, 0.0]), [0, 1]),
                (world([True, False, False], [0.25, 0.25, 0.0]), [1, 0]),
            ),
            weight=3,
            draws=9,
        ),
    ),
)
