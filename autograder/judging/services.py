"""A result as grading services want it: Gradescope, PrairieLearn, Classroom 50, GitHub.

What is told to learners is limited to the level of disclosure, as on a feedback page. Formats:

- Gradescope: https://gradescope-autograders.readthedocs.io/en/latest/specs/
- PrairieLearn: https://prairielearn.readthedocs.io/en/latest/externalGrading/
- Classroom 50: https://github.com/foundation50/classroom50/wiki/Advanced-Autograding
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from losslab.values.show import visible

from autograder.judging.disclosure import limit
from autograder.judging.feedback import as_text
from autograder.judging.result import ExerciseResult, Result

# Of one line, and of all: PrairieLearn takes no result of more than a mebibyte.
MOST_CHARACTERS = 20_000
MOST_OF_ALL = 200_000
# Classroom 50 counts in whole numbers: a hundred for a point.
HUNDREDTHS = 100
CUT = "[cut here: the result was too long]"


@dataclass(frozen=True)
class Part:
    """One line of a result: a promise, or a whole exercise where none was looked at."""

    name: str
    score: float
    points: float
    passed: bool
    text: str
    shown: bool = True


def parts(result: Result) -> Iterator[Part]:
    """The lines of a result; what the level of disclosure keeps from learners is not shown."""
    room = MOST_OF_ALL
    for part in _parts(result):
        kept = part.text[:room]
        room -= len(kept)
        yield replace(part, text=kept if kept == part.text else f"{kept}\n{CUT}")


def _parts(result: Result) -> Iterator[Part]:
    for whole in result.exercises:
        told = limit(whole, result.disclosure)
        if not told.checks:
            passed = whole.score == whole.points
            yield Part(_plain(whole.title), whole.score, whole.points, passed, _text(told))
        hidden = result.disclosure == "score"
        for number, check in enumerate(whole.checks):
            text = _text(whole if hidden else told) if number == 0 else ""
            name = _plain(f"{whole.title}: {check.promise}")
            points = round(check.points, 4)
            yield Part(
                name, points if check.passed else 0.0, points, check.passed, text, not hidden
            )


def _plain(text: str) -> str:
    return visible(text.encode("utf-8", "replace").decode())[:500]


def _text(verdict: ExerciseResult) -> str:
    text = "\n".join(visible(line) for line in as_text(verdict).splitlines())
    return text.encode("utf-8", "replace").decode()[:MOST_CHARACTERS]


def gradescope(result: Result, _: Mapping[str, str]) -> dict[str, Any]:
    """The object of ``/autograder/results/results.json``."""
    return {
        "score": result.score,
        "execution_time": round(result.seconds, 1),
        "output": _foot(result),
        "output_format": "text",
        "stdout_visibility": "hidden",
        "tests": [
            {
                "name": part.name,
                "score": part.score,
                "max_score": part.points,
                "status": "passed" if part.passed else "failed",
                "output": part.text,
                "output_format": "text",
                "visibility": "visible" if part.shown else "hidden",
            }
            for part in parts(result)
        ],
    }


def prairielearn(result: Result, _: Mapping[str, str]) -> dict[str, Any]:
    """The object of ``/grade/results/results.json``; learners see all of it."""
    tests = [
        {
            "name": part.name,
            "points": part.score,
            "max_points": part.points,
            "output": part.text,
        }
        for part in parts(result)
        if part.shown
    ]
    share = result.score / result.max_score if result.max_score else 0.0
    return {"gradable": True, "score": share, "output": _foot(result), "tests": tests}


def classroom50(result: Result, environment: Mapping[str, str]) -> dict[str, Any]:
    """The object of ``result.json``; who and what is graded stands in the environment."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    tests = [
        {
            "test-name": part.name,
            "passed": part.passed,
            "score": round(part.score * HUNDREDTHS),
            "max-score": round(part.points * HUNDREDTHS),
        }
        for part in parts(result)
        if part.shown
    ]
    return {
        "schema": "classroom50/result/v1",
        "classroom": environment.get("CLASSROOM", ""),
        "assignment": environment.get("ASSIGNMENT", result.assignment),
        "submission": environment.get("SUBMISSION_TAG", ""),
        "commit": environment.get("COMMIT_URL", ""),
        "release": environment.get("RELEASE_URL", ""),
        "review": environment.get("REVIEW_URL") or environment.get("COMMIT_URL", ""),
        "datetime": now,
        "score": round(result.score * HUNDREDTHS),
        "max-score": round(result.max_score * HUNDREDTHS),
        "tests": tests,
    }


def _foot(result: Result) -> str:
    lines = [f"{result.score:g} of {result.max_score:g} points (seed {result.seed})"]
    return "\n".join([*lines, *(_plain(note) for note in result.notes)])[:MOST_CHARACTERS]


SERVICES: dict[str, Callable[[Result, Mapping[str, str]], dict[str, Any]]] = {
    "gradescope": gradescope,
    "prairielearn": prairielearn,
    "classroom50": classroom50,
}


def summary(result: Result, title: str = "", brief: bool = False) -> str:
    """A table in Markdown, as GitHub shows one for a run; only its head if `brief`."""
    head = f"**{result.score:g} of {result.max_score:g} points**"
    head = f"### {_cell(title)}\n\n{head}" if title else head
    if brief:
        return f"{head}\n\n"
    rows = [
        f"| {_cell(part.name)} | {part.score:g} of {part.points:g} | "
        f"{'kept' if part.passed else 'not kept'} |"
        for part in parts(result)
        if part.shown
    ]
    return "\n".join([head, "", "| promise | points | |", "|:--|--:|:--|", *rows, ""])


def _cell(text: str) -> str:
    for mark in "\\`*_[]<>|#@":
        text = text.replace(mark, "\\" + mark)
    return text.replace("\n", " ")


def put(path: Path, given: Mapping[str, Any]) -> None:
    """Write a result, whole or not at all; what stood there is replaced and never followed.

    Parameters
    ----------
    path
        It may lie in a folder of a learner's, who may have put a link of that name there.
    given
        The object to write.
    """
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, prefix=".result-", delete=False, encoding="utf-8"
    ) as file:
        json.dump(given, file, ensure_ascii=False)
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)
