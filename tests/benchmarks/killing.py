"""A class whose graders are killed at random moments, and what is lost by it.

``lossbook grade`` runs over a class. Again and again, after a random while, one of its
processes is ended by SIGKILL: the one that coordinates, one that grades, or a warm one. When
the command has ended it is given again, until it says that all is graded. Counted are results
that are lost, rows that are there twice, seeds, scores that are wrong, and submissions that had
been finished and were graded again.

Example: python tests/benchmarks/killing.py --submissions 60 --moments 20
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psutil
from hostile import earned
from measure import arguments, mistake_of, prepare, scratch, write_class
from nbgrader.api import Gradebook

from autograder.classroom.workspace import Workspace, stored_result
from autograder.course.chapter import Chapter
from autograder.course.course import Course
from autograder.judging.case_set import CaseSet

# A run that never ends is an error, not a figure.
MOST_RUNS = 200
# A result's score has two decimals, a gradebook's all of them.
ROUNDING = 0.006
KINDS = ("coordinator", "worker", "warm process")


def walled_in(process: psutil.Process) -> bool:
    """Whether a process is a submission's: who kills it can't be told from itself."""
    try:
        return "\nSeccomp:\t0" not in Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return True


def kind_of(process: psutil.Process, coordinator: int) -> str:
    """What a process below the command does; empty for a submission's own."""
    if process.pid == coordinator:
        return "coordinator"
    line = process.cmdline()
    if "autograder.sandbox.fork_server" in line:
        return "" if walled_in(process) else "warm process"
    return "worker" if process.ppid() == coordinator and "grade" in line else ""


def one_of(kind: str, coordinator: int, chance: random.Random) -> psutil.Process | None:
    """A process of a kind, if there is one now."""
    found = []
    try:
        top = psutil.Process(coordinator)
        for process in [top, *top.children(recursive=True)]:
            try:
                if kind_of(process, coordinator) == kind:
                    found.append(process)
            except psutil.Error:
                continue
    except psutil.Error:
        return None
    return chance.choice(found) if found else None


def finished(workspace: Workspace, assignment: str) -> dict[str, int]:
    """Who has been graded, with the time of the graded notebook's last change."""
    paths = {s.student: workspace.graded(s) for s in workspace.submissions(assignment)}
    return {name: path.stat().st_mtime_ns for name, path in paths.items() if path.is_file()}


def disturbed(
    course: Course,
    workspace: Workspace,
    assignment: str,
    moments: int,
    longest: float,
    chance: random.Random,
) -> dict[str, Any]:
    """Grade with kills; how many of each kind, how many runs, and who was graded again."""
    command = [sys.executable, "-m", "autograder.cli", "grade", assignment, "--jobs", "2"]
    command += ["--submitted", str(workspace.submitted)]
    kills: Counter[str] = Counter()
    again: set[str] = set()
    seen: dict[str, int] = {}
    for run in range(1, MOST_RUNS + 1):
        running = subprocess.Popen(
            command, cwd=course.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while running.poll() is None and sum(kills.values()) < moments:
            until = time.monotonic() + chance.uniform(0, longest)
            while running.poll() is None and time.monotonic() < until:
                time.sleep(0.01)
            victim = one_of(KINDS[sum(kills.values()) % len(KINDS)], running.pid, chance)
            if victim is not None:
                kind = kind_of(victim, running.pid) or "submission"
                victim.kill()
                kills[kind] += 1
        code = running.wait()
        now = finished(workspace, assignment)
        again |= {name for name, changed in seen.items() if now.get(name) != changed}
        seen = now
        if code == 0:
            return {"kills": dict(kills), "runs": run, "graded again": sorted(again)}
    raise RuntimeError(f"not done after {MOST_RUNS} runs")


def why(result: dict[str, Any]) -> str:
    """What a result says of the exercises that were given up, and of the whole."""
    given_up = [e for e in result.get("exercises", ()) if e["status"] not in ("passed", "partial")]
    said = [f"{e['id']} {e['status']}: {e['message'][:80]}" for e in given_up]
    return "; ".join([*said, *map(str, result.get("notes", ()))])


def judged(workspace: Workspace, chapter: Chapter, names: list[str]) -> dict[str, Any]:
    """What is wrong with a class that is done."""
    with Gradebook(workspace.gradebook) as book:
        submissions = book.assignment_submissions(chapter.name)
        rows = Counter(s.student.id for s in submissions)
        booked = {s.student.id: s.score for s in submissions}
    stored = {
        s.student: stored_result(workspace.graded(s)) or {}
        for s in workspace.submissions(chapter.name)
    }
    seeds = {result.get("seed") for result in stored.values()}
    case_set = CaseSet(chapter, next(iter(seeds)))
    mistakes = {name: mistake_of(chapter, number) for number, name in enumerate(names)}
    worth = {mistake: earned(chapter, case_set, mistake) for mistake in set(mistakes.values())}
    return {
        "lost": sorted(name for name in names if not stored.get(name) or not rows[name]),
        "twice": sorted(name for name, count in rows.items() if count > 1),
        "seeds": len(seeds),
        "scores that differ from the gradebook's": sorted(
            name
            for name in names
            if abs(stored[name].get("score", -1) - booked.get(name, -2)) > ROUNDING
        ),
        "wrong scores": [
            f"{name}: {stored[name].get('score')}, not {worth[mistakes[name]]}: {why(stored[name])}"
            for name in sorted(names)
            if stored[name].get("score") != worth[mistakes[name]]
        ],
        "half-written files": [str(p) for p in Path(workspace.autograded).rglob("*.part")],
    }


def measure(
    submissions: int, assignment: str, moments: int, seed: int, longest: float
) -> dict[str, Any]:
    """Grade a class, disturbed, and compare with what its answers are worth."""
    chance = random.Random(seed)
    with scratch() as (folder, course):
        chapter = course.chapter(assignment)
        submitted = folder / "submitted"
        names = write_class(chapter, course, submitted, submissions)
        prepare(course, chapter, submitted)
        workspace = Workspace.of(course, submitted)
        found = disturbed(course, workspace, assignment, moments, longest, chance)
        found |= judged(workspace, chapter, names)
        left = [p.pid for p in psutil.Process(os.getpid()).children(recursive=True)]
    return {"submissions": submissions, "seed": seed, **found, "processes left": left}


def main() -> None:
    """Print the counts; the exit code says whether nothing was lost."""
    parser = arguments(__doc__, submissions=60)
    parser.add_argument("--moments", type=int, default=20, help="how many processes are killed")
    parser.add_argument("--seed", type=int, default=1, help="decides the moments")
    parser.add_argument(
        "--longest", type=float, default=6.0, help="seconds from one kill to the next, at most"
    )
    options = parser.parse_args()
    found = measure(
        options.submissions, options.assignment, options.moments, options.seed, options.longest
    )
    print(json.dumps(found, indent=None if options.json else 2))
    faults = ("lost", "twice", "wrong scores", "scores that differ from the gradebook's")
    broken = any(found[name] for name in (*faults, "graded again", "half-written files"))
    sys.exit(broken or found["seeds"] != 1)


if __name__ == "__main__":
    main()
