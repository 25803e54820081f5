"""A skeleton loads, is clean, and breaks the contract until somebody fills it."""

import os
import subprocess
import sys

import pytest

from autograder.authoring.skeleton import new_chapter, new_exercise
from autograder.authoring.verify import verify_exercise
from autograder.course.course import CourseError
from tests.conftest import ROOT, copy_tiny


@pytest.fixture
def copied(tmp_path):
    return copy_tiny(tmp_path / "tiny")


def test_a_new_exercise_touches_one_folder_and_the_chapters_text(copied):
    before = {p for p in copied.solutions.rglob("*") if p.is_file()}
    made = new_exercise(copied, "tiny", "triple")
    after = {p for p in copied.solutions.rglob("*") if p.is_file()}
    assert {p.parent.name for p in after - before} == {"triple"}
    assert set(made) - (after - before) == {copied.solutions / "tiny" / "exercise.md"}


def test_it_breaks_the_contract_until_it_is_filled(copied, zygote):
    new_exercise(copied, "tiny", "triple")
    chapter = copied.chapter("tiny")
    assert [e.id for e in chapter.exercises] == ["double", "positive_mean", "triple"]
    breaches = verify_exercise(chapter, chapter.exercise("triple"), zygote).breaches
    assert {"the objective is empty", "fewer than 2 hints", "fewer than 4 mutants"} <= set(breaches)


def test_a_new_chapter_takes_its_first_exercise(copied):
    new_chapter(copied, "second_thoughts")
    new_exercise(copied, "second_thoughts", "think_again")
    assert [e.id for e in copied.chapter("second_thoughts").exercises] == ["think_again"]


def test_a_skeleton_is_clean(copied):
    new_exercise(copied, "tiny", "triple")
    folder = str(copied.solutions / "tiny" / "triple")
    config = str(ROOT / "pyproject.toml")
    ruff = [sys.executable, "-m", "ruff"]
    for command in (
        [*ruff, "check", "--config", config, "--ignore", "D", folder],
        [*ruff, "format", "--check", "--config", config, folder],
        [sys.executable, "-m", "mypy", "--config-file", config, folder],
    ):
        where = os.environ | {"MYPYPATH": os.pathsep.join([str(ROOT), str(ROOT / "exercises")])}
        done = subprocess.run(command, cwd=copied.root, env=where, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", ["Triple", "class", "two words", "3d", ""])
def test_a_name_that_is_none_is_refused(copied, name):
    with pytest.raises(CourseError, match="is no name"):
        new_exercise(copied, "tiny", name)


def test_nothing_that_is_there_is_overwritten(copied):
    with pytest.raises(CourseError, match="there already"):
        new_exercise(copied, "tiny", "double")
    with pytest.raises(CourseError, match="there already"):
        new_chapter(copied, "tiny")
