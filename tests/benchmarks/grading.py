"""Plain nbgrader and ``lossbook grade``, on the same submissions of one chapter.

Plain nbgrader runs its own sanitizers and its own Execute, a kernel a notebook, one notebook
after the other, in a course of its own with the same notebooks: their check cells try the
public cases that lie beside the notebook. ``lossbook grade`` runs with all walls, and puts
fresh inputs to every answer besides. Both write graded notebooks and a gradebook; both find
the gradebook made. Where plain nbgrader grades fewer of them, its wall clock and processor are
taken for all, at the same cost a notebook; it holds no state from one to the next.

Example: python tests/benchmarks/grading.py --submissions 1000 --plain 50
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
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


def compare(submissions: int, assignment: str, plainly: int) -> dict[str, Any]:
    """Grade a class both ways, `plainly` of it with plain nbgrader; all figures and ratios."""
    with scratch() as (folder, course):
        chapter = course.chapter(assignment)
        submitted = folder / "ours" / "submitted"
        write_class(chapter, course, submitted, submissions)
        plain_course(course, chapter, folder / "plain", submitted)
        # Learners of every kind stay, those who know everything and those with a mistake.
        for spare in sorted((folder / "plain" / "submitted").iterdir())[plainly:]:
            shutil.rmtree(spare)
        prepare(course, chapter, submitted)
        ours = grade_ours(course, chapter, submitted)
        plain = grade_plainly(chapter, folder / "plain")
        for where, expected in (("ours", submissions), ("plain", plainly)):
            made = len(list((folder / where / "autograded").glob(f"*/{assignment}/*.ipynb")))
            if made != expected:
                raise RuntimeError(f"{where}: {made} graded notebooks of {expected}")
    times = submissions / plainly
    plain = replace(plain, wall=plain.wall * times, cpu=plain.cpu * times)
    return {
        "submissions": submissions,
        "plainly": plainly,
        "ratio": ratio(plain, ours),
        "plain": plain.to_json(),
        "ours": ours.to_json(),
    }


def main() -> None:
    """Print the comparison."""
    parser = arguments(__doc__, submissions=20)
    parser.add_argument("--plain", type=int, metavar="N", help="so many with plain nbgrader; all")
    options = parser.parse_args()
    plainly = min(options.plain or options.submissions, options.submissions)
    found = compare(options.submissions, options.assignment, plainly)
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
