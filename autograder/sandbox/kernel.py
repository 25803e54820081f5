"""The system calls that the walls are made of, each a function that raises OSError.

Python 3.11 has none of them; from 3.12 on ``os`` has some.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from typing import Any

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
MNT_DETACH = 2

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_CHILD_SUBREAPER = 36
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
SECCOMP_MODE_FILTER = 2

MADV_COLLAPSE = 25
HUGE_PAGE = 2**21

_SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_SYS_SECCOMP = {"x86_64": 317, "aarch64": 277}
_NEW_LISTENER = 8
_CAPABILITY_VERSION = 0x20080522

LINUX = sys.platform == "linux"
_libc: Any = ctypes.CDLL(None, use_errno=True) if LINUX else None


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else os.fsencode(text)


def unshare(flags: int) -> None:
    """Leave the namespaces that `flags` name for new ones."""
    _check(_libc.unshare(ctypes.c_int(flags)), "unshare")


def setns(fd: int, kind: int) -> None:
    """Enter the namespace that `fd` refers to."""
    _check(_libc.setns(fd, kind), "setns")


def mount(
    source: str | None, target: str, kind: str | None, flags: int, data: str | None = None
) -> None:
    """Mount a file system, or change a mount."""
    result = _libc.mount(
        _bytes(source), _bytes(target), _bytes(kind), ctypes.c_ulong(flags), _bytes(data)
    )
    _check(result, f"mount {target}")


def umount(target: str) -> None:
    """Detach a mount."""
    _check(_libc.umount2(_bytes(target), MNT_DETACH), f"umount {target}")


def pivot_root(new: str, old: str) -> None:
    """Make `new` the root and put the former root at `old`."""
    number = _SYS_PIVOT_ROOT[os.uname().machine]
    _check(_libc.syscall(ctypes.c_long(number), _bytes(new), _bytes(old)), "pivot_root")


def prctl(option: int, *arguments: int) -> None:
    """Set an attribute of this process."""
    padded = [ctypes.c_ulong(a) for a in (*arguments, 0, 0, 0, 0)[:4]]
    _check(_libc.prctl(option, *padded), f"prctl {option}")


def call(number: int, *arguments: Any) -> int:
    """Make a system call by its number: integers, bytes, buffers and None go in."""
    given = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return int(_check(_libc.syscall(ctypes.c_long(number), *given), f"system call {number}"))


def close_all_but(kept: Iterable[int]) -> None:
    """Close every descriptor of this process but some."""
    try:
        found = [int(name) for name in os.listdir("/proc/self/fd")]
    except OSError:  # another process has just put a /proc of its own there, or it is not for us
        found = list(range(os.sysconf("SC_OPEN_MAX")))
    for descriptor in found:
        if descriptor not in kept:
            with contextlib.suppress(OSError):  # the list's own, and what is not open
                os.close(descriptor)


def drop_bounds() -> None:
    """Let whatever is executed later have no capability."""
    with open("/proc/sys/kernel/cap_last_cap") as file:
        last = int(file.read())
    for capability in range(last + 1):
        prctl(PR_CAPBSET_DROP, capability)


def drop_capabilities() -> None:
    """Give up every capability."""
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = struct.pack("Ii", _CAPABILITY_VERSION, 0)
    _check(_libc.capset(header, struct.pack("6I", 0, 0, 0, 0, 0, 0)), "capset")


def set_filter(program: bytes) -> None:
    """Install a seccomp filter: an array of BPF instructions of eight bytes each."""
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    buffer = ctypes.create_string_buffer(header, len(header))
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(buffer))


def set_asking_filter(program: bytes) -> int:
    """Install a filter as :func:`set_filter` does; a descriptor on which it asks."""
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    return call(_SYS_SECCOMP[os.uname().machine], 1, _NEW_LISTENER, header)


def collapse_memory() -> None:
    """Put this process's own memory on huge pages, where the kernel (6.1 and newer) can.

    Forking then copies hundreds of times fewer page table entries. It is only quicker: what
    cannot be collapsed stays as it is.
    """
    with open("/proc/self/maps") as file:
        lines = [line.split() for line in file]
    for span, rights, _offset, _device, _inode, *name in lines:
        if rights.startswith("rw") and name in ([], ["[heap]"]):
            start, end = (int(address, 16) for address in span.split("-"))
            first, last = -(-start // HUGE_PAGE) * HUGE_PAGE, end // HUGE_PAGE * HUGE_PAGE
            if first < last:
                length = ctypes.c_size_t(last - first)
                _libc.madvise(ctypes.c_void_p(first), length, MADV_COLLAPSE)
