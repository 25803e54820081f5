"""Who changed which score when and why: a file beside the gradebook that only grows.

``nbgrader_config.py`` calls :func:`watch`, so that whatever changes a score through nbgrader's
gradebook is written down too: formgrader's manual scores, extra credit and comments, and
extensions. Each line holds the checksum of the one before it, so that :func:`check` finds a
line that was changed or taken out; cutting off the end is not found.
"""

from __future__ import annotations

import fcntl
import getpass
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from autograder.course.course import CourseError

NAME = "gradebook.audit.jsonl"
BY_HAND = "by hand"
# What is watched, by the names of nbgrader's classes.
WATCHED = {
    "Grade": ("manual_score", "extra_credit"),
    "Comment": ("manual_comment",),
    "SubmittedAssignment": ("extension",),
}
_PENDING = "lossbook_audit"
_watching: dict[str, Path] = {}


@dataclass(frozen=True)
class Change:
    """One change of one value.

    Parameters
    ----------
    student, assignment, cell
        Where; the cell's grade id is empty for what concerns the whole assignment.
    field
        What: ``auto_score``, ``manual_score``, ``extra_credit``, ``manual_comment``,
        ``extension`` (seconds).
    before, after
        The values; None where there was or is none.
    why
        The reason, as far as one was given.
    """

    student: str
    assignment: str
    cell: str
    field: str
    before: float | str | None
    after: float | str | None
    why: str = ""


def path_of(db_url: str, root: Path) -> Path:
    """Where the audit of a gradebook lies: beside it, or in `root` if that is on a server."""
    try:
        url = make_url(db_url)
    except ArgumentError as error:
        raise CourseError(f"{db_url!r} is no database URL: {error}") from None
    if url.get_backend_name() == "sqlite" and url.database:
        return Path(url.database).resolve().with_suffix(".audit.jsonl")
    return root / NAME


def who() -> str:
    """The account that acts: on a hub its user, else the system's."""
    return os.environ.get("JUPYTERHUB_USER") or getpass.getuser()


def record(path: Path, changes: Iterable[Change]) -> None:
    """Add changes at the end of the file: all of them or, where the disk is full, none."""
    lines = [asdict(change) for change in changes]
    if not lines:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        size = file.seek(0, os.SEEK_END)
        previous = _sum(_last_line(path))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        added = [] if _ends_whole(file) else [b""]
        for line in lines:
            whole = {"time": now, "who": who(), **line, "previous": previous}
            added.append(json.dumps(whole, ensure_ascii=True).encode())
            previous = _sum(added[-1])
        try:
            data = memoryview(b"".join(line + b"\n" for line in added))
            while data:
                data = data[file.write(data) :]
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                os.ftruncate(file.fileno(), size)
            raise


def read(path: Path) -> list[dict[str, Any]]:
    """All lines, oldest first; a line that cannot be read is left out, :func:`check` names it."""
    return [line for _, line in _lines(path) if line is not None]


def check(path: Path) -> list[str]:
    """What is wrong with the file: lines that were changed, taken out or put in."""
    found, previous = [], _sum(b"")
    for number, (data, line) in enumerate(_lines(path), 1):
        if line is None:
            found.append(f"line {number} cannot be read")
        elif line.get("previous") != previous:
            found.append(f"line {number} does not follow the line before it")
        previous = _sum(data)
    return found


def _lines(path: Path) -> Iterator[tuple[bytes, dict[str, Any] | None]]:
    if not path.is_file():
        return
    for data in path.read_bytes().splitlines():
        try:
            line = json.loads(data)
        except ValueError:
            line = None
        yield data, line if isinstance(line, dict) else None


def _ends_whole(file: BinaryIO) -> bool:
    """Whether the last line was written to its end; else it must not be written on."""
    if not file.seek(0, os.SEEK_END):
        return True
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def _last_line(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        size = file.tell()
        file.seek(max(0, size - 2**16))
        lines = file.read(2**16).splitlines()
    return lines[-1] if lines else b""


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def watch(root: Path) -> None:
    """Write down what changes scores through nbgrader's gradebook, in this process from now on.

    Parameters
    ----------
    root
        The course's folder, where the audit of a gradebook on a server lies.
    """
    if not _watching:
        event.listen(Session, "before_flush", _note)
        event.listen(Session, "after_commit", _keep)
        event.listen(Session, "after_rollback", _forget)
    _watching["root"] = root


def _note(session: Session, context: Any, instances: Any) -> None:
    pending = session.info.setdefault(_PENDING, [])
    with session.no_autoflush:
        for thing in [*session.dirty, *session.new]:
            for field in _watched(thing):
                history = inspect(thing).attrs[field].history
                if not history.has_changes():
                    continue
                before = history.deleted[0] if history.deleted else None
                after = history.added[0] if history.added else None
                if _plain(field, before) != _plain(field, after):
                    pending.append(_change(thing, field, before, after, BY_HAND))
        for thing in session.deleted:
            for field in _watched(thing):
                value = getattr(thing, field)
                if value is not None:
                    pending.append(_change(thing, field, value, None, "its row was removed"))


def _watched(thing: Any) -> tuple[str, ...]:
    kind = type(thing)
    return WATCHED.get(kind.__name__, ()) if kind.__module__ == "nbgrader.api" else ()


def _change(thing: Any, field: str, before: Any, after: Any, why: str) -> Change:
    whole = thing if field == "extension" else getattr(thing.notebook, "assignment", None)
    assignment = getattr(getattr(whole, "assignment", None), "name", "")
    cell = getattr(getattr(thing, "cell", None), "name", "")
    student = getattr(whole, "student_id", "") or ""
    values = _plain(field, before), _plain(field, after)
    return Change(student, assignment, cell, field, *values, why)


def _plain(field: str, value: Any) -> float | str | None:
    """A value as it is written; formgrader's page gives scores as text."""
    if isinstance(value, timedelta):
        return value.total_seconds()
    if value is None or field == "manual_comment":
        return value if value is None else str(value)
    try:
        return float(value)
    except ValueError:
        return str(value)


def _keep(session: Session) -> None:
    pending = session.info.pop(_PENDING, [])
    if pending:
        url = session.get_bind().engine.url.render_as_string(hide_password=False)
        record(path_of(url, _watching["root"]), pending)


def _forget(session: Session) -> None:
    session.info.pop(_PENDING, None)
