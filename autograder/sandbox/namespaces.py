"""Namespace means: views of the machine that the kernel makes for a process and its children.

The *outer* wall stands around the warm process and protects the machine. The *inner* wall
stands around each submission's process and protects learners from each other.
"""

from __future__ import annotations

import contextlib
import os
import signal

from autograder.sandbox import counting, descendants, kernel, landlock, noting, seccomp
from autograder.sandbox.counting import Baseline, Use
from autograder.sandbox.limits import Limits
from autograder.sandbox.promises import (
    DEVICES,
    SYSTEM_FILES,
    SYSTEM_FOLDERS,
    View,
    WallError,
    building,
)

# Who learner code is: this user inside, and outside an ordinary user without any files.
INSIDE_ID = 1000
NOBODY_ID = 65534
# Folders to show that lie in the temporary folder stand here too: a scratch folder covers them.
BEHIND = "/behind"
ACCOUNT = f"learner:x:{INSIDE_ID}:{INSIDE_ID}:learner:/tmp:/bin/sh\n"
# It tells which machine this is, and since when it has been up.
BOOT_ID = "/proc/sys/kernel/random/boot_id"
MEANS = {
    "user": "user namespace",
    "files": "mount namespace",
    "network": "network namespace, system call list",
    "ipc": "ipc namespace",
    "host name": "uts namespace",
    "processes": "process namespace",
    "scratch": "file system of its own",
    "privileges": "no capabilities, no new privileges",
    "system calls": "list of allowed calls",
    "limits": "resource limits, counted in a user namespace of its own",
    "memory": "counted",
}


