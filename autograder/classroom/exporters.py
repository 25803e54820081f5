"""Grades for learning management systems and scripts, as plug-ins of ``nbgrader export``.

    nbgrader export --exporter=autograder.classroom.exporters.CanvasExport --to=canvas.csv

``lossbook export --to canvas`` calls the same. Each class names where its format is described.
Text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV
Injection").
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from autograder.classroom.grades import GradeOf, grades
from autograder.classroom.roster import Roster
from autograder.course.course import CourseError

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(value: object) -> str:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe."""
    text = "" if value is None else str(value)
    if isinstance(value, str) and text.startswith(FORMULA):
        return "'" + text
    return text


class _Export(ExportPlugin):
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

    def export(self, gradebook: Gradebook) -> None:
        """Write the file and say in the log what to know of it."""
        self.notes: list[str] = []
        wanted = [str(name) for name in self.assignment]
        found = grades(gradebook, wanted, [str(name) for name in self.student])
        if not found:
            raise CourseError("the gradebook holds no grades for what was asked; grade first")
        unknown = set(wanted) - {grade.assignment for grade in found}
        if unknown:
            raise CourseError(f"the gradebook has no assignment {', '.join(sorted(unknown))}")
        waiting = sorted({g.student for g in found if g.waiting})
        if waiting:
            self.notes.append(
                f"{len(waiting)} students have answers that wait for a person: {_some(waiting)}"
            )
        self.write(Path(self.to or self.default), found)
        for note in self.notes:
            self.log.warning(note)

    def write(self, path: Path, found: list[GradeOf]) -> None:
        """Write the file."""
        raise NotImplementedError

    def table(self, path: Path, rows: Iterable[Sequence[object]]) -> None:
        """Write a CSV file (RFC 4180, UTF-8), and note where text was made safe."""
        changed = []
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            for row in rows:
                cells = [safe(value) for value in row]
                changed += [c for c in cells if c.startswith("'")]
                writer.writerow(cells)
        if changed:
            self.notes.append(f"kept from being a formula by an apostrophe: {_some(changed)}")


