"""What the gradebook's writer takes: milliseconds a submission, in batches, as a class grows.

Scores of made-up students are stored as ``lossbook grade`` stores them, some submissions a
transaction: all of them for the first time, then all once more, as in a forced run. Nothing is
graded. What the first and the last tenth took is told too: a writer that slows as the tables
grow would show there. Without a URL, the gradebook is a new SQLite file.

Example: python tests/benchmarks/gradebook.py --submissions 10000 --db-url postgresql:///grades
"""

from __future__ import annotations

import json
import random
import statistics
import time
from collections.abc import Iterator
from typing import Any

from measure import arguments, scratch

from autograder.authoring.release import ensure
from autograder.classroom.grade_class import BATCH
from autograder.classroom.gradebook import Entry, GradebookWriter
from autograder.classroom.submission_folder import SubmissionFolder
from autograder.classroom.workspace import Workspace
from autograder.course.chapter import Chapter
from autograder.course.notebook import nbgrader_metadata, read_release
from autograder.judging.submission import CellScores


def made_up(chapter: Chapter, workspace: Workspace, count: int, seed: int) -> list[Entry]:
    """Submissions of made-up students, with scores drawn for every graded cell."""
    cells = [nbgrader_metadata(cell) for cell in read_release(ensure(chapter)).cells]
    graded = {cell["grade_id"]: float(cell["points"]) for cell in cells if cell.get("grade")}
    solved = [cell["grade_id"] for cell in cells if cell.get("solution")]
    draw = random.Random(seed)
    entries: list[Entry] = []
    for number in range(count):
        name = f"learner-{number:06}"
        scores: dict[str, float | None] = {
            cell: draw.choice((0.0, points)) for cell, points in graded.items()
        }
        untouched = {cell: draw.random() < 0.1 for cell in solved}
        answers = {cell: f"{draw.getrandbits(128):032x}" for cell in graded}
        folder = SubmissionFolder(name, chapter.name, workspace.submitted / name / chapter.name)
        entries.append((folder, CellScores(scores, untouched, answers)))
    return entries


def store(book: GradebookWriter, entries: list[Entry]) -> dict[str, float]:
    """Store entries in batches; milliseconds a submission: all, first and last tenth."""
    took = []
    for batch in _batches(entries):
        began = time.perf_counter()
        troubles = book.record(batch)
        took.append(1000 * (time.perf_counter() - began) / len(batch))
        assert not any(troubles), troubles
    tenth = max(1, len(took) // 10)
    parts = {"all": took, "first tenth": took[:tenth], "last tenth": took[-tenth:]}
    return {name: round(statistics.fmean(part), 3) for name, part in parts.items()}


def _batches(entries: list[Entry]) -> Iterator[list[Entry]]:
    for start in range(0, len(entries), BATCH):
        yield entries[start : start + BATCH]


def measure(submissions: int, assignment: str, db_url: str) -> dict[str, Any]:
    """Store a class in a gradebook that is empty, and once more with other scores."""
    with scratch() as (folder, course):
        chapter = course.chapter(assignment)
        (folder / "submitted").mkdir()
        workspace = Workspace.of(course, folder / "submitted", db_url)
        with GradebookWriter(course, workspace) as book:
            book.ensure(chapter)
            return {
                "submissions": submissions,
                "graded cells": len(book.graded_cells(assignment)),
                "new": store(book, made_up(chapter, workspace, submissions, seed=0)),
                "again": store(book, made_up(chapter, workspace, submissions, seed=1)),
            }


def main() -> None:
    """Print what storing took."""
    parser = arguments(__doc__, submissions=1000)
    parser.add_argument(
        "--db-url", default="", help="an empty gradebook's address; a new file by default"
    )
    asked = parser.parse_args()
    found = measure(asked.submissions, asked.assignment, asked.db_url)
    if asked.json:
        print(json.dumps(found))
        return
    print(f"{found['submissions']} submissions, {found['graded cells']} graded cells each")
    for kind in ("new", "again"):
        said = ", ".join(f"{part} {ms:.2f}" for part, ms in found[kind].items())
        print(f"{kind:6} ms a submission: {said}")


if __name__ == "__main__":
    main()
