import pytest

from autograder.authoring.strength import EQUIVALENTS, equivalents, measure
from autograder.course.course import CourseError
from tests.conftest import copy_tiny


@pytest.fixture
def double(tmp_path):
    """The folder of ``double`` in a copy of the tiny course, and how to measure it."""
    copied = copy_tiny(tmp_path / "tiny")
    return copied.solutions / "tiny" / "double", lambda: copied.chapter("tiny")


def strength(chapter, zygote, **more):
    return measure(chapter, chapter.exercise("double"), zygote, [1, 2, 3], **more)


def test_mutants_that_fail_are_killed(double, zygote):
    _, chapter = double
    found = strength(chapter(), zygote)
    assert found.made == found.killed > 5
    assert found.breaches == []


def test_a_survivor_is_named_until_it_is_explained(double, zygote):
    folder, chapter = double
    path = folder / "reference.py"
    path.write_text(path.read_text().replace("return 2.0 * x", "return 2.0 * x + 0.0 * x"))
    found = strength(chapter(), zygote)
    assert found.survived >= 1
    line = "return 2.0 * x + 0.0 * x"
    assert any(f"`{line}` → `return 2.0 * x - 0.0 * x`" in b for b in found.breaches)
    (folder / EQUIVALENTS).write_text(f"# Why\n\n- `{line}` → `*`: zero times a number is zero.\n")
    excused = strength(chapter(), zygote)
    assert excused.survived == 0
    assert excused.equivalent == found.survived
    assert excused.breaches == []


def test_an_excuse_for_nothing_is_a_breach(double, zygote):
    folder, chapter = double
    (folder / EQUIVALENTS).write_text(
        "- `return 2.0 * x` → `return 2.0 / x`: no.\n- `return y` → `return z`: gone.\n"
    )
    said = strength(chapter(), zygote).breaches
    assert "calls `return 2.0 * x` → `return 2.0 / x` of the reference right; it fails" in said[0]
    assert "names `return y` → `return z`, which excuses nothing" in said[1]


def test_luck_and_spread_are_measured(double, zygote):
    folder, chapter = double
    path = folder / "mutants.py"
    lucky = "return x * x"
    assert lucky in path.read_text()
    path.write_text(path.read_text().replace(lucky, "return 2.0 * x if x != 1500.0 else 0.0"))
    found = strength(chapter(), zygote, power=True)
    assert found.luck > 0.5
    assert any("mutant squared gets full points in" in b for b in found.breaches)


def test_an_entry_that_cannot_be_read_is_refused_with_its_line(tmp_path):
    (tmp_path / EQUIVALENTS).write_text("Text.\n\n- a < b: because\n")
    with pytest.raises(CourseError, match="line 3: write - `line`"):
        equivalents(tmp_path)
    assert equivalents(tmp_path / "none") == {}
