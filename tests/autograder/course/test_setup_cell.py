"""The notebook's first code cell has each import once, in the order that ruff gives them."""

from autograder.course.setup_cell import merged_imports


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
