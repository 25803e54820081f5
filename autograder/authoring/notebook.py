"""The nbgrader source notebook of a chapter: text, answers with their solutions, check cells."""

from __future__ import annotations

import textwrap
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.course.chapter import Chapter, placed
from autograder.course.course import TEXT, CourseError
from autograder.course.exercise import Essay, Exercise
from autograder.course.facts import facts
from autograder.course.notebook import ANSWER
from autograder.course.setup_cell import guarded

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
STUB = "raise NotImplementedError()"
# What nbgrader leaves of an answer: in code, and in text.
STUBS = (STUB, "YOUR ANSWER HERE")


def source_notebook(chapter: Chapter) -> NotebookNode:
    """The nbgrader source notebook: text, answers between solution marks, check cells."""
    path = chapter.folder / TEXT
    cells: list[NotebookNode] = []
    here: list[tuple[str, str]] = []
    number = 0
    for cell in jupytext.read(path, fmt="md:myst").cells:
        kinds = {"exercise", "essay"} & set(cell.metadata.get("tags", []))
        if kinds:
            here.append((kinds.pop(), cell.source.strip()))
            cells += _numbered_cells(chapter, *here[-1], len(here))
        elif cell.source.strip():
            number += 1
            cells.append(_locked(cell.cell_type, cell.source, f"{chapter.name}-{number:02}"))
            if len(cells) == 1:
                setup = guarded(f"{chapter.setup_source()}\nfrom losslab import check")
                cells.append(_locked("code", setup, f"{chapter.name}-setup"))
    if here != placed(chapter.course, chapter.name):
        raise CourseError(
            f"{path}: write the place of an exercise as three lines, a code cell with "
            "`:tags: [exercise]` and its name"
        )
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def _numbered_cells(chapter: Chapter, kind: str, name: str, number: int) -> list[NotebookNode]:
    if kind == "essay":
        return essay_cells(chapter.essay(name), number)
    return exercise_cells(chapter, chapter.exercise(name), number)


def exercise_cells(chapter: Chapter, exercise: Exercise, number: int) -> list[NotebookNode]:
    """The three cells of an exercise: what it is, the answer, the check."""
    text = _locked("markdown", _header(exercise, number), f"{exercise.id}-text")
    answer = new_code_cell(chapter.solution_source(exercise, BEGIN, END))
    answer.id = answer_id = f"{exercise.id}{ANSWER}"
    answer.metadata = {"nbgrader": _metadata(answer_id, "code", solution=True)}
    verdict = new_code_cell(f"check({exercise.id})")
    verdict.id = f"{exercise.id}-check"
    verdict.metadata = {
        "nbgrader": {
            **_metadata(exercise.id, "code", grade=True, locked=True),
            "points": float(exercise.points),
        }
    }
    return [text, answer, verdict]


def essay_cells(essay: Essay, number: int) -> list[NotebookNode]:
    """What an essay asks and is graded by, and the place for it."""
    head = f"## {number}. {essay.title}\n\n{facts(essay)}"
    text = "\n\n".join([head, essay.objective, essay.task, essay.rubric_table()])
    if essay.cells:
        task = _locked("markdown", f"{text}\n\nAnswer in new cells below this one.", essay.id)
        task.metadata.nbgrader |= {"task": True, "points": essay.points}
        return [task]
    answer = new_markdown_cell(f"{BEGIN}\n{END}")
    answer.id = essay.id
    answer.metadata = {
        "nbgrader": {
            **_metadata(essay.id, "markdown", grade=True, solution=True),
            "points": essay.points,
        }
    }
    return [_locked("markdown", text, f"{essay.id}-text"), answer]


def _header(exercise: Exercise, number: int) -> str:
    hints = "\n".join(
        f"<details><summary>Hint {i}</summary>\n\n{textwrap.dedent(hint).strip()}\n\n</details>\n"
        for i, hint in enumerate(exercise.hints, 1)
    )
    return f"## {number}. {exercise.title}\n\n{facts(exercise)}\n\n{exercise.objective}\n\n{hints}"


def _locked(kind: str, source: str, grade_id: str) -> NotebookNode:
    make = new_code_cell if kind == "code" else new_markdown_cell
    cell = make(source)
    cell.id = grade_id
    cell.metadata = {"nbgrader": _metadata(grade_id, kind, locked=True)}
    return cell


def _metadata(
    grade_id: str, kind: str, grade: bool = False, solution: bool = False, locked: bool = False
) -> dict[str, Any]:
    return {
        "schema_version": 3,
        "grade": grade,
        "solution": solution,
        "locked": locked,
        "task": False,
        "grade_id": grade_id,
        "cell_type": kind,
    }
