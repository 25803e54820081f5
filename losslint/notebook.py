"""Jupyter notebooks: the prose of text cells and the comments of code cells.

The notebook is read as JSON that remembers where each character of a string stands in the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from losslint import code, markdown
from losslint.text import Prose

_SPACE = re.compile(r"[\s,:]*")
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|.", re.S)
_ATOM = re.compile(r"[^\s,\]}]+")


class NotebookError(ValueError):
    """A file is no notebook."""


@dataclass
class _Text:
    """A string of the file, and the offset of each of its characters."""

    value: str = ""
    at: list[int] = field(default_factory=list)

    def __iadd__(self, other: _Text) -> _Text:
        return _Text(self.value + other.value, self.at + other.at)


def prose(source: str) -> Iterator[Prose]:
    """What is read in a notebook; raises NotebookError if it is none."""
    try:
        language = json.loads(source).get("metadata", {}).get("kernelspec", {}).get("language")
        notebook, _ = _parse(source, _skip(source, 0))
        cells = [(cell["cell_type"].value, _source(cell)) for cell in notebook["cells"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotebookError("it is no notebook of format 4 (JSON with cells)") from error
    for kind, whole in cells:
        if kind == "markdown":
            found = markdown.prose(whole.value)
        elif kind == "code":
            found = code.comments(whole.value, language or "python")
        else:
            continue
        at: Sequence[int] = [*whole.at, whole.at[-1] + 1 if whole.at else 0]
        for block in found:
            yield Prose(block.text, [at[place] for place in block.at])


def _source(cell: dict[str, Any]) -> _Text:
    parts = cell.get("source", [])
    whole = _Text()
    for part in parts if isinstance(parts, list) else [parts]:
        whole += part
    return whole


def _parse(source: str, here: int) -> tuple[Any, int]:
    """The JSON value at offset `here`, which is known to be valid, and the offset behind it."""
    sign = source[here]
    if sign == '"':
        value, end = scanstring(source, here + 1, False)
        at: list[int] = []
        for piece in _ESCAPE.finditer(source, here + 1, end - 1):
            at.append(piece.start())
        return _Text(value, at), end
    if sign not in "[{":
        atom = _ATOM.match(source, here)
        assert atom is not None
        return None, atom.end()
    items: list[Any] = []
    here = _skip(source, here + 1)
    while source[here] not in "]}":
        item, here = _parse(source, here)
        items.append(item)
        here = _skip(source, here)
    if sign == "[":
        return items, here + 1
    keys = (key.value for key in items[::2])
    return dict(zip(keys, items[1::2], strict=True)), here + 1


def _skip(source: str, here: int) -> int:
    space = _SPACE.match(source, here)
    assert space is not None
    return space.end()
