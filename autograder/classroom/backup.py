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
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from autograder.classroom import audit
from autograder.classroom.extensions import NAME as EXTENSIONS
from autograder.classroom.workspace import Workspace
from autograder.classroom.zips import BadArchiveError, members
from autograder.course.course import Course, CourseError

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
    if not workspace.gradebook.startswith("sqlite:///"):
        raise CourseError(
            "the gradebook is on a server: back it up with the server's own tool, such as "
            "pg_dump, and the folders beside `submitted` with any"
        )
    now = datetime.now(UTC)
    path = (to or course.root / f"backup-{now:%Y%m%d-%H%M%S}.zip").resolve()
    if path.exists():
        raise CourseError(f"{path} exists already: give another name, nothing is overwritten")
    sums: dict[str, str] = {}
    scratch = path.with_name(f".{path.name}.part")
    with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, file in _files(course, workspace):
            sums[name] = _sum(file)
            archive.write(file, name)
        about = {"format": FORMAT, "made": now.isoformat(), "files": sums}
        archive.writestr(MANIFEST, json.dumps(about, indent=1))
    scratch.replace(path)
    return path, len(sums)


def _files(course: Course, workspace: Workspace) -> Iterator[tuple[str, Path]]:
    """What belongs into an archive, by the name it has there; links are left out."""
    around = workspace.submitted.parent
    folders = (workspace.submitted, workspace.autograded, workspace.feedback)
    for kind, place in zip(FOLDERS, folders, strict=True):
        for found in sorted(place.rglob("*")):
            if found.is_file() and not found.is_symlink():
                yield f"{kind}/{found.relative_to(place).as_posix()}", found
    gradebook = Path(workspace.gradebook.removeprefix("sqlite:///"))
    if gradebook.is_file():
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / "gradebook.db"
            with closing(sqlite3.connect(gradebook)) as old, closing(sqlite3.connect(copy)) as new:
                old.backup(new)
            yield "gradebook.db", copy
    rest = {
        audit.NAME: audit.path_of(workspace.gradebook, around),
        EXTENSIONS: course.root / EXTENSIONS,
    }
    for name, file in rest.items():
        if file.is_file():
            yield name, file


def restore_backup(archive: Path, root: Path) -> tuple[Path | None, int]:
    """Bring back what an archive holds, into `root`.

    Returns
    -------
    aside, count
        Where what was in the way lies now, if anything was; how many files were restored.

    Raises
    ------
    CourseError
        If the archive is not one of ours, or a file in it is not as it was; nothing changes then.
    """
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=".restore-") as scratch:
        fresh = Path(scratch)
        count = _unpack(archive, fresh)
        aside = root / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        moved = False
        for name in sorted(p.name for p in fresh.iterdir()):
            there = root / name
            if there.exists():
                aside.mkdir(exist_ok=True)
                shutil.move(there, aside / name)
                moved = True
            shutil.move(fresh / name, there)
    return (aside if moved else None), count


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
