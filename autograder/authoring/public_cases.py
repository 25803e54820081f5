"""``cases.json``: what ``check()``, the panel and the learner's commands know of a chapter.

It holds the public inputs, the right outcomes, and what each known wrong answer gives, so that
a learner is told of a mistake at once, with no grader and no solution near; and of every
exercise its title, points, minutes and hints.
"""

from __future__ import annotations

import re
from dataclasses import astuple
from typing import Any

from losslab.values.json_form import to_json
from losslab.values.plain import target

from autograder.course.chapter import Chapter
from autograder.course.course import TEXT
from autograder.course.exercise import Exercise
from autograder.judging.case_set import Trusted, ask


def cases(chapter: Chapter) -> dict[str, Any]:
    """What ``check()`` knows: public inputs, right outcomes, and the known wrong ones."""
    return {
        "chapter": chapter.name,
        "title": heading(chapter),
        "exercises": {e.id: _exercise_cases(chapter, e) for e in chapter.exercises},
        "essays": {
            e.id: {"title": e.title, "points": e.points, "minutes": e.minutes}
            for e in chapter.essays
        },
    }


def heading(chapter: Chapter) -> str:
    """The chapter's title, as its notebook begins with it."""
    text = (chapter.folder / TEXT).read_text(encoding="utf-8")
    found = re.search(r"^# (.+)$", text, re.M)
    return found[1].removesuffix(": exercises").strip() if found else chapter.name


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
        "minutes": exercise.minutes,
        "difficulty": exercise.difficulty,
        "hints": list(exercise.hints),
        "checks": checks,
        "known": [known.says for known, _ in mutants],
    }
