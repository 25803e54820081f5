"""Reading what came back, for as long as the submission's time lasts.

A check's `reads`, and the comparison after it, are trusted code over a stranger's data, which may
be chosen to take them forever. They run in a copy of the grader that is ended when the time is
up, or when it takes too much memory: what it costs, the submission pays.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Sequence
from typing import Any

from losslab.values.packed import MAX_BYTES, MAX_ITEMS, Budget, pack, unpack
from losslab.values.plain import NotPlainError, Raised

from autograder.judging.beside import all_of, copied
from autograder.sandbox import LearnerGoneError
from autograder.sandbox.limits import MIB, address_space

SPARE_MIB = 1024
# Larger numbers can be chosen so that all their hashes are one, which makes sets and dicts slow.
MOST_BITS = 64


def bounded(value: Any) -> bool:
    """Whether every number in a plain value fits into 64 bits."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if type(one) is int:
            if one.bit_length() > MOST_BITS:
                return False
        elif isinstance(one, list | tuple | set | frozenset):
            waiting.extend(one)
        elif isinstance(one, dict):
            waiting.extend(one)
            waiting.extend(one.values())
    return True


def within(seconds: float, read: Callable[[], Sequence[tuple[Any, str | None]]]) -> list[Any]:
    """What `read` gives, made in a process that ends after `seconds`.

    Parameters
    ----------
    seconds
        How long it may take.
    read
        Gives pairs of a plain value and a text or None.

    Raises
    ------
    LearnerGoneError
        ``timeout`` if it takes longer, ``memory`` if it takes too much.
    """
    if not hasattr(os, "fork"):
        return list(read())
    until = time.monotonic() + seconds

    def work() -> bytes:
        _limit_memory()
        return pack([list(pair) for pair in read()], 4 * MAX_BYTES)

    with copied(work) as told:
        data = all_of(told, until)
    if data is None:
        raise LearnerGoneError("timeout", "judging what it returned took until its time was up")
    try:
        found = unpack(data, 4 * MAX_BYTES, Budget(64 * MAX_ITEMS))
    except NotPlainError:
        raise LearnerGoneError("memory", "what it returned was too large to be judged") from None
    return [tuple(pair) for pair in found]


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        most = address_space() + SPARE_MIB * MIB
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def too_large() -> Raised:
    """What stands for a value with numbers that no reader is given."""
    return Raised(("UnreadableError",), f"it holds an integer of more than {MOST_BITS} bits")
