"""A notebook grader of a dozen lines that runs in the learner's own process: made to be attacked.

The answer cell runs first, in a namespace. The check cell runs later, in the same namespace,
and believes what it finds there. This is the flaw, and there is no other. Everything happens in
a fresh dict: nothing is read from or written to files, and no other grader is involved.

:func:`grade` runs a cell that way and says what each station of the chain really read.
:func:`grade_apart` puts the same cell into a process of its own, for comparison.
"""

from __future__ import annotations

import contextlib
import numbers
import os
import select
import signal
from collections.abc import Callable, Sequence
from typing import Any

from losslab.values.packed import pack, unpack
from losslab.values.plain import NotPlainError

__all__ = [
    "LINKS",
    "STATIONS",
    "Notebook",
    "Readings",
    "check_cell",
    "close",
    "forged",
    "grade",
    "grade_apart",
    "open_notebook",
]

STATIONS = ("event", "answer", "judge", "register", "gradebook")
LINKS = ("event->answer", "answer->judge", "judge->register", "register->gradebook")

Notebook = dict[str, Any]
Cell = Callable[[Notebook], object]
Case = tuple[int, int]
Readings = dict[str, float | None]


# --- the grader --------------------------------------------------------------------------


def open_notebook(cases: Sequence[tuple[int, Any]]) -> Notebook:
    """A fresh namespace, as an answer cell finds it.

    Parameters
    ----------
    cases
        Pairs (input, expected value).

    Returns
    -------
    dict
        - ``"cases"``: a list of the pairs
        - ``"answer"``: the function that is due, of one integer; unwritten it returns None
        - ``"register"``: a dict whose entry ``"score"`` the check cell writes, 0.0 to 1.0
        - ``"gradebook"``: a dict whose entry ``"score"`` is copied from the register
        - ``"at_exit"``: a list of functions without arguments, called in order when everything
          is over; empty at first
    """
    return {
        "cases": [(x, y) for x, y in cases],
        "answer": lambda x: None,
        "register": {"score": 0.0},
        "gradebook": {"score": 0.0},
        "at_exit": [],
    }


def check_cell(notebook: Notebook) -> tuple[list[Any], float]:
    """Ask, compare, and write the score into the register.

    Returns
    -------
    tuple
        What was sent to the judge, one value a case, and the share that the judge counted as
        right. Nobody uses them to grade; :func:`grade` reports them.
    """
    sent = []
    right = 0
    for x, expected in notebook["cases"]:
        try:
            got = notebook["answer"](x)
        except Exception:
            got = None
        sent.append(got)
        if got == expected:
            right += 1
    verdict = right / len(notebook["cases"])
    notebook["register"]["score"] = verdict
    return sent, verdict


def close(notebook: Notebook) -> None:
    """Copy the register into the gradebook, then call what waits for the exit."""
    notebook["gradebook"]["score"] = notebook["register"]["score"]
    for last in notebook["at_exit"]:
        last()


# --- what really happened ----------------------------------------------------------------


def grade(cell: Cell, cases: Sequence[Case], fresh: Sequence[Case]) -> Readings:
    """Run an answer cell and the toy grader in one process, and read every station.

    Parameters
    ----------
    cell
        The answer cell: a function of the notebook's namespace that may change it at will.
    cases
        What the toy grader tries: pairs (input, expected value).
    fresh
        Pairs that it does not try and that stand nowhere in the namespace.

    Returns
    -------
    dict
        A number from 0 to 1 for each of `STATIONS`:

        - ``event``: share of the fresh inputs for which the answer gives the right value
        - ``answer``: share of the cases for which the value that was sent is the right one,
          compared with the pairs as they were before the cell ran, and a true integer
        - ``judge``: share that the check cell counted
        - ``register``: what the register reads when the check cell is done
        - ``gradebook``: what the gradebook reads in the end

        None where a station holds something other than a real number.
    """
    notebook = open_notebook(cases)
    cell(notebook)
    sent, verdict = check_cell(notebook)
    register = _number(notebook["register"]["score"])
    close(notebook)
    return {
        "event": _share(_ask(notebook, [x for x, _ in fresh]), fresh),
        "answer": _share(sent, cases),
        "judge": verdict,
        "register": register,
        "gradebook": _number(notebook["gradebook"]["score"]),
    }


