"""What the processes of one submission use together, as the kernel tells it of each.

It is counted from outside, several times a second. Learner code cannot change what is read
here, and processes that it starts are found however they hide: an orphan becomes a child of the
process that counts, which is told to be a *subreaper*.
"""

from __future__ import annotations

import contextlib
import math
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from autograder.sandbox.limits import MIB, Limits

Excess = Literal["", "memory", "processes", "sessions", "event loops", "scratch"]

# What the buffers of one descriptor may hold: the kernel's usual sizes, in both directions.
SOCKET_BYTES, PIPE_BYTES = 256 * 2**10, 64 * 2**10
# Files in a scratch folder, and folders; a mounted one has as many inodes.
MOST_FILES = 8192
# Processes and threads of a submission that compete with others as equals; and sessions, since
# the kernel may share the processor out between sessions first.
EQUALS = 4
# Event loops for each process that a submission may have: what they wait for is the kernel's
# memory, and there is only so much of it for one user.
LOOPS = 4
_STATUS = re.compile(rb"^(Uid|VmSize|VmPTE|VmSwap|RssAnon|RssShmem|Threads):\s+(\d+)", re.MULTILINE)
_SHARES = re.compile(rb"^Pss_(?:Anon|Shmem):\s+(\d+)", re.MULTILINE)
_REMOVED = re.compile(rb"^\S+ \S+ \S+ \S+ (\d+) +(/.*) \(deleted\)$", re.MULTILINE)
# More of a list of mappings than any honest process has.
_MOST_MAPS = 2**22


@dataclass(frozen=True)
class Use:
    """What is used."""

    memory: int
    tasks: int
    scratch: int = 0
    files: int = 0
    sessions: int = 0
    loops: int = 0

    def excess(self, limits: Limits) -> Excess:
        """The first limit that is exceeded."""
        if self.memory > limits.memory_mib * MIB:
            return "memory"
        if self.tasks > limits.processes:
            return "processes"
        if self.sessions > EQUALS:
            return "sessions"
        if self.loops > LOOPS * limits.processes:
            return "event loops"
        if self.scratch > limits.scratch_mib * MIB or self.files > MOST_FILES:
            return "scratch"
        return ""


@dataclass(frozen=True)
class Baseline:
    """What a process has from being forked from another; all sizes in bytes.

    Parameters
    ----------
    size
        Address space.
    resident
        Memory of its own kind that is in use: no file's.
    auxiliary
        The auxiliary vector; a process that executes a program gets another.
    """

    size: int = 0
    resident: int = 0
    auxiliary: bytes = b""

    @classmethod
    def here(cls) -> Baseline:
        """What is inherited by whoever is forked from this process now."""
        found = _status("self")
        resident = found.get("RssAnon", 0) + found.get("RssShmem", 0)
        return cls(found.get("VmSize", 0), resident, _read("/proc/self/auxv"))


@dataclass
class _Open:
    """What is open in some processes: buffers by their inodes, and bytes of removed files."""

    buffers: set[int] = field(default_factory=set)
    removed: dict[int, int] = field(default_factory=dict)
    loops: int = 0
    unseen: int = 0


def use_of(
    pids: Iterable[int],
    baseline: Baseline,
    scratch: str = "",
    limits: Limits | None = None,
    mapped: bool = False,
    user: int | None = None,
) -> Use:
    """What processes use together.

    Parameters
    ----------
    pids
        The processes.
    baseline
        What each has from being forked. One that executes another program has left that
        behind, and it is not taken off.
    scratch
        A folder whose files count too.
    limits
        Where memory could be above them it is counted exactly, which takes longer.
    mapped
        Whether removed files of `scratch` that are only mapped count: for each the largest
        size that a file may have.
    user
        Whose processes count; another's has not begun to run learner code.

    Returns
    -------
    Use
        Memory is what the address space has grown by or, if that is more, what is in use of
        what was inherited; with page tables, and what the buffers of open sockets and pipes
        may hold. Anonymous memory is private, since the list of calls allows no other.
    """
    limits = limits or Limits()
    grown: dict[int, int] = {}
    resident: dict[int, int] = {}
    beside = tasks = 0
    sessions: set[int] = set()
    opened = _Open()
    for pid in pids:
        found = _status(pid)
        if not found or user not in (None, found.get("Uid")):
            continue
        size = found.get("VmSize", 0)
        with contextlib.suppress(OSError):
            if _read(f"/proc/{pid}/auxv") == baseline.auxiliary:
                size = max(0, size - baseline.size)
        grown[pid] = size
        resident[pid] = found.get("RssAnon", 0) + found.get("RssShmem", 0)
        beside += found.get("VmPTE", 0) + found.get("VmSwap", 0)
        tasks += found.get("Threads", 1)
        if "VmSize" in found:  # it has not ended
            _open_files(pid, opened)
            with contextlib.suppress(OSError):
                sessions.add(os.getsid(pid))
            if mapped:
                _mapped_files(pid, scratch, opened, limits.file_mib * MIB)
    beside += len(opened.buffers) * SOCKET_BYTES
    # Whoever cannot be looked into has all that it may have open.
    beside += opened.unseen * limits.open_files * SOCKET_BYTES
    memory = beside + sum(max(grown[pid], resident[pid]) for pid in grown)
    if memory > limits.memory_mib * MIB:
        shares = sum(max(grown[pid], _share(pid, resident[pid])) for pid in grown)
        memory = beside + max(sum(grown.values()), shares - baseline.resident)
    size, files = _folder(scratch) if scratch else (0, 0)
    if scratch:
        size += sum(opened.removed.values())
    return Use(memory, tasks, size, files, len(sessions), opened.loops)


