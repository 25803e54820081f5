"""What instructors call to look at answers themselves: similar, rubric."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from autograder.cli.app import ChapterName, Submitted, app, err, out
from autograder.cli.classroom import DbUrl
from autograder.course.course import Course


@app.command()
def similar(
    assignment: ChapterName,
    html: Annotated[Path, typer.Option(metavar="FILE", help="Where to write the page.")] = Path(
        "similar.html"
    ),
    submitted: Submitted = None,
) -> None:
    """Write a page with answers that are alike beyond what the task explains, side by side.

    Example: lossbook similar physical_loss --html similar.html
    """
    from autograder.classroom.similarity_page import write_similarity
    from autograder.classroom.workspace import Workspace

    course = Course.find()
    workspace = Workspace.of(course, submitted)
    found = write_similarity(course.chapter(assignment), workspace, html)
    pairs = sum(map(len, found.values()))
    out.print(f"{pairs} pairs in {len(found)} exercises\nwrote {html}", soft_wrap=True)


@app.command()
def rubric(
    assignment: ChapterName,
    marks: Annotated[Path, typer.Argument(help="A YAML file of marks, line by line.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and compare alone.")] = False,
    submitted: Submitted = None,
    db_url: DbUrl = "",
) -> None:
    """Check essays' marks, say how far graders agree, and write sums and comments.

    Example: lossbook rubric training_stories marks.yml --dry-run
    """
    from autograder.classroom import audit
    from autograder.classroom import rubric as marking
    from autograder.classroom.workspace import Workspace

    course = Course.find()
    workspace = Workspace.of(course, submitted, db_url)
    chapter = course.chapter(assignment)
    read = marking.read_marks(chapter, marks)
    agreed = marking.agreement(read)
    if agreed:
        table = Table("essay", "graders", "lines alike", "Cohen's kappa")
        for one in agreed:
            who = escape(f"{one.one}, {one.other}")
            measured = "not defined" if one.kappa is None else f"{one.kappa:.2f}"
            table.add_row(one.essay, who, f"{one.equal} of {one.lines}", measured)
        out.print(table)
    if dry_run:
        out.print(f"{len(read)} marked answers are in order; nothing was written")
        return
    workspace.need_gradebook()
    audit.watch(course.root)
    troubles = marking.store(workspace.gradebook, chapter, read)
    for trouble in troubles:
        err.print(trouble, markup=False, soft_wrap=True)
    out.print(f"{len(read)} marked answers read, {len(troubles)} not written")
    raise typer.Exit(bool(troubles))
