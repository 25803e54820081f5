"""What authors call: verify, new, assemble, build, course."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from autograder.authoring.book import Form
from autograder.cli.app import (
    AsJson,
    ChapterName,
    Chapters,
    WithoutWalls,
    app,
    chapters_of,
    out,
    progress_bar,
)
from autograder.cli.classroom import report
from autograder.cli.instructors import grade, sample
from autograder.course.course import Course

if TYPE_CHECKING:
    from autograder.course.chapter import Chapter
    from autograder.course.exercise import Exercise


@app.command()
def verify(
    chapters: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CHAPTER[/EXERCISE]...", help="Chapters, or single exercises; all by default."
        ),
    ] = None,
    seeds: Annotated[int, typer.Option(help="Fresh case sets put to every answer.")] = 1,
    seed: Annotated[
        int | None, typer.Option(help="The seed of a case set, instead of fresh ones.")
    ] = None,
    machine: Annotated[
        bool, typer.Option("--machine", help="Let machine-made mutants sit exams too.")
    ] = False,
    power: Annotated[
        bool, typer.Option("--power", help="And work out how much luck decides; takes longer.")
    ] = False,
    exams: Annotated[int, typer.Option(help="Exams that each machine-made mutant sits.")] = 10,
    pages: Annotated[
        bool, typer.Option("--pages", help="Instead rerun book pages with other random numbers.")
    ] = False,
    without_walls: WithoutWalls = False,
    as_json: AsJson = False,
) -> None:
    """Check the contract of every exercise and name each breach.

    With --pages, list the claims of pages that fail with other random numbers, --seeds of them.

    Example: lossbook verify physical_loss/stable_ce --seeds 20 --machine
    """
    if pages:
        raise typer.Exit(_sweep(chapters or [], seeds))
    from autograder.authoring.strength import measure
    from autograder.authoring.verify import verify_exercise
    from autograder.judging.seeds import new_seed
    from autograder.sandbox import Zygote

    jobs = _exercises_of(chapters)
    drawn = [new_seed() for _ in range(seeds)] if seed is None else [seed]
    found = []
    preload = [name for chapter, _ in jobs for name in chapter.preload]
    with Zygote(preload, not without_walls, many=True) as zygote, progress_bar() as bar:
        task = bar.add_task("verify", total=len(jobs))
        for chapter, exercise in jobs:
            bar.update(task, description=exercise.id)
            found.append(verify_exercise(chapter, exercise, zygote, drawn))
            if machine or power:
                sat = [new_seed() for _ in range(exams)]
                strength = measure(chapter, exercise, zygote, sat, power)
                found[-1].strength = strength
                found[-1].breaches += strength.breaches
            if as_json:
                print(json.dumps(found[-1].to_json()), flush=True)
            bar.advance(task)
    if not as_json:
        columns = ["exercise", "stub", "reference", "mutants fail", "variants pass"]
        columns += ["machine-made fail"] if machine or power else []
        table = Table(*columns, "breaches")
        for v in found:
            failing = sum(score < v.points for score in v.mutants.values())
            passing = sum(score == v.points for score in v.variants.values())
            table.add_row(
                v.exercise,
                f"{v.stub:g}",
                f"{v.reference:g}/{v.points:g}",
                f"{failing}/{len(v.mutants)}",
                f"{passing}/{len(v.variants)}",
                *([f"{v.strength.killed}/{v.strength.made}"] if v.strength else []),
                str(len(v.breaches)) if v.breaches else "none",
            )
        out.print(table)
        for v in found:
            for breach, count in _merged(v.breaches).items():
                more = f" (so with {count} seeds)" if count > 1 else ""
                out.print(f"{v.exercise}: {breach}{more}", markup=False, soft_wrap=True)
    raise typer.Exit(any(v.breaches for v in found))


def _sweep(names: Sequence[str], seeds: int) -> int:
    """Rerun pages by the course's own script; its exit code."""
    script = Course.find().root / "tools" / "sweep_pages.py"
    if not script.is_file():
        raise typer.BadParameter(f"{script} is missing; --pages needs the whole repository.")
    command = [sys.executable, str(script), *names, "--shifts", str(seeds)]
    return subprocess.run(command, check=False).returncode


