"""Which processes belong to a submission, and their end.

They are found however they hide: an orphan becomes a child of the process that looks, which is
told to be a *subreaper*.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path


def in_namespace(spare: int) -> list[int]:
    """All processes of this process namespace but one."""
    return [int(name) for name in os.listdir("/proc") if name.isdigit() and int(name) != spare]


def below(pid: int, spare: Iterable[int] = ()) -> list[int]:
    """All processes that descend from one, without `spare` and what descends from those."""
    children = _children if _LISTS_CHILDREN else _parents()
    left_out = {pid, *spare}
    found: list[int] = []
    waiting = [pid]
    while waiting:
        for child in children(waiting.pop()):
            if child not in left_out:
                left_out.add(child)
                found.append(child)
                waiting.append(child)
    return found


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError):
                found += map(int, Path(f"/proc/{pid}/task/{thread}/children").read_text().split())
    return found


# A kernel may be built without these lists; then every process is asked for its parent.
_LISTS_CHILDREN = os.path.exists(f"/proc/self/task/{os.getpid()}/children")


def _parents() -> Callable[[int], list[int]]:
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError, IndexError, ValueError):
                parent = int(Path(f"/proc/{name}/stat").read_bytes().rpartition(b")")[2].split()[1])
                children.setdefault(parent, []).append(int(name))
    return lambda pid: children.get(pid, [])


def end_below(
    pid: int, spare: Iterable[int] = (), unburied: Iterable[int] = (), seconds: float = 20.0
) -> bool:
    """Kill everything that descends from this process; whether nothing is left.

    A process that has been sent the signal forks no more, so what is left gets less each turn.

    Parameters
    ----------
    pid
        This process.
    spare
        Children that go on.
    unburied
        Children that are killed, and whose end is asked for later.
    seconds
        When to give up.
    """
    left_out = {*spare, *unburied}
    until = time.monotonic() + seconds
    for child in unburied:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(child, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):  # what it has started is ours from now on
            os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    while found := below(pid, left_out):
        for one in found:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(one, signal.SIGKILL)
        for one in found:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(one, os.WNOHANG)
        if time.monotonic() > until:
            return False
        time.sleep(0.001)
    return True
