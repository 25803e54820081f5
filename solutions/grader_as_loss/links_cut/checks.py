from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st
from losslab.grader_as_loss import gradechain

from autograder.course.exercise import Args, Check, Exercise, recipe

_LATER = gradechain.STATIONS[1:]
_CUTTING = ("always full", "always nothing", "always one short")

_DISTORTING = (
    "at least half",
    "all or nothing",
    "counts the faults",
    "takes full marks for a copy",
)


def chain(cases: int, solved: int, rules: Mapping[str, str]) -> Args:
    """A chain with these rules, as a recipe, and the number of its cases."""
    return recipe(gradechain.wired, cases=cases, solved=solved, rules=dict(rules)), cases


@st.composite
def one_cut(draw: st.DrawFn) -> Args:
    """A chain with one rule that writes a number of its own."""
    cases = draw(st.integers(2, 5))
    rules = {draw(st.sampled_from(_LATER)): draw(st.sampled_from(_CUTTING))}
    return chain(cases, draw(st.integers(0, cases)), rules)


@st.composite
def cut_without_a_trace(draw: st.DrawFn) -> Args:
    """A chain with a forged number that an honest chain would have shown as well."""
    cases = draw(st.integers(2, 5))
    full = draw(st.booleans())
    rules = {draw(st.sampled_from(_LATER)): "always full" if full else "always nothing"}
    return chain(cases, cases if full else 0, rules)


@st.composite
def several_cuts(draw: st.DrawFn) -> Args:
    """A chain with two or three rules that write numbers of their own."""
    cases = draw(st.integers(2, 5))
    where = draw(st.lists(st.sampled_from(_LATER), min_size=2, max_size=3, unique=True))
    rules = {station: draw(st.sampled_from(_CUTTING)) for station in where}
    return chain(cases, draw(st.integers(0, cases)), rules)


@st.composite
def distorted(draw: st.DrawFn) -> Args:
    """A chain with two rules that pass on something else than they were given, perhaps a cut."""
    cases = draw(st.integers(4, 6))
    *places, last = draw(st.permutations(_LATER))[:3]
    how = draw(st.permutations(_DISTORTING))
    rules = dict(zip(places, how, strict=False))
    if draw(st.booleans()):
        rules[last] = draw(st.sampled_from(_CUTTING))
    return chain(cases, draw(st.integers(1, cases)), rules)


@st.composite
def passed_by(draw: st.DrawFn) -> Args:
    """A chain in which a station looks past the one before it."""
    cases = draw(st.integers(2, 5))
    rules = {draw(st.sampled_from(_LATER[1:])): "reads the event"}
    return chain(cases, draw(st.integers(0, cases)), rules)


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
        "For `earlier, later` in `itertools.pairwise(STATIONS)` collect "
        "`{run({earlier: n})[later] for n in range(cases + 1)}`. The link is cut if this set has "
        "one element.",
    ),
    checks=(
        Check(
            "check_one_cut_link",
            "One cut link is found, wherever it is, and whether anything is solved or not.",
            one_cut(),
            public=(
                chain(3, 1, {"register": "always full"}),
                chain(3, 2, {"answer": "always nothing"}),
                chain(2, 1, {}),
            ),
            draws=6,
        ),
        Check(
            "check_cut_that_leaves_no_trace",
            "A cut link is found where the forged number is the one that was due.",
            cut_without_a_trace(),
            public=(chain(3, 3, {"judge": "always full"}),),
            draws=4,
        ),
        Check(
            "check_several_cut_links",
            "Every cut link is found, also behind another one.",
            several_cuts(),
            public=(chain(3, 2, {"answer": "always full", "register": "always one short"}),),
            draws=4,
        ),
        Check(
            "check_links_that_distort_are_not_cut",
            "A link that passes on something else than it was given is not cut.",
            distorted(),
            public=(
                chain(4, 1, {"judge": "at least half"}),
                chain(4, 2, {"judge": "all or nothing"}),
                chain(4, 4, {"register": "takes full marks for a copy"}),
                chain(4, 1, {"answer": "counts the faults", "gradebook": "always full"}),
            ),
            draws=8,
        ),
        Check(
            "check_station_that_is_passed_by",
            "A link is cut if the later station reads the event and not the station before it.",
            passed_by(),
            public=(chain(3, 3, {"register": "reads the event"}),),
            draws=4,
        ),
    ),
)
