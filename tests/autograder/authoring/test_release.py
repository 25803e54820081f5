import tempfile

import nbformat
import pytest

from autograder.authoring.release import (
    answered_in,
    differences,
    ensure,
    publish,
)
from autograder.course.course import Course, CourseError
from autograder.course.notebook import nbgrader_metadata
from tests.conftest import copy_tiny


@pytest.fixture
def copied(tmp_path) -> Course:
    return copy_tiny(tmp_path / "tiny")


def test_no_file_of_the_release_holds_a_solution(course, chapter):
    folder = ensure(chapter).parent
    assert {p.name for p in folder.iterdir()} == {"tiny.ipynb", "cases.json", ".made-from"}
    assert "2.0 * x" not in (folder / "cases.json").read_text()


@pytest.mark.parametrize("essay", ["why_double", "show_it"])
def test_publishing_never_loses_an_essay(copied, essay):
    chapter = copied.chapter("tiny")
    publish(chapter)
    path = copied.release / "tiny" / "tiny.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell = next(c for c in notebook.cells if nbgrader_metadata(c).get("grade_id") == essay)
    if essay == "why_double":
        cell.source = "Because."
    else:
        notebook.cells.append(nbformat.v4.new_code_cell("double(2), double(3)"))
    nbformat.write(notebook, path)
    assert answered_in(chapter) == [essay]


def test_a_release_leaves_nothing_in_the_folder_for_temporary_files(copied, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    ensure(copied.chapter("tiny"))
    assert list(temporary.iterdir()) == []


def test_publishing_is_done_once_and_noticed_when_it_is_due(copied):
    chapter = copied.chapter("tiny")
    assert publish(chapter)
    assert not publish(chapter)
    assert differences(chapter) == []
    text = copied.solutions / "tiny" / "exercise.md"
    text.write_text(text.read_text().replace("Next comes a tensor.", "Next comes a vector."))
    chapter = copied.chapter("tiny")
    assert differences(chapter) == [f"{copied.release / 'tiny' / 'tiny.ipynb'} is out of date"]
    assert publish(chapter)


def test_publishing_never_loses_a_learners_answers(copied):
    chapter = copied.chapter("tiny")
    publish(chapter)
    path = copied.release / "tiny" / "tiny.ipynb"
    mine = nbformat.read(path, as_version=4)
    cell = next(c for c in mine.cells if nbgrader_metadata(c).get("grade_id") == "double-answer")
    cell.source = "def double(x):\n    return x + x"
    nbformat.write(mine, path)
    assert answered_in(chapter) == ["double"]
    with pytest.raises(CourseError, match="holds answers to double"):
        publish(chapter)
    assert "x + x" in path.read_text()
    assert publish(chapter, force=True)
    assert "x + x" not in path.read_text()
