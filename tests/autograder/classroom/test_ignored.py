"""Git leaves out of commits what the guides tell to write into the course's folder."""

import re
import shutil
import subprocess

import pytest

from autograder.classroom.exporters import EXPORTS
from tests.conftest import ROOT

GUIDES = ("teaching.md", "teaching_data.md", "teaching_lms.md", "teaching_hub.md", "scaling.md")
KINDS = "csv|xls|xlsx|zip|html|yml|json|jsonl|db"
# What belongs into a commit, or is a file within another folder or archive.
NOT_OF_A_CLASS = {"results.json"}
# What commands write without being told a name.
UNASKED = (
    "grades-20260301-120000.csv",
    "gradebook.db-journal",
    "gradebook.db.2026-03-01T12-00-00.000000Z",
    "before-restore-20260301-120000-000000/gradebook.db",
    "submitted/ann/tiny/tiny.ipynb",
    "downloaded/tiny/replaced/ann/1/tiny.ipynb",
    "gradescope/ann/results.json",
)


def told() -> set[str]:
    """The names of files that commands, listings and tables of the guides have."""
    text = "\n".join((ROOT / "book" / name).read_text(encoding="utf-8") for name in GUIDES)
    blocks = re.findall(r"```(?:console|yaml|bash)\n(.*?)```", text, re.DOTALL)
    code = "\n".join(blocks + re.findall(r"`([^`\n]+)`", text))
    names = re.findall(rf"(?<![\w/.…*-])[\w-]+(?:\.[\w-]+)*\.(?:{KINDS})\b(?![-.\w…(])", code)
    folders = re.findall(r"--to (\w+)$", code, re.MULTILINE)
    kept = {f"{name}/kept.txt" for name in folders if name not in EXPORTS}
    return {*names, *kept} - NOT_OF_A_CLASS


def test_what_a_guide_tells_to_write_is_left_out_of_commits(tmp_path):
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    exports = {plugin().default for plugin in EXPORTS.values()}
    names = sorted({*told(), *UNASKED, *exports} - {"gradescope"})  # it is a folder
    assert {"report.html", "marks.yml", "worksheet.csv", "handout/kept.txt"} <= set(names)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    asked = ["git", "-C", tmp_path, "check-ignore", "--stdin"]
    found = subprocess.run(asked, input="\n".join(names), text=True, capture_output=True)
    assert set(names) - set(found.stdout.splitlines()) == set()


def test_nothing_that_git_leaves_out_is_in_the_course(tmp_path):
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no clone")
    asked = ["git", "-C", ROOT, "ls-files", "--cached", "--ignored", "--exclude-standard"]
    assert subprocess.run(asked, text=True, capture_output=True, check=True).stdout == ""
