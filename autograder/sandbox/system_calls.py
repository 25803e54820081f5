"""The system calls that learner code may make, in groups, each with its reason.

The list was derived from what grading uses (all chapters' sample classes, traced) and from what
learners do besides: subprocesses, shell cells, threads, pools, event loops, files of their own.
Whatever is not on it fails with EPERM. `CHECKED` are calls that are allowed with some arguments.

Numbers are those of the kernel's tables: (x86_64, aarch64), None where one lacks the call.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass, field

Numbers = tuple[int | None, int | None]


@dataclass(frozen=True)
class Group:
    """Calls that are allowed with any arguments, for one reason."""

    name: str
    reason: str
    calls: dict[str, Numbers]


@dataclass(frozen=True)
class Argument:
    """What one argument of a call may be.

    Parameters
    ----------
    index
        Which argument, from 0.
    values
        It must be one of these; any value where there are none.
    mask
        These bits of it alone are compared with `values`.
    never
        None of these bits may be set.
    """

    index: int
    values: tuple[int, ...] = ()
    mask: int = 0xFFFFFFFF
    never: int = 0


@dataclass(frozen=True)
class Checked:
    """A call that is allowed with some arguments.

    Parameters
    ----------
    reason
        What those are for.
    numbers
        The call's.
    arguments
        What must hold of each; other calls fail with the error `refused`.
    """

    reason: str
    numbers: Numbers
    arguments: tuple[Argument, ...] = field(default=())
    refused: int = errno.EPERM


ALLOWED: tuple[Group, ...] = (
    Group(
        "files",
        "Reading and writing what is open already or may be opened.",
        {
            "read": (0, 63),
            "write": (1, 64),
            "readv": (19, 65),
            "writev": (20, 66),
            "pread64": (17, 67),
            "pwrite64": (18, 68),
            "preadv": (295, 69),
            "pwritev": (296, 70),
            "preadv2": (327, 286),
            "pwritev2": (328, 287),
            "lseek": (8, 62),
            "open": (2, None),
            "openat": (257, 56),
            "creat": (85, None),
            "close": (3, 57),
            "close_range": (436, 436),
            "dup": (32, 23),
            "dup2": (33, None),
            "dup3": (292, 24),
            "pipe": (22, None),
            "pipe2": (293, 59),
            "fsync": (74, 82),
            "fdatasync": (75, 83),
            "ftruncate": (77, 46),
            "fallocate": (285, 47),
            "sendfile": (40, 71),
            "copy_file_range": (326, 285),
        },
    ),
    Group(
        "names",
        "Looking at files and folders; making, renaming and removing them.",
        {
            "stat": (4, None),
            "fstat": (5, 80),
            "lstat": (6, None),
            "newfstatat": (262, 79),
            "statx": (332, 291),
            "access": (21, None),
            "faccessat": (269, 48),
            "faccessat2": (439, 439),
            "readlink": (89, None),
            "readlinkat": (267, 78),
            "getdents": (78, None),
            "getdents64": (217, 61),
            "getcwd": (79, 17),
            "chdir": (80, 49),
            "fchdir": (81, 50),
            "mkdir": (83, None),
            "mkdirat": (258, 34),
            "rmdir": (84, None),
            "unlink": (87, None),
            "unlinkat": (263, 35),
            "rename": (82, None),
            "renameat": (264, 38),
            "renameat2": (316, 276),
            "link": (86, None),
            "linkat": (265, 37),
            "symlink": (88, None),
            "symlinkat": (266, 36),
            "umask": (95, 166),
            "statfs": (137, 43),
            "fstatfs": (138, 44),
            "getxattr": (191, 8),
            "lgetxattr": (192, 9),
            "fgetxattr": (193, 10),
            "listxattr": (194, 11),
            "llistxattr": (195, 12),
            "flistxattr": (196, 13),
        },
    ),
    Group(
        "modes",
        "Modes and times, which copying a file sets; see MODES.",
        {
            "chmod": (90, None),
            "fchmod": (91, 52),
            "fchmodat": (268, 53),
            "fchmodat2": (452, 452),
            "utime": (132, None),
            "utimes": (235, None),
            "utimensat": (280, 88),
        },
    ),
    Group(
        "memory",
        "Getting memory and giving it back; how much is limited elsewhere.",
        {
            "munmap": (11, 215),
            "mprotect": (10, 226),
            "mremap": (25, 216),
            "brk": (12, 214),
            "madvise": (28, 233),
            "msync": (26, 227),
            "membarrier": (324, 283),
            "get_mempolicy": (239, 236),
        },
    ),
    Group(
        "processes",
        "Subprocesses, threads and their ends.",
        {
            "fork": (57, None),
            "vfork": (58, None),
            "execve": (59, 221),
            "exit": (60, 93),
            "exit_group": (231, 94),
            "wait4": (61, 260),
            "waitid": (247, 95),
            "getpid": (39, 172),
            "getppid": (110, 173),
            "gettid": (186, 178),
            "getpgid": (121, 155),
            "getpgrp": (111, None),
            "getsid": (124, 156),
            "setsid": (112, 157),
            "setpgid": (109, 154),
            "set_tid_address": (218, 96),
            "set_robust_list": (273, 99),
            "rseq": (334, 293),
            "futex": (202, 98),
            "pidfd_open": (434, 434),
            "sched_yield": (24, 124),
            "sched_getaffinity": (204, 123),
            "sched_getparam": (143, 121),
            "sched_getscheduler": (145, 120),
            "sched_get_priority_max": (146, 125),
            "sched_get_priority_min": (147, 126),
            "getpriority": (140, 141),
            "getcpu": (309, 168),
            "getrlimit": (97, 163),
            "setrlimit": (160, 164),
            "getrusage": (98, 165),
            "times": (100, 153),
            "arch_prctl": (158, None),
        },
    ),
    Group(
        "signals",
        "Handlers, masks and timers of one's own.",
        {
            "rt_sigaction": (13, 134),
            "rt_sigprocmask": (14, 135),
            "rt_sigreturn": (15, 139),
            "rt_sigsuspend": (130, 133),
            "rt_sigpending": (127, 136),
            "rt_sigtimedwait": (128, 137),
            "sigaltstack": (131, 132),
            "pause": (34, None),
            "alarm": (37, None),
            "setitimer": (38, 103),
            "getitimer": (36, 102),
            "restart_syscall": (219, 128),
        },
    ),
    Group(
        "signalling",
        "Ending a subprocess or thread; see SIGNALLING.",
        {
            "kill": (62, 129),
            "tkill": (200, 130),
            "tgkill": (234, 131),
            "pidfd_send_signal": (424, 424),
        },
    ),
    Group(
        "waiting",
        "Event loops and sleeping.",
        {
            "poll": (7, None),
            "ppoll": (271, 73),
            "select": (23, None),
            "pselect6": (270, 72),
            "epoll_create": (213, None),
            "epoll_create1": (291, 20),
            "epoll_ctl": (233, 21),
            "epoll_wait": (232, None),
            "epoll_pwait": (281, 22),
            "eventfd": (284, None),
            "eventfd2": (290, 19),
            "clock_nanosleep": (230, 115),
            "nanosleep": (35, 101),
        },
    ),
    Group(
        "pairs",
        "Talking over a connected pair, as asyncio does; no descriptor can be sent.",
        {
            "sendto": (44, 206),
            "recvfrom": (45, 207),
            "shutdown": (48, 210),
            "getsockname": (51, 204),
            "getpeername": (52, 205),
            "getsockopt": (55, 209),
        },
    ),
    Group(
        "clocks",
        "What time it is.",
        {
            "clock_gettime": (228, 113),
            "clock_getres": (229, 114),
            "gettimeofday": (96, 169),
            "time": (201, None),
        },
    ),
    Group(
        "asking",
        "Who one is, on what machine, and for random bytes.",
        {
            "uname": (63, 160),
            "sysinfo": (99, 179),
            "getrandom": (318, 278),
            "getuid": (102, 174),
            "geteuid": (107, 175),
            "getgid": (104, 176),
            "getegid": (108, 177),
            "getgroups": (115, 158),
            "getresuid": (118, 148),
            "getresgid": (120, 150),
        },
    ),
)

# Where learner code is the grader's own user, a mode could be changed on any file of theirs: the
# calls then do nothing and say that they did.
MODES = "modes"
# Where no other means keeps signals from strangers' processes, only one to oneself is sent.
SIGNALLING = "signalling"

_NAMESPACES = 0x7E020000
_SIBLING = 0x8000  # CLONE_PARENT: a child that is its parent's brother
CHECKED: dict[str, Checked] = {
    "mmap": Checked(
        "files, and memory of one's own; shared memory without a file would show nowhere",
        (9, 222),
        (Argument(3, values=(0, 1, 0x20), mask=0x21),),
    ),
    "clone": Checked(
        "processes and threads, and no namespace",
        (56, 220),
        (Argument(0, never=_NAMESPACES | _SIBLING),),
    ),
    "clone3": Checked(
        "its flags cannot be read here: the C library then uses clone",
        (435, 435),
        (Argument(0, never=0xFFFFFFFF), Argument(0, values=(1,))),
        errno.ENOSYS,
    ),
    "socketpair": Checked(
        "connected streams of this machine: a datagram socket could be found by others",
        (53, 199),
        (Argument(0, values=(1,)), Argument(1, values=(1,), mask=0xF)),
    ),
    "ioctl": Checked(
        "terminal or not and how large, whether to wait, what may be read, close when executing",
        (16, 29),
        (Argument(1, values=(0x5401, 0x5413, 0x5421, 0x541B, 0x5450, 0x5451)),),
        errno.ENOTTY,
    ),
    "fcntl": Checked(
        "flags and copies of descriptors; no locks: submissions could talk by those of one file",
        (72, 25),
        (Argument(1, values=(0, 1, 2, 3, 4, 1030, 1032)),),
    ),
    "prctl": Checked(
        "the thread's name, a signal when the parent ends, names of memory, questions",
        (157, 167),
        (Argument(0, values=(1, 3, 15, 16, 21, 23, 39, 0x53564D41)),),
    ),
    "prlimit64": Checked("one's own limits", (302, 261), (Argument(0, values=(0,)),)),
    "setpriority": Checked(
        "being nicer oneself",
        (141, 140),
        (Argument(0, values=(0,)), Argument(1, values=(0,))),
    ),
}
