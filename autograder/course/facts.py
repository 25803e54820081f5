"""The line under a title: what an exercise is worth, how hard it is, how long it takes."""

from __future__ import annotations

from autograder.course.exercise import Essay, Exercise

HARDEST = 5


def facts(described: Exercise | Essay) -> str:
    """Points, difficulty and minutes, as notebooks and pages show them."""
    points = "1 point" if described.points == 1 else f"{described.points:g} points"
    minutes = f"about {described.minutes} minutes"
    if isinstance(described, Essay):
        return f"{points}, given by a person · {minutes}"
    return f"{points} · difficulty {described.difficulty} of {HARDEST} · {minutes}"
