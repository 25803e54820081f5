"""Record the training runs that exams of *Physical loss* show excerpts of.

Example: python tools/record_runs.py
"""

from __future__ import annotations

from pathlib import Path

from autograder.course.course import Course


def main() -> None:
    """Train them and write ``solutions/physical_loss/recorded_runs.zip``."""
    Course(Path(__file__).resolve().parents[1]).chapter("physical_loss")
    from solutions.physical_loss import runs_with_faults

    count = runs_with_faults.record()
    size = runs_with_faults.RECORDED.stat().st_size
    print(f"{count} runs, {size / 1024:.0f} KiB, in {runs_with_faults.RECORDED.name}")


if __name__ == "__main__":
    main()
