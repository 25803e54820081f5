"""The chapters and exercises of a course as they stand in its releases, read in no time.

A chapter's ``cases.json`` has titles, points, minutes and hints, and reading it loads neither
torch nor hypothesis. Where a chapter is not assembled yet, it is loaded instead.
"""

from __future__ import annotations

import ast
import difflib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from autograder.course.course import Course, CourseError
from autograder.course.names import CASES

_PAGE = re.compile(r"^\s*- file: \S*?(\w+)\s*$", re.M)


@dataclass(frozen=True)
class Listed:
    """What is told of one exercise.

    Parameters
    ----------
    chapter, id
        Which.
    title, points, minutes, difficulty, hints
        As its author described it.
    """

    chapter: str
    id: str
    title: str
    points: float
    minutes: int
    difficulty: int
    hints: tuple[str, ...]


@dataclass(frozen=True)
class ListedChapter:
    """What is told of one chapter; its exercises stand in the order of the notebook.

    Parameters
    ----------
    name, title
        Which.
    exercises
        What the grader grades.
    by_hand
        The points that a person gives.
    """

    name: str
    title: str
    exercises: tuple[Listed, ...]
    by_hand: float = 0.0

    def exercise(self, wanted: str) -> Listed:
        """Look an exercise up; a CourseError with the nearest names if there is none."""
        for one in self.exercises:
            if one.id == wanted:
                return one
        ids = [one.id for one in self.exercises]
        raise CourseError(f"no exercise {wanted!r} in {self.name}; {suggest(wanted, ids)}")


def suggest(wanted: str, names: Iterable[str]) -> str:
    """The names nearest to what was asked for, or all of them."""
    names = list(names)
    near = difflib.get_close_matches(wanted, names, n=3, cutoff=0.6)
    if near:
        return f"did you mean {' or '.join(near)}?"
    shown = ", ".join(names[:12]) or "none"
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return f"there are: {shown}{more}"


def names(course: Course) -> list[str]:
    """The chapters in the book's order; one that the book does not name comes last."""
    contents = course.root / "_toc.yml"
    pages = _PAGE.findall(contents.read_text(encoding="utf-8")) if contents.is_file() else []
    there = course.chapters()
    return sorted(there, key=lambda name: (pages.index(name) if name in pages else 999, name))


def chapters(course: Course, wanted: Sequence[str] = ()) -> list[ListedChapter]:
    """The chapters of a course in the book's order, or those that are named."""
    there = names(course)
    for name in wanted:
        if name not in there:
            raise CourseError(f"no chapter {name!r}; {suggest(name, there)}")
    return [_chapter(course, name) for name in wanted or there]


def find(course: Course, wanted: str) -> Listed:
    """An exercise by its name, or by ``CHAPTER/EXERCISE``."""
    chapter, _, name = wanted.rpartition("/")
    if chapter:
        return chapters(course, [chapter])[0].exercise(name)
    among = {one.id: one for listed in chapters(course) for one in listed.exercises}
    if name in names(course):
        (listed,) = chapters(course, [name])
        ids = ", ".join(one.id for one in listed.exercises)
        raise CourseError(f"{name} is a chapter; say which of its exercises: {ids}")
    if name not in among:
        raise CourseError(f"no exercise {name!r}; {suggest(name, among)}")
    return among[name]


def _chapter(course: Course, name: str) -> ListedChapter:
    for folder in (course.release / name, course.trusted_release(name).parent):
        path = folder / CASES
        if path.is_file():
            found = _read(path, path.stat().st_mtime_ns)
            # An older release knows no minutes, and one of other exercises is out of date.
            if "essays" in found and _is_current(course, name, found):
                return _listed(name, found)
    chapter = course.chapter(name)
    described = {
        e.id: {field: getattr(e, field) for field in ("title", "points", "minutes", "difficulty")}
        | {"hints": list(e.hints)}
        for e in chapter.exercises
    }
    by_hand = {e.id: {"points": e.points} for e in chapter.essays}
    return _listed(name, {"exercises": described, "essays": by_hand})


def _is_current(course: Course, name: str, found: dict[str, Any]) -> bool:
    folder = course.solutions / name
    there = {path.parent.name for path in folder.glob("*/checks.py")}
    return not there or there == set(found["exercises"])


@lru_cache(maxsize=32)
def _read(path: Path, changed: int) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def _listed(name: str, found: dict[str, Any]) -> ListedChapter:
    exercises = [
        Listed(
            chapter=name,
            id=one,
            title=told["title"],
            points=float(told["points"]),
            minutes=told["minutes"],
            difficulty=told["difficulty"],
            hints=tuple(told["hints"]),
        )
        for one, told in found["exercises"].items()
    ]
    by_hand = sum(float(essay["points"]) for essay in found["essays"].values())
    return ListedChapter(name, found.get("title", name), tuple(exercises), by_hand)


def solution(course: Course, exercise: Listed) -> tuple[str, str]:
    """The model solution of an exercise without its docstring, and the discussion of it."""
    folder = course.solutions / exercise.chapter / exercise.id
    reference = folder / "reference.py"
    if not reference.is_file():
        raise CourseError(f"{reference} is missing: solutions are with whoever gave you the course")
    discussion = folder / "discussion.md"
    text = discussion.read_text(encoding="utf-8").strip() if discussion.is_file() else ""
    return _body(reference.read_text(encoding="utf-8"), exercise.id), text


def _body(source: str, name: str) -> str:
    """A module's text without docstrings, in the order in which it stands."""
    tree = ast.parse(source)
    lines = source.splitlines()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef) and ast.get_docstring(node) is not None:
            first = node.body[0]
            assert first.end_lineno is not None
            for number in range(first.lineno - 1, first.end_lineno):
                lines[number] = "\0"
    kept = [line for line in lines if line != "\0"]
    return "\n".join(line for line in kept if not line.startswith("from __future__")).strip()
