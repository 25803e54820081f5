"""``check(f)``: try an answer on an exercise's public inputs, in the notebook, in no time.

It reads ``cases.json`` beside the notebook and needs nothing else: no solutions, no
grader. Grading tries fresh inputs as well, so a check that passes here is no promise.
"""

from __future__ import annotations

import functools
import json
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from losslab import bounds, progress
from losslab.bounds import TimeIsUpError, little_printed, one_thread, stopped_after
from losslab.values.calling import call_built, part_of, plain, read
from losslab.values.compare import Tolerance, difference
from losslab.values.diagnosis import CONSTANT, constant, explain
from losslab.values.failed_call import FailedCall
from losslab.values.json_form import from_json
from losslab.values.plain import Raised, build, resolve
from losslab.values.show import show_call
from losslab.verdict import Tried, Verdict

CASES = "cases.json"


def warm_up() -> None:
    """Make torch's first optimizer, where torch is loaded: its second of imports is no answer's."""
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.optim.SGD([torch.zeros(1)], lr=1.0)


class CheckFailedError(AssertionError):
    """An answer is not right yet. IPython shows its text alone, with no traceback."""

    def __init__(self, text: str, shown: str = ""):
        super().__init__(text)
        self._shown = shown or text

    def _render_traceback_(self) -> list[str]:
        return [self._shown]


class _Made(NamedTuple):
    """A call of the answer: what made it, with what."""

    function: Callable[..., Any]
    probe: Callable[..., Any] | None
    args: list[Any]

    def again(self) -> Any:
        built = build(self.args)
        return self.probe(self.function, *built) if self.probe else self.function(*built)


class Check:
    """Tries an answer on its exercise's public inputs and shows how it did."""

    def __init__(self) -> None:
        self._failing: _Made | None = None

    def __call__(self, function: Callable[..., Any], cases: str | Path | None = None) -> None:
        """Try an answer.

        Parameters
        ----------
        function
            Your answer. Which exercise it is for is told by the name that it has in your
            notebook, or else by its own.
        cases
            The file with the public inputs: by default ``cases.json`` in the current folder,
            where it lies beside the notebook.

        Raises
        ------
        CheckFailedError
            If the answer is not right; the message holds the call, what came back, what was
            expected and what people who get this usually did.
        """
        known = _known(Path(cases or CASES).resolve(), function)
        name = _name(function, known["exercises"], sys._getframe(1).f_globals)
        exercise = known["exercises"][name]
        for part in exercise["checks"]:
            _helpers(part)  # one of them may import torch
        warm_up()
        run = _Run(function, name)
        with one_thread(), little_printed():
            run.try_all(exercise)
        self._failing = run.failing
        if run.tried and all(_unwritten(t.got) for t in run.tried):
            raise CheckFailedError(
                f"{name} is not written yet: replace `raise NotImplementedError()` "
                "in the cell above."
            )
        verdict = run.verdict(exercise)
        _record(known.get("chapter", ""), name, exercise.get("points", 0), verdict.right)
        shown = _show(verdict, verdict.right)
        if not verdict.right:
            raise CheckFailedError(repr(verdict), verdict.short() if shown else "")

    def failing(self) -> tuple[Any, ...]:
        """The arguments of the call that the last check showed, built anew."""
        return tuple(build(self._made().args))

    def repeat(self) -> Any:
        """Make that call again; an exception comes with its whole traceback."""
        return self._made().again()

    def _made(self) -> _Made:
        if self._failing is None:
            raise RuntimeError("no check has failed yet: run check(...) on an answer first")
        return self._failing


check = Check()


