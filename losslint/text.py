"""Prose with the place of each of its characters in the file, whatever markup stood between."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_END = re.compile(r"(?<=[.!?])(?P<closed>[\"”’')]*)\s+(?=[\"“‘'(]?[A-Z0-9`])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|al|Fig|Figs|Eq|Sec|Dr|Mr|Ms|No)|\b[A-Z])\.$"
)


@dataclass(frozen=True)
class Prose:
    """A stretch of text as a reader sees it.

    Attributes
    ----------
    text
        What is read, with markup gone, code and formulas replaced by a single sign.
    at
        For each character of `text` its offset in the file, in characters; not decreasing.
    """

    text: str
    at: Sequence[int]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.at):
            raise ValueError(f"{len(self.text)} characters, but {len(self.at)} places")

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Start and end of each sentence in `text`."""
        start = 0
        for end in _END.finditer(self.text):
            if _ABBREVIATION.search(self.text, max(start, end.start() - 8), end.start()):
                continue
            yield start, max(end.end("closed"), end.start())
            start = end.end()
        if start < len(self.text):
            yield start, len(self.text)


def plain(text: str, start: int = 0) -> Prose:
    """Text without markup that begins at offset `start` of its file."""
    return Prose(text, range(start, start + len(text)))


class Lines:
    """From an offset to a line and a column, both counted from 1, in characters."""

    def __init__(self, source: str) -> None:
        lengths = (len(line) for line in source.splitlines(keepends=True))
        self.starts = [0, *accumulate(lengths)]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = max(bisect_right(self.starts, offset), 1)
        return line, offset - self.starts[line - 1] + 1
