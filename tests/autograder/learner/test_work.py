"""The work folder: begun from a release, kept, reset, and told what comes next."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from losslab import progress

from autograder.course import catalog
from autograder.course.course import Course, CourseError
from autograder.learner import notebooks, work
from tests.conftest import ROOT


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course with the release of one chapter, and nobody's work or progress."""
    monkeypatch.delenv(work.VARIABLE, raising=False)
    monkeypatch.setenv(progress.VARIABLE, str(tmp_path / "progress.jsonl"))
    root = tmp_path / "course"
    (root / "exercises").mkdir(parents=True)
    shutil.copytree(ROOT / "exercises" / "physical_loss", root / "exercises" / "physical_loss")
    text = root / "solutions" / "physical_loss" / "exercise.md"
    text.parent.mkdir(parents=True)
    text.write_text("# Physical loss\n")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    return Course(root)


def answer(path: Path, exercise: str, text: str) -> None:
    notebook = notebooks.read(path)
    for cell in notebook["cells"]:
        if notebooks.grade_id(cell) == f"{exercise}-answer":
            cell["source"] = text
    notebooks.write(path, notebook)


def test_a_chapter_is_copied_and_the_release_stays_as_it_is(course):
    release = course.release / "physical_loss" / "physical_loss.ipynb"
    before = release.read_bytes()
    begun = work.start(course, "physical_loss")
    answer(begun.notebook, "stable_ce", "mine")
    assert begun.fresh
    assert (begun.notebook.parent / "cases.json").is_file()
    assert release.read_bytes() == before
    assert notebooks.begun(notebooks.read(work.start(course, "physical_loss").notebook)) == {
        "stable_ce": "mine"
    }


def test_the_folder_is_a_setting(course, tmp_path, monkeypatch):
    monkeypatch.setenv(work.VARIABLE, str(tmp_path / "elsewhere"))
    begun = work.start(course, "physical_loss")
    assert begun.notebook.is_relative_to(tmp_path / "elsewhere")


def test_a_newer_release_merges_and_the_notebook_is_kept_as_it_was(course):
    mine = work.start(course, "physical_loss").notebook
    answer(mine, "stable_ce", "mine")
    before = mine.read_bytes()
    release = course.release / "physical_loss" / "physical_loss.ipynb"
    answer(release, "stable_ce", "a new task\n    raise NotImplementedError()")
    answer(release, "who_reads", "another new task\n    raise NotImplementedError()")
    again = work.start(course, "physical_loss")
    assert again.changes.tasks == ["stable_ce", "who_reads"]
    assert again.backup is not None
    assert again.backup.read_bytes() == before
    assert notebooks.begun(notebooks.read(mine))["stable_ce"] == "mine"
    assert not work.start(course, "physical_loss").changes


def test_reset_puts_one_exercise_back_and_keeps_the_answer(course):
    mine = work.start(course, "physical_loss").notebook
    answer(mine, "stable_ce", "first")
    answer(mine, "who_reads", "other")
    renamed = mine.rename(mine.with_name("half done (1).ipynb"))
    progress.record("physical_loss", "stable_ce", 3, 3, fresh=True)
    (chapter,) = catalog.chapters(course)
    found = notebooks.chapter_of(renamed, notebooks.read(renamed), [chapter])
    kept = work.reset(course, renamed, found.exercise("stable_ce"))
    assert kept is not None
    assert kept.read_text() == "first\n"
    assert notebooks.begun(notebooks.read(renamed)) == {"who_reads": "other"}
    assert progress.read() == {}
    assert work.reset(course, renamed, found.exercise("stable_ce")) is None
    answer(renamed, "stable_ce", "second")
    assert work.reset(course, renamed, found.exercise("stable_ce")) != kept
    assert kept.read_text() == "first\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no notebook: it is empty"),
        (b"<html>", "it is a web page"),
        (b"PK\x03\x04", "it is a zip"),
        (b"{}", "it has no list of cells"),
        (b'{"cells": [\n<<<<<<< mine\n=======\n>>>>>>> theirs\n]}', "a merge conflict"),
        (b"\xff\xfe", "it holds no JSON"),
    ],
)
def test_a_file_that_is_no_notebook_gets_one_sentence(content, said, tmp_path):
    path = tmp_path / "file.ipynb"
    path.write_bytes(content)
    with pytest.raises(CourseError, match=said):
        notebooks.read(path)


def test_a_notebook_of_nothing_of_ours_is_refused(course, tmp_path):
    path = tmp_path / "other.ipynb"
    path.write_text(json.dumps({"cells": []}))
    with pytest.raises(CourseError, match="has no exercise of this course"):
        notebooks.chapter_of(path, notebooks.read(path), catalog.chapters(course))


def test_what_comes_next_is_where_one_last_worked(course):
    (chapter,) = catalog.chapters(course)
    other = catalog.ListedChapter("other", "Other", (chapter.exercises[0],))
    first, second, *_ = chapter.exercises
    assert work.next_exercise([other, chapter], {}) == other.exercises[0]
    solved = progress.State(points=1, tries=1, right=True, at="2026")
    states = {("physical_loss", first.id): solved}
    assert work.next_exercise([other, chapter], states) == second


def without(path: Path, exercise: str) -> None:
    notebook = notebooks.read(path)
    kept = [c for c in notebook["cells"] if not notebooks.known_as(c, f"{exercise}-answer")]
    notebooks.write(path, notebook | {"cells": kept})


@pytest.mark.parametrize("exercise", ["stable_ce", "who_reads"])
@pytest.mark.parametrize("way", ["reset", "start"])
def test_an_answer_cell_that_is_gone_comes_back_where_it_was(course, exercise, way):
    mine = work.start(course, "physical_loss").notebook
    whole = [cell.get("id") for cell in notebooks.read(mine)["cells"]]
    answer(mine, "accumulate", "mine")
    without(mine, exercise)
    assert not notebooks.has_answer(notebooks.read(mine), exercise)
    if way == "reset":
        (chapter,) = catalog.chapters(course, ["physical_loss"])
        assert work.reset(course, mine, chapter.exercise(exercise)) is None
    else:
        assert work.start(course, "physical_loss").changes.restored == [exercise]
        assert not work.start(course, "physical_loss").changes
    found = notebooks.read(mine)
    assert [cell.get("id") for cell in found["cells"]] == whole
    assert notebooks.begun(found) == {"accumulate": "mine"}


def test_a_notebook_in_which_nothing_is_written_is_told_from_one_with_a_line_more(course):
    found = notebooks.read(work.start(course, "physical_loss").notebook)
    assert work.untouched(course, found)
    found["cells"].append({"cell_type": "code", "source": "def stable_ce(): ..."})
    assert not work.untouched(course, found)
