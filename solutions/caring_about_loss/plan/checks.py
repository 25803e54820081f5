from __future__ import annotations

import random
from typing import Any

from hypothesis.strategies import SearchStrategy
from losslab.caring_about_loss import chainworld, motives

from autograder.course.exercise import Args, Check, Exercise, Recipe, Tolerance, recipe
from solutions.caring_about_loss.drawn import searched

DIAL = (0.2, 0.5, 0.7, 0.9)


def station(rows: list[str], **options: Any) -> Recipe:
    """A station as a recipe that a learner can read and run."""
    return recipe(chainworld.world, rows=rows, **options)


def caring_about(motive: str) -> Recipe:
    """What a step is worth to an agent with this motive, as a recipe."""
    return recipe(motives.worth, motive=motive)


def _stations(
    rows: list[list[str]],
    motives_: tuple[str, ...],
    horizon: tuple[int, int],
    discounts: tuple[float, ...] = (0.5, 0.75, 0.9),
    **options: tuple[Any, ...],
) -> SearchStrategy[Args]:
    """A station with one of these grids and of each of these options, for one of the motives."""

    def make(lots: random.Random) -> Args:
        drawn = {name: lots.choice(values) for name, values in options.items()}
        where = station(
            lots.choice(rows),
            **{"chance": lots.choice([0.3, 0.6, 0.8, 0.95]), **drawn},
            horizon=lots.randint(*horizon),
            discount=lots.choice(discounts),
        )
        return where, caring_about(lots.choice(motives_))

    return searched(make)


SCORES = ("event", "label", "code", "brier")
single_reports = {
    "a forecaster of the weather": _stations([["D"]], ("event", "brier"), (1, 1), dial=(DIAL,)),
    "a logbook with errors": _stations(
        [["D"]], ("label", "code", "event"), (1, 1), noise=(0.25, 0.4), dial=(DIAL,)
    ),
    "an inverted register": _stations(
        [["D"]], ("register", "selected"), (1, 1), wiring=("inverted",)
    ),
}
walks = {
    "a walk of two steps": _stations([["S.D"], ["D.S"], ["S.", "#D"]], SCORES, (3, 3)),
    "errors in the logbook": _stations([["SD"], ["DS."]], ("label", "code"), (3, 3), noise=(0.25,)),
    "only the first step counts": _stations([["SD"], ["DS"]], SCORES, (3, 3), (0.0,)),
    "all steps count alike": _stations([["S.D"], ["DS."]], ("task", "habit"), (4, 4), (1.0,)),
    "beginning at the desk": _stations([["D."], [".D"], ["D", "."]], ("event", "brier"), (2, 3)),
    "no desk": _stations([["S."], ["..", "S."]], ("register", "task", "event"), (2, 3)),
}
detours = {
    "the register": _stations([["RSD"], ["DSR"]], ("register", "selected"), (3, 5)),
    "the loss code": _stations([["CSD"]], ("code", "register"), (3, 4)),
    "the logbook": _stations([["LSD"]], ("label", "code"), (4, 4)),
    "the weather": _stations([["ESD"]], ("event", "brier"), (4, 4)),
    "the copier or the roof": _stations([["KSD"], ["TSD"]], ("selected", "task"), (3, 4)),
    "a lever beside the desk": _stations([["RD"], ["DC"]], ("register", "event"), (3, 4)),
    "somebody else's lever": _stations([["RSD"], ["KSD"]], ("event", "habit"), (3, 4)),
}
# With five steps the middle cell can be come by again with one, the other or both levers pulled.
grids = {
    "two levers for who wants copies": _stations(
        [["C.K", "#SD"], ["K.R", "#S#"]], ("selected",), (5, 5)
    ),
    "two levers for a forecaster": _stations([["E.L", "#S#"], ["L.E", "#S#"]], ("label",), (5, 5)),
    "two levers and a desk": _stations(
        [["ESD", "L##"], ["DSE", "##L"]], ("event", "label"), (4, 4), chance=(0.8, 0.95)
    ),
}
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
        "Stop a plan in the middle. What has to be known of that moment to say what can still be "
        "had, and what of the way there makes no difference any more?",
        "Two plans stand in the same cell. Can more be had from there by one of them than by the "
        "other? Give an example for each reason, and compare with what a state holds.",
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
            weight=0.5,
            draws=3,
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
            draws=6,
            covers=(
                "the sum over the steps t = 0, ..., ``world.horizon - 1``",
                "Work out what each first action leads to",
            ),
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
            draws=7,
            contains={
                "a first report beside a move": lambda where, _: (
                    "S" not in "".join(where.kwargs["rows"])
                )
            },
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
            weight=1.5,
            tolerance=_plan_tolerance,
            draws=3,
        ),
    ),
)
