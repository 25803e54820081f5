"""What does this depend on? The one answer, for releases, grades, workers and book pages.

A chapter depends on every file of its own folder in ``solutions``, of losslab and of the
engine, and on the course's configuration. Folders are searched whole, so that moving a file
into a subfolder hides it from nobody.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from autograder.course.course import CONFIG, Course, CourseError

# What tools leave behind in any folder.
IGNORED = ("__pycache__", ".ipynb_checkpoints")
# A file whose last change is younger is read each time.
SETTLED_NS = 3 * 10**9
_read: dict[Path, tuple[tuple[int, ...], bytes]] = {}


def files_below(folder: Path, label: str) -> Iterator[tuple[str, Path]]:
    """Every file in `folder`, at any depth, by its path behind `label`."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        within = os.path.relpath(place, folder).replace(os.sep, "/")
        start = label if within == "." else f"{label}/{within}"
        for name in sorted(files):
            if not _hidden(name) and os.path.isfile(path := os.path.join(place, name)):
                yield f"{start}/{name}", Path(path)


def _hidden(name: str) -> bool:
    return name in IGNORED or name.startswith(".")


def code() -> dict[str, Path]:
    """The files of losslab and of the engine that run here, wherever they are installed."""
    found: dict[str, Path] = {}
    for package in ("losslab", "autograder"):
        for folder in _folders(package):
            found |= files_below(folder, package)
    return found


def _folders(package: str) -> list[Path]:
    spec = find_spec(package)
    return [Path(p) for p in (spec.submodule_search_locations or ())] if spec else []


def sources(course: Course, chapter: str) -> dict[str, Path]:
    """The files that a chapter depends on, by names that are the same wherever they lie."""
    own = dict(files_below(course.solutions / chapter, f"solutions/{chapter}"))
    return {CONFIG: course.root / CONFIG, **own, **code()}


def digest(files: Mapping[str, Path]) -> str:
    """A short name for the content of files."""
    state = hashlib.sha256()
    for name, path in sorted(files.items()):
        state.update(f"{name}\0".encode() + _content(path))
    return state.hexdigest()[:16]


def _content(path: Path) -> bytes:
    """The hash of a file's content. It is read again when the system says that it has changed."""
    about = path.stat()
    seen = (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)
    known = _read.get(path)
    if known is None or known[0] != seen:
        known = seen, hashlib.sha256(path.read_bytes()).digest()
        # A clock that ticks slowly gives two changes one time.
        if time.time_ns() - max(about.st_mtime_ns, about.st_ctime_ns) > SETTLED_NS:
            _read[path] = known
    return known[1]


_AT_START = digest(code())


def state_of_code() -> str:
    """A short name for the code of losslab and of the engine that runs here."""
    return _AT_START


def refuse_stale_code() -> None:
    """Raise a CourseError if the code on disk is no longer the code that runs here.

    A process that lives long, such as a worker of a cluster, would else grade with old code
    and say that it was the new one.
    """
    if digest(code()) != _AT_START:
        raise CourseError(
            "losslab or the grader has changed on disk since this process started: start it again"
        )


def preload(course: Course, chapter: str) -> tuple[str, ...]:
    """The modules that belong to a chapter, found without importing them.

    They are those of its part of losslab, and torch where something of the chapter speaks of it.
    So a warm process can start while the chapter loads, which takes as long.
    """
    folders = [folder / chapter for folder in _folders("losslab")]
    modules = sorted({path for folder in folders for path in folder.glob("*.py")})
    texts = [*modules, *(path for _, path in files_below(course.solutions / chapter, ""))]
    torch = ("torch",) if any(b"torch" in path.read_bytes() for path in texts) else ()
    names = sorted({path.stem for path in modules if not path.stem.startswith("_")})
    return (*torch, *(f"losslab.{chapter}.{name}" for name in names))
