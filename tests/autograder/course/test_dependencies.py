"""Whoever depends on a file notices when it changes."""

import os
import shutil

import pytest

from autograder.authoring.release import ensure
from autograder.course import dependencies
from autograder.course.course import Course, CourseError
from autograder.course.dependencies import code, digest, files_below, preload, sources
from tests.conftest import ROOT, SEED, copy_tiny

KINDS = [
    "nbgrader_config.py",
    "solutions/tiny/exercise.md",
    "solutions/tiny/shared.py",
    "solutions/tiny/double/reference.py",
    "solutions/tiny/double/checks.py",
    "solutions/tiny/double/mutants.py",
    "solutions/tiny/double/discussion.md",
    "solutions/tiny/double/deeper/table.csv",
    "solutions/tiny/why_double/rubric.py",
    "solutions/tiny/why_double/task.md",
]


@pytest.fixture
def copied(tmp_path):
    return copy_tiny(tmp_path / "tiny")


@pytest.mark.parametrize("name", KINDS)
def test_a_change_of_any_file_of_the_chapter_is_noticed(copied, name):
    before = digest(sources(copied, "tiny"))
    path = copied.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write("\n")
    assert digest(sources(copied, "tiny")) != before


def test_the_release_is_made_anew_when_a_file_of_an_exercise_has_changed(copied):
    first = ensure(copied.chapter("tiny")).read_text()
    path = copied.solutions / "tiny" / "double" / "checks.py"
    path.write_text(path.read_text().replace("Double it", "Double it well"))
    assert "Double it well" in ensure(copied.chapter("tiny")).read_text() != first


def test_a_file_that_is_moved_into_a_subfolder_is_still_seen(tmp_path):
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "deep" / "deeper" / "module.py").write_text("x = 1\n")
    assert list(dict(files_below(tmp_path, "here"))) == ["here/deep/deeper/module.py"]


def test_what_tools_leave_behind_is_not_seen(tmp_path):
    for name in ("__pycache__/a.pyc", ".ipynb_checkpoints/a.ipynb", ".hidden"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    assert dict(files_below(tmp_path, "here")) == {}


@pytest.mark.parametrize(
    "name",
    [
        "losslab/checking.py",
        "losslab/values/plain.py",
        "losslab/physical_loss/probes.py",
        "autograder/plugin.py",
        "autograder/judging/judge.py",
        "autograder/judging/templates/lossbook/index.html.j2",
        "autograder/sandbox/seccomp.py",
    ],
)
def test_a_grade_depends_on_losslab_and_the_engine_at_any_depth(name):
    assert name in code()


def test_where_the_files_lie_does_not_matter(copied, course):
    assert digest(sources(copied, "tiny")) == digest(sources(course, "tiny"))
    assert copied.chapter("tiny").digest == course.chapter("tiny").digest


def test_two_files_do_not_pass_for_one(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"ab")
    other.write_bytes(b"")
    before = digest({"a": one, "b": other})
    one.write_bytes(b"a")
    other.write_bytes(b"b")
    assert digest({"a": one, "b": other}) != before


def test_a_change_is_noticed_whatever_time_the_file_bears(tmp_path, monkeypatch):
    """What was read before is taken for a file only while the system says that it is the same."""
    monkeypatch.setattr(dependencies, "SETTLED_NS", -1)
    path = tmp_path / "module.py"
    path.write_text("x = 1\n")
    times = path.stat()
    before = digest({"a": path})
    assert digest({"a": path}) == before
    path.write_text("x = 2\n")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert digest({"a": path}) != before


def test_a_file_that_has_just_changed_is_read_again(tmp_path, monkeypatch):
    """A clock may tick so slowly that two changes bear one time."""
    path = tmp_path / "module.py"
    path.write_text("x = 1\n")
    digest({"a": path})
    assert path not in dependencies._read
    monkeypatch.setattr(dependencies, "SETTLED_NS", -1)
    digest({"a": path})
    assert path in dependencies._read


def test_a_process_whose_code_has_changed_on_disk_refuses(copied, monkeypatch):
    monkeypatch.setattr(dependencies, "_AT_START", "another state")
    with pytest.raises(CourseError, match="start it again"):
        copied.chapter("tiny")


def test_a_process_that_lives_long_loads_a_changed_chapter_anew(copied):
    assert copied.chapter("tiny").exercise("double").title == "Double it"
    path = copied.solutions / "tiny" / "double" / "checks.py"
    path.write_text(path.read_text().replace("Double it", "Double it well"))
    assert copied.chapter("tiny").exercise("double").title == "Double it well"


def test_what_a_chapter_preloads_is_its_part_of_losslab_and_torch_where_it_speaks_of_it(course):
    real = Course.find(ROOT)
    for chapter, torch in (("training_stories", ["torch"]), ("grader_as_loss", [])):
        folder = ROOT / "exercises" / "losslab" / chapter
        names = {p.stem for p in folder.glob("[!_]*.py")}
        assert preload(real, chapter) == (
            *torch,
            *(f"losslab.{chapter}.{n}" for n in sorted(names)),
        )
    assert preload(course, "tiny") == ("torch",)


def test_a_seed_gives_the_same_cases_in_every_copy(copied, chapter):
    from losslab.values.packed import pack

    from autograder.judging.case_set import CaseSet

    shutil.rmtree(copied.root / "build", ignore_errors=True)
    there = copied.chapter("tiny")
    for name in ("double", "positive_mean"):
        mine = CaseSet(chapter, SEED).cases(chapter.exercise(name))
        theirs = CaseSet(there, SEED).cases(there.exercise(name))
        assert [pack(list(c.args)) for c in mine] == [pack(list(c.args)) for c in theirs]
