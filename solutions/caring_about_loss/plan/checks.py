from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.caring_about_loss import chainworld, motives

from autograder.course.exercise import Check, Exercise, Recipe, Tolerance, recipe
from solutions.caring_about_loss.grids import discounts


def station(rows: list[str], **options: Any) -> Recipe:
    """A station as a recipe that a learner can read and run."""
    return recipe(chainworld.world, rows=rows, **options)


def caring_about(motive: str) -> Recipe:
    """What a step is worth to an agent with this motive, as a recipe."""
    return recipe(motives.worth, motive=motive)


_motive = st.sampled_from(sorted(motives.MOTIVES)).map(caring_about)
_score = st.sampled_from(["event", "label", "code", "brier"]).map(caring_about)
_chance = st.sampled_from([0.3, 0.6, 0.8, 0.95])


def _stations(
    rows: SearchStrategy[list[str]], least: int, most: int, noise: tuple[float, ...] = (0.0,)
) -> SearchStrategy[Recipe]:
    # Noise doubles the outcomes of a step, and some right answers plan anew for each outcome.
    return st.builds(
        lambda rows, chance, noise, horizon, discount: station(
            rows, chance=chance, noise=noise, horizon=horizon, discount=discount
        ),
        rows,
        _chance,
        st.sampled_from(noise),
        st.integers(least, most),
        discounts,
    )


_lever = st.sampled_from(sorted(chainworld.LEVERS))
single_reports = st.tuples(_stations(st.just(["D"]), 1, 1, (0.0, 0.25)), _score)

walks = st.tuples(
    _stations(st.sampled_from([["S.D"], ["SD"], ["DS."], ["S.", "#D"]]), 3, 3, (0.0, 0.25)), _motive
)

detours = st.tuples(_stations(_lever.map(lambda x: [f"{x}SD"]), 3, 4), _motive)
_two_levers = st.tuples(_lever, _lever).map(lambda ab: [f"{ab[0]}.{ab[1]}", "#SD"])
grids = st.tuples(_stations(_two_levers, 3, 4), _motive)
_plan_tolerance = Tolerance(rtol=1e-6, atol=1e-6)

EXERCISE = Exercise(
    title="A planner for any motive",
    objective="Plan several steps ahead in a world, for whatever an agent cares about.",
    points=4,
    difficulty=4,
    minutes=35,
    hints=(
        "Begin with a horizon of one step: what is the expected worth of an action? Then ask what "
        "the last-but-one step needs to know of the last.",
        "Write a function `best(state, left)`: the greatest value that can be had from `state` if "
        "`left` steps are left. It is 0 if none is left. It calls itself with `left - 1`.",
        "The value of an action is the sum of `chance * worth(facts)` over the outcomes, plus "
        "`world.discount * best(next_state, left - 1)`. For the first action `left` is "
        "`world.horizon`. `functools.cache` on `best` saves time, and is not needed.",
    ),
    checks=(
        Check(
            "check_one_report",
            "At the desk, with one step left, each report has its expected worth.",
            single_reports,
            public=(
                (station(["D"], chance=0.8, horizon=1), caring_about("event")),
                (
                    station(["D"], chance=0.8, noise=0.25, horizon=1),
                    caring_about("label"),
                ),
            ),
            tolerance=_plan_tolerance,
            draws=5,
        ),
        Check(
            "check_walks_to_the_desk",
            "A walk is valued by what it leads to, discounted.",
            walks,
            public=(
                (
                    station(["S.D"], horizon=3, discount=0.5),
                    caring_about("register"),
                ),
                (station(["DS."], horizon=4, discount=0.5), caring_about("task")),
            ),
            tolerance=_plan_tolerance,
            draws=5,
        ),
        Check(
            "check_levers",
            "A lever within reach is valued by what it changes in all later steps.",
            detours,
            public=(
                (station(["RSD"], horizon=4), caring_about("register")),
                (station(["RSD"], horizon=4), caring_about("event")),
                (station(["LSD"], horizon=5), caring_about("label")),
            ),
            tolerance=_plan_tolerance,
            draws=6,
        ),
        Check(
            "check_grids_with_two_levers",
            "Values are right where a plan can pull two levers.",
            grids,
            public=(
                (
                    station(["E.K", "#SD"], horizon=4, discount=0.75),
                    caring_about("selected"),
                ),
            ),
            tolerance=_plan_tolerance,
            draws=5,
        ),
    ),
)
