"""The nbgrader source notebook of a chapter: text, answers with their solutions, check cells."""

from __future__ import annotations

import re
import textwrap
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.course.address import address
from autograder.course.chapter import Chapter
from autograder.course.chapter_files import placed
from autograder.course.course import TEXT, CourseError
from autograder.course.exercise import Essay, Exercise
from autograder.course.facts import facts
from autograder.course.names import ANSWER
from autograder.course.setup_cell import guarded, merged_imports, split_imports

# A cell with this tag may fail, and Run All goes on behind it; nbgrader counts the failure.
GO_ON = "raises-exception"
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


def source_notebook(chapter: Chapter) -> NotebookNode:
    """The nbgrader source notebook: text, answers between solution marks, check cells."""
    import jupytext  # it loads a notebook server

    path = chapter.folder / TEXT
    cells: list[NotebookNode] = []
    taken: list[str] = []
    here: list[tuple[str, str]] = []
    number = 0
    for cell in jupytext.read(path, fmt="md:myst").cells:
        kinds = {"exercise", "essay"} & set(cell.metadata.get("tags", []))
        if kinds:
            here.append((kinds.pop(), cell.source.strip()))
            cells += _numbered_cells(chapter, *here[-1], len(here))
        elif cell.source.strip():
            number += 1
            name = f"{chapter.name}-{number:02}"
            if cell.cell_type == "code":
                asked = bool(cells) and asks_to_predict(cells[-1], cell.source)
                imports, rest = split_imports(cell.source)
                taken.append(imports)
                if rest:
                    cells.append(_demonstration(rest, name, asked))
            else:
                cells.append(_locked(cell.cell_type, cell.source, name))
            if len(cells) == 1:
                cells.append(_locked("code", "", f"{chapter.name}-setup"))
                cells.append(_locked("code", "panel()", f"{chapter.name}-panel"))
    if here != placed(chapter.course, chapter.name):
        raise CourseError(
            f"{path}: write the place of an exercise as three lines, a code cell with "
            "`:tags: [exercise]` and its name"
        )
    if len(cells) > 1:
        own = "from losslab import check, panel, predict"
        imports = merged_imports([chapter.setup_source(), *taken, own])
        cells[1].source = guarded(imports, address(chapter.course.root), chapter.name)
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


# The reader is asked, and no model: "Predict the ratios", "and predict what is counted".
_ASKED = re.compile(r"(?:^|[.?!:;,\s])(?:Predict\s|predict\s+(?:wh|how|for\s|the\s))")


def asks_to_predict(text: NotebookNode, code: str) -> bool:
    """Whether a text asks for a prediction of what the code below it shows.

    A widget answers for itself: it is there to be tried.
    """
    asked = text.cell_type == "markdown" and _ASKED.search(text.source)
    return bool(asked) and "widgets." not in code and not code.startswith("%")


def _demonstration(source: str, grade_id: str, asked: bool) -> NotebookNode:
    """A cell that shows something. Where an answer that it uses is missing, others go on."""
    cell = _locked("code", f"predict()\n{source}" if asked else source, grade_id)
    cell.metadata["tags"] = [GO_ON]
    return cell


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
        "tags": [GO_ON],
        "nbgrader": {
            **_metadata(exercise.id, "code", grade=True, locked=True),
            "points": float(exercise.points),
        },
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
