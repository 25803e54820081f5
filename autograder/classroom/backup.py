"""Keep a class in one archive, and bring it back.

An archive holds the gradebook (a consistent copy of an SQLite database), its audit, the
submissions, graded notebooks, feedback pages and the file of extensions. Restoring deletes
nothing: what is in the way is moved aside.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.classroom import audit
from autograder.classroom.database import shown
from autograder.classroom.extensions import NAME as EXTENSIONS
from autograder.classroom.extensions import file_of
from autograder.classroom.run import Run
from autograder.classroom.settings import gradebook_set
from autograder.classroom.workspace import Workspace
from autograder.classroom.zips import BadArchiveError, members
from autograder.course.course import CONFIG, Course, CourseError

MANIFEST = "manifest.json"
FORMAT = 1
FOLDERS = ("submitted", "autograded", "feedback")
MAX_MANIFEST, MAX_FILE = 256 * 2**20, 8 * 2**30


def make_backup(course: Course, workspace: Workspace, to: Path | None = None) -> tuple[Path, int]:
    """Write an archive; its path and the number of files in it.

    Raises
    ------
    CourseError
        If the archive exists already, or the gradebook is on a server: its own tools back it up.
    """
    if workspace.gradebook_file is None:
        raise CourseError(
            f"the gradebook {shown(workspace.gradebook)} is on a server, so nothing was written: "
            "back it up with the server's own tool, such as pg_dump, and copy submitted/, "
            f"autograded/, feedback/, {EXTENSIONS} and {audit.NAME} too"
        )
    now = datetime.now(UTC)
    path = (to or course.root / f"backup-{now:%Y%m%d-%H%M%S}.zip").resolve()
    if path.exists():
        raise CourseError(f"{path} exists already: give another name, nothing is overwritten")
    if not path.parent.is_dir():
        raise CourseError(f"there is no folder {path.parent} to write {path.name} into")
    sums: dict[str, str] = {}
    scratch = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(
            scratch, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False
        ) as archive:
            for name, file in _files(course, workspace):
                sums[name] = _sum(file)
                archive.write(file, name)
            about = {"format": FORMAT, "made": now.isoformat(), "files": sums}
            archive.writestr(MANIFEST, json.dumps(about, indent=1))
        scratch.replace(path)
    except OSError as error:
        raise CourseError(f"{path} was not written: {error.strerror or error}") from None
    finally:
        scratch.unlink(missing_ok=True)
    return path, len(sums)


def _files(course: Course, workspace: Workspace) -> Iterator[tuple[str, Path]]:
    """What belongs into an archive, by the name it has there; links are left out."""
    around = workspace.submitted.parent
    folders = (workspace.submitted, workspace.autograded, workspace.feedback)
    for kind, place in zip(FOLDERS, folders, strict=True):
        for found in sorted(place.rglob("*")):
            if found.is_file() and not found.is_symlink():
                yield f"{kind}/{found.relative_to(place).as_posix()}", found
    gradebook = workspace.gradebook_file
    if gradebook is not None and gradebook.is_file():
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / "gradebook.db"
            with closing(sqlite3.connect(gradebook)) as old, closing(sqlite3.connect(copy)) as new:
                old.backup(new)
            yield "gradebook.db", copy
    rest = {
        audit.NAME: audit.path_of(workspace.gradebook, around),
        EXTENSIONS: file_of(course.root, workspace.submitted),
    }
    for name, file in rest.items():
        if file.is_file():
            yield name, file


@dataclass(frozen=True)
class Restored:
    """What came of a backup.

    Parameters
    ----------
    count
        How many files were restored.
    aside
        Where what was in the way lies now; None if nothing was.
    newer
        How many changes of scores were made after the backup, so that they lie aside too.
    """

    count: int
    aside: Path | None = None
    newer: int = 0


def restore_backup(archive: Path, root: Path) -> Restored:
    """Bring back what an archive holds, into `root`.

    Returns
    -------
    Restored
        What came back, and what was in the way.

    Raises
    ------
    CourseError
        If the archive is not one of ours, a file in it is not as it was, somebody is grading
        there, or the course there reads another gradebook; nothing changes then.
    """
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=".restore-") as scratch, ExitStack() as held:
        fresh = Path(scratch)
        count = _unpack(archive, fresh)
        if (fresh / "gradebook.db").is_file():
            _refuse_unread(root)
        for run in sorted(root.glob("autograded/.*.run")):
            held.enter_context(Run(run))
        newer = _newer(root / audit.NAME, fresh / audit.NAME)
        aside = root / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        moved = False
        names = sorted(p.name for p in fresh.iterdir())
        # With the gradebook go its audit, and a journal that SQLite has left behind: played into
        # ours, that would break it.
        along = [audit.NAME, *(f"gradebook.db-{kind}" for kind in ("journal", "wal", "shm"))]
        extra = [name for name in along if name not in names and "gradebook.db" in names]
        for name in [*extra, *names]:
            there = root / name
            if there.exists():
                aside.mkdir(exist_ok=True)
                shutil.move(there, aside / name)
                moved = True
            if name in names:
                shutil.move(fresh / name, there)
    return Restored(count, aside if moved else None, newer)


def _refuse_unread(root: Path) -> None:
    """Raise CourseError where a gradebook would be restored that no command reads there."""
    if not (root / CONFIG).is_file():
        return
    in_use = gradebook_set(Course(root.resolve()))
    if in_use and Workspace(root, in_use).gradebook_file != root.resolve() / "gradebook.db":
        raise CourseError(
            f"{root / CONFIG} sets the gradebook {shown(in_use)}, so a gradebook.db that is "
            "restored here would be read by no command, and nothing was restored. Restore into "
            "another folder with --to and take from there what you need, or take the setting "
            "CourseDirectory.db_url out first"
        )


def _newer(there: Path, ours: Path) -> int:
    """How many changes of scores the audit that is in the way tells of, and ours does not."""
    return max(0, len(audit.read(there)) - len(audit.read(ours)))


def _unpack(archive: Path, folder: Path) -> int:
    try:
        found = {member.name: member for member in members(archive, 10**6)}
        with zipfile.ZipFile(archive) as opened:
            if MANIFEST not in found:
                raise CourseError(f"{archive} is no backup: it holds no {MANIFEST}")
            about = json.loads(opened.read(MANIFEST))
            if not isinstance(about, dict) or about.get("format") != FORMAT:
                raise CourseError(f"{archive} is a backup of another form than this version reads")
            for name, expected in about["files"].items():
                path = (folder / name).resolve()
                if not path.is_relative_to(folder.resolve()):
                    raise CourseError(f"{archive}: {name} leads out of the archive")
                path.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(name) as source, path.open("wb") as target:
                    shutil.copyfileobj(source, target)
                if _sum(path) != expected:
                    raise CourseError(f"{archive}: {name} is not as it was when it was packed")
    except (BadArchiveError, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise CourseError(f"{archive} cannot be restored: {error}") from None
    return len(about["files"])


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
