"""Make the virtual environment that ``make setup`` promises; standard library only.

Every package comes from ``requirements.lock``, at its one version and with a hash that stands
there, without pip's resolver choosing anything. torch is the exception in one respect, where it
comes from: PyPI's Linux wheel is a CUDA build with gigabytes of libraries that this project has
no use for, so on Linux the CPU build is asked of the sources pip is configured with and, where
they lack it, of PyTorch's own index.

Usage: python tools/setup_env.py [FOLDER]    (default: .venv)

On Windows, where there is no make, this is the set-up: ``py tools\\setup_env.py``.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
# What this repository installs of its own; the second needs the first.
OURS = (ROOT / "exercises", ROOT)
# Compiling afterwards uses all processors.
FROM_LOCK = ("install", "--no-deps", "--no-compile", "--require-hashes", "-r")
TORCH_INDEX = "https://download.pytorch.org/whl/cpu"
OLDEST, NEWEST = (3, 11), (3, 14)
WINDOWS = sys.platform == "win32"
AGAIN = r"py tools\setup_env.py" if WINDOWS else "make setup"
# Tests of packages, and what torch keeps for its own tests, are imported by nobody here.
NOT_COMPILED = r"[/\\](tests?|testing[/\\]_internal)[/\\]"
# Nobody is left without a sign of life for longer.
SIGN_SECONDS = 3.0

_ASK_TORCH = (
    "import json, sys, torch; "
    "json.dump([torch.__version__, torch.version.cuda, torch.version.hip], sys.stdout)"
)


def stop(problem: str, mend: str) -> NoReturn:
    """Say what is wrong and what mends it, and leave with status 1."""
    sys.exit(f"\nsetup stopped: {problem}\n  to mend it: {mend}")


def suits(version: tuple[int, ...]) -> bool:
    """Whether the pinned packages have wheels for this version of Python."""
    return OLDEST <= version[:2] <= NEWEST


def torch_entry(lock: str, platform: str) -> str:
    """What the lock says of torch for `platform` (a value of ``sys.platform``), with its hashes."""
    entries = lock.replace("\\\n", " ").splitlines()
    torch = [entry for entry in entries if entry.startswith("torch==")]
    return next(e for e in torch if pin_of(e).endswith("+cpu") == (platform == "linux"))


def pin_of(entry: str) -> str:
    """The pin of an entry of the lock, without marker and hashes."""
    return entry.partition(";")[0].split()[0]


def torch_fault(version: str, cuda: str | None, hip: str | None) -> str | None:
    """What is wrong with an installed torch, or None.

    Parameters
    ----------
    version, cuda, hip
        ``torch.__version__``, ``torch.version.cuda`` and ``torch.version.hip``.
    """
    if cuda is not None or hip is not None:
        return f"torch {version} is a GPU build (CUDA {cuda}, ROCm {hip}); the CPU build is needed"
    return None


def surroundings() -> dict[str, str]:
    """The environment for pip: nothing that would lead it out of the virtual environment."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    return {**kept, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def make_venv(folder: Path) -> Path:
    """Make the virtual environment, or keep one that works; returns its Python."""
    python = programs(folder) / ("python.exe" if WINDOWS else "python")
    if python.exists() and _version(python) is not None:
        return python
    if importlib.util.find_spec("ensurepip") is None:
        stop(
            f"{sys.executable} cannot make virtual environments (Debian and Ubuntu split that off)",
            f"sudo apt-get install python3.{sys.version_info.minor}-venv",
        )
    print(f"1/4  {folder} with Python {sys.version.split()[0]}", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(folder)]
    made = run(command, dict(os.environ))
    if made.returncode:
        stop(f"{folder} could not be made.\n{made.stdout}", AGAIN)
    return python


def programs(folder: Path) -> Path:
    """Where an environment's programs lie."""
    return folder / ("Scripts" if WINDOWS else "bin")


def _version(python: Path) -> tuple[int, ...] | None:
    """The version of a working, suitable Python with pip; None for any other."""
    ask = "import json, pip, sys; print(json.dumps(sys.version_info[:3]))"
    done = subprocess.run([python, "-c", ask], capture_output=True, text=True)
    if done.returncode:
        return None
    version = tuple(json.loads(done.stdout))
    return version if suits(version) else None


