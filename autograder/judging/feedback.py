"""Verdicts and learner output as notebook outputs.

Every string that a learner's process produced is escaped or stays plain text, and of rich
output only pictures are kept, so that nothing runs in the browser of whoever reads it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from typing import Any

from losslab.values.failed_call import (
    GREEN,
    RED,
    box_html,
    escaped,
    promise_html,
    promise_text,
)
from losslab.values.show import KEPT, visible
from nbformat import NotebookNode

from autograder.judging.disclosure import limit
from autograder.judging.result import Disclosure, ExerciseResult
from autograder.judging.safe_html import prose

# What a graded notebook keeps of all output, and of one error.
MAX_TEXT = 2_000_000
MAX_LINE, MAX_LINES = 4_000, 100
CUT = "[This notebook's output was too long to be kept whole: it is cut here.]\n"
_SEQUENCE = re.compile(r"(?:\x1b\[|\x9b)[0-9;:?]{0,30}[@-~]")

AMBER = "#8a5a00"
COLORS = {"passed": GREEN, "partial": AMBER}

WORDS = {
    "passed": "passed",
    "partial": "partly right",
    "failed": "not right yet",
    "missing": "not attempted",
    "timeout": "stopped: out of time",
    "memory": "stopped: out of memory",
    "died": "stopped: the process ended",
    "forbidden": "stopped: not allowed",
    "error": "ended with an error",
}


def outputs(verdict: ExerciseResult, disclosure: Disclosure = "full") -> list[NotebookNode]:
    """What the check cell of a graded notebook shows, as far as `disclosure` allows.

    The last output is an ``execute_result`` whose text is the score: that is what nbgrader
    reads as partial credit.
    """
    seen = limit(verdict, disclosure)
    score = {"text/plain": repr(float(verdict.score))}
    return [
        _rich("display_data", {"text/plain": as_text(seen), "text/html": as_html(seen)}),
        _rich("execute_result", score, execution_count=None),
    ]


# Not nbformat's new_output: that validates each output, which takes as long as judging does.
def _output(kind: str, **fields: Any) -> NotebookNode:
    return NotebookNode(output_type=kind, **fields)


def _rich(kind: str, data: dict[str, str], **fields: Any) -> NotebookNode:
    return _output(kind, metadata=NotebookNode(), data=NotebookNode(data), **fields)


def label(verdict: ExerciseResult) -> dict[str, Any]:
    """What a page's summary says of an exercise; a grader may change the points later."""
    return {"title": verdict.title, "status": WORDS[verdict.status], "score": verdict.score}


def as_text(verdict: ExerciseResult) -> str:
    """A verdict for a terminal; it holds no control character but line ends."""
    lines = [
        f"{verdict.title}: {WORDS[verdict.status]}, {verdict.score:g} of {verdict.points:g} points"
    ]
    if verdict.message:
        lines.append(f"  {verdict.whole_message}")
    for check in verdict.checks:
        lines += promise_text(check.kept, check.promise, check.counterexample)
    if verdict.hint:
        lines.append(f"  Hint: {verdict.hint}")
    return "\n".join(visible(line) for line in lines)


def as_html(verdict: ExerciseResult) -> str:
    """A verdict for a page: no script, no class, every string escaped.

    It says in words what it says in color, and fits a narrow screen.
    """
    color = COLORS.get(verdict.status, RED)
    word = (
        f'<strong style="background:{color};color:#fff;padding:.1em .5em;border-radius:.3em">'
        f"{escaped(WORDS[verdict.status].capitalize())}</strong>"
    )
    head = (
        f'<p style="margin:0 0 .5em">{word} <strong>{escaped(verdict.title)}</strong>'
        f" · {verdict.score:g} of {verdict.points:g} points</p>"
    )
    checks = "".join(promise_html(c.kept, c.promise, c.counterexample) for c in verdict.checks)
    items = f'<ul style="list-style:none;padding:0;margin:0">{checks}</ul>' if checks else ""
    return box_html(color, head + _message_html(verdict) + items + _hint_html(verdict))


def _message_html(verdict: ExerciseResult) -> str:
    if not verdict.message:
        return ""
    if verdict.misconception:  # an author wrote the message
        own = f" {escaped(verdict.said)}" if verdict.said else ""
        said = f"<strong>What probably happened.</strong> {_inline(verdict.message)}{own}"
    else:
        said = escaped(verdict.whole_message)
    return f'<div style="margin:0 0 .5em">{said}</div>'


def _hint_html(verdict: ExerciseResult) -> str:
    if not verdict.hint:
        return ""
    said = f"<strong>Hint.</strong> {_inline(verdict.hint)}"
    return f'<div style="margin:.5em 0 0">{said}</div>'


def _inline(text: str) -> str:
    """An author's Markdown; one paragraph stays on the line that it is put on."""
    made = prose(text)
    inner = made.removeprefix("<p>").removesuffix("</p>")
    return made if "<p>" in inner else inner


def stopped(status: str, message: str) -> NotebookNode:
    """What a learner's cell shows when running it was given up."""
    text = f"{WORDS.get(status, status)}: {message}"
    return _output("error", ename=status, evalue=message, traceback=[text])


class Room:
    """How many more characters of output a graded notebook keeps, over all its cells."""

    def __init__(self, characters: int = MAX_TEXT):
        self.left = characters

    def take(self, output: NotebookNode) -> bool:
        """Whether there is room for one more output; once there is not, there is none."""
        self.left -= len(str(output))
        return self.left >= 0


def cell_outputs(raw: Iterable[Any], count: int, room: Room) -> list[NotebookNode]:
    """Turn the outputs that a learner's process reported into outputs that are safe to keep.

    What finds no room any more is left out, and the cell says so.
    """
    kept: list[NotebookNode] = []
    for output in raw:
        made = _cell_output(output, count) if isinstance(output, dict) else None
        if made is None:
            continue
        if not room.take(made):
            kept.append(_output("stream", name="stderr", text=CUT))
            break
        kept.append(made)
    return kept


def _cell_output(output: dict[str, Any], count: int) -> NotebookNode | None:
    kind, name = output.get("output_type"), output.get("name")
    if not isinstance(kind, str):
        return None
    if kind == "stream":
        name = "stderr" if isinstance(name, str) and name == "stderr" else "stdout"
        return _output("stream", name=name, text=_s(output.get("text")))
    if kind == "error":
        lines = output.get("traceback")
        lines = lines[:MAX_LINES] if isinstance(lines, list) else []
        return _output(
            "error",
            ename=_s(output.get("ename"))[:MAX_LINE],
            evalue=_s(output.get("evalue"))[:MAX_LINE],
            traceback=[_s(line)[:MAX_LINE] for line in lines],
        )
    data = output.get("data")
    if kind in ("display_data", "execute_result") and isinstance(data, dict):
        safe = {k: _s(data[k]) for k in KEPT if k in data and _is_shown(k, data[k])}
        if not safe:
            return None
        extra = {"execution_count": count} if kind == "execute_result" else {}
        return _rich(kind, safe, **extra)
    return None


def _is_shown(kind: str, value: Any) -> bool:
    if not isinstance(value, str):
        return False
    if kind == "text/plain":
        return True
    try:
        base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def _s(value: Any) -> str:
    """Text that can be written to a file, without terminal sequences.

    nbconvert turns those into colors in a time that grows with their number squared.
    """
    text = value if isinstance(value, str) else ""
    plain = _SEQUENCE.sub("", text).replace("\x1b", "").replace("\x9b", "")
    return plain.encode("utf-8", "replace").decode("utf-8")
