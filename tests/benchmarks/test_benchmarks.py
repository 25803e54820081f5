"""The scripts of this folder run and print what others read from them; no time is promised."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def printed(script, *options):
    command = [sys.executable, str(HERE / script), *options]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.slow
def test_grading_prints_one_object_with_the_ratios_and_the_figures_behind_them():
    found = printed("grading.py", "--submissions", "2", "--json")
    assert found["submissions"] == 2
    for side in ("ratio", "plain", "ours"):
        assert set(found[side]) == {"wall", "cpu", "memory"}
        assert all(value > 0 for value in found[side].values())
    assert found["ratio"]["wall"] == round(found["plain"]["wall"] / found["ours"]["wall"], 2)


@pytest.mark.slow
def test_phases_prints_what_each_takes():
    found = printed("phases.py", "--submissions", "2", "--json")
    assert {"run cells", "ask", "judge", "gradebook"} <= set(found["milliseconds"])
    assert found["total"] > 0


def test_what_learners_ask_costs_less_than_half_of_starting_torch():
    found = printed("learner.py", "--runs", "1", "--json")
    assert set(found["limits"]) <= set(found["cpu"])
    assert max(found["ratio"].values()) < 0.5
    assert set(found["save to verdict"]) == {"wall", "cpu of the watcher"}


@pytest.mark.slow
def test_start_prints_how_long_the_first_result_takes():
    found = printed("start.py", "--runs", "1", "--json")
    assert found["submissions"] == 1
    assert found["seconds"] > found["import torch"] > 0


def test_busy_prints_how_often_check_was_wrong():
    found = printed("busy.py", "--loops", "1", "--checks", "3")
    assert (found["checks"], found["wrong"]) == (3, 0)


def test_once_prints_what_known_cells_bring():
    found = printed("once.py", "--submissions", "1", "--assignment", "training_stories", "--json")
    assert 0 < found["known"] <= found["demonstrations"]
    assert found["ratio"] > 0
