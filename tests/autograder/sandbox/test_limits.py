import pytest

from autograder.course.course import CourseError
from autograder.sandbox import Limits
from tests.conftest import copy_tiny


def test_a_course_and_a_chapter_may_set_limits(tmp_path):
    course = copy_tiny(tmp_path / "tiny")
    config = course.root / "nbgrader_config.py"
    settings = 'c.SandboxedExecute.limits = {"memory_mib": 512, "cell_seconds": 3}'
    config.write_text(f"{config.read_text()}\n{settings}\n")
    text = course.solutions / "tiny" / "exercise.md"
    text.write_text(text.read_text().replace("---\n", "---\nlimits: {cell_seconds: 7.5}\n", 1))
    assert course.chapter("tiny").limits == Limits(memory_mib=512, cell_seconds=7.5)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"memory": 1}, "'memory' is no limit; there are: cell_seconds"),
        ({"memory_mib": -1}, "must be a positive number"),
        ({"memory_mib": "much"}, "must be a positive number"),
        ({"processes": True}, "must be a positive number"),
        ({"processes": 1.5}, "must be a whole number"),
    ],
)
def test_a_wrong_limit_is_explained(values, said):
    with pytest.raises(ValueError, match=said):
        Limits().updated(values)


def test_a_wrong_limit_of_a_course_names_the_file(tmp_path):
    course = copy_tiny(tmp_path / "tiny")
    text = course.solutions / "tiny" / "exercise.md"
    text.write_text(text.read_text().replace("---\n", "---\nlimits: {speed: 1}\n", 1))
    with pytest.raises(CourseError, match=r"limits in .*exercise\.md"):
        course.chapter("tiny")
