"""A chapter is loaded from its folders, and a slip in one of them gets one sentence."""

import pytest

from autograder.course.chapter_files import placed
from autograder.course.course import CourseError
from tests.conftest import copy_tiny


@pytest.fixture
def copied(tmp_path):
    return copy_tiny(tmp_path / "tiny")


def test_the_order_is_that_of_the_text(copied):
    text = copied.solutions / "tiny" / "exercise.md"
    written = text.read_text()
    swapped = written.replace("double\n", "#\n", 1).replace("positive_mean", "double")
    text.write_text(swapped.replace("\n#\n", "\npositive_mean\n"))
    assert [e.id for e in copied.chapter("tiny").exercises] == ["positive_mean", "double"]
    assert placed(copied, "tiny")[0] == ("exercise", "positive_mean")


def test_an_exercise_is_named_by_its_folder_and_discussed_in_a_file(chapter):
    exercise = chapter.exercise("double")
    assert exercise.id == "double"
    assert exercise.discussion.startswith("A discussion long enough")
    assert chapter.essay("why_double").task == "Write one sentence."


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("exercise.md", "\ndouble\n", "\npositive_mean\n", "has two places for positive_mean"),
        ("exercise.md", "\ndouble\n", "\ntriple\n", "names triple, but there is no"),
        ("exercise.md", ":tags: [exercise]\ndouble", "double", "double has no place in"),
        (
            "double/mutants.py",
            '@mutant(says="You squared the number.")',
            "@mutant()",
            "line 4: Typ",
        ),
        ("double/mutants.py", '@mutant(says="You squared the number.")', "@mutant", "a sentence"),
        ("double/checks.py", "EXERCISE =", "SOMETHING =", "must set EXERCISE"),
        ("double/checks.py", "points=2", "points=0", "points must be positive"),
        ("double/checks.py", "difficulty=1", "difficulty=6", "difficulty is 1 to 5"),
        ("double/checks.py", "EXERCISE = Exercise(", "EXERCISE = Exercise((", "SyntaxError"),
        ("show_it/rubric.py", "ESSAY =", "RUBRIC =", "must set ESSAY"),
    ],
)
def test_a_slip_gets_one_sentence(copied, file, old, new, said):
    path = copied.solutions / "tiny" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(CourseError) as error:
        copied.chapter("tiny")
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert "tiny" in str(error.value)


def test_an_unknown_name_is_told_what_there_is(chapter):
    with pytest.raises(CourseError, match="there are: double, positive_mean"):
        chapter.exercise("triple")
    with pytest.raises(CourseError, match="there are: why_double, show_it"):
        chapter.essay("why_not")


def test_a_missing_function_is_named(copied):
    path = copied.solutions / "tiny" / "double" / "reference.py"
    path.write_text(path.read_text().replace("def double", "def doubled"))
    chapter = copied.chapter("tiny")
    with pytest.raises(CourseError, match="defines no function double"):
        chapter.solution(chapter.exercise("double"))
