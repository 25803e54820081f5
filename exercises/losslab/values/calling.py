"""How an answer is called: the same way in the grader, in learner code and in ``check()``."""

from __future__ import annotations

import contextlib
import functools
import inspect
import random
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from losslab.values.packed import Budget, pack, unpack, unpack_trusted
from losslab.values.plain import NotPlainError, Raised, build


def call(
    function: Callable[..., Any], probe: Callable[..., Any] | None, args: Sequence[Any]
) -> Any:
    """Call ``function(*args)``, or ``probe(function, *args)``, and give its outcome.

    Every call gets arguments of its own, built anew, and starts from the same state of the
    random generators, default dtype and device, and autograd mode, whatever ran before. An
    exception is an outcome too: it comes back as :class:`~losslab.values.plain.Raised`.
    """
    return _call(function, probe, lambda: build(list(args)))


def call_built(
    function: Callable[..., Any], probe: Callable[..., Any] | None, args: Sequence[Any]
) -> Any:
    """The same with arguments that are built already, and are this call's own."""
    return _call(function, probe, lambda: args)


def call_packed(
    function: Callable[..., Any], probe: Callable[..., Any] | None, args: bytes
) -> bytes:
    """The same, with arguments as the grader packed them; the outcome is packed too."""
    outcome = _call(function, probe, lambda: unpack_trusted(args))
    try:
        return pack(outcome)
    except NotPlainError as error:
        return pack(_not_plain(error))


def read_outcomes(packed: Sequence[object]) -> list[Any]:
    """The outcomes of one reply from a learner's process; one that cannot be read says so."""
    budget = Budget()
    return [_read_outcome(data, budget) for data in packed]


def _read_outcome(data: object, budget: Budget) -> Any:
    try:
        if not isinstance(data, bytes):
            raise NotPlainError("an outcome is not bytes")
        return unpack(data, budget=budget)
    except NotPlainError as error:
        return _not_plain(error)


def plain(outcome: Any) -> Any:
    """`outcome` as it looks from the other side of the boundary."""
    try:
        return unpack(pack(outcome))
    except NotPlainError as error:
        return _not_plain(error)


def part_of(part: str, outcome: Any) -> Any:
    """The part of a plain outcome that a check looks at; an exception stays as it is."""
    if not part or isinstance(outcome, Raised):
        return outcome
    if isinstance(outcome, dict) and part in outcome:
        return outcome[part]
    return _unreadable(f"what the probe told has no part {part!r}")


def read(reads: Callable[..., Any] | None, outcome: Any, args: Sequence[Any]) -> Any:
    """What is compared: what `reads` makes of a plain outcome; an exception stays as it is."""
    if reads is None or isinstance(outcome, Raised):
        return outcome
    found = plain(call(reads, None, [outcome, *args]))
    if isinstance(found, Raised):
        return _unreadable(f"what it returned cannot be judged: {found.message}")
    return found


def _unreadable(message: str) -> Raised:
    # A class of its own: it must never pass for an exception that was expected.
    return Raised(("UnreadableError",), message)


def _not_plain(error: Exception) -> Raised:
    # Its own class alone: it must never pass for an exception that was expected.
    return Raised((NotPlainError.__name__,), str(error))


def _call(
    function: Callable[..., Any],
    probe: Callable[..., Any] | None,
    args: Callable[[], Sequence[Any]],
) -> Any:
    try:
        _set_defaults()  # arguments are built by them too
        built = args()
        _seed()
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return probe(function, *built) if probe else function(*built)
    except (KeyboardInterrupt, SystemExit, Exception) as error:
        return Raised.of(error, _namespace(function))


def _namespace(function: Any) -> Any:
    """Where the lines of a function stand, behind partials and decorators."""
    with contextlib.suppress(Exception):
        while isinstance(function, functools.partial):
            function = function.func
        return inspect.unwrap(function).__globals__
    return None


def _set_defaults() -> None:
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_default_dtype(torch.float32)
        torch.set_grad_enabled(True)
        if torch.get_default_device().type != "cpu":
            torch.set_default_device(None)


def _seed() -> None:
    random.seed(0)
    np.random.seed(0)
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.default_generator.manual_seed(0)
