"""What learners call: check, progress, hint, solution."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from autograder.cli.app import (
    AsJson,
    WithoutWalls,
    app,
    chapters_of,
    out,
)
from autograder.course.course import Course, CourseError

if TYPE_CHECKING:
    from autograder.course.chapter import Chapter
    from autograder.judging.grader import Grader


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
    from autograder.judging.feedback import as_text
    from autograder.judging.submission import Submission

    if not notebook.is_file():
        raise CourseError(f"there is no notebook {notebook}")
    chapter = Course.find().chapter(assignment or notebook.stem)
    with _grader(chapter, seed, not without_walls) as grader:
        result = grader.grade(Submission.of_file(notebook.stem, notebook)).verdicts
    assert result is not None
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
    from autograder.judging.submission import Submission

    course, loaded = chapters_of(None)
    rows = []
    for chapter in loaded:
        path = (folder or course.release) / chapter.name / f"{chapter.name}.ipynb"
        if not path.is_file() and folder is not None:
            path = folder / f"{chapter.name}.ipynb"
        if path.is_file():
            with _grader(chapter, None, not without_walls) as grader:
                rows.append(grader.grade(Submission.of_file("you", path)).result)
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


def _grader(chapter: Chapter, seed: int | None, walls: bool) -> Grader:
    """What grades one learner's notebook, as a class's are graded."""
    from autograder.authoring.release import ensure
    from autograder.course.notebook import read_release
    from autograder.judging.case_set import CaseSet
    from autograder.judging.grader import Grader
    from autograder.judging.submission import GradingConfig

    case_set = CaseSet(chapter, seed)
    config = GradingConfig.of(chapter, case_set.seed, walls=walls)
    return Grader(config, case_set, read_release(ensure(chapter)))


def _print_markdown(text: str) -> None:
    from rich.markdown import Markdown

    out.print(Markdown(text))


def _find_exercise(wanted: str) -> tuple[Chapter, Any]:
    """An exercise by its name, or by ``CHAPTER/EXERCISE``; no other chapter is loaded."""
    from autograder.course.chapter import placed

    course = Course.find()
    chapter_name, _, name = wanted.rpartition("/")
    among = [chapter_name] if chapter_name else course.chapters()
    places = {one: at for at in among for kind, one in placed(course, at) if kind == "exercise"}
    if name not in places:
        near = difflib.get_close_matches(name, places, n=3, cutoff=0.5)
        said = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(places)}"
        raise CourseError(f"no exercise {name!r}; {said}")
    chapter = course.chapter(places[name])
    return chapter, chapter.exercise(name)
