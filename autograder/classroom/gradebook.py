"""Write verdicts into nbgrader's gradebook: the rows that nbgrader itself would write.

nbgrader commits and queries for every cell. Here some submissions are one transaction, so that
a class is written in seconds and a run that is cut short leaves no half of a submission.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGrader
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError
from traitlets.config import Application, Config

from autograder.authoring.release import ensure, generate
from autograder.classroom.rows import Outline, Rows, outline
from autograder.classroom.workspace import SubmissionFolder, Workspace
from autograder.course.chapter import Chapter
from autograder.course.course import Course, CourseError
from autograder.judging.submission import CellScores

ATTEMPTS = 3

Entry = tuple[SubmissionFolder, CellScores | None]


class GradebookWriter:
    """The gradebook of a workspace; a context manager. It is the only writer at its time.

    Parameters
    ----------
    course, workspace
        Whose gradebook.
    """

    def __init__(self, course: Course, workspace: Workspace):
        self._course = course
        self._workspace = workspace
        self._book: Gradebook | None = None
        self._outlines: dict[str, Outline] = {}
        self._penalties: AssignLatePenalties | None = None

    def __enter__(self) -> GradebookWriter:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        if self._book is not None:
            self._book.close()
        self._book, self._outlines = None, {}

    def ensure(self, chapter: Chapter) -> None:
        """See to it that the gradebook exists and knows the assignment as it is now."""
        if self._knows(chapter):
            return
        ensure(chapter)
        generate(
            self._course,
            chapter.name,
            db_url=self._workspace.gradebook,
            release_directory=self._workspace.submitted.parent / "release",
        )

    def _knows(self, chapter: Chapter) -> bool:
        if not self._exists():
            return False
        try:
            notebook = self._open().find_notebook(chapter.name, chapter.name)
        except MissingEntry:
            return False
        points = {cell.name: cell.max_score for cell in notebook.grade_cells}
        self._open().db.rollback()
        return all(points.get(e.id) == float(e.points) for e in chapter.exercises)

    def _exists(self) -> bool:
        """Whether there are tables; asking must not make an empty database."""
        url = self._workspace.gradebook
        path = url.removeprefix("sqlite:///")
        if path != url and not Path(path).is_file():
            return False
        try:
            engine = create_engine(url)
            try:
                return inspect(engine).has_table("assignment")
            finally:
                engine.dispose()
        except ArgumentError as error:
            raise CourseError(f"{url!r} is no database URL: {error}") from None
        except ModuleNotFoundError as error:
            mend = "pip install 'psycopg[binary]>=3.2'"
            raise CourseError(f"the gradebook needs the package {error.name}: {mend}") from None
        except OperationalError as error:
            where = shown(url)
            raise CourseError(f"the gradebook {where} cannot be opened: {error.orig}") from None

    def _open(self) -> Gradebook:
        if self._book is None:
            self._book = Gradebook(self._workspace.gradebook)
        return self._book

    def record(self, entries: Sequence[Entry]) -> list[str]:
        """Store the scores of graded notebooks in one transaction, as often as one likes.

        A manual score, a manual comment and extra credit are never touched.

        Returns
        -------
        list of str
            For each entry why it could not be stored, empty where it was. One that cannot be
            stored does not stop the others.

        Raises
        ------
        CourseError
            If the gradebook cannot be written at all.
        """
        trouble = self._transaction(entries)
        if not trouble:
            return [""] * len(entries)
        if len(entries) == 1:
            return [trouble]
        return [self._transaction([entry]) for entry in entries]

    def _transaction(self, entries: Sequence[Entry]) -> str:
        """Write all entries or none; what is wrong with one of them, if anything."""
        for attempt in range(1, ATTEMPTS + 1):
            db = self._open().db
            try:
                for submission, marks in entries:
                    rows = self._rows(submission.assignment)
                    rows.write(submission.student, submission.time(), marks)
                db.commit()
                return ""
            except (IntegrityError, OperationalError) as error:
                # Somebody else was at it, or the connection was lost: once more.
                db.rollback()
                if attempt == ATTEMPTS and isinstance(error, IntegrityError):
                    return f"IntegrityError: {error.orig}"
                if attempt == ATTEMPTS:
                    where = shown(self._workspace.gradebook)
                    raise CourseError(
                        f"the gradebook {where} cannot be written ({error.orig}); what is stored "
                        "stays, and the same command goes on from there"
                    ) from None
            except (DBAPIError, UnicodeError) as error:
                db.rollback()
                return f"{type(error).__name__}: {getattr(error, 'orig', error)}"
            except BaseException:
                db.rollback()
                raise
        raise AssertionError("unreachable")

    def _rows(self, assignment: str) -> Rows:
        book = self._open()
        if assignment not in self._outlines:
            self._outlines[assignment] = outline(book, assignment)
        return Rows(book.db, self._outlines[assignment], self._penalty)

    def _penalty(self, student: str, score: float, seconds: float) -> float | None:
        """What the course's late submission plug-in says."""
        if self._penalties is None:
            self._penalties = AssignLatePenalties(config=nbgrader_config(self._course))
            self._penalties.log = logging.getLogger("lossbook.gradebook")
            self._penalties.init_plugin()
        penalty: float | None = self._penalties.plugin_inst.late_submission_penalty(
            student, score, seconds
        )
        return penalty


def nbgrader_config(course: Course) -> Config:
    """The settings that nbgrader finds in this course and in the user's and system's folders."""
    app = NbGrader()
    folders = [str(course.root), *app.config_file_paths]
    Application.load_config_file(app, "nbgrader_config", folders)
    return app.config


def shown(db_url: str) -> str:
    """A database URL without its password."""
    return make_url(db_url).render_as_string(hide_password=True)
