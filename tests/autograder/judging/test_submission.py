"""What a grading depends on, and nothing else, decides whether it must be done again."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.judging.submission import GradingConfig, Submission
from autograder.sandbox import Limits

CONFIG = GradingConfig(Path("/course"), "tiny", "version", 7, Limits())
SUBMISSION = Submission("ann", b"{}")


@pytest.mark.parametrize(
    "change",
    [
        {"data": b"{} "},
        {"data": None},
        {"why": "it is a link"},
        {"missing": True},
        {"stamp": "2026-03-01 12:00:00 UTC"},
        {"notes": ("lateness is not known",)},
    ],
    ids=str,
)
def test_a_submission_that_changed_must_be_graded_again(change):
    assert replace(SUBMISSION, **change).digest(CONFIG) != SUBMISSION.digest(CONFIG)


@pytest.mark.parametrize(
    "change",
    [
        {"chapter": "another"},
        {"digest": "another"},
        {"limits": Limits(cell_seconds=1.0)},
        {"walls": False},
        {"disclosure": "score"},
    ],
    ids=str,
)
def test_grading_that_changed_is_done_again(change):
    assert SUBMISSION.digest(replace(CONFIG, **change)) != SUBMISSION.digest(CONFIG)


@pytest.mark.parametrize(
    "change",
    [{"seed": 8}, {"root": Path("/elsewhere")}, {"hidden": (Path("/secret"),)}],
    ids=str,
)
def test_where_and_with_which_cases_is_no_reason_to_grade_again(change):
    assert SUBMISSION.digest(replace(CONFIG, **change)) == SUBMISSION.digest(CONFIG)


def test_whose_it_is_does_not_matter():
    assert replace(SUBMISSION, student="bob").digest(CONFIG) == SUBMISSION.digest(CONFIG)


def test_what_lies_there_is_taken_as_it_is(tmp_path):
    path = tmp_path / "tiny.ipynb"
    path.write_bytes(b"\0not a notebook")
    taken = Submission.of_file("ann", path, ("a note",))
    assert taken == Submission("ann", b"\0not a notebook", notes=("a note",))


def test_nothing_handed_in_differs_from_what_cannot_be_read(tmp_path):
    path = tmp_path / "tiny.ipynb"
    nothing = Submission.of_file("ann", path)
    assert (nothing.data, nothing.missing) == (None, True)
    path.symlink_to(tmp_path / "not there")
    dangling = Submission.of_file("ann", path)
    assert (dangling.data, dangling.missing) == (None, False)
    assert "not an ordinary file" in dangling.why


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_reason_and_no_error(tmp_path):
    path = tmp_path / "tiny.ipynb"
    path.write_bytes(b"{}")
    path.chmod(0)
    assert "denied" in Submission.of_file("ann", path).why


def test_solutions_are_hidden_wherever_a_chapter_is_graded(chapter, tmp_path):
    config = GradingConfig.of(chapter, 7, hidden=(tmp_path, chapter.course.solutions))
    assert config.hidden == (chapter.course.solutions, tmp_path)
    assert GradingConfig.of(chapter, 7).hidden == (chapter.course.solutions,)


def test_a_chapters_own_limits_hold_unless_others_are_given(chapter):
    assert GradingConfig.of(chapter, 7).limits == chapter.limits
    assert GradingConfig.of(chapter, 7, Limits(processes=9)).limits.processes == 9


def test_walls_and_full_disclosure_are_what_one_gets_without_asking(chapter):
    config = GradingConfig.of(chapter, 7)
    assert config.walls
    assert config.disclosure == "full"
    assert config.digest == chapter.digest
