"""How much a learner is told of the hidden cases.

========== =====================================================================
``full``    everything, with the input that went wrong and what was expected
``message`` which promises were kept, the likely misconception and a hint; inputs
            and expected values only of the public cases
``score``   the score and how it went, in one word
========== =====================================================================

A result itself keeps everything, and says at which level its notebook was written.
"""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from autograder.course.course import Course, CourseError
from autograder.judging.result import CheckResult, Disclosure, ExerciseResult, not_kept

LEVELS: tuple[Disclosure, ...] = get_args(Disclosure)


def of_course(course: Course) -> Disclosure:
    """The level that ``nbgrader_config.py`` sets as ``c.SandboxedExecute.disclosure``."""
    return checked(course.settings().get("disclosure", "full"))


def checked(level: object) -> Disclosure:
    """`level` if there is such a level; raises CourseError otherwise."""
    for known in LEVELS:
        if level == known:
            return known
    raise CourseError(f"disclosure is {level!r}; it can be one of {', '.join(LEVELS)}")


def limit(verdict: ExerciseResult, level: Disclosure) -> ExerciseResult:
    """The part of a verdict that a learner may see."""
    if level == "full":
        return verdict
    if level == "score":
        return replace(verdict, message="", said="", checks=(), hint="", misconception="")
    checks = tuple(_limit_check(check) for check in verdict.checks)
    unexplained = verdict.status in ("failed", "partial") and not verdict.misconception
    message = not_kept(checks) if unexplained else verdict.message
    return replace(verdict, checks=checks, message=message, said="")


def _limit_check(check: CheckResult) -> CheckResult:
    """A check with a call that the learner has already, or none.

    What the learner's function returned is left out: it has seen hidden inputs by then and
    could repeat them.
    """
    example = check.counterexample
    if example is not None:
        example = replace(example, got="", judged="", difference="") if example.public else None
    return replace(check, counterexample=example)
