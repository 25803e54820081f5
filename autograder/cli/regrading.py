"""What ``lossbook grade --exercise`` says: whose score becomes another, and who is graded whole."""

from __future__ import annotations

from typing import Any

import typer
from rich.markup import escape
from rich.table import Table

from autograder.cli.app import err, out, progress_bar, shown_name, some_names
from autograder.course.course import Course


def regrade(
    course: Course,
    assignment: str,
    exercise: str,
    workspace: Any,
    dry_run: bool,
    why: str,
    seed: int | None,
    walls: bool,
    executor: Any,
) -> None:
    """Grade one exercise again, and show whose score becomes another."""
    from autograder.classroom.regrade import regrade_exercise

    with progress_bar() as bar:
        bar.add_task(f"grade {exercise} again", total=None)
        found = regrade_exercise(
            course,
            course.chapter_files(assignment),
            workspace,
            exercise,
            dry_run=dry_run,
            why=why,
            seed=seed,
            walls=walls,
            executor=executor,
        )
    changed = [r for r in found if r.before != r.after]
    table = Table("student", "before", "after", "how it went")
    for one in changed:
        name = escape(shown_name(one.student))
        table.add_row(name, f"{one.before:g}", f"{one.after:g}", one.status)
    out.print(table)
    anew = [one.student for one in found if one.whole]
    would = "would change" if dry_run else "changed"
    but = "but for those named below " if anew else ""
    said = f"{len(changed)} of {len(found)} scores of {exercise} {would}; {but}no other score did"
    out.print(said, soft_wrap=True)
    if anew:
        whole = "would be graded whole" if dry_run else "were graded whole"
        err.print(
            f"handed in other answers since they were graded, and {whole}, all exercises with "
            f"fresh inputs: {some_names(anew)}",
            soft_wrap=True,
            markup=False,
        )
    if dry_run:
        out.print(
            "nothing was written; the same command without --dry-run puts the same questions",
            soft_wrap=True,
        )
    else:
        out.print(
            "every other exercise counts as graded: if you mended a second check, give the "
            "command for it too",
            soft_wrap=True,
        )
    for one in found:
        if one.trouble:
            name, trouble = shown_name(one.student), escape(one.trouble)
            err.print(f"[red]not stored:[/] {escape(name)}: {trouble}")
    raise typer.Exit(any(one.trouble for one in found))
