"""A chapter as its files tell it: what can be said of it without running its solutions.

Whoever only hands submissions on and stores results needs no more, and loads no torch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from autograder.course.course import CONFIG, TEXT, Course, CourseError
from autograder.course.dependencies import digest, preload, refuse_stale_code, sources
from autograder.sandbox.limits import Limits

# A cell of exercise.md that stands for an exercise or an essay.
_PLACED = re.compile(r"^```\{code-cell\}[^\n]*\n:tags: \[(exercise|essay)\]\n+(\w+)\n+```", re.M)
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.S)


@dataclass(frozen=True, eq=False)
class ChapterFiles:
    """One chapter's files.

    Parameters
    ----------
    course
        The course that it belongs to.
    name
        Its name, which is that of its folder.
    limits
        What a submission may use.
    digest
        A short name for the content of all that the chapter depends on, when it was read.
    """

    course: Course
    name: str
    limits: Limits
    digest: str

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.course.solutions / self.name

    @property
    def preload(self) -> tuple[str, ...]:
        """Modules that its learners use, to be imported before any submission runs."""
        return preload(self.course, self.name)

    def sources(self) -> dict[str, Path]:
        """Every file that its release, its grades and its pages depend on."""
        return sources(self.course, self.name)


def read(course: Course, name: str) -> ChapterFiles:
    """Read what a chapter's files tell.

    Raises
    ------
    CourseError
        If there is no such chapter, its limits are none, or the code that runs here is not
        the code on disk.
    """
    folder = course.folder(name)
    refuse_stale_code()
    return ChapterFiles(course, name, _limits(course, folder), digest(sources(course, name)))


def placed(course: Course, chapter: str) -> list[tuple[str, str]]:
    """What a chapter's text has a place for: kind (``exercise`` or ``essay``) and id, in order."""
    text = (course.folder(chapter) / TEXT).read_text(encoding="utf-8")
    return [(found[1], found[2]) for found in _PLACED.finditer(text)]


def _limits(course: Course, folder: Path) -> Limits:
    """The course's limits, and on top those of the chapter's front matter."""
    front = _FRONT_MATTER.match((folder / TEXT).read_text(encoding="utf-8"))
    try:
        written = (yaml.safe_load(front[1]) or {}) if front else {}
        limits = Limits().updated(course.settings().get("limits", {}))
        return limits.updated(written.get("limits", {}))
    except (ValueError, yaml.YAMLError) as error:
        raise CourseError(f"limits in {folder / TEXT} or {course.root / CONFIG}: {error}") from None
