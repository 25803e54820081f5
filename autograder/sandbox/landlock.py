"""Landlock: a process gives up for good what it may do to files, ports and other processes.

Any process may, without privilege, also in a container. Three system calls that the C library
has no functions for; see landlock(7) and the kernel's userspace-api/landlock.rst.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import struct
from collections.abc import Iterable

from autograder.sandbox.kernel import call

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # on every architecture
_VERSION = 1
_BENEATH = 1

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
REMOVE_DIR, REMOVE_FILE = 1 << 4, 1 << 5
MAKE_DIR, MAKE_REGULAR, MAKE_FIFO, MAKE_LINK = 1 << 7, 1 << 8, 1 << 10, 1 << 12
REFER, TRUNCATE, IOCTL = 1 << 13, 1 << 14, 1 << 15
# How many rights on files each version of the interface knows, from the first on.
_RIGHTS = (13, 14, 15, 15, 16)
_OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL
_PORTS = 3  # to bind and to connect
ABSTRACT_SOCKETS, SIGNALS = 1, 2

# What of /proc is the same for everybody, or tells of the process itself.
MACHINE = tuple(f"/proc/{name}" for name in ("cpuinfo", "meminfo", "stat", "sys/vm"))
OWN = ("status", "stat", "statm", "maps", "smaps", "cmdline", "environ", "comm", "limits")
OWN_FOLDERS = ("fd", "fdinfo")

READ = EXECUTE | READ_FILE | READ_DIR
WRITE = (
    WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REGULAR | MAKE_FIFO | MAKE_LINK
) | (REFER | TRUNCATE)
# Without the right to truncate a file could be emptied that cannot be opened for writing.
OLDEST = 3
WITH_PORTS, WITH_SCOPES = 4, 6


def of_proc() -> list[tuple[str, int]]:
    """Rules for what a process may read of /proc: what tells nothing of the host or of others."""
    own = (f"/proc/self/{name}" for name in (*OWN, *OWN_FOLDERS))
    return [(path, READ) for path in (*MACHINE, *own)]


def version() -> int:
    """The kernel's version of the interface; 0 where it has none or has it switched off."""
    try:
        return call(_CREATE, None, 0, _VERSION)
    except OSError:
        return 0


def restrict(rules: Iterable[tuple[str, int]], scopes: int = 0) -> None:
    """Give up everything on files but `rules`, all ports and, in part, other processes.

    Parameters
    ----------
    rules
        Paths, each with the rights to what lies there and below; one that does not exist is
        passed over.
    scopes
        Of `ABSTRACT_SOCKETS` and `SIGNALS`, what may reach no further than processes that
        are restricted by this very call, and what they start.

    Raises
    ------
    OSError
        If the kernel has no Landlock, or one that is too old for files to be safe.
    """
    have = version()
    if have < OLDEST:
        raise OSError(errno.ENOSYS, f"Landlock's version is {have}, {OLDEST} is needed")
    handled = (1 << _RIGHTS[min(have, len(_RIGHTS)) - 1]) - 1
    fields = [handled]
    if have >= WITH_PORTS:
        fields.append(_PORTS)
    if have >= WITH_SCOPES:
        fields.append(scopes)
    told = struct.pack(f"{len(fields)}Q", *fields)
    ruleset = call(_CREATE, told, len(told), 0)
    try:
        for path, rights in rules:
            _allow(ruleset, path, rights & handled)
        call(_RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(fd).st_mode):
            rights &= _OF_FILES
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, fd), 12)
        call(_ADD, ruleset, _BENEATH, rule, 0)
    finally:
        os.close(fd)
