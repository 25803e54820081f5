"""Make nbgrader's source of a chapter from ``solutions/<chapter>/``, and release it.

The source notebook and ``cases.json`` are the only things made by us; the release comes from
nbgrader's own ``generate_assignment``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import nbformat

from autograder.course.address import address
from autograder.course.chapter_files import ChapterFiles
from autograder.course.course import Course, CourseError
from autograder.course.names import ANSWER, CASES, STUBS
from autograder.course.notebook import nbgrader_metadata, read_release, read_submission

if TYPE_CHECKING:
    from autograder.course.chapter import Chapter

# Behind this package jsonschema does without a grammar that takes it longer to load than to release
# a chapter.
NBGRADER = "import autograder; from nbgrader.apps.nbgraderapp import main; main()"


def assemble(chapter: Chapter) -> Path:
    """Write ``build/source/<chapter>/`` and return that folder."""
    # They load hypothesis, and a release is seldom made.
    from autograder.authoring.notebook import source_notebook
    from autograder.authoring.public_cases import cases

    folder = chapter.course.source / chapter.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    notebook = source_notebook(chapter)
    nbformat.write(notebook, folder / f"{chapter.name}.ipynb", version=4)
    text = json.dumps(cases(chapter), indent=1, allow_nan=False, ensure_ascii=False)
    (folder / CASES).write_text(text + "\n", encoding="utf-8")
    return folder


def ensure(chapter: ChapterFiles) -> Path:
    """The release notebook that grading trusts, made anew only when its sources changed.

    It lies in ``build/release``, where no learner works: the copy in ``exercises`` may hold
    somebody's answers.
    """
    notebook = chapter.course.trusted_release(chapter.name)
    stamp = notebook.parent / ".made-from"
    made_from = f"{chapter.digest} {address(chapter.course.root) or ''}".strip()
    if not notebook.is_file() or not stamp.is_file() or stamp.read_text() != made_from:
        assemble(chapter.course.chapter(chapter.name))
        generate(chapter.course, chapter.name)
        stamp.write_text(made_from)
    return notebook


def generate(course: Course, chapter: str) -> None:
    """Run nbgrader's ``generate_assignment`` on an assembled chapter.

    A release is the same whoever makes it: a user's own nbgrader settings do not count.
    """
    where = "--CourseDirectory.release_directory=build/release"
    options = ("--no-db", "--force", "--log-level=WARN", where)
    # Without settings jupyter_core makes an empty folder for them, and leaves it there.
    with TemporaryDirectory() as scratch:
        without = {"JUPYTER_NO_CONFIG": "1", "TMPDIR": scratch}
        nbgrader(course, "generate_assignment", chapter, *options, **without)


def publish(chapter: Chapter, force: bool = False) -> bool:
    """Bring the learners' copy in ``exercises/`` up to date; say whether it had to change.

    Raises
    ------
    CourseError
        If that copy holds answers and `force` is not given: they would be lost.
    """
    if not differences(chapter):
        return False
    folder = chapter.course.release / chapter.name
    answered = answered_in(chapter)
    if answered and not force:
        raise CourseError(
            f"{folder / chapter.name}.ipynb is out of date, but holds answers to "
            f"{', '.join(answered)}: move it somewhere else, or give --force to overwrite it"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name in (f"{chapter.name}.ipynb", CASES):
        shutil.copyfile(chapter.course.trusted_release(chapter.name).parent / name, folder / name)
    return True


def differences(chapter: Chapter) -> list[str]:
    """In what the learners' copy of a chapter differs from a fresh release."""
    fresh = ensure(chapter).parent
    found = []
    for name in (f"{chapter.name}.ipynb", CASES):
        old, new = chapter.course.release / chapter.name / name, fresh / name
        if not old.is_file():
            found.append(f"{old} is missing")
        elif not _same(_read(old), _read(new)):
            found.append(f"{old} is out of date")
    return found


def answered_in(chapter: Chapter) -> list[str]:
    """The exercises and essays that somebody has begun to answer in the learners' copy."""
    mine = chapter.course.release / chapter.name / f"{chapter.name}.ipynb"
    if not mine.is_file():
        return []
    marks = [nbgrader_metadata(cell) for cell in read_release(ensure(chapter)).cells]
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


def nbgrader(course: Course, *arguments: str, **environment: str) -> str:
    """Run an nbgrader command in a course and return what it printed.

    Parameters
    ----------
    course
        Where.
    arguments
        The command line behind ``nbgrader``.
    environment
        Variables to set for it.

    Raises
    ------
    CourseError
        If it failed; the message holds the end of its output.
    """
    done = subprocess.run(
        [sys.executable, "-c", NBGRADER, *arguments],
        cwd=course.root,
        env=os.environ | environment,
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
