"""The folder that a learner works in: copied from the releases, and kept when those change.

In it lies a folder for each chapter with the notebook and its ``cases.json``, and in ``.lossbook``
the releases that the notebooks were begun from. Git ignores it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from losslab import progress

from autograder.course.catalog import Listed, ListedChapter, names
from autograder.course.course import Course, CourseError
from autograder.course.names import ANSWER, CASES
from autograder.learner.merging import Changes, merge
from autograder.learner.notebooks import (
    Notebook,
    grade_id,
    is_answer,
    known_as,
    put_back,
    read,
    source,
    unused,
    write,
)

# Names another folder than `work` in the course's.
VARIABLE = "LOSSBOOK_WORK"
BACKUPS = "backups"
_KEPT = ".lossbook"


def folder(course: Course) -> Path:
    """Where a learner works."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser().resolve() if named else course.root / "work"


@dataclass(frozen=True)
class Started:
    """A chapter that is ready to be worked in.

    Parameters
    ----------
    notebook
        Its notebook.
    fresh
        Whether it was copied just now.
    changes
        What a newer release changed in it.
    backup
        Where the notebook is kept as it was before that.
    """

    notebook: Path
    fresh: bool
    changes: Changes
    backup: Path | None = None


def start(course: Course, chapter: str) -> Started:
    """Copy a chapter into the work folder, or merge a newer release into what is there.

    Raises
    ------
    CourseError
        If there is no release of the chapter, or a file is no notebook.
    """
    release = course.release / chapter / f"{chapter}.ipynb"
    if not release.is_file():
        raise CourseError(f"{release} is missing: run `lossbook assemble {chapter}` first")
    home = folder(course)
    notebook = home / chapter / release.name
    base = home / _KEPT / release.name
    if not notebook.exists():
        write(notebook, read(release))
        _copy_beside(release, notebook, base)
        return Started(notebook, True, Changes())
    mine = read(notebook)
    if base.is_file() and _digest(base) == _digest(release):
        shutil.copyfile(release.parent / CASES, notebook.parent / CASES)
        return Started(notebook, False, Changes(restored=_restored(notebook, mine, read(release))))
    merged, changes = merge(read(base) if base.is_file() else None, mine, read(release))
    backup = None
    if merged != mine:
        backup = unused(notebook.parent / BACKUPS, chapter, ".ipynb")
        backup.parent.mkdir(exist_ok=True)
        shutil.copyfile(notebook, backup)
        write(notebook, merged)
    _copy_beside(release, notebook, base)
    return Started(notebook, False, changes, backup)


def _restored(path: Path, mine: Notebook, release: Notebook) -> list[str]:
    """Put back the answer cells that are gone; the exercises that they belong to."""
    answers = [grade_id(cell) or "" for cell in release["cells"] if is_answer(cell)]
    restored = [name for name in answers if put_back(mine, release, name)]
    if restored:
        write(path, mine)
    return [name.removesuffix(ANSWER) for name in restored]


def _copy_beside(release: Path, notebook: Path, base: Path) -> None:
    shutil.copyfile(release.parent / CASES, notebook.parent / CASES)
    base.parent.mkdir(exist_ok=True)
    shutil.copyfile(release, base)


def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def reset(course: Course, path: Path, exercise: Listed) -> Path | None:
    """Put the answer cell of one exercise back; returns where the old answer is kept.

    Parameters
    ----------
    course
        Whose release gives the empty answer cell.
    path
        The notebook, wherever it lies and whatever it is called.
    exercise
        Which; None is returned where nothing had been written, or the cell was gone. It is put
        back where it was.
    """
    wanted = f"{exercise.id}{ANSWER}"
    release = _release(course, exercise.chapter)
    fresh = _answer(release, wanted)
    if fresh is None:
        raise CourseError(f"the release of {exercise.chapter} has no answer cell for {exercise.id}")
    notebook = read(path)
    progress.forget(exercise.chapter, exercise.id)
    if put_back(notebook, release, wanted):
        write(path, notebook)
        return None
    cell = next(cell for cell in notebook["cells"] if known_as(cell, wanted))
    if source(cell) == source(fresh):
        return None
    kept = unused(path.parent / BACKUPS, exercise.id, ".py")
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(source(cell) + "\n", encoding="utf-8")
    cell["source"] = fresh["source"]
    if cell.get("cell_type") == "code":
        cell["outputs"], cell["execution_count"] = [], None
    write(path, notebook)
    return kept


def untouched(course: Course, notebook: Notebook) -> bool:
    """Whether all code of a notebook stands in some release, so that there is nothing to grade."""
    released = {
        source(cell) for path in course.release.glob("*/*.ipynb") for cell in read(path)["cells"]
    }
    return all(
        source(cell) in released for cell in notebook["cells"] if cell.get("cell_type") == "code"
    )


def _release(course: Course, chapter: str) -> Notebook:
    name = f"{chapter}.ipynb"
    for path in (course.release / chapter / name, folder(course) / _KEPT / name):
        if path.is_file():
            return read(path)
    raise CourseError(f"{course.release / chapter / name} is missing")


def _answer(notebook: Notebook, wanted: str) -> dict[str, object] | None:
    return next((c for c in notebook["cells"] if is_answer(c) and grade_id(c) == wanted), None)


def next_exercise(
    chapters: list[ListedChapter], states: dict[progress.Key, progress.State]
) -> Listed | None:
    """The first exercise that is not solved: in the chapter last worked in, if one is left there.

    Parameters
    ----------
    chapters
        Where to look, in the book's order.
    states
        What :func:`losslab.progress.read` gave.
    """
    latest = max(states, key=lambda key: states[key].at, default=("", ""))[0]
    ordered = sorted(chapters, key=lambda chapter: chapter.name != latest)
    for chapter in ordered:
        for one in chapter.exercises:
            if not states.get((one.chapter, one.id), progress.NOTHING).solved:
                return one
    return None


def notebooks(course: Course) -> list[Path]:
    """The notebooks of the work folder, in the book's order."""
    home = folder(course)
    there = [home / name / f"{name}.ipynb" for name in names(course)]
    return [path for path in there if path.is_file()]
