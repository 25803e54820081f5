"""How long a person waits for the first result: ``lossbook grade`` with one submission handed in.

Each run is a process of its own that writes into a gradebook which is there; it is timed from its
start to the line that holds the result. A bare ``python -c "import torch"`` runs before each, so
that a machine's speed cancels out in the ratio. The medians are told.

Example: python tests/benchmarks/start.py --runs 7 --assignment training_stories
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from measure import arguments, environment, prepare, scratch, write_class

TORCH = [sys.executable, "-c", "import torch"]


def until_first_line(command: list[str], folder: Path) -> float:
    """Seconds until a command has printed a line; it is waited for."""
    started = time.monotonic()
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        took = time.monotonic() - started
        process.stdout.read()
    if not line or process.returncode:
        raise RuntimeError(f"`{' '.join(command)}` printed no result")
    return took


def measure(runs: int, assignment: str, submissions: int) -> dict[str, Any]:
    """Both commands in turn, `runs` times."""
    torch, ours = [], []
    with scratch() as (folder, course):
        chapter = course.chapter(assignment)
        submitted = folder / "submitted"
        write_class(chapter, course, submitted, submissions)
        prepare(course, chapter, submitted)
        grade = [sys.executable, "-m", "autograder.cli", "grade", assignment, "--force", "--json"]
        for _ in range(runs):
            started = time.monotonic()
            subprocess.run(TORCH, check=True)
            torch.append(time.monotonic() - started)
            ours.append(until_first_line([*grade, f"--submitted={submitted}"], course.root))
    return {
        "assignment": assignment,
        "submissions": submissions,
        "seconds": round(statistics.median(ours), 3),
        "import torch": round(statistics.median(torch), 3),
        "ratio": round(statistics.median(a / b for a, b in zip(ours, torch, strict=True)), 2),
    }


def main() -> None:
    """Print the figures."""
    parser = arguments(__doc__, submissions=1)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    found = measure(options.runs, options.assignment, options.submissions)
    print(json.dumps(found) if options.json else json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
