"""What learners call: check, progress, hint, solution."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from autograder.cli.app import (
    AsJson,
    WithoutWalls,
    app,
    chapters_of,
    out,
)
from autograder.course.course import Chapter, Course, CourseError


@app.command()
def check(
    notebook: Annotated[Path, typer.Argument(help="A notebook with answers.")],
    assignment: Annotated[str, typer.Option(help="Its chapter, if the name doesn't say.")] = "",
    seed: Annotated[int | None, typer.Option(help="Draw the same fresh inputs again.")] = None,
    without_walls: WithoutWalls = False,
    as_json: AsJson = False,
) -> None:
    """Grade one notebook, with fresh inputs and no gradebook.

    Example: lossbook check exercises/physical_loss/physical_loss.ipynb
    """
    from autograder.authoring.assemble import ensure
    from autograder.classroom.grade_class import grade_submission
    from autograder.course.notebook import read_release
    from autograder.judging.exam import Exam
    from autograder.judging.feedback import as_text
    from autograder.sandbox import Zygote

    if not notebook.is_file():
        raise CourseError(f"there is no notebook {notebook}")
    course = Course.find()
    chapter = course.chapter(assignment or notebook.stem)
    release = read_release(ensure(course, chapter))
    with Zygote(chapter.preload, not without_walls, [course.solutions]) as zygote:
        graded = grade_submission(notebook, notebook.stem, Exam(chapter, seed), release, zygote)
    result = graded.result
    if as_json:
        print(json.dumps(result.to_json()))
    else:
        for verdict in result.exercises:
            out.print(as_text(verdict), highlight=False, markup=False)
        out.print(f"\n{result.score:g} of {result.max_score:g} points (seed {result.seed})")
        if by_hand := sum(essay.points for essay in chapter.essays):
            out.print(f"{by_hand:g} more are given by a person")
    raise typer.Exit(result.score < result.max_score)


@app.command()
def progress(
    folder: Annotated[Path | None, typer.Argument(help="Where your notebooks are.")] = None,
    without_walls: WithoutWalls = False,
    as_json: AsJson = False,
) -> None:
    """Show which exercises you have solved, over all chapters.

    Example: lossbook progress
    """
    from autograder.authoring.assemble import ensure
    from autograder.classroom.grade_class import grade_submission
    from autograder.course.notebook import read_release
    from autograder.judging.exam import Exam
    from autograder.sandbox import Zygote

    course, loaded = chapters_of(None)
    rows = []
    preload = [name for chapter in loaded for name in chapter.preload]
    with Zygote(preload, not without_walls, [course.solutions]) as zygote:
        for chapter in loaded:
            path = (folder or course.release) / chapter.name / f"{chapter.name}.ipynb"
            if not path.is_file() and folder is not None:
                path = folder / f"{chapter.name}.ipynb"
            if not path.is_file():
                continue
            release = read_release(ensure(course, chapter))
            rows.append(
                grade_submission(path, "you", Exam(chapter), release, zygote).result.to_json()
            )
    if as_json:
        print(json.dumps(rows))
        return
    table = Table("chapter", "exercise", "points", "status")
    for row in rows:
        for e in row["exercises"]:
            table.add_row(
                row["assignment"], e["id"], f"{e['score']:g}/{e['points']:g}", e["status"]
            )
    out.print(table)


@app.command()
def hint(
    exercise_id: Annotated[str, typer.Argument(metavar="EXERCISE")],
    level: Annotated[int, typer.Option(help="1 is a nudge; the last is nearly the answer.")] = 1,
) -> None:
    """Show a hint of an exercise.

    Example: lossbook hint stable_ce --level 2
    """
    _, exercise = _find_exercise(exercise_id)
    level = max(1, min(level, len(exercise.hints)))
    _print_markdown(exercise.hints[level - 1])
    if level < len(exercise.hints):
        out.print(f"[dim]one more: lossbook hint {exercise.id} --level {level + 1}[/]")


@app.command()
def solution(exercise_id: Annotated[str, typer.Argument(metavar="EXERCISE")]) -> None:
    """Show the discussed solution of an exercise.

    Example: lossbook solution stable_ce
    """
    chapter, exercise = _find_exercise(exercise_id)
    _print_markdown(f"```python\n{chapter.solution_source(exercise)}\n```\n\n{exercise.discussion}")


def _print_markdown(text: str) -> None:
    from rich.markdown import Markdown

    out.print(Markdown(text))


def _find_exercise(exercise_id: str) -> tuple[Chapter, Any]:
    _, loaded = chapters_of(None)
    for chapter in loaded:
        for exercise in chapter.exercises:
            if exercise.id == exercise_id:
                return chapter, exercise
    ids = ", ".join(e.id for chapter in loaded for e in chapter.exercises)
    raise CourseError(f"no exercise {exercise_id!r}; there are: {ids}")
