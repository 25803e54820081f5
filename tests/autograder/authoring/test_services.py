"""Packages for grading services hold all that grading a chapter takes, and try out alike."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.sample import answered
from autograder.authoring.services import TARGETS, make_package, scripts
from autograder.cli.services import notebook_in
from autograder.course.course import Course, CourseError
from tests.conftest import ROOT, copy_tiny


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """The tiny course with the files of a checkout beside it."""
    course = copy_tiny(tmp_path_factory.mktemp("checkout") / "tiny")
    for name in ("pyproject.toml", "requirements.lock", "README.md", "LICENSE", "LICENSE-TEXT"):
        (course.root / name).write_bytes((ROOT / name).read_bytes())
    for name in ("autograder", "tools"):
        (course.root / name).symlink_to(ROOT / name)
    (course.root / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    course.release.mkdir(exist_ok=True)
    for name in ("pyproject.toml", "README.md"):
        (course.release / name).write_bytes((ROOT / "exercises" / name).read_bytes())
    return course


def test_the_scripts_are_what_the_services_look_for():
    assert set(scripts("gradescope", "tiny")) == {"setup.sh", "run_autograder"}
    assert {"entrypoint.sh", "info.json", "Containerfile"} == set(scripts("prairielearn", "tiny"))
    info = json.loads(scripts("prairielearn", "tiny")["info.json"])
    assert info["externalGradingOptions"]["timeout"] <= 600
    workflow = scripts("github", "tiny")[".github/workflows/grade-tiny.yml"]
    assert "${{ hashFiles('requirements.lock') }}" in workflow
    compile(scripts("github", "tiny")["classroom50/autograder.py"], "autograder.py", "exec")
    assert "USER grader" in scripts("image", "tiny")["Containerfile"]


def test_where_a_service_gives_a_folder_to_root_alone_the_grader_is_root():
    """PrairieLearn's host mounts /grade with mode 700: another user could write no result."""
    assert "\nUSER" not in scripts("prairielearn", "tiny")["Containerfile"]


@pytest.mark.parametrize("target", TARGETS)
def test_every_script_is_one_that_a_shell_reads(target):
    for name, text in scripts(target, "tiny").items():
        if text.startswith("#!"):
            done = subprocess.run(["bash", "-n"], input=text, text=True, capture_output=True)
            assert not done.returncode, f"{name}: {done.stderr}"


def test_a_service_that_is_not_known_is_refused(checkout):
    with pytest.raises(CourseError, match="there are: gradescope"):
        scripts("moodle", "tiny")


def test_a_file_that_a_package_needs_is_named(tmp_path):
    course = copy_tiny(tmp_path / "tiny")
    with pytest.raises(CourseError, match="made in a checkout"):
        make_package(course, "image", "tiny", tmp_path)


class Submitted:
    """What Gradescope lays out, with one notebook handed in."""

    def __init__(self, at: Path, packed: Path):
        self.at = at
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(at / "source")
        (at / "submission").mkdir()

    def run(self):
        program = str(Path(sys.executable).with_name("lossbook"))
        environment = os.environ | {"AUTOGRADER": str(self.at), "LOSSBOOK": program}
        script = self.at / "source" / "run_autograder"
        done = subprocess.run(["bash", script], env=environment, capture_output=True)
        assert not done.returncode, done.stderr[-3000:]
        return json.loads((self.at / "results" / "results.json").read_text())


def test_a_submission_is_graded_as_the_service_does_it(checkout, chapter, release, tmp_path):
    made = make_package(checkout, "gradescope", "tiny", tmp_path)
    layout = Submitted(tmp_path / "autograder", made)
    right = answered(release, chapter, chapter.solution_source)
    nbformat.write(right, layout.at / "submission" / "tiny (1).ipynb")
    results = layout.run()
    assert results["score"] == 5
    assert {test["status"] for test in results["tests"]} == {"passed"}


def test_a_notebook_is_found_where_learners_put_it(tmp_path):
    assert notebook_in(tmp_path, "tiny") == tmp_path / "tiny.ipynb"
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "mine.ipynb").touch()
    assert notebook_in(tmp_path, "tiny") == inner / "mine.ipynb"
    (inner / "tiny.ipynb").touch()
    assert notebook_in(tmp_path, "tiny") == inner / "tiny.ipynb"
    (tmp_path / "link").symlink_to("/")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "tiny.ipynb").touch()
    assert notebook_in(tmp_path, "tiny") == tmp_path / "tiny.ipynb", "two are none"


def test_what_the_settings_name_beside_them_is_packed_and_nothing_else(checkout, tmp_path):
    root = tmp_path / "checkout"
    shutil.copytree(checkout.root, root, symlinks=True)
    course = Course(root)
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(
            '\nsys.path.append(c.CourseDirectory.root)\nimport ours\nc.Some.names = ["x"]\n'
        )
        config.write('c.AssignLatePenalties.plugin_class = "late.TenthADay"\n')
    (root / "late.py").write_text("import calendar_of_ours\n\n\nclass TenthADay: ...\n")
    (root / "calendar_of_ours.py").write_text("HOLIDAYS = []\n")
    (root / "ours").mkdir()
    (root / "ours" / "__init__.py").write_text("from ours import settings\n")
    (root / "ours" / "settings.py").touch()
    (root / "marks.py").write_text("# nobody names it\n")
    for target in TARGETS:
        with zipfile.ZipFile(make_package(course, target, "tiny", tmp_path)) as archive:
            top = {n for n in archive.namelist() if n.endswith(".py") and n.count("/") < 2}
        named = {"nbgrader_config.py", "late.py", "calendar_of_ours.py"}
        assert {n for n in top if "/" not in n} == named, target
        assert {"ours/__init__.py", "ours/settings.py"} <= top
    (root / "late.py").write_text("class")
    with pytest.raises(CourseError, match=r"late\.py is no Python"):
        make_package(course, "image", "tiny", tmp_path)
