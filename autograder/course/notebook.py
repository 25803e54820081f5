"""Read a stranger's notebook, and rebuild it around the release's own cells.

From a submission come the text of its answer cells and the learner's own extra cells,
nothing else: no metadata, no tags, no outputs, no locked cell.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.course.names import ANSWER

__all__ = [
    "ANSWER",
    "BadNotebookError",
    "SubmittedCell",
    "is_answer",
    "is_check",
    "keep_exercises",
    "nbgrader_metadata",
    "parse_submission",
    "prelude",
    "read_release",
    "read_submission",
    "rebuild",
    "submitted_bytes",
]

MAX_NOTEBOOK_BYTES = 20 * 2**20
MAX_CELL_CHARACTERS = 200_000
MAX_EXTRA_CELLS = 500
# Every list, dict and item takes memory when it is read, whatever it holds.
MAX_CONTAINERS, MAX_ITEMS = 300_000, 2_000_000


class BadNotebookError(Exception):
    """A submitted file is no notebook that can be read; the message says why."""


@dataclass(frozen=True)
class SubmittedCell:
    """All that is ever looked at in a cell of a submission."""

    kind: str
    source: str
    grade_id: str | None


def read_submission(path: Path) -> list[SubmittedCell]:
    """Read the cells of a submitted notebook; raises BadNotebookError like `submitted_bytes`."""
    return parse_submission(submitted_bytes(path), path.name)


def submitted_bytes(path: Path) -> bytes:
    """Read a submitted file.

    Raises
    ------
    BadNotebookError
        If the file is a link or too large; parsing may find that it is not a notebook.
    """
    if path.is_symlink() or not path.is_file():
        raise BadNotebookError(f"{path.name} is not an ordinary file")
    if path.stat().st_size > MAX_NOTEBOOK_BYTES:
        raise BadNotebookError(
            f"{path.name} has more than {MAX_NOTEBOOK_BYTES // 2**20} MiB; "
            "clear its outputs and submit it again"
        )
    return path.read_bytes()


def parse_submission(data: bytes, name: str = "the notebook") -> list[SubmittedCell]:
    """The cells of a notebook given as bytes; raises BadNotebookError like `read_submission`."""
    if data.count(b"[") + data.count(b"{") > MAX_CONTAINERS or data.count(b",") > MAX_ITEMS:
        raise BadNotebookError(
            f"{name} holds too many items to be read; clear its outputs and submit it again"
        )
    try:
        document = json.loads(data.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError) as error:
        raise BadNotebookError(f"{name} is not a notebook: {str(error)[:200]}") from None
    if not isinstance(document, dict):
        raise BadNotebookError(f"{name} is not a notebook: it holds no object")
    cells = document.get("cells")
    if cells is None and isinstance(document.get("worksheets"), list):
        sheets = [s for s in document["worksheets"] if isinstance(s, dict)]
        cells = [c for s in sheets if isinstance(s.get("cells"), list) for c in s["cells"]]
    if not isinstance(cells, list):
        raise BadNotebookError(f"{name} is not a notebook: it has no list of cells")
    return [parsed for cell in cells if (parsed := _parse_cell(cell)) is not None]


def _parse_cell(cell: Any) -> SubmittedCell | None:
    if not isinstance(cell, dict):
        return None
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return None
    # A lone surrogate cannot be written to any file.
    source = source[:MAX_CELL_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
    metadata = cell.get("metadata")
    mark = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = mark.get("grade_id") if isinstance(mark, dict) else None
    kind = cell.get("cell_type")
    return SubmittedCell(
        kind if isinstance(kind, str) else "code",
        source,
        grade_id if isinstance(grade_id, str) else None,
    )


def read_release(path: Path) -> NotebookNode:
    """Read a release notebook, which is trusted."""
    return nbformat.read(path, as_version=4)


def nbgrader_metadata(cell: NotebookNode) -> dict[str, Any]:
    """The nbgrader metadata of a release's cell."""
    return cell.metadata.get("nbgrader", {})


def is_answer(cell: NotebookNode) -> bool:
    """Whether the learner writes this cell."""
    return bool(nbgrader_metadata(cell).get("solution"))


def is_check(cell: NotebookNode) -> bool:
    """Whether the grader puts a verdict into this cell."""
    mark = nbgrader_metadata(cell)
    return cell.cell_type == "code" and bool(mark.get("grade")) and not mark.get("solution")


def prelude(release: NotebookNode) -> tuple[str, ...]:
    """The code cells that come before anything of a learner's: they run alike for everybody."""
    code = (cell for cell in release.cells if cell.cell_type == "code")
    first = takewhile(lambda cell: not is_answer(cell) and not is_check(cell), code)
    return tuple(cell.source for cell in first)


def rebuild(release: NotebookNode, submitted: Iterable[SubmittedCell]) -> NotebookNode:
    """The notebook to run: the release, with the learner's answers and extra cells.

    An answer cell takes the source of the first submitted cell with its id. Every other
    submitted cell that is not one of the release's is an extra cell, and keeps its place
    behind the release cell that it followed. A missing answer keeps the release's stub.
    """
    notebook = _copy(release)
    ids = {nbgrader_metadata(cell).get("grade_id") for cell in release.cells} - {None}
    answer_ids = {nbgrader_metadata(c).get("grade_id") for c in release.cells if is_answer(c)}
    locked = ids - answer_ids
    answers: dict[str, str] = {}
    extras: dict[str | None, list[SubmittedCell]] = {}
    seen: set[str] = set()
    anchor: str | None = None
    count = 0
    for cell in submitted:
        if cell.grade_id in ids and cell.grade_id not in seen:
            assert cell.grade_id is not None
            anchor = cell.grade_id
            seen.add(anchor)
            answers[anchor] = cell.source
        elif cell.grade_id in locked:
            continue  # a second copy of a locked cell
        elif cell.source.strip() and count < MAX_EXTRA_CELLS:
            extras.setdefault(anchor, []).append(cell)
            count += 1
    cells = [_extra(cell, None, i) for i, cell in enumerate(extras.get(None, []))]
    for cell in notebook.cells:
        grade_id = nbgrader_metadata(cell).get("grade_id")
        if is_answer(cell) and grade_id in answers:
            cell.source = answers[grade_id]
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        cells.append(cell)
        if grade_id is not None:
            cells += [_extra(c, grade_id, i) for i, c in enumerate(extras.get(grade_id, []))]
    notebook.cells = cells
    return notebook


def keep_exercises(notebook: NotebookNode, only: Collection[str]) -> None:
    """Leave the checks of some exercises in a rebuilt notebook, and no cell behind the last one."""
    kept: list[NotebookNode] = []
    last = 0
    for cell in notebook.cells:
        wanted = nbgrader_metadata(cell).get("grade_id") in only
        if wanted or not is_check(cell):
            kept.append(cell)
        if wanted:
            last = len(kept)
    notebook.cells = kept[:last]


def _copy(release: NotebookNode) -> NotebookNode:
    """A notebook whose cells and metadata can be changed; deep copies of nodes are slow."""
    notebook = NotebookNode(release)
    notebook.metadata = NotebookNode(release.metadata)
    notebook.cells = [NotebookNode(cell) for cell in release.cells]
    for cell in notebook.cells:
        cell.metadata = NotebookNode(cell.metadata)
    return notebook


def _extra(cell: SubmittedCell, anchor: str | None, number: int) -> NotebookNode:
    make = nbformat.v4.new_code_cell if cell.kind == "code" else nbformat.v4.new_markdown_cell
    made = make(source=cell.source)
    made.id = f"extra-{anchor or 'top'}-{number}"[:64]
    return made
