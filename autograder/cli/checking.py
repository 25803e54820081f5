"""What grades a learner's notebook: check, once or after every save."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.app import AsJson, WithoutWalls, app, err, out
from autograder.course import catalog
from autograder.course.course import Course, CourseError
from autograder.learner import notebooks, work

if TYPE_CHECKING:
    from autograder.course.catalog import ListedChapter
    from autograder.judging.result import ExerciseResult, Result


@app.command()
def check(
    notebook: Annotated[
        Path | None, typer.Argument(help="A notebook; by default those in your work folder.")
    ] = None,
    exercise: Annotated[str, typer.Argument(metavar="[EXERCISE]", help="One of it alone.")] = "",
    assignment: Annotated[str, typer.Option(help="Its chapter, if its cells do not say.")] = "",
    watch: Annotated[
        bool, typer.Option("--watch", help="Grade what has changed after every save.")
    ] = False,
    hint: Annotated[bool, typer.Option("--hint", help="Print a hint where it is wrong.")] = False,
    seed: Annotated[int | None, typer.Option(help="Draw the same fresh inputs again.")] = None,
    without_walls: WithoutWalls = False,
    as_json: AsJson = False,
) -> None:
    """Grade notebooks with fresh inputs and no gradebook, and record the results as progress.

    The notebook may lie anywhere and be called anything.

    Example: lossbook check work/physical_loss/physical_loss.ipynb stable_ce --watch
    """
    if notebook is not None:
        notebook = _meant(notebook)
    if not without_walls and sys.platform != "linux":
        raise CourseError(
            "walls around a notebook need Linux; to grade your own, which you trust: "
            "lossbook check NOTEBOOK --without-walls"
        )
    course = Course.around(*([notebook.absolute().parent] if notebook else []))
    listed = catalog.chapters(course)
    paths = [notebook] if notebook else work.notebooks(course)
    if not paths:
        raise CourseError(f"no notebook in {work.folder(course)} yet: lossbook start makes one")
    if watch and len(paths) > 1:
        raise CourseError("say which notebook to watch: lossbook check NOTEBOOK --watch")
    jobs = []
    for path in paths:
        found = notebooks.read(path)
        if assignment:
            (chapter,) = catalog.chapters(course, [assignment])
        else:
            chapter = notebooks.chapter_of(path, found, listed)
        only = (chapter.exercise(exercise).id,) if exercise else ()
        if notebooks.begun(found) or (notebook and (watch or not work.untouched(course, found))):
            jobs.append((path, chapter, only))
    if not jobs:
        where = f" in {notebook}" if notebook else ""
        said = f"Nothing is begun{where} yet: lossbook start says what comes next."
        out.print(said, highlight=False, soft_wrap=True)
        return
    if watch:
        _watch(course, *jobs[0], hint, not without_walls)
    complete = True
    for path, chapter, only in jobs:
        result = _graded(course, path, chapter, only, seed, not without_walls)
        if as_json:
            print(json.dumps(result.to_json()))
        else:
            _tell(result, path, hint, chapter)
        complete = complete and result.score >= result.max_score
    raise typer.Exit(not complete)


def _meant(named: Path) -> Path:
    """The notebook that is meant by its path, by the folder that it lies in, or by its chapter."""
    if named.is_dir():
        inside = [*named.glob("*.ipynb")]
        own = [path for path in inside if path.stem == named.resolve().name]
        if len(own or inside) == 1:
            return (own or inside)[0]
        raise CourseError(f"{named} is a folder: say which notebook in it to check")
    if named.exists() or named.suffix:
        return named
    try:
        course = Course.around()
        known = catalog.names(course)
    except CourseError:
        known = []
    if str(named) in known:
        path = work.folder(course) / named / f"{named}.ipynb"
        if path.is_file():
            return path
        raise CourseError(f"{path} is not there yet: lossbook start {named} makes it")
    said = f"there is no notebook {named}"
    with suppress(CourseError):  # an exercise's name is often meant
        found = catalog.find(course, str(named)) if known else None
        if found:
            path = work.folder(course) / found.chapter / f"{found.chapter}.ipynb"
            said = f"say which notebook: lossbook check {path} {found.id}"
    raise CourseError(said)


def _graded(
    course: Course,
    path: Path,
    chapter: ListedChapter,
    only: tuple[str, ...],
    seed: int | None,
    walls: bool,
) -> Result:
    """Grade one notebook; something is on the screen from the first moment."""
    what = f"{chapter.title}, {', '.join(only)}" if only else chapter.title
    if not err.is_terminal:
        err.print(f"{what}: warming up, then grading with fresh inputs ...", highlight=False)
    with err.status(f"{what}: warming up; --watch does it once for all saves") as status:
        from autograder.learner import warming

        with warming.launched(course, chapter.name, walls, only) as launched:
            from autograder.learner import grading  # it loads torch

            loaded = grading.load(course, chapter.name)
            with grading.grader_of(loaded, seed, walls, launched) as grader:
                status.update(f"{what}: grading with fresh inputs")
                return grading.grade(grader, path, only)


def _hint(chapter: ListedChapter, exercise: str, wanted: bool) -> str:
    """The first hint of an exercise, if hints are wanted."""
    hints = chapter.exercise(exercise).hints if wanted else ()
    return hints[0] if hints else ""


def _tell(result: Result, path: Path, hint: bool, chapter: ListedChapter) -> None:
    found = notebooks.read(path)
    begun = notebooks.begun(found)
    shown = [one for one in result.exercises if one.id in begun or one.status != "missing"]
    for one in shown:
        _print(one, _hint(chapter, one.id, hint))
    waiting = [one.id for one in result.exercises if one not in shown]
    if waiting:
        out.print(f"\nNot begun: {', '.join(waiting)}", highlight=False)
    for name in waiting:
        if not notebooks.has_answer(found, name):
            said = f"The answer cell of {name} is gone: lossbook reset {path} {name} puts it back"
            out.print(said, highlight=False, soft_wrap=True)
    out.print(f"\n{result.score:g} of {result.max_score:g} points (seed {result.seed})")
    if chapter.by_hand and len(result.exercises) > 1:
        out.print(f"{chapter.by_hand:g} more are given by a person")
    wrong = [one for one in shown if one.score < one.points]
    if wrong and not hint:
        out.print(f"[dim]a hint: lossbook hint {wrong[0].id}[/]", highlight=False)


def _print(one: ExerciseResult, hint: str) -> None:
    """Print a verdict, with a hint where it is not all right."""
    from autograder.judging.feedback import as_text

    shown = replace(one, hint=hint if one.score < one.points else "")
    style = "green" if one.score >= one.points else ""
    out.print(as_text(shown), style=style, highlight=False, markup=False, soft_wrap=True)


def _watch(
    course: Course,
    path: Path,
    chapter: ListedChapter,
    only: tuple[str, ...],
    hint: bool,
    walls: bool,
) -> None:
    from autograder.learner.lab import ended_with_us

    def say(found: list[ExerciseResult]) -> None:
        for one in found:
            _print(one, _hint(chapter, one.id, hint))
        right = sum(one.score >= one.points for one in found)
        if found:
            out.print(f"{right} of {len(found)} right. Waiting for a save ...\n", highlight=False)
        else:
            out.print("Waiting for a save ...\n", highlight=False)

    with ExitStack() as warm:
        with err.status(f"{chapter.title}: warming up"):
            from autograder.learner import warming

            launched = warm.enter_context(warming.launched(course, chapter.name, walls))
            from autograder.learner import grading  # it loads torch

            loaded = grading.load(course, chapter.name)
            grader = warm.enter_context(grading.grader_of(loaded, None, walls, launched))
        out.print(f"Watching {path} (Ctrl-C ends it)", soft_wrap=True, highlight=False)
        with ended_with_us(), suppress(KeyboardInterrupt):
            grading.Watch(grader, loaded, path, only).run(say)
    raise typer.Exit(0)
