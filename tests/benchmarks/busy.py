"""Is ``check()`` right on a busy machine? Model solutions are checked beside loops that never rest.

Prints one object: how many checks were made, how many of them called a model solution wrong or
out of time, and the longest, in seconds of processor and of wall clock.

Example: python tests/benchmarks/busy.py --loops 6 --checks 200
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import multiprocessing
import time

from losslab import CheckFailedError, check
from measure import ROOT

from autograder.course.course import Course


def spin() -> None:
    """Keep a core busy."""
    while True:
        pass


def measure(loops: int, checks: int) -> dict[str, float]:
    """Check model solutions, all in turn, beside so many busy loops."""
    course = Course(ROOT)
    jobs = [
        (chapter.solution(exercise), course.release / chapter.name / "cases.json")
        for chapter in map(course.chapter, course.chapters())
        for exercise in chapter.exercises
    ]
    spinning = [multiprocessing.Process(target=spin, daemon=True) for _ in range(loops)]
    for process in spinning:
        process.start()
    wrong, processor, wall = 0, 0.0, 0.0
    try:
        for number in range(checks):
            function, cases = jobs[number % len(jobs)]
            before = time.process_time(), time.monotonic()
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    check(function, cases)
            except CheckFailedError as error:
                wrong += 1
                print(error)
            processor = max(processor, time.process_time() - before[0])
            wall = max(wall, time.monotonic() - before[1])
    finally:
        for process in spinning:
            process.terminate()
    return {
        "loops": loops,
        "checks": checks,
        "wrong": wrong,
        "most processor seconds": round(processor, 2),
        "most seconds": round(wall, 2),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--loops", type=int, default=6)
    parser.add_argument("--checks", type=int, default=200)
    options = parser.parse_args()
    print(json.dumps(measure(options.loops, options.checks)))
