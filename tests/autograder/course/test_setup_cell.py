"""The notebook's first code cell: each import once, in ruff's order, and help where one fails."""

import json
import subprocess
import sys

import pytest

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


def without(package: str, cell: str) -> str:
    """The traceback of a cell, run by a Python that lacks a package."""
    script = f"BLOCKED, CELL = {package!r}, {cell!r}\n{_WITHOUT}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("chapter", COURSE.chapters())
def test_without_losslab_the_first_cell_says_what_to_install_and_where(chapter):
    release = read_release(COURSE.release / chapter / f"{chapter}.ipynb")
    first = prelude(release)[0]
    said = without("losslab", first)
    assert said.count("Traceback") == 1
    message = said.strip().splitlines()[-1]
    assert message.startswith("ImportError: No module named 'losslab")
    assert f"This kernel's Python is {sys.executable}." in message
    assert "`%pip install ..`" in message
    assert "`pip install .` in the folder that holds README.md" in message


@pytest.mark.parametrize(
    ("package", "imports", "why"),
    [
        ("torch", "import torch", "No module named 'torch'."),
        ("", "from losslab import of_a_later_version", "cannot import name 'of_a_later_version'"),
    ],
)
def test_what_else_is_missing_or_too_old_gets_the_same_advice(package, imports, why):
    message = without(package, guarded(imports)).strip().splitlines()[-1]
    assert message.startswith(f"ImportError: {why}")
    assert "`%pip install ..`" in message


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