def hold_back(pids: Iterable[int], first: int, tasks: int) -> None:
    """Let many processes and threads have together about the processor time of two.

    Parameters
    ----------
    pids
        The processes.
    first
        The one whose main thread competes as everybody's does.
    tasks
        How many there are.
    """
    if tasks <= EQUALS:
        return
    nice = min(19, math.ceil(math.log(tasks / 2, 1.25)))  # a step of it is a quarter
    for pid in pids:
        with contextlib.suppress(OSError):
            for thread in map(int, os.listdir(f"/proc/{pid}/task")):
                with contextlib.suppress(OSError):  # it has ended, others go on
                    if thread != first and os.getpriority(os.PRIO_PROCESS, thread) < nice:
                        os.setpriority(os.PRIO_PROCESS, thread, nice)


def _status(pid: int | str) -> dict[str, int]:
    """What the kernel tells of a process: bytes, and the number of threads."""
    try:
        found = _STATUS.findall(_read(f"/proc/{pid}/status"))
    except OSError:
        return {}
    return {
        name.decode(): int(value) if name in (b"Threads", b"Uid") else int(value) * 1024
        for name, value in found
    }


def _share(pid: int, most: int) -> int:
    """Bytes in use by a process, of what it shares with others its part."""
    try:
        return sum(int(kib) * 1024 for kib in _SHARES.findall(_read(f"/proc/{pid}/smaps_rollup")))
    except OSError:
        return most


def _read(path: str, most: int = 4096) -> bytes:
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        parts = []
        while most > 0 and (part := os.read(fd, most)):
            parts.append(part)
            most -= len(part)
        return b"".join(parts)
    finally:
        os.close(fd)


def _open_files(pid: int, opened: _Open) -> None:
    """Add the open sockets, pipes and removed files of one process."""
    try:
        names = os.listdir(f"/proc/{pid}/fd")
    except (FileNotFoundError, ProcessLookupError):
        return
    except OSError:
        opened.unseen += 1
        return
    for name in names:
        with contextlib.suppress(OSError):
            found = os.stat(f"/proc/{pid}/fd/{name}")
            if stat.S_ISSOCK(found.st_mode) or stat.S_ISFIFO(found.st_mode):
                opened.buffers.add(found.st_ino)
            elif stat.S_ISREG(found.st_mode) and not found.st_nlink:
                opened.removed[found.st_ino] = found.st_blocks * 512
            elif not stat.S_IFMT(found.st_mode):
                opened.loops += os.readlink(f"/proc/{pid}/fd/{name}") == "anon_inode:[eventpoll]"


def _mapped_files(pid: int, scratch: str, opened: _Open, size: int) -> None:
    """Add removed files of a folder that are mapped, and need not be open any more."""
    with contextlib.suppress(OSError):
        maps = _read(f"/proc/{pid}/maps", _MOST_MAPS)
        if len(maps) == _MOST_MAPS:  # what comes behind might be such files
            opened.removed[-pid] = MOST_FILES * size
        for inode, path in _REMOVED.findall(maps):
            if path.startswith(os.fsencode(scratch)):
                opened.removed.setdefault(int(inode), size)


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
        except OSError:  # deeper than a path can tell, or shut: anything may lie in there
            return size, MOST_FILES + 1
    return size, files
