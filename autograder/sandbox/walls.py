"""The walls around learner code, from top to bottom.

The *outer* wall stands around the warm process and protects the machine. The *inner* wall
stands around each submission's process and protects learners from each other. What is built
here, and by which means of the kernel:

===============  ==========================================================================
``user``         a user namespace: no privilege reaches beyond it; as root, another user too
``files``        a root of its own: Python, the library and nothing else, read-only
``network``      a network namespace without a way out; no sockets but connected pairs
``ipc``          no System V shared memory, semaphores or message queues of anybody else's
``host name``    a name of its own, so that nothing tells which machine this is
``processes``    a process namespace a submission: it sees itself only, and is killed whole
``scratch``      an empty temporary folder of limited size, gone with the submission
``privileges``   no capabilities, and none to be had by executing anything
``system calls`` a seccomp filter, see :mod:`autograder.sandbox.seccomp`
``limits``       processor time, address space, file size, open files, processes and threads
``memory``       the whole submission is ended when all its processes use too much together
===============  ==========================================================================

A wall that cannot be built is a :class:`WallError`; there is no falling back.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import kernel, seccomp
from autograder.sandbox.limits import Limits

OUTER = ("user", "files", "network", "ipc", "host name")
INNER = ("processes", "scratch", "privileges", "system calls", "limits", "memory")
ALL = (*OUTER, *INNER)

# Who learner code is: this user inside, and outside an ordinary user without any files.
INSIDE_ID = 1000
NOBODY_ID = 65534
SYSTEM_FOLDERS = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts")
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
# Folders to show that lie in the temporary folder stand here too: a scratch folder covers them.
BEHIND = "/behind"
_covered: list[str] = []
ACCOUNT = f"learner:x:{INSIDE_ID}:{INSIDE_ID}:learner:/tmp:/bin/sh\n"

MENDS = {
    "user": (
        "allow user namespaces (sysctl -w kernel.unprivileged_userns_clone=1 "
        "user.max_user_namespaces=10000 kernel.apparmor_restrict_unprivileged_userns=0), or in a "
        "container start it with --security-opt seccomp=unconfined --security-opt "
        "apparmor=unconfined"
    ),
    "files": (
        "in a container, start it with --security-opt systempaths=unconfined; keep the course "
        "outside the folders of Python and the system"
    ),
}
MEND = "grade on a Linux machine, x86_64 or aarch64, with kernel 5.11 or newer"
LAST_RESORT = "or use --without-walls for code that you trust"


class WallError(Exception):
    """A wall that could not be built.

    Parameters
    ----------
    wall
        Its name.
    why
        What the system said.
    """

    def __init__(self, wall: str, why: str):
        self.wall = wall
        self.why = why
        self.mend = f"{MENDS.get(wall, MEND)}; {LAST_RESORT}"
        super().__init__(f"the wall {wall!r} cannot be built ({why}); to mend it: {self.mend}")


@dataclass(frozen=True)
class View:
    """What learner code may see of the file system, read-only.

    Parameters
    ----------
    shown
        Folders that appear at their own place.
    hidden
        Paths that must not be visible through any of them.
    """

    shown: tuple[str, ...]
    hidden: tuple[str, ...] = ()


def _build(wall: str, step: Callable[[], None]) -> None:
    try:
        step()
    except (OSError, KeyError, ValueError) as error:
        raise WallError(wall, str(error)) from None


# --- the outer wall ----------------------------------------------------------------------


def enter_outer(view: View, place: str, on_fork: Callable[[], None]) -> None:
    """Put this process behind the outer wall; it goes on as the first of its namespace.

    Parameters
    ----------
    view
        What stays visible.
    place
        An empty folder on which the new root is built.
    on_fork
        Called in the process that stays behind only to wait.

    Raises
    ------
    WallError
        If one of the walls cannot be built.
    """
    if not kernel.LINUX:
        raise WallError("user", f"{sys.platform} has no namespaces")
    root = os.geteuid() == 0
    if root:  # see the files as root, then become nobody
        _build("files", lambda: kernel.unshare(kernel.CLONE_NEWNS))
    else:
        _build("user", lambda: _new_user(os.geteuid(), os.getegid(), kernel.CLONE_NEWNS))
    _build("files", lambda: _new_root(view, place))
    if root:
        _build("user", _become_nobody)
    _build("network", lambda: kernel.unshare(kernel.CLONE_NEWNET))
    _build("ipc", lambda: kernel.unshare(kernel.CLONE_NEWIPC))
    _build("host name", _new_host_name)
    _build("processes", lambda: kernel.unshare(kernel.CLONE_NEWPID | kernel.CLONE_NEWNS))
    pid = os.fork()
    if pid:
        on_fork()
        os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 0xFF)
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    _build("processes", _own_proc)
    for path in view.hidden:
        if os.path.lexists(path):
            raise WallError("files", f"{path} lies in a folder that learner code must see")


def enter_clone() -> None:
    """Let this process, which the warm one forked with :func:`fork_inner`, see its own alone."""
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    kernel.unshare(kernel.CLONE_NEWNS)
    _own_proc()


def _new_user(user: int, group: int, more: int = 0) -> None:
    kernel.unshare(kernel.CLONE_NEWUSER | more)
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{INSIDE_ID} {user} 1")
    _write("/proc/self/gid_map", f"{INSIDE_ID} {group} 1")


def _become_nobody() -> None:
    os.setgroups([])
    os.setresgid(NOBODY_ID, NOBODY_ID, NOBODY_ID)
    os.setresuid(NOBODY_ID, NOBODY_ID, NOBODY_ID)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # else the maps below belong to root
    _new_user(NOBODY_ID, NOBODY_ID)


def _new_host_name() -> None:
    import socket

    kernel.unshare(kernel.CLONE_NEWUTS)
    socket.sethostname("grading")


def _new_root(view: View, place: str) -> None:
    """Build a root of read-only views at `place`, and leave the old one."""
    kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    kernel.mount("tmpfs", place, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "size=8m,mode=755")
    for path in SYSTEM_FOLDERS:
        if os.path.islink(path):
            os.symlink(os.readlink(path), place + path)
        elif os.path.isdir(path):
            _show(path, place)
    for path in (*SYSTEM_FILES, *view.shown):
        root = place + BEHIND if path.startswith("/tmp/") else place
        if os.path.exists(path) and not os.path.exists(root + path):
            _show(path, root)
    for path in DEVICES:
        _touch(place + path)
        kernel.mount(path, place + path, None, kernel.MS_BIND)
    os.symlink("/proc/self/fd", place + "/dev/fd")
    _write(place + "/etc/passwd", ACCOUNT)
    for name in ("/proc", "/tmp", "/old"):
        os.mkdir(place + name)
    kernel.mount("/proc", place + "/proc", None, kernel.MS_BIND | kernel.MS_REC)
    _covered[:] = [path for path in view.shown if path.startswith("/tmp/")]
    _scratch(place + "/tmp", 256)
    _uncover(place)
    kernel.pivot_root(place, place + "/old")
    os.chdir("/")
    kernel.umount("/old")
    os.rmdir("/old")
    flags = kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY
    kernel.mount(None, "/", None, flags | kernel.MS_NOSUID | kernel.MS_NODEV)


def _show(path: str, place: str) -> None:
    """Make `path` visible under `place`, read-only and without set-uid programs or devices."""
    if os.path.isdir(path):
        os.makedirs(place + path, mode=0o755, exist_ok=True)
    else:
        _touch(place + path)
    kernel.mount(path, place + path, None, kernel.MS_BIND)
    flags = kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY
    flags |= kernel.MS_NOSUID | kernel.MS_NODEV
    if os.statvfs(path).f_flag & os.ST_NOEXEC:  # a flag that may not be taken away
        flags |= kernel.MS_NOEXEC
    kernel.mount(None, place + path, None, flags)


def _scratch(path: str, mib: int) -> None:
    options = f"size={mib}m,nr_inodes=8192,mode=1777"
    kernel.mount("tmpfs", path, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, options)


def _uncover(root: str) -> None:
    """Show again what the scratch folder has just covered."""
    for path in _covered:
        os.makedirs(root + path, mode=0o755, exist_ok=True)
        kernel.mount(root + BEHIND + path, root + path, None, kernel.MS_BIND)


def _own_proc() -> None:
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    kernel.mount("proc", "/proc", "proc", flags)


def _touch(path: str) -> None:
    os.makedirs(os.path.dirname(path), mode=0o755, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o644))


def _write(path: str, text: str) -> None:
    fd = os.open(path, os.O_WRONLY | (0 if path.startswith("/proc") else os.O_CREAT), 0o644)
    try:
        os.write(fd, text.encode())
    finally:
        os.close(fd)


# --- the inner wall ----------------------------------------------------------------------


def fork_inner() -> int:
    """Fork; the child is the first process of a process namespace of its own.

    Returns
    -------
    int
        0 in the child, the child's process id in the parent.
    """
    own = os.open("/proc/self/ns/pid", os.O_RDONLY)
    try:
        kernel.unshare(kernel.CLONE_NEWPID)
        pid = os.fork()
        if pid:
            kernel.setns(own, kernel.CLONE_NEWPID)
        return pid
    finally:
        os.close(own)


def enter_inner(limits: Limits) -> None:
    """Put this process, a fresh child, behind the inner wall. It is the last trusted act.

    Raises
    ------
    WallError
        If one of the walls cannot be built.
    """
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    _build("scratch", lambda: kernel.unshare(kernel.CLONE_NEWNS | kernel.CLONE_NEWIPC))
    _build("scratch", lambda: _scratch("/tmp", limits.scratch_mib))
    _build("scratch", lambda: _uncover(""))
    _build("processes", _own_proc)
    os.chdir("/tmp")
    _build("limits", limits.apply)
    _build("privileges", kernel.drop_capabilities)
    _build("privileges", lambda: kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1))
    _build("system calls", lambda: kernel.set_filter(seccomp.program()))


def memory_in_use(baseline: int, spare: int) -> int:
    """Bytes that all processes of this namespace but one may use beyond `baseline` each.

    Address space is what is counted: pages in shared mappings show nowhere else.

    Parameters
    ----------
    baseline
        Bytes of address space that a process has from being forked.
    spare
        The process id that is not counted.
    """
    total = 0
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) != spare:
            try:
                statm = Path("/proc", name, "statm").read_text()
            except OSError:
                continue
            total += max(0, int(statm.split()[0]) * os.sysconf("SC_PAGE_SIZE") - baseline)
    return total


def shown_to_learners(folders: Sequence[str]) -> tuple[str, ...]:
    """The folders of this Python, and `folders`, outermost first."""
    python = [sys.base_prefix, sys.prefix, sys.base_exec_prefix]
    found = sorted({os.path.realpath(path) for path in [*python, *folders]} | {sys.prefix})
    return tuple(path for path in found if os.path.isdir(path))
