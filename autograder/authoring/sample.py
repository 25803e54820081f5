"""A class of made-up learners, for trying a course: right, wrong, unfinished, broken."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.authoring.release import ensure
from autograder.course.chapter import Chapter
from autograder.course.course import Course
from autograder.course.exercise import Exercise
from autograder.course.notebook import ANSWER, is_answer, nbgrader_metadata, read_release

Write = Callable[[Exercise], str | None]

CRASH = "import os\n\nos._exit(1)"
LOOP = "while True:\n    pass"
ESSAY = "Here would stand what a person reads and grades."


def sample_class(course: Course, chapter: Chapter, submitted: Path) -> list[str]:
    """Write one submission for every kind of learner; return the learners' names."""
    release = read_release(ensure(chapter))
    names = []
    for name, write in _learners(chapter):
        folder = submitted / name / chapter.name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        notebook = answered(release, chapter, write)
        nbformat.write(notebook, folder / f"{chapter.name}.ipynb", version=4)
        names.append(name)
    return names


def answered(release: NotebookNode, chapter: Chapter, write: Write) -> NotebookNode:
    """A release notebook with the answers that `write` gives; None leaves the stub."""
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        if not is_answer(cell):
            continue
        if cell.cell_type != "code":  # somebody who solves the last exercise writes the essays too
            solved = write(chapter.exercises[-1]) == chapter.solution_source(chapter.exercises[-1])
            cell.source = ESSAY if solved else cell.source
            continue
        exercise = chapter.exercise(nbgrader_metadata(cell)["grade_id"].removesuffix(ANSWER))
        answer = write(exercise)
        cell.source = cell.source if answer is None else answer
    return notebook


def _learners(chapter: Chapter) -> Iterator[tuple[str, Write]]:
    exercises = chapter.exercises
    quarter = set(exercises[: -(-len(exercises) // 4)])
    victim = exercises[len(exercises) // 2]
    solve = chapter.solution_source

    yield "perfect", solve
    yield "untouched", lambda exercise: None
    yield "quarter", lambda exercise: solve(exercise) if exercise in quarter else None
    yield "crashes", lambda exercise: CRASH if exercise is victim else solve(exercise)
    yield "loops", lambda exercise: LOOP if exercise is victim else solve(exercise)
    most = max(len(chapter.mutants(exercise)) for exercise in exercises)
    for number in range(most):
        yield f"mistake-{number + 1}", _mistaken(chapter, number)


def _mistaken(chapter: Chapter, number: int) -> Write:
    """A learner who makes the `number`-th known mistake wherever there is one, else none."""

    def write(exercise: Exercise) -> str:
        mutants = chapter.mutants(exercise)
        if number < len(mutants):
            return chapter.known_source(exercise, mutants[number])
        return chapter.solution_source(exercise)

    return write