def _some(names: Sequence[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _wide(found: list[GradeOf]) -> tuple[list[str], dict[str, dict[str, GradeOf]]]:
    """The assignments, and by student their grades by assignment."""
    by_student: dict[str, dict[str, GradeOf]] = {}
    for grade in found:
        by_student.setdefault(grade.student, {})[grade.assignment] = grade
    return sorted({grade.assignment for grade in found}), by_student


class CsvExport(_Export):
    """One row for each student and assignment, with the columns of nbgrader's own exporter."""

    def write(self, path: Path, found: list[GradeOf]) -> None:
        """Write the file."""
        header = [
            *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name"),
            *("email", "raw_score", "late_submission_penalty", "score", "max_score"),
        ]
        rows = (
            (
                *(g.assignment, g.duedate, g.timestamp, g.student),
                *(g.last_name, g.first_name, g.email),
                *(g.score, g.penalty, g.total, g.max_score),
            )
            for g in found
        )
        self.table(path, [header, *rows])


class JsonExport(_Export):
    """A list of objects, one for each student and assignment, for scripts."""

    default = "grades.json"

    def write(self, path: Path, found: list[GradeOf]) -> None:
        """Write the file."""
        made = [
            {
                "student": g.student,
                "name": g.name,
                "email": g.email,
                "assignment": g.assignment,
                "handed_in": g.handed_in,
                "timestamp": g.timestamp and g.timestamp.isoformat() + "Z",
                "raw_score": g.score,
                "late_submission_penalty": g.penalty,
                "score": g.total,
                "max_score": g.max_score,
                "waiting": g.waiting,
            }
            for g in found
        ]
        path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


class CanvasExport(_Export):
    """A file for Canvas, Grades, Import.

    The format is that of Canvas's importer (``lib/gradebook_importer.rb`` of canvas-lms): the
    columns Student, ID, SIS User ID, SIS Login ID and Section in this order, a column an
    assignment, and a row "Points Possible". A student is found by ID, else by SIS ID, login or
    name. Whoever handed in nothing has an empty cell, which Canvas takes for no grade.
    """

    default = "canvas.csv"
    KNOWN = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")

    def write(self, path: Path, found: list[GradeOf]) -> None:
        """Write the file."""
        assignments, by_student = _wide(found)
        people, headers = self._people(by_student), dict(zip(assignments, assignments, strict=True))
        if self.roster:
            columns = Roster.read(Path(self.roster)).columns
            for name in assignments:  # Canvas writes the assignment's number behind its name
                theirs = [c for c in columns if c == name or c.startswith(f"{name} (")]
                headers[name] = theirs[0] if theirs else name
        points = {g.assignment: g.max_score for g in found}
        rows: list[Sequence[object]] = [[*self.KNOWN, *headers.values()]]
        rows.append(["    Points Possible", "", "", "", "", *(points[a] for a in assignments)])
        for student, who in people.items():
            mine = by_student[student]
            scores = [mine[a].total if mine[a].handed_in else "" for a in assignments]
            rows.append([*who, *scores])
        self.table(path, rows)

    def _people(self, by_student: dict[str, dict[str, GradeOf]]) -> dict[str, list[str]]:
        """The columns that say who, by student."""
        if not self.roster:
            first = {s: next(iter(g.values())) for s, g in by_student.items()}
            self.notes.append(
                "without --roster students are named by the gradebook's id: as ID where it is a "
                "number, else as SIS Login ID"
            )
            return {
                s: [g.name or s, *((s, "", "", "") if s.isdigit() else ("", "", s, ""))]
                for s, g in first.items()
            }
        roster = Roster.read(Path(self.roster))
        return _matched(self, roster, by_student, self.KNOWN, ("ID", "SIS Login ID", "SIS User ID"))


class MoodleExport(_Export):
    """A file for Moodle, Grades, Import, CSV file.

    Moodle asks at the import which column identifies a student ("Map from", "Map to": user id,
    username, ID number, email address; ``grade/import/csv`` in its source) and which column goes to
    which grade item. With ``roster``, a grading worksheet or an exported class list, its columns
    are repeated.
    """

    default = "moodle.csv"
    KNOWN = ("Identifier", "Username", "ID number", "Email address", "Full name")

    def write(self, path: Path, found: list[GradeOf]) -> None:
        """Write the file."""
        assignments, by_student = _wide(found)
        if self.roster:
            roster = Roster.read(Path(self.roster))
            known = [name for name in self.KNOWN if name in roster.columns]
            people = _matched(self, roster, by_student, known, known)
        else:
            known = ["Username", "Email address", "Full name"]
            people = {}
            for student, mine in by_student.items():
                grade = next(iter(mine.values()))
                people[student] = [student, grade.email, grade.name]
        rows: list[Sequence[object]] = [[*known, *assignments]]
        for student, who in people.items():
            mine = by_student[student]
            rows.append([*who, *(mine[a].total if mine[a].handed_in else "" for a in assignments)])
        self.table(path, rows)


class GradescopeExport(_Export):
    """A folder with one ``results.json`` a student and assignment, for Gradescope.

    The format is that of the "Autograder Specifications" in Gradescope's documentation: ``score``,
    and ``tests`` with ``name``, ``score`` and ``max_score``. Gradescope reads it where it runs an
    autograder; it imports no file of grades from elsewhere.
    """

    default = "gradescope"

    def export(self, gradebook: Gradebook) -> None:
        """Write the folder; it needs each exercise's score besides the sums."""
        self._book = gradebook
        super().export(gradebook)

    def write(self, path: Path, found: list[GradeOf]) -> None:
        """Write the folder."""
        for grade in found:
            if not grade.handed_in:
                continue
            folder = path / grade.assignment / grade.student
            folder.mkdir(parents=True, exist_ok=True)
            text = json.dumps(self._results(grade), indent=1, ensure_ascii=False)
            (folder / "results.json").write_text(text + "\n", encoding="utf-8")

    def _results(self, grade: GradeOf) -> dict[str, Any]:
        submission = self._book.find_submission(grade.assignment, grade.student)
        rows = [g for notebook in submission.notebooks for g in notebook.grades]
        tests: list[dict[str, Any]] = [
            {"name": g.name, "score": float(g.score or 0), "max_score": float(g.max_score)}
            for g in sorted(rows, key=lambda g: g.name)
        ]
        for test, row in zip(tests, sorted(rows, key=lambda g: g.name), strict=True):
            if row.needs_manual_grade:
                test["output"] = "waits for a person"
        if grade.penalty:
            tests.append({"name": "lateness", "score": -grade.penalty, "max_score": 0.0})
        return {"score": grade.total, "tests": tests, "stdout_visibility": "hidden"}


def _matched(
    export: _Export,
    roster: Roster,
    by_student: dict[str, dict[str, GradeOf]],
    columns: Sequence[str],
    keys: Sequence[str],
) -> dict[str, list[str]]:
    """The class list's columns of each student; who is in only one of both is noted."""
    found: dict[str, list[str]] = {}
    missing = []
    for row in roster.rows:
        mine = {row[key] for key in keys if row.get(key)}
        mine |= {value.split()[-1] for value in mine if value.split()[-1].isdigit()}
        known = sorted(mine & by_student.keys())
        if known:
            found[known[0]] = [row.get(column, "") for column in columns]
        elif any(row.get(key) for key in keys):
            missing.append(next(row[key] for key in keys if row.get(key)))
    strangers = sorted(by_student.keys() - found.keys())
    if strangers:
        export.notes.append(
            f"not in {roster.path.name}, and so not in the file: {_some(strangers)}"
        )
    if missing:
        export.notes.append(f"in {roster.path.name}, but not in the gradebook: {_some(missing)}")
    return found


EXPORTS: dict[str, type[_Export]] = {
    "canvas": CanvasExport,
    "moodle": MoodleExport,
    "gradescope": GradescopeExport,
    "csv": CsvExport,
    "json": JsonExport,
}
