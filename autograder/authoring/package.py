"""What an instructor hands out: the learners' folder as a zip, and its library as a wheel.

Both have the same bytes wherever and whenever they are made of the same files: names are
sorted, and no time, owner or umask of this machine goes in.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.release import differences
from autograder.course.course import Course, CourseError
from autograder.course.dependencies import files_below
from autograder.course.names import CASES

PROJECT, README = "pyproject.toml", "README.md"
# What building and installing leave behind.
BUILT = ("build", "dist")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
EPOCH_SECONDS = 315_532_800


@dataclass(frozen=True)
class Handout:
    """What was made, and what lies in the learners' folder and is not in it."""

    zip: Path
    wheel: Path
    left_out: tuple[str, ...]


def make_handout(course: Course, to: Path) -> Handout:
    """Write the zip and the wheel into the folder `to`.

    Raises
    ------
    CourseError
        If a part is missing, is a link, or a chapter's release is not that of its solutions.
    """
    files = contents(course)
    stale = [fault for name in course.chapters() for fault in differences(course.chapter(name))]
    if stale:
        raise CourseError(f"{'; '.join(stale)}: run `lossbook assemble` first")
    project = tomllib.loads(files[PROJECT].read_text(encoding="utf-8"))["project"]
    to.mkdir(parents=True, exist_ok=True)
    root = course.release.name
    packed = to / f"{root}-{project['version']}.zip"
    pack(packed, root, files)
    wheel = _wheel(packed, root, to)
    left_out = [name for name, _ in _lying(course.release) if name not in files]
    return Handout(packed, wheel, tuple(left_out))


def contents(course: Course) -> dict[str, Path]:
    """The files that learners get, by their paths in the learners' folder, sorted."""
    root = course.release
    names = [README, PROJECT]
    for chapter in course.chapters():
        names += [f"{chapter}/{chapter}.ipynb", f"{chapter}/{CASES}"]
    names += _library(root)
    files = {name: root / name for name in sorted(names)}
    for path in files.values():
        if path.is_symlink():
            raise CourseError(f"{path} is a link: put a file in its place")
        if not path.is_file():
            raise CourseError(f"{path} is missing; learners need it")
    return files


def _library(root: Path) -> Iterator[str]:
    """The files of the packages in a folder."""
    for package in sorted(path.parent for path in root.glob("*/__init__.py")):
        yield from (name for name, _ in files_below(package, package.name))


def _lying(root: Path) -> Iterator[tuple[str, Path]]:
    """What lies in a folder, without what tools have left there."""
    for path in sorted(root.iterdir()):
        if path.name in BUILT or path.name.endswith(".egg-info"):
            continue
        if path.is_file():
            yield path.name, path
        else:
            yield from files_below(path, path.name)


def pack(packed: Path, root: str, files: dict[str, Path]) -> None:
    """Write files into a zip, below a folder of the name `root`; the same files, the same bytes."""
    with zipfile.ZipFile(packed, "w") as archive:
        for name, path in files.items():
            entry = zipfile.ZipInfo(f"{root}/{name}", EPOCH)
            entry.create_system = 3  # Unix, wherever it is made
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def _wheel(packed: Path, root: str, to: Path) -> Path:
    """Build the wheel from what the zip holds, so that nothing else can get into it."""
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
    with tempfile.TemporaryDirectory() as here:
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(here)
        for path in Path(here).rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        made = Path(here, "wheel")
        done = subprocess.run(
            [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", made, Path(here, root)],
            env=os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH_SECONDS)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            umask=0o022 if os.name == "posix" else -1,
        )
        if done.returncode:
            raise CourseError(f"the wheel could not be built:\n{done.stderr[-3000:]}")
        (wheel,) = made.glob("*.whl")
        there = to / wheel.name
        there.write_bytes(wheel.read_bytes())
    return there
