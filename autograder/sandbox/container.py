"""Container means: walls where no namespace can be made, as in most containers.

Files are kept by Landlock; processes by Landlock's scopes and, where the grader is root, by a
user of its own for each submission; what a namespace would limit is counted, and whoever uses
too much is ended. Whatever outlives a submission becomes a child of the warm process, or of the
one that waits for it, and is killed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

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

# A thread more than this many times the limit is refused; a submission over the limit is ended.
BURST = 16
# How often, in counts, the lists of mappings are read: it takes longer than all else.
MAPS_EVERY = 10


class ContainerWalls:
    """Walls without namespaces; to make one puts this process behind the outer wall.

    Parameters
    ----------
    view
        What stays readable.
    place
        A folder for scratch folders.

    Raises
    ------
    WallError
        If a promise cannot be kept. The process may have given up some of its rights then,
        and can only end.
    """

    def __init__(self, view: View, place: str):
        if not kernel.LINUX:
            raise WallError("files", "there is no Landlock")
        self.home = place
        self._rules, self._asking = _readable(view), view.asking
        self._clones: set[int] = set()
        self._baseline, self._limits, self._first = Baseline(), Limits(), 0
        self._scratch, self._counts = "", 0
        os.chmod(place, 0o711)  # each scratch folder in it belongs to a user of its own
        self._first_user = _other_users((*view.shown, place))
        self.means = _means(self._first_user is not None)
        kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
        pid = os.fork()
        if pid:
            _wait_and_end(pid, place)
        kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        building("privileges", lambda: kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1))
        rules = [*self._rules, ("/proc", landlock.READ), (place, landlock.READ | landlock.WRITE)]
        building("files", lambda: landlock.restrict(rules))
        for path in view.hidden:
            if _can_read(path):
                raise WallError("files", f"{path} lies in a folder that learner code must see")

    def fork(self, limits: Limits) -> int:
        """Fork the process of one submission, with a scratch folder of its own.

        Returns
        -------
        int
            0 in the child, the child's process id in the parent.
        """
        self._baseline, self._limits = Baseline.here(), limits
        self._scratch = tempfile.mkdtemp(prefix="submission-", dir=self.home)
        if self._first_user is not None:
            os.chown(self._scratch, self._user(), self._user())
        self._first = os.fork()
        return self._first

    def fork_clone(self) -> int:
        """Fork another warm process, for another grader."""
        pid = os.fork()
        if pid:
            self._clones.add(pid)
        else:
            self._clones.clear()
            kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        return pid

    def enter(self, limits: Limits) -> None:
        """Put this process, a fresh child, behind the inner wall. It is the last trusted act.

        Raises
        ------
        WallError
            If one of the walls cannot be built.
        """
        os.chdir(self._scratch)
        os.environ.update(dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR"), self._scratch))
        os.environ["USER"] = "learner"
        tempfile.tempdir = self._scratch
        own = self._first_user is not None
        with contextlib.suppress(OSError):  # without new privileges nothing can be gained anyway
            kernel.drop_bounds()
        if own:
            user = self._parents_user()
            building("user", lambda: _become(user))
        building("privileges", kernel.drop_capabilities)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        many = limits.processes if own else _tasks_of_user() + BURST * limits.processes
        building("limits", lambda: limits.apply(many))
        rules = [*self._rules, *landlock.of_proc()]
        rules += [(path, landlock.READ | landlock.WRITE_FILE) for path in DEVICES]
        rules += [(self._scratch, landlock.READ | landlock.WRITE)]
        scopes = landlock.ABSTRACT_SOCKETS | landlock.SIGNALS
        building("files", lambda: landlock.restrict(rules, scopes))
        scoped = landlock.version() >= landlock.WITH_SCOPES
        program = seccomp.program(
            not own, signals=None if own or scoped else os.getpid(), asking=self._asking
        )
        install = noting.install if self._asking else kernel.set_filter
        building("system calls", lambda: install(program))

    def use(self) -> Use:
        """What the submission's processes use together."""
        found = descendants.below(os.getpid(), self._clones)
        self._counts += 1
        maps = self._counts % MAPS_EVERY == 0
        with self._as_the_learner() as user:
            use = counting.use_of(found, self._baseline, self._scratch, self._limits, maps, user)
            counting.hold_back(found, self._first, use.tasks)
        return use

    @contextlib.contextmanager
    def _as_the_learner(self) -> Iterator[int | None]:
        """Be the submission's user, if it has one: root in a container may not look into others.

        Neither may it signal or trace this process then: that takes the real and saved user too.
        """
        if self._first_user is None:
            yield None
            return
        user = self._user()
        os.setegid(user)
        os.seteuid(user)
        try:
            yield user
        finally:
            os.seteuid(0)
            os.setegid(0)
            # Whoever becomes another loses both.
            kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)

    def stop(self, pid: int) -> None:
        """Kill a child with all that it started."""
        descendants.end_below(os.getpid(), self._clones, [pid])

    def stopped(self, pid: int) -> bool:
        """Whether a child has ended, which may have left others that go on."""
        try:
            flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
            return os.waitid(os.P_PID, pid, flags) is not None
        except ChildProcessError:
            return True

    def end(self, pid: int) -> int | None:
        """Kill a child with all that it started; how it had ended, None if nobody knows."""
        self.stop(pid)
        try:
            ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        except ChildProcessError:
            ended = None
        remove(self._scratch)
        self._scratch = ""
        return ended

    def bury(self) -> None:
        """Wait for clones that have ended."""
        for pid in list(self._clones):
            with contextlib.suppress(ChildProcessError):
                if os.waitpid(pid, os.WNOHANG)[0]:
                    self._clones.discard(pid)

    def close(self) -> None:
        """End everything that was started here."""
        if self._scratch:
            descendants.end_below(os.getpid(), self._clones)
            remove(self._scratch)

    def _user(self) -> int:
        assert self._first_user is not None
        return self._first_user + os.getpid()

    def _parents_user(self) -> int:
        """The same, asked in the child: a warm process has one submission at a time."""
        assert self._first_user is not None
        return self._first_user + os.getppid()


