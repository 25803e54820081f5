"""The process that grades loads torch once for both sides, and learners learn nothing by it."""

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell

from autograder.authoring.release import ensure
from autograder.authoring.sample import answered
from autograder.classroom.grading_host import GradingHost
from autograder.classroom.workspace import Workspace
from autograder.course.course import CourseError
from autograder.course.notebook import read_release
from autograder.judging.submission import GradingConfig
from autograder.sandbox import Zygote
from tests.conftest import SEED, copy_tiny

GRADE = [sys.executable, "-m", "autograder.cli", "grade", "tiny", "--json"]
SECRET = "swordfish"
# It looks for words, told backwards so that it holds none of them, in all that its process may
# read of its own memory, and in what the process was started with. Nor may it share memory that can
# be written, or have a file open but for its own connection.
SPY = """
import ctypes, os, platform

def holds(data):
    return [w for w in {words!r} if w[::-1].encode() in data]

def is_open(number):
    try:
        return bool(os.fstat(number))
    except OSError:
        return False

PIECE = 2**20
found, shared = set(), []
for line in open("/proc/self/maps"):
    span, rights, *_, name = line.split(" ", 5)
    start, end = (int(n, 16) for n in span.split("-"))
    if "w" in rights and "s" in rights:
        shared.append(name)
    if rights.startswith("r") and "[v" not in name:
        for place in range(start, end, PIECE):  # each with the beginning of the next
            length = min(PIECE + 64, end - place)
            found.update(holds(ctypes.string_at(place, length)))
print("memory:", sorted(found))
print("shared:", shared)
print("open:", sorted(os.readlink(f"/proc/self/fd/{{n}}") for n in range(3, 64) if is_open(n)))
for name in ("environ", "cmdline"):
    print(name + ":", holds(open("/proc/self/" + name, "rb").read()))
print("node:", platform.node(), "torch" in __import__("sys").modules)
"""


@pytest.fixture
def there(tmp_path):
    """The tiny course, in which torch is spoken of, and a folder for those who hand in."""
    course = copy_tiny(tmp_path / "hidden-course")
    text = course.solutions / "tiny" / "exercise.md"
    text.write_text(text.read_text() + "\nIt could be done with torch.\n")
    return course, Workspace(tmp_path / "hidden-class" / "submitted")


def hand_in(course, workspace, student, *, first=None):
    """Right answers of a student's, and perhaps a cell before them."""
    chapter = course.chapter("tiny")
    notebook = answered(read_release(ensure(chapter)), chapter, chapter.solution_source)
    if first is not None:
        notebook.cells.insert(0, new_code_cell(first))
    folder = workspace.submitted / student / "tiny"
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "tiny.ipynb")


