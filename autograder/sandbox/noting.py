"""Which refused system calls a notebook asks for, noted for whoever asks why it fails.

Whatever the list of calls refuses waits until a *watcher*, a process forked before, has noted
its number and told the kernel to refuse it (seccomp_unotify(2)). The notes lie in the scratch
folder, where the notebook's process could change them: this is for one's own notebook, and no
grade depends on it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import struct

from autograder.sandbox import kernel
from autograder.sandbox.system_calls import Numbers

NOTES = ".refused-calls"
_REQUEST, _REPLY = struct.Struct("QIIiIQ6Q"), struct.Struct("QqiI")
_RECEIVE, _SEND = 0xC0502100, 0xC0182101

# By which names people know what is refused; another call is told by its number.
NAMES: dict[str, Numbers] = {
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "setsockopt": (54, 208),
    "recvmsg": (47, 212),
    "socketpair": (53, 199),
    "flock": (73, 32),
    "fcntl": (72, 25),
    "truncate": (76, 45),
    "chown": (92, None),
    "fchown": (93, 55),
    "fchownat": (260, 54),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "setxattr": (188, 5),
    "fsetxattr": (190, 7),
    "chroot": (161, 51),
    "mount": (165, 40),
    "sync": (162, 81),
    "setuid": (105, 146),
    "setgid": (106, 144),
    "setresuid": (117, 147),
    "setgroups": (116, 159),
    "clone": (56, 220),
    "unshare": (272, 97),
    "setns": (308, 268),
    "ptrace": (101, 117),
    "prctl": (157, 167),
    "prlimit64": (302, 261),
    "personality": (135, 92),
    "process_vm_readv": (310, 270),
    "sched_setaffinity": (203, 122),
    "sched_setscheduler": (144, 119),
    "setpriority": (141, 140),
    "mmap (shared, without a file)": (9, 222),
    "mincore": (27, 232),
    "mlock": (149, 228),
    "mlockall": (151, 230),
    "mbind": (237, 235),
    "set_mempolicy": (238, 237),
    "memfd_create": (319, 279),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "timer_create": (222, 107),
    "timerfd_create": (283, 85),
    "signalfd4": (289, 74),
    "splice": (275, 76),
    "vmsplice": (278, 75),
    "fadvise64": (221, 223),
    "io_setup": (206, 0),
    "io_uring_setup": (425, 425),
    "perf_event_open": (298, 241),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "keyctl": (250, 219),
    "syslog": (103, 116),
}


def name_of(number: int, machine: str) -> str:
    """What a call is known by on a machine of this kind."""
    column = ("x86_64", "aarch64").index(machine)
    known = (name for name, numbers in NAMES.items() if numbers[column] == number)
    return next(known, f"call {number}")


def install(program: bytes) -> None:
    """Install a filter that asks instead of refusing, and leave a watcher to answer.

    Parameters
    ----------
    program
        What :func:`autograder.sandbox.seccomp.program` gives if it is to ask.
    """
    mine, watchers = socket.socketpair()
    notes = os.open(NOTES, os.O_CREAT | os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC, 0o600)
    pid = os.fork()
    if not pid:
        with contextlib.suppress(BaseException):
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
            mine.close()
            listener = socket.recv_fds(watchers, 1, 1)[1][0]
            kernel.close_all_but((listener, notes))
            _watch(listener, notes)
        os._exit(0)
    os.close(notes)
    watchers.close()
    listener = kernel.set_asking_filter(program)
    socket.send_fds(mine, [b"+"], [listener])
    os.close(listener)
    mine.close()


def _watch(listener: int, notes: int) -> None:
    """Note each call once, and refuse it, until nobody is left who could ask."""
    import fcntl  # only Linux comes as far as here

    noted: set[int] = set()
    while True:
        request = bytearray(_REQUEST.size)
        try:
            fcntl.ioctl(listener, _RECEIVE, request)
        except OSError as error:
            if error.errno in (errno.EINTR, errno.ENOENT):  # who asked is gone
                continue
            return
        which, _, _, number, *_ = _REQUEST.unpack(request)
        if number not in noted:
            noted.add(number)
            os.write(notes, b"%d\n" % number)
        with contextlib.suppress(OSError):
            fcntl.ioctl(listener, _SEND, _REPLY.pack(which, 0, -errno.EPERM, 0))