def _readable(view: View) -> list[tuple[str, int]]:
    paths = (*SYSTEM_FOLDERS, *SYSTEM_FILES, *view.shown)
    rules = [(path, landlock.READ) for path in paths]
    return [*rules, *((path, landlock.READ | landlock.WRITE_FILE) for path in DEVICES)]


def _means(own_user: bool) -> dict[str, str]:
    have = landlock.version()
    scoped = have >= landlock.WITH_SCOPES
    signals = "own user" if own_user else "Landlock" if scoped else "no signal but to itself"
    ports = ", Landlock" if have >= landlock.WITH_PORTS else ""
    return {
        "user": "own user" if own_user else "the grader's user, Landlock, no change of modes",
        "files": f"Landlock {have}",
        "network": f"list of allowed calls{ports}",
        "ipc": "list of allowed calls, Landlock",
        "processes": f"subreaper, Landlock, {signals}",
        "scratch": "own folder, counted",
        "privileges": "no capabilities, no new privileges",
        "system calls": "list of allowed calls",
        "limits": "resource limits" + ("" if own_user else ", processes counted"),
        "memory": "counted",
    }


def _can_read(path: str) -> bool:
    try:
        if os.path.isdir(path):
            os.listdir(path)
        else:
            os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
    except OSError:
        return False
    return True


def _other_users(needed: tuple[str, ...]) -> int | None:
    """The user before those that submissions can be, or None where each is the grader's own.

    It takes root with some capabilities, users enough that a number tells one warm process from
    all others, and a Python in folders that another user can enter.
    """
    if os.geteuid() != 0:
        return None
    with open("/proc/self/uid_map") as users, open("/proc/sys/kernel/pid_max") as most:
        last = min(sum(map(int, line.split()[::2])) for line in users)
        first, pids = 100_000, int(most.read())
    with open("/proc/self/gid_map") as groups:
        last = min(last, *(sum(map(int, line.split()[::2])) for line in groups))
    if first + pids > last:
        first = 10_000
        if first + pids > last:
            return None
    told, tell = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            _become(first)
            entered = all(os.access(path, os.R_OK | os.X_OK) for path in needed[:-1])
            if entered and os.access(needed[-1], os.X_OK):
                os.write(tell, b"+")
                signal.pause()
        finally:
            os._exit(1)
    os.close(tell)
    able = bool(os.read(told, 1))
    os.close(told)
    try:
        os.kill(pid, signal.SIGKILL)
    except PermissionError:
        able = False
    os.waitpid(pid, 0)
    return first if able else None


def _become(user: int) -> None:
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def _tasks_of_user() -> int:
    """Processes and threads of this process's user, which its limit counts too."""
    me, count = os.getuid(), 0
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError):
                if os.stat(f"/proc/{name}").st_uid == me:
                    count += len(os.listdir(f"/proc/{name}/task"))
    return count


def _wait_and_end(pid: int, place: str) -> None:
    """Wait for the warm process, then end whatever it has left, and this process."""
    kernel.close_all_but((0, 1, 2))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    status = 1
    with contextlib.suppress(ChildProcessError):
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 0xFF
    descendants.end_below(os.getpid())
    remove(place)
    os._exit(status)


def remove(folder: str) -> None:
    """Remove a folder of a learner's, however deep it is; links are not followed."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except (OSError, RecursionError):
        for path in (Path(folder), *Path(folder).glob("*")):
            with contextlib.suppress(OSError):
                if stat.S_ISDIR(path.lstat().st_mode):
                    path.chmod(0o700)
        subprocess.run(["rm", "-rf", "--", folder], check=False, stderr=subprocess.DEVNULL)
