"""A learner's notebook as JSON: read it, know it by its cells, write it without a gap.

Nothing here imports nbformat: these commands answer at once.
"""

from __future__ import annotations

import copy
import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.course.catalog import ListedChapter
from autograder.course.course import CourseError
from autograder.course.names import ANSWER, STUBS

Cell = dict[str, Any]
Notebook = dict[str, Any]


def read(path: Path) -> Notebook:
    """Read a notebook; a CourseError in one sentence if the file is none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CourseError(f"there is no notebook {path}") from None
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}") from None
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise CourseError(f"{path} is no notebook: {_what_it_is(data)}") from None
    cells = found.get("cells") if isinstance(found, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise CourseError(f"{path} is no notebook: it has no list of cells")
    return found


def _what_it_is(data: bytes) -> str:
    if not data.strip():
        return "it is empty"
    if b"<<<<<<<" in data and b">>>>>>>" in data:
        return "it holds the marks of a merge conflict; take one side and remove the marks"
    if data.lstrip()[:1] == b"<":
        return "it is a web page"
    if data[:2] == b"PK":
        return "it is a zip; unpack it first"
    return "it holds no JSON"


def write(path: Path, notebook: Notebook) -> None:
    """Write a notebook as Jupyter does: the old one stands until the new one is whole."""
    text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".ipynb")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        with suppress(FileNotFoundError):
            os.chmod(name, path.stat().st_mode & 0o777)
        os.replace(name, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)
        raise


def unused(folder: Path, stem: str, suffix: str) -> Path:
    """A name with the time in it that no file has yet."""
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        path = folder / f"{stem}-{stamp}{more}{suffix}"
        if not path.exists():
            return path
        number += 1


def source(cell: Cell) -> str:
    """A cell's text."""
    text = cell.get("source", "")
    return "".join(map(str, text)) if isinstance(text, list) else str(text)


def mark(cell: Cell) -> dict[str, Any]:
    """What nbgrader knows of a cell."""
    metadata = cell.get("metadata")
    found = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) else {}


def grade_id(cell: Cell) -> str | None:
    """The name of a release's cell; None for a learner's own."""
    found = mark(cell).get("grade_id")
    return found if isinstance(found, str) else None


def known_as(cell: Cell, name: str) -> bool:
    """Whether this is the release's cell of that name, also if it has lost its metadata."""
    return name in (grade_id(cell), cell.get("id"))


def has_answer(notebook: Notebook, exercise: str) -> bool:
    """Whether the cell for an exercise's answer is there."""
    return any(known_as(cell, f"{exercise}{ANSWER}") for cell in notebook["cells"])


def put_back(notebook: Notebook, release: Notebook, name: str) -> bool:
    """Put a cell of the release where it was, behind the nearest one before it that is left.

    Returns False, and does nothing, where it is still there or the release has none.
    """
    if any(known_as(cell, name) for cell in notebook["cells"]):
        return False
    place, cells = 0, notebook["cells"]
    for cell in release["cells"]:
        own = grade_id(cell) or _own_id(cell)
        if own == name:
            cells.insert(place, copy.deepcopy(cell))
            return True
        place = next((i + 1 for i, c in enumerate(cells) if known_as(c, own)), place)
    return False


def is_answer(cell: Cell) -> bool:
    """Whether a learner writes this cell of a release."""
    return bool(mark(cell).get("solution"))


def begun(notebook: Notebook) -> dict[str, str]:
    """The answers that are more than the stub, by exercise."""
    found: dict[str, str] = {}
    for cell in notebook["cells"]:
        name = grade_id(cell) or _own_id(cell)
        if name.endswith(ANSWER):
            text = source(cell)
            if text.strip() and not any(stub in text for stub in STUBS):
                found.setdefault(name.removesuffix(ANSWER), text)
    return found


def _own_id(cell: Cell) -> str:
    """The cell's id in the file, which the assembler makes the same as its grade id."""
    return str(cell.get("id", ""))


def chapter_of(path: Path, notebook: Notebook, among: Sequence[ListedChapter]) -> ListedChapter:
    """The chapter that a notebook belongs to by its cells, whatever its file is called."""
    there = {name for cell in notebook["cells"] for name in (grade_id(cell), _own_id(cell)) if name}
    held = {c.name: sum(f"{e.id}{ANSWER}" in there for e in c.exercises) for c in among}
    best = max(among, key=lambda chapter: held[chapter.name], default=None)
    if best is not None and held[best.name]:
        return best
    for chapter in among:
        if chapter.name == path.stem:
            return chapter
    names = ", ".join(chapter.name for chapter in among)
    raise CourseError(f"{path} has no exercise of this course in it; its chapters are: {names}")
