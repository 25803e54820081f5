"""One student's folder for one assignment: which notebook is meant, and when it was handed in."""

from __future__ import annotations

import contextlib
import os
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nbformat import NotebookNode

from autograder.classroom.zips import MAX_FOLDED, BadArchiveError, members
from autograder.course.notebook import (
    MAX_NOTEBOOK_BYTES,
    BadNotebookError,
    SubmittedCell,
    is_answer,
    is_of,
    nbgrader_metadata,
    parse_submission,
    submitted_bytes,
)
from autograder.judging.submission import Submission

STAMP, SECRET = "timestamp.txt", "submission_secret.txt"
MAX_STAMP_BYTES, MAX_SECRET_BYTES = 100, 1000
# A student's name that is text and nothing else in every page, table, file and terminal.
NAME = re.compile(r"(?=.*\w)[\w.@+ -]{1,100}")
NAMING = "letters, digits, blanks and . @ + - _, at most 100"
_STAMP = re.compile(r"[\w:.+\- ]+(/[\w+\-]+)*")
# How far a folder is looked through for a notebook of another name.
MOST_FILES, MOST_NOTEBOOKS, DEPTH, SHOWN = 1000, 20, 4, 5
# Clocks differ, and a time without a zone is taken for UTC.
AHEAD = timedelta(days=1)
MOST_BYTES = 2 * MAX_NOTEBOOK_BYTES


@dataclass(frozen=True)
class Candidate:
    """A notebook that may be the one that was meant."""

    name: str
    data: bytes
    cells: list[SubmittedCell]


@dataclass(frozen=True)
class SubmissionFolder:
    """One student's notebook for one assignment, which may be missing."""

    student: str
    assignment: str
    folder: Path

    @property
    def notebook(self) -> Path:
        """Where the notebook should be."""
        return self.folder / f"{self.assignment}.ipynb"

    def stamp(self) -> str:
        """What ``timestamp.txt`` says; empty where there is no ordinary file of that name."""
        return _small(self.folder / STAMP, MAX_STAMP_BYTES + 1).decode("utf-8", "replace").strip()

    def secret(self) -> bytes:
        """What nbgrader's exchange finds this submission's feedback by; empty if there is none."""
        secret = _small(self.folder / SECRET, MAX_SECRET_BYTES + 1)
        return secret if len(secret) <= MAX_SECRET_BYTES else b""

    def time(self) -> datetime | None:
        """When it was handed in (UTC), as far as ``timestamp.txt`` can be read."""
        return time_of(self.stamp())

    def read(self, release: NotebookNode | None = None) -> Submission:
        """What was handed in; a file that cannot be read is a reason, not an error.

        Parameters
        ----------
        release
            With it a notebook of another name is found, in subfolders and zip archives too.
        """
        stamp, notes = self.stamp(), []
        if stamp and self.time() is None:
            notes.append(f"{STAMP} holds no time, so lateness is not known: {why_no_time(stamp)}")
        time = self.time()
        if time is not None and time > datetime.now(UTC).replace(tzinfo=None) + AHEAD:
            notes.append(f"{STAMP} says {stamp}, which is still to come; lateness counts by it")
        if self.folder.is_symlink():
            why = f"the folder {self.assignment} is a link"
            return Submission(self.student, None, why, stamp=stamp, notes=tuple(notes))
        if os.path.lexists(self.notebook) or release is None:
            found = Submission.of_file(self.student, self.notebook)
            if release is not None:
                notes += self._beside(release, found.data)
        else:
            found = self._elsewhere(release)
        return replace(found, stamp=stamp, notes=(*found.notes, *notes))

    def _elsewhere(self, release: NotebookNode) -> Submission:
        """The only notebook of this chapter in the folder, whatever it is called."""
        wanted = self.notebook.name
        found = [c for c in self._candidates() if is_of(release, c.cells)]
        if len(found) == 1:
            note = f"{found[0].name} was graded: there is no {wanted}"
            return Submission(self.student, found[0].data, notes=(note,))
        names = [c.name for c in found] or [name for name, _ in _files(self.folder)]
        listed = ", ".join(sorted(names)[:SHOWN]) + (", …" if len(names) > SHOWN else "")
        if found:
            why = f"there is no {wanted}, but several that could be meant: {listed}; keep one"
        elif names:
            why = f"there is no {wanted}, nor another notebook of this chapter; there is: {listed}"
        else:
            why = f"there is no {wanted}: the folder is empty"
        return Submission(self.student, None, why, missing=not found)

    def _beside(self, release: NotebookNode, data: bytes | None) -> list[str]:
        """What to know of other notebooks of this chapter beside the one that is graded."""
        others = [c for c in self._candidates() if is_of(release, c.cells)]
        answered = {c.name: _answered(release, c.cells) for c in others}
        with_answers = sorted(name for name, count in answered.items() if count)
        if not with_answers:
            return []
        try:
            mine = _answered(release, parse_submission(data or b""))
        except BadNotebookError:
            mine = 0
        name, listed = self.notebook.name, ", ".join(with_answers[:SHOWN])
        if mine:
            return [f"{name} was graded; beside it lies, also with answers: {listed}"]
        return [f"{name} holds no answers, but beside it lies one that does: {listed}"]

    def _candidates(self) -> list[Candidate]:
        """All other notebooks in the folder and in zip archives there that can be read."""
        found: list[Candidate] = []
        room = MOST_BYTES
        for name, path in _files(self.folder):
            if name == self.notebook.name:
                continue
            for label, data in _notebooks(name, path):
                room -= len(data)
                if room < 0 or len(found) == MOST_NOTEBOOKS:
                    return found
                with contextlib.suppress(BadNotebookError):
                    found.append(Candidate(label, data, parse_submission(data)))
        return found


