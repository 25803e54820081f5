"""What everybody calls: serve and doctor."""

from __future__ import annotations

import json
import webbrowser
from contextlib import suppress
from typing import Annotated

import typer
from rich.table import Table

from autograder.cli.app import AsJson, app, out
from autograder.course.course import Course


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
    as_json: AsJson = False,
) -> None:
    """Say what this machine lacks, and the command that mends it.

    Example: lossbook doctor --grading
    """
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
