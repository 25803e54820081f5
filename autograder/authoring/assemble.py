"""Make nbgrader's source of a chapter from ``solutions/<chapter>/``, and release it.

The source notebook and ``cases.json`` are the only things made here; the release comes from
nbgrader's own ``generate_assignment``.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.course.course import MARKER, Chapter, Course, CourseError
from autograder.course.exercise import Essay, Exercise
from autograder.course.notebook import ANSWER, mark_of, read_release, read_submission
from autograder.judging.exam import Trusted, ask
from autograder.values.plain import target, to_json

CASES = "cases.json"
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
STARS = 5
STUB = "raise NotImplementedError()"
# What nbgrader leaves of an answer: in code, and in text.
STUBS = (STUB, "YOUR ANSWER HERE")


def assemble(course: Course, chapter: Chapter) -> Path:
    """Write ``build/source/<chapter>/`` and return that folder."""
    folder = course.source / chapter.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    notebook = source_notebook(chapter)
    nbformat.write(notebook, folder / f"{chapter.name}.ipynb", version=4)
    text = json.dumps(cases(chapter), indent=1, allow_nan=False, ensure_ascii=False)
    (folder / CASES).write_text(text + "\n", encoding="utf-8")
    return folder


def ensure(course: Course, chapter: Chapter) -> Path:
    """The release notebook that grading trusts, made anew only when its sources changed.

    It lies in ``build/release``, where no learner works: the copy in ``exercises`` may hold
    somebody's answers.
    """
    notebook = course.trusted_release(chapter.name)
    stamp = notebook.parent / ".made-from"
    wanted = _digest(course, chapter)
    if not notebook.is_file() or not stamp.is_file() or stamp.read_text() != wanted:
        assemble(course, chapter)
        generate(course, chapter.name, "--no-db", release_directory="build/release")
        stamp.write_text(wanted)
    return notebook


def generate(course: Course, chapter: str, *options: str, **directories: Path | str) -> None:
    """Run nbgrader's ``generate_assignment`` on an assembled chapter."""
    where = [f"--CourseDirectory.{name}={value}" for name, value in directories.items()]
    nbgrader(
        course, "generate_assignment", chapter, "--force", "--log-level=WARN", *options, *where
    )


