"""The warm process: import what learners need once, then fork a child for each submission.

Started by :class:`autograder.sandbox.zygote.Zygote` with one socket, on which the grader asks
for children. It puts itself behind the outer wall before it imports anything that learner
code shares with it, and it runs no learner code itself. For a grader that works on several
submissions at once it forks twins of itself: what was imported is shared between them.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Sequence

from autograder.sandbox import kernel, lasting, once, walls
from autograder.sandbox.counting import Excess
from autograder.sandbox.limits import Limits
from autograder.sandbox.reach import Cell, Opening
from autograder.sandbox.wire import ClosedError, Wire

WATCH_SECONDS = 0.05
# What calls and their outcomes need, loaded here rather than in every learner's process.
IN_CALLS = ("losslab.values.probes", "numpy.ma", "numpy.random")


def main() -> None:
    """Serve fork requests until the grader closes the connection."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fd", type=int, required=True)
    run(socket.socket(fileno=parser.parse_args().fd))


def run(control: socket.socket) -> None:
    """Be told what to warm up, and serve."""
    wire = Wire(control)
    try:
        setup = wire.receive()
    except ClosedError:  # whoever started this process has gone, or needs none
        return
    _write_to(setup["place"])
    built: walls.Walls | None = None
    if not setup["view"]:
        os.chdir(setup["place"])
    else:
        shown, hidden, asking = (setup["view"][name] for name in ("shown", "hidden", "asking"))
        view = walls.View(tuple(shown), tuple(hidden), asking)
        try:
            built = walls.build(view, setup["place"])
        except walls.WallError as error:
            wire.send({"wall": error.wall, "why": error.why, "stands": error.stands})
            return
        _write_to(built.home)
    once_cells = [
        Cell(source, frozenset(), frozenset(binds), place) for source, binds, place in setup["once"]
    ]
    opening = Opening(frozenset(setup["imported"]))
    server = ForkServer(wire, built, setup["preload"], setup["prelude"], once_cells, opening)
    if setup["many"] and kernel.LINUX:
        kernel.collapse_memory()
    with contextlib.suppress(ClosedError):
        server.serve()


