"""What the processes of one submission use together, as the kernel tells it of each.

It is counted from outside, several times a second. Learner code cannot change what is read
here, and processes that it starts are found however they hide: an orphan becomes a child of the
process that counts, which is told to be a *subreaper*.
"""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.sandbox.limits import MIB, Limits

Excess = Literal["", "memory", "processes", "scratch"]

PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
# What the buffers of one descriptor may hold: the kernel's usual sizes, in both directions.
SOCKET_BYTES, PIPE_BYTES = 256 * 2**10, 64 * 2**10
# Files in a scratch folder, and folders; a mounted one has as many inodes.
MOST_FILES = 8192


@dataclass(frozen=True)
class Use:
    """What is used."""

    memory: int
    tasks: int
    scratch: int = 0
    files: int = 0

    def excess(self, limits: Limits) -> Excess:
        """The first limit that is exceeded."""
        if self.memory > limits.memory_mib * MIB:
            return "memory"
        if self.tasks > limits.processes:
            return "processes"
        if self.scratch > limits.scratch_mib * MIB or self.files > MOST_FILES:
            return "scratch"
        return ""


def use_of(pids: Iterable[int], baseline: int, scratch: str = "") -> Use:
    """What processes use together.

    Parameters
    ----------
    pids
        The processes.
    baseline
        Bytes of address space that each has from being forked from this process. One that
        executes another program has left them behind, and they are not taken off.
    scratch
        A folder whose files count too.

    Returns
    -------
    Use
        Memory is address space, since pages in shared mappings show nowhere else, and
        what the buffers of open sockets and pipes may hold.
    """
    mine = _read("/proc/self/auxv")
    memory = tasks = removed = 0
    sockets: set[int] = set()
    for pid in pids:
        try:
            size = int(_read(f"/proc/{pid}/statm").split()[0]) * PAGE
            threads = int(_read(f"/proc/{pid}/stat").rpartition(b")")[2].split()[17])
        except (OSError, IndexError, ValueError):
            continue
        with contextlib.suppress(OSError):
            # Executing gives a process an auxiliary vector with other random addresses.
            if _read(f"/proc/{pid}/auxv") == mine:
                size = max(0, size - baseline)
        memory += size
        tasks += threads
        removed += _open_files(pid, sockets)
    memory += len(sockets) * SOCKET_BYTES
    size, files = _folder(scratch) if scratch else (0, 0)
    return Use(memory, tasks, size + removed if scratch else 0, files)


def _read(path: str) -> bytes:
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(fd, 4096)
    finally:
        os.close(fd)


def _open_files(pid: int, buffers: set[int]) -> int:
    """Bytes in open files that have no name any more; adds sockets and pipes to `buffers`."""
    removed = 0
    with contextlib.suppress(OSError):
        for name in os.listdir(f"/proc/{pid}/fd"):
            with contextlib.suppress(OSError):
                found = os.stat(f"/proc/{pid}/fd/{name}")
                if stat.S_ISSOCK(found.st_mode) or stat.S_ISFIFO(found.st_mode):
                    buffers.add(found.st_ino)
                elif stat.S_ISREG(found.st_mode) and not found.st_nlink:
                    removed += found.st_blocks * 512
    return removed


def _folder(path: str) -> tuple[int, int]:
    """Bytes and entries of a folder; never more entries than count as too many."""
    size = files = 0
    waiting = [path]
    while waiting and files <= MOST_FILES:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    files += 1
                    if files > MOST_FILES:
                        break
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except FileNotFoundError:
            continue
        except OSError as error:
            if error.errno != 13:  # deeper than a path can tell
                return size, MOST_FILES + 1
    return size, files


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
                parent = int(_read(f"/proc/{name}/stat").rpartition(b")")[2].split()[1])
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
