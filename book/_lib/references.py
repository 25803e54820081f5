"""The reference functions of a chapter, as its page calls them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

from autograder.course.chapter_files import placed
from autograder.course.course import Course

ROOT = Path(__file__).resolve().parents[2]


def references(chapter: str) -> SimpleNamespace:
    """All reference functions of a chapter, by the exercises' names."""
    exercises = [name for kind, name in placed(Course(ROOT), chapter) if kind == "exercise"]
    modules = {name: import_module(f"solutions.{chapter}.{name}.reference") for name in exercises}
    return SimpleNamespace(**{name: getattr(modules[name], name) for name in exercises})
