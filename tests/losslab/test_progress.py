"""Progress lasts: one small file, whoever writes to it and whatever happens to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from losslab import progress

_WRITE = """
import sys
from losslab import progress
for number in range(200):
    progress.record("chapter", f"{sys.argv[1]}{number}", 1, 1, fresh=False)
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "deep" / "progress.jsonl"
    monkeypatch.setenv(progress.VARIABLE, str(place))
    return place


def state(exercise: str = "f") -> progress.State:
    return progress.read().get(("chapter", exercise), progress.NOTHING)


def test_a_right_check_counts_until_fresh_inputs_say_otherwise(path):
    progress.record("chapter", "f", 0, 4, fresh=False)
    assert (state().solved, state().word, state().tries) == (False, "wrong so far", 1)
    progress.record("chapter", "f", 4, 4, fresh=False)
    assert (state().solved, state().earned) == (True, 4)
    progress.record("chapter", "f", 3, 4, fresh=True)
    assert (state().solved, state().earned, state().word) == (False, 3, "3 of 4 points")
    progress.record("chapter", "f", 4, 4, fresh=True)
    progress.record("chapter", "f", 0, 4, fresh=True)
    assert (state().solved, state().word) == (True, "solved, fresh inputs too")
    progress.forget("chapter", "f")
    assert state() == progress.NOTHING


def test_two_notebooks_at_once_lose_nothing(path):
    writers = [subprocess.Popen([sys.executable, "-c", _WRITE, name]) for name in "ab"]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(progress.read()) == 400


def test_a_line_that_was_cut_off_hides_no_other(path):
    progress.record("chapter", "f", 1, 1, fresh=False)
    with path.open("ab") as file:
        file.write(b'{"chapter": "chapter", "exerc')
    progress.record("chapter", "g", 1, 1, fresh=False)
    path.write_bytes(path.read_bytes() + b'\xff\n[]\n{"chapter": 1}\n')
    assert state("f").solved
    assert state("g").solved


def test_a_place_that_cannot_be_written_stops_nobody(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv(progress.VARIABLE, str(tmp_path / "file" / "progress.jsonl"))
    assert not progress.record("chapter", "f", 1, 1, fresh=False)
    assert progress.read() == {}


def test_where_the_variable_is_empty_nothing_is_recorded(monkeypatch):
    monkeypatch.setenv(progress.VARIABLE, "")
    assert progress.file() is None
    assert not progress.record("chapter", "f", 1, 1, fresh=False)


def test_predictions_are_remembered_and_are_no_results(path):
    progress.remember("key", "twice")
    assert progress.predictions() == {"key": "twice"}
    assert progress.read() == {}
