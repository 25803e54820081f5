"""The folder ``exercises`` stands alone: it needs neither the grader nor the solutions."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from autograder.course.course import Course

ROOT = Path(__file__).resolve().parents[2]
COURSE = Course(ROOT)
# Seconds of processor for a whole process, Python's start included.
QUICK = 0.3

_BLOCK = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("autograder", "solutions"):
            raise ImportError(f"{name} is not here")

sys.meta_path.insert(0, Blocked())
sys.path.insert(0, FOLDER)
"""

_CHECK = """
import losslab
from pathlib import Path

assert Path(losslab.__file__).is_relative_to(FOLDER), losslab.__file__
names = {}
exec(SETUP, names)
for name, source in ANSWERS.items():
    exec(source, names)
    losslab.check(names[name], Path(FOLDER) / CHAPTER / "cases.json")
assert all(Path(m.__file__).is_relative_to(FOLDER) for n, m in sys.modules.items()
           if n.partition(".")[0] == "losslab")
"""

_PLAIN = """
import losslab

def double(x):
    return 2.0 * x

losslab.check(double, "cases.json")
"""

_COST = "\nimport json, time\nprint(json.dumps([time.process_time(), sorted(sys.modules)]))"


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a student gets, without what running left there."""
    ignore = shutil.ignore_patterns("__pycache__", "*.egg-info", "build", ".ipynb_checkpoints")
    folder = tmp_path_factory.mktemp("handed_out") / "exercises"
    return shutil.copytree(COURSE.release, folder, ignore=ignore)


def run(folder: Path, code: str, **constants: object) -> str:
    """What a fresh Python prints that sees the copy first, and no grader or solutions."""
    head = [f"{name} = {value!r}" for name, value in {"FOLDER": str(folder), **constants}.items()]
    script = "\n".join([*head, _BLOCK, code])
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], cwd=folder.parent, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", COURSE.chapters())
def test_every_check_passes_on_the_reference(name: str, handed_out: Path) -> None:
    chapter = COURSE.chapter(name)
    answers = {one.id: chapter.solution_source(one) for one in chapter.exercises}
    printed = run(handed_out, _CHECK, CHAPTER=name, SETUP=chapter.setup_source(), ANSWERS=answers)
    for exercise in chapter.exercises:
        assert f"{exercise.id}: right on all" in printed


def cost(folder: Path, code: str) -> tuple[float, set[str]]:
    """Seconds of processor that a fresh Python takes, the least of three, and its modules."""
    runs = [json.loads(run(folder, code + _COST).splitlines()[-1]) for _ in range(3)]
    return min(seconds for seconds, _ in runs), set(runs[0][1])


def test_importing_losslab_loads_no_torch_and_takes_no_time(handed_out: Path) -> None:
    seconds, modules = cost(handed_out, "import losslab")
    assert modules & {"torch", "sklearn", "ipywidgets", "IPython", "autograder"} == set()
    assert seconds < QUICK


def test_a_check_on_plain_values_loads_no_torch_and_takes_no_time(handed_out: Path) -> None:
    case = {"args": [3.0], "expected": 6.0, "tolerance": [1e-6, 1e-9, False, False], "known": []}
    part = {"promise": "twice", "probe": None, "reads": None, "part": None, "cases": [case]}
    cases = {"exercises": {"double": {"known": [], "checks": [part]}}}
    (handed_out.parent / "cases.json").write_text(json.dumps(cases))
    seconds, modules = cost(handed_out, _PLAIN)
    assert "torch" not in modules
    assert seconds < QUICK


def test_installing_needs_no_notebook_server(handed_out: Path) -> None:
    table = tomllib.loads((handed_out / "pyproject.toml").read_text())
    words = " ".join(table["project"]["dependencies"])
    assert not [name for name in ("nbgrader", "jupyter", "notebook") if name in words]


def test_the_wheel_holds_losslab_and_nothing_else(handed_out: Path, tmp_path: Path) -> None:
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *options, tmp_path, handed_out],
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    own = {name for name in held if name.startswith("losslab/")}
    losslab = handed_out / "losslab"
    data = [
        losslab / "grader_as_loss" / "sentences.json",
        losslab / "physical_loss" / "public_runs.zip",
        *(losslab / "on_a_language_model" / "data").iterdir(),
    ]
    there = [*losslab.rglob("*.py"), *data]
    modules = {p.relative_to(handed_out).as_posix() for p in there}
    assert own == {*modules, "losslab/py.typed"}
    assert "losslab/values/plain.py" in own
    assert {name.partition("/")[0] for name in held - own} == {"losslab-0.1.0.dist-info"}
