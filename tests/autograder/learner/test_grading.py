"""A notebook is graded again after every save: what has changed, with fresh inputs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from losslab import progress

from autograder.learner import grading, notebooks
from autograder.learner.grading import Watch


def write(path: Path, release: object, **answers: str) -> None:
    notebook = json.loads(json.dumps(release))
    for cell in notebook["cells"]:
        name = (notebooks.grade_id(cell) or "").removesuffix("-answer")
        if notebooks.is_answer(cell) and name in answers:
            cell["source"] = answers[name]
    notebooks.write(path, notebook)


@pytest.fixture(scope="module")
def grader(chapter):
    with grading.grader_of(chapter, None, walls=True) as warm:
        yield warm


def test_after_a_save_what_has_changed_is_graded_with_fresh_inputs(
    grader, chapter, release, tmp_path, monkeypatch
):
    monkeypatch.setenv(progress.VARIABLE, str(tmp_path / "progress.jsonl"))
    path = tmp_path / "mine.ipynb"
    watch = Watch(grader, chapter, path)
    assert watch.look() is None
    write(path, release)
    assert watch.look() == []
    write(path, release, double="def double(x):\n    return x * x")
    (wrong,) = watch.look()
    assert (wrong.id, wrong.score) == ("double", 0)
    watch.prepare()
    right = {"double": "def double(x):\n    return 2.0 * x"}
    write(path, release, **right)
    (passed,) = watch.look()
    assert passed.status == "passed"
    assert watch.look() is None
    write(path, release, **right, positive_mean="def positive_mean(v):\n    return 0.0")
    assert [one.id for one in watch.look()] == ["positive_mean"]
    assert progress.read()["tiny", "double"].solved


def test_a_file_that_is_half_written_is_looked_at_again(grader, chapter, release, tmp_path):
    path = tmp_path / "mine.ipynb"
    path.write_text('{"cells": [')
    watch = Watch(grader, chapter, path)
    assert watch.look() is None
    write(path, release, double="def double(x):\n    return 2.0 * x")
    assert [one.status for one in watch.look()] == ["passed"]


def test_one_exercise_alone_is_graded_and_nothing_behind_it_runs(
    grader, release, tmp_path, monkeypatch
):
    path = tmp_path / "mine.ipynb"
    write(
        path,
        release,
        double="def double(x):\n    return 2.0 * x",
        positive_mean="while True:\n    pass",
    )
    result = grading.grade(grader, path, ["double"])
    assert (result.score, result.max_score) == (2, 2)
    assert [one.id for one in result.exercises] == ["double"]
