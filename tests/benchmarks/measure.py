"""What the benchmarks share: a made-up class, two ways to grade it, and what each one costs."""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import nbformat
import psutil

from autograder.authoring.release import assemble, ensure
from autograder.authoring.sample import answered
from autograder.classroom.gradebook import GradebookWriter
from autograder.classroom.workspace import Workspace
from autograder.course.chapter import Chapter
from autograder.course.course import Course
from autograder.course.exercise import Exercise
from autograder.course.notebook import read_release

ROOT = Path(__file__).resolve().parents[2]
# Reading it takes a large process 10 ms: more often, and measuring would cost what it measures.
SAMPLE_SECONDS = 1.0
MIB = 2**20
ORPHAN_SECONDS = 2.0
PR_SET_CHILD_SUBREAPER = 36

PLAIN_CONFIG = """\
c = get_config()
c.CourseDirectory.root = {root!r}
c.CourseDirectory.course_id = "plain"
c.Execute.timeout = 60
"""


def arguments(description: str | None, submissions: int) -> argparse.ArgumentParser:
    """What every benchmark is told on the command line."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--submissions", type=int, default=submissions, metavar="N")
    parser.add_argument("--assignment", default="physical_loss")
    parser.add_argument("--json", action="store_true", help="print one object")
    return parser


@dataclass(frozen=True)
class Cost:
    """What one command took, with all processes that it started.

    Parameters
    ----------
    wall, cpu
        Seconds.
    memory
        Peak of the memory of all its processes together, MiB. Pages that several processes
        share count once (PSS, sampled; RSS where the kernel does not tell).
    """

    wall: float
    cpu: float
    memory: float

    def to_json(self) -> dict[str, float]:
        """The three numbers, rounded."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


def ratio(plain: Cost, ours: Cost) -> dict[str, float]:
    """How many times as much `plain` took."""
    pairs = ((name, getattr(plain, name), getattr(ours, name)) for name in asdict(plain))
    return {name: round(theirs / mine, 2) for name, theirs, mine in pairs}


@contextmanager
def scratch() -> Iterator[tuple[Path, Course]]:
    """A folder for one run, removed afterwards, and a copy of this course in it."""
    with TemporaryDirectory(prefix="benchmark-") as name:
        root = Path(name, "course")
        root.mkdir()
        for part in ("exercises", "solutions"):
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "nbgrader_config.py", root)
        yield Path(name), Course(root)


def mistake_of(chapter: Chapter, number: int) -> int | None:
    """Which mistake the learner of a number makes wherever it can be made; None for none.

    Half of the learners know everything.
    """
    most = max(len(chapter.mutants(exercise)) for exercise in chapter.exercises)
    return number // 2 % most if number % 2 else None


def write_class(chapter: Chapter, course: Course, submitted: Path, count: int) -> list[str]:
    """Write `count` submissions, with the mistakes that `mistake_of` says.

    Every answer cell says whose it is, so that no two submissions are equal.
    """
    release = read_release(ensure(chapter))
    names = [f"learner-{number:05}" for number in range(count)]
    for number, name in enumerate(names):
        mistake = mistake_of(chapter, number)

        def write(exercise: Exercise, mistake: int | None = mistake, name: str = name) -> str:
            mutants = chapter.mutants(exercise)
            if mistake is not None and mistake < len(mutants):
                answer = chapter.known_source(exercise, mutants[mistake])
            else:
                answer = chapter.solution_source(exercise)
            return f"# {name}\n{answer}"

        folder = submitted / name / chapter.name
        folder.mkdir(parents=True)
        notebook = answered(release, chapter, write)
        nbformat.write(notebook, folder / f"{chapter.name}.ipynb", version=4)
    return names


def plain_course(course: Course, chapter: Chapter, folder: Path, submitted: Path) -> None:
    """Make a course of plain nbgrader's with the same notebooks, and its gradebook.

    Its check cells are the learners' own: ``check(f)`` on the public cases beside the notebook.
    """
    shutil.copytree(assemble(chapter), folder / "source" / chapter.name)
    shutil.copytree(submitted, folder / "submitted")
    (folder / "nbgrader_config.py").write_text(PLAIN_CONFIG.format(root=str(folder)))
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", chapter.name]
    subprocess.run(command, cwd=folder, env=environment(), check=True, capture_output=True)


def grade_plainly(chapter: Chapter, folder: Path) -> Cost:
    """What ``nbgrader autograde`` takes for a course that `plain_course` made."""
    command = [sys.executable, "-m", "nbgrader", "autograde", chapter.name]
    return run([*command, "--log-level=ERROR"], folder)


def prepare(course: Course, chapter: Chapter, submitted: Path) -> None:
    """Make the gradebook of our own workspace; plain nbgrader's is made beforehand too."""
    GradebookWriter(course, Workspace.of(course, submitted)).ensure(chapter)


def grade_ours(course: Course, chapter: Chapter, submitted: Path, *options: str) -> Cost:
    """What ``lossbook grade`` takes for a class."""
    command = [sys.executable, "-m", "autograder.cli", "grade", chapter.name]
    return run([*command, f"--submitted={submitted}", "--force", "--json", *options], course.root)


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command to its end; its standard output is dropped.

    Raises
    ------
    RuntimeError
        If it failed; the message holds the end of what it said.
    """
    # Whoever outlives its parents becomes a child of this process, and is counted too.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    with TemporaryDirectory() as notes, open(Path(notes, "stderr"), "w+b") as said:
        started = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=said
        )
        with _peak_memory(process.pid) as peak:
            cpu = 0.0
            while process.returncode is None:
                pid, status, usage = os.wait4(-1, 0)
                cpu += usage.ru_utime + usage.ru_stime
                if pid == process.pid:
                    process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - started
        if process.returncode:
            said.seek(0)
            text = said.read()[-3000:].decode(errors="replace")
            raise RuntimeError(f"`{' '.join(command)}` failed:\n{text}")
    return Cost(wall, cpu + _bury_orphans(), max(peak) / MIB)


def _bury_orphans() -> float:
    """Processor seconds of the processes that the command has left dead behind."""
    cpu = 0.0
    until = time.monotonic() + ORPHAN_SECONDS
    while time.monotonic() < until:
        try:
            pid, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if pid:
            cpu += usage.ru_utime + usage.ru_stime
        else:
            time.sleep(0.05)
    return cpu


def environment() -> dict[str, str]:
    """An environment in which Jupyter finds this Python's kernels and tools."""
    tools = str(Path(sys.executable).parent)
    return os.environ | {"PATH": tools + os.pathsep + os.environ.get("PATH", "")}


@contextmanager
def _peak_memory(pid: int) -> Iterator[list[int]]:
    """Sample the memory of a process and all its descendants until the block ends."""
    seen = [0]
    done = Event()

    def sample() -> None:
        while not done.wait(SAMPLE_SECONDS):
            seen.append(_memory(pid))

    sampler = Thread(target=sample, daemon=True)
    sampler.start()
    try:
        yield seen
    finally:
        done.set()
        sampler.join()


def _memory(pid: int) -> int:
    total = 0
    try:
        top = psutil.Process(pid)
        processes = [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for process in processes:
        try:
            total += _pss(process.pid)
        except OSError:
            try:
                total += process.memory_info().rss
            except psutil.Error:
                continue
    return total


def _pss(pid: int) -> int:
    with open(f"/proc/{pid}/smaps_rollup", "rb") as file:
        for line in file:
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    return 0
