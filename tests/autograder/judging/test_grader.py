"""Bytes in, graded notebook out, whatever the bytes are."""

import json

import nbformat
import pytest
from nbgrader.utils import determine_grade

from autograder.authoring.sample import answered
from autograder.course.notebook import is_check, rebuild
from autograder.judging.case_set import CaseSet
from autograder.judging.grader import Grader, file_of
from autograder.judging.submission import GradingConfig, Submission
from tests.conftest import QUICK, SEED


@pytest.fixture(scope="module")
def grader(chapter, release, zygote):
    """A grader that takes its learners from the warm process of all tests."""
    made = Grader(GradingConfig.of(chapter, SEED, QUICK), CaseSet(chapter, SEED), release)
    made._zygote = zygote
    return made


@pytest.fixture
def handed_in(release, chapter):
    def hand_in(student="ann", **answers):
        def write(exercise):
            return answers.get(exercise.id, chapter.solution_source(exercise))

        notebook = answered(release, chapter, write)
        return Submission(student, nbformat.writes(notebook, version=4).encode())

    return hand_in


def test_what_comes_out_can_be_sent_stored_and_read_by_nbgrader(grader, handed_in):
    graded = grader.grade(handed_in(double="def double(x):\n    return 2.0 * x if x < 99 else x"))
    notebook = nbformat.reads(graded.notebook.decode(), as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    scores = {
        cell.metadata.nbgrader["grade_id"]: determine_grade(cell)[0]
        for cell in notebook.cells
        if is_check(cell)
    }
    assert scores == {"double": 1.0, "positive_mean": 3.0}
    assert notebook.metadata["lossbook"] == graded.result
    assert graded.result["score"] == 4.0


def test_the_gradebook_is_told_what_nbgrader_would_find(grader, handed_in):
    graded = grader.grade(handed_in())
    assert graded.cell_scores.scores["double"] == 2.0
    assert graded.cell_scores.scores["why_double"] is None, "a person must decide"
    assert graded.cell_scores.untouched["why_double"] is False


def test_an_untouched_essay_needs_no_person(grader, release):
    data = nbformat.writes(release, version=4).encode()
    scores = grader.grade(Submission("ann", data)).cell_scores
    assert scores.untouched["why_double"] is True
    assert scores.scores["why_double"] == 0.0
    assert scores.untouched["double-answer"] is True
    assert scores.untouched["show_it"] is True
    assert scores.scores["show_it"] == 0.0


def test_a_task_that_was_answered_in_cells_of_ones_own_needs_a_person(grader, release):
    notebook = nbformat.reads(nbformat.writes(release, version=4), as_version=4)
    task = next(i for i, c in enumerate(notebook.cells) if "show_it" in str(c.metadata))
    notebook.cells.insert(task + 1, nbformat.v4.new_markdown_cell("Here it is."))
    scores = grader.grade(Submission("ann", nbformat.writes(notebook).encode())).cell_scores
    assert scores.untouched["show_it"] is False
    assert scores.scores["show_it"] is None


@pytest.mark.parametrize("data", [b"", b"\0\xff", b"[]", b'{"cells": 1}', b"[" * 10**5], ids=len)
def test_what_is_no_notebook_earns_nothing_and_says_why(grader, data):
    graded = grader.grade(Submission("ann", data))
    assert (graded.result["score"], graded.result["max_score"]) == (0.0, 5.0)
    assert "is not a notebook" in graded.result["notes"][0]
    assert {e["status"] for e in graded.result["exercises"]} == {"error"}
    cells = ("double", "positive_mean", "why_double", "show_it")
    assert graded.cell_scores.scores == dict.fromkeys(cells, 0.0)


def test_a_submission_that_is_missing_tells_the_gradebook_so(grader):
    graded = grader.grade(Submission("ann", None, "there is none", missing=True))
    assert graded.cell_scores is None
    assert graded.result["notes"] == ["there is none"]
    unreadable = grader.grade(Submission("ann", None, "it is a link"))
    assert unreadable.cell_scores is not None


def test_a_defect_of_ours_costs_one_submission_and_is_named(grader, handed_in, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("ours")

    with monkeypatch.context() as patch:
        patch.setattr("autograder.judging.grading.judge", fail)
        graded = grader.grade(handed_in())
    assert graded.result["score"] == 0
    assert "ZeroDivisionError: ours" in graded.result["notes"][0]
    assert grader.grade(handed_in()).result["score"] == 5, "the next one is graded as usual"


def test_notes_of_a_submission_stand_in_its_result(grader, handed_in):
    submission = Submission("ann", handed_in().data, notes=("lateness is not known",))
    assert "lateness is not known" in grader.grade(submission).result["notes"]
    submission = Submission("ann", b"", notes=("lateness is not known",))
    assert grader.grade(submission).result["notes"][-1] == "lateness is not known"


def test_a_result_says_what_it_was_made_from(grader, handed_in):
    submission = handed_in()
    assert grader.grade(submission).result["digest"] == submission.digest(grader.config)
    assert grader.grade(submission).result["seed"] == SEED


def test_a_students_name_may_be_no_text_at_all(grader):
    graded = grader.grade(Submission("b\udcff", b""))
    assert json.loads(graded.notebook)["metadata"]["lossbook"]["student"] == "b\udcff"


def test_the_file_has_the_content_that_nbformat_writes(release):
    ours = file_of(rebuild(release, []))
    theirs = nbformat.writes(rebuild(release, []), version=4)
    assert json.loads(ours) == json.loads(theirs)
    assert ours.endswith(b"\n")
