"""The scripts' own arithmetic, run by node's test runner."""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("path", sorted(HERE.glob("*.test.js")), ids=lambda path: path.stem)
def test_scripts_compute_what_they_should(path):
    node = shutil.which("node")
    if not node:
        pytest.skip("no node; on Debian: apt install nodejs")
    done = subprocess.run([node, "--test", path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
