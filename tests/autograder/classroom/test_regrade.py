"""A mended check, and one exercise graded again for everybody."""

import shutil
from dataclasses import replace

import nbformat
import pytest
import typer
from nbgrader.api import Gradebook

from autograder.classroom import regrade
from autograder.classroom.audit import read
from autograder.classroom.grade_class import grade_class
from autograder.classroom.workspace import stored_result
from autograder.cli import regrading
from autograder.course.course import CourseError
from tests.frame import InTurn

GRADED = ("perfect", "mistake-1", "quarter", "untouched")


@pytest.fixture
def klass(course, chapter, zygote, workspace):
    """Some students who are graded."""
    for folder in (workspace.submitted, workspace.autograded):
        for student in folder.iterdir():
            if student.is_dir() and student.name not in GRADED:
                shutil.rmtree(student)
    return Klass(course, replace(chapter, digest="mended"), zygote, workspace)


class Klass:
    """The class, after a check was mended."""

    def __init__(self, course, chapter, zygote, workspace):
        self.course, self.chapter, self.workspace = course, chapter, workspace
        self.executor = InTurn(zygote)
        self.audit = workspace.submitted.parent / "gradebook.audit.jsonl"

    def again(self, exercise="double", **options):
        options = {"executor": self.executor, **options}
        found = regrade.regrade_exercise(
            self.course, self.chapter, self.workspace, exercise, **options
        )
        assert not any(r.trouble for r in found)
        return {r.student: r for r in found}

    def results(self):
        folders = self.workspace.submissions("tiny")
        return {f.student: stored_result(self.workspace.graded(f)) for f in folders}

    def score(self, student, exercise):
        with Gradebook(self.workspace.gradebook) as book:
            return book.find_grade(exercise, "tiny", "tiny", student).auto_score

    def notebook(self, student):
        return self.workspace.submitted / student / "tiny" / "tiny.ipynb"


def test_one_exercise_again_changes_no_other_score(klass):
    before = klass.results()
    again = {"seed": 7, "why": "the check was too strict"}
    dry = klass.again(dry_run=True, **again)
    assert (dry["perfect"].before, dry["perfect"].after) == (2.0, 2.0)
    assert klass.results() == before
    # As if the check had refused a right answer.
    with Gradebook(klass.workspace.gradebook) as book:
        book.find_grade("double", "tiny", "tiny", "perfect").auto_score = 0.0
        book.find_grade("positive_mean", "tiny", "tiny", "perfect").auto_score = 1.0
        book.db.commit()
    assert not any(r.whole for r in klass.again(**again).values())
    assert klass.score("perfect", "double") == 2.0
    assert klass.score("perfect", "positive_mean") == 1.0
    last = read(klass.audit)[-1]
    assert (last["cell"], last["before"], last["after"]) == ("double", 0.0, 2.0)
    assert last["why"] == "the check was too strict"
    for student, result in klass.results().items():
        assert result["exercises"][1] == before[student]["exercises"][1]
        assert result["notes"][-1] == "double was graded again alone"
    with pytest.raises(CourseError, match="has no exercise 'triple'"):
        klass.again("triple")
    # An exercise that was not there yet would count as graded.
    for folder in klass.workspace.submissions("tiny"):
        path = klass.workspace.graded(folder)
        notebook = nbformat.read(path, as_version=4)
        notebook.metadata["lossbook"]["exercises"].pop()
        nbformat.write(notebook, path)
    with pytest.raises(CourseError, match=r"other exercises now.*lossbook grade tiny"):
        klass.again()


def test_who_handed_in_anew_is_graded_whole_and_named(klass):
    """Their other exercises were graded from answers that are gone."""
    klass.notebook("broken").parent.mkdir(parents=True)
    klass.notebook("broken").write_text("{")
    whole = klass.course, klass.chapter, klass.workspace
    grade_class(*whole, executor=klass.executor)
    before = klass.results()
    shutil.copy(klass.notebook("mistake-1"), klass.notebook("perfect"))
    shutil.copy(klass.notebook("untouched"), klass.notebook("broken"))
    extra = nbformat.read(klass.notebook("quarter"), as_version=4)
    extra.cells.append(nbformat.v4.new_code_cell("more = 1"))
    nbformat.write(extra, klass.notebook("quarter"))
    stamp = klass.notebook("untouched").with_name("timestamp.txt")
    stamp.write_text("2026-03-01 12:00:00 UTC")  # the same answers, and only a time
    anew = {"perfect", "broken", "quarter"}
    done = klass.again()
    assert {name for name, r in done.items() if r.whole} == anew
    results = klass.results()
    wanted = [e["status"] for e in before["mistake-1"]["exercises"]]
    assert [e["status"] for e in results["perfect"]["exercises"]] == wanted
    for exercise in ("double", "positive_mean"):
        assert klass.score("perfect", exercise) == klass.score("mistake-1", exercise)
    assert {line["why"] for line in read(klass.audit)} == {"handed in anew"}
    assert results["untouched"]["exercises"][1] == before["untouched"]["exercises"][1]
    # So nothing is left for a grading of the class, whose word "unchanged" is true now.
    assert not [o for o in grade_class(*whole, executor=klass.executor) if o.fresh]


def test_what_a_dry_run_has_shown_is_what_is_written(klass, zygote):
    seen = Seeds(zygote)
    shown = klass.again(dry_run=True, executor=seen)
    klass.again("positive_mean", executor=seen)  # another exercise takes nothing of it
    assert klass.again(executor=seen) == shown
    dry, other, written = seen.seeds
    assert dry == written != other
    klass.again(executor=seen, dry_run=True, seed=5)
    assert seen.seeds[-1] == 5
    klass.again(executor=seen)
    klass.again(executor=seen)
    assert seen.seeds[-2] == 5
    assert seen.seeds[-1] not in seen.seeds[:-1], "what is written is done with"


class Seeds(InTurn):
    """Grades, and remembers by which seeds."""

    def __init__(self, zygote):
        super().__init__(zygote)
        self.seeds = []

    def grade_all(self, config, submissions, stopped):
        self.seeds.append(config.seed)
        return super().grade_all(config, submissions, stopped)


@pytest.mark.parametrize("dry_run", [True, False])
def test_who_was_graded_whole_is_said_and_what_to_do_next(course, monkeypatch, capsys, dry_run):
    found = [
        regrade.Regraded("ann", 0.0, 2.0, "passed"),
        regrade.Regraded("bob", 2.0, 0.0, "failed", whole=True),
        regrade.Regraded("cid", 1.0, 1.0, "partial", "IntegrityError: no"),
    ]
    monkeypatch.setattr(regrade, "regrade_exercise", lambda *given, **options: found)
    with pytest.raises(typer.Exit) as ended:
        regrading.regrade(course, "tiny", "double", None, dry_run, "", None, True, None)
    assert ended.value.exit_code == 1
    said = " ".join("".join(capsys.readouterr()).split())
    would = "would be" if dry_run else "were"
    assert f"since they were graded, and {would} graded whole" in said
    assert "fresh inputs: bob" in said
    assert "but for those named below no other score did" in said
    assert "not stored: cid: IntegrityError: no" in said
    assert ("without --dry-run puts the same questions" in said) == dry_run
    assert ("if you mended a second check" in said) != dry_run
