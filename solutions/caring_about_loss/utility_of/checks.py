from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from losslab.caring_about_loss import chainworld

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.grids import NEAR, discounts, quarter


def facts(
    report: float, event: int, label: int, code: float, register: float, copies: float, harvest: int
) -> dict[str, Any]:
    """The facts of one step, by position: short to write in a public case."""
    values = (report, event, label, code, register, copies, harvest)
    return dict(zip(chainworld.Facts.__annotations__, values, strict=True))


@st.composite
def _steps(draw: st.DrawFn) -> dict[str, Any]:
    event = draw(st.integers(0, 1))
    return facts(
        draw(st.sampled_from([0.2, 0.6, 0.8, 0.9])),
        event,
        draw(st.sampled_from([event, 1 - event])),
        draw(quarter),
        -draw(quarter),
        draw(st.integers(4, 10).map(float)),
        draw(st.integers(0, 1)),
    )


@st.composite
def histories(draw: st.DrawFn, *names: str) -> Args:
    """A motive, two or three steps of which the second has label and event apart, a discount."""
    first, second, more = draw(_steps()), draw(_steps()), draw(st.lists(_steps(), max_size=1))
    second["label"] = 1 - second["event"]
    second["harvest"] = 1
    first["report"] = 0.8
    return draw(st.sampled_from(names)), [first, second, *more], draw(discounts)


# Somebody has pulled levers: no fact follows from another.
_tampered = [
    facts(0.8, 1, 0, 0.5, 0.0, 3.0, 1),
    facts(0.6, 0, 1, 0.25, -2.0, 10.0, 0),
]


def _utility_check(name: str, promise: str, *names: str) -> Check:
    return Check(
        f"check_{name}",
        promise,
        histories(*names),
        public=[(motive, _tampered, 0.5) for motive in names],
        tolerance=NEAR,
        draws=6,
    )


EXERCISE = Exercise(
    title="Eight things to care about",
    objective="Score the same history for agents that care about different links of one chain.",
    points=2,
    difficulty=2,
    minutes=10,
    hints=(
        "Write a function of the facts of one step for each motive, and sum afterwards. Four of "
        "the eight are a fact, with or without a minus sign.",
        "For `label` and `event` ask which chance the report gave to what was the case: "
        "`math.log(q if outcome else 1 - q)`. The two differ in which fact is the outcome, and in "
        "nothing else.",
        "A dict from motive to worth is enough: `table[motive]`, and `raise ValueError` if the "
        "motive is not in it. Then sum `discount**t * worth` over `enumerate(history)`.",
    ),
    checks=(
        _utility_check(
            "the_links_of_the_machine",
            "Register, code and copies are scored by their own facts.",
            "register",
            "code",
            "selected",
        ),
        _utility_check(
            "forecasts",
            "Forecasts are scored against the right outcome, by the right rule.",
            "label",
            "event",
            "brier",
        ),
        _utility_check(
            "task_and_habit",
            "The harvest and the usual report are scored.",
            "task",
            "habit",
        ),
        Check(
            "check_other_names_are_refused",
            "A motive that does not exist raises ValueError.",
            st.builds(
                lambda args, name: (name, *args[1:]),
                histories("event"),
                st.sampled_from(["loss", "reward", "labels", ""]),
            ),
            public=(("loss", _tampered, 0.5),),
            weight=0.5,
            draws=3,
        ),
    ),
)