def _write_to(folder: str) -> None:
    """Let this process write to a folder alone."""
    os.environ.update(dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR"), folder))
    os.environ["IPYTHONDIR"] = os.path.join(folder, "ipython")
    tempfile.tempdir = folder


class ForkServer:
    """Forks children, one at a time, watches over their memory, and buries them.

    Parameters
    ----------
    wire
        The connection to the grader.
    built
        What stands around it; None where nothing does.
    preload
        Modules to import first.
    prelude
        Trusted cells to run then.
    cells
        Trusted cells to run after those, whose effects wait until a learner's process asks.
    opening
        What the prelude imports.
    """

    def __init__(
        self,
        wire: Wire,
        built: walls.Walls | None,
        preload: Sequence[str],
        prelude: Sequence[str] = (),
        cells: Sequence[Cell] = (),
        opening: Opening | None = None,
    ):
        self.wire = wire
        self.walls = built
        self.later = {"matplotlib": self._load_plots, "torch": self._load_torch}
        with lasting.loading():
            self.shell = warm_up(preload)
            room = Limits().output_kib * 1024
            self.prelude_results = [self.shell.run(source, room) for source in prelude]
            self.once = [once.run(self.shell, cell, room) for cell in cells]
            self.opening = (opening or Opening()).looked_up(self.shell.user_ns)
        self.child: int | None = None
        self.limits = Limits()
        self.excess: Excess = ""

    def serve(self) -> None:
        """Answer requests until the connection is closed."""
        means = dict(self.walls.means) if self.walls else {}
        shown = [None if known is None else known[0] for known in self.once]
        results = {"prelude_results": self.prelude_results, "once_results": shown}
        self.wire.send({"means": means, "opening": self.opening, **results})
        poll = select.poll()
        poll.register(self.wire.sock, select.POLLIN)
        try:
            self._serve(poll)
        except ClosedError:
            pass
        finally:
            if self.walls:
                self.walls.close()

    def _serve(self, poll: select.poll) -> None:
        while True:
            while self.child is not None and not poll.poll(WATCH_SECONDS * 1000):
                self._watch()
            request = self.wire.receive()
            if request["do"] == "fork":
                self._load(request["packages"])
                pid = self._fork(Limits(**request["limits"]), request["after_prelude"])
                self.wire.send({"pid": pid})
            elif request["do"] == "clone":
                self.wire.send({"pid": self._clone()})
            else:
                self.wire.send(self._reap(request["pid"]))

    def _load(self, packages: Sequence[str]) -> None:
        """Import what a learner speaks of, once for all learners that do."""
        for name in packages:
            if load := self.later.pop(name, None):
                with lasting.loading(), contextlib.suppress(ImportError):
                    load()

    def _load_plots(self) -> None:
        warm_up_plots(self.shell)

    def _load_torch(self) -> None:
        if "torch" not in sys.modules:
            _warm_up_torch()

    def _clone(self) -> int:
        """Fork another fork server, which has a process namespace and a grader of its own."""
        _, fds, _, _ = socket.recv_fds(self.wire.sock, 1, 1)
        if self.walls:
            self.walls.bury()
        pid = self.walls.fork_clone() if self.walls else os.fork()
        if pid:
            os.close(fds[0])
            return pid
        status = 1
        try:
            self.wire.close()
            self.wire = Wire(socket.socket(fileno=fds[0]))
            self.serve()
            status = 0
        finally:
            os._exit(status)

    def _fork(self, limits: Limits, after_prelude: bool) -> int:
        """Fork the child of one submission; its socket arrives on the control socket."""
        _, fds, _, _ = socket.recv_fds(self.wire.sock, 1, 1)
        self.limits, self.excess = limits, ""
        pid = self.walls.fork(limits) if self.walls else os.fork()
        if pid:
            os.close(fds[0])
            self.child = pid
            return pid
        status = 1
        try:
            if self.prelude_results and not after_prelude:
                _begin_anew(self.shell)
            self._become_learner(fds[0])
            status = 0
        finally:
            os._exit(status)

    def _become_learner(self, fd: int) -> None:
        os.dup2(fd, 3)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nowhere, standard)
        kernel.close_all_but(range(4))
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        wire = Wire(socket.socket(fileno=3))
        if self.walls:
            self.walls.enter(self.limits)
            self._serve_learner(wire)
            return
        folder = tempfile.mkdtemp(prefix="submission-")
        try:
            os.chdir(folder)
            os.environ["TMPDIR"] = os.environ["HOME"] = folder
            tempfile.tempdir = folder
            self.limits.apply()
            self._serve_learner(wire)
        finally:
            os.chdir("/")
            shutil.rmtree(folder, ignore_errors=True)

    def _serve_learner(self, wire: Wire) -> None:
        from autograder.sandbox import child

        sys.path.insert(0, "")  # as in any notebook: what a cell writes, another may import
        done = [None if known is None else known[1] for known in self.once]
        child.serve(wire, self.shell, self.limits.output_kib * 1024, done)

    def _watch(self) -> None:
        """End a submission whose processes use too much together."""
        if self.walls is None or self.child is None or self.excess:
            return
        self.excess = self.walls.use().excess(self.limits)
        if self.excess or self.walls.stopped(self.child):
            self.walls.stop(self.child)

    def _reap(self, pid: int) -> dict[str, int | str | None]:
        """End a child with all that it started, and say how it ended."""
        self.child = None
        if self.walls:
            return {"exit": self.walls.end(pid), "excess": self.excess}
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        try:
            status = os.waitpid(pid, 0)[1]
        except ChildProcessError:
            return {"exit": None, "excess": ""}
        return {"exit": os.waitstatus_to_exitcode(status), "excess": ""}


def load(preload: Sequence[str]) -> None:
    """Import modules and call their ``warm_up()``; what has been imported is there at once."""
    new = [name for name in preload if name not in sys.modules]
    for name in (*preload, *IN_CALLS):
        importlib.import_module(name)
    if "torch" in new:
        _warm_up_torch()
    for name in sorted(sys.modules):
        if name.startswith("losslab."):
            getattr(sys.modules[name], "warm_up", lambda: None)()


def warm_up(preload: Sequence[str]):  # type: ignore[no-untyped-def]
    """Load modules, and make the shell that the children copy."""
    from autograder.sandbox import child
    from autograder.sandbox.shell import CellShell

    assert child
    load(preload)
    shell = CellShell.instance()
    # The first cell and traceback import much more; do it once, here.
    shell.run("1", 100)
    shell.run("1/0", 10_000)
    _begin_anew(shell)
    return shell


def warm_up_plots(shell):  # type: ignore[no-untyped-def]
    """Import matplotlib, let its plots show inline, and draw the first one."""
    from autograder.sandbox.shell import without_windows

    shell.run_line_magic("matplotlib", "inline")
    import matplotlib.pyplot as plt

    plt.plot([0])
    plt.savefig(io.BytesIO())
    plt.close("all")
    without_windows()


def _begin_anew(shell):  # type: ignore[no-untyped-def]
    """Forget every cell that has run."""
    shell.reset()
    shell.execution_count = 1


def _warm_up_torch() -> None:
    """Take one training step: the first one imports a thousand modules."""
    import torch

    torch.set_num_threads(1)
    torch.get_default_device()
    net = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.ReLU())
    for make in (torch.optim.SGD, torch.optim.AdamW):
        optimizer = make(net.parameters(), lr=0.1)
        torch.nn.functional.cross_entropy(net(torch.ones(1, 2)), torch.tensor([0])).backward()
        optimizer.step()
        optimizer.zero_grad()


if __name__ == "__main__":
    main()
