"""Write verdicts into nbgrader's gradebook: the rows that nbgrader itself would write.

nbgrader commits and queries for every cell. Here some submissions are one transaction, so that
a class is written in seconds and a run that is cut short leaves no half of a submission.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nbgrader.api import (
    Assignment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from autograder.authoring.release import ensure
from autograder.classroom import audit
from autograder.classroom.assignment_rows import Brought, bring_up_to_date
from autograder.classroom.database import mended, opened, shown, what_to_do
from autograder.classroom.extensions import Extension, allowance, file_of, grant
from autograder.classroom.outline import Outline, outline, scores_held
from autograder.classroom.rows import Doubt, HandedIn, Rows
from autograder.classroom.settings import nbgrader_config
from autograder.classroom.submission_folder import SubmissionFolder
from autograder.classroom.workspace import Workspace
from autograder.course.chapter_files import ChapterFiles
from autograder.course.course import Course, CourseError
from autograder.course.notebook import read_release
from autograder.judging.submission import CellScores

ATTEMPTS = 3
NOT_STORED = "taken back: the gradebook could not store it"

Entry = tuple[SubmissionFolder, CellScores | None]


class GradebookWriter:
    """The gradebook of a workspace; a context manager. It is the only writer at its time.

    Parameters
    ----------
    course, workspace
        Whose gradebook.

    Attributes
    ----------
    audit
        Where changes of scores are written down.
    why
        The reason that is written down with them.
    doubtful
        Scores given by hand that stand although what they were given for has changed.
    """

    def __init__(self, course: Course, workspace: Workspace):
        self._course = course
        self._workspace = workspace
        self._book: Gradebook | None = None
        self._outlines: dict[str, Outline] = {}
        self._penalties: Any = None
        self.audit = audit.path_of(workspace.gradebook, course.root)
        self.why = ""
        self.doubtful: list[Doubt] = []

    def __enter__(self) -> GradebookWriter:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        if self._book is not None:
            self._book.close()
        self._book, self._outlines = None, {}

    def ensure(self, chapter: ChapterFiles) -> Brought:
        """See to it that the gradebook exists and knows the assignment as it is now.

        Returns
        -------
        Brought
            What has changed in it.
        """
        release = read_release(ensure(chapter))
        with self._mended("cannot be brought up to date"):
            brought = bring_up_to_date(self._open(), chapter.name, release)
        self._outlines.pop(chapter.name, None)
        return brought

    def _open(self) -> Gradebook:
        if self._book is None:
            audit.watch(self._course.root)
            course_id = nbgrader_config(self._course).CourseDirectory.get("course_id", "")
            with self._mended("cannot be opened"):
                book = Gradebook(self._workspace.gradebook, str(course_id))
                book.db.execute(select(Student).limit(1))  # an older schema fails here, early
                book.db.rollback()
                self._book = book
        return self._book

    def _mended(self, trouble: str) -> contextlib.AbstractContextManager[None]:
        return mended(self._workspace.gradebook, trouble)

    def holds(self, assignment: str) -> dict[str, dict[str, float | None]]:
        """The automatic scores that it holds, by student and graded cell."""
        book = self._open()
        held = scores_held(book.db, assignment)
        book.db.rollback()
        return held

    def graded_cells(self, assignment: str) -> set[str]:
        """The graded cells of an assignment's notebook."""
        found = outline(self._open(), assignment)
        return {name for notebook in found.notebooks for name in notebook.graded}

    def extend(self, assignment: str, extensions: Mapping[str, Extension]) -> None:
        """Give students the extensions that the course's file says; others keep theirs."""
        book = self._open()
        with self._mended("cannot be written"):
            self._commit(grant(book, assignment, extensions))

    def refresh_lateness(self, *assignments: str) -> int:
        """Grant what the course's file of extensions says now, and work every lateness out anew.

        Nothing runs. Assignments that the gradebook does not know are passed over.

        Parameters
        ----------
        assignments
            Which; all that the gradebook knows where none is named.

        Returns
        -------
        int
            How many penalties have changed.
        """
        db = self._open().db
        known = db.execute(select(Assignment.name).order_by(Assignment.name)).scalars().all()
        db.rollback()
        extensions = file_of(self._course.root, self._workspace.submitted)
        changed = 0
        for name in known:
            if not assignments or name in assignments:
                self.extend(name, allowance(extensions, name).students)
                changed += self.refresh_penalties(name)
        return changed

    def refresh_penalties(self, assignment: str) -> int:
        """Work out every lateness anew; how many penalties have changed."""
        rows = self._rows(assignment)
        with self._mended("cannot be written"):
            changes = rows.refresh_penalties()
            self._commit([replace(c, why="worked out anew") for c in changes])
        return len(changes)

    def _commit(self, changes: Sequence[audit.Change]) -> None:
        """End a transaction. What the audit cannot be told of is not changed."""
        db = self._open().db
        try:
            audit.record(self.audit, changes)
        except OSError as error:
            db.rollback()
            raise CourseError(
                f"the audit {self.audit} cannot be written ({error.strerror}), so no score was "
                "changed; make room or give yourself the right to write there, then give the same "
                "command again: what is stored stays"
            ) from None
        try:
            db.commit()
        except BaseException:
            back = [replace(c, before=c.after, after=c.before, why=NOT_STORED) for c in changes]
            with contextlib.suppress(OSError):
                audit.record(self.audit, back)
            raise

    def record(self, entries: Sequence[Entry], why: str = "") -> list[str]:
        """Store the scores of graded notebooks in one transaction, as often as one likes.

        A manual score, a manual comment and extra credit are never touched.

        Parameters
        ----------
        entries
            Whose submissions, with their scores; None where nothing was handed in.
        why
            What the audit says of scores that change, instead of the attribute `why`.

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
        why = why or self.why
        once = len({(folder.assignment, folder.student) for folder, _ in entries}) == len(entries)
        trouble = self._transaction(entries, why) if once else "a student twice"
        if not trouble:
            return [""] * len(entries)
        if len(entries) == 1:
            return [trouble]
        return [self._transaction([entry], why) for entry in entries]

    def _transaction(self, entries: Sequence[Entry], why: str) -> str:
        """Write all entries or none; what is wrong with one of them, if anything."""
        for attempt in range(1, ATTEMPTS + 1):
            db = self._open().db
            try:
                written = []
                for assignment in dict.fromkeys(folder.assignment for folder, _ in entries):
                    rows = self._rows(assignment)
                    rows.write(
                        [
                            HandedIn(folder.student, folder.time(), marks)
                            for folder, marks in entries
                            if folder.assignment == assignment
                        ]
                    )
                    written.append(rows)
                self._commit([replace(c, why=why) for rows in written for c in rows.changes])
                self.doubtful += [doubt for rows in written for doubt in rows.doubtful]
                return ""
            except (IntegrityError, OperationalError) as error:
                # Somebody else was at it, or the connection was lost: once more.
                db.rollback()
                if attempt == ATTEMPTS and isinstance(error, IntegrityError):
                    return f"IntegrityError: {error.orig}"
                if attempt == ATTEMPTS:
                    where = shown(self._workspace.gradebook)
                    raise CourseError(
                        f"the gradebook {where} cannot be written: {what_to_do(error)}; what is "
                        "stored stays, and the same command goes on from there"
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
            from nbgrader.preprocessors import AssignLatePenalties  # it loads all of nbconvert

            self._penalties = AssignLatePenalties(config=nbgrader_config(self._course))
            self._penalties.log = logging.getLogger("lossbook.gradebook")
            self._penalties.init_plugin()
        penalty: float | None = self._penalties.plugin_inst.late_submission_penalty(
            student, score, seconds
        )
        return penalty


def refresh_lateness(course: Course, db_url: str, *assignments: str) -> None:
    """Before scores go out: work lateness out as scores, due dates and extensions are now.

    A penalty depends on the score, and a score by hand, a due date or a line in the file of
    extensions may have come after grading.

    Parameters
    ----------
    course, db_url
        Whose gradebook; one that is not there is not made.
    assignments
        Which; all that the gradebook knows where none is named.

    Raises
    ------
    CourseError
        If a penalty has changed and the gradebook cannot be written.
    """
    file = Workspace(course.root / "submitted", db_url).gradebook_file
    # Beside a gradebook that is a file lie its submissions, and their extensions.
    beside = course.root if file is None else file.parent
    workspace = Workspace(beside / "submitted", db_url)
    if workspace.has_gradebook():
        with GradebookWriter(course, workspace) as book:
            book.refresh_lateness(*assignments)


@dataclass(frozen=True)
class Waiting:
    """What waits for a person.

    Parameters
    ----------
    notebooks
        In how many notebooks.
    points
        The most that one notebook's waiting cells are worth together.
    cells
        Which graded cells, by grade id.
    students
        Whose, by student the cells.
    """

    notebooks: int
    points: float
    cells: tuple[str, ...]
    students: dict[str, tuple[str, ...]]


def waiting_for_a_person(db_url: str, assignment: str) -> Waiting:
    """Which cells of an assignment a person has still to look at."""
    with opened(db_url) as book:
        asked = (
            select(SubmittedAssignment.student_id, Grade)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
            .where(Assignment.name == assignment, Grade.needs_manual_grade)
        )
        found: dict[str, dict[str, float]] = {}
        for student, grade in book.db.execute(asked).all():
            found.setdefault(student, {})[grade.name] = float(grade.max_score)
    cells = sorted({name for mine in found.values() for name in mine})
    points = max((sum(mine.values()) for mine in found.values()), default=0.0)
    students = {student: tuple(sorted(mine)) for student, mine in found.items()}
    return Waiting(len(found), points, tuple(cells), students)
