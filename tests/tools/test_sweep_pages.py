"""The sweep runs a page under other random numbers and reports the claims that fail there."""

import importlib.util
from pathlib import Path

import nbformat
import pytest

SOURCE = Path(__file__).parents[2] / "tools" / "sweep_pages.py"


@pytest.fixture(scope="module")
def sweep():
    spec = importlib.util.spec_from_file_location("sweep_pages", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_other_random_numbers_are_drawn_and_a_failed_claim_is_told(sweep, tmp_path):
    cells = [
        "import numpy as np, torch\n"
        "one = np.random.default_rng(0).random()\n"
        "two = np.random.default_rng([0, 3]).random()\n"
        "three = torch.rand(1, generator=torch.Generator().manual_seed(0)).item()",
        "assert 0 < one < 1\n"
        "assert abs(one - 0.6369616873214543) < 1e-9\n"
        "assert abs(three - 0.49625658988952637) < 1e-6\n"
        "after = 1",
        "assert after == 1, 'a page goes on'\nraise KeyError('slip')",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    failed, broken = sweep.swept(notebook, 1, tmp_path)
    assert [claim.split("(")[1][:3] for claim in failed] == ["one", "thr"]
    assert broken == ["KeyError: 'slip'"]
    assert len(notebook.cells) == 3
