"""A course with submissions, and nbgrader as formgrader's buttons call it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import PyFileConfigLoader

from autograder.authoring.release import ensure
from autograder.authoring.sample import sample_class
from autograder.classroom.gradebook import GradebookWriter
from autograder.classroom.workspace import Workspace
from autograder.course.course import Course
from autograder.course.notebook import read_release
from autograder.judging.case_set import CaseSet
from autograder.judging.grader import Grader
from autograder.judging.submission import GradedSubmission, GradingConfig, Submission
from autograder.sandbox import Zygote
from tests.conftest import SEED, copy_tiny


class InTurn:
    """An executor that grades one after the other with a warm process that is there already.

    For tests of what happens around grading: its walls hide no class's own folders.
    """

    def __init__(self, zygote: Zygote):
        self._zygote = zygote

    def grade_all(
        self,
        config: GradingConfig,
        submissions: Iterator[Submission],
        stopped: Callable[[], bool],
    ) -> Iterator[GradedSubmission]:
        """Grade everything."""
        chapter = Course(config.root).chapter(config.chapter)
        release = read_release(ensure(chapter))
        grader = Grader(config, CaseSet(chapter, config.seed), release)
        grader.start(self._zygote.clone())
        try:
            for submission in submissions:
                if stopped():
                    return
                yield grader.grade(submission)
        finally:
            grader.close()


class Class:
    """The tiny course in `folder`, with a sample class that has handed in.

    Parameters
    ----------
    folder
        An empty folder.
    """

    def __init__(self, folder: Path):
        self.course = copy_tiny(folder / "tiny")
        self.root = self.course.root
        self.db_url = f"sqlite:///{self.root / 'gradebook.db'}"
        self.chapter = self.course.chapter("tiny")
        sample_class(self.course, self.chapter, self.root / "submitted")
        with GradebookWriter(self.course, Workspace(self.root / "submitted")) as book:
            book.ensure(self.chapter)

    def api(self, **settings: Any) -> NbGraderAPI:
        """nbgrader with the course's configuration and some settings of SandboxedExecute."""
        config = PyFileConfigLoader("nbgrader_config.py", path=str(self.root)).load_config()
        config.SandboxedExecute.seed = SEED
        for name, value in settings.items():
            config.SandboxedExecute[name] = value
        return NbGraderAPI(CourseDirectory(config=config), config=config)

    def submit(self, student: str, like: str = "perfect") -> Path:
        """Hand in what another student has handed in; the folder that it lies in."""
        folder = self.root / "submitted" / student / "tiny"
        shutil.copytree(self.root / "submitted" / like / "tiny", folder)
        return folder

    def graded(self, student: str) -> Path:
        """Where the graded notebook lies."""
        return self.root / "autograded" / student / "tiny" / "tiny.ipynb"

    def autograde(self, student: str, **settings: Any) -> NotebookNode:
        """Grade one student; the graded notebook."""
        done = self.api(**settings).autograde("tiny", student)
        assert done["success"], done
        return nbformat.read(self.graded(student), as_version=4)

    def feedback(self, student: str) -> str:
        """The page that one student receives."""
        done = self.api().generate_feedback("tiny", student)
        assert done["success"], done
        page = self.root / "feedback" / student / "tiny" / "tiny.html"
        return page.read_text(encoding="utf-8")

    def scores(self, student: str) -> dict[str, float]:
        """What the gradebook holds for one student's exercises; essays are for a person."""
        ids = {exercise.id for exercise in self.chapter.exercises}
        with Gradebook(self.db_url) as book:
            notebook = book.find_submission_notebook("tiny", "tiny", student)
            return {g.name: g.auto_score for g in notebook.grades if g.name in ids}
