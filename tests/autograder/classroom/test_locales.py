"""All commands where names need UTF-8 and the system's locale has none.

In the C locale with Python's own remedies turned off file names are ASCII; in one of ISO 8859-1
they are something else. Whatever a command does then, it does not end in a traceback.
"""

import os
import shutil
import subprocess
import sys
import zipfile

import nbformat
import pytest

from autograder.authoring.release import ensure
from autograder.authoring.sample import answered
from autograder.classroom.workspace import Workspace
from autograder.cli.command_line import app, load_commands
from autograder.course.notebook import read_release
from tests.conftest import copy_tiny

NO_UTF_8 = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
NOTEBOOK = "work/tiny/tiny.ipynb"
# Each command with arguments; a group's by its own name.
STEPS = {
    "assemble": ["tiny"],
    "start": ["tiny", "--no-open"],
    "progress": [],
    "hint": ["double"],
    "solution": ["double", "--anyway"],
    "check": [NOTEBOOK, "double"],
    "reset": [NOTEBOOK, "double"],
    "collect": ["tiny", "Archiv ü.zip", "--from", "canvas"],
    "grade": ["tiny", "--jobs", "1"],
    "report": ["tiny", "--html", "Übersicht.html"],
    "similar": ["tiny", "--html", "Ähnlich.html"],
    "rubric": ["tiny", "Noten.yml"],
    "export": ["--to", "canvas", "--file", "Noten für alle.csv"],
    "audit": [],
    "backup": ["Sicherung ß.zip"],
    "restore": ["Sicherung ß.zip"],
    "forget": ["Zoë"],
    "sample": ["tiny"],
    "verify": ["tiny/double"],
    "lint": ["Übung.md"],
    "cards": ["Karten ö.apkg"],
    "doctor": [],
    "grade-one": ["tiny", "submitted/Zoë/tiny"],
    "new": ["chapter", "neu"],
    "package": ["learner", "--to", "Paket ü"],
}
# What runs a whole book, or until it is ended.
NOT_RUN = {"build", "serve", "course"}
# Those that ask for what is not in this small course, and say so.
REFUSED = {"rubric", "cards", "doctor", "grade-one", "package", "check", "lint", "verify"}
# Quick ones that print names, read and write them: the usual run's representatives.
QUICK = ("progress", "hint", "audit", "backup")
RUN = """
import sys
from autograder.cli import main
for step in STEPS:
    sys.argv[1:] = step
    try:
        main()
        code = 0
    except SystemExit as left:
        code = int(left.code or 0)
    print("LEFT", step[0], code, flush=True)
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = copy_tiny(tmp_path_factory.mktemp("locales") / "Übung ½")
    chapter = course.chapter("tiny")
    release = ensure(chapter)
    for student in ("Zoë", "bob"):
        submission = Workspace(course.root / "submitted").submitted / student / "tiny"
        submission.mkdir(parents=True)
        shutil.copy(release, submission / "tiny.ipynb")
    solved = answered(read_release(release), chapter, chapter.solution_source)
    with zipfile.ZipFile(course.root / "Archiv ü.zip", "w") as archive:
        archive.writestr("leeann_4001_90001_tiny.ipynb", nbformat.writes(solved))
    (course.root / "Noten.yml").write_text("why_double: {}\n", encoding="utf-8")
    (course.root / "Übung.md").write_text("The model cares about its loss, größer.\n", "utf-8")
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


def run(course, settings, names=tuple(STEPS)):
    """What the commands said, and how each ended."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
    steps = [[name, *STEPS[name]] for name in names]
    done = subprocess.run(
        [sys.executable, "-c", f"STEPS = {steps!a}\n{RUN}"],
        cwd=course.root,
        capture_output=True,
        env=environment | {"LOSSLAB_PROGRESS": "Fortschritt ü.jsonl"} | settings,
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == 0, said[-3000:]
    assert "Traceback" not in said, said[-3000:]
    left = dict(line.split()[1:] for line in said.splitlines() if line.startswith("LEFT"))
    assert set(left) == set(names)
    return said, {name: int(code) for name, code in left.items()}


def test_every_command_is_tried_or_named():
    load_commands()
    known = {c.name or c.callback.__name__ for c in app.registered_commands}
    known |= {group.name for group in app.registered_groups}
    assert known == {*STEPS, *NOT_RUN}


def test_quick_commands_work_in_the_c_locale_without_utf_8(course):
    said, left = run(course, NO_UTF_8, QUICK)
    assert left == dict.fromkeys(QUICK, 0)
    assert "Sicherung ß.zip" in said
    (course.root / "Sicherung ß.zip").unlink()


@pytest.mark.slow
@pytest.mark.parametrize("settings", [{"LC_ALL": "C"}, NO_UTF_8], ids=["C", "C without UTF-8"])
def test_all_commands_work_in_the_c_locale(course, settings):
    for name in ("Sicherung ß.zip", "solutions/neu"):
        place = course.root / name
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
    said, left = run(course, settings)
    assert {name for name, code in left.items() if code} <= REFUSED, said
    assert "Zoë" in (course.root / "Übersicht.html").read_text(encoding="utf-8")
    assert "Zoë" in (course.root / "Noten für alle.csv").read_text(encoding="utf-8")


@pytest.mark.slow
def test_in_a_locale_without_utf_8_a_folder_that_it_cannot_name_is_said(course, german):
    names = ("grade", "report", "export", "audit")
    said, left = run(course, german, names)
    assert left == dict.fromkeys(names, 0)
    assert "not graded: Zo" in said
    assert any("bob" in path.read_text("utf-8", "replace") for path in course.root.glob("*.html"))