class NamespaceWalls:
    """Walls of namespaces; to make one puts this process behind the outer wall.

    Parameters
    ----------
    view
        What stays visible.
    place
        An empty folder on which the new root is built.

    Raises
    ------
    WallError
        If one of the walls cannot be built. The process may stand behind some of them then,
        and can only end.
    """

    home = "/tmp"

    def __init__(self, view: View, place: str):
        self._install = noting.install if view.asking else kernel.set_filter
        self._filter = seccomp.program(asking=view.asking)
        self._landlocked = landlock.version() >= landlock.OLDEST
        more = {"files": f"{MEANS['files']}, Landlock {landlock.version()}"}
        self.means = MEANS | (more if self._landlocked else {})
        self._covered = [path for path in view.shown if path.startswith("/tmp/")]
        self._baseline, self._limits, self._first = Baseline(), Limits(), 0
        if not kernel.LINUX:
            raise WallError("user", "there are no namespaces")
        root = os.geteuid() == 0
        if root:  # see the files as root, then become nobody
            building("files", lambda: kernel.unshare(kernel.CLONE_NEWNS))
        else:
            user, group = os.geteuid(), os.getegid()
            building("user", lambda: _new_user(user, group, kernel.CLONE_NEWNS))
        building("files", lambda: self._new_root(view, place))
        if root:
            building("user", _become_nobody)
        building("network", lambda: kernel.unshare(kernel.CLONE_NEWNET))
        building("ipc", lambda: kernel.unshare(kernel.CLONE_NEWIPC))
        building("host name", _new_host_name)
        building("processes", lambda: kernel.unshare(kernel.CLONE_NEWPID | kernel.CLONE_NEWNS))
        pid = os.fork()
        if pid:
            kernel.close_all_but(())
            os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 0xFF)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        building("processes", _own_proc)
        for path in view.hidden:
            if os.path.lexists(path):
                raise WallError("files", f"{path} lies in a folder that learner code must see")

    def fork(self, limits: Limits) -> int:
        """Fork; the child is the first process of a process namespace of its own.

        Returns
        -------
        int
            0 in the child, the child's process id in the parent.
        """
        self._baseline, self._limits = Baseline.here(), limits
        own = os.open("/proc/self/ns/pid", os.O_RDONLY)
        try:
            kernel.unshare(kernel.CLONE_NEWPID)
            pid = os.fork()
            if pid:
                self._first = pid
                kernel.setns(own, kernel.CLONE_NEWPID)
            return pid
        finally:
            os.close(own)

    def fork_clone(self) -> int:
        """Fork another warm process, which sees itself and its own learners alone."""
        pid = self.fork(Limits())
        if not pid:
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
            kernel.unshare(kernel.CLONE_NEWNS)
            _own_proc()
        return pid

    def enter(self, limits: Limits) -> None:
        """Put this process, a fresh child, behind the inner wall. It is the last trusted act.

        Raises
        ------
        WallError
            If one of the walls cannot be built.
        """
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        building("scratch", lambda: kernel.unshare(kernel.CLONE_NEWNS | kernel.CLONE_NEWIPC))
        building("scratch", lambda: _scratch("/tmp", limits.scratch_mib))
        building("scratch", lambda: self._uncover(""))
        building("processes", _own_proc)
        os.chdir("/tmp")
        # Processes are counted for a user in a user namespace: all learners else had one budget.
        building("limits", lambda: _new_user(os.geteuid(), os.getegid()))
        building("limits", limits.apply)
        building("privileges", kernel.drop_bounds)
        building("privileges", kernel.drop_capabilities)
        building("privileges", lambda: kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1))
        if self._landlocked:  # mountinfo names folders of the host, and /proc much of the machine
            building("files", lambda: landlock.restrict(self._rules()))
        building("system calls", lambda: self._install(self._filter))

    def _rules(self) -> list[tuple[str, int]]:
        """Everything in the new root, but of /proc only what tells nothing of others."""
        whole = [f"/{name}" for name in os.listdir("/") if name not in ("proc", "tmp", "dev")]
        devices = [(path, landlock.READ | landlock.WRITE_FILE) for path in DEVICES]
        scratch = [(path, landlock.READ | landlock.WRITE) for path in ("/tmp",)]
        listing = [("/dev", landlock.READ_DIR)]
        read = [(path, landlock.READ) for path in whole]
        return [*read, *devices, *listing, *scratch, *landlock.of_proc()]

    def use(self) -> Use:
        """What the submission's processes use together."""
        found = descendants.in_namespace(os.getpid())
        use = counting.use_of(found, self._baseline, limits=self._limits)
        counting.hold_back(found, self._first, use.tasks)
        return use

    def stop(self, pid: int) -> None:
        """Kill a child with all that it started: it is the first of its namespace."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)

    def stopped(self, pid: int) -> bool:
        """Nothing outlives the first of a namespace: its connection tells."""
        return False

    def end(self, pid: int) -> int | None:
        """Kill a child with all that it started; how it had ended, None if nobody knows."""
        self.stop(pid)
        try:
            status = os.waitpid(pid, 0)[1]
        except ChildProcessError:
            return None
        self.bury()
        return os.waitstatus_to_exitcode(status)

    def bury(self) -> None:
        """Wait for processes that a dead child left to the first process of the namespace."""
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass

    def close(self) -> None:
        """Nothing stays: the namespaces end with this process."""

    def _new_root(self, view: View, place: str) -> None:
        """Build a root of read-only views at `place`, and leave the old one."""
        kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
        kernel.mount(
            "tmpfs", place, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "size=8m,mode=755"
        )
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
        os.symlink("/tmp", place + "/dev/shm")  # locks of multiprocessing lie there
        _write(place + "/etc/passwd", ACCOUNT)
        for name in ("/proc", "/tmp", "/old"):
            os.mkdir(place + name)
        kernel.mount("/proc", place + "/proc", None, kernel.MS_BIND | kernel.MS_REC)
        _scratch(place + "/tmp", 256)
        self._uncover(place)
        kernel.pivot_root(place, place + "/old")
        os.chdir("/")
        kernel.umount("/old")
        os.rmdir("/old")
        flags = kernel.MS_REMOUNT | kernel.MS_BIND | kernel.MS_RDONLY
        kernel.mount(None, "/", None, flags | kernel.MS_NOSUID | kernel.MS_NODEV)

    def _uncover(self, root: str) -> None:
        """Show again what the scratch folder has just covered."""
        for path in self._covered:
            os.makedirs(root + path, mode=0o755, exist_ok=True)
            kernel.mount(root + BEHIND + path, root + path, None, kernel.MS_BIND)


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


def _own_proc() -> None:
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    kernel.mount("proc", "/proc", "proc", flags)
    with contextlib.suppress(OSError):
        kernel.mount("/dev/null", BOOT_ID, None, kernel.MS_BIND)


def _touch(path: str) -> None:
    os.makedirs(os.path.dirname(path), mode=0o755, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o644))


def _write(path: str, text: str) -> None:
    fd = os.open(path, os.O_WRONLY | (0 if path.startswith("/proc") else os.O_CREAT), 0o644)
    try:
        os.write(fd, text.encode())
    finally:
        os.close(fd)
