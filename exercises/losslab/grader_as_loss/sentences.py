"""Sentences about losses, rewards and objectives, each labeled by two readers.

They are the open part of the bank behind ``lossbook lint``, as far as two annotators have labeled
it; ``python -m losslint.annotate share`` writes ``sentences.json``. A label says which of the four
usages the words may have, as a careful reader would have to take them: none, one, or more.
"""

from __future__ import annotations

import json
from pathlib import Path

__all__ = ["USAGES", "Row", "labeled"]

USAGES = ("physical", "mathematical", "representing", "caring about")
Row = dict[str, str | list[str]]


def labeled() -> list[Row]:
    """All of them, each ``{"text": …, "first": […], "second": […]}``.

    ``text`` is the sentence, ``first`` and ``second`` are the usages that each reader gives it.
    The list is made anew at each call.
    """
    file = Path(__file__).with_name("sentences.json")
    rows: list[Row] = json.loads(file.read_text(encoding="utf-8"))
    return rows
