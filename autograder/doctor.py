"""What this machine lacks, and the command that mends it.

:func:`diagnose` runs every check and never raises: a check that cannot be made is a finding
too. A check is a function from the folder one works in to a :class:`Finding`; whoever builds
walls around learner code appends to :data:`SANDBOX_CHECKS`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from packaging.utils import canonicalize_name

from autograder import installed
from autograder.sandbox import WallError, Zygote, walls

__all__ = ["CHECKS", "SANDBOX_CHECKS", "Check", "Finding", "diagnose"]

OLDEST_PYTHON = (3, 11)
MIN_DISK = 2 * 2**30
MIN_MEMORY = 2 * 2**30
WINDOWS = sys.platform == "win32"
REINSTALL = r"py tools\setup_env.py" if WINDOWS else "make -B setup"
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
CGROUP = Path("/sys/fs/cgroup")


@dataclass(frozen=True)
class Finding:
    """The outcome of one check.

    Parameters
    ----------
    name
        What was looked at, two or three words.
    ok
        Whether it will do.
    detail
        What was found, one line.
    mend
        The command or step that mends it; empty when there is nothing to mend.
    """

    name: str
    ok: bool
    detail: str
    mend: str = ""


Check = Callable[[Path], Finding]


def diagnose(folder: Path | None = None, grading: bool = True) -> list[Finding]:
    """Make every check.

    Parameters
    ----------
    folder
        The folder one works in; the current one by default.
    grading
        Whether also :data:`SANDBOX_CHECKS` are made. The others load no torch.

    Returns
    -------
    list of Finding
        One a check, in the order of :data:`CHECKS` and then :data:`SANDBOX_CHECKS`.
    """
    where = Path.cwd() if folder is None else folder
    return [_make(check, where) for check in (*CHECKS, *(SANDBOX_CHECKS if grading else ()))]


def _make(check: Check, folder: Path) -> Finding:
    try:
        return check(folder)
    except Exception as error:
        name = getattr(check, "__name__", "check").removeprefix("check_").replace("_", " ")
        detail = f"cannot be checked: {type(error).__name__}: {error}"
        return Finding(name, False, detail, reinstall())


# --- Python and its packages ----------------------------------------------------------------


def reinstall(*requirements: str) -> str:
    """The command that brings packages to what is required."""
    if installed.lock_file() is not None:
        return REINSTALL
    if not requirements:
        return f"{sys.executable} -m pip check, then install what it names"
    return " ".join([sys.executable, "-m pip install", *(f"'{r}'" for r in requirements)])


def check_python(folder: Path) -> Finding:
    """Python is new enough."""
    have = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info[:2] >= OLDEST_PYTHON
    setup = REINSTALL if WINDOWS else "make setup PYTHON=/path/to/python"
    mend = f"install Python 3.11 to 3.14, then: {setup}"
    paths = [Path(part) for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part]
    for path in paths:
        if any((path / name).is_dir() for name in ("torch", "numpy", "nbgrader")):
            said = f"PYTHONPATH puts the packages in {path} before this environment's own"
            return Finding("Python", False, said, "unset PYTHONPATH")
    return Finding("Python", ok, f"{have} at {sys.executable}", "" if ok else mend)


def check_packages(folder: Path) -> Finding:
    """Every required package but torch is installed, at a version that is allowed."""
    faults: dict[str, str] = {}
    needed = [r for r in installed.requirements() if r.name != "torch"]
    have_all = installed.versions()
    for wanted in needed:
        have = have_all.get(canonicalize_name(wanted.name))
        if have is None:
            faults[str(wanted)] = f"{wanted.name} is missing"
            continue
        if not wanted.specifier.contains(have, prereleases=True):
            faults[str(wanted)] = f"{wanted.name} is {have}, wanted {wanted.specifier}"
    source = (
        "requirements.lock"
        if installed.lock_file() is not None
        else f"{installed.DISTRIBUTION}'s requirements"
    )
    if not faults:
        return Finding("packages", True, f"all {len(needed)} of {source}")
    more = f"; and {len(faults) - 5} more" if len(faults) > 5 else ""
    shown = "; ".join(list(faults.values())[:5]) + more
    return Finding("packages", False, shown, reinstall(*faults))


def check_torch(folder: Path) -> Finding:
    """torch is there, has the required version and is a CPU build; it is not started."""
    wanted = next(r for r in installed.requirements() if r.name == "torch")
    mend = REINSTALL
    if installed.lock_file() is None:
        version = str(wanted.specifier).partition("+")[0]
        mend = f"{sys.executable} -m pip install --index-url {CPU_INDEX} 'torch{version}'"
    build = installed.torch_build()
    if build is None:
        return Finding("torch", False, "is not installed", mend)
    have = str(build["__version__"])
    if build.get("cuda") is not None or build.get("hip") is not None:
        return Finding("torch", False, f"{have} is a GPU build; the CPU build is needed", mend)
    ok = wanted.specifier.contains(have, prereleases=True)
    detail = f"{have}, CPU build" if ok else f"{have}; wanted {wanted.specifier}"
    return Finding("torch", ok, detail, "" if ok else mend)


# --- what nbgrader and Jupyter call by name --------------------------------------------------


def check_alembic(folder: Path) -> Finding:
    """The ``alembic`` that nbgrader calls is beside this Python, where grading looks first."""
    beside = Path(sys.executable).parent / ("alembic.exe" if WINDOWS else "alembic")
    if beside.exists():
        return Finding("alembic", True, str(beside))
    found = shutil.which("alembic")
    if found is not None:
        return Finding("alembic", True, f"{found}, of another environment than this Python")
    detail = f"neither {beside} nor on PATH; nbgrader cannot make a gradebook"
    return Finding("alembic", False, detail, reinstall("alembic"))


def check_kernel(folder: Path) -> Finding:
    """The Jupyter kernel ``python3`` exists and runs this very Python."""
    from jupyter_core.paths import jupyter_path  # jupyter_client, which knows too, loads IPython

    mend = f"{sys.executable} -m ipykernel install --sys-prefix --name python3"
    folders = [Path(place) / "python3" for place in jupyter_path("kernels")]
    where = next((f for f in folders if (f / "kernel.json").is_file()), None)
    if where is None:
        return Finding("Jupyter kernel", False, "there is no kernel named python3", mend)
    program = Path(json.loads((where / "kernel.json").read_text(encoding="utf-8"))["argv"][0])
    if program.is_absolute() and program.parent != Path(sys.executable).parent:
        detail = f"{where} runs another Python, {program}"
        return Finding("Jupyter kernel", False, detail, mend)
    return Finding("Jupyter kernel", True, f"python3 in {where}")


# --- the machine ------------------------------------------------------------------------------


def check_folder(folder: Path) -> Finding:
    """Files can be written where one works."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder) as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        mend = "work in a folder of your own"
        mend = mend if WINDOWS else f"chmod u+w '{folder}', or {mend}"
        return Finding("course folder", False, f"{folder}: {error.strerror}", mend)
    return Finding("course folder", True, f"{folder} is writable")


