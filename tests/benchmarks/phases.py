"""Where the time of ``lossbook grade`` goes: milliseconds a submission, by phase.

Grades a class in this process, one submission after the other, and times the functions that
the phases consist of. A phase's time is without the phases inside it.

Example: python tests/benchmarks/phases.py --submissions 40 --functions 25
"""

from __future__ import annotations

import cProfile
import json
import pstats
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from measure import arguments, prepare, scratch, write_class

from autograder.classroom.gradebook import GradebookWriter
from autograder.classroom.submission_folder import SubmissionFolder
from autograder.classroom.workspace import Workspace
from autograder.course import notebook
from autograder.judging import case_set, feedback, grader, grading, judge
from autograder.judging.submission import GradingConfig
from autograder.sandbox import Zygote
from autograder.sandbox.zygote import Learner

PHASES: dict[str, list[tuple[Any, str]]] = {
    "read and rebuild": [
        (SubmissionFolder, "read"),
        (grader, "parse_submission"),
        (grader, "rebuild"),
    ],
    "fork": [(Zygote, "learner")],
    "run cells": [(Learner, "run")],
    "ask": [(Learner, "ask")],
    "end": [(Learner, "close")],
    "explain": [(judge, "_small")],
    "diagnose": [(judge, "_diagnose")],
    "judge": [(grading, "judge")],
    "outputs": [(feedback, "outputs"), (feedback, "cell_outputs")],
    "paper": [(grader, "cell_scores_in"), (grader, "file_of")],
    "gradebook": [(GradebookWriter, "record")],
    "write": [(Workspace, "write")],
}


class Clock:
    """Adds up how long each phase took, without the phases inside it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: dict[str, int] = defaultdict(int)
        self._inside: list[float] = []
        self._phases: list[str] = []

    def watch(self, phase: str, owner: Any, attribute: str) -> None:
        """Time every call of one function."""
        function: Callable[..., Any] = getattr(owner, attribute)

        def timed(*args: Any, **kwargs: Any) -> Any:
            name = f"{phase} to explain" if "explain" in self._phases else phase
            self._inside.append(0.0)
            self._phases.append(phase)
            started = time.perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                took = time.perf_counter() - started
                self._phases.pop()
                self.seconds[name] += took - self._inside.pop()
                self.calls[name] += 1
                if self._inside:
                    self._inside[-1] += took

        setattr(owner, attribute, timed)


def measure(submissions: int, assignment: str, profiler: cProfile.Profile | None) -> dict[str, Any]:
    """Grade a class here; the milliseconds and calls a submission of every phase."""
    with scratch() as (folder, course):
        chapter = course.chapter(assignment)
        submitted = folder / "submitted"
        write_class(chapter, course, submitted, submissions)
        prepare(course, chapter, submitted)
        workspace = Workspace.of(course, submitted)
        release = notebook.read_release(course.trusted_release(chapter.name))
        config = GradingConfig.of(chapter, 1)
        one = grader.Grader(config, case_set.CaseSet(chapter, config.seed), release)
        started = time.perf_counter()
        one.prepare()
        drawing = time.perf_counter() - started
        started = time.perf_counter()
        one.start()
        warming = time.perf_counter() - started
        clock = Clock()
        for phase, functions in PHASES.items():
            for owner, name in functions:
                clock.watch(phase, owner, name)
        started = time.perf_counter()
        if profiler:
            profiler.enable()
        with GradebookWriter(course, workspace) as book:
            for submission in workspace.submissions(assignment):
                graded = one.grade(submission.read())
                book.record([(submission, graded.cell_scores)])
                workspace.write(submission, graded)
        if profiler:
            profiler.disable()
        total = time.perf_counter() - started
        one.close()
    clock.seconds["other"] = total - sum(clock.seconds.values())
    each = {name: round(1000 * s / submissions, 2) for name, s in clock.seconds.items()}
    return {
        "submissions": submissions,
        "milliseconds": dict(sorted(each.items(), key=lambda item: -item[1])),
        "calls": {name: count / submissions for name, count in clock.calls.items()},
        "total": round(1000 * total / submissions, 2),
        "once": {"draw the exam": round(1000 * drawing), "warm up": round(1000 * warming)},
    }


def main() -> None:
    """Print the phases."""
    parser = arguments(__doc__, submissions=40)
    parser.add_argument("--functions", type=int, default=0, help="also show so many functions")
    options = parser.parse_args()
    profiler = cProfile.Profile() if options.functions else None
    found = measure(options.submissions, options.assignment, profiler)
    if options.json:
        print(json.dumps(found))
        return
    print(f"{'phase':20}{'ms':>10}{'calls':>10}   a submission")
    for name, milliseconds in found["milliseconds"].items():
        print(f"{name:20}{milliseconds:10.1f}{found['calls'].get(name, 0):10.1f}")
    print(f"{'all':20}{found['total']:10.1f}")
    for name, milliseconds in found["once"].items():
        print(f"once: {name}: {milliseconds} ms")
    if profiler:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(options.functions)


if __name__ == "__main__":
    main()