def _files(folder: Path) -> list[tuple[str, Path]]:
    """The ordinary files in a folder and below, but nbgrader's own and hidden ones."""
    found: list[tuple[str, Path]] = []
    for here, folders, files in os.walk(folder):
        depth = len(Path(here).relative_to(folder).parts)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and depth < DEPTH)
        for name in sorted(files):
            path = Path(here) / name
            if name in (STAMP, SECRET) or name.startswith(".") or path.is_symlink():
                continue
            found.append((path.relative_to(folder).as_posix(), path))
            if len(found) == MOST_FILES:
                return found
    return found


def _notebooks(name: str, path: Path) -> Iterator[tuple[str, bytes]]:
    """The notebooks that a file is or holds, with what to call them."""
    try:
        if path.suffix == ".ipynb":
            yield name, submitted_bytes(path)
        elif path.suffix == ".zip" and path.is_file() and path.stat().st_size <= MAX_FOLDED:
            for member in members(path, MOST_FILES):
                if member.name.endswith(".ipynb"):
                    yield f"{name}: {member.name}", member.read()
    except (BadNotebookError, BadArchiveError, OSError):
        return


def _answered(release: NotebookNode, cells: list[SubmittedCell]) -> int:
    """How many answer cells of a notebook are no longer as they were released."""
    stubs = {nbgrader_metadata(c)["grade_id"]: c.source for c in release.cells if is_answer(c)}
    return sum(c.source != stubs[c.grade_id] for c in cells if c.grade_id in stubs)


def _small(path: Path, most: int) -> bytes:
    """The beginning of an ordinary file; nothing where there is none."""
    if path.is_symlink() or not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(most)


def time_of(stamp: str) -> datetime | None:
    """The time (UTC) that a stamp of nbgrader's tells; None where it tells none.

    A zone that is not known, such as EDT, makes the time unknown: it is not taken for UTC.
    """
    if len(stamp) > MAX_STAMP_BYTES or not _STAMP.fullmatch(stamp) or unknown_zone(stamp):
        return None
    from nbgrader.utils import parse_utc  # it loads all of nbgrader, most of a second

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # dateutil warns of a zone that it does not know
            # With a blank in between, nbgrader takes -0400 for 400 seconds.
            time: datetime = parse_utc(re.sub(r" ([+-]\d\d:?\d\d)$", r"\1", stamp))
            return time
    except (ValueError, OverflowError, TypeError, AttributeError, Warning):
        return None


def unknown_zone(stamp: str) -> str:
    """The zone at the end of a stamp if nobody knows it; empty if all is well."""
    parts = stamp.split(" ")
    if len(parts) != 3 or re.fullmatch(r"[+-]?\d+", parts[2]):
        return ""
    from dateutil import tz  # type: ignore[import-untyped]

    with warnings.catch_warnings(), contextlib.suppress(ValueError, OSError):
        warnings.simplefilter("ignore")
        return "" if tz.gettz(parts[2]) is not None else parts[2]
    return parts[2]


def why_no_time(stamp: str) -> str:
    """What is wrong with a stamp that tells no time."""
    if len(stamp) <= MAX_STAMP_BYTES and _STAMP.fullmatch(stamp) and unknown_zone(stamp):
        zone = unknown_zone(stamp)
        return f"the zone {zone} is not known; write one such as +0200 or Europe/Berlin"
    return "it should read like 2026-03-01 12:00:00 UTC"
