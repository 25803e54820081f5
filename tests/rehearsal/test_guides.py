"""The guides' commands, typed as they stand there, on a small course in a temporary folder.

Each ``console`` block of the guides is read; every command in it is run, or named below with the
reason why not. The chapters and exercises of the guides become those of the small course.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from autograder.authoring.release import ensure
from autograder.authoring.sample import answered, sample_class
from autograder.course.course import Course
from autograder.course.notebook import read_release
from tests.conftest import ROOT, copy_tiny
from tests.rehearsal.hub import EXCHANGE_MODE

pytestmark = pytest.mark.skipif(
    not os.environ.get("LOSSBOOK_REHEARSAL"), reason="takes minutes: .ci/rehearse runs it"
)
GUIDES = ("teaching.md", "teaching_data.md", "teaching_lms.md", "teaching_hub.md")
SMALL = {
    "physical_loss": "tiny",
    "grader_as_loss": "tiny",
    "stable_ce": "double",
    "homework_story": "why_double",
}
# Commands that would change the machine and not the course, or that the tests' own set-up is.
NOT_RUN = {
    "git clone ": "the course is a copy of this checkout",
    "cd loss-precisely": "the course is a copy of this checkout",
    "make setup": "the environment is that of the tests",
    'export PATH="': "the environment is that of the tests",
    "pip install torch ": "the environment is that of the tests",
    "pip install nbgrader": "the environment is that of the tests",
    "mkdir -p /srv/": "an exchange for all accounts: test_rehearsal.py makes one",
    "chmod 1777 /srv/": "an exchange for all accounts: test_rehearsal.py makes one",
    "mkdir -p ~/.jupyter": "test_rehearsal.py does it for an account of its own",
    "ln -s ~/course/": "test_rehearsal.py does it for an account of its own",
    "chmod go= ~/course": "test_rehearsal.py does it for an account of its own",
    "jupyter server extension disable": "changes the environment of the tests",
    "jupyter labextension disable": "changes the environment of the tests",
}
NAMES = {
    "canvas": "leeann_4001_90001_tiny.ipynb",
    "moodle": "Ann Lee_311_assignsubmission_file/tiny.ipynb",
    "blackboard": "Week 1_eve_attempt_2026-02-01-13-00-00_tiny.ipynb",
    "brightspace": "77-1234 - Ann Lee - Feb 1, 2026 1_00 PM/tiny.ipynb",
}
LISTS = {
    "worksheet.csv": "Identifier,Full name\nParticipant 311,Ann Lee\n",
    "canvas_export.csv": "Student,ID,SIS User ID,SIS Login ID,Section\nLee,4001,,ann,1\n",
    "gradecenter.xls": "Last Name\tFirst Name\tUsername\nLee\tAnn\tann\n",
    "grades.csv": "OrgDefinedId,Username,End-of-Line Indicator\n#77,#ann,#\n",
}
MARKS = """
why_double:
  grader-a:
    ann:
      A reason: half
      comment: Say why the second step follows.
"""


def commands(guide: str) -> list[str]:
    text = (ROOT / "book" / guide).read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def small(command: str) -> str:
    for name, ours in SMALL.items():
        command = command.replace(name, ours)
    return command


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Course:
    """The small course, with what an instructor has beside it when a guide begins."""
    folder = tmp_path_factory.mktemp("guides")
    made = copy_tiny(folder / "course")
    shutil.copytree(ROOT / "exercises" / "losslab", made.root / "exercises" / "losslab")
    for file in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / "exercises" / file, made.root / "exercises")
    for file in ("LICENSE", "LICENSE-TEXT"):
        shutil.copy(ROOT / file, made.root)
    (folder / "exchange").mkdir()
    (folder / "exchange").chmod(EXCHANGE_MODE)
    with (made.root / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.Exchange.root = {str(folder / 'exchange')!r}\n")
    for name, text in LISTS.items():
        wide = name.endswith(".xls")
        (made.root / name).write_text(text, encoding="utf-16" if wide else "utf-8")
    (made.root / "marks.yml").write_text(MARKS)
    return made


def hand_in(course: Course) -> None:
    """A class hands in, Ann among them."""
    folder = course.root / "submitted"
    sample_class(course, course.chapter("tiny"), folder)
    for name in ("crashes", "loops"):
        shutil.rmtree(folder / name)
    shutil.copytree(folder / "perfect", folder / "ann")


def archives(course: Course, command: str) -> None:
    """What the next command of the guide collects from."""
    chapter = course.chapter("tiny")
    solved = answered(read_release(ensure(chapter)), chapter, chapter.solution_source)
    found = re.search(r"lossbook collect tiny (\S+) --from (\w+)", command)
    name, system = found.groups() if found else ("", "blackboard")
    place = course.root / (name or "downloaded/tiny/archive/submissions.zip")
    place.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(place, "w") as archive:
        # zip_collect refuses to write over what `lossbook collect` has taken.
        file = NAMES[system] if name else NAMES[system].replace("_eve_", "_fay_")
        archive.writestr(file, nbformat.writes(solved))


def typed(course: Course, command: str) -> str:
    tools = str(Path(sys.executable).parent)
    done = subprocess.run(
        ["bash", "-ec", command],
        cwd=course.root,
        env=os.environ | {"PATH": tools + os.pathsep + os.environ["PATH"]},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, f"$ {command}\n{done.stdout[-4000:]}"
    return done.stdout


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_of_a_guide_does_what_it_is_typed_for(course, guide):
    done = 0
    for command in map(small, commands(guide)):
        if command.startswith(tuple(NOT_RUN)):
            continue
        if command.startswith("lossbook restore"):
            (kept,) = sorted(course.root.glob("backup-*.zip"))[-1:]
            command = f"lossbook restore {kept.name}"
        if ("collect tiny" in command and "lossbook" in command) or "zip_collect" in command:
            archives(course, command)
        said = typed(course, command)
        if command == "nbgrader collect tiny":
            hand_in(course)
        if command.startswith("lossbook export"):
            assert "wrote" in said
        done += 1
    assert done or guide == "teaching_hub.md"


def test_nothing_is_left_out_that_no_guide_says():
    """A reason without a command would hide that a guide has changed."""
    every = [command for guide in GUIDES for command in commands(guide)]
    unused = [start for start in NOT_RUN if not any(c.startswith(start) for c in every)]
    assert unused == []
