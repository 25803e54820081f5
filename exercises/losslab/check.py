"""``check(f)``: try an answer on an exercise's public inputs, in the notebook, in no time.

It reads ``cases.json`` beside the notebook and needs nothing else: no solutions, no
grader. Grading tries fresh inputs as well, so a check that passes here is no promise.
"""

from __future__ import annotations

import html
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

from losslab.values.calling import call, part_of, plain, read
from losslab.values.compare import Tolerance, difference
from losslab.values.json_form import from_json
from losslab.values.plain import Raised, resolve
from losslab.values.show import show_call, show_outcome

CASES = "cases.json"
# What all the public inputs of an exercise may take. In grading each check has as long.
SECONDS = 10.0
GREEN, RED = "#1a7f5a", "#b3261e"


def warm_up() -> None:
    """Make torch's first optimizer, where torch is loaded: its second of imports is no answer's."""
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.optim.SGD([torch.zeros(1)], lr=1.0)


class CheckFailedError(AssertionError):
    """An answer is not right yet. IPython shows its text alone, with no traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


@dataclass(frozen=True)
class _Tried:
    """One public input, and how the answer did on it."""

    promise: str
    call: str
    returned: Any
    got: Any
    expected: Any
    wrong: str | None
    mistakes: tuple[bool, ...]
    made: tuple[bool, ...]


class _Table:
    """The result of a passed check, as text and as HTML."""

    def __init__(self, name: str, tried: list[_Tried]):
        self.name = name
        self.tried = tried

    def __repr__(self) -> str:
        lines = [f"{self.name}: right on all {len(self.tried)} public inputs"]
        lines += [f"  ✓ {promise}" for promise in dict.fromkeys(t.promise for t in self.tried)]
        return "\n".join([*lines, "  Grading also tries fresh inputs."])

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><td style="text-align:left;color:{GREEN}">✓</td>'
            f'<td style="text-align:left"><code>{html.escape(t.call)}</code></td>'
            f'<td style="text-align:left"><code>{html.escape(show_outcome(t.returned))}</code>'
            "</td></tr>"
            for t in self.tried
        )
        promises = dict.fromkeys(t.promise for t in self.tried)
        kept = "".join(
            f'<div><span style="color:{GREEN}">✓</span> {html.escape(p)}</div>' for p in promises
        )
        return (
            f'<div style="border-left:4px solid {GREEN};padding:.3em .8em;overflow-x:auto">'
            f"<div><strong>{html.escape(self.name)}</strong>: right on all {len(self.tried)} "
            f"public inputs. Grading also tries fresh ones.</div>{kept}"
            f"<details><summary>The calls</summary><table><tr><th></th><th>called</th>"
            f"<th>returned</th></tr>{rows}</table></details></div>"
        )


def check(function: Callable[..., Any], cases: str | Path | None = None) -> None:
    """Try an answer on its exercise's public inputs and show how it did.

    Parameters
    ----------
    function
        Your answer; its name says which exercise it is for.
    cases
        The file with the public inputs: by default ``cases.json`` in the current folder,
        where it lies beside the notebook.

    Raises
    ------
    CheckFailedError
        If the answer is not right; the message holds the call, what came back, what was
        expected and what people who get this usually did.
    """
    name = getattr(function, "__name__", str(function))
    path = Path(cases or CASES).resolve()
    exercise = _exercise(path, name)
    for part in exercise["checks"]:
        _helpers(part)  # one of them may import torch
    warm_up()
    until = time.monotonic() + SECONDS
    given: dict[str, Any] = {}
    tried = [t for part in exercise["checks"] for t in _try(function, name, part, until, given)]
    wrong = [t for t in tried if t.wrong]
    if wrong:
        raise CheckFailedError(_explain(name, exercise, tried, wrong))
    if len(tried) < sum(len(part["cases"]) for part in exercise["checks"]):
        raise CheckFailedError(
            f"{name}: right on {len(tried)} public inputs, and the rest was not tried: these took "
            f"{SECONDS:g} seconds, which is all the time there is"
        )
    _show(_Table(name, tried))


@contextmanager
def _stopped_at(until: float) -> Iterator[None]:
    """Raise TimeoutError in a call that runs for too long; where there is no alarm it goes on."""
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(f"it was still running after {SECONDS:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, max(until - time.monotonic(), 0.001))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _show(table: _Table) -> None:
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        print(table)
        return
    display(table) if get_ipython() else print(table)


@lru_cache(maxsize=8)
def _load(path: Path, changed: float) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def _exercise(path: Path, name: str) -> dict[str, Any]:
    if not path.is_file():
        raise FileNotFoundError(
            f"there is no {path.name} in {path.parent}: open the notebook from its own folder, "
            f"or say where the file is with check({name}, cases=...)"
        )
    exercises = _load(path, path.stat().st_mtime)["exercises"]
    if name not in exercises:
        raise ValueError(
            f"{name!r} is the name of no exercise here; there are: {', '.join(exercises)}"
        )
    return exercises[name]


def _helpers(part: dict[str, Any]) -> tuple[Any, Any]:
    """Import the functions that make one check's calls and read what they return, if any."""
    probe = resolve(part["probe"]) if part["probe"] else None
    reads = resolve(part["reads"]) if part.get("reads") else None
    return probe, reads


