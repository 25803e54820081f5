"""A made-up class with realistic mistakes, graded, reported and exported; numbers held against
the gradebook.

Writes a course with the class into a folder that stays, so that report and pages can be looked
at, takes the time and memory of each command, and works the report's numbers out again from the
gradebook's rows.

Example: python tests/benchmarks/whole_class.py build/whole_class --students 300 --json
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import re
import shutil
import sqlite3
import statistics
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from measure import ROOT, run

sys.path.insert(0, str(ROOT))

from nbgrader.api import Gradebook

from autograder.classroom.gradebook import GradebookWriter
from autograder.classroom.workspace import Workspace
from autograder.course.course import Course
from tests.benchmarks.made_up import DUE, MadeUp

# As book/teaching.md shows it: a tenth of the points for each day that has begun.
LATE = """\
from math import ceil

from nbgrader.plugins import LateSubmissionPlugin


class TenthADay(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return round(score * 0.1 * ceil(total_seconds_late / 86_400), 2)
"""
CONFIG = '\nc.AssignLatePenalties.plugin_class = "late.TenthADay"\n'
SCORES = """
SELECT s.student_id AS student, c.name AS exercise, g.auto_score AS score, gc.max_score AS points
FROM grade g JOIN submitted_notebook n ON n.id = g.notebook_id
JOIN submitted_assignment s ON s.id = n.assignment_id
JOIN base_cell c ON c.id = g.cell_id JOIN grade_cells gc ON gc.id = g.cell_id
ORDER BY c.name, s.student_id
"""
PENALTIES = """
SELECT s.student_id, n.late_submission_penalty FROM submitted_notebook n
JOIN submitted_assignment s ON s.id = n.assignment_id
"""


def make(folder: Path, assignment: str, students: int, seed: int) -> tuple[Course, dict[str, str]]:
    """A course with a class that has handed in, and what is odd about each student."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "solutions" / assignment, folder / "solutions" / assignment)
    (folder / "nbgrader_config.py").write_text(
        (ROOT / "nbgrader_config.py").read_text() + CONFIG, encoding="utf-8"
    )
    (folder / "late.py").write_text(LATE)
    course = Course(folder)
    chapter = course.chapter(assignment)
    odd = MadeUp(chapter, seed).write(folder / "submitted", students)
    workspace = Workspace(folder / "submitted")
    with GradebookWriter(course, workspace) as book:
        book.ensure(chapter)
    with Gradebook(workspace.gradebook) as book:
        book.find_assignment(assignment).duedate = DUE
        book.db.commit()
    return course, odd


def costs(course: Course, assignment: str) -> dict[str, dict[str, float]]:
    """What each command of an instructor takes."""
    steps = {
        "grade": ["grade", assignment],
        "grade again": ["grade", assignment],
        "report": ["report", assignment, "--html", "report.html"],
        "student pages": ["report", assignment, "--student", "students"],
        "similar": ["similar", assignment],
        "export": ["export", "--to", "canvas"],
        "backup": ["backup", "backup.zip"],
    }
    tool = [sys.executable, "-m", "autograder.cli"]
    return {name: run([*tool, *step], course.root).to_json() for name, step in steps.items()}


def held_against_the_gradebook(course: Course, assignment: str) -> dict[str, Any]:
    """Work the report's numbers out from the gradebook's rows; raise where they differ."""
    with closing(sqlite3.connect(course.root / "gradebook.db")) as book:
        rows = book.execute(SCORES).fetchall()
        penalties = {student: penalty or 0.0 for student, penalty in book.execute(PENALTIES)}
    by_exercise: dict[str, dict[str, float]] = {}
    points: dict[str, float] = {}
    for student, exercise, score, worth in rows:
        by_exercise.setdefault(exercise, {})[student] = score
        points[exercise] = worth
    sums = {s: sum(m[s] for m in by_exercise.values()) for s in penalties}
    totals = {s: round(max(0.0, sums[s] - penalties[s]), 2) for s in penalties}
    text = (course.root / "report.html").read_text(encoding="utf-8")
    page = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text)))
    mean = statistics.mean(totals.values())
    expect(page, f"{len(totals)} submissions")
    expect(page, f"{mean:.1f} points of {sum(points.values()):g} on average")
    alpha = cronbach([list(m.values()) for m in by_exercise.values()])
    expect(page, f"automatic scores): {alpha:.2f}")
    table = page.partition("How it went")[2].partition("Who was told what")[0]
    for exercise, mine in by_exercise.items():
        rest = [sums[s] - mine[s] for s in mine]
        difficulty = statistics.mean(mine.values()) / points[exercise]
        told = statistics.correlation(list(mine.values()), rest)
        line = rf"\b{exercise} {points[exercise]:g} \d+ [\d.]+ {difficulty:.2f} {told:.2f} "
        if not re.search(line.replace("-0.00", "-?0.00"), table):
            raise AssertionError(f"{exercise}: {line} is not in the report's table")
    expect(page, f"Lost points for lateness {sum(p > 0 for p in penalties.values())} ")
    with (course.root / "canvas.csv").open(newline="", encoding="utf-8") as file:
        canvas = {row["SIS Login ID"]: row[assignment] for row in csv.DictReader(file)}
    differing = {s for s in totals if abs(float(canvas[s]) - totals[s]) > 0.006}
    if differing:
        raise AssertionError(f"canvas.csv differs from the gradebook: {sorted(differing)}")
    return {
        "students": len(totals),
        "mean": round(mean, 2),
        "alpha": round(alpha, 3),
        "with a penalty": sum(p > 0 for p in penalties.values()),
    }


def cronbach(items: list[list[float]]) -> float:
    """Cronbach's alpha of items' scores, by Python's own variances."""
    whole = statistics.variance([sum(scores) for scores in zip(*items, strict=True)])
    parts = sum(statistics.variance(scores) for scores in items)
    return len(items) / (len(items) - 1) * (1 - parts / whole)


def expect(page: str, words: str) -> None:
    """Raise where the report does not hold some words."""
    if words not in page:
        raise AssertionError(f"the report does not say {words!r}")


def main() -> None:
    """Make, grade, report, export, compare; print what came of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="a folder that is not there yet")
    parser.add_argument("--students", type=int, default=300, metavar="N")
    parser.add_argument("--assignment", default="physical_loss")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print one object")
    options = parser.parse_args()
    course, odd = make(options.folder.resolve(), options.assignment, options.students, options.seed)
    taken = costs(course, options.assignment)
    found = held_against_the_gradebook(course, options.assignment)
    kinds = {kind: list(odd.values()).count(kind) for kind in sorted(set(odd.values())) if kind}
    if options.json:
        print(json.dumps({**found, "odd": kinds, "costs": taken}))
        return
    print(f"{found['students']} students, {found['mean']:g} points on average; {kinds}")
    for name, cost in taken.items():
        print(f"{name:14}{cost['wall']:8.1f} s{cost['cpu']:8.1f} s cpu{cost['memory']:8.0f} MiB")


if __name__ == "__main__":
    main()
