"""The floor: what a class costs when nothing is done but running the learners' code.

For every submission a process as warm as the grader's forks a child, which runs the cells in
an IPython shell and makes the exam's calls: no walls, nothing sent, judged, shrunk, explained
or written. The cells that are the same for everybody have run before, as they have in grading,
or are left out, as the warm process has run them once for all. The same class is graded with
``lossbook grade``, and so is its first submission alone: the ratio is what grading adds, that
of each further submission what it adds without starting. All three run in turns, and the medians
over the rounds are told, as a machine's speed changes between one and the next.

Example: python tests/benchmarks/floor.py --submissions 100 --rounds 5
"""

from __future__ import annotations

import gc
import json
import os
import time
from collections.abc import Sequence
from statistics import median
from typing import Any

from losslab.values.calling import call_packed
from measure import ROOT, arguments, grade_ours, prepare, scratch, write_class
from nbformat import NotebookNode

from autograder.course.chapter import Chapter
from autograder.course.demonstrations import demonstrations
from autograder.course.notebook import (
    is_check,
    prelude,
    read_release,
    read_submission,
    rebuild,
)
from autograder.judging.case_set import CaseSet
from autograder.sandbox import kernel
from autograder.sandbox.fork_server import warm_up
from autograder.sandbox.shell import CellShell
from autograder.sandbox.zygote import PRELOAD

ROOM = 512 * 1024


def warm_shell(chapter: Chapter, cells: Sequence[str]) -> CellShell:
    """A shell as the grader's warm process has it before it forks."""
    shell = warm_up((*PRELOAD, *chapter.preload))
    for source in cells:
        shell.run(source, ROOM)
    gc.collect()
    gc.freeze()
    kernel.collapse_memory()
    return shell


def run_submission(cells: NotebookNode, case_set: CaseSet, shell: CellShell) -> tuple[float, float]:
    """Run one notebook's cells and calls; the seconds that each of the two took."""
    running = calling = 0.0
    for cell in cells:
        if cell.cell_type != "code":
            continue
        started = time.perf_counter()
        if not is_check(cell):
            shell.run(cell.source, ROOM)
            running += time.perf_counter() - started
            continue
        exercise = case_set.chapter.exercise(cell.metadata.nbgrader.grade_id)
        function = shell.user_ns.get(exercise.id)
        calls = dict.fromkeys(case.call for case in case_set.cases(exercise))
        for probe, args in calls if function else ():
            call_packed(function, probe, args)
        calling += time.perf_counter() - started
    return running, calling


def floor(
    notebooks: list[NotebookNode], case_set: CaseSet, shell: CellShell, jobs: int
) -> dict[str, Any]:
    """Run all notebooks in forked children, `jobs` at once; seconds in all and by part."""
    report, told = os.pipe()
    waiting = list(notebooks)
    running: set[int] = set()
    started = time.perf_counter()
    while waiting or running:
        while waiting and len(running) < jobs:
            notebook = waiting.pop()
            pid = os.fork()
            if not pid:
                parts = run_submission(notebook.cells, case_set, shell)
                os.write(told, f"{parts[0]} {parts[1]}\n".encode())
                os._exit(0)
            running.add(pid)
        pid, _ = os.wait()
        running.discard(pid)
    wall = time.perf_counter() - started
    os.close(told)
    with open(report) as file:
        parts = [tuple(map(float, line.split())) for line in file]
    if len(parts) != len(notebooks):
        raise RuntimeError(f"only {len(parts)} of {len(notebooks)} notebooks ran to their end")
    cells, calls = (sum(part[i] for part in parts) for i in (0, 1))
    return {"wall": wall, "cells": cells, "calls": calls}


def compare(submissions: int, assignment: str, jobs: int, rounds: int = 1) -> dict[str, Any]:
    """The floor and ``lossbook grade`` on one class; medians over the rounds."""
    with scratch() as (folder, course):
        chapter = course.chapter(assignment)
        case_set = CaseSet(chapter, seed=1)
        for exercise in chapter.exercises:
            case_set.cases(exercise)
        submitted = folder / "submitted"
        names = write_class(chapter, course, submitted, submissions)
        prepare(course, chapter, submitted)
        release = read_release(course.trusted_release(assignment))
        paths = [submitted / n / assignment / f"{assignment}.ipynb" for n in names]
        notebooks = [rebuild(release, read_submission(path)) for path in paths]
        alone = folder / "alone" / "submitted"
        write_class(chapter, course, alone, 1)
        prepare(course, chapter, alone)
        first = prelude(release)
        known = {cell.source for cell in demonstrations(release)}
        for notebook in notebooks:  # their opening has run
            code = [cell for cell in notebook.cells if cell.cell_type == "code"]
            notebook.cells = [cell for cell in code[len(first) :] if cell.source not in known]
        shell = warm_shell(chapter, first)
        turns = []
        for _ in range(rounds):
            os.chdir(folder)
            bare = floor(notebooks, case_set, shell, jobs)
            os.chdir(ROOT)
            ours = grade_ours(course, chapter, submitted, f"--jobs={jobs}", "--seed=1")
            one = grade_ours(course, chapter, alone, f"--jobs={jobs}", "--seed=1")
            further = (ours.wall - one.wall) / (submissions - 1) * submissions
            told = {"ratio": ours.wall / bare["wall"], "further": further / bare["wall"]}
            turns.append({**told, "ours": ours.wall, "one": one.wall, **bare})
    found = {name: round(median(turn[name] for turn in turns), 3) for name in turns[0]}
    return {"submissions": submissions, "rounds": rounds, **found}


def main() -> None:
    """Print the floor and the ratio."""
    parser = arguments(__doc__, submissions=100)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    found = compare(options.submissions, options.assignment, options.jobs, options.rounds)
    if options.json:
        print(json.dumps(found))
        return
    each = 1000 / found["submissions"]
    print(f"{found['submissions']} submissions, {options.jobs} at once; milliseconds a submission")
    print(f"floor           {found['wall'] * each:8.1f} of wall time")
    print(f"  cells         {found['cells'] * each:8.1f} in one process")
    print(f"  calls         {found['calls'] * each:8.1f} in one process")
    print(f"lossbook grade  {found['ours'] * each:8.1f} of wall time, starting included")
    print(f"ratio           {found['ratio']:8.2f}")
    print(f"  without start {found['further']:8.2f}")


if __name__ == "__main__":
    main()
