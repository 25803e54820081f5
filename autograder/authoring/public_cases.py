"""``cases.json``: what ``check()`` knows of a chapter.

It holds the public inputs, the right outcomes, and what each known wrong answer gives, so that
a learner is told of a mistake at once, with no grader and no solution near.
"""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from losslab.values.json_form import to_json
from losslab.values.plain import target

from autograder.course.chapter import Chapter
from autograder.course.exercise import Exercise
from autograder.judging.case_set import Trusted, ask

CASES = "cases.json"


def cases(chapter: Chapter) -> dict[str, Any]:
    """What ``check()`` knows: public inputs, right outcomes, and the known wrong ones."""
    return {
        "chapter": chapter.name,
        "exercises": {e.id: _exercise_cases(chapter, e) for e in chapter.exercises},
    }


def _exercise_cases(chapter: Chapter, exercise: Exercise) -> dict[str, Any]:
    solution = Trusted(chapter.solution(exercise))
    mutants = [(known, Trusted(known.function)) for known in chapter.mutants(exercise)]
    checks = []
    for check in exercise.checks:
        shown = []
        for args in check.public:
            case = ask(solution, check, args)
            tolerance = case.tolerance
            shown.append(
                {
                    "args": to_json(list(args)),
                    "expected": to_json(case.expected),
                    "tolerance": list(astuple(tolerance)),
                    "known": [to_json(given.outcome(check, args)) for _, given in mutants],
                }
            )
        checks.append(
            {
                "name": check.name,
                "promise": check.promise,
                "probe": target(check.probe) if check.probe else None,
                "part": check.part,
                "reads": target(check.reads) if check.reads else None,
                "cases": shown,
            }
        )
    return {
        "title": exercise.title,
        "points": exercise.points,
        "hints": list(exercise.hints),
        "checks": checks,
        "known": [known.says for known, _ in mutants],
    }
