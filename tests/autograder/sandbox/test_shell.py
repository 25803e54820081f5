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


ONCE = """
import ast, json, sys
from unittest import mock
from IPython.core.async_helpers import _should_be_async
from IPython.core.compilerop import CachingCompiler
from autograder.sandbox.shell import CellShell
shell = CellShell.instance()
parse, told = mock.Mock(side_effect=CachingCompiler.ast_parse), []
CachingCompiler.ast_parse = lambda *args: parse(*args)
for cell in json.load(sys.stdin):
    parse.reset_mock()
    told.append([str(shell.run(cell, 10_000)["outputs"]), parse.call_count])
    if "\\0" not in cell:
        found = shell.should_run_async(cell, transformed_cell=cell)
        assert found == _should_be_async(cell), cell
print(json.dumps(told))
"""


def test_a_cell_is_taken_apart_once_and_says_all_that_it_has_to_say():
    cells = {
        "a = 1\nb = a + 1\nprint(b)": ("'2\\n'", 1),
        "import warnings\nwarnings.simplefilter('always')": ("[]", 1),
        "x = '\\d'\nprint(x)": ("invalid escape sequence", 2),  # its warning is shown
        "x = 1\nx is 1": ("with a literal", 1),
        "async def f():\n    pass\nprint(3)": ("'3\\n'", 1),
        "from __future__ import annotations\ndef f(x: nothing):\n    pass": ("[]", 1),
        "def g(x: nothing):\n    pass\nprint(g.__annotations__)": ("{'x': 'nothing'}", 1),
        "def f(:\n    pass": ("SyntaxError", 2),
    }
    command = [sys.executable, "-c", ONCE]
    done = subprocess.run(command, input=json.dumps(list(cells)), capture_output=True, text=True)
    told = json.loads(done.stdout)
    for cell, (said, parsed), (shown, times) in zip(cells, cells.values(), told, strict=True):
        assert said in shown, cell
        assert times == parsed, cell


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
