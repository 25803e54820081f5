"""What the walls promise, and what is said where a promise cannot be kept.

A promise is kept by the strongest means that the machine allows. *Namespace means* are views of
the machine that the kernel makes for one process and its children. *Container means* do without
them, since an ordinary container allows none: Landlock, a user of its own for each submission,
and counting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

PROMISES: dict[str, str] = {
    "user": "no file of anybody's can be changed, whoever grades",
    "files": "Python, its packages, the library and the engine can be read, and nothing else",
    "network": "no socket can be made that reaches anything",
    "ipc": "no shared memory, semaphores or queues of anybody else's",
    "host name": "nothing tells which machine this is",
    "processes": "no other process can be seen or signalled, and none is left behind",
    "scratch": "a temporary folder of limited size, gone with the submission",
    "privileges": "no capabilities, and none to be had by executing anything",
    "system calls": "no system call that grading does not use",
    "limits": "processor time, file size, open files, processes and threads",
    "memory": "the submission is ended when all its processes use too much together",
}
ALL = tuple(PROMISES)
# Without it a submission can do no harm: where no means keeps it, grading goes on and says so.
DISPENSABLE = ("host name",)

MENDS = {
    "user": (
        "allow user namespaces (sysctl -w kernel.unprivileged_userns_clone=1 "
        "user.max_user_namespaces=10000 kernel.apparmor_restrict_unprivileged_userns=0), or in a "
        "container start it with --security-opt seccomp=unconfined --security-opt "
        "apparmor=unconfined"
    ),
    "files": (
        "grade on kernel 6.2 or newer with Landlock switched on (lsm=landlock,... among the "
        "kernel's options), or where namespaces are allowed (in a container "
        "--security-opt systempaths=unconfined); keep the course outside the folders of Python "
        "and the system"
    ),
}
MEND = "grade on a Linux machine, x86_64 or aarch64, with kernel 5.14 or newer"
ELSEWHERE = (
    "{system} has no walls for other people's code: grade in a Linux machine, or in the image that "
    "`lossbook package image` makes"
)
LAST_RESORT = "or use --without-walls for code that you trust"


class WallError(Exception):
    """A promise that no means can keep here.

    Parameters
    ----------
    wall
        Its name.
    why
        What the system said.
    stands
        The promises that could be kept, with their means.
    """

    def __init__(self, wall: str, why: str, stands: dict[str, str] | None = None):
        self.wall = wall
        self.why = why
        self.stands = stands or {}
        self.mend = f"{MENDS.get(wall, MEND)}; {LAST_RESORT}"
        kept = ", ".join(f"{name} ({means})" for name, means in self.stands.items())
        also = f"; kept could be: {kept}" if kept else ""
        super().__init__(
            f"the wall {wall!r} cannot be built ({why}){also}; to mend it: {self.mend}"
        )


@dataclass(frozen=True)
class View:
    """What learner code may see of the file system, read-only.

    Parameters
    ----------
    shown
        Folders that appear at their own place.
    hidden
        Paths that must not be visible through any of them.
    asking
        Whether refused system calls are noted, for one's own notebook.
    """

    shown: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    asking: bool = False


SYSTEM_FOLDERS = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts")
# Not /dev/zero: shared memory that nobody counts comes of mapping it.
DEVICES = ("/dev/null", "/dev/full", "/dev/random", "/dev/urandom")


def building(wall: str, step: Callable[[], object]) -> None:
    """Take a step in keeping a promise; a WallError if it cannot be taken."""
    try:
        step()
    except (OSError, KeyError, ValueError) as error:
        raise WallError(wall, str(error)) from None
