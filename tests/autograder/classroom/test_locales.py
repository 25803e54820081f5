"""An instructor's commands in the C locale and in one without UTF-8, with names that need it."""

import os
import shutil
import subprocess
import sys

import pytest

from autograder.authoring.release import ensure
from autograder.classroom.workspace import Workspace
from tests.conftest import copy_tiny

STEPS = (
    ["grade", "tiny", "--jobs", "1"],
    ["report", "tiny", "--html", "report.html"],
    ["report", "tiny"],
    ["export", "--to", "canvas"],
    ["audit"],
    ["backup", "kept.zip"],
)
RUN = """
import sys
from autograder.cli import main
for step in {steps!r}:
    sys.argv[1:] = step
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            raise
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = copy_tiny(tmp_path_factory.mktemp("locales") / "Übung ½")
    for student in ("Zoë", "bob"):
        submission = Workspace(course.root / "submitted").submitted / student / "tiny"
        submission.mkdir(parents=True)
        shutil.copy(ensure(course.chapter("tiny")), submission / "tiny.ipynb")
    return course


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    """Where a German locale in ISO 8859-1 lies; made here, since few machines have one."""
    folder = tmp_path_factory.mktemp("german")
    name = "de_DE.ISO-8859-1"
    command = ["localedef", "-i", "de_DE", "-f", "ISO-8859-1", str(folder / name)]
    if not shutil.which("localedef") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("localedef or its sources are not installed")
    return {"LC_ALL": name, "LANG": name, "LOCPATH": str(folder)}


def run(course, settings):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(steps=STEPS)],
        cwd=course.root,
        capture_output=True,
        env=environment | settings,
    )
    said = (done.stdout + done.stderr).decode("latin-1")
    assert done.returncode == 0, said[-3000:]
    return said


def test_the_commands_work_in_the_c_locale(course):
    assert "wrote canvas.csv" in run(course, {"LC_ALL": "C"})
    assert "Zoë" in (course.root / "report.html").read_text(encoding="utf-8")
    assert "Zoë" in (course.root / "canvas.csv").read_text(encoding="utf-8")
    (course.root / "kept.zip").unlink()


def test_in_a_locale_without_utf_8_a_folder_that_it_cannot_name_is_said(course, german):
    said = run(course, german)
    assert "wrote canvas.csv" in said
    assert "not graded: Zo" in said
    assert "bob" in (course.root / "report.html").read_text(encoding="utf-8")
