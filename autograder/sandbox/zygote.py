"""The grader's handle on the warm process: start it, copy it, get learners from it."""

from __future__ import annotations

import contextlib
import copy
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from losslab.values.plain import NotPlainError

from autograder.sandbox import walls as walls_module
from autograder.sandbox.learner import Learner
from autograder.sandbox.limits import Limits
from autograder.sandbox.reach import Cell, Opening
from autograder.sandbox.spare import Process, Spare, started
from autograder.sandbox.walls import WallError
from autograder.sandbox.wire import ClosedError, LateError, Wire

PRELOAD = ("numpy", "losslab")
START_SECONDS = 120.0
CLOSE_SECONDS = 10.0


class ZygoteDiedError(Exception):
    """The warm process itself is gone; a new one may be started and the work tried again."""


class Zygote:
    """A warm process that forks learners; use it as a context manager.

    Parameters
    ----------
    preload
        Modules to import before the first fork, besides `PRELOAD`; learner code can see them.
        None for a process that imports nothing.
    walls
        Whether learner code is walled in. Without walls it is a process like any other.
    hidden
        Paths that learner code must never see; starting fails if it could.
    prelude
        Trusted cells that run before the first fork. A learner's process begins behind them,
        or before them if it is asked for so.
    once
        Trusted cells that give the same to everybody; they run before the first fork too, and a
        learner's process is told which of them it has behind it.
    opening
        The names that the prelude imports, and those that it defines besides.
    many
        Whether so many learners will come that it pays to lay memory on huge pages first.
    asking
        Whether refused system calls are noted, see :mod:`autograder.sandbox.noting`.

    Attributes
    ----------
    prelude_results
        What :meth:`Learner.run` would have given for each cell of `prelude`.
    once_results
        The same for each cell of `once`; None for one that must run in every process.
    """

    def __init__(
        self,
        preload: Sequence[str] | None = ("torch",),
        walls: bool = True,
        hidden: Sequence[Path] = (),
        prelude: Sequence[str] = (),
        once: Sequence[Cell] = (),
        opening: Opening | None = None,
        *,
        many: bool = False,
        asking: bool = False,
    ):
        self.preload = () if preload is None else tuple(dict.fromkeys((*PRELOAD, *preload)))
        self.walled = walls
        self.hidden = tuple(str(path) for path in hidden)
        self.prelude = tuple(prelude)
        self.many = many
        self.asking = asking
        self.prelude_results: tuple[dict[str, Any], ...] = ()
        self.once = tuple(once)
        self.opening = opening or Opening()
        self.once_results: tuple[dict[str, Any] | None, ...] = ()
        self.means: dict[str, str] = {}
        self._process: Process | None = None
        self._launcher = 0
        self._wire: Wire | None = None
        self._home: str | None = None

    def __enter__(self) -> Zygote:
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def is_like(self, other: Zygote) -> bool:
        """Whether another one, neither of them warm yet, would run the same in the same way."""
        asked = ("preload", "walled", "hidden", "prelude", "once", "many", "asking", "opening")
        return all(getattr(self, name) == getattr(other, name) for name in asked)

    def start(self) -> None:
        """Start the process and wait until it is warm; raises what :meth:`wait` does."""
        self.launch()
        self.wait()

    def launch(self, spare: Spare | None = None) -> None:
        """Start the process, or tell a spare what it shall be.

        It warms up while its launcher does something else.
        """
        self.close()
        self._launcher = os.getpid()
        many = self.many and spare is None
        spare = spare or started("autograder.sandbox.fork_server")
        self._process, self._wire, self._home = spare.process, Wire(spare.control), spare.home
        # Not on the command line: learner code can read that.
        setup = {
            "preload": self.preload,
            "prelude": self.prelude,
            "once": [[cell.source, sorted(cell.binds), cell.place] for cell in self.once],
            "imported": sorted(self.opening.imported),
            "view": self._view() if self.walled else None,
            "place": self._home,
            "many": many,
        }
        with contextlib.suppress(ClosedError):  # waiting for it will tell
            self._wire.send(setup)

    def wait(self) -> None:
        """Wait until the launched process is warm, here or in a process forked since.

        Raises
        ------
        WallError
            If a wall cannot be built here.
        RuntimeError
            If the process does not start for another reason.
        """
        assert self._wire is not None
        try:
            reply = self._wire.receive(time.monotonic() + START_SECONDS)
        except (ClosedError, LateError):
            self.close()
            raise RuntimeError(
                "the process that runs learner code did not start; what it said stands above. "
                "See what `lossbook doctor --grading` says"
            ) from None
        if "wall" in reply:
            self.close()
            raise WallError(reply["wall"], reply["why"], reply["stands"])
        self.prelude_results = tuple(reply["prelude_results"])
        self.once_results = tuple(reply["once_results"])
        found = {name: frozenset(reply["opening"][name]) for name in ("modules", "fixed")}
        self.opening = replace(self.opening, **found)
        self.means = reply["means"]
        if self.walled and not self._contained():
            self._remove_home()  # the new root stands by itself: leave nothing if we are killed

    def _contained(self) -> bool:
        """Whether the process stands behind container means, and cleans up when it ends."""
        return self.means.get("files", "").startswith("Landlock")

    def _remove_home(self) -> None:
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)
            self._home = None

    @property
    def walls(self) -> tuple[str, ...]:
        """What stands around learner code: the promises that are kept, each with its means."""
        return ("process", *(f"{promise}: {means}" for promise, means in self.means.items()))

    def clone(self) -> Zygote:
        """A copy of the warm process, ready at once, for another process that grades.

        It ends with this one. :meth:`wait` for it where it is used.

        Raises
        ------
        ZygoteDiedError
            If the warm process is gone; :meth:`start` makes a new one.
        """
        made = copy.copy(self)
        made._wire, _ = self._fork({"do": "clone"})
        made._process = made._home = None
        return made

    def hand_over(self) -> None:
        """Leave the process to one forked since; whoever launched it still buries it."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def learner(
        self,
        limits: Limits | None = None,
        after_prelude: bool = True,
        packages: Collection[str] = (),
    ) -> Learner:
        """Fork the process of one submission, in which the prelude has run if `after_prelude`.

        It finds `packages` loaded, such of :data:`~autograder.sandbox.session.LATER`; any other may
        load them.

        Raises
        ------
        ZygoteDiedError
            If the warm process is gone; :meth:`start` makes a new one.
        """
        request = {
            "do": "fork",
            "limits": asdict(limits or Limits()),
            "after_prelude": after_prelude,
            "packages": sorted(packages),
        }
        wire, pid = self._fork(request)
        return Learner(wire, lambda: self._reap(pid))

    def close(self) -> None:
        """End the process and everything that it started."""
        if self._wire is not None:
            self._wire.close()
        if self._process is not None:
            mine = self._launcher == os.getpid()
            try:
                if not (mine and self._contained()):
                    raise subprocess.TimeoutExpired("", 0)
                self._process.wait(CLOSE_SECONDS)  # it cleans up; killed, it could not
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            if mine:
                self._process.wait()
            self._remove_home()
        self._wire = self._process = self._home = None

    def _view(self) -> dict[str, Any]:
        # losslab.values is half of the protocol, whatever else is imported.
        names = dict.fromkeys(
            name.partition(".")[0] for name in ("losslab", "torch", *self.preload)
        )
        specs = [importlib.util.find_spec(name) for name in names]
        folders = [str(Path(__file__).parents[1])]
        folders += [f for spec in specs if spec for f in spec.submodule_search_locations or ()]
        shown = walls_module.shown_to_learners(folders)
        return {"shown": shown, "hidden": self.hidden, "asking": self.asking}

    def _request(self, request: dict[str, Any], pass_socket: socket.socket | None = None) -> Any:
        try:
            if self._wire is None:
                raise ClosedError
            deadline = time.monotonic() + START_SECONDS
            self._wire.send(request, deadline)
            if pass_socket is not None:
                socket.send_fds(self._wire.sock, [b"+"], [pass_socket.fileno()])
            return self._wire.receive(deadline)
        except (ClosedError, LateError, NotPlainError, OSError):
            raise ZygoteDiedError("the process that forks learners is gone") from None

    def _fork(self, request: dict[str, Any]) -> tuple[Wire, int]:
        """Have a process forked; the connection to it, and its number there."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                return Wire(ours), self._request(request, theirs)["pid"]
            except ZygoteDiedError:
                ours.close()
                raise

    def _reap(self, pid: int) -> dict[str, Any]:
        return self._request({"do": "reap", "pid": pid})
