"""What grades for nbgrader is ready soon, and is always the grader that was asked for."""

import psutil
import pytest

from autograder.authoring.sample import answered
from autograder.course.course import CourseError
from autograder.desk import Desk


@pytest.fixture
def desk():
    with Desk() as desk:
        yield desk


@pytest.fixture
def opening(course, release):
    return {
        "do": "open",
        "root": str(course.root),
        "chapter": "tiny",
        "disclosure": "full",
        "walls": True,
    }


def grading(course, chapter, release):
    import nbformat

    notebook = answered(release, chapter, chapter.solution_source)
    return {
        "do": "grade",
        "root": str(course.root),
        "chapter": "tiny",
        "seed": None,
        "limits": {},
        "walls": True,
        "disclosure": "full",
        "submission": {
            "student": "ann",
            "data": nbformat.writes(notebook).encode(),
            "missing": False,
            "why": "",
            "notes": [],
        },
    }


def pid_of(zygote):
    return zygote._process.pid


def test_what_grades_warms_up_while_its_chapter_loads(desk, opening, course, chapter, release):
    desk.answer(opening)
    launched = pid_of(desk._launched)
    desk.get_ready()
    [grader] = desk._graders.values()
    assert pid_of(grader.warm) == launched
    assert desk._launched is None
    # The next one finds it ready, and launches nothing.
    desk.answer(opening)
    assert desk._launched is None
    assert b'"score": 5.0' in desk.answer(grading(course, chapter, release))["notebook"]
    assert [pid_of(g.warm) for g in desk._graders.values()] == [launched]


@pytest.mark.parametrize(
    ("name", "value"), [("prelude", ("x = 1",)), ("walled", False), ("hidden", ()), ("once", (1,))]
)
def test_what_was_launched_for_something_else_is_not_taken(desk, opening, name, value):
    desk.answer(opening)
    launched = pid_of(desk._launched)
    setattr(desk._launched, name, value)
    desk.get_ready()
    [grader] = desk._graders.values()
    assert pid_of(grader.warm) != launched
    assert not psutil.pid_exists(launched)


def test_what_was_launched_and_never_asked_for_ends(opening):
    with Desk() as desk:
        desk.answer(opening)
        first = pid_of(desk._launched)
        desk.answer(opening)
        second = pid_of(desk._launched)
        assert first != second
        assert not psutil.pid_exists(first)
    assert not psutil.pid_exists(second)


def test_for_a_chapter_that_does_not_exist_nothing_is_launched(desk, opening):
    with pytest.raises(CourseError, match="no chapter"):
        desk.answer({**opening, "chapter": "none"})
    assert desk._launched is None
