"""Collect submissions from the archive that a learning management system gives.

Nothing is unpacked to disk but the one notebook of each student. Sizes are counted while
reading, links and names that lead out are refused, and what is replaced is kept.
"""

from __future__ import annotations

import io
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nbformat import NotebookNode

from autograder.classroom.attempts import Attempt, choose
from autograder.classroom.extensions import Allowance
from autograder.classroom.lms import System
from autograder.classroom.submission_folder import NAME, NAMING, STAMP, SubmissionFolder
from autograder.classroom.zips import MAX_FOLDED, BadArchiveError, Member, members
from autograder.course.course import Course, CourseError
from autograder.course.notebook import BadNotebookError, is_of, parse_submission

# All notebooks of an archive together.
MAX_TOTAL = 8 * 2**30
KEPT = "replaced"
# In a submission's folder: which of the system's files it is, for telling an older archive.
SOURCE = ".collected"
# How much of a name that cannot be one is printed.
SHOWN = 60


@dataclass
class Collected:
    """What came of an archive.

    Parameters
    ----------
    taken
        By student what was written: the path in the archive.
    unchanged
        Students whose submission was there already.
    older
        Students who have a newer submission already.
    replaced
        Students whose earlier notebook lies under ``downloaded`` now.
    skipped
        Files that were not taken, with the reason.
    late
        Students whom the system calls late without saying when they handed in.
    names
        Students' names, by student.
    twofold
        Students with an attempt in the hour that the clock ran through twice, or left out.
    untimed
        Students of whom it is not known when they handed in.
    """

    taken: dict[str, str] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    older: list[str] = field(default_factory=list)
    replaced: dict[str, Path] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    twofold: list[str] = field(default_factory=list)
    untimed: list[str] = field(default_factory=list)


def zone_of(name: str, system: System) -> ZoneInfo | None:
    """The zone of the system's clock; raises CourseError where it is needed and not given."""
    if not name:
        if system.times:
            raise CourseError(
                f"the times in {system.title}'s file names say no zone: give the one that the "
                "course is shown in, such as --timezone Europe/Berlin"
            )
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise CourseError(f"{name!r} is no time zone; one is Europe/Berlin or UTC") from None


def collect(
    course: Course,
    assignment: str,
    archive: Path,
    system: System,
    release: NotebookNode,
    zone: ZoneInfo | None = None,
    ids: Mapping[str, str] | None = None,
    times: Mapping[str, datetime] | None = None,
    allowed: Allowance | None = None,
    submitted: Path | None = None,
) -> Collected:
    """Write the newest attempt of every student to ``submitted/<student>/<assignment>/``.

    Parameters
    ----------
    course, assignment
        Where it belongs.
    archive
        The zip archive as it was downloaded.
    system
        Where it comes from.
    release
        The release notebook: of several files the one that holds its cells is meant.
    zone
        The zone of the times that the archive tells.
    ids
        What students are called here, by the system's number; the number itself by default.
    times
        When students handed in (with a zone), where the archive does not say it.
    allowed
        How many attempts count; the first ones do.
    submitted
        Where to write, if not in the course's ``submitted``.

    Raises
    ------
    CourseError
        If the archive cannot be read, or is not of this system.
    """
    made = Collected()
    attempts: dict[str, list[Attempt]] = {}
    try:
        for attempt in _attempts(archive, system, release, made):
            attempts.setdefault(attempt.entry.student, []).append(attempt)
    except BadArchiveError as error:
        raise CourseError(f"{archive}: {error}") from None
    if not attempts:
        named = "; ".join(f"{name}: {why}" for name, why in made.skipped[:3])
        raise CourseError(
            f"{archive} holds no notebook of {assignment} under a name that {system.title} gives"
            + (f" ({named})" if named else "")
        )
    root = submitted or course.root / "submitted"
    for number, found in sorted(attempts.items()):
        # A zip made on macOS spells ö as two characters, which is another name.
        student = unicodedata.normalize("NFC", (ids or {}).get(number, number))
        count = allowed.attempts_of(student) if allowed else None
        attempt = choose(found, count, assignment, made.skipped)
        time = attempt.entry.time.replace(tzinfo=zone) if attempt.entry.time and zone else None
        made.names[student] = attempt.entry.name
        if zone and any(_twofold(a.entry.time, zone) for a in found):
            made.twofold.append(student)
        when = time or (times or {}).get(number)
        if when is None and attempt.entry.late:
            made.late.append(student)
        folder = SubmissionFolder(student, assignment, root / student / assignment)
        _write(course, folder, attempt, when, f"{system.title} {attempt.entry.order}", made)
        there = student in made.taken or made.unchanged[-1:] == [student]
        if when is None and there and folder.time() is None:
            made.untimed.append(student)
    return made


