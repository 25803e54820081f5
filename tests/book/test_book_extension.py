"""The book's Sphinx extension: what pages say about exercises comes from the exercise files."""

import importlib.util
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import strategies as st

from autograder.course.exercise import Check, Criterion, Essay, Exercise

SOURCE = Path(__file__).parents[2] / "book" / "_ext" / "course.py"


@pytest.fixture(scope="module")
def course():
    path = list(sys.path)
    spec = importlib.util.spec_from_file_location("book_course", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.modules.pop("book_course", None)
    sys.path[:] = path


@pytest.fixture(scope="module")
def pages(course):
    return course.exercise_pages


def double(x: float, /, times: int = 1) -> float:
    """Double a number.

    Parameters
    ----------
    x
        The number.
    """
    return x * 2**times


@pytest.fixture
def exercise():
    return Exercise(
        id="double",
        title="Twice",
        objective="Double a number.",
        points=2.5,
        difficulty=1,
        minutes=5,
        hints=("Think of *two*.", "Multiply."),
        discussion="Because $2x = x + x$.",
        checks=(Check("check_double", "It doubles.", st.tuples(st.floats())),),
    )


@pytest.fixture
def essay():
    rubric = (Criterion("Clear", 3, "Yes.", "Nearly.", "No."),)
    return Essay("Say it", "Say it well.", 20, rubric, id="say_it", task="Write.")


def chapter(name, *exercises, essays=()):
    return SimpleNamespace(name=name, exercises=exercises, essays=essays)


def test_the_table_links_each_exercise_and_adds_up(course, exercise, essay):
    lines = course.table_lines(chapter("one", exercise, exercise, essays=(essay,)))
    assert "[Twice](#exercise-double) `double`" in lines[2]
    assert "| [Say it](#exercise-say-it) | 3 | graded by a person | 20 |" in lines
    assert "| **together** | **8** |  | **30** |" in lines


def test_the_course_table_adds_up_what_grader_and_people_give(course, exercise, essay):
    lines = course.course_lines(
        [chapter("one", exercise), chapter("two", exercise, essays=(essay,))]
    )
    assert "| [](one.md) | 1 | 2.5 | 0 | 0.1 |" in lines
    assert "| [](two.md) | 2 | 2.5 | 3 | 0.4 |" in lines
    assert lines[-1] == "| **together** | **3** | **5** | **3** | **0.5** |"


def test_the_index_has_a_row_for_each_exercise_and_essay(course, exercise, essay):
    lines = course.index_lines([chapter("one", exercise, essays=(essay,)), chapter("two")])
    assert lines[2:] == [
        "| [Twice](#exercise-double) `double` | [](one.md) | 2.5 | "
        "1\u00a0·\u00a0warm\u2011up | 5 |",
        "| [Say it](#exercise-say-it) `say_it` | [](one.md) | 3 | graded by a person | 20 |",
    ]


def test_an_essay_shows_its_task_and_its_rubric(pages, essay):
    text = "\n".join(pages.essay_lines(essay, ["There."]))
    for part in ("(exercise-say-it)=", "3 points, given by a person", "Write.", "**Clear** (3)"):
        assert part in text


def test_a_page_holds_task_hints_solution_and_reason(pages, exercise):
    text = "\n".join(pages.exercise_lines(exercise, double, ["There."], solutions=True))
    for part in ("(exercise-double)=", "2.5 points", "Hint 2 of 2", "Multiply.", "2**times"):
        assert part in text
    assert "Because $2x" in text
    assert "`x`\n: The number." in text


def test_solutions_can_be_left_out(pages, exercise):
    text = "\n".join(pages.exercise_lines(exercise, double, ["There."], solutions=False))
    assert "Multiply." in text
    assert "2**times" not in text
    assert "Because" not in text


def test_the_head_is_shown_as_it_was_written(pages):
    assert pages.signature(double) == "def double(x: float, /, times: int=1) -> float: ..."


def test_a_long_head_has_a_line_for_each_argument(pages):
    def long(one: dict[str, float], other: tuple[int, int], third: float = 1.0) -> dict[str, int]:
        return {}

    assert pages.signature(long).splitlines()[:3] == [
        "def long(",
        "    one: dict[str, float],",
        "    other: tuple[int, int],",
    ]


def test_the_task_is_not_repeated_in_the_solution(pages):
    assert pages.solution_source(double).splitlines() == [
        "def double(x: float, /, times: int = 1) -> float:",
        "    return x * 2**times",
    ]


def test_sections_of_a_docstring_become_lists_and_roles_become_code(pages):
    text = (
        "Say it, see :func:`tell`.\n\nParameters\n----------\na, b\n    Two.\n\n    - one\nc\n"
        "    Third.\n\nReturns\n-------\nfloat\n    More.\n\nNotes\n-----\nNothing.\n"
    )
    assert "\n".join(pages.task_lines(text)) == (
        "Say it, see ``tell``.\n\n**Parameters**\n\n`a, b`\n: Two.\n\n  - one\n\n`c`\n: Third.\n\n\n"  # noqa: E501
        "**Returns**\n\n`float`\n: More.\n\n\nNothing.\n"
    )


def test_a_page_leads_to_the_section_that_speaks_of_the_exercise(pages):
    text = "(first)=\n# One\n\n(second)=\n## Two\n\n`double` is asked.\n\n(third)=\n"
    assert pages.passage(text, "double") == "second"
    assert pages.passage(text, "triple") is None
    assert pages.passage("`double` before any label", "double") is None


def test_pages_that_are_gone_are_removed_and_others_are_left_alone(pages, tmp_path):
    pages.write(tmp_path, {"book/exercises/one": "1", "book/exercises/one/double": "2"})
    kept = tmp_path / "book/exercises/one/double.md"
    before = kept.stat().st_mtime_ns
    pages.write(tmp_path, {"book/exercises/one/double": "2"})
    assert kept.stat().st_mtime_ns == before
    assert not (tmp_path / "book/exercises/one.md").exists()


def test_every_page_has_its_place_in_the_contents(pages):
    toc = "format: jb-book\nroot: a\nparts:\n- caption: R\n  chapters:\n  - file: book/exercises\n"
    made = pages.contents(
        toc, [{"book/exercises/one": "# Exercises: One\n", "book/exercises/one/double": ""}]
    )
    assert yaml.safe_load(made)["parts"][0]["chapters"] == [
        {
            "file": "book/exercises",
            "sections": [
                {
                    "file": "book/exercises/one",
                    "title": "One",
                    "sections": [{"file": "book/exercises/one/double"}],
                }
            ],
        }
    ]


def test_pages_depend_on_all_that_their_cells_import(course):
    found = course.cell_sources()
    for name in (
        "solutions/physical_loss/stable_ce/reference.py",
        "solutions/training_stories/promises.py",
        "autograder/judging/case_set.py",
        "losslab/values/compare.py",
        "losslab/physical_loss/loops.py",
        "book/_lib/plots.py",
        "book/_quizzes/start_diagnostic.json",
    ):
        assert name in found


def test_a_page_about_exercises_depends_on_every_file_of_theirs(course):
    names = {path.name for path in course.chapter_files("training_stories")}
    assert {"discussion.md", "task.md", "rubric.py", "checks.py", "exercise.md"} <= names


def test_an_epub_is_told_a_title_and_a_version(course):
    config = SimpleNamespace(
        html_title="A course", html_baseurl="", author="We", suppress_warnings=["myst.domains"]
    )
    course.know_title_and_version(None, config)
    assert config.project == "A course"
    assert config.version == config.release != ""
    assert config.suppress_warnings == ["myst.domains", "epub.unknown_project_files"]
    assert config.epub_identifier == config.epub_uid, "epubcheck compares them"
