"""What is stored of one student, and its removal."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import MissingEntry
from sqlalchemy import delete

from autograder.classroom import audit
from autograder.classroom.database import opened
from autograder.classroom.extensions import NAME as EXTENSIONS
from autograder.classroom.rows import GRADED, OURS
from autograder.classroom.settings import nbgrader_config
from autograder.classroom.submission_folder import NAME
from autograder.classroom.workspace import Workspace
from autograder.course.course import Course, CourseError


@dataclass(frozen=True)
class Stored:
    """One place where something of a student is stored.

    Parameters
    ----------
    place
        Which, for people.
    folder
        The folder that :func:`forget` deletes; None for the gradebook and for what stays.
    stays
        Why it is not deleted here, and what to do; empty where it is.
    """

    place: str
    folder: Path | None = None
    stays: str = ""


def stored_of(course: Course, workspace: Workspace, student: str) -> list[Stored]:
    """Where something of a student is stored, as far as this course knows.

    Raises
    ------
    CourseError
        If the name cannot be that of a student, or nothing is stored of one.
    """
    if not NAME.fullmatch(student):
        raise CourseError(f"{student!r} cannot be the name of a student's folder")
    found = [Stored(str(folder), folder) for folder in _folders(course, workspace, student)]
    if workspace.has_gradebook() and _in_gradebook(workspace, student):
        found.append(Stored(f"{workspace.gradebook.rpartition('/')[2]}: name, scores, comments"))
    found += _staying(course, workspace, student)
    if not found:
        raise CourseError(
            f"nothing is stored of {student!r} here: is the name as in the gradebook?"
        )
    return found


def forget(workspace: Workspace, student: str, found: list[Stored]) -> None:
    """Delete what :func:`stored_of` found, but for what stays."""
    if workspace.has_gradebook():
        with opened(workspace.gradebook) as book:
            OURS.create_all(book.engine)
            try:
                submissions = list(book.find_student(student).submissions)
                for submission in submissions:
                    keys = [g.id for n in submission.notebooks for g in n.grades]
                    book.db.execute(delete(GRADED).where(GRADED.c.grade_id.in_(keys)))
                book.remove_student(student)
            except MissingEntry:
                pass
    for one in found:
        if one.folder is not None:
            _remove(one.folder)


def _folders(course: Course, workspace: Workspace, student: str) -> Iterator[Path]:
    for place in (workspace.submitted, workspace.autograded, workspace.feedback):
        if (place / student).exists() or (place / student).is_symlink():
            yield place / student
    yield from sorted(course.root.glob(f"downloaded/*/replaced/{student}"))


def _in_gradebook(workspace: Workspace, student: str) -> bool:
    with opened(workspace.gradebook) as book:
        return any(known.id == student for known in book.students)


def _staying(course: Course, workspace: Workspace, student: str) -> Iterator[Stored]:
    record = audit.path_of(workspace.gradebook, course.root)
    lines = sum(line.get("student") == student for line in audit.read(record))
    if lines:
        yield Stored(
            str(record),
            stays=f"{lines} lines; the record is kept whole, and says so where lines are taken out",
        )
    beside = workspace.gradebook_beside
    if beside.is_file() and beside.resolve() != workspace.gradebook_file:
        other = f"sqlite:///{beside}"
        if _in_gradebook(Workspace(workspace.submitted, other), student):
            yield Stored(
                str(beside),
                stays="another gradebook than the one in use; the same command with "
                f"--db-url {other} deletes it there",
            )
    extensions = course.root / EXTENSIONS
    alone = re.compile(rf"(?<![\w.@+-]){re.escape(student)}(?![\w.@+-])")
    if extensions.is_file() and alone.search(extensions.read_text(encoding="utf-8")):
        yield Stored(str(extensions), stays="take the student's lines out by hand")
    for path in sorted(course.root.glob("*.zip")):
        try:
            with zipfile.ZipFile(path) as archive:
                names = archive.namelist()
        except (OSError, zipfile.BadZipFile):
            continue
        if "manifest.json" in names and any(n.startswith(f"submitted/{student}/") for n in names):
            yield Stored(str(path), stays="a backup; delete it when a newer one is made")
    exchange = nbgrader_config(course).Exchange.get("root")
    if isinstance(exchange, str) and Path(exchange).is_dir():
        inbound = sorted(Path(exchange).glob(f"*/inbound/{student}+*"))
        if inbound:
            yield Stored(
                str(inbound[0].parent / f"{student}+…"),
                stays=f"{len(inbound)} submissions in the exchange; its owner deletes them",
            )


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder)
