from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from losslab.training_stories import stories
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise, recipe

# Stories and runs cross as short notes, so that a failing call can be read.
LOSSES = ["train loss", "regret"]

_ENV = "env: nudge mixed coin >= 0.9 control plain"
_CUT = "cut: constraint no_edge coin >= 0.9"
_CHECK = "mixed coin >= 0.9"

GOAL_CHANGES: dict[str, dict[str, Any]] = {
    "sound": {},
    "no specification": {"specification": ""},
    "white specification": {"specification": " \n"},
    "no desirability": {"desirability": ""},
    "white desirability": {"desirability": " \n"},
    "no check": {"check": None},
    "check is a loss": {"check": "mixed train_loss <= 0.1"},
    "check is another loss": {"check": "mixed regret <= 0.1"},
    "speaks of loss": {"specification": "Finds the coin without a loss of time."},
    "no unknowns": {"unknowns": []},
    "check elsewhere": {"check": "plain coin >= 0.9"},
    "check of something else": {"check": "mixed edge <= 0.1"},
}

CLAIM_CHANGES: dict[str, list[str]] = {
    "sound": [_ENV, _CUT],
    "no claims": [],
    "goal not reached": [_CUT],
    "odd kind": [_ENV, "cut: hope no_edge coin >= 0.9"],
    "odd kind too": [_ENV, "cut: Constraint no_edge coin >= 0.9"],
    "predicts nothing": [_ENV, "cut: constraint"],
    "predicts a loss": [_ENV, "cut: constraint no_edge regret <= 0.1"],
    "predicts a loss too": [_ENV, f"{_CUT}; no_edge train_loss <= 0.1"],
    "no control": ["env: nudge mixed coin >= 0.9", _CUT],
    "its own control": ["env: nudge mixed coin >= 0.9 control mixed", _CUT],
    "second without control": [f"{_ENV}; mixed edge <= 0.1", _CUT],
    "name taken": [_ENV, "env: constraint no_edge coin >= 0.9"],
}


def changed(*goal: str, claims: str = "sound") -> Args:
    """A sound story with the named changes, most of which are faults; and the losses' names."""
    return _story(goal, CLAIM_CHANGES[claims])


def _story(goal: Iterable[str], lines: list[str]) -> Args:
    story: dict[str, Any] = {"claims": lines, "check": _CHECK}
    for name in goal:
        story |= GOAL_CHANGES[name]
    return recipe(stories.sketch, **story), list(LOSSES)


# A change is drawn for each part of a goal, so that a few stories show all of them.
_parts = st.tuples(
    st.sampled_from(["sound", "no specification", "white specification", "speaks of loss"]),
    st.sampled_from(["sound", "no desirability", "white desirability", "white desirability"]),
    st.sampled_from(
        [
            "sound",
            "no check",
            "check is a loss",
            "check is another loss",
            "check elsewhere",
            "check elsewhere",
            "check of something else",
        ]
    ),
    st.sampled_from(["sound", "sound", "no unknowns"]),
)

_OTHER_CLAIMS = (
    "odd kind",
    "odd kind too",
    "predicts nothing",
    "predicts a loss",
    "predicts a loss too",
    "sound",
)


@st.composite
def _rationale(draw: st.DrawFn) -> list[str]:
    """A nudge, perhaps badly controlled, and two other claims; or hardly anything."""
    if not draw(st.integers(0, 5)):
        return CLAIM_CHANGES[draw(st.sampled_from(["no claims", "goal not reached"]))]
    env = draw(
        st.sampled_from(["no control", "its own control", "second without control", "sound"])
    )
    cut, other = draw(st.permutations(_OTHER_CLAIMS))[:2]
    taken = draw(st.sampled_from(["tag", "tag", "env"]))
    return [
        CLAIM_CHANGES[env][0],
        CLAIM_CHANGES[cut][1],
        CLAIM_CHANGES[other][1].replace("cut:", f"{taken}:"),
    ]


goals_changed = _parts.map(lambda parts: changed(*parts))
claims_changed = _rationale().map(lambda lines: _story((), lines))
both_changed = st.builds(_story, _parts, _rationale())

EXERCISE = Exercise(
    title="Faults of form",
    objective="Find out, before anything is run, what a training story fails to say.",
    points=1,
    difficulty=2,
    minutes=15,
    hints=(
        "Go through the list of faults from top to bottom; each is one `if`. Which of them make "
        "sense only if something else is there?",
        '`all([])` is True and `"  "` is not empty. Ask for predictions before you ask whether '
        "all of them are about losses, and `strip()` strings.",
        'Collect `(p["setup"], p["metric"])` of all predictions of all claims in a set, and see '
        "if the check's pair is in it. A nudge lacks a control if for one of its predictions "
        '`p["control"] in (None, p["setup"])`.',
    ),
    checks=(
        Check(
            "check_faults_of_the_goal",
            "Faults of the goal and of the unknowns are found, and only those.",
            goals_changed,
            public=(
                changed(),
                changed("white specification"),
                changed("white desirability"),
                changed("speaks of loss"),
                changed("check is another loss"),
                changed("check elsewhere"),
            ),
            tolerance=EXACT,
            draws=10,
        ),
        Check(
            "check_faults_of_claims",
            "Faults of the rationale and its claims are found, and only those.",
            claims_changed,
            public=(
                changed(claims="no claims"),
                changed(claims="predicts nothing"),
                changed(claims="predicts a loss too"),
                changed(claims="its own control"),
                changed(claims="second without control"),
            ),
            tolerance=EXACT,
            draws=10,
        ),
        Check(
            "check_several_faults",
            "All faults of a story are found.",
            both_changed,
            public=(changed("no unknowns", claims="no control"),),
            weight=0.5,
            tolerance=EXACT,
            draws=4,
        ),
    ),
)
