"""What all exports of grades share: who and what is exported, safe tables, class lists."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from autograder.classroom.gradebook import refresh_lateness
from autograder.classroom.grades import GradeOf, grades
from autograder.classroom.roster import Roster
from autograder.course.course import Course, CourseError

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(value: object) -> str:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe."""
    text = "" if value is None else str(value)
    if isinstance(value, str) and text.startswith(FORMULA):
        return "'" + text
    return text


class Export(ExportPlugin):
    """What all formats share.

    Attributes
    ----------
    notes
        What whoever imports the file should know.
    """

    roster = Unicode(
        "", help="The class list as the system exports it: its columns name the students."
    ).tag(config=True)
    default = "grades.csv"
    kind = "file"

    def export(self, gradebook: Gradebook) -> None:
        """Write the file and say in the log what to know of it.

        What lateness costs is worked out anew before, in the course that the configuration names.
        """
        self.notes: list[str] = []
        wanted = [str(name) for name in self.assignment]
        root = self.config.CourseDirectory.get("root")
        if isinstance(root, str):
            url = gradebook.engine.url.render_as_string(hide_password=False)
            gradebook.db.rollback()  # whoever reads holds up whoever writes
            refresh_lateness(Course(Path(root).resolve()), url, *wanted)
        found = grades(gradebook, wanted, [str(name) for name in self.student])
        if not found:
            raise CourseError("the gradebook holds no grades for what was asked; grade first")
        unknown = set(wanted) - {grade.assignment for grade in found}
        if unknown:
            raise CourseError(f"the gradebook has no assignment {', '.join(sorted(unknown))}")
        waiting = sorted({g.student for g in found if g.waiting})
        if waiting:
            self.notes.append(
                f"{len(waiting)} students have answers that wait for a person: {some(waiting)}"
            )
        self._replace(Path(self.to or self.default), found)
        for note in self.notes:
            self.log.warning(note)

    def _replace(self, path: Path, found: list[GradeOf]) -> None:
        """Write what is exported; what was there is kept beside it, if it says something else."""
        if path.is_dir() and self.kind == "file":
            raise CourseError(f"{path} is a folder: say which file in it to write")
        if not path.parent.is_dir():
            raise CourseError(f"there is no folder {path.parent} to write {path.name} into")
        if path.is_symlink() or (path.exists() and not (path.is_file() or path.is_dir())):
            self.write(path, found)  # such as /dev/stdout: there is nothing to keep
            return
        with TemporaryDirectory(dir=path.parent, prefix=".export-") as scratch:
            fresh = Path(scratch) / path.name
            self.write(fresh, found)
            if path.exists() and _contents(path) != _contents(fresh):
                kept = _unused(path)
                path.rename(kept)
                self.notes.append(f"{path} was there already; it is kept as {kept.name}")
            elif path.is_dir():
                shutil.rmtree(path)
            fresh.rename(path)

    def write(self, path: Path, found: list[GradeOf]) -> None:
        """Write the file."""
        raise NotImplementedError

    def table(self, path: Path, rows: Iterable[Sequence[object]], quote_all: bool = False) -> None:
        """Write a CSV file (RFC 4180, UTF-8), and note where text was made safe."""
        changed = []
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
            for row in rows:
                cells = [safe(value) for value in row]
                changed += [c for c, value in zip(cells, row, strict=True) if c == f"'{value}"]
                writer.writerow(cells)
        if changed:
            self.notes.append(f"kept from being a formula by an apostrophe: {some(changed)}")

    def headers(self, assignments: Sequence[str], *forms: str) -> dict[str, str]:
        """What each assignment's column is called.

        Parameters
        ----------
        assignments
            Their names.
        forms
            How the system's own class list writes a name with what it puts behind it, such as
            ``{} (``.
        """
        columns = Roster.read(Path(self.roster)).columns if self.roster else ()
        made = {}
        for name in assignments:
            begins = tuple(form.format(name) for form in forms)
            theirs = [c for c in columns if c == name or c.startswith(begins)]
            made[name] = theirs[-1] if theirs else name
            if len(theirs) > 1:
                self.notes.append(
                    f"{Path(self.roster).name} has {len(theirs)} columns of {name}: "
                    f"{', '.join(theirs)}; the last is filled, so delete the others there"
                )
        return made


def _contents(path: Path) -> dict[str, bytes]:
    """What a file, or a folder with all below it, holds."""
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in files}


def _unused(path: Path) -> Path:
    """A name beside a path that is not taken, with the time at which it last changed."""
    stamp = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        kept = path.with_name(f"{path.stem}-{stamp:%Y%m%d-%H%M%S}{more}{path.suffix}")
        if not kept.exists():
            return kept
        number += 1


def some(names: Sequence[str], most: int = 8) -> str:
    """The first of some names, and how many more there are."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def wide(found: list[GradeOf]) -> tuple[list[str], dict[str, dict[str, GradeOf]]]:
    """The assignments, and by student their grades by assignment."""
    by_student: dict[str, dict[str, GradeOf]] = {}
    for grade in found:
        by_student.setdefault(grade.student, {})[grade.assignment] = grade
    return sorted({grade.assignment for grade in found}), by_student


def scores(mine: dict[str, GradeOf], assignments: Sequence[str]) -> list[object]:
    """One student's points; an empty cell where nothing was handed in, which is no grade."""
    return [mine[name].total if mine[name].handed_in else "" for name in assignments]


def matched(
    export: Export,
    roster: Roster,
    by_student: dict[str, dict[str, GradeOf]],
    columns: Sequence[str],
    keys: Sequence[str],
) -> dict[str, list[str]]:
    """The class list's columns of each student; who is in only one of both is noted."""
    found: dict[str, list[str]] = {}
    missing = []
    for row in roster.rows:
        mine = {row[key].lstrip("#") for key in keys if row.get(key)}
        mine |= {
            value.split()[-1]
            for value in mine
            if value.split()[-1:] and value.split()[-1].isdigit()
        }
        known = sorted(mine & by_student.keys())
        if known:
            found[known[0]] = [row.get(column, "") for column in columns]
        elif any(row.get(key) for key in keys):
            missing.append(next(row[key].lstrip("#") for key in keys if row.get(key)))
    strangers = sorted(by_student.keys() - found.keys())
    if strangers:
        export.notes.append(f"not in {roster.path.name}, and so not in the file: {some(strangers)}")
    if missing:
        export.notes.append(f"in {roster.path.name}, but not in the gradebook: {some(missing)}")
    return found
