from __future__ import annotations

import torch
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.caring_about_loss.grids import NEAR, quarter


@st.composite
def approvals(draw: st.DrawFn, decoupled: bool) -> Args:
    """Three actions, one of them a lever that the supervisor does not like."""
    logits = draw(st.permutations([-0.5, 0.0, 1.0]))
    lever = draw(st.integers(0, 2))
    approval = [draw(quarter) for _ in range(3)]
    approval[lever] = -draw(quarter)
    return (
        torch.tensor(logits, dtype=torch.float64),
        torch.tensor(approval, dtype=torch.float64),
        lever,
        draw(st.integers(4, 8).map(float)),
        decoupled,
    )


def approval_case(decoupled: bool, *logits: float, written: float = 5.0) -> Args:
    """A public case: action 0 is approved of, 1 is not, 2 is a lever that is not either."""
    approval = torch.tensor([1.0, -1.0, -2.0], dtype=torch.float64)
    return torch.tensor(logits, dtype=torch.float64), approval, 2, written, decoupled


EXERCISE = Exercise(
    title="Ask about something else",
    objective="Compute why feedback on a second draw takes away the incentive to tamper.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "List the cases for two actions, one of them a lever. In which does the register read "
        "`written`?",
        "The expectation runs over pairs (action, query), each with its probability. If it is not "
        "decoupled, only pairs of equals occur, with probability `pi[a]`.",
        "Two loops, over the action and the query: add probability times the number read times "
        "`unit vector of the query - pi`. What is read depends on the action, whose credit it is "
        "on the query.",
    ),
    checks=(
        Check(
            "check_coupled",
            "Where the action is its own query, the lever is paid what it writes.",
            approvals(False),
            public=(
                approval_case(False, 0.0, 0.0, 0.0),
                approval_case(False, 1.0, 0.0, 0.5),
            ),
            tolerance=NEAR,
            draws=5,
        ),
        Check(
            "check_decoupled",
            "Where the query is a second draw, it makes no difference what the lever writes.",
            approvals(True),
            public=(
                approval_case(True, 0.0, 0.0, 0.0),
                approval_case(True, 1.0, 0.0, 0.5),
                approval_case(True, 1.0, 0.0, 0.5, written=100.0),
            ),
            weight=2,
            tolerance=NEAR,
            draws=6,
        ),
    ),
)