def publish(course: Course, chapter: Chapter, force: bool = False) -> bool:
    """Bring the learners' copy in ``exercises/`` up to date; say whether it had to change.

    Raises
    ------
    CourseError
        If that copy holds answers and `force` is not given: they would be lost.
    """
    if not differences(course, chapter):
        return False
    folder = course.release / chapter.name
    answered = answered_in(course, chapter)
    if answered and not force:
        raise CourseError(
            f"{folder / chapter.name}.ipynb is out of date, but holds answers to "
            f"{', '.join(answered)}: move it somewhere else, or give --force to overwrite it"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name in (f"{chapter.name}.ipynb", CASES):
        shutil.copyfile(course.trusted_release(chapter.name).parent / name, folder / name)
    return True


def differences(course: Course, chapter: Chapter) -> list[str]:
    """In what the learners' copy of a chapter differs from a fresh release."""
    fresh = ensure(course, chapter).parent
    found = []
    for name in (f"{chapter.name}.ipynb", CASES):
        old, new = course.release / chapter.name / name, fresh / name
        if not old.is_file():
            found.append(f"{old} is missing")
        elif not _same(_read(old), _read(new)):
            found.append(f"{old} is out of date")
    return found


def answered_in(course: Course, chapter: Chapter) -> list[str]:
    """The exercises and essays that somebody has begun to answer in the learners' copy."""
    mine = course.release / chapter.name / f"{chapter.name}.ipynb"
    if not mine.is_file():
        return []
    marks = [mark_of(cell) for cell in read_release(ensure(course, chapter)).cells]
    ids = {mark.get("grade_id") for mark in marks}
    answers = {mark["grade_id"] for mark in marks if mark.get("solution")}
    tasks = {mark["grade_id"] for mark in marks if mark.get("task")}
    begun: list[str] = []
    behind = None
    for cell in read_submission(mine):
        if cell.grade_id in answers and not any(stub in cell.source for stub in STUBS):
            begun.append(str(cell.grade_id).removesuffix(ANSWER))
        elif cell.grade_id not in ids and behind in tasks and cell.source.strip():
            begun.append(str(behind))
        behind = cell.grade_id if cell.grade_id in ids else behind
    return list(dict.fromkeys(begun))


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _digest(course: Course, chapter: Chapter) -> str:
    digest = hashlib.sha256()
    library = course.release / "losslab"
    sources = [*chapter.folder.iterdir(), course.root / MARKER, *library.glob("*.py")]
    for path in sorted([*sources, *Path(__file__).parents[1].glob("*/*.py")]):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def nbgrader(course: Course, *arguments: str) -> str:
    """Run an nbgrader command in a course and return what it printed.

    Raises
    ------
    CourseError
        If it failed; the message holds the end of its output.
    """
    tools = str(Path(sys.executable).parent)
    environment = os.environ | {"PATH": tools + os.pathsep + os.environ.get("PATH", "")}
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course.root,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        said = done.stdout[-3000:]
        raise CourseError(f"`nbgrader {' '.join(arguments)}` failed:\n{said}")
    return done.stdout


def _same(old: Any, new: Any) -> bool:
    """Equality of JSON data, numbers up to what another machine may compute differently."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(_same(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_same, old, new))
    if isinstance(old, float) or isinstance(new, float):
        if not isinstance(old, int | float) or not isinstance(new, int | float):
            return False
        return abs(old - new) <= 1e-6 + 1e-4 * abs(old)
    return type(old) is type(new) and old == new


# --- the notebook ----------------------------------------------------------------------


def source_notebook(chapter: Chapter) -> NotebookNode:
    """The nbgrader source notebook: text, answers between solution marks, check cells."""
    path = chapter.folder / "exercise.md"
    written = jupytext.read(path, fmt="md:myst")
    cells: list[NotebookNode] = []
    placed: list[str] = []
    essays: list[str] = []
    number = 0
    for cell in written.cells:
        tags = cell.metadata.get("tags", [])
        if "exercise" in tags:
            exercise = chapter.exercise(cell.source.strip())
            placed.append(exercise.id)
            cells += exercise_cells(chapter, exercise, len(placed) + len(essays))
        elif "essay" in tags:
            essay = chapter.essay(cell.source.strip())
            essays.append(essay.id)
            cells += essay_cells(essay, len(placed) + len(essays))
        elif cell.source.strip():
            number += 1
            cells.append(_locked(cell.cell_type, cell.source, f"{chapter.name}-{number:02}"))
            if len(cells) == 1:
                setup = f"{chapter.setup_source()}\nfrom losslab import check"
                cells.append(_locked("code", setup, f"{chapter.name}-setup"))
    for kind, here, known in (
        ("exercises", placed, [exercise.id for exercise in chapter.exercises]),
        ("essays", essays, [essay.id for essay in chapter.essays]),
    ):
        if here != known:
            raise CourseError(
                f"{path}: {kind} stand in the order {here}, in checks.py in the order {known}"
            )
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def exercise_cells(chapter: Chapter, exercise: Exercise, number: int) -> list[NotebookNode]:
    """The three cells of an exercise: what it is, the answer, the check."""
    text = _locked("markdown", _header(exercise, number), f"{exercise.id}-text")
    answer = new_code_cell(chapter.solution_source(exercise, BEGIN, END))
    answer.id = answer_id = f"{exercise.id}{ANSWER}"
    answer.metadata = {"nbgrader": _mark(answer_id, "code", solution=True)}
    verdict = new_code_cell(f"check({exercise.id})")
    verdict.id = f"{exercise.id}-check"
    verdict.metadata = {
        "nbgrader": {
            **_mark(exercise.id, "code", grade=True, locked=True),
            "points": float(exercise.points),
        }
    }
    return [text, answer, verdict]


def essay_cells(essay: Essay, number: int) -> list[NotebookNode]:
    """What an essay asks and is graded by, and the place for it."""
    points = f"{essay.points:g} points, given by a person"
    head = f"## {number}. {essay.title}\n\n{points} · about {essay.minutes} minutes"
    text = "\n\n".join(
        [head, essay.objective, textwrap.dedent(essay.task).strip(), essay.rubric_table()]
    )
    if essay.cells:
        task = _locked("markdown", f"{text}\n\nAnswer in new cells below this one.", essay.id)
        task.metadata.nbgrader |= {"task": True, "points": essay.points}
        return [task]
    answer = new_markdown_cell(f"{BEGIN}\n{END}")
    answer.id = essay.id
    answer.metadata = {
        "nbgrader": {
            **_mark(essay.id, "markdown", grade=True, solution=True),
            "points": essay.points,
        }
    }
    return [_locked("markdown", text, f"{essay.id}-text"), answer]


def _header(exercise: Exercise, number: int) -> str:
    stars = "●" * exercise.difficulty + "○" * (STARS - exercise.difficulty)
    points = "1 point" if exercise.points == 1 else f"{exercise.points:g} points"
    facts = f"{points} · difficulty {stars} · about {exercise.minutes} minutes"
    hints = "\n".join(
        f"<details><summary>Hint {i}</summary>\n\n{textwrap.dedent(hint).strip()}\n\n</details>\n"
        for i, hint in enumerate(exercise.hints, 1)
    )
    return f"## {number}. {exercise.title}\n\n{facts}\n\n{exercise.objective}\n\n{hints}"


def _locked(kind: str, source: str, grade_id: str) -> NotebookNode:
    make = new_code_cell if kind == "code" else new_markdown_cell
    cell = make(source)
    cell.id = grade_id
    cell.metadata = {"nbgrader": _mark(grade_id, kind, locked=True)}
    return cell


def _mark(
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


# --- the public cases --------------------------------------------------------------------


def cases(chapter: Chapter) -> dict[str, Any]:
    """What ``check()`` knows: public inputs, right outcomes, and the known wrong ones."""
    return {
        "chapter": chapter.name,
        "exercises": {e.id: _exercise_cases(chapter, e) for e in chapter.exercises},
    }


def _exercise_cases(chapter: Chapter, exercise: Exercise) -> dict[str, Any]:
    solution = Trusted(chapter.solution(exercise))
    mutants = [(known, Trusted(known.function)) for known in chapter.mutants(exercise)]
    checks = []
    for check in exercise.checks:
        shown = []
        for args in check.public:
            question = ask(solution, check, args)
            tolerance = question.tolerance
            shown.append(
                {
                    "args": to_json(list(args)),
                    "expected": to_json(question.expected),
                    "tolerance": [tolerance.rtol, tolerance.atol, tolerance.dtype],
                    "known": [to_json(given.outcome(check, args)) for _, given in mutants],
                }
            )
        checks.append(
            {
                "name": check.name,
                "promise": check.promise,
                "probe": target(check.probe) if check.probe else None,
                "part": check.part,
                "reads": target(check.reads) if check.reads else None,
                "cases": shown,
            }
        )
    return {
        "title": exercise.title,
        "points": exercise.points,
        "hints": list(exercise.hints),
        "checks": checks,
        "known": [known.says for known, _ in mutants],
    }