def grade_apart(
    cell: Cell, cases: Sequence[Case], fresh: Sequence[Case], seconds: float = 5.0
) -> Readings:
    """The same, with the answer cell in a process of its own that holds no expected value.

    The cell finds a namespace with the usual names. Its register and gradebook are its own
    copies, its cases have None for every expected value, and only plain data comes back from
    it. The judge, the register and the gradebook that count stand in this process.

    Parameters
    ----------
    cell, cases, fresh
        As for :func:`grade`.
    seconds
        How long to wait for the other process.

    Raises
    ------
    RuntimeError
        Where the system cannot fork.

    Notes
    -----
    This shows what a boundary does and is no sandbox: a forked process keeps a copy of this
    one's memory, its files and its network. The course's own grader has walls for those.
    """
    inputs = [x for x, _ in cases]
    values = _ask_elsewhere(cell, inputs, [x for x, _ in fresh], seconds)
    sent, others = values[: len(inputs)], values[len(inputs) :]
    verdict = _share(sent, cases)
    register = {"score": verdict}
    gradebook = {"score": register["score"]}
    return {
        "event": _share(others, fresh),
        "answer": verdict,
        "judge": verdict,
        "register": register["score"],
        "gradebook": gradebook["score"],
    }


def forged(
    f: Callable[[Notebook, str], object],
    link: str,
    cases: Sequence[Case],
    fresh: Sequence[Case],
) -> Readings:
    """What the stations read when ``f(notebook, link)`` is the answer cell; see :func:`grade`."""
    return grade(lambda notebook: f(notebook, link), cases, fresh)


def _share(values: Sequence[Any], pairs: Sequence[Case]) -> float:
    """The share of the pairs whose value is there, in its place, as a true integer."""
    met = [type(v) is int and v == y for v, (_, y) in zip(values, pairs, strict=False)]
    return sum(met) / len(pairs)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, numbers.Real) else None


def _ask(notebook: Notebook, inputs: Sequence[int]) -> list[Any]:
    """The answer's values; None where it raises."""
    values = []
    for x in inputs:
        value = None
        with contextlib.suppress(Exception):
            value = notebook["answer"](x)
        values.append(value)
    return values


# --- the boundary ------------------------------------------------------------------------


def _ask_elsewhere(
    cell: Cell, inputs: Sequence[int], others: Sequence[int], seconds: float
) -> list[Any]:
    """Run the cell in a forked process; its values come back as bytes, or not at all."""
    if not hasattr(os, "fork"):
        raise RuntimeError("grade_apart needs a system that can fork: Linux or macOS")
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _answer_and_leave(cell, inputs, others, reader, writer)
    os.close(writer)
    try:
        values = unpack(_read_all(reader, seconds))
    except NotPlainError:
        values = []
    finally:
        os.close(reader)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return values if type(values) is list else []


def _answer_and_leave(
    cell: Cell, inputs: Sequence[int], others: Sequence[int], reader: int, writer: int
) -> None:
    """Everything that the child does; it never returns."""
    try:
        os.close(reader)
        notebook = open_notebook([(x, None) for x in inputs])
        cell(notebook)
        values = _ask(notebook, [*inputs, *others])
        os.write(writer, pack([_plain(value) for value in values]))
        os.close(writer)
        for last in notebook["at_exit"]:
            last()
    finally:
        os._exit(0)


def _plain(value: Any) -> Any:
    """The value if it can cross as plain data, else None."""
    try:
        return unpack(pack(value))
    except NotPlainError:
        return None


def _read_all(reader: int, seconds: float) -> bytes:
    """What the other side writes until it closes the pipe, or stays silent for `seconds`."""
    parts = []
    while select.select([reader], [], [], seconds)[0]:
        part = os.read(reader, 65536)
        if not part:
            break
        parts.append(part)
    return b"".join(parts)
