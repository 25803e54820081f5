"""A course is found from wherever one stands in it, and a slip is answered with what to do."""

import pytest

from autograder.course.course import Course, CourseError
from tests.conftest import copy_tiny


@pytest.fixture
def copied(tmp_path):
    return copy_tiny(tmp_path / "tiny")


def test_a_course_is_found_from_any_folder_inside_it(copied, monkeypatch):
    inside = copied.solutions / "tiny" / "double"
    assert Course.find(inside) == copied
    monkeypatch.chdir(inside)
    assert Course.find() == copied


def test_outside_a_course_one_is_told_where_to_go(tmp_path):
    with pytest.raises(CourseError, match=r"no nbgrader_config\.py here or above; cd into one"):
        Course.find(tmp_path)


def test_a_folder_is_a_chapter_when_it_holds_a_text(copied):
    (copied.solutions / "notes").mkdir()
    (copied.solutions / "also").mkdir()
    (copied.solutions / "also" / "exercise.md").write_text("# Also\n")
    assert copied.chapters() == ["also", "tiny"]
    assert copied.folder("tiny") == copied.solutions / "tiny"


@pytest.mark.parametrize("name", ["tinny", "notes", "..", ""])
def test_an_unknown_chapter_is_told_what_there_is(copied, name):
    (copied.solutions / "notes").mkdir()
    with pytest.raises(CourseError, match="there are: tiny"):
        copied.folder(name)
    with pytest.raises(CourseError, match="there are: tiny"):
        copied.chapter(name)


def test_a_course_without_chapters_says_so(tmp_path):
    with pytest.raises(CourseError, match="there are: none"):
        Course(tmp_path).folder("tiny")


def test_what_grading_trusts_lies_where_no_learner_edits(copied):
    trusted = copied.trusted_release("tiny")
    assert trusted.name == "tiny.ipynb"
    assert not trusted.is_relative_to(copied.release)
    assert not trusted.is_relative_to(copied.source), "nbgrader's source holds the solutions"


def test_settings_are_those_of_the_sandbox_alone(copied):
    config = copied.root / "nbgrader_config.py"
    config.write_text("c = get_config()\nc.Other.seed = 1\nc.SandboxedExecute.seed = 2\n")
    assert copied.settings() == {"seed": 2}
    config.write_text("c = get_config()\n")
    assert copied.settings() == {}


@pytest.mark.parametrize("text", ["c = get_config(\n", "1 / 0\n"])
def test_settings_that_cannot_be_read_name_the_file(copied, text):
    config = copied.root / "nbgrader_config.py"
    config.write_text(text)
    with pytest.raises(CourseError) as error:
        copied.settings()
    assert str(config) in str(error.value)


def test_a_course_inside_a_course_is_refused_and_nothing_of_it_runs(tmp_path):
    """Somebody unpacks a friend's folder among their own exercises, and checks what is in it."""
    outer = copy_tiny(tmp_path / "tiny")
    inner = outer.release / "friend"
    (inner / "solutions").mkdir(parents=True)
    (inner / "nbgrader_config.py").write_text("open('RAN', 'w')")
    for place in (inner, inner / "solutions"):
        with pytest.raises(CourseError, match="lies inside the course"):
            Course.find(place)
    assert Course.find(outer.release) == outer
    assert not (tmp_path / "RAN").exists()
