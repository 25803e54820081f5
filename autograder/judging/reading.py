"""Reading what came back, for as long as the submission's time lasts.

A check's `reads`, and the comparison after it, are trusted code over a stranger's data, which may
be chosen to take them forever. They run in a copy of the grader, one request after the other. It
is ended when the time is up, or when it takes too much memory: what it costs, the submission pays.
"""

from __future__ import annotations

import contextlib
import functools
import os
import pickle
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any

from losslab.values.compare import difference
from losslab.values.packed import MAX_BYTES, MAX_ITEMS, Budget, pack, unpack
from losslab.values.plain import NotPlainError, Raised

from autograder.course.chapter import Chapter
from autograder.course.exercise import Exercise
from autograder.judging.beside import Copy, CopyEndedError
from autograder.judging.case_set import Case, seen
from autograder.sandbox import LearnerGoneError
from autograder.sandbox.limits import MIB, address_space

# A copy may take so much more memory than this process, and is used again if it kept but little.
SPARE_MIB, WORN_MIB = 1024, 64
# Larger numbers can be chosen so that all their hashes are one, which makes sets and dicts slow.
MOST_BITS = 64

# What is read in an outcome, and what is wrong with that.
Read = tuple[Any, str | None]


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


def too_large() -> Raised:
    """What stands for a value with numbers that no reader is given."""
    return Raised(("UnreadableError",), f"it holds an integer of more than {MOST_BITS} bits")


def read_here(case: Case, returned: Any) -> Read:
    """What is read in an outcome, in this process."""
    got = seen(case.check, returned, case.args)
    return got, case.wrong(got)


class Reader:
    """Reads what came back in a copy of this process, which it keeps for the next request.

    Parameters
    ----------
    chapter
        Whose checks it reads for.
    """

    def __init__(self, chapter: Chapter):
        self._chapter = chapter
        self._copy: Copy | None = None

    def read(
        self, seconds: float, exercise: Exercise, outcomes: Sequence[tuple[Case, Any]]
    ) -> list[Read]:
        """What is read in the outcomes of one check's cases, and what is wrong with it.

        Parameters
        ----------
        seconds
            How long it may take.
        exercise
            The check's.
        outcomes
            The cases, each with what came back, plain data.

        Raises
        ------
        LearnerGoneError
            ``timeout`` if it takes longer, ``memory`` if it takes too much.
        """
        if not hasattr(os, "fork"):
            return [read_here(case, returned) for case, returned in outcomes]
        until = time.monotonic() + seconds
        check = outcomes[0][0].check
        try:
            parts = [(q.args, q.expected, q.tolerance, pack(got)) for q, got in outcomes]
            reply = self._asked(pickle.dumps((exercise.id, check.name, parts)), until)
            if reply is None:
                why = "judging what it returned took until its time was up"
                raise LearnerGoneError("timeout", why)
            budget = Budget(64 * MAX_ITEMS)
            found = unpack(reply, 4 * MAX_BYTES, budget)
            return [(unpack(got, 4 * MAX_BYTES, budget), wrong) for got, wrong in found]
        except NotPlainError:
            raise _too_much() from None

    def _asked(self, request: bytes, until: float) -> bytes | None:
        """The copy's reply; None if the time is up.

        What earlier submissions have left in an old copy is no fault of this one's: a new copy
        is asked before it is said to have taken too much.
        """
        if self._copy is not None and self._copy.mine:
            with contextlib.suppress(CopyEndedError):
                return self._copy.ask(request, until)
        self._copy = Copy(self._serve)
        try:
            return self._copy.ask(request, until)
        except CopyEndedError:
            raise _too_much() from None

    def _serve(self, connection: Connection) -> None:
        """In the copy: read what comes, until it holds more memory than it began with."""
        before = _limit_memory()
        while _address_space() <= before + WORN_MIB * MIB:
            connection.send_bytes(self._answer(connection.recv_bytes()))

    def _answer(self, request: bytes) -> bytes:
        name, check_name, parts = pickle.loads(request)
        [check] = [c for c in self._chapter.exercise(name).checks if c.name == check_name]
        found = []
        for args, expected, tolerance, packed in parts:
            got = seen(check, unpack(packed), args)
            found.append([pack(got), difference(got, expected, tolerance)])
        return pack(found, 4 * MAX_BYTES)

    def close(self) -> None:
        """End the copy."""
        if self._copy is not None and self._copy.mine:
            self._copy.close()
        self._copy = None


@functools.lru_cache(maxsize=1)
def reader_of(chapter: Chapter) -> Reader:
    """This process's reader for a chapter; that of another one is ended."""
    return Reader(chapter)


def _too_much() -> LearnerGoneError:
    return LearnerGoneError("memory", "what it returned was too large to be judged")


def _limit_memory() -> int:
    """Let this process have little more memory than it has, which is told, in bytes."""
    has = _address_space()
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (has + SPARE_MIB * MIB, hard))
    return has


def _address_space() -> int:
    """See :func:`address_space`; nothing where the system does not tell."""
    try:
        return address_space()
    except OSError:
        return 0
