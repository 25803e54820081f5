"""Comments and docstrings of program code, in every language that Pygments reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, String
from pygments.util import ClassNotFound

from losslint.text import Prose

_MARKS = re.compile(r"^[ \t]*(?:#+!?|//+!?|/\*+|\*+/?|--+|%+|;+|\"{3}|'{3}|<!--)?[ \t]?", re.M)
_TAIL = re.compile(r"(?:\*+/|\"{3}|'{3}|-->)\s*$")


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def comments(source: str, language: str, start: int = 0) -> Iterator[Prose]:
    """Each comment or docstring of code that begins at offset `start` of its file.

    Comments on lines that follow each other are one text. A language that nobody knows has none.
    """
    lexer = _lexer({"ipython3": "python", "ipython": "python"}.get(language, language))
    if lexer is None:
        return
    run: list[tuple[int, str]] = []
    for offset, kind, value in lexer.get_tokens_unprocessed(source):
        if kind in Comment and kind not in Comment.Preproc:
            run.append((offset, value))
        elif kind in String.Doc:
            yield _joined([*run, (offset, value)], start)
            run = []
        elif run and (value.strip() or value.count("\n") > 1):
            yield _joined(run, start)
            run = []
    if run:
        yield _joined(run, start)


def _joined(run: list[tuple[int, str]], start: int) -> Prose:
    text: list[str] = []
    at: list[int] = []
    for offset, value in run:
        tail = _TAIL.search(value)
        end = tail.start() if tail else len(value)
        here = 0
        for mark in _MARKS.finditer(value, 0, end):
            text.append(value[here : mark.start()])
            at.extend(range(start + offset + here, start + offset + mark.start()))
            here = mark.end()
        text.append(value[here:end] + "\n")
        at.extend(range(start + offset + here, start + offset + end))
        at.append(start + offset + end)
    return Prose("".join(text), at)
