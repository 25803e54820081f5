"""From an author's text to the notebook that nbgrader releases."""

import json

import nbformat
import pytest

from autograder.authoring.notebook import BEGIN, END, asks_to_predict, source_notebook
from autograder.course.course import CourseError
from autograder.course.notebook import is_answer, is_check, nbgrader_metadata
from autograder.course.setup_cell import guarded
from tests.conftest import copy_tiny


@pytest.fixture(scope="module")
def source(chapter):
    return source_notebook(chapter)


def by_id(notebook):
    marks = [(nbgrader_metadata(cell).get("grade_id"), cell) for cell in notebook.cells]
    return {grade_id: cell for grade_id, cell in marks if grade_id}


def test_the_source_holds_solutions_between_marks_and_the_release_holds_none(chapter, release):
    text = "\n".join(c.source for c in source_notebook(chapter).cells)
    assert "### BEGIN SOLUTION" in text
    assert "return 2.0 * x" in text
    released = json.dumps(release)
    assert "2.0 * x" not in released
    assert "no positive entry" not in released
    assert released.count("raise NotImplementedError()") == 2


def test_the_stub_keeps_signature_and_docstring(release):
    stub = next(
        c for c in release.cells if nbgrader_metadata(c).get("grade_id") == "double-answer"
    ).source
    assert stub.startswith("def double(x: float) -> float:")
    assert "Twice the number." in stub
    assert stub.endswith("    raise NotImplementedError()")


def test_the_imports_of_the_reference_become_the_setup_cell(release):
    assert release.cells[1].source == guarded(
        "import torch\nfrom losslab import check, panel, predict"
    )
    assert release.cells[1].source.startswith(
        "try:\n    import torch\n    from losslab import check, panel, predict\n"
    )


def test_an_essay_becomes_cells_that_a_person_grades(release):
    marks = {
        nbgrader_metadata(c)["grade_id"]: (c, nbgrader_metadata(c))
        for c in release.cells
        if nbgrader_metadata(c)
    }
    text, _ = marks["why_double-text"]
    assert "## 3. Why double" in text.source
    assert "| **A reason** (2) | A good one. | A bad one. | None. |" in text.source
    answer, mark = marks["why_double"]
    assert answer.source == "YOUR ANSWER HERE"
    assert (mark["grade"], mark["solution"], mark["task"], mark["points"]) == (True, True, False, 2)
    task, mark = marks["show_it"]
    assert "Answer in new cells below" in task.source
    assert (mark["grade"], mark["solution"], mark["task"], mark["points"]) == (
        False,
        False,
        True,
        2,
    )


def test_the_source_is_a_notebook_with_a_kernel(source):
    nbformat.validate(source)
    assert source.metadata["kernelspec"]["name"] == "python3"


def test_the_order_is_that_of_the_text(source):
    assert [nbgrader_metadata(cell)["grade_id"] for cell in source.cells] == [
        *("tiny-01", "tiny-setup", "tiny-panel"),
        *("double-text", "double-answer", "double"),
        *("tiny-02", "tiny-03"),
        *("positive_mean-text", "positive_mean-answer", "positive_mean"),
        *("why_double-text", "why_double"),
        "show_it",
    ]


def test_every_cell_has_an_id_of_its_own_that_stays_the_same(source, chapter):
    ids = [cell.id for cell in source.cells]
    assert len(set(ids)) == len(ids)
    assert [cell.id for cell in source_notebook(chapter).cells] == ids


def test_a_learner_can_change_answers_and_nothing_else(source):
    for cell in source.cells:
        mark = nbgrader_metadata(cell)
        assert mark["locked"] != mark["solution"]
        assert mark["schema_version"] == 3
        assert mark["cell_type"] == cell.cell_type
    answers = [cell.id for cell in source.cells if is_answer(cell)]
    assert answers == ["double-answer", "positive_mean-answer", "why_double"]


def test_an_answer_holds_the_reference_between_two_marks(source):
    lines = by_id(source)["double-answer"].source.splitlines()
    assert lines[0] == "def double(x: float) -> float:"
    assert lines[-3:] == [f"    {BEGIN}", "    return 2.0 * x", f"    {END}"]


def test_a_check_cell_calls_check_and_is_worth_the_exercises_points(source, chapter):
    for exercise in chapter.exercises:
        cell = by_id(source)[exercise.id]
        assert is_check(cell)
        assert cell.source == f"check({exercise.id})"
        assert nbgrader_metadata(cell)["points"] == exercise.points


def test_the_text_above_an_answer_says_what_it_is_worth_and_folds_the_hints(source):
    text = by_id(source)["double-text"].source
    assert text.startswith("## 1. Double it")
    assert "2 points · difficulty 1 of 5 · about 2 minutes" in text
    assert "Return twice a number." in text
    assert text.count("<details>") == text.count("</details>") == 2
    assert text.index("Two times.") < text.index("Multiply by 2.")


def test_one_point_is_one_point(tmp_path):
    course = copy_tiny(tmp_path / "tiny")
    checks = course.solutions / "tiny" / "double" / "checks.py"
    checks.write_text(checks.read_text().replace("points=2", "points=1"))
    text = by_id(source_notebook(course.chapter("tiny")))["double-text"].source
    assert "1 point ·" in text


def test_a_place_that_is_not_written_as_one_is_refused(tmp_path):
    """An exercise that would be left out of the notebook must not be left out in silence."""
    course = copy_tiny(tmp_path / "tiny")
    path = course.solutions / "tiny" / "exercise.md"
    chapter = course.chapter("tiny")
    path.write_text(
        path.read_text().replace(
            "```{code-cell} ipython3\n:tags: [exercise]\ndouble\n```",
            "````text\n```{code-cell} ipython3\n:tags: [exercise]\ndouble\n```\n````",
        )
    )
    with pytest.raises(CourseError, match="three lines"):
        source_notebook(chapter)


@pytest.mark.parametrize(
    ("text", "code", "asked"),
    [
        ("Triple it. Predict the three ratios.", "print(1)", True),
        ("Force it, and predict\nwhat each station reads.", "print(1)", True),
        ("The network is trained to predict probabilities.", "print(1)", False),
        ("Predict before you run.", "widgets.explorer()", False),
        ("Predict what is printed.", "%%bash\necho 1", False),
    ],
)
def test_a_reader_who_is_asked_to_predict_does_so_before_the_output(text, code, asked):
    assert asks_to_predict(nbformat.v4.new_markdown_cell(text), code) is asked
