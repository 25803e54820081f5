"""Cells run as in a notebook, whichever way the shell takes to Python."""

import json
import os
import subprocess
import sys
import time

import pytest

CELLS = {
    "plain": "x = 1\ny = 2\n\n\n",
    "one word": "ls",
    "magic first": "%time x = 1\nx",
    "magic inside": "x = 1\nif x:\n    %time y = 2\ny",
    "cell magic": "%%time\nx = 1\nx",
    "assigned": "x = 1\nhere = !echo hello\nhere",
    "help": "x = 1\nx?",
    "prompts": "In [1]: x = 1\nIn [2]: x",
    "other prompts": ">>> x = 1\n>>> x",
    "indented": "  x = 1\n  x",
    "blank lines": "\n\nx = 1\nx",
    "remainder": "x = (7\n% 4)\nx",
    "await": "import asyncio\nawait asyncio.sleep(0)",
    "comment": "# a\nx = 1\nx",
    "decorated": "@staticmethod\ndef f():\n    pass",
    "escapes": "x = '\\d'\nx is 1",
    "null": "x = 1\n\0",
    "nothing": "",
}
SCRIPT = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
from autograder.sandbox.shell import CellShell
shell = CellShell.instance()
for cell in json.load(sys.stdin):
    ours = shell.transform_cell(cell)
    theirs = InteractiveShell.transform_cell(shell, cell)
    assert ours == theirs, (cell, ours, theirs)
shell.input_transformers_post.append(lambda lines: ["added = 1\\n", *lines])
assert shell.transform_cell("x = 1\\ny = 2").startswith("added")
print("alike")
"""


def test_every_cell_becomes_what_ipython_makes_of_it(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=json.dumps(list(CELLS.values())),
        capture_output=True,
        text=True,
        env=os.environ | {"IPYTHONDIR": str(tmp_path)},
    )
    assert done.stdout == "alike\n", done.stderr


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("import asyncio\nawait asyncio.sleep(0)\n'waited'", "'waited'"),
        ("x = 1\nwords = !echo hello\nwords", "['hello']"),
        ("%%capture said\nprint('hidden')", None),
        ("%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1]);", "Figure"),
        ("from IPython.display import display\ndisplay(1 + 1)", "2"),
    ],
)
def test_magics_display_plots_and_await_work(zygote, source, shown):
    learner = zygote.learner()
    try:
        reply = learner.run(source, time.monotonic() + 20)
    finally:
        learner.close()
    assert reply["error"] is None
    texts = [o["data"]["text/plain"] for o in reply["outputs"] if "data" in o]
    assert (shown in texts[-1]) if shown else (reply["outputs"] == [])
