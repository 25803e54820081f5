"""What everybody calls: serve and doctor."""

from __future__ import annotations

import json
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from losslab.values.show import visible
from rich.table import Table

from autograder.cli.app import AsJson, app, out
from autograder.course.course import Course, CourseError


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Port on this machine; else the next free one.")] = 8000,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the book in a browser.")
    ] = True,
) -> None:
    """Read the book in a browser; it is built first where it has not been.

    Only this machine is served. Ctrl-C ends it.

    Example: lossbook serve --port 8080
    """
    from autograder.learner import lab, site

    course = Course.around()
    folder = course.root / "_build" / "html"
    if not (folder / "index.html").is_file():
        from autograder.cli.authors import build

        out.print("The book is not built yet. This runs every page: some minutes, the first time.")
        try:
            build(strict=False)
        except typer.Exit as done:
            if done.exit_code:
                raise
    with site.server(folder, port) as server, lab.ended_with_us():
        address = site.address(server)
        out.print(f"Reading at {address} (Ctrl-C ends it)", soft_wrap=True)
        if open_browser:
            with suppress(webbrowser.Error):
                webbrowser.open(address)
        with suppress(KeyboardInterrupt):
            server.serve_forever()


@app.command()
def doctor(
    grading: Annotated[
        bool, typer.Option("--grading", help="Also what grading other people's notebooks needs.")
    ] = False,
    calls: Annotated[
        Path | None,
        typer.Option(
            metavar="NOTEBOOK",
            help="Run a notebook of your own behind the walls: which system calls it is refused.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say what this machine lacks, and the command that mends it.

    Example: lossbook doctor --grading
    """
    if calls is not None:
        _tell_refused(calls, as_json)
        return
    from autograder import doctor as doctor_module

    findings = doctor_module.diagnose(grading=grading)
    if as_json:
        print(json.dumps([vars(finding) for finding in findings]))
    else:
        table = Table("", "what", "found", "mend")
        for finding in findings:
            mark = "[green]✓[/]" if finding.ok else "[red]✗[/]"
            table.add_row(mark, finding.name, finding.detail, "" if finding.ok else finding.mend)
        out.print(table)
        if not grading:
            out.print(
                "The walls around other people's notebooks: lossbook doctor --grading",
                soft_wrap=True,
                highlight=False,
            )
    raise typer.Exit(any(not finding.ok for finding in findings))


def _tell_refused(notebook: Path, as_json: bool) -> None:
    from autograder.course.notebook import BadNotebookError
    from autograder.refused import refused_calls
    from autograder.sandbox import WallError

    try:
        found = list(refused_calls(notebook))
    except (BadNotebookError, OSError) as error:
        raise CourseError(f"{notebook} cannot be read: {error}") from None
    except WallError as error:
        raise CourseError(str(error)) from None
    told = [refused for refused in found if refused.calls or refused.error]
    if as_json:
        print(json.dumps([vars(refused) for refused in found]))
        return
    for refused in told:
        calls = ", ".join(refused.calls)
        out.print(f"code cell {refused.cell}: ", end="", highlight=False)
        said = [f"refused: {calls}"] if calls else []
        said += [visible(refused.error)[:300]] if refused.error else []
        out.print("; ".join(said), markup=False, highlight=False, soft_wrap=True)
    if not told:
        out.print(f"{len(found)} code cells ran, and no system call was refused", soft_wrap=True)
    else:
        out.print("What is allowed, and why: autograder/sandbox/system_calls.py", soft_wrap=True)
