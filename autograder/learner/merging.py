"""Bring a notebook that somebody works in up to a newer release, without losing a word.

The new release gives the cells and their order. Answers, a learner's own cells and the outputs
of cells that are the same are kept. What can be kept in no cell of the release becomes a cell
of the learner's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from autograder.course.names import ANSWER, STUBS
from autograder.learner.notebooks import (
    Cell,
    Notebook,
    grade_id,
    is_answer,
    mark,
    source,
)


@dataclass
class Changes:
    """What a merge did.

    Parameters
    ----------
    added, removed
        Exercises and essays that are new, or are no longer there.
    tasks
        Exercises whose task has changed below an answer that was kept.
    texts
        How many other cells have changed.
    kept
        How many cells were kept as a learner's own, because the release has no place for them.
    restored
        Exercises whose answer cell was gone and is back, empty.
    """

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    texts: int = 0
    kept: int = 0
    restored: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether the notebook is another one than before."""
        lists = self.added, self.removed, self.tasks, self.restored
        return any(lists) or bool(self.texts or self.kept)

    def told(self) -> list[str]:
        """The changes as sentences."""
        said = []
        if self.added:
            said.append(f"new: {', '.join(self.added)}")
        if self.tasks:
            said.append(
                f"the task has changed, your answer stays: {', '.join(self.tasks)} "
                "(`lossbook reset` shows the new one and keeps your answer in a backup)"
            )
        if self.removed:
            said.append(f"no longer an exercise, your cells stay: {', '.join(self.removed)}")
        if self.texts:
            said.append(f"{self.texts} other cells have a new text")
        if self.kept:
            said.append(f"{self.kept} cells that you had changed stay as cells of your own")
        return said


def merge(base: Notebook | None, mine: Notebook, new: Notebook) -> tuple[Notebook, Changes]:
    """The newer release with all that is in `mine`.

    Parameters
    ----------
    base
        The release that `mine` was begun from, if it is known.
    mine
        The notebook that somebody works in.
    new
        The newer release.

    Returns
    -------
    tuple
        The merged notebook, and what has changed in it.
    """
    return _Merge(base, mine, new).made()


class _Merge:
    def __init__(self, base: Notebook | None, mine: Notebook, new: Notebook):
        self.new, self.mine, self.changes = new, mine, Changes()
        self.before = _by_id(base) if base else {}
        self.there = _by_id(new)
        self.theirs: dict[str, Cell] = {}
        self.extras: dict[str | None, list[Cell]] = {}
        self.ids = {str(cell.get("id")) for cell in new["cells"]}
        self._sort()

    def _sort(self) -> None:
        """Tell the release's cells in `mine` from the learner's own, and where these stand."""
        anchor: str | None = None
        for cell in self.mine["cells"]:
            name = grade_id(cell)
            if name in self.there and name not in self.theirs:
                assert name is not None
                self.theirs[name] = cell
                anchor = name
            elif name is None or name in self.theirs or self._worth_keeping(name, cell):
                if name is not None and name in self.theirs and self._is_copy(name, cell):
                    continue
                self.extras.setdefault(anchor, []).append(cell)

    def _is_copy(self, name: str, cell: Cell) -> bool:
        return source(cell) in (source(self.theirs[name]), source(self.there[name]))

    def _worth_keeping(self, name: str, cell: Cell) -> bool:
        """Whether a cell that the new release no longer has holds something of the learner's."""
        old = self.before.get(name)
        if is_answer(cell):
            self.changes.removed.append(name.removesuffix(ANSWER))
            return not _untouched(cell, old)
        return old is not None and source(cell) != source(old)

    def made(self) -> tuple[Notebook, Changes]:
        cells = [self._own(cell) for cell in self.extras.get(None, [])]
        for cell in self.new["cells"]:
            name = grade_id(cell)
            cells += self._placed(cell, name)
            if name is not None:
                cells += [self._own(extra) for extra in self.extras.get(name, [])]
        metadata = {**self.new.get("metadata", {}), **self.mine.get("metadata", {})}
        notebook = {**self.new, "metadata": metadata, "cells": cells}
        return notebook, self.changes

    def _placed(self, cell: Cell, name: str | None) -> list[Cell]:
        """A cell of the new release as it stands in the merged notebook."""
        mine = self.theirs.get(name) if name else None
        if mine is None:
            if is_answer(cell) and name is not None and name not in self.before:
                self.changes.added.append(name.removesuffix(ANSWER))
            return [cell]
        assert name is not None
        old = self.before.get(name)
        if source(mine) == source(cell):
            return [_with_outputs(cell, mine)]
        if is_answer(cell):
            if _untouched(mine, old):
                self.changes.tasks += [] if old is None else [name.removesuffix(ANSWER)]
                return [cell]
            if old is not None and source(old) != source(cell):
                self.changes.tasks.append(name.removesuffix(ANSWER))
            return [_with_outputs({**cell, "source": mine.get("source", "")}, mine)]
        if old is not None and source(old) == source(cell):  # the learner has changed it
            self.changes.kept += 1
            return [cell, self._own(mine)]
        self.changes.texts += 1
        if old is None or source(mine) == source(old):
            return [cell]
        self.changes.kept += 1
        return [cell, self._own(mine)]

    def _own(self, cell: Cell) -> Cell:
        """A cell as one of the learner's own, with an id that no other cell has."""
        metadata: dict[str, Any] = dict(cell.get("metadata") or {})
        for name in ("nbgrader", "editable", "deletable"):
            metadata.pop(name, None)
        made = {**cell, "metadata": metadata}
        wanted = str(cell.get("id") or "own")
        number = 1
        fresh = wanted
        while fresh in self.ids:
            number += 1
            fresh = f"{wanted[:56]}-{number}"
        self.ids.add(fresh)
        return {**made, "id": fresh}


def _by_id(notebook: Notebook) -> dict[str, Cell]:
    return {name: cell for cell in notebook["cells"] if (name := grade_id(cell)) is not None}


def _untouched(cell: Cell, old: Cell | None) -> bool:
    if old is not None:
        return source(cell) == source(old)
    text = source(cell)
    return not text.strip() or text.rstrip().endswith(STUBS)


def _with_outputs(cell: Cell, mine: Cell) -> Cell:
    """A release's cell with what it printed when the learner ran it."""
    if cell.get("cell_type") != "code" or mine.get("cell_type") != "code":
        return cell
    shown: Cell = {key: mine[key] for key in ("outputs", "execution_count") if key in mine}
    metadata = {**(mine.get("metadata") or {}), **cell["metadata"]}
    assert mark({"metadata": metadata}) == mark(cell)
    return {**cell, **shown, "metadata": metadata}
