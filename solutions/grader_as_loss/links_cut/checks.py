from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle
from random import Random

from hypothesis import strategies as st
from losslab.grader_as_loss import gradechain

from autograder.course.exercise import Args, Check, Exercise, Recipe, recipe

_LATER = gradechain.STATIONS[1:]
_CUTTING = ("always full", "always nothing", "always one short")
_DISTORTING = (
    "at least half",
    "all or nothing",
    "counts the faults",
    "takes full marks for a copy",
    "anything at all",
    "likes a single one",
    "likes all but one",
)

_SELDOM = ("likes two", "likes half of them", "likes all but two")


def chain(cases: int, solved: int, rules: Mapping[str, str]) -> Args:
    """A chain with these rules, as a recipe, and the number of its cases."""
    return recipe(gradechain.wired, cases=cases, solved=solved, rules=dict(rules)), cases


@st.composite
def wired(
    draw: st.DrawFn,
    cut: int = 0,
    distorted: int = 0,
    rule: str = "",
    passed_by: str = "",
    least: int = 3,
    most: int = 6,
    unseen: bool = False,
    distorting: Sequence[str] = _DISTORTING,
    at: str = "",
) -> Args:
    """A chain in which so many links are cut, and so many others pass on something else.

    With a `rule` it is that of all links that are cut or distorted. The station `passed_by`
    reads the event. Where the cut is `unseen`, the forged number is
    the one that was due. A cut is `at` that station, others are anywhere.
    """
    chance = Random(draw(st.integers(0, 2**32 - 1)))
    cases = chance.randint(least, most)
    places = chance.sample(_LATER, len(_LATER))
    rules = {}
    if passed_by:
        rules[passed_by] = "reads the event"
    free = [place for place in places if place not in (passed_by, at)]
    free += [at] if at else []
    for kinds, count in ((_CUTTING, cut), (distorting, distorted)):
        names = cycle([rule] if rule in kinds else chance.sample(kinds, len(kinds)))
        for _ in range(count):
            rules[free.pop()] = next(names)
    solved = chance.randint(1, max(cases - 2, 1))
    if unseen:
        solved = 0 if rule == "always nothing" else cases
    return chain(cases, solved, rules)


def _cuts(run: Recipe) -> int:
    """How many links of a chain write a number of their own."""
    return sum(rule in _CUTTING for rule in run.kwargs["rules"].values())


EXERCISE = Exercise(
    title="Where the chain is cut",
    objective="Find by intervention where a score stops depending on what it is said to measure.",
    points=3,
    difficulty=2,
    minutes=15,
    hints=(
        "Watching is not enough: a forged number may be the one that would have stood there "
        "anyway. Set a station and see who follows.",
        "Ask about one link at a time. Set its earlier station to one number after the other and "
        "look at its later station only.",
        "Which numbers do you have to try? Think of a judge that gives everything or nothing, and "
        "of one that takes a perfect paper for a copy. And how many different readings does a cut "
        "link give?",
    ),
    checks=(
        Check(
            "check_one_cut_link",
            "One cut link is found, wherever it is, and whether anything is solved or not.",
            {
                "full": wired(1, rule="always full", at="answer"),
                "one short, of two": wired(
                    1, rule="always one short", at="gradebook", least=2, most=2
                ),
            },
            public=(
                chain(3, 1, {"register": "always full"}),
                chain(3, 2, {"answer": "always nothing"}),
                chain(2, 1, {}),
            ),
            draws=2,
            contains={"a cut, of two cases": lambda run, cases: cases == 2 and _cuts(run) == 1},
        ),
        Check(
            "check_cut_that_leaves_no_trace",
            "A cut link is found where the forged number is the one that was due.",
            {
                "full": wired(1, rule="always full", unseen=True, at="gradebook"),
                "nothing": wired(1, rule="always nothing", unseen=True, at="answer"),
            },
            public=(chain(3, 3, {"judge": "always full"}),),
            draws=2,
        ),
        Check(
            "check_several_cut_links",
            "Every cut link is found, also behind another one.",
            {"two": wired(2, at="gradebook"), "three": wired(3, at="answer")},
            public=(chain(3, 2, {"answer": "always full", "register": "always one short"}),),
            draws=2,
            covers=("in this order",),
        ),
        Check(
            "check_links_that_distort_are_not_cut",
            "A link that passes on something else than it was given is not cut.",
            {
                "everything or nothing": wired(0, 2, "all or nothing", least=6),
                "no full marks": wired(0, 2, "takes full marks for a copy", least=4),
                "anything": wired(0, 2, "anything at all", least=4),
                "one": wired(0, 2, "likes a single one", least=4),
                "seldom": wired(0, 3, least=6, distorting=_SELDOM),
                "one of two": wired(0, 4, "likes a single one", least=2, most=2),
            },
            public=(
                chain(4, 1, {"judge": "at least half"}),
                chain(4, 2, {"judge": "all or nothing"}),
                chain(4, 4, {"register": "takes full marks for a copy"}),
                chain(4, 1, {"answer": "counts the faults", "gradebook": "anything at all"}),
                chain(6, 1, {"judge": "likes a single one", "register": "likes all but one"}),
            ),
            draws=6,
            contains={
                "two cases, that read alike at both ends": lambda run, cases: (
                    cases == 2 and "likes a single one" in run.kwargs["rules"].values()
                ),
            },
            covers=("not cut, however seldom or irregularly that changes",),
        ),
        Check(
            "check_station_that_is_passed_by",
            "A link is cut if the later station reads the event and not the station before it.",
            {
                "alone": wired(passed_by="gradebook"),
                "over a cut": wired(1, passed_by="judge", at="answer"),
            },
            public=(
                chain(3, 3, {"register": "reads the event"}),
                chain(3, 1, {"answer": "always full", "register": "reads the event"}),
            ),
            draws=2,
            covers=("What comes before a station that was set is not changed by that.",),
        ),
        Check(
            "check_all_of_it_at_once",
            "Chains of all kinds are judged right, link by link.",
            {
                "no cut": wired(),
                "everything cut": wired(4),
                "cut and everything or nothing": wired(2, 2, "all or nothing", least=4),
                "cut and no full marks": wired(1, 2, "takes full marks for a copy", least=4),
                "at least half": wired(1, 1, "at least half", least=4),
                "upside down": wired(1, 3, "counts the faults", least=4),
                "anything at all": wired(2, 1, "anything at all", least=4),
                "likes a single one": wired(1, 2, "likes a single one", least=4),
                "likes all but one": wired(1, 2, "likes all but one", least=4),
                "passed by over a cut": wired(1, 2, passed_by="register", at="answer"),
                "without a trace": wired(2, 1, "always full", unseen=True),
            },
            public=(
                chain(
                    5,
                    3,
                    {"answer": "all or nothing", "judge": "always full", "gradebook": "copies"},
                ),
            ),
            weight=5,
            draws=11,
            contains={
                "two cuts or more": lambda run, cases: _cuts(run) > 1,
                "no cut at all": lambda run, cases: not run.kwargs["rules"],
            },
            covers=("The cut links in the order of the chain", "an empty list if there is none"),
        ),
    ),
)
