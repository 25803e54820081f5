"""Load once what both sides of the boundary need, then part: a spare of the warm process.

A process that is to grade imports torch and whatever else learners use, forks the spare off, and
only then is told whom it grades and by what. So the spare's memory, and that of every learner's
process, holds what a warm process with an interpreter of its own would hold, and the hundred
megabytes that torch takes are there once.
"""

from __future__ import annotations

import contextlib
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from autograder.sandbox import kernel, lasting

WAIT_SECONDS = 0.01
# What a learner's process may know of the grader's environment.
ENVIRONMENT = ("LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH")


class Process(Protocol):
    """What is asked of a process that runs beside this one."""

    pid: int

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended; raises subprocess.TimeoutExpired."""


@dataclass
class Forked:
    """A child of this process, waited for as a :class:`subprocess.Popen` is.

    Parameters
    ----------
    pid
        Its number.
    """

    pid: int
    returncode: int | None = None

    def poll(self) -> int | None:
        """How it ended; None while it runs."""
        if self.returncode is None:
            with contextlib.suppress(ChildProcessError):
                pid, status = os.waitpid(self.pid, os.WNOHANG)
                self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended; raises subprocess.TimeoutExpired."""
        until = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if until is not None and time.monotonic() > until:
                assert timeout is not None
                raise subprocess.TimeoutExpired("the warm process", timeout)
            time.sleep(WAIT_SECONDS)
        return code


@dataclass(frozen=True)
class Spare:
    """A process that waits to be told what it is for.

    Parameters
    ----------
    process
        The process, the first of a session of its own.
    control
        The connection to it.
    home
        An empty folder that it may write to, until walls stand around it.
    """

    process: Process
    control: socket.socket
    home: str


def environment(home: str) -> dict[str, str]:
    """What stands in the environment of a process that learners' are copies of."""
    kept = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "MKL", "OPENBLAS")}
    folders = {
        "PATH": "/usr/bin:/bin",
        "HOME": home,
        "TMPDIR": home,
        "MPLCONFIGDIR": home,
        "IPYTHONDIR": home,
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }
    return kept | threads | folders | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}


def started(module: str) -> Spare:
    """Start a module as a program; it is given the number of its end of the connection.

    The process knows only what a learner may: nothing of this one's environment or words.
    """
    ours, theirs = socket.socketpair()
    home = tempfile.mkdtemp(prefix="zygote-")
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-I", "-m", module, "--fd", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            cwd="/",
            env=environment(home),
            start_new_session=True,
        )
    return Spare(process, ours, home)


def load(preload: Sequence[str]) -> None:
    """Import what learners need, for this process and its :func:`fork`."""
    from autograder.sandbox import fork_server

    with lasting.loading():
        fork_server.load(preload)


def fork(home: str, many: bool) -> Spare:
    """Fork a spare.

    It is for a process with an interpreter of its own, :func:`environment` around it,
    that has been told nothing which a learner may not know: all that it remembers, the spare does.

    Parameters
    ----------
    home
        An empty folder.
    many
        Whether so many learners will come that it pays to lay memory on huge pages first. Done
        here it stays shared; a warm process that did it would have a copy of everything.
    """
    from autograder.sandbox import fork_server

    if many:
        kernel.collapse_memory()
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        theirs.close()
        return Spare(Forked(pid), ours, home)
    status = 1
    try:
        os.setsid()
        os.chdir("/")
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        kernel.close_all_but((0, 1, 2, theirs.fileno()))
        _forget_the_machine()
        fork_server.run(theirs)
        status = 0
    except BaseException:  # nobody is above who would tell it
        traceback.print_exc()
    finally:
        os._exit(status)


def _forget_the_machine() -> None:
    """Have Python ask for the host's name again, behind the walls: torch has asked before them."""
    vars(platform)["_uname_cache"] = None
    vars(platform).get("_platform_cache", {}).clear()