class _Run:
    """One run over the public inputs of an exercise."""

    def __init__(self, function: Callable[..., Any], name: str):
        self.function = function
        self.name = name
        self.tried: list[Tried] = []
        self.failing: _Made | None = None
        self._known: list[list[Any]] = []
        self._tolerances: list[Tolerance] = []
        self._left = bounds.SECONDS
        self._stopped: tuple[str, str] | None = None
        self._given: dict[str, Any] = {}

    def try_all(self, exercise: dict[str, Any]) -> None:
        """Try the public inputs of every check, until the time is up."""
        shortest = sys.maxsize
        for part in exercise["checks"]:
            for case in part["cases"]:
                if self._left <= 0:
                    return
                made = self._try(part, case)
                if made is None:
                    return
                failed = self.tried[-1].failed
                if failed and len(failed.call) < shortest:
                    shortest, self.failing = len(failed.call), made

    def _try(self, part: dict[str, Any], case: dict[str, Any]) -> _Made | None:
        """Try one; None if the call used up the time."""
        probe, reads = _helpers(part)
        args, expected = from_json(case["args"]), from_json(case["expected"])
        rtol, atol, dtype, strict = case["tolerance"]
        tolerance = Tolerance(rtol, atol, dtype, strict)
        label = probe.__name__ if probe else None
        shown = show_call(self.name, args, None if probe else self.function, label, part["part"])
        key = json.dumps([part["probe"], case["args"]])
        if key not in self._given:
            outcome = self._call(probe, args)
            if isinstance(outcome, TimeIsUpError):
                self._stopped = shown, str(outcome)
                return None
            self._given[key] = plain(outcome)
        returned = part_of(part["part"], self._given[key])
        got = read(reads, returned, args)
        wrong = difference(got, expected, tolerance)
        failed = None
        if wrong:
            failed = FailedCall.of(
                self.name,
                args,
                returned,
                got,
                expected,
                wrong,
                like=self.function,
                probe=probe,
                part=part["part"],
                read=reads is not None,
            )
        self.tried.append(Tried(part["promise"], shown, returned, got, expected, failed))
        self._known.append([from_json(known) for known in case["known"]])
        self._tolerances.append(tolerance)
        return _Made(self.function, probe, args)

    def _call(self, probe: Callable[..., Any] | None, args: list[Any]) -> Any:
        """The outcome of one call; building its arguments costs the answer nothing."""
        built = build(args)
        before = time.process_time()
        try:
            with stopped_after(self._left):
                return call_built(self.function, probe, built)
        except TimeIsUpError as error:
            self._left = 0
            return error
        finally:
            self._left -= time.process_time() - before

    def verdict(self, exercise: dict[str, Any]) -> Verdict:
        """How it went."""
        whole = sum(len(part["cases"]) for part in exercise["checks"])
        untried = whole - len(self.tried)
        usually = "" if untried else self._usually(exercise["known"])
        return Verdict(self.name, self.tried, untried, self._stopped, usually)

    def _usually(self, says: list[str]) -> str:
        tried, known = self.tried, self._known

        def differs(number: int, case: int) -> bool:
            theirs, tolerance = known[case][number], self._tolerances[case]
            return difference(theirs, tried[case].expected, tolerance) is not None

        def alike(number: int, case: int) -> bool:
            return difference(tried[case].got, known[case][number], self._tolerances[case]) is None

        cases = range(len(tried))
        wrong = [i for i in cases if tried[i].failed]
        mistakes = [[i for i in cases if differs(n, i)] for n in range(len(says))]
        found = explain(wrong, mistakes, alike)
        if found or not wrong:
            return " ".join(says[n] for n in found)
        got = constant([t.got for t in tried], [t.expected for t in tried])
        return f"{CONSTANT.removesuffix('.')}: {got}" if got else ""


def _show(verdict: Verdict, printed: bool) -> bool:
    """Show a verdict in a notebook, or print it; returns whether a notebook shows it."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        shell = None
    else:
        shell = get_ipython()
    if shell is not None:
        display(verdict)
    elif printed:
        print(verdict)
    return shell is not None


@lru_cache(maxsize=8)
def _load(path: Path, changed: float) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def _record(chapter: str, exercise: str, points: float, right: bool) -> None:
    """Keep a result, and bring the panels of this notebook up to date."""
    progress.record(chapter, exercise, points if right else 0, points, fresh=False)
    panels = sys.modules.get("losslab.panel")
    if panels is not None:
        panels.refresh()


def _known(path: Path, function: object) -> dict[str, Any]:
    if not path.is_file():
        name = getattr(function, "__name__", "answer")
        raise FileNotFoundError(
            f"there is no {path.name} in {path.parent}: open the notebook from its own folder, "
            f"or say where the file is with check({name}, cases=...)"
        )
    return _load(path, path.stat().st_mtime)


def _name(function: Any, exercises: dict[str, Any], namespace: dict[str, Any]) -> str:
    """Which exercise an answer is for: by the name that it is bound to, or else by its own."""
    if isinstance(function, str):
        raise TypeError(f"check takes the function itself, without quotes: check({function})")
    own = function
    while isinstance(own, functools.partial):
        own = own.func
    name = getattr(own, "__name__", type(function).__name__)
    bound = [e for e in exercises if namespace.get(e) is function]
    if name in exercises and (name in bound or not bound):
        return name
    if bound:
        return bound[0]
    raise ValueError(
        f"{name!r} is the name of no exercise here; there are: {', '.join(exercises)}. "
        "Give your answer the exercise's name, and check that"
    )


def _helpers(part: dict[str, Any]) -> tuple[Any, Any]:
    """Import the functions that make one check's calls and read what they return, if any."""
    probe = resolve(part["probe"]) if part["probe"] else None
    reads = resolve(part["reads"]) if part.get("reads") else None
    return probe, reads


def _unwritten(got: Any) -> bool:
    return isinstance(got, Raised) and "NotImplementedError" in got.types
