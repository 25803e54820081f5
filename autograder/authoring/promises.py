"""Which sentences of an exercise's docstring promise or forbid something that a check can hold."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

from autograder.course.exercise import Exercise

# Order, errors, arguments that stay as they are, dtypes and shapes.
_PROMISE = re.compile(
    r"\b(orders?|ordered|sorted|first|raises?|\w+Error|must|never|may not|cannot|unchanged|"
    r"change[sd]?|copy|copies|dtypes?|float(?:16|32|64)|int64|shapes?|ties?|empty|exactly|"
    r"even (?:if|where))\b",
    re.IGNORECASE,
)
# What is said of an argument promises something to the answer, unless it forbids.
_OF_ARGUMENTS = re.compile(
    r"\b(must not|may not|never|unchanged|changed|copy|copies)\b", re.IGNORECASE
)
_SECTION = re.compile(r"^(\w+)\n-{3,}$", re.M)


def sentences(docstring: str) -> Iterator[tuple[str, str]]:
    """The sentences of a docstring, each on one line, with the title of its section."""
    head, *rest = _SECTION.split(inspect.cleandoc(docstring))
    for title, body in [("", head), *zip(rest[::2], rest[1::2], strict=True)]:
        for paragraph in re.split(r"\n\s*\n", body.strip("\n")):
            lines = r"\n(?=\S)" if re.search(r"^\s", paragraph, re.M) else r"\Z"
            for block in re.split(lines, paragraph):
                flat = " ".join(block.split())
                for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z`])", flat):
                    if sentence:
                        yield title, sentence


def promises(docstring: str) -> list[str]:
    """Those of its sentences that promise or forbid something."""
    return [
        sentence
        for title, sentence in sentences(docstring)
        if (_OF_ARGUMENTS if title == "Parameters" else _PROMISE).search(sentence)
        and not sentence.startswith("Do not worry")
    ]


def uncovered(exercise: Exercise, docstring: str) -> list[str]:
    """What no check covers and no entry of ``unchecked`` excuses, as breaches of the contract."""
    flat = " ".join(inspect.cleandoc(docstring).split())
    quoted = [part for check in exercise.checks for part in check.covers] + list(exercise.unchecked)
    lost = [q for q in quoted if " ".join(q.split()) not in flat]
    open_ = [
        sentence
        for sentence in promises(docstring)
        if not any(" ".join(q.split()) in sentence or sentence in q for q in quoted)
    ]
    return [f"no check covers: {sentence}" for sentence in open_] + [
        f"covers or unchecked quotes what the docstring does not say: {q}" for q in lost
    ]
