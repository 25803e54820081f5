"""A verdict with something of everything, for tests of how it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from autograder.judging.result import CheckResult, Counterexample, ExerciseResult

HIDDEN = Counterexample("f(x=4711.0)", "got-hidden", "wanted-hidden", "it is got, not wanted")
PUBLIC = Counterexample("f(x=1.0)", "got-public", "wanted-public", "it is a, not b", public=True)
# What a learner could learn of the hidden call.
SECRETS = ("4711", "got-hidden", "wanted-hidden", "it is got")


def verdict(**changes: Any) -> ExerciseResult:
    """Partly right: one promise kept, one broken by a hidden call, one by a public one."""
    made = ExerciseResult(
        id="f",
        title="The title",
        score=1.0,
        points=3.0,
        status="partial",
        message="Not kept: The hidden promise. it is got, not wanted.",
        checks=(
            CheckResult("check_a", "The kept promise.", 1.0, True),
            CheckResult("check_b", "The hidden promise.", 1.0, False, HIDDEN),
            CheckResult("check_c", "The public promise.", 1.0, False, PUBLIC),
        ),
        hint="Try `values[0]`.",
    )
    return replace(made, **changes)
