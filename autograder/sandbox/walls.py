"""The walls around learner code: which means keep which promise on this machine.

:mod:`autograder.sandbox.promises` says what is promised. :mod:`autograder.sandbox.namespaces`
and :mod:`autograder.sandbox.container` hold the two sets of means. The stronger is tried
first, in a process that can be given up; a promise that neither can keep is a
:class:`WallError`, and there is no falling back from that.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Protocol

from autograder.sandbox import kernel
from autograder.sandbox.container import ContainerWalls
from autograder.sandbox.counting import Use
from autograder.sandbox.limits import Limits
from autograder.sandbox.namespaces import NamespaceWalls
from autograder.sandbox.promises import ALL, DISPENSABLE, ELSEWHERE, View, WallError

__all__ = ["ALL", "DISPENSABLE", "View", "WallError", "Walls", "build", "shown_to_learners"]


class Walls(Protocol):
    """What the warm process asks of the walls around it and around its learners."""

    @property
    def means(self) -> Mapping[str, str]:
        """The promises that are kept, each with its means."""

    @property
    def home(self) -> str:
        """Where the warm process may write."""

    def fork(self, limits: Limits) -> int:
        """Fork the process of one submission: 0 there, its process id here."""

    def fork_clone(self) -> int:
        """Fork another warm process: 0 there, its process id here."""

    def enter(self, limits: Limits) -> None:
        """Put a forked process behind the inner wall; raises WallError."""

    def use(self) -> Use:
        """What the submission's processes use together."""

    def stop(self, pid: int) -> None:
        """Kill a submission with all that it started; :meth:`end` is still due."""

    def stopped(self, pid: int) -> bool:
        """Whether a submission's process has ended and may have left others behind."""

    def end(self, pid: int) -> int | None:
        """End a submission with all that it started; how its process ended."""

    def bury(self) -> None:
        """Wait for whatever has ended."""

    def close(self) -> None:
        """Leave nothing behind."""


def build(view: View, place: str) -> Walls:
    """Put this process behind the outer wall; it may go on as another than the one that called.

    Parameters
    ----------
    view
        What stays visible.
    place
        An empty folder of one's own.

    Raises
    ------
    WallError
        If a promise cannot be kept by any means.
    """
    if not kernel.LINUX:
        raise WallError("user", ELSEWHERE.format(system=sys.platform))
    told, tell = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(told)
        try:
            made = _tried(NamespaceWalls(view, place))
        except WallError as error:
            os.write(tell, json.dumps([error.wall, error.why]).encode())
            os._exit(1)
        os.close(tell)
        return made
    os.close(tell)
    with open(told, "rb") as reader:
        said = reader.read()
    if not said:  # it goes on; this process only waits
        kernel.close_all_but((0, 1, 2))
        os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 0xFF)
    os.waitpid(pid, 0)
    wall, why = json.loads(said)
    try:
        return _tried(ContainerWalls(view, place))
    except WallError as error:
        if error.why == why:
            raise
        raise WallError(
            error.wall, f"{error.why}; by namespaces: {wall}: {why}", error.stands
        ) from None


def _tried(walls: Walls) -> Walls:
    """The same walls, after one process has been behind the inner one."""
    told, tell = os.pipe()
    limits = Limits()
    pid = walls.fork(limits)
    if not pid:
        try:
            walls.enter(limits)
        except WallError as error:
            os.write(tell, json.dumps([error.wall, error.why]).encode())
        except BaseException as error:
            os.write(tell, json.dumps(["limits", f"{type(error).__name__}: {error}"]).encode())
        else:
            os.write(tell, b"[]")
        finally:
            os._exit(0)
    os.close(tell)
    with open(told, "rb") as reader:
        said = json.loads(reader.read() or '["system calls", "the process ended"]')
    walls.end(pid)
    if said:
        raise WallError(said[0], said[1], dict(walls.means))
    return walls


def shown_to_learners(folders: Sequence[str]) -> tuple[str, ...]:
    """The folders of this Python, and `folders`, outermost first."""
    python = [sys.base_prefix, sys.prefix, sys.base_exec_prefix]
    found = sorted({os.path.realpath(path) for path in [*python, *folders]} | {sys.prefix})
    return tuple(path for path in found if os.path.isdir(path))
