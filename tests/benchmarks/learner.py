"""What a learner's commands cost, in seconds of processor, and against starting torch.

Each command runs as a process of its own, children included, in a folder of its own with a progress
file that holds something; the least of several runs counts. A machine's speed cancels out in the
ratio to a bare ``python -c "import torch"``, taken in the same run.

For ``check --watch`` it tells how long a save takes to become a verdict, by the clock and by the
processor: the watching process is warm, the answer of one exercise has changed, and its fresh
inputs were drawn before. With --cold it also checks one exercise and then the whole chapter, each
from a cold start. What is over its limit is named, and ends it with 1 unless --json is asked for.

    python tests/benchmarks/learner.py [--runs 5] [--cold] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.course import catalog
from autograder.course.course import Course
from autograder.learner import grading, notebooks, work

ROOT = Path(__file__).resolve().parents[2]
CHAPTER = "physical_loss"
EXERCISE = "stable_ce"
# Seconds of processor, as the issue of the learner's commands promises.
LIMITS = {
    "progress": 0.3,
    "hint": 0.5,
    "solution": 0.5,
    "--help": 0.5,
    "doctor": 0.5,
    "check: first sign": 0.5,
}
# By the clock, on a quiet machine.
SAVE_SECONDS = 0.5
TORCH = "import torch"
COMMANDS = {
    "progress": ("progress",),
    "hint": ("hint", EXERCISE),
    "solution": ("solution", EXERCISE, "--anyway"),
    "--help": ("--help",),
    "doctor": ("doctor",),
    "start": ("start", CHAPTER, "--no-open"),
}


def seconds(command: list[str], runs: int) -> float:
    """The least processor time of a command over several runs, with what it started."""
    least = float("inf")
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode and not {"doctor", "check"} & set(command):
            raise RuntimeError(f"{command} failed:\n{done.stdout}{done.stderr}")
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        least = min(least, spent)
    return round(least, 3)


def first_sign(notebook: Path) -> float:
    """Seconds of processor until ``check`` has something on the screen."""
    with subprocess.Popen(
        [sys.executable, "-m", "autograder.cli", "check", str(notebook)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"FORCE_COLOR": "1", "TERM": "xterm"},
    ) as process:
        assert process.stderr is not None
        process.stderr.read(1)
        with open(f"/proc/{process.pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
        process.kill()
    return round((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), 3)


def watched(notebook: Path, runs: int) -> dict[str, float]:
    """What it takes from a save to the verdict on it, the least of several saves."""
    course = Course(ROOT)
    chapter = course.chapter(CHAPTER)
    code, _ = catalog.solution(course, catalog.find(course, EXERCISE))
    wall, cpu = [], []
    with grading.grader_of(chapter, None, walls=True) as grader:
        watch = grading.Watch(grader, chapter, notebook)
        for number in range(runs):
            watch.prepare()
            _write(notebook, f"# {number}\n{code}")
            started, spent = time.monotonic(), time.process_time()
            (verdict,) = watch.look() or ()
            wall.append(time.monotonic() - started)
            cpu.append(time.process_time() - spent)
            if verdict.status != "passed":
                raise RuntimeError(f"the model solution got: {verdict}")
    return {
        "wall": round(min(wall) + grading.LOOK_SECONDS, 3),
        "cpu of the watcher": round(min(cpu), 3),
    }


def _write(path: Path, answer: str) -> None:
    notebook = notebooks.read(path)
    for cell in notebook["cells"]:
        if notebooks.grade_id(cell) == f"{EXERCISE}-answer":
            cell["source"] = answer
    notebooks.write(path, notebook)


def measure(runs: int, cold: bool) -> dict[str, object]:
    """All figures; with `cold` what one check takes from the start."""
    checks: dict[str, dict[str, float]] = {}
    with TemporaryDirectory() as folder:
        os.environ[work.VARIABLE] = str(Path(folder, "work"))
        os.environ["LOSSLAB_PROGRESS"] = str(Path(folder, "progress.jsonl"))
        notebook = work.start(Course(ROOT), CHAPTER).notebook
        save = watched(notebook, runs)
        torch = seconds([sys.executable, "-c", TORCH], runs)
        sign = min(first_sign(notebook) for _ in range(runs))
        lossbook = [sys.executable, "-m", "autograder.cli"]
        cpu = {name: seconds([*lossbook, *words], runs) for name, words in COMMANDS.items()}
        for name, words in {"one exercise": (EXERCISE,), "the chapter": ()}.items() if cold else ():
            started = time.monotonic()
            spent = seconds([*lossbook, "check", str(notebook), *words], 1)
            checks[name] = {"wall": round(time.monotonic() - started, 1), "cpu": spent}
    cpu["check: first sign"] = sign
    over = [name for name, limit in LIMITS.items() if cpu[name] > limit]
    if save["wall"] > SAVE_SECONDS:
        over.append("save to verdict")
    return {
        "import torch": torch,
        "cpu": cpu,
        "ratio": {name: round(value / torch, 3) for name, value in cpu.items()},
        "limits": LIMITS,
        "save to verdict": save,
        "checked from a cold start": checks,
        "over the limit": over,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cold", action="store_true", help="also check from a cold start")
    parser.add_argument("--json", action="store_true", help="print one object")
    options = parser.parse_args()
    found = measure(options.runs, options.cold)
    print(json.dumps(found) if options.json else json.dumps(found, indent=2))
    sys.exit(bool(found["over the limit"]) and not options.json)