def _try(
    function: Callable[..., Any],
    name: str,
    part: dict[str, Any],
    until: float,
    given: dict[str, Any],
) -> list[_Tried]:
    """How an answer does on the public inputs of one check; `given` keeps what calls gave."""
    probe, reads = _helpers(part)
    label = probe.__name__ if probe else None
    tried = []
    for case in part["cases"]:
        if time.monotonic() > until:  # a call has used up the time; it is shown
            break
        args = from_json(case["args"])
        expected = from_json(case["expected"])
        rtol, atol, dtype = case["tolerance"]
        tolerance = Tolerance(rtol, atol, dtype)
        made = json.dumps([part["probe"], case["args"]])
        if made not in given:
            with _stopped_at(until):
                outcome = call(function, probe, args)
            given[made] = plain(outcome)
        returned = part_of(part["part"], given[made])
        got = read(reads, returned, args)
        known = [from_json(k) for k in case["known"]]
        mistakes = tuple(difference(k, expected, tolerance) is not None for k in known)
        alike = tuple(difference(got, k, tolerance) is None for k in known)
        like = function if probe is None else None
        shown = show_call(name, args, like, label, part["part"])
        wrong = difference(got, expected, tolerance)
        tried.append(
            _Tried(part["promise"], shown, returned, got, expected, wrong, mistakes, alike)
        )
    return tried


def _explain(name: str, exercise: dict[str, Any], tried: list[_Tried], wrong: list[_Tried]) -> str:
    if all(isinstance(t.got, Raised) and "NotImplementedError" in t.got.types for t in tried):
        return (
            f"{name} is not written yet: replace `raise NotImplementedError()` in the cell above."
        )
    first = min(wrong, key=lambda t: len(t.call))
    lines = [
        f"{name}: wrong on {len(wrong)} of {len(tried)} public inputs",
        f"  not kept  {first.promise}",
        f"  called    {first.call}",
        f"  returned  {show_outcome(first.returned)}",
        *([] if first.got is first.returned else [f"  judged    {show_outcome(first.got)}"]),
        f"  expected  {show_outcome(first.expected)}",
        f"  so        {first.wrong}",
    ]
    usual = _diagnose(exercise["known"], tried)
    if usual:
        lines.append(f"  usually   {usual}")
    lines.append("  Stuck? The hints are folded above the answer cell.")
    return "\n".join(lines)


def _diagnose(known: list[str], tried: list[_Tried]) -> str:
    """What is said to whoever makes a known mistake, as the judge finds it in grading.

    A mistake is made where the answer is wrong in the same way wherever the known wrong answer
    is; it must account for half of what is wrong.
    """
    least = sum(bool(t.wrong) for t in tried) / 2
    explained, found = 0, ""
    for i, says in enumerate(known):
        mistakes = [t for t in tried if t.mistakes[i]]
        if explained < len(mistakes) >= least and all(t.wrong and t.made[i] for t in mistakes):
            explained, found = len(mistakes), says
    return found
