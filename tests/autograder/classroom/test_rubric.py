"""Essays line by line: checked, compared, and written as scores by hand."""

import pytest
from nbgrader.api import Gradebook

from autograder.classroom.gradebook import GradebookWriter
from autograder.classroom.rubric import agreement, read_marks, store
from autograder.classroom.submission_folder import SubmissionFolder
from autograder.classroom.workspace import Workspace
from autograder.course.course import CourseError
from autograder.judging.submission import CellScores


@pytest.fixture
def read(chapter, tmp_path):
    def made(text):
        (tmp_path / "marks.yml").write_text(text)
        return read_marks(chapter, tmp_path / "marks.yml")

    return made


def test_marks_become_scores_and_comments(course, chapter, tmp_path, read):
    (tmp_path / "submitted").mkdir()
    workspace = Workspace(tmp_path / "submitted")
    with GradebookWriter(course, workspace) as book:
        book.ensure(chapter)
        ann = SubmissionFolder("ann", "tiny", tmp_path / "submitted" / "ann" / "tiny")
        book.record([(ann, CellScores({"why_double": None}, {}))])
    marked = read(
        "why_double:\n  a:\n    ann: {A reason: full, comment: Good.}\n    eve: {A reason: none}\n"
        "  b:\n    ann: {A reason: half}\n"
    )
    assert store(workspace.gradebook, chapter, marked) == [
        "eve has no submission of tiny in the gradebook"
    ]
    with Gradebook(workspace.gradebook) as book:
        grade = book.find_grade("why_double", "tiny", "tiny", "ann")
        assert (grade.score, grade.needs_manual_grade) == (1.5, False)
        comment = book.find_comment("why_double", "tiny", "tiny", "ann").comment
        assert "- A reason: full\n\nGood." in comment


def test_two_graders_are_compared_over_what_both_marked(read):
    kinds = ["full", "half", "none", "full"]
    lines = "why_double:\n"
    for grader, swap in (("a", {}), ("b", {3: "none"})):
        lines += f"  {grader}:\n"
        for number, kind in enumerate(kinds):
            lines += f"    s{number}: {{A reason: {swap.get(number, kind)}}}\n"
    (one,) = agreement(read(lines + "  c:\n    other: {A reason: full}\n"))
    assert (one.one, one.other, one.lines, one.equal) == ("a", "b", 4, 3)
    assert one.kappa == pytest.approx((0.75 - 0.3125) / (1 - 0.3125))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nothing: {}", "no essay 'nothing'; it has why_double, show_it"),
        ("why_double: {a: {ann: {}}}", "'A reason' is not marked"),
        ("why_double: {a: {ann: {A reson: full}}}", "no line 'A reson'"),
        ("why_double: {a: {ann: {A reason: most}}}", "full, half or none"),
        ("why_double: [1]", "should map names"),
        ("a: [", "is no YAML"),
    ],
)
def test_a_slip_is_named_with_its_place(read, text, said):
    with pytest.raises(CourseError, match=r"marks\.yml") as caught:
        read(text)
    assert said in str(caught.value)
