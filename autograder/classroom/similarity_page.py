"""Answers that are alike, side by side on a page that says what it cannot tell."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import jinja2

from autograder.authoring.release import ensure
from autograder.classroom.report_page import TEMPLATES
from autograder.classroom.similarity import Pair, alike
from autograder.classroom.workspace import Workspace
from autograder.course.chapter import Chapter
from autograder.course.notebook import (
    ANSWER,
    BadNotebookError,
    is_answer,
    nbgrader_metadata,
    parse_submission,
    read_release,
    restored,
)


def answers_of(chapter: Chapter, workspace: Workspace) -> dict[str, dict[str, str]]:
    """For each exercise the answers of all students who changed the stub, by student."""
    release = read_release(ensure(chapter))
    stubs = {nbgrader_metadata(c)["grade_id"]: c.source for c in release.cells if is_answer(c)}
    found: dict[str, dict[str, str]] = {e.id: {} for e in chapter.exercises}
    for folder in workspace.submissions(chapter.name):
        try:
            cells, _ = restored(release, parse_submission(folder.read(release).data or b""))
        except BadNotebookError:
            continue
        for cell in cells:
            name = (cell.grade_id or "").removesuffix(ANSWER)
            if name in found and cell.grade_id in stubs and cell.source != stubs[cell.grade_id]:
                found[name].setdefault(folder.student, cell.source)
    return found


def known_of(chapter: Chapter, exercise_id: str) -> Iterable[str]:
    """What anybody's answer to an exercise may resemble: solution and known wrong answers."""
    exercise = chapter.exercise(exercise_id)
    yield chapter.solution_source(exercise)
    for known in (*chapter.mutants(exercise), *chapter.variants(exercise)):
        yield chapter.known_source(exercise, known)


def write_similarity(chapter: Chapter, workspace: Workspace, path: Path) -> dict[str, list[Pair]]:
    """Write the page; the pairs that it shows, by exercise."""
    answers = answers_of(chapter, workspace)
    found = {name: alike(given, known_of(chapter, name)) for name, given in answers.items()}
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True)
    page = environment.get_template("similar.html.j2").render(
        chapter=chapter.name,
        found={name: pairs for name, pairs in found.items() if pairs},
        answers=answers,
        about={e.id: e for e in chapter.exercises},
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    return {name: pairs for name, pairs in found.items() if pairs}
