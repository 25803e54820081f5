"""Make the gradebook know an assignment as its release is now, whatever it knew before.

nbgrader's ``generate_assignment`` refuses this as soon as there are submissions, and removes
the release when it fails. Here rows are added and changed in place: what people have scored stays.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry, Notebook
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

Cells = dict[str, dict[str, Any]]
KINDS = ("grade", "solution", "task", "source")


@dataclass
class Brought:
    """What has changed in an assignment that the gradebook knew already.

    Parameters
    ----------
    gone
        The graded cells that are no more; their scores go with them, and into the audit.
    points
        Graded cells that are worth something else now, with their points before and after.
    """

    gone: list[str] = field(default_factory=list)
    points: list[tuple[str, float, float]] = field(default_factory=list)


def bring_up_to_date(book: Gradebook, assignment: str, release: NotebookNode) -> Brought:
    """Add, change and remove the rows of an assignment's cells; what has changed."""
    wanted = _cells(release)
    try:
        notebook = book.find_notebook(assignment, assignment)
    except MissingEntry:
        kernel = json.dumps(release.metadata.get("kernelspec", {}))
        book.update_or_create_assignment(assignment)
        notebook = book.update_or_create_notebook(assignment, assignment, kernelspec=kernel)
    brought = Brought()
    for kind in KINDS:
        _bring(book, assignment, notebook, kind, wanted[kind], brought)
    book.db.commit()
    book.db.expire_all()
    return brought


def _cells(release: NotebookNode) -> dict[str, Cells]:
    """What nbgrader's ``SaveCells`` would store of a release, by kind and grade id."""
    found: dict[str, Cells] = {kind: {} for kind in KINDS}
    for cell in release.cells:
        grades, solution, task = is_grade(cell), is_solution(cell), is_task(cell)
        if not (grades or solution or task or is_locked(cell)):
            continue
        mark = cell.metadata["nbgrader"]
        name = mark["grade_id"]
        worth = {"cell_type": cell.cell_type}
        if grades:
            found["grade"][name] = worth | {"max_score": float(mark["points"])}
        if solution:
            found["solution"][name] = {}
        if task:
            found["task"][name] = worth | {"max_score": float(mark["points"])}
        found["source"][name] = {
            "cell_type": cell.cell_type,
            "locked": is_locked(cell),
            "source": cell.source,
            "checksum": mark.get("checksum"),
        }
    return found


def _bring(
    book: Gradebook,
    assignment: str,
    notebook: Notebook,
    kind: str,
    wanted: Cells,
    brought: Brought,
) -> None:
    counts = kind in ("grade", "task")
    stored = {cell.name: cell for cell in getattr(notebook, f"{kind}_cells")}
    update = getattr(book, f"update_or_create_{kind}_cell")
    for name, values in wanted.items():
        cell = stored.get(name)
        if counts and cell is not None and cell.max_score != values["max_score"]:
            brought.points.append((name, float(cell.max_score or 0), values["max_score"]))
        if cell is None or any(getattr(cell, key) != value for key, value in values.items()):
            update(name, assignment, assignment, **values)
    gone = [name for name in stored if name not in wanted]
    for name in gone:
        cell = stored[name]
        for child in [*getattr(cell, "grades", ()), *getattr(cell, "comments", ())]:
            book.db.delete(child)
        book.db.delete(cell)
    brought.gone += gone if counts else []
