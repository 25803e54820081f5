"""What learners call works on macOS and Windows, as far as that can be tried on Linux.

The modules that those systems lack are blocked, and Python says that it runs on them. Real
machines of both run the same commands in continuous integration.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.judging.case_set import CaseSet
from autograder.judging.grader import Grader
from autograder.judging.submission import GradingConfig, Submission
from autograder.sandbox import spawned
from tests.conftest import ROOT, copy_tiny

_ELSEWHERE = """
import sys
import platformdirs, subprocess  # they choose by the platform once, for all that follows
BEFORE

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name in ("resource", "fcntl", "pwd", "grp", "termios"):
            raise ImportError(f"{name} is not here")

for name in ("resource", "fcntl", "pwd", "grp", "termios"):
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Blocked())
import select, ctypes
for name in ("poll", "epoll"):
    delattr(select, name)
def no_libc(name, *rest, **options):
    raise OSError("there is no libc here")
ctypes.CDLL = no_libc
sys.platform = PLATFORM
"""

_LOSSLAB = """
import importlib, pkgutil, losslab
names = [module.name for module in pkgutil.walk_packages(losslab.__path__, "losslab.")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""

_COMMANDS = """
from autograder.cli import main
for words in WORDS:
    sys.argv = ["lossbook", *words]
    try:
        main()
        code = 0
    except SystemExit as left:
        code = int(left.code or 0)
    print("LEFT", words[0], code, flush=True)
assert "torch" not in sys.modules
"""


# Other people's packages and Python's own find out where they are when they are imported.
_OTHERS = """import http.server, tempfile, webbrowser, zoneinfo
import jupyter_core.paths, msgpack, numpy, psutil, rich.console, rich.markdown, rich.progress
import typer._adapters, typer.rich_utils"""


def elsewhere(
    platform: str, code: str, folder: Path, before: str = "", **names: object
) -> list[str]:
    head = [f"{name} = {value!r}" for name, value in {"PLATFORM": platform, **names}.items()]
    script = "\n".join([*head, _ELSEWHERE.replace("BEFORE", before), code])
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ
        | {"LOSSLAB_PROGRESS": str(folder / "progress.jsonl"), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_every_module_of_losslab_is_imported_on_windows(tmp_path):
    before = "import torch, sklearn.datasets, IPython, ipywidgets, matplotlib.pyplot"
    (count,) = elsewhere("win32", _LOSSLAB, tmp_path, before)
    assert int(count) > 30


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_the_commands_of_learners_run(platform, tmp_path):
    root = tmp_path / "course"
    for part in ("exercises", "solutions"):
        (root / part).mkdir(parents=True)
    for part in ("exercises/physical_loss", "solutions/physical_loss"):
        (root / part).symlink_to(ROOT / part)
    (root / "nbgrader_config.py").symlink_to(ROOT / "nbgrader_config.py")
    notebook = "work/physical_loss/physical_loss.ipynb"
    words = [
        ["start", "--no-open"],
        ["progress"],
        ["progress", "--picture"],
        ["hint", "stable_ce"],
        ["solution", "stable_ce", "--anyway"],
        ["reset", notebook, "stable_ce"],
        ["doctor"],
        ["check", notebook],
        ["--help"],
    ]
    said = elsewhere(platform, _COMMANDS, root, _OTHERS, WORDS=words)
    left = dict(line.split()[1:] for line in said if line.startswith("LEFT"))
    assert left.pop("doctor") in "01"  # this machine is neither, and it may say so
    assert left.pop("check") == "2"  # without --without-walls it is refused, in a sentence
    assert set(left.values()) == {"0"}
    assert len(left) == 6


def test_a_notebook_is_graded_where_nothing_can_be_forked(chapter, release, tmp_path, monkeypatch):
    monkeypatch.setattr(spawned, "NEEDED", True)
    case_set = CaseSet(chapter)
    config = GradingConfig.of(chapter, case_set.seed, walls=False)
    answers = {
        "double": "def double(x):\n    return 2.0 * x",
        "positive_mean": "import os\nos._exit(3)",
    }
    cells = [
        {
            "cell_type": cell.cell_type,
            "metadata": {"nbgrader": dict(cell.metadata.nbgrader)},
            "source": answers.get(
                cell.metadata.nbgrader["grade_id"].removesuffix("-answer")
                if cell.metadata.nbgrader["solution"]
                else "",
                cell.source,
            ),
        }
        for cell in release.cells
    ]
    path = tmp_path / "tiny.ipynb"
    path.write_text(json.dumps({"cells": cells}))
    with Grader(config, case_set, release) as grader:
        result = grader.grade(Submission.of_file("me", path)).verdicts
    assert result is not None
    verdicts = {one.id: one.status for one in result.exercises}
    assert verdicts == {"double": "passed", "positive_mean": "died"}, result.notes
    assert result.notes == ("graded without walls",)


def test_a_tiny_course_is_checked_without_walls_from_any_folder(tmp_path):
    course = copy_tiny(tmp_path / "tiny")
    environment = os.environ | {"LOSSLAB_PROGRESS": str(tmp_path / "progress.jsonl")}
    lossbook = [sys.executable, "-m", "autograder.cli"]
    subprocess.run([*lossbook, "assemble"], cwd=course.root, check=True, capture_output=True)
    subprocess.run([*lossbook, "start", "--no-open"], cwd=course.root, env=environment, check=True)
    path = course.root / "work" / "tiny" / "tiny.ipynb"
    text = path.read_text(encoding="utf-8").replace("raise NotImplementedError()", "return 2.0 * x")
    renamed = path.with_name("half done.ipynb")
    renamed.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [*lossbook, "check", str(renamed), "double", "--without-walls"],
        cwd="/",
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 of 2 points" in done.stdout
    assert '"score": 2' in (tmp_path / "progress.jsonl").read_text()


@pytest.mark.parametrize(
    "before", ["", "%matplotlib tk\n", "import matplotlib as m\nm.use('TkAgg')\n"]
)
def test_plots_stand_in_the_notebook_and_open_no_window(before):
    zygote = spawned.SpawnedZygote()
    zygote.start()
    learner = zygote.learner()
    try:
        plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
        reply = learner.run(before + plot, time.monotonic() + 60)
    finally:
        learner.close()
        zygote.close()
    assert reply["error"] is None
    assert "image/png" in str(reply["outputs"])
