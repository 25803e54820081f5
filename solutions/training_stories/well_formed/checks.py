from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from losslab.training_stories import stories
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise, Recipe, recipe

# Stories and runs cross as short notes, so that a failing call can be read.
LOSSES = ["train loss", "regret"]

_ENV = "env: nudge mixed coin >= 0.9 control plain"
_CUT = "cut: constraint no_edge coin >= 0.9"
_CHECK = "mixed coin >= 0.9"

GOAL_CHANGES: dict[str, dict[str, Any]] = {
    "sound": {},
    "no specification": {"specification": ""},
    "white specification": {"specification": " \n\t"},
    "no desirability": {"desirability": ""},
    "white desirability": {"desirability": "\r\t "},
    "no check": {"check": None},
    "check is a loss": {"check": "mixed train_loss <= 0.1"},
    "check is another loss": {"check": "mixed regret <= 0.1"},
    "speaks of loss": {"specification": "Finds the coin without a loss of time."},
    "no unknowns": {"unknowns": []},
    "check elsewhere": {"check": "plain coin >= 0.9"},
    "check of something else": {"check": "mixed edge <= 0.1"},
    "check of a part of a loss": {"check": "mixed loss <= 0.1"},
    "check of more than a loss": {"check": "mixed regret_later <= 0.1"},
    "check of a loss in capitals": {"check": "mixed Regret <= 0.1"},
    "blank unknowns": {"unknowns": ["", " "]},
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


def _story(goal: Iterable[str], lines: list[str], losses: Iterable[str] = LOSSES) -> Args:
    story: dict[str, Any] = {"claims": lines, "check": _CHECK}
    for name in goal:
        story |= GOAL_CHANGES[name]
    return recipe(stories.sketch, **story), list(losses)


_PARTS = {
    "nothing is wrong": ("sound", "blank unknowns"),
    "words, and a check elsewhere": ("speaks of loss", "check elsewhere"),
    "empty, and no check": ("no specification", "no check"),
    "blank, and a loss": ("white specification", "check is a loss"),
    "blank, and another loss": ("white desirability", "check is another loss", "no unknowns"),
    "empty, and another metric": ("no desirability", "check of something else"),
    "nearly a loss": ("check of a part of a loss",),
    "more than a loss": ("check of more than a loss", "no unknowns"),
    "a loss in capitals": ("check of a loss in capitals", "no specification"),
}


def _goal(*names: str) -> st.SearchStrategy[Args]:
    """A story whose goal was changed so, with sound claims in any order."""
    return st.permutations(CLAIM_CHANGES["sound"]).map(lambda lines: _story(names, lines))


_SOUND = "constraint no_edge coin >= 0.9"
_FAULTS = (
    "nudge mixed coin >= 0.9",
    "nudge mixed coin >= 0.9 control mixed",
    "nudge mixed coin >= 0.9 control plain; mixed edge <= 0.1",
    "nudge mixed coin >= 0.9; mixed edge <= 0.1 control plain",
    "nudge mixed coin >= 0.9 control plain; mixed edge <= 0.1 control mixed",
    "nudge mixed coin >= 0.9 control plain; mixed edge <= 0.1 control plain",
    "hope no_edge coin >= 0.9",
    "Constraint no_edge coin >= 0.9",
    "constraints no_edge coin >= 0.9",
    "nud no_edge coin >= 0.9",
    "or no_edge coin >= 0.9",
    "constraint",
    "nudge",
    "hope",
    "nudge Mixed coin >= 0.9 control mixed",
    "nudge mixed coin >= 0.9 control mixed_2",
    "constraint no_edge loss <= 0.1",
    "constraint no_edge Regret <= 0.1; no_edge regret_later <= 0.1",
    "constraint no_edge train <= 0.1; no_edge regret <= 0.1",
    "constraint no_edge regret <= 0.1",
    "constraint no_edge train_loss <= 0.1; no_edge regret <= 0.1",
    "nudge no_edge train_loss <= 0.1 control plain",
    "nudge no_edge regret <= 0.1",
    "constraint no_edge regret <= 0.1; no_edge coin >= 0.9",
    "constraint no_edge coin >= 0.9; no_edge regret <= 0.1",
    _SOUND,
    _SOUND,
)


@st.composite
def faulty(
    draw: st.DrawFn,
    *goal: str,
    claims: tuple[str, ...] = _FAULTS,
    losses: tuple[str, ...] = tuple(LOSSES),
) -> Args:
    """Claims with every fault and without, in any order, some under a name that is taken.

    Two names differ in a capital letter, and one is a part of another. Of several claims with one
    name all but one are sound: what is said wrongly of the one is true of no other.
    """
    lines = draw(st.permutations(claims))
    names = [f"c{n + 10}" for n in draw(st.permutations(range(len(lines))))]
    if len(lines) > 6:
        names[-2], names[3] = names[2].upper(), f"{names[-4]}0"
    text = [f"{name}: {line}" for name, line in zip(names, lines, strict=True)]
    empty = next((i for i, line in enumerate(lines) if " " not in line), 0)
    before, after = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
    text.insert(0, f"{names[before]}: {_SOUND}")
    text += [f"{names[i]}: {_SOUND}" for i in dict.fromkeys((empty, after))]
    return _story(goal, text, losses)


_LOSSES_ONLY = tuple(line for line in _FAULTS if "regret" in line or "loss" in line)
_ELSEWHERE = ("nudge mixed edge <= 0.1 control plain", "constraint plain coin >= 0.9")
GOALS = {what: _goal(*names) for what, names in _PARTS.items()}
CLAIMS = {
    "every fault": faulty(),
    "none is about the goal": faulty(claims=_ELSEWHERE * 2),
    "none": st.just(changed(claims="no claims")),
    "nothing is a loss": faulty(claims=_LOSSES_ONLY, losses=()),
}
# The check is `mixed coin >= 0.9`: a prediction about the same that stands second, says something
# else of it, or is a claim's of no known kind.
_REACHED = {
    "by a second prediction": ("nudge mixed edge <= 0.1 control plain; mixed coin >= 0.5",),
    "by an unknown kind": ("hope no_edge coin >= 0.1; mixed coin <= 0.7",),
}
CLAIMS |= {what: faulty(claims=(*_ELSEWHERE, *claims)) for what, claims in _REACHED.items()}
CLAIMS["nothing is predicted"] = faulty(claims=("constraint", "nudge", "hope", "nudge"))
BOTH = {
    "all at once": faulty(
        "white specification",
        "white desirability",
        "check is another loss",
        claims=_FAULTS[::2],
    ),
    "no claims, no check": st.just(changed("no check", "no unknowns", claims="no claims")),
}


def _names(story: Recipe) -> list[str]:
    """The ids of a story's claims."""
    return [line.partition(":")[0] for line in story.kwargs["claims"]]


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
        "The rationale reaches the goal if one prediction agrees with the check in two things at "
        "once. A nudge is as good as the worst of its controls. And which names were taken before?",
    ),
    checks=(
        Check(
            "check_faults_of_the_goal",
            "Faults of the goal and of the unknowns are found, and only those.",
            GOALS,
            public=(
                changed(),
                changed("white specification"),
                changed("white desirability"),
                changed("speaks of loss"),
                changed("check is another loss"),
                changed("check elsewhere"),
            ),
            tolerance=EXACT,
            draws=9,
            covers=("the string is empty or all white space", "what its strings say is not asked"),
        ),
        Check(
            "check_faults_of_claims",
            "Faults of the rationale and its claims are found, and only those.",
            CLAIMS,
            public=(
                changed(claims="no claims"),
                changed(claims="predicts nothing"),
                changed(claims="predicts a loss too"),
                changed(claims="its own control"),
                changed(claims="second without control"),
            ),
            tolerance=EXACT,
            draws=7,
            covers=(
                "Kinds, ids, setups and metrics are the same only if they are equal, letter by",
            ),
            contains={
                "no losses": lambda story, losses: not losses,
                "names that differ in a capital letter": lambda story, losses: (
                    len(set(_names(story))) > len({name.lower() for name in _names(story)})
                ),
            },
        ),
        Check(
            "check_several_faults",
            "All faults of a story are found.",
            BOTH,
            public=(changed("no unknowns", claims="no control"),),
            weight=1.5,
            tolerance=EXACT,
            draws=2,
            covers=("Every key is there, so a fault is an empty value and never a missing key.",),
        ),
    ),
)
