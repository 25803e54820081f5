"""The notebook's first code cell: each import once, in ruff's order, and help where one fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.address import Address
from autograder.course.course import Course
from autograder.course.notebook import prelude, read_release
from autograder.course.setup_cell import guarded, merged_imports, split_imports
from tests.conftest import ROOT

COURSE = Course(ROOT)
# A Python that lacks a package, and says what running a cell ended with.
_WITHOUT = """
import sys, traceback

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == BLOCKED:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocked())
try:
    exec(compile(CELL, "first cell", "exec"), {})
except ImportError:
    print(traceback.format_exc())
"""


def test_imports_are_merged_and_ordered():
    one = "import math\nfrom torch import nn, Tensor\n\ndef f():\n    import os\n"
    other = "from __future__ import annotations\nimport numpy as np\nfrom torch import Tensor\n"
    assert merged_imports([one, other]).splitlines() == [
        "import math",
        "import numpy as np",
        "from torch import Tensor, nn",
    ]


def test_constants_come_before_classes_and_functions():
    source = "from losslab.x import run, STATIONS, Run"
    assert merged_imports([source]) == "from losslab.x import STATIONS, Run, run"


def test_a_long_line_is_broken():
    names = ", ".join(f"a_rather_long_name_{i}" for i in range(6))
    assert merged_imports([f"from losslab.x import {names}"]).startswith(
        "from losslab.x import (\n"
    )


def test_nothing_is_imported_twice_under_one_name():
    assert merged_imports(["import torch", "import torch"]) == "import torch"


def without(package: str, cell: str, here: Path = ROOT) -> str:
    """The traceback of a cell, run in a folder by a Python that lacks a package."""
    script = f"BLOCKED, CELL = {package!r}, {cell!r}\n{_WITHOUT}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=here)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("chapter", COURSE.chapters())
def test_without_losslab_the_first_cell_says_what_to_install_and_where(chapter):
    release = read_release(COURSE.release / chapter / f"{chapter}.ipynb")
    first = prelude(release)[0]
    said = without("losslab", first, COURSE.release / chapter)
    assert said.count("Traceback") == 1
    message = said.strip().splitlines()[-1]
    assert message.startswith("ImportError: No module named 'losslab")
    assert f"This kernel's Python is {sys.executable}." in message
    assert f'`%pip install "{COURSE.release}"`' in message


def test_the_advice_is_right_in_the_work_folder_too(tmp_path):
    (tmp_path / "exercises" / "losslab").mkdir(parents=True)
    (tmp_path / "exercises" / "losslab" / "__init__.py").touch()
    notebook = tmp_path / "work" / "physical_loss"
    notebook.mkdir(parents=True)
    message = without("torch", guarded("import torch"), notebook).strip().splitlines()[-1]
    assert f'`%pip install "{tmp_path / "exercises"}"`' in message


@pytest.mark.parametrize("address", [None, Address("https://example.org/course")])
def test_a_notebook_on_its_own_is_told_what_it_lacks(tmp_path, address):
    cell = guarded("import torch", address)
    message = without("torch", cell, tmp_path).strip().splitlines()[-1]
    assert "`%pip install FOLDER`" in message
    assert "FOLDER is the course's folder exercises, which holds losslab" in message
    assert ("it can be had from https://example.org/course." in message) == (address is not None)


def test_an_older_losslab_gets_the_same_advice():
    cell = guarded("from losslab import of_a_later_version")
    message = without("", cell, COURSE.release / "physical_loss").strip().splitlines()[-1]
    assert message.startswith("ImportError: cannot import name 'of_a_later_version'")
    assert f'`%pip install "{COURSE.release}"`' in message


def test_on_colab_the_cell_fetches_what_belongs_to_the_notebook(tmp_path):
    """With git and a repository on this disk; what pip would be asked to install is noted."""
    there = tmp_path / "there" / "toys"
    (there / "exercises" / "chapter").mkdir(parents=True)
    (there / "exercises" / "chapter" / "cases.json").write_text("{}")
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(there)]
    for words in (["init", "-qb", "main"], ["add", "."], ["commit", "-qm", "A course"]):
        subprocess.run([*git, *words], check=True)
    cell = guarded("import json", Address(there.as_uri()), "chapter")
    script = f"""
import os, subprocess, sys, types
sys.modules["google.colab"] = types.ModuleType("colab")
run, asked = subprocess.run, []
def noted(command, **more):
    asked.append(command)
    return None if "pip" in command else run(command, **more)
subprocess.run = noted
for _ in range(2):  # again after the kernel has been restarted
    exec({cell!r})
    print(os.getcwd(), os.listdir())
    os.chdir("/")
print([command[-1] for command in asked if "pip" in command])
"""
    home = tmp_path / "home"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"HOME": str(home)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    *places, installed = done.stdout.splitlines()
    assert places == [f"{home / 'toys' / 'exercises' / 'chapter'} ['cases.json']"] * 2
    assert installed == str([str(home / "toys" / "exercises")])


def test_elsewhere_the_cell_with_an_address_does_what_the_one_without_does():
    names: dict[str, object] = {}
    exec(guarded("import json", Address("https://example.org/course"), "chapter"), names)
    assert names.keys() - {"__builtins__"} == {"json", "sys"}


def test_where_all_is_there_the_cell_leaves_what_it_imports_and_no_more():
    names: dict[str, object] = {}
    exec(guarded("import json\nfrom pathlib import (\n    Path,\n    PurePath,\n)"), names)
    assert names.keys() - {"__builtins__"} == {"json", "Path", "PurePath"}
    assert names["json"] is json


def test_imports_of_a_demonstration_are_taken_out_of_it():
    source = "import math\nfrom a import (\n    b,\n)\n\nprint(math.pi)\nif b:\n    import c"
    imports, rest = split_imports(source)
    assert imports == "import math\nfrom a import b"
    assert rest == "print(math.pi)\nif b:\n    import c"
    assert split_imports("%%bash\nimport x") == ("", "%%bash\nimport x")
