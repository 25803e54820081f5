"""What all commands share: the application, its consoles, options and progress bar."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from losslab.values.show import visible
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.course.course import Course

if TYPE_CHECKING:
    from autograder.course.chapter import Chapter

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="""Read, solve, check and grade "Loss, Precisely".

    Exit codes: 0 done; 1 something was found wrong (a breach, a wrong answer, a missing tool);
    2 a wrong call or a course that cannot be read.
    """,
)


@app.callback()
def together() -> None:
    """Keep the commands' names, also where one module alone is loaded."""


out = Console(soft_wrap=False)
err = Console(stderr=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
ChapterName = Annotated[str, typer.Argument(help="A chapter's name, such as physical_loss.")]
Chapters = Annotated[list[str] | None, typer.Argument(help="Chapters; all of them by default.")]
WithoutWalls = Annotated[
    bool,
    typer.Option("--without-walls", help="Run code that you trust where no wall can be built."),
]
Submitted = Annotated[
    Path | None,
    typer.Option(help="Folder with <student>/<assignment>/; the course's `submitted` by default."),
]


def chapters_of(names: Sequence[str] | None) -> tuple[Course, list[Chapter]]:
    """The course around this folder, and those of its chapters that are named, or all."""
    course = Course.find()
    return course, [course.chapter(name) for name in names or course.chapters()]


def progress_bar() -> Progress:
    """A bar on standard error that is gone afterwards."""
    columns = [
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    ]
    return Progress(*columns, console=err, transient=True)


def shown_name(name: str) -> str:
    """A name that somebody chose, as text that no terminal obeys."""
    return visible(name.encode("utf-8", "replace").decode())


def some_names(names: list[str], most: int = 8) -> str:
    """The first of some names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(shown_name, names[:most])) + more