def _attempts(
    archive: Path, system: System, release: NotebookNode, made: Collected
) -> Iterator[Attempt]:
    total = 0
    for member in members(archive):
        entry = system.entry(member.name)
        if entry is None:
            made.skipped.append((member.name, f"not how {system.title} names a submitted file"))
            continue
        for path, data in _notebooks(member, made):
            total += len(data)
            if total > MAX_TOTAL:
                raise BadArchiveError(f"its notebooks take more than {MAX_TOTAL // 2**30} GiB")
            try:
                cells = is_of(release, parse_submission(data))
            except BadNotebookError:
                cells = 0  # what cannot be read is graded as that, and says why
            inner = path.removeprefix(f"{member.name}: ")
            name = PurePosixPath(entry.file if path == member.name else inner).name
            yield Attempt(entry, path, name, data, cells)


def _notebooks(member: Member, made: Collected) -> Iterator[tuple[str, bytes]]:
    """The notebooks that a submitted file is or, being a zip archive, holds."""
    try:
        if member.name.endswith(".ipynb"):
            yield member.name, member.read()
        elif member.name.endswith(".zip"):
            inner = io.BytesIO(member.read(MAX_FOLDED))
            for file in members(inner):
                if file.name.endswith(".ipynb"):
                    yield f"{member.name}: {file.name}", file.read()
        else:
            made.skipped.append((member.name, "not a notebook"))
    except (BadNotebookError, BadArchiveError) as error:
        made.skipped.append((member.name, str(error)))


def _twofold(time: datetime | None, zone: ZoneInfo) -> bool:
    """Whether a clock that was put back showed this time twice, or one put forward never did."""
    if time is None:
        return False
    first, second = (time.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first != second


def _write(
    course: Course,
    folder: SubmissionFolder,
    attempt: Attempt,
    when: datetime | None,
    source: str,
    made: Collected,
) -> None:
    student = folder.student
    if not NAME.fullmatch(student) or student.startswith("."):
        shown = student if len(student) <= SHOWN else student[:SHOWN] + "…"
        why = f"{shown!r} cannot be what a student is called here: {NAMING}"
        made.skipped.append((attempt.path, f"{why}; --roster with --id-column gives another name"))
        return
    old, new = folder.time(), None if when is None else when.astimezone(ZoneInfo("UTC"))
    if folder.notebook.is_file():
        later = _later(folder, source)
        if folder.notebook.read_bytes() == attempt.data and (
            new is None or old == new.replace(tzinfo=None)
        ):
            made.unchanged.append(student)
            if not later:
                _remember(folder, source)
            return
        newer = f"file {later} of {source.split()[0]}" if later else ""
        if old is not None and new is not None:
            newer = f"it is of {old} UTC" if old > new.replace(tzinfo=None) else ""
        if newer:
            made.older.append(student)
            made.skipped.append((attempt.path, f"older than what {student} has here: {newer}"))
            return
        made.replaced[student] = _keep(course, folder)
    folder.folder.mkdir(parents=True, exist_ok=True)
    folder.notebook.write_bytes(attempt.data)
    stamp = folder.folder / STAMP
    if new is not None:
        stamp.write_text(f"{new:%Y-%m-%d %H:%M:%S} UTC\n", encoding="utf-8")
    else:
        stamp.unlink(missing_ok=True)
    _remember(folder, source)
    made.taken[student] = attempt.path


def _later(folder: SubmissionFolder, source: str) -> int:
    """The number of the file that lies there, if it is later than that of `source`; else 0.

    Canvas counts files as they come in, so that a lower number is older. Where the names of a
    system have no such number, nothing is known.
    """
    place = folder.folder / SOURCE
    if place.is_symlink() or not place.is_file():
        return 0
    with place.open("rb") as file:
        title, _, number = file.read(100).decode(errors="replace").strip().partition(" ")
    ours, _, order = source.partition(" ")
    there = int(number) if re.fullmatch("[0-9]{1,19}", number) else 0
    return there if title == ours and there > int(order) > 0 else 0


def _remember(folder: SubmissionFolder, source: str) -> None:
    """Write down which of a system's files lies there; nothing where they have no number."""
    place = folder.folder / SOURCE
    if not source.endswith(" 0"):
        place.unlink(missing_ok=True)  # it is not written through a link
        place.write_text(source + "\n", encoding="utf-8")


def _keep(course: Course, folder: SubmissionFolder) -> Path:
    """Move what lies in a submission's folder to where nothing is graded; that place."""
    kept = course.root / "downloaded" / folder.assignment / KEPT / folder.student
    number = 1
    while (place := kept / str(number)).exists():
        number += 1
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(folder.folder, place)
    return place