def check_disk(folder: Path) -> Finding:
    """There is room where one works and for temporary files."""
    places = {Path(folder), Path(tempfile.gettempdir())}
    free, where = min((shutil.disk_usage(place).free, place) for place in places)
    ok = free >= MIN_DISK
    clean = "delete the folders build and _build" if WINDOWS else "make clean"
    mend = f"{clean}, or free {_size(MIN_DISK - free)} on the disk of {where}"
    return Finding("disk", ok, f"{_size(free)} free for {where}", "" if ok else mend)


def check_memory(folder: Path) -> Finding:
    """There is memory for a grader and a notebook side by side."""
    free = _free_memory()
    ok = free >= MIN_MEMORY
    mend = f"close programs, or give this machine or container {_size(MIN_MEMORY)} of free memory"
    return Finding("memory", ok, f"{_size(free)} available", "" if ok else mend)


def _free_memory() -> int:
    """Bytes available to this process: the machine's, or the container's if that is less."""
    import psutil  # type: ignore[import-untyped]

    free = int(psutil.virtual_memory().available)
    try:
        limit = (CGROUP / "memory.max").read_text().strip()
        used = int((CGROUP / "memory.current").read_text())
    except (OSError, ValueError):
        return free
    return free if limit == "max" else min(free, int(limit) - used)


def _size(count: int) -> str:
    return f"{max(count, 0) / 2**30:.1f} GiB"


def _program(name: str) -> Check:
    def check(folder: Path) -> Finding:
        found = shutil.which(name)
        if found is not None:
            return Finding(name, True, found)
        return Finding(name, False, "not on PATH", _install(name))

    check.__name__ = f"check_{name}"
    return check


def _install(name: str) -> str:
    if sys.platform == "darwin":
        return "xcode-select --install"
    if WINDOWS:
        return f"winget install {name}"
    for manager, words in (("apt-get", "install"), ("dnf", "install"), ("pacman", "-S")):
        if shutil.which(manager):
            return f"sudo {manager} {words} {name}"
    return f"install {name} with your system's package manager"


# --- the process that runs learner code --------------------------------------------------------

_FORK = """
import os
child = os.fork()
if child == 0:
    os._exit(7)
print("forked", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def check_processes(folder: Path) -> Finding:
    """A fresh Python process starts and can fork, as the one that runs answers does."""
    mend = "grade on Linux, macOS or WSL, and let `ulimit -u` leave room for 20 more processes"
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _FORK], capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Finding("processes", False, f"a Python process does not start: {error}", mend)
    if done.stdout.split() != ["forked", "7"]:
        last = (done.stderr.strip().splitlines() or ["no output"])[-1]
        return Finding("processes", False, f"a Python process cannot fork: {last}", mend)
    return Finding("processes", True, "a process starts and forks")


@cache
def _walled_in() -> dict[str, str] | WallError:
    """Build all walls around a process that does nothing: the promises kept, with their means."""
    try:
        with Zygote(preload=None) as zygote:
            zygote.learner().run("pass", time.monotonic() + 30)
            return zygote.means
    except WallError as error:
        return error


def _check_of(wall: str) -> Check:
    def check(folder: Path) -> Finding:
        found, name = _walled_in(), f"wall: {wall}"
        if isinstance(found, WallError):
            if found.wall == wall:
                return Finding(name, False, found.why, found.mend)
            could = found.stands.get(wall)
            detail = f"could stand, by {could}" if could else f"not tried: {found.wall} comes first"
            return Finding(name, False, detail, found.mend)
        if wall not in found:
            return Finding(name, True, "does not stand here: no container means keep it")
        return Finding(name, True, f"stands, by {found[wall]}")

    check.__name__ = f"check_wall_{wall}"
    return check


CHECKS: list[Check] = [
    check_python,
    check_packages,
    check_torch,
    check_alembic,
    check_kernel,
    check_folder,
    check_disk,
    check_memory,
    _program("git"),
    *([] if WINDOWS else [_program("make")]),
]
"""What everybody needs."""

SANDBOX_CHECKS: list[Check] = [check_processes, *map(_check_of, walls.ALL)]
"""What running somebody else's code needs: a process, and every wall around it."""
