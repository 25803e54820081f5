"""What it brings that cells which no answer can change are run once for all.

The code cells of one right submission are run in a learner's process, by turns with what the warm
process knows of them and without; what both take is told as the median over the rounds. The
turns are neighbors in time, so that their ratio holds on a busy machine too.

Example: python tests/benchmarks/once.py --assignment physical_loss --submissions 15 --json
"""

from __future__ import annotations

import copy
import json
import statistics
import time
from typing import Any

from measure import ROOT, arguments
from nbformat import NotebookNode

from autograder.authoring.sample import answered
from autograder.course.chapter import Chapter
from autograder.course.course import Course
from autograder.course.demonstrations import known_cells
from autograder.course.notebook import is_check, read_release
from autograder.sandbox import Session, Zygote


def run(zygote: Zygote, chapter: Chapter, notebook: NotebookNode) -> float:
    """Milliseconds that the code cells of one submission take."""
    started = time.perf_counter()
    session = Session(zygote, chapter.limits)
    for cell in notebook.cells:
        if cell.cell_type == "code" and not is_check(cell):
            session.run(cell.source)
    session.close()
    return 1000 * (time.perf_counter() - started)


def measure(rounds: int, assignment: str) -> dict[str, Any]:
    """Run one submission by turns both ways."""
    course = Course(ROOT)
    chapter = course.chapter(assignment)
    release = read_release(course.release / assignment / f"{assignment}.ipynb")
    notebook = answered(release, chapter, chapter.solution_source)
    cells = known_cells(release)
    took: dict[str, list[float]] = {"known": [], "run": []}
    started = time.perf_counter()
    with Zygote(chapter.preload, **cells) as known:
        warming = time.perf_counter() - started
        unknown = copy.copy(known)
        unknown.once_results = (None,) * len(known.once)
        for _ in range(rounds):
            took["known"].append(run(known, chapter, notebook))
            took["run"].append(run(unknown, chapter, notebook))
    ratios = [b / a for a, b in zip(took["known"], took["run"], strict=True)]
    return {
        "assignment": assignment,
        "rounds": rounds,
        "known": sum(result is not None for result in known.once_results),
        "demonstrations": len(known.once),
        "milliseconds": {name: round(statistics.median(t), 1) for name, t in took.items()},
        "ratio": round(statistics.median(ratios), 2),
        "warm up": round(1000 * warming),
    }


if __name__ == "__main__":
    options = arguments(__doc__, submissions=15).parse_args()
    found = measure(options.submissions, options.assignment)
    print(json.dumps(found) if options.json else json.dumps(found, indent=2))
