"""What is handed out: all that learners need, nothing else, and the same bytes every time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.authoring import package
from autograder.authoring.package import Handout, contents, make_handout
from autograder.course.course import Course, CourseError
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The course of this repository, with a copy of its learners' folder that has been used."""
    root = tmp_path_factory.mktemp("course")
    (root / "nbgrader_config.py").write_text("")
    (root / "solutions").symlink_to(ROOT / "solutions")
    ignored = shutil.ignore_patterns("*.egg-info", "build", ".ipynb_checkpoints")
    shutil.copytree(ROOT / "exercises", root / "exercises", ignore=ignored)
    for name in ("build/lib/old.py", "losslab.egg-info/PKG-INFO", "losslab/__pycache__/x.pyc"):
        path = root / "exercises" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("left behind")
    (root / "exercises" / "physical_loss" / "mine.txt").write_text("a note")
    return Course(root)


@pytest.fixture(scope="module")
def handout(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Handout:
    with pytest.MonkeyPatch.context() as patch:  # tests of the release say that it is fresh
        patch.setattr(package, "differences", lambda chapter: [])
        return make_handout(course, tmp_path_factory.mktemp("handout"))


def test_the_zip_holds_what_learners_need_and_nothing_else(course, handout):
    held = zipfile.ZipFile(handout.zip).namelist()
    chapters = course.chapters()
    wanted = {"exercises/README.md", "exercises/pyproject.toml", "exercises/losslab/py.typed"}
    wanted |= {f"exercises/{name}/{name}.ipynb" for name in chapters}
    wanted |= {f"exercises/{name}/cases.json" for name in chapters}
    library = ROOT / "exercises" / "losslab"
    modules = [*library.rglob("*.py"), *library.glob("*/data/*"), *library.glob("*/*.json")]
    modules.append(library / "physical_loss" / "public_runs.zip")
    wanted |= {path.relative_to(ROOT).as_posix() for path in modules}
    assert held == sorted(wanted)
    assert handout.zip.name == "exercises-0.1.0.zip"
    for name in held:
        assert zipfile.ZipFile(handout.zip).read(name) == (ROOT / name).read_bytes()


def test_what_is_left_out_is_named(handout):
    assert handout.left_out == ("physical_loss/mine.txt",)


def test_the_same_files_give_the_same_bytes(course, handout, tmp_path, monkeypatch):
    monkeypatch.setattr(package, "differences", lambda chapter: [])
    for path in (course.release / "losslab").rglob("*.py"):
        os.utime(path, (2_000_000_000, 2_000_000_000))
        path.chmod(0o600)
    again = make_handout(course, tmp_path)
    assert again.zip.read_bytes() == handout.zip.read_bytes()
    assert again.wheel.read_bytes() == handout.wheel.read_bytes()


def test_what_was_handed_out_installs_elsewhere_and_imports(handout, tmp_path):
    zipfile.ZipFile(handout.zip).extractall(tmp_path)
    for source, there in ((tmp_path / "exercises", "one"), (handout.wheel, "two")):
        target = tmp_path / there
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"),
                *("--no-build-isolation", "--target", target, source),
            ],
            check=True,
        )
        ask = f"import sys; sys.path.insert(0, {str(target)!r})\n"
        ask += "import losslab; print(losslab.__file__)"
        done = subprocess.run(
            [sys.executable, "-I", "-c", ask], capture_output=True, text=True, check=True
        )
        assert Path(done.stdout.strip()).is_relative_to(target)


def copied(course: Course, tmp_path: Path) -> Course:
    (tmp_path / "solutions").symlink_to(ROOT / "solutions")
    shutil.copytree(course.release, tmp_path / "exercises")
    return Course(tmp_path)


@pytest.mark.parametrize(
    "name", ["README.md", "pyproject.toml", "physical_loss/cases.json", "losslab/digits.py"]
)
def test_a_link_in_place_of_a_file_is_refused(course, tmp_path, name):
    other = copied(course, tmp_path)
    path = other.release / name
    path.unlink()
    path.symlink_to("/etc/hostname")
    with pytest.raises(CourseError, match="is a link"):
        contents(other)


def test_a_missing_notebook_is_refused(course, tmp_path):
    other = copied(course, tmp_path)
    (other.release / "physical_loss" / "physical_loss.ipynb").unlink()
    with pytest.raises(CourseError, match=r"physical_loss\.ipynb is missing"):
        contents(other)


def test_a_chapter_that_is_not_a_fresh_release_is_refused(course, tmp_path, monkeypatch):
    monkeypatch.setattr(package, "differences", lambda chapter: [f"{chapter.name} is out of date"])
    monkeypatch.setattr(Course, "chapters", lambda course: ["physical_loss"])
    monkeypatch.setattr(Course, "chapter", lambda course, name: type("Some", (), {"name": name}))
    with pytest.raises(CourseError, match="physical_loss is out of date: run `lossbook assemble`"):
        make_handout(course, tmp_path / "there")
    assert not (tmp_path / "there").exists()
