"""A mended check, and one exercise graded again for everybody."""

import pytest
from nbgrader.api import Gradebook

from autograder.authoring.sample import sample_class
from autograder.classroom.audit import read
from autograder.classroom.grade_class import grade_class
from autograder.classroom.regrade import regrade_exercise
from autograder.classroom.workspace import Workspace, stored_result
from autograder.course.course import CourseError
from tests.conftest import QUICK, SEED, copy_tiny


def test_one_exercise_again_changes_no_other_score(tmp_path):
    course = copy_tiny(tmp_path / "tiny")
    chapter = course.chapter("tiny")
    workspace = Workspace(course.root / "submitted")
    sample_class(course, chapter, workspace.submitted)
    for student in workspace.submitted.iterdir():
        if student.name not in ("perfect", "mistake-1", "quarter"):
            for file in (student / "tiny").iterdir():
                file.unlink()
    grade_class(course, chapter, workspace, 1, seed=SEED, limits=QUICK)
    before = {f.student: stored_result(workspace.graded(f)) for f in workspace.submissions("tiny")}
    checks = course.solutions / "tiny" / "double" / "checks.py"
    checks.write_text(checks.read_text().replace("points=2", "points=2", 1) + "\n# mended\n")
    mended = course.chapter("tiny")
    again = {"seed": SEED + 1, "why": "the check was too strict"}
    dry = regrade_exercise(course, mended, workspace, "double", dry_run=True, **again)
    assert {r.student: (r.before, r.after) for r in dry}["perfect"] == (2.0, 2.0)
    assert {
        f.student: stored_result(workspace.graded(f)) for f in workspace.submissions("tiny")
    } == before
    # As if the check had refused a right answer.
    with Gradebook(workspace.gradebook) as book:
        book.find_grade("double", "tiny", "tiny", "perfect").auto_score = 0.0
        book.find_grade("positive_mean", "tiny", "tiny", "perfect").auto_score = 1.0
        book.db.commit()
    done = regrade_exercise(course, mended, workspace, "double", **again)
    assert not any(r.trouble for r in done)
    with Gradebook(workspace.gradebook) as book:
        assert book.find_grade("double", "tiny", "tiny", "perfect").auto_score == 2.0
        assert book.find_grade("positive_mean", "tiny", "tiny", "perfect").auto_score == 1.0
    last = read(course.root / "gradebook.audit.jsonl")[-1]
    assert (last["cell"], last["before"], last["after"]) == ("double", 0.0, 2.0)
    assert last["why"] == "the check was too strict"
    for folder in workspace.submissions("tiny"):
        result = stored_result(workspace.graded(folder))
        old = before[folder.student]
        assert result["exercises"][1] == old["exercises"][1]
        if folder.notebook.exists():
            assert result["notes"][-1] == "double was graded again alone"
    with pytest.raises(CourseError, match="has no exercise 'triple'"):
        regrade_exercise(course, mended, workspace, "triple")
