"""What is stored of one student, and its removal."""

from __future__ import annotations

import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import MissingEntry
from sqlalchemy import delete

from autograder.classroom import audit
from autograder.classroom.database import opened
from autograder.classroom.outline import GRADED, OURS
from autograder.classroom.settings import nbgrader_config
from autograder.classroom.submission_folder import NAME
from autograder.classroom.workspace import Workspace
from autograder.course.course import Course, CourseError

# Texts in which instructors and commands name students, in the course's folder.
WRITTEN = ("extensions*.yml", "marks*.yml", "*.csv", "*.xls", "*.html", "*.json")
SHOWN = 5


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
    for folder in sorted({course.root, workspace.submitted.parent}):
        yield from _beside(folder, student)
    for place in sorted(course.root.glob("downloaded/*")):
        yield from _downloaded(place, student)
    exchange = nbgrader_config(course).Exchange.get("root")
    if isinstance(exchange, str) and Path(exchange).is_dir():
        inbound = sorted(Path(exchange).glob(f"*/inbound/{student}+*"))
        if inbound:
            yield Stored(
                str(inbound[0].parent / f"{student}+…"),
                stays=f"{len(inbound)} submissions in the exchange; its owner deletes them",
            )


def _beside(folder: Path, student: str) -> Iterator[Stored]:
    """Earlier states of a class, and files of instructors, that hold something of a student."""
    for path in sorted(folder.glob("*.zip")):
        names = _names(path)
        if "manifest.json" in names and any(n.startswith(f"submitted/{student}/") for n in names):
            yield Stored(str(path), stays="a backup; delete it when a newer one is made")
    for path in sorted(folder.glob("before-restore-*")):
        kinds = ("submitted", "autograded", "feedback")
        if any((path / kind / student).exists() for kind in kinds) or any(
            _in_copy(copy, student) for copy in path.glob("gradebook.db*")
        ):
            yield Stored(str(path), stays="what a restoring put aside; delete it when all is well")
    for path in sorted(folder.glob("gradebook.db.*")):
        if _in_copy(path, student):
            yield Stored(str(path), stays="an earlier gradebook; delete it when all is well")
    for path in sorted(p for kind in WRITTEN for p in folder.glob(kind) if p.is_file()):
        if _tells_of(path, student):
            what = "take the student's lines out by hand"
            made = "made of the class; make it anew or delete it"
            yield Stored(str(path), stays=made if path.suffix in (".html", ".json") else what)


def _downloaded(place: Path, student: str) -> Iterator[Stored]:
    """What ``nbgrader zip_collect`` was given and has unpacked; nobody knows whose all of it is."""
    for kind in ("archive", "extracted"):
        files = [p for p in sorted((place / kind).rglob("*")) if p.is_file()]
        mine = [p for p in files if any(_alone(student).search(n) for n in (p.name, *_names(p)))]
        if mine:
            listed = ", ".join(p.name for p in mine[:SHOWN]) + (", …" if mine[SHOWN:] else "")
            yield Stored(str(place / kind), stays=f"delete there what is the student's: {listed}")


def unknown(course: Course, workspace: Workspace) -> list[Path]:
    """What may hold something of a student without telling whose it is: archives and files.

    In them students may be called what a learning management system calls them.
    """
    found = [place for kind in ("archive", "extracted") for place in _filled(course, kind)]
    for folder in sorted({course.root, workspace.submitted.parent}):
        zips = sorted(folder.glob("*.zip"))
        found += [path for path in zips if "manifest.json" not in _names(path)]
        found += sorted(p for kind in ("*.xls", "*.xlsx") for p in folder.glob(kind))
    return found


def _filled(course: Course, kind: str) -> list[Path]:
    return [p for p in sorted(course.root.glob(f"downloaded/*/{kind}")) if any(p.iterdir())]


def _names(path: Path) -> list[str]:
    """The names in a zip archive; none where it is no such archive."""
    if path.suffix != ".zip":
        return []
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        return []


def _in_copy(path: Path, student: str) -> bool:
    """Whether a copy of a gradebook knows a student; it is not changed."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            asked = copy.execute("SELECT 1 FROM student WHERE id = ?", (student,))
            return asked.fetchone() is not None
    except sqlite3.Error:
        return False


def _alone(student: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(student)}(?![^\W_])")


def _tells_of(path: Path, student: str) -> bool:
    """Whether a text names a student, by a name that is no part of a longer one."""
    data = path.read_bytes()
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    return bool(re.search(rf"(?<![\w.@+-]){re.escape(student)}(?!\.?[\w@+-])", text))


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder)
