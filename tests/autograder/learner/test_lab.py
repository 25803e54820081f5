"""JupyterLab is opened where there is a browser, and tells its address where there is none."""

import webbrowser
from pathlib import Path

import pytest

from autograder.learner import lab

HOME = Path("work")
NOTEBOOK = HOME / "tiny" / "tiny.ipynb"


@pytest.mark.parametrize("there", [True, False])
def test_without_a_browser_jupyterlab_prints_its_address(there, monkeypatch):
    def get() -> object:
        if not there:
            raise webbrowser.Error("could not locate runnable browser")
        return object()

    monkeypatch.setattr(webbrowser, "get", get)
    command = lab.command(HOME, NOTEBOOK)
    assert ("--no-browser" in command) is not there
    assert command[-1] == "tiny/tiny.ipynb"
