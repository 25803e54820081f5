"""Record the training runs that exams of *Physical loss* show, hidden and public ones.

Example: python tools/record_runs.py
"""

from __future__ import annotations

from pathlib import Path

from autograder.course.course import Course

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Train them and write both files."""
    Course(ROOT).chapter("physical_loss")
    from solutions.physical_loss import runs_with_faults

    for file in runs_with_faults.record():
        print(f"{file.path.relative_to(ROOT)}: {file.path.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
