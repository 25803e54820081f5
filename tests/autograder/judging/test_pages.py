"""The page that a learner gets back says what went wrong, once, and what it may."""

from dataclasses import replace

import nbformat
import pytest
from traitlets.config import Config

from autograder.course.notebook import SubmittedCell, nbgrader_metadata, rebuild
from autograder.judging.grading import nothing, put
from autograder.judging.pages import NOT_SHOWN, FeedbackExporter
from tests.verdicts import HIDDEN, verdict

SPIED = "spied 4711"


@pytest.fixture
def page(release, case_set):
    """The page for a submission that missed ``double`` and prints before and after its check."""

    def make(level="full", **changes):
        says = "print('spied')"
        cells = [
            SubmittedCell("code", says, None),
            SubmittedCell("code", "def double(x):\n    return x * x", "double-answer"),
            SubmittedCell("code", "check(double)", "double"),
            SubmittedCell("code", says, None),
        ]
        notebook = rebuild(release, cells)
        first = True
        for cell in notebook.cells:
            mark = nbgrader_metadata(cell)
            if cell.source == says:
                text = "before it was asked" if first else SPIED
                cell.outputs = [nbformat.v4.new_output("stream", text=text)]
                first = False
            if mark.get("grade") or mark.get("task"):
                cell.metadata.nbgrader = {**mark, "score": 0.0}
        missed = verdict(id="double", title="Double it", **changes)
        _, right = nothing(case_set, "ann", "", ()).exercises
        right = replace(right, status="passed", score=3.0)
        result = nothing(case_set, "ann", "", (), level)
        put(notebook, replace(result, exercises=(missed, right), notes=()))
        told = {"assignment": "tiny", "score": 1.0, "max_score": 9.0}
        made, _ = FeedbackExporter().from_notebook_node(notebook, {"nbgrader": told})
        return made

    return make


def test_a_page_tells_a_learner_what_went_wrong_once(page):
    made = page(misconception="squared", message="You squared the number.")
    assert made.count("You squared the number.") == 1
    assert "Double it" in made
    assert "return" in made, "the answer itself is shown"


def test_what_nbgrader_alone_needs_is_not_on_the_page(page):
    made = page()
    assert "Out[" not in made
    assert "check(double)" not in made


def test_a_page_fits_a_phone_and_loads_nothing(page):
    made = page()
    assert 'name="viewport"' in made
    assert '<html lang="en">' in made
    assert "default-src 'none'" in made
    assert "<script" not in made
    assert 'src="http' not in made


def test_a_page_begins_with_what_was_earned(page):
    assert "1 of 9 points" in page()


def test_everything_is_shown_where_everything_is_disclosed(page):
    made = page()
    assert SPIED in made
    assert HIDDEN.call in made


@pytest.mark.parametrize("level", ["message", "score"])
def test_what_ran_after_hidden_cases_were_asked_is_not_shown_where_they_are_not(page, level):
    made = page(level)
    assert SPIED not in made
    assert NOT_SHOWN.strip() in made
    assert HIDDEN.call not in made
    assert "before it was asked" in made, "nothing was known by then"


def test_nbgraders_own_template_does_not_take_ours_place(release):
    """nbgrader configures a template for every exporter of HTML."""
    config = Config({"HTMLExporter": {"template_name": "feedback"}})
    told = {"nbgrader": {"assignment": "tiny", "score": 0, "max_score": 1}}
    made, _ = FeedbackExporter(config=config).from_notebook_node(rebuild(release, []), told)
    assert "default-src 'none'" in made


def test_making_a_page_leaves_the_graded_notebook_as_it_was(release, case_set):
    notebook = rebuild(release, [])
    put(notebook, nothing(case_set, "ann", "why", (), "score"))
    before = nbformat.writes(notebook)
    told = {"nbgrader": {"assignment": "tiny", "score": 0, "max_score": 1}}
    FeedbackExporter().from_notebook_node(notebook, told)
    assert nbformat.writes(notebook) == before