def begin(course, workspace, *options, **environ):
    """``lossbook grade``, running."""
    return subprocess.Popen(
        [*GRADE, *options, f"--submitted={workspace.submitted}"],
        cwd=course.root,
        env=os.environ | environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def half_done(there, seconds):
    """A run that has told one result, while another submission takes its time."""
    course, workspace = there
    hand_in(course, workspace, "ann", first=f"import time\ntime.sleep({seconds})")
    hand_in(course, workspace, "bob")
    process = begin(course, workspace, "--jobs", "2")
    assert process.stdout.readline()
    return process


def printed(workspace, student):
    """What the first cell of a graded notebook has printed, by its lines' labels."""
    path = workspace.autograded / student / "tiny" / "tiny.ipynb"
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", ()):
            if "memory:" in output.get("text", ""):
                lines = output["text"].splitlines()
                return dict(line.split(": ", 1) for line in lines)
    raise AssertionError(path.read_text())


def test_a_learner_finds_nothing_of_what_grading_knows(there):
    course, workspace = there
    for part in ("reference", "mutants", "checks"):
        path = course.solutions / "tiny" / "double" / f"{part}.py"
        path.write_text(f"{path.read_text()}\nMARK = 'elderberry-{part}'\n")
    words = [SECRET, "elderberry", "anna-neighbor", "hidden-course/build"]
    hand_in(course, workspace, "anna-neighbor")
    # What is looked for in vain is looked for rightly: the last one it has itself.
    known = [word[::-1] for word in [*words, "here-i-am"]]
    spy = "here = ''.join(['here', '-i', '-am'])\n" + SPY.format(words=known)
    hand_in(course, workspace, "spy", first=spy)
    running = begin(course, workspace, "--jobs", "1", LOSSBOOK_SECRET=SECRET)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 0, said
    found = printed(workspace, "spy")
    assert found["memory"] == str(["here-i-am"[::-1]])
    assert found["environ"] == found["cmdline"] == found["shared"] == "[]"
    assert re.fullmatch(r"\['socket:\[\d+\]'\]", found["open"]), "its own connection alone"
    node, torch = found["node"].split()
    assert torch == "True", "this test is about what was loaded before the walls stood"
    assert node != os.uname().nodename or node == "grading"


def test_the_coordinator_loads_no_torch_and_the_host_does(there):
    running = half_done(there, 2)
    (host,) = psutil.Process(running.pid).children()
    assert "libtorch" in Path(f"/proc/{host.pid}/maps").read_text()
    assert "libtorch" not in Path(f"/proc/{running.pid}/maps").read_text()
    running.communicate(timeout=120)
    assert running.returncode == 0


def test_a_killed_host_is_one_line_and_the_same_command_goes_on(there):
    running = half_done(there, 3)
    below = psutil.Process(running.pid).children(recursive=True)
    (host,) = psutil.Process(running.pid).children()
    host.kill()
    _, said = running.communicate(timeout=60)
    assert running.returncode == 2
    assert "the process that grades has ended" in said
    assert "Traceback" not in said
    _, alive = psutil.wait_procs(below, timeout=20)
    assert not alive
    again = begin(*there)
    lines, said = again.communicate(timeout=120)
    assert again.returncode == 0, said
    assert len(lines.splitlines()) == 2


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_coordinator_that_is_gone_leaves_no_process(there, number):
    running = half_done(there, 60)  # far longer than is waited for below
    below = psutil.Process(running.pid).children(recursive=True)
    running.send_signal(number)
    running.communicate(timeout=60)
    _, alive = psutil.wait_procs(below, timeout=20)
    assert not alive


def test_a_broken_solution_is_one_line_here_too(there):
    course, workspace = there
    hand_in(course, workspace, "ann")
    checks = course.solutions / "tiny" / "double" / "mutants.py"
    there = '"autograder.classroom.worker_pool" in sys.modules'
    only = f"\nimport sys\nif {there}:\n    import nothing_of_that_name\n"
    checks.write_text(checks.read_text() + only)
    running = begin(course, workspace)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 2
    assert "nothing_of_that_name" in said
    assert "Traceback" not in said


def test_what_hinders_the_warm_process_is_told(there, capfd):
    course, workspace = there
    hand_in(course, workspace, "ann")
    with GradingHost(()) as host:
        host.warm_up(Zygote(["nothing_of_that_name"]))
        config = GradingConfig.of(course.chapter_files("tiny"), SEED)
        submissions = (folder.read() for folder in workspace.submissions("tiny"))
        with pytest.raises(CourseError, match="what it said stands above"):
            list(host.grade_all(config, submissions, lambda: False))
    assert "ModuleNotFoundError: No module named 'nothing_of_that_name'" in capfd.readouterr().err


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- >&- 2>&-"])
def test_it_needs_no_standard_stream(there, closed):
    course, workspace = there
    hand_in(course, workspace, "ann")
    words = shlex.join([*GRADE, f"--submitted={workspace.submitted}"])
    done = subprocess.run(["sh", "-c", f"{words} {closed}"], cwd=course.root, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert (workspace.autograded / "ann" / "tiny" / "tiny.ipynb").is_file()


def test_a_folder_for_temporary_files_elsewhere_is_nobodys_worry(there, tmp_path):
    course, workspace = there
    hand_in(course, workspace, "ann")
    elsewhere = tmp_path / "with a space"
    elsewhere.mkdir()
    running = begin(course, workspace, TMPDIR=str(elsewhere), LOSSBOOK_ODD=os.fsdecode(b"\xff"))
    _, said = running.communicate(timeout=120)
    assert (running.returncode, said.strip()) == (0, "")
    assert not list(elsewhere.iterdir())


def test_a_mistyped_option_does_not_wait_for_torch_nor_leave_a_folder(there, tmp_path):
    course, workspace = there
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    running = begin(course, workspace, TMPDIR=str(scratch))  # nobody has handed in
    _, said = running.communicate(timeout=60)
    assert running.returncode == 2
    assert "there is no folder" in said
    assert "Traceback" not in said
    assert not list(scratch.iterdir())
