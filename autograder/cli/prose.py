"""What everybody who writes about loss calls: lint, cards."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import app, err, out


@app.command()
def lint(
    files: Annotated[list[str], typer.Argument(help="Files or folders; - is standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a finding.")] = False,
    sarif: Annotated[bool, typer.Option("--sarif", help="A SARIF log for code review.")] = False,
    kind: Annotated[
        str, typer.Option("--as", help="markdown, latex, notebook, text or code:LANGUAGE.")
    ] = "",
) -> None:
    """Mark talk about loss, reward or objectives that lets a reader expect nothing in particular.

    Reads Markdown, MyST, LaTeX, notebooks, plain text and the comments of code. Of a folder it
    takes the .md, .tex, .ipynb and .txt files. Exit codes: 0 nothing to look at, 1 something,
    2 a file that cannot be read.

    Example: lossbook lint README.md book
    """
    from losslint.lint import Finding, LintError, lint_file, lint_text
    from losslint.output import as_json_lines, as_sarif, as_text

    if as_json and sarif:
        raise typer.BadParameter("--json and --sarif are two formats; say one of them")
    findings: list[Finding] = []
    unread = []
    for name in files:
        try:
            if name == "-":
                findings += lint_text(sys.stdin.read(), "<stdin>", kind or "text")
                continue
            for path in _within(Path(name)):
                findings += lint_file(path, kind or None)
        except LintError as error:
            unread.append(str(error))
    text = as_sarif(findings) if sarif else (as_json_lines if as_json else as_text)(findings)
    if text:
        print(text)
    for problem in unread:
        err.print(f"[red]lossbook lint:[/] {problem}", highlight=False, soft_wrap=True)
    raise typer.Exit(2 if unread else bool(findings))


@app.command()
def cards(
    output: Annotated[Path, typer.Argument(help="Where the deck goes.")] = Path(
        "build/loss-precisely.apkg"
    ),
) -> None:
    """Make the Anki deck from the open part of the bank and the quizzes; the same ids each time.

    Example: lossbook cards build/loss-precisely.apkg
    """
    from autograder.course.course import Course
    from losslint.cards import write_deck

    quizzes = sorted((Course.find().root / "book" / "_quizzes").glob("*.json"))
    if output.suffix != ".apkg":
        raise typer.BadParameter(f"{output}: an Anki deck ends in .apkg")
    output.parent.mkdir(parents=True, exist_ok=True)
    out.print(f"{write_deck(output, quizzes)} cards in {output}")


def _within(path: Path) -> list[Path]:
    """A file itself; of a folder what is prose, but nothing hidden or built."""
    if not path.is_dir():
        return [path]
    kinds = {".md", ".tex", ".ipynb", ".txt"}
    return sorted(
        file
        for file in path.rglob("*")
        if file.suffix in kinds
        and file.is_file()
        and not any(
            part.startswith((".", "_build")) or part == "build"
            for part in file.relative_to(path).parts
        )
    )
