"""Plain nbgrader and ``lossbook grade``, on the same submissions of one chapter.

Plain nbgrader runs its own sanitizers and its own Execute, a kernel a notebook, one notebook
after the other, in a course of its own with the same notebooks: their check cells try the
public cases that lie beside the notebook. ``lossbook grade`` runs with all walls, and puts
fresh inputs to every answer besides. Both write graded notebooks and a gradebook; both find
the gradebook made.

Example: python tests/benchmarks/grading.py --submissions 20 --json
"""

from __future__ import annotations

import json
from typing import Any

from measure import (
    arguments,
    grade_ours,
    grade_plainly,
    plain_course,
    prepare,
    ratio,
    scratch,
    write_class,
)


def compare(submissions: int, assignment: str) -> dict[str, Any]:
    """Grade a class both ways; all figures and their ratios."""
    with scratch() as (folder, course):
        chapter = course.chapter(assignment)
        submitted = folder / "ours" / "submitted"
        write_class(chapter, course, submitted, submissions)
        plain_course(course, chapter, folder / "plain", submitted)
        prepare(course, chapter, submitted)
        ours = grade_ours(course, chapter, submitted)
        plain = grade_plainly(chapter, folder / "plain")
        for where in ("ours", "plain"):
            made = len(list((folder / where / "autograded").glob(f"*/{assignment}/*.ipynb")))
            if made != submissions:
                raise RuntimeError(f"{where}: {made} graded notebooks of {submissions}")
    return {
        "submissions": submissions,
        "ratio": ratio(plain, ours),
        "plain": plain.to_json(),
        "ours": ours.to_json(),
    }


def main() -> None:
    """Print the comparison."""
    parser = arguments(__doc__, submissions=20)
    options = parser.parse_args()
    found = compare(options.submissions, options.assignment)
    if options.json:
        print(json.dumps(found))
        return
    print(f"{found['submissions']} submissions of {options.assignment}")
    print(f"{'':16}{'plain':>10}{'ours':>10}{'ratio':>8}")
    for name, unit in (("wall", "s"), ("cpu", "s"), ("memory", "MiB")):
        plain, ours = found["plain"][name], found["ours"][name]
        print(f"{name + ', ' + unit:16}{plain:10.1f}{ours:10.1f}{found['ratio'][name]:8.1f}")


if __name__ == "__main__":
    main()
