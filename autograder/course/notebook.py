"""Read a stranger's notebook, and rebuild it around the release's own cells.

From a submission come the text of its answer cells and the learner's own extra cells,
nothing else: no metadata, no tags, no outputs, no locked cell.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
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
_DEFINES = re.compile(r"^(?:def\s+(\w+)\s*\(|(\w+)\s*=\s*lambda\b)", re.MULTILINE)
# How the id of a learner's own cell begins.
EXTRA = "extra-"


class BadNotebookError(Exception):
    """A submitted file is no notebook that can be read; the message says why."""


@dataclass(frozen=True)
class SubmittedCell:
    """All that is ever looked at in a cell of a submission."""

    kind: str
    source: str
    grade_id: str | None
    cell_id: str | None = None


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
        what = "is not an ordinary file" if os.path.lexists(path) else "is not there"
        raise BadNotebookError(f"{path.name} {what}")
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
        document = json.loads(_text(data))
    except (ValueError, RecursionError) as error:
        why = _kind(data) or str(error)[:200]
        raise BadNotebookError(f"{name} is not a notebook: {why}") from None
    if not isinstance(document, dict):
        raise BadNotebookError(f"{name} is not a notebook: it holds no object")
    cells = document.get("cells")
    if cells is None and isinstance(document.get("worksheets"), list):
        sheets = [s for s in document["worksheets"] if isinstance(s, dict)]
        cells = [c for s in sheets if isinstance(s.get("cells"), list) for c in s["cells"]]
    if not isinstance(cells, list):
        raise BadNotebookError(f"{name} is not a notebook: it has no list of cells")
    return [parsed for cell in cells if (parsed := _parse_cell(cell)) is not None]


def _text(data: bytes) -> str:
    """A file's text; Windows' editors save UTF-16 with a mark in front."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8-sig", errors="replace")


# How a file that is no notebook begins, and what it is then.
_BEGINNINGS = (
    (b"\x1f\x8b", "it is compressed with gzip; unpack it and submit the .ipynb file in it"),
    (b"PK", "it is a zip archive; unpack it and submit the .ipynb file in it"),
    (b"%PDF", "it is a PDF; submit the .ipynb file itself"),
    (b"<", "it is a web page; in Jupyter choose File, Download, which gives the .ipynb file"),
)
_CONFLICT = re.compile(rb"^(<{7} |>{7} )", re.MULTILINE)


def _kind(data: bytes) -> str:
    """What a file that is no JSON is, in words that say what to do; empty if it is not known."""
    if not data.strip():
        return "it is empty; save the notebook and submit it again"
    for begins, what in _BEGINNINGS:
        if data.lstrip().startswith(begins):
            return what
    if _CONFLICT.search(data):
        return "it holds marks of a git conflict (<<<<<<<); resolve it and submit it again"
    if data.lstrip()[:1] == b"{" and data.rstrip()[-1:] != b"}":
        return "it breaks off in the middle; submit it again"
    return ""


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
    kind, cell_id = cell.get("cell_type"), cell.get("id")
    return SubmittedCell(
        kind if isinstance(kind, str) else "code",
        source,
        grade_id if isinstance(grade_id, str) else None,
        cell_id if isinstance(cell_id, str) else None,
    )


def read_release(path: Path) -> NotebookNode:
    """Read a release notebook, which is trusted."""
    return nbformat.read(path, as_version=4)


def nbgrader_metadata(cell: NotebookNode) -> dict[str, Any]:
    """The nbgrader metadata of a release's cell."""
    # Asked often; and a notebook's attributes are found ten times more slowly than its items.
    return cell["metadata"].get("nbgrader", {})


def is_answer(cell: NotebookNode) -> bool:
    """Whether the learner writes this cell."""
    return bool(nbgrader_metadata(cell).get("solution"))


def is_check(cell: NotebookNode) -> bool:
    """Whether the grader puts a verdict into this cell."""
    mark = nbgrader_metadata(cell)
    return cell["cell_type"] == "code" and bool(mark.get("grade")) and not mark.get("solution")


def prelude(release: NotebookNode) -> tuple[str, ...]:
    """The code cells that come before anything of a learner's: they run alike for everybody."""
    code = (cell for cell in release.cells if cell.cell_type == "code")
    first = takewhile(lambda cell: not is_answer(cell) and not is_check(cell), code)
    return tuple(cell.source for cell in first)


def known_cells(release: NotebookNode) -> dict[str, str]:
    """By what a release's graded, locked and answer cells are known: cell id to grade id."""
    marks = ((cell.get("id"), nbgrader_metadata(cell).get("grade_id")) for cell in release.cells)
    return {cell_id or grade_id: grade_id for cell_id, grade_id in marks if grade_id}


def is_of(release: NotebookNode, cells: Iterable[SubmittedCell]) -> int:
    """How many of a notebook's cells are this release's, by grade id or cell id."""
    known = known_cells(release)
    ids = set(known.values())
    return len({c.grade_id for c in cells if c.grade_id in ids or c.cell_id in known})


def restored(
    release: NotebookNode, submitted: Iterable[SubmittedCell]
) -> tuple[list[SubmittedCell], tuple[str, ...]]:
    """Give cells that lost nbgrader's metadata back the grade id that they had.

    Some editors and converters drop the metadata of cells. A cell is known then by its cell
    id, or an answer by the function that it defines, the last one that does.

    Returns
    -------
    cells, notes
        The cells, and what the instructor should know of it.
    """
    cells = list(submitted)
    known = known_cells(release)
    wanted = set(known.values()) - {cell.grade_id for cell in cells}
    back: list[str] = []
    for number, cell in enumerate(cells):
        grade_id = known.get(cell.cell_id or "")
        if cell.grade_id is None and grade_id in wanted:
            cells[number] = replace(cell, grade_id=grade_id)
            wanted.discard(grade_id)
            back.append(grade_id)
    answers = {nbgrader_metadata(c)["grade_id"] for c in release.cells if is_answer(c)} & wanted
    for number, cell in reversed(list(enumerate(cells))):
        if cell.grade_id is None and cell.kind == "code":
            names = (found[1] or found[2] for found in _DEFINES.finditer(cell.source))
            defined = {f"{name}{ANSWER}" for name in names} & answers
            for grade_id in sorted(defined)[:1]:
                cells[number] = replace(cell, grade_id=grade_id)
                answers.discard(grade_id)
                back.append(grade_id)
    mine = sorted(g.removesuffix(ANSWER) for g in back if g.endswith(ANSWER))
    if not mine:
        return cells, ()
    note = "nbgrader's marks were lost; these answers were known by cell id or function name: "
    return cells, (note + ", ".join(mine),)


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
    made.id = f"{EXTRA}{anchor or 'top'}-{number}"[:64]
    return made