def _merged(breaches: Sequence[str]) -> dict[str, int]:
    """Breaches that differ by their seed alone, as the first of them and their number."""
    first: dict[str, str] = {}
    counts: dict[str, int] = {}
    for breach in breaches:
        shown = first.setdefault(re.sub(r"seed \d+", "seed", breach), breach)
        counts[shown] = counts.get(shown, 0) + 1
    return counts


def _exercises_of(names: Sequence[str] | None) -> list[tuple[Chapter, Exercise]]:
    """The exercises that are named, as chapters or one by one; all of them by default."""
    course = Course.find()
    found = []
    for name in names or course.chapters():
        chapter_name, _, exercise = name.partition("/")
        chapter = course.chapter(chapter_name)
        wanted = [chapter.exercise(exercise)] if exercise else chapter.exercises
        found += [(chapter, one) for one in wanted]
    return found


new = typer.Typer(no_args_is_help=True, help="Begin a chapter or an exercise.")
app.add_typer(new, name="new")


@new.command("chapter")
def new_chapter(name: str) -> None:
    """Make the text of a new chapter, to which exercises can be added.

    Example: lossbook new chapter second_thoughts
    """
    from autograder.authoring.skeleton import new_chapter as make

    for path in make(Course.find(), name):
        out.print(f"made {path}", soft_wrap=True)
    out.print(f"next: lossbook new exercise {name} NAME")


@new.command("exercise")
def new_exercise(chapter: ChapterName, name: str) -> None:
    """Make the folder of a new exercise; it breaks the contract until it is filled.

    Example: lossbook new exercise physical_loss stable_bce
    """
    from autograder.authoring.skeleton import new_exercise as make

    for path in make(Course.find(), chapter, name):
        out.print(f"wrote {path}", soft_wrap=True)
    out.print(f"next: fill them, then lossbook verify {chapter}/{name}")


@app.command()
def assemble(
    chapters: Chapters = None,
    force: Annotated[bool, typer.Option(help="Overwrite answers in exercises/.")] = False,
) -> None:
    """Make the nbgrader source and the release of chapters from their solutions.

    Example: lossbook assemble physical_loss
    """
    from autograder.authoring.release import publish

    course, loaded = chapters_of(chapters)
    for chapter in loaded:
        changed = publish(chapter, force)
        where = course.release.relative_to(course.root) / chapter.name
        out.print(f"{where}: {'released' if changed else 'up to date'}")


@app.command()
def build(
    to: Annotated[
        Form, typer.Option(help="Pages, one PDF (needs Chromium), or an ePub.")
    ] = Form.html,
    strict: Annotated[bool, typer.Option(help="Treat every warning as an error.")] = True,
) -> None:
    """Build the book below _build; pages that have not changed are not run again.

    Example: lossbook build --to pdf
    """
    from autograder.authoring import book

    out.print(f"Read it: {book.build(Course.find(), to, strict)}", soft_wrap=True)


@app.command()
def course() -> None:
    """Do everything once: release, book, sample class, grades, report.

    Example: lossbook course
    """
    here = Course.find()
    folder = here.root / "build" / "sample" / "submitted"
    steps: list[tuple[str, Callable[[], None]]] = [("assemble", assemble), ("build", build)]
    for name in here.chapters():
        steps += [
            (f"sample {name}", partial(sample, name, folder)),
            (f"grade {name}", partial(grade, name, submitted=folder)),
            (f"report {name}", partial(report, name, submitted=folder)),
        ]
    for number, (title, step) in enumerate(steps, 1):
        out.rule(f"{number}/{len(steps)} lossbook {title}")
        try:
            step()
        except typer.Exit as done:
            if done.exit_code:
                raise
    out.print(f"book              {here.root / '_build' / 'html' / 'index.html'}")
