"""Which cells of a release no answer can change.

A demonstration is a locked cell behind somebody's answer. If it uses nothing but what the
notebook's first cells have defined, it gives the same to everybody, and need run only once: unless
a cell of this learner's in front of it could have changed what it uses, which
:class:`autograder.sandbox.session.Session` asks :mod:`autograder.sandbox.reach`.
"""

from __future__ import annotations

import ast
import builtins
from typing import Any

from nbformat import NotebookNode

from autograder.course.notebook import is_answer, is_check, prelude
from autograder.sandbox.names import global_names, root
from autograder.sandbox.reach import Cell, Opening, read

_BUILTINS = frozenset(dir(builtins))


def known_cells(release: NotebookNode) -> dict[str, Any]:
    """What a :class:`~autograder.sandbox.Zygote` is told to run before anybody's answer."""
    return {
        "prelude": prelude(release),
        "once": demonstrations(release),
        "opening": Opening(imported(release), defined(release)),
    }


def demonstrations(release: NotebookNode) -> tuple[Cell, ...]:
    """The cells of a release that use only what its first cells define, and change nothing."""
    first = prelude(release)
    opening = global_names("\n".join(first))
    if opening is None:
        return ()
    found = []
    code = [cell for cell in release.cells if cell.cell_type == "code" and not is_check(cell)]
    for place, cell in enumerate(code):
        names = None if is_answer(cell) or place < len(first) else global_names(cell.source)
        seen = None if names is None else read(cell.source)
        if names is None or seen is None or _displays(cell.source):
            continue
        uses = names.read - names.bound
        if uses <= opening.bound | _BUILTINS and uses.isdisjoint(seen.written):
            uses |= opening.later
            found.append(Cell(cell.source, uses, names.bound, place))
    return tuple(found)


def _displays(source: str) -> bool:
    """Whether a cell ends with a value that is shown; IPython keeps such values by number."""
    *_, last = ast.parse(source).body or [ast.Pass()]
    printed = isinstance(last, ast.Expr) and isinstance(last.value, ast.Call)
    return isinstance(last, ast.Expr) and not (printed and root(last.value) == "print")


def imported(release: NotebookNode) -> frozenset[str]:
    """The names that a release's first cells import."""
    opening = global_names("\n".join(prelude(release)))
    return frozenset() if opening is None else opening.imported


def defined(release: NotebookNode) -> frozenset[str]:
    """The names that they define besides."""
    opening = global_names("\n".join(prelude(release)))
    return frozenset() if opening is None else opening.bound - opening.imported