def pip(python: Path, *words: str | Path, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    """Run pip in the virtual environment; `quiet` leaves what it says to the caller."""
    command = [str(word) for word in (python, "-m", "pip", *words)]
    if quiet:
        return subprocess.run(command, env=surroundings(), capture_output=True, text=True)
    done = run(command, surroundings())
    if done.returncode:
        print(done.stdout, end="", flush=True)
    return done


def site(python: Path) -> str:
    """The folder of an environment's packages."""
    ask = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    return subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, with a sign of life; all that it said is kept."""
    with started(command, environment) as process:
        said = "".join(lines_with_signs(process))
    return subprocess.CompletedProcess(command, process.returncode, said, said)


def started(command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    """A program that has been started, and whose words can be read."""
    return subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def lines_with_signs(process: subprocess.Popen[str]) -> Iterator[str]:
    """The lines that a program prints; while it prints none, the seconds are shown."""
    lines: Queue[str | None] = Queue()

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line)
        lines.put(None)

    Thread(target=read, daemon=True).start()
    began = shown = time.monotonic()
    while True:
        try:
            line = lines.get(timeout=SIGN_SECONDS / 6)
        except Empty:
            line = ""
        if line is None:
            return
        if line:
            yield line
        if time.monotonic() - shown >= SIGN_SECONDS:
            shown = time.monotonic()
            print(f"  ... {shown - began:.0f} s", flush=True)


def install_lock(python: Path, lock: Path) -> None:
    """Install the pins and not one package more, torch and two halves of the others side by side.

    pip works on one processor, and most of its time is reading indexes, unpacking and compiling.
    """
    entries = [e for e in lock.read_text().replace("\\\n", " ").splitlines() if is_pin(e)]
    torch = torch_entry(lock.read_text(), sys.platform)
    others = [entry for entry in entries if not entry.startswith("torch==")]
    print(f"2/4  {pin_of(torch)}, and the {len(others)} other pins of {lock.name}", flush=True)
    seen: list[str] = []
    with ThreadPoolExecutor(3) as pool:
        jobs = [pool.submit(install_torch, python, torch)]
        jobs += [pool.submit(install_pins, python, others[k::2], seen.append) for k in (0, 1)]
        while wait(jobs, timeout=SIGN_SECONDS).not_done:
            doing = "now they are unpacked" if len(seen) >= len(others) else "are here"
            print(f"  {len(seen)}/{len(others)} {doing}", flush=True)
    for job in jobs:
        job.result()
    print("3/4  compiling", flush=True)
    run(
        [str(python), "-m", "compileall", "-q", "-j", "0", "-x", NOT_COMPILED, site(python)],
        surroundings(),
    )


def is_pin(entry: str) -> bool:
    """Whether a line of the lock, with its hashes, is a pin and no comment."""
    return "==" in entry.partition("#")[0]


def install_pins(python: Path, entries: list[str], saw: Callable[[str], object]) -> None:
    """Install entries of the lock; `saw` is called with pip's line for each that is looked at."""
    said: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder, "part.lock")
        part.write_text("\n".join(entries))
        command = [str(word) for word in (python, "-m", "pip", *FROM_LOCK, part)]
        with started(command, surroundings()) as process:
            for line in process.stdout or ():
                if line.startswith(("Collecting", "Processing", "Requirement already", "Ignoring")):
                    saw(line)
                elif not line.startswith("WARNING"):
                    said.append(line)
    if process.returncode:
        refuse_other_files("".join(said))
        stop(f"pip could not install the pins.\n{''.join(said[-15:])}", AGAIN)


def install_torch(python: Path, entry: str) -> None:
    """Install the CPU build of torch: pip's configured sources first, then PyTorch's index."""
    pin = pin_of(entry)
    with tempfile.TemporaryDirectory() as folder:
        only = Path(folder, "torch.lock")  # pip takes hashes from files alone
        only.write_text(entry)
        command = (*FROM_LOCK, only)
        first = pip(python, *command, quiet=True)
        if first.returncode == 0:
            return
        refuse_other_files(first.stderr)
        if not pin.endswith("+cpu"):
            stop(first.stderr.strip(), "use a machine for which PyTorch publishes this version")
        print(f"pip's configured sources do not have it; taking it from {TORCH_INDEX}", flush=True)
        second = pip(python, *command, "--index-url", TORCH_INDEX, quiet=True)
    if second.returncode:
        refuse_other_files(second.stderr)
        stop(
            f"no source has {pin}.\n{first.stderr.strip()}\n{second.stderr.strip()}",
            f"make {TORCH_INDEX} reachable, or add a folder with the wheel to PIP_FIND_LINKS",
        )


def refuse_other_files(said: str) -> None:
    """Stop if pip says that a file is not the one whose hash the lock has."""
    if "DO NOT MATCH THE HASHES" in said:
        _, _, which = said.partition("DO NOT MATCH THE HASHES")[2].partition("\n")
        stop(
            f"a package is not the file that requirements.lock names, and stays out.\n{which}",
            "see what `git diff requirements.lock` shows; if nothing, then the package's source "
            "does not give out what was published, and must not be used",
        )


def install_ours(python: Path) -> None:
    """Install losslab and the project itself, so that an edited file counts at once."""
    print("4/4  this course", flush=True)
    editables = [word for folder in OURS for word in ("--editable", folder)]
    options = ("--quiet", "--no-deps", "--no-build-isolation")
    if pip(python, "install", *options, *editables).returncode:
        stop("the project itself could not be installed", f"see pip's message above, then: {AGAIN}")


def main(folder: Path) -> None:
    """Make or bring up to date the environment in `folder`."""
    if not suits(sys.version_info[:2]):
        stop(
            f"{sys.executable} is Python {sys.version.split()[0]}; 3.11 to 3.14 are supported",
            r"py -3.11 tools\setup_env.py" if WINDOWS else "make setup PYTHON=python3.11",
        )
    print("Setting up: some minutes the first time, and 2 GB of disk in the end.", flush=True)
    began = time.monotonic()
    python = make_venv(folder)
    install_lock(python, LOCK)
    install_ours(python)
    if pip(python, "check").returncode:
        stop("the packages do not fit together", f"delete {folder}, then: {AGAIN}")
    ask = [str(python), "-c", _ASK_TORCH]
    asked = subprocess.run(ask, env=surroundings(), capture_output=True, text=True)
    if asked.returncode:
        stop(f"torch does not start.\n{asked.stderr.strip()}", f"delete {folder}, then: {AGAIN}")
    version, cuda, hip = json.loads(asked.stdout)
    fault = torch_fault(version, cuda, hip)
    if fault is not None:
        stop(fault, f"delete {folder}, then: {AGAIN}")
    print(f"Ready in {time.monotonic() - began:.0f} s: {folder}, torch {version}")
    print(f"`lossbook` is now a command, in every terminal in which you say: {activation(folder)}")
    if os.environ.get("PYTHONPATH"):
        print("PYTHONPATH is set, and puts other packages before these: unset it before you go on")


def activation(folder: Path) -> str:
    """What puts an environment's programs on the path of a terminal."""
    if WINDOWS:
        return rf"{folder}\Scripts\activate"
    return f"source {folder}/bin/activate"


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ".venv"))
