"""Grades for learning management systems and scripts, as plug-ins of ``nbgrader export``.

    nbgrader export --exporter=autograder.classroom.exporters.CanvasExport --to=canvas.csv

``lossbook export --to canvas`` calls the same. Each class names where its format is described.
Text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, "CSV
Injection").
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from autograder.classroom.export_base import Export, matched, scores, wide
from autograder.classroom.grades import GradeOf
from autograder.classroom.roster import Roster


class CsvExport(Export):
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


class JsonExport(Export):
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


class CanvasExport(Export):
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
        assignments, by_student = wide(found)
        people = self._people(by_student)
        headers = self.headers(assignments, "{} (")  # behind its name stands its number
        points = {g.assignment: g.max_score for g in found}
        rows: list[Sequence[object]] = [[*self.KNOWN, *headers.values()]]
        rows.append(["    Points Possible", "", "", "", "", *(points[a] for a in assignments)])
        for student, who in people.items():
            rows.append([*who, *scores(by_student[student], assignments)])
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
        return matched(self, roster, by_student, self.KNOWN, ("ID", "SIS Login ID", "SIS User ID"))


class MoodleExport(Export):
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
        assignments, by_student = wide(found)
        if self.roster:
            roster = Roster.read(Path(self.roster))
            known = [name for name in self.KNOWN if name in roster.columns]
            people = matched(self, roster, by_student, known, known)
        else:
            known = ["Username", "Email address", "Full name"]
            people = {}
            for student, mine in by_student.items():
                grade = next(iter(mine.values()))
                people[student] = [student, grade.email, grade.name]
        rows: list[Sequence[object]] = [[*known, *assignments]]
        for student, who in people.items():
            rows.append([*who, *scores(by_student[student], assignments)])
        self.table(path, rows)


class BlackboardExport(Export):
    """A file for Blackboard, Grade Center, Work Offline, Upload.

    The format is that of Blackboard's help, "Work Offline with Grade Data": students are known by
    user name, and a column by the number behind its name (``tiny [Total Pts: 5 Score] |67890``),
    which a downloaded Grade Center has. Each value of a file with commas stands in quotation marks.
    """

    default = "blackboard.csv"
    KNOWN = ("Last Name", "First Name", "Username")

    def write(self, path: Path, found: list[GradeOf]) -> None:
        """Write the file."""
        assignments, by_student = wide(found)
        headers = self.headers(assignments, "{} [", "{} |")
        new = [name for name in assignments if headers[name] == name]
        if new:
            self.notes.append(
                f"Blackboard makes a new text column of {', '.join(new)}: to fill one that is "
                "there, download the Grade Center and give it with --roster"
            )
        if self.roster:
            roster = Roster.read(Path(self.roster))
            people = matched(self, roster, by_student, self.KNOWN, ("Username",))
        else:
            first = {s: next(iter(g.values())) for s, g in by_student.items()}
            people = {s: [g.last_name, g.first_name, s] for s, g in first.items()}
        rows: list[Sequence[object]] = [[*self.KNOWN, *headers.values()]]
        rows += [[*who, *scores(by_student[s], assignments)] for s, who in people.items()]
        self.table(path, rows, quote_all=True)


class BrightspaceExport(Export):
    """A file for Brightspace, Grades, Enter Grades, Import.

    The format is that of D2L's help, "Importing grades": ``OrgDefinedId`` or ``Username`` or both,
    and for each grade item its name followed by ``Points Grade``. As in files that Brightspace
    exports, ``#`` stands before what names a student and in the last column, ``End-of-Line
    Indicator``.
    """

    default = "brightspace.csv"
    KNOWN = ("OrgDefinedId", "Username")

    def write(self, path: Path, found: list[GradeOf]) -> None:
        """Write the file."""
        assignments, by_student = wide(found)
        items = [f"{name} Points Grade" for name in assignments]
        if self.roster:
            roster = Roster.read(Path(self.roster))
            known = [name for name in self.KNOWN if name in roster.columns]
            people = matched(self, roster, by_student, known, known)
        else:
            known = list(self.KNOWN)
            people = {s: ["#" + s, ""] if s.isdigit() else ["", "#" + s] for s in by_student}
            self.notes.append(
                "without --roster students are named by the gradebook's id: as OrgDefinedId where "
                "it is a number, else as Username"
            )
        headers = self.headers(items, "{} <").values()
        rows: list[Sequence[object]] = [[*known, *headers, "End-of-Line Indicator"]]
        rows += [[*who, *scores(by_student[s], assignments), "#"] for s, who in people.items()]
        self.table(path, rows)


class GradescopeExport(Export):
    """A folder with one ``results.json`` a student and assignment, for Gradescope.

    The format is that of the "Autograder Specifications" in Gradescope's documentation: ``score``,
    and ``tests`` with ``name``, ``score`` and ``max_score``. Gradescope reads it where it runs an
    autograder; it imports no file of grades from elsewhere.
    """

    default, kind = "gradescope", "folder"

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


EXPORTS: dict[str, type[Export]] = {
    "canvas": CanvasExport,
    "moodle": MoodleExport,
    "blackboard": BlackboardExport,
    "brightspace": BrightspaceExport,
    "gradescope": GradescopeExport,
    "csv": CsvExport,
    "json": JsonExport,
}
