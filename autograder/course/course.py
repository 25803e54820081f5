"""Find a course on disk: its folders, its settings, its chapters.

A course is a folder with ``nbgrader_config.py`` and ``solutions/``. Its chapters are the
subfolders of ``solutions`` that hold an ``exercise.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.course.chapter import Chapter
    from autograder.course.chapter_files import ChapterFiles

CONFIG = "nbgrader_config.py"
TEXT = "exercise.md"


class CourseError(Exception):
    """Something about the course or a path is wrong; the message says what to do."""


@dataclass(frozen=True)
class Course:
    """The folders of a course.

    Parameters
    ----------
    root
        The folder that holds ``nbgrader_config.py``.
    """

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """The course that `start` (the current folder by default) lies in.

        A course inside another is refused: its settings and solutions are programs, and may have
        come with somebody's notebook.
        """
        here = (start or Path.cwd()).resolve()
        found = [folder for folder in (here, *here.parents) if (folder / CONFIG).is_file()]
        if len(found) > 1:
            raise CourseError(
                f"{found[0]} has a {CONFIG} of its own and lies inside the course {found[-1]}; "
                "what lies there would run as a program of yours. Move it out of the course, or "
                f"rename the {CONFIG} that does not belong there"
            )
        if found:
            return cls(found[0])
        raise CourseError(f"{here} is not inside a course: no {CONFIG} here or above; cd into one")

    @classmethod
    def around(cls, *places: Path) -> Course:
        """The course of the first of some places that lies in one, or of the current folder.

        Where there is none either, it is the course whose checkout this code runs from: a
        learner's notebook may lie anywhere.
        """
        for start in (*places, Path.cwd()):
            try:
                return cls.find(start)
            except CourseError:
                continue
        own = Path(__file__).resolve().parents[2]
        return cls(own) if (own / CONFIG).is_file() else cls.find()

    @property
    def solutions(self) -> Path:
        """What an instructor keeps."""
        return self.root / "solutions"

    @property
    def source(self) -> Path:
        """The assembled nbgrader source, made anew from `solutions`."""
        return self.root / "build" / "source"

    @property
    def release(self) -> Path:
        """What a learner receives."""
        return self.root / "exercises"

    def trusted_release(self, chapter: str) -> Path:
        """The release notebook of one chapter that grading uses; no learner edits it."""
        return self.root / "build" / "release" / chapter / f"{chapter}.ipynb"

    def settings(self) -> dict[str, Any]:
        """What ``nbgrader_config.py`` sets as ``c.SandboxedExecute``, by the traits' names."""
        from traitlets.config.loader import PyFileConfigLoader

        try:
            config = PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        except Exception as error:
            raise CourseError(f"{self.root / CONFIG} cannot be read: {error}") from error
        return dict(config.SandboxedExecute)

    def chapters(self) -> list[str]:
        """The names of all chapters that have exercises."""
        return sorted(path.parent.name for path in self.solutions.glob(f"*/{TEXT}"))

    def folder(self, chapter: str) -> Path:
        """Where a chapter's solutions lie; a CourseError if it has none."""
        folder = self.solutions / chapter
        if not (folder / TEXT).is_file():
            known = ", ".join(self.chapters()) or "none"
            where = self.solutions
            raise CourseError(
                f"no chapter {chapter!r} with exercises in {where}; there are: {known}"
            )
        return folder

    def chapter_files(self, name: str) -> ChapterFiles:
        """What a chapter's files tell; raises what :func:`.chapter_files.read` does."""
        from autograder.course.chapter_files import read  # it loads yaml

        return read(self, name)

    def chapter(self, name: str) -> Chapter:
        """Load one chapter; raises what :func:`autograder.course.chapter.load` does."""
        from autograder.course.chapter import load  # it loads hypothesis, and the chapter torch

        return load(self, name)
