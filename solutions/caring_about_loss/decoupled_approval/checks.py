from __future__ import annotations

import random
from collections.abc import Sequence

import torch
from hypothesis.strategies import SearchStrategy
from losslab.values.probes import keeping

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.drawn import searched
from solutions.caring_about_loss.grids import NEAR


def _asked(
    decoupled: bool,
    actions: tuple[int, int] = (3, 4),
    written: Sequence[float] = (4.0, 6.0, 8.0),
    logits: Sequence[float] = (-1.5, -0.5, 0.0, 0.25, 1.0, 1.75),
    liked: bool = False,
) -> SearchStrategy[Args]:
    """Actions that the supervisor likes differently, one of them a lever."""

    def make(lots: random.Random) -> Args:
        count = lots.randint(*actions)
        lever = lots.randrange(count)
        approval = [n / 4 for n in lots.sample([-7, -4, -2, 0, 1, 3, 6, 9], count)]
        approval[lever] = 2.5 if liked else -2.5
        return (
            torch.tensor(lots.sample(list(logits), count), dtype=torch.float64),
            torch.tensor(approval, dtype=torch.float64),
            lever,
            lots.choice(written),
            decoupled,
        )

    return searched(make)


def _kinds(decoupled: bool) -> dict[str, SearchStrategy[Args]]:
    return {
        "three or four actions": _asked(decoupled),
        "two actions": _asked(decoupled, (2, 2)),
        "many actions": _asked(decoupled, (6, 6)),
        "the lever writes 0 or less": _asked(decoupled, written=(0.0, -3.0), liked=True),
        "the lever is liked": _asked(decoupled, liked=True, written=(5.0,)),
        "logits far apart": _asked(decoupled, (3, 3), logits=(-99.0, 97.5, 98.0, 98.5)),
    }


coupled, decoupled = _kinds(False), _kinds(True)


def approval_case(second_draw: bool, *logits: float, written: float = 5.0) -> Args:
    """A public case: action 0 is approved of, 1 is not, 2 is a lever that is not either."""
    approval = torch.tensor([1.0, -1.0, -2.0], dtype=torch.float64)
    return torch.tensor(logits, dtype=torch.float64), approval, 2, written, second_draw


EXERCISE = Exercise(
    title="Ask about something else",
    objective="Compute why feedback on a second draw takes away the incentive to tamper.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "List the cases for two actions, one of them a lever. In which does the register read "
        "`written`?",
        "How probable is it that this action is carried out and that one asked about? Draw the "
        "square of all pairs for two actions, once for each value of `decoupled`, and add up what "
        "stands in it.",
        "Follow a single draw from the action to the update. Where does the action carried out "
        "have a say, and where does the query? Which of the two gets the credit?",
    ),
    checks=(
        Check(
            "check_coupled",
            "Where the action is its own query, the lever is paid what it writes.",
            coupled,
            public=(
                approval_case(False, 0.0, 0.0, 0.0),
                approval_case(False, 1.0, 0.0, 0.5),
            ),
            probe=keeping,
            part="result",
            weight=1.5,
            tolerance=NEAR,
            draws=6,
            covers=("The expectation of the update over all draws, float64 of shape (k,).",),
        ),
        Check(
            "check_decoupled",
            "Where the query is a second draw, it makes no difference what the lever writes.",
            decoupled,
            public=(
                approval_case(True, 0.0, 0.0, 0.0),
                approval_case(True, 1.0, 0.0, 0.5),
                approval_case(True, 1.0, 0.0, 0.5, written=100.0),
            ),
            probe=keeping,
            part="result",
            weight=1.5,
            tolerance=NEAR,
            draws=6,
        ),
        Check(
            "check_arguments_stay",
            "The update is right, and the arguments are what they were.",
            coupled,
            public=(approval_case(False, 1.0, 0.0, 0.5),),
            probe=keeping,
            weight=0.25,
            tolerance=NEAR,
            draws=6,
            covers=("`logits` and `approval` must not be changed.",),
        ),
    ),
)
