"""How the cost of ``lossbook grade`` grows with the class: it should not, a submission.

Example: python tests/benchmarks/scaling.py --submissions 10 100 1000
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from measure import grade_ours, prepare, scratch, write_class


def measure(submissions: int, assignment: str) -> dict[str, Any]:
    """Grade a class of one size."""
    with scratch() as (folder, course):
        chapter = course.chapter(assignment)
        submitted = folder / "submitted"
        write_class(chapter, course, submitted, submissions)
        prepare(course, chapter, submitted)
        return {
            "submissions": submissions,
            **grade_ours(course, chapter, submitted).to_json(),
        }


def main() -> None:
    """Print a line for each size of class, and the cost of one more submission."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    sizes = [10, 100, 1000]
    parser.add_argument("--submissions", type=int, nargs="+", default=sizes, metavar="N")
    parser.add_argument("--assignment", default="physical_loss")
    parser.add_argument("--json", action="store_true", help="print one object a line")
    options = parser.parse_args()
    if not options.json:
        heads = ("wall s", "cpu s", "MiB", "ms each", "ms more")
        print(f"{'submissions':>12}" + "".join(f"{head:>10}" for head in heads))
    before: dict[str, Any] | None = None
    for size in options.submissions:
        row = measure(size, options.assignment)
        row["each"] = round(1000 * row["wall"] / size, 1)
        if before is not None:
            added = row["submissions"] - before["submissions"]
            row["more"] = round(1000 * (row["wall"] - before["wall"]) / added, 1)
        before = row
        if options.json:
            print(json.dumps(row), flush=True)
            continue
        print(
            f"{size:12,}{row['wall']:10.1f}{row['cpu']:10.1f}{row['memory']:10.0f}"
            f"{row['each']:10.1f}{row.get('more', float('nan')):10.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
