"""What instructors do in a hurry: each gets a clear sentence, and nothing is lost."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import PyFileConfigLoader

from autograder import cli
from autograder.classroom import audit
from autograder.classroom.audit import Change
from autograder.classroom.backup import make_backup, restore_backup
from autograder.classroom.collect import collect
from autograder.classroom.exporters import EXPORTS
from autograder.classroom.extensions import allowance
from autograder.classroom.gradebook import GradebookWriter
from autograder.classroom.lms import system
from autograder.classroom.run import Run
from autograder.classroom.submission_folder import NAME, SubmissionFolder
from autograder.classroom.workspace import Workspace
from autograder.cli import instructors
from autograder.course.course import Course, CourseError
from tests.conftest import ROOT, copy_tiny

CHANGE = Change("ann", "tiny", "double", "auto_score", 1.0, 2.0)


@pytest.fixture
def klass(workspace):
    """The folder of a graded class; it is a course as far as these commands ask."""
    root = workspace.submitted.parent
    shutil.copy(ROOT / "nbgrader_config.py", root)
    (root / "solutions" / "tiny").mkdir(parents=True)
    (root / "solutions" / "tiny" / "exercise.md").write_text("")
    return root


@pytest.fixture
def lossbook(klass, monkeypatch, capsys):
    """Types a command in that folder; its exit code and what it said."""
    monkeypatch.chdir(klass)

    def typed(*words):
        monkeypatch.setattr(sys, "argv", ["lossbook", *map(str, words)])
        try:
            cli.main()
            code = 0
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out + said.err

    return typed


def scores_in(path):
    with closing(sqlite3.connect(path)) as book:
        return sorted(book.execute("SELECT id, auto_score, manual_score FROM grade").fetchall())


# --- gradebooks that cannot be written ----------


def test_a_gradebook_that_somebody_else_writes_to_is_said_with_what_to_do(
    course, chapter, workspace
):
    path = workspace.submitted.parent / "gradebook.db"
    before = scores_in(path)
    at_once = type(workspace)(workspace.submitted, f"{workspace.gradebook}?timeout=0")
    perfect = SubmissionFolder("perfect", "tiny", workspace.submitted / "perfect" / "tiny")
    with closing(sqlite3.connect(path)) as other, GradebookWriter(course, at_once) as book:
        book.ensure(chapter)
        book.graded_cells("tiny")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CourseError, match="somebody else is writing to it, formgrader"):
            book.record([(perfect, None)])
    assert scores_in(path) == before


def test_where_a_gradebook_may_only_be_read_nothing_of_a_student_is_deleted(
    klass, lossbook, monkeypatch
):
    """As an ordinary user, whom root's rights do not help."""
    assert lossbook("forget", "perfect")[0] == 0  # and all is imported that may be root's
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        there = Path(folder) / "class"
        shutil.copytree(klass, there)
        before = scores_in(there / "gradebook.db")
        monkeypatch.setattr(Course, "find", lambda: Course(there))
        places = (there / "gradebook.db", there, Path(folder))
        for path in places:
            path.chmod(0o555 if path.is_dir() else 0o444)
        user = os.geteuid()
        try:
            if user == 0:
                os.seteuid(65534)
            code, said = lossbook("forget", "perfect", "--delete")
        finally:
            os.seteuid(user)
            for path in reversed(places):
                path.chmod(0o755 if path.is_dir() else 0o644)
        assert code == 2, said
        assert "give yourself the right to write to it" in said
        assert scores_in(there / "gradebook.db") == before
        assert (there / "submitted" / "perfect").is_dir()


def test_what_the_audit_cannot_be_told_of_is_not_changed(course, chapter, workspace):
    """/dev/full is a disk without room."""
    path = workspace.submitted.parent / "gradebook.db"
    before = scores_in(path)
    perfect = SubmissionFolder("perfect", "tiny", workspace.submitted / "perfect" / "tiny")
    with GradebookWriter(course, workspace) as book:
        book.ensure(chapter)
        book.audit.unlink(missing_ok=True)
        book.audit.symlink_to("/dev/full")
        with pytest.raises(CourseError, match="no score was changed; make room"):
            book.record([(perfect, None)])
        assert scores_in(path) == before
        book.audit.unlink()
        assert book.record([(perfect, None)]) == [""]
    assert scores_in(path) != before
    assert audit.read(book.audit)[-1]["student"] == "perfect"


def test_an_audit_whose_last_line_was_cut_is_gone_on_with_below_it(tmp_path):
    path = tmp_path / "gradebook.audit.jsonl"
    audit.record(path, [CHANGE])
    with path.open("ab") as file:
        file.write(b'{"time": "2026-')
    audit.record(path, [CHANGE])
    assert len(audit.read(path)) == 2
    assert audit.check(path) == ["line 2 cannot be read"]


def test_a_full_disk_leaves_gradebook_audit_and_backups_whole(course, chapter, klass, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if os.getuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    try:
        there = disk / "class"
        shutil.copytree(klass, there)
        before = scores_in(there / "gradebook.db")
        subprocess.run(["dd", "if=/dev/zero", f"of={disk / 'ballast'}"], capture_output=True)
        with pytest.raises(CourseError, match="No space left"):
            make_backup(Course(there), _at(there))
        assert list(there.glob("*backup*")) == []
        entries = [
            (SubmissionFolder(f"new{number}", "tiny", there / "none"), None)
            for number in range(100)
        ]
        with (
            GradebookWriter(course, _at(there)) as book,
            pytest.raises(CourseError, match="make room"),
        ):
            book.record(entries)
        assert scores_in(there / "gradebook.db") == before
        (disk / "ballast").unlink()
        with GradebookWriter(course, _at(there)) as book:
            assert book.record(entries) == [""] * 100
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _at(root):
    return Workspace(root / "submitted")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "make room on the disk"),
        (errno.EACCES, "give yourself the right"),
        (errno.EROFS, "name a place that can be written to"),
        (errno.ENAMETOOLONG, "give it a shorter name"),
        (errno.ENOENT, "look whether the name is right"),
    ],
)
def test_what_a_disk_refuses_is_one_sentence_in_every_command(lossbook, monkeypatch, number, said):
    from autograder.classroom import backup

    def refused(*arguments):
        raise OSError(number, os.strerror(number), "some/file")

    monkeypatch.setattr(backup, "make_backup", refused)
    code, told = lossbook("backup")
    assert code == 2
    assert f"some/file: {os.strerror(number)}; {said}" in told


# --- files that are there already ----------


def test_an_export_keeps_the_file_that_it_would_replace(klass, lossbook):
    grades = klass / "grades.csv"
    grades.write_text("my own notes")
    code, said = lossbook("export", "--to", "csv")
    (kept,) = klass.glob("grades-*.csv")
    assert (code, kept.read_text()) == (0, "my own notes")
    assert f"it is kept as {kept.name}" in said.replace("\n", " ")
    fresh = grades.read_bytes()
    assert lossbook("export", "--to", "csv")[0] == 0
    assert grades.read_bytes() == fresh
    assert len([*klass.glob("grades-*.csv")]) == 1, "the same again is no other file"


def test_a_class_list_that_the_export_would_be_written_over_is_kept(klass, lossbook):
    roster = "Student,ID,SIS User ID,SIS Login ID,Section\nLee,1,,perfect,\n"
    (klass / "canvas.csv").write_text(roster)
    assert lossbook("export", "--to", "canvas", "--roster", "canvas.csv")[0] == 0
    (kept,) = klass.glob("canvas-*.csv")
    assert kept.read_text() == roster
    assert "Points Possible" in (klass / "canvas.csv").read_text()


def test_an_export_to_a_device_moves_no_device(klass, lossbook):
    before = os.lstat("/dev/stdout")
    (klass / "out").symlink_to("/dev/null")
    assert lossbook("export", "--to", "csv", "--file", "out")[0] == 0
    assert (klass / "out").is_symlink()
    assert lossbook("export", "--to", "csv", "--file", "/dev/null")[0] == 0
    assert os.lstat("/dev/stdout") == before
    assert not [*Path("/dev").glob("null-*")]


def test_an_export_into_nowhere_and_onto_a_folder_is_said(klass, lossbook):
    code, said = lossbook("export", "--file", "none/grades.csv")
    assert code == 2
    assert "there is no folder none to write grades.csv into" in said.replace("\n", " ")
    assert "is a folder: say which file" in lossbook("export", "--file", "submitted")[1]
    code, said = lossbook("export", "--to", "gradescope", "--file", "gs")
    assert (code, (klass / "gs" / "tiny" / "perfect" / "results.json").is_file()) == (0, True)
    (klass / "gs" / "mine.txt").write_text("mine")
    assert lossbook("export", "--to", "gradescope", "--file", "gs")[0] == 0
    assert [path.read_text() for path in klass.glob("gs-*/mine.txt")] == ["mine"]


def test_a_list_into_which_canvas_has_imported_twice_is_said(klass):
    roster = klass / "list.csv"
    roster.write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,tiny (881),tiny (902)\nLee,1,,perfect,,,\n"
    )
    plugin = EXPORTS["canvas"](to=str(klass / "out.csv"), roster=str(roster))
    with Gradebook(f"sqlite:///{klass / 'gradebook.db'}") as book:
        plugin.export(book)
    assert (klass / "out.csv").read_text().splitlines()[0].endswith(",tiny (902)")
    assert any("2 columns of tiny: tiny (881), tiny (902)" in note for note in plugin.notes)


# --- restoring ----------


def test_restoring_over_a_newer_gradebook_says_how_many_changes_lie_aside(klass, lossbook):
    assert lossbook("backup", "kept.zip")[0] == 0
    audit.record(klass / "gradebook.audit.jsonl", [CHANGE, CHANGE])
    (klass / "gradebook.db-journal").write_bytes(b"of the newer gradebook")
    code, said = lossbook("restore", "kept.zip")
    assert code == 0
    assert "2 changes of scores were made after this backup" in said
    (aside,) = klass.glob("before-restore-*")
    assert len(audit.read(aside / "gradebook.audit.jsonl")) >= 2
    assert (aside / "gradebook.db-journal").is_file()
    assert not (klass / "gradebook.db-journal").exists(), "it would be played into the old one"


def test_nothing_is_restored_under_somebody_who_grades(klass):
    archive, _ = make_backup(Course(klass), _at(klass), klass / "kept.zip")
    before = sorted(path.name for path in klass.iterdir())
    with (
        Run(klass / "autograded" / ".tiny.run"),
        pytest.raises(CourseError, match="grading this already"),
    ):
        restore_backup(archive, klass)
    assert sorted(path.name for path in klass.iterdir()) == before
    restore_backup(archive, klass)


# --- names and times ----------


def test_a_number_with_zeros_before_it_and_a_word_like_no_are_the_students(tmp_path):
    path = tmp_path / "extensions.yml"
    path.write_text(
        "tiny:\n  students:\n    007: {days: 1}\n    no: {hours: 2}\n    1e3: {days: 3}\n"
    )
    found = allowance(path, "tiny").students
    assert {s: e.time for s, e in found.items()} == {
        "007": timedelta(days=1),
        "no": timedelta(hours=2),
        "1e3": timedelta(days=3),
    }
    path.write_text("tiny:\n  students:\n    ann: {days: 1}\n    ann: {days: 2}\n")
    with pytest.raises(CourseError, match="'ann' stands twice"):
        allowance(path, "tiny")


@pytest.fixture
def take(course, release, chapter, tmp_path):
    def taken(files, ids=None):
        path = tmp_path / "archive.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        place, blackboard = tmp_path / "submitted", system("blackboard")
        zone = ZoneInfo("Europe/Berlin")
        return collect(course, "tiny", path, blackboard, release, zone, ids, submitted=place)

    return taken


def test_students_are_called_what_grading_takes_or_are_not_collected(take, tmp_path):
    ids = {
        "a": "Ann Lee",
        "b": unicodedata.normalize("NFD", "Zoë"),
        "c": "x" * 300,
        "d": "007",
        "e": "=1+1",
        "f": "../../up",
    }
    files = {f"w_{short}_attempt_2026-03-01-13-00-00_tiny.ipynb": "{}" for short in ids}
    made = take(files, ids)
    assert set(made.taken) == {"Ann Lee", "Zoë", "007"}
    there = {path.name for path in (tmp_path / "submitted").iterdir()}
    assert there == {"Ann Lee", "Zoë", "007"}
    assert all(NAME.fullmatch(name) for name in there)
    assert len(made.skipped) == 3
    assert all("cannot be what a student is called here" in why for _, why in made.skipped)


def test_the_hour_that_a_clock_shows_twice_is_said(take):
    made = take(
        {
            "w_ann_attempt_2026-10-25-02-40-00_tiny.ipynb": "{}",
            "w_ann_attempt_2026-10-25-02-10-00_tiny.ipynb": "{} ",
            "w_bob_attempt_2026-10-25-04-10-00_tiny.ipynb": "{}",
        }
    )
    assert made.twofold == ["ann"]


def test_a_time_stamp_that_is_still_to_come_is_said(workspace, release):
    folder = workspace.submitted / "perfect" / "tiny"
    (folder / "timestamp.txt").write_text("2199-03-01 12:00:00 UTC")
    notes = SubmissionFolder("perfect", "tiny", folder).read(release).notes
    assert any("which is still to come" in note for note in notes)


# --- out of order ----------


def test_who_hands_in_after_feedback_is_said_and_the_old_score_is_kept(course, workspace, again):
    page = workspace.feedback / "quarter" / "tiny" / "tiny.html"
    page.parent.mkdir(parents=True)
    page.write_text("feedback")
    os.utime(page, (datetime(2026, 3, 1).timestamp(),) * 2)
    folder = workspace.submitted / "quarter" / "tiny"
    shutil.copyfile(workspace.submitted / "perfect" / "tiny" / "tiny.ipynb", folder / "tiny.ipynb")
    (folder / "timestamp.txt").write_text("2026-03-05 12:00:00 UTC")
    _, remarks = again()
    assert (remarks.feedback, remarks.after_feedback) == (["quarter"], ["quarter"])
    lines = audit.read(audit.path_of(workspace.gradebook, course.root))
    assert ("quarter", 0.0, 3.0) in [(e["student"], e["before"], e["after"]) for e in lines]
    _, remarks = again()
    assert remarks.feedback == []


def test_an_assignment_that_was_renamed_after_it_was_handed_in_is_found(klass, capsys):
    for student in sorted(klass.glob("submitted/*/tiny")):
        student.rename(student.with_name("old"))
    instructors._tell_none("tiny", _at(klass))
    said = capsys.readouterr().err
    assert "nobody has handed in tiny" in said
    assert "there is: old (7). If tiny was called that" in said


def test_feedback_is_not_released_before_there_is_any_and_stale_pages_are_named(tmp_path):
    course = copy_tiny(tmp_path / "tiny")
    (tmp_path / "exchange").mkdir(mode=0o777)
    found = PyFileConfigLoader("nbgrader_config.py", path=str(course.root))
    config = found.load_config()
    config.Exchange.root = str(tmp_path / "exchange")
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    done = api.release_feedback("tiny")
    assert not done["success"]
    assert "there is no feedback on tiny to release: `lossbook grade tiny`" in done["log"]
    page = course.root / "feedback" / "perfect" / "tiny" / "tiny.html"
    graded = course.root / "autograded" / "perfect" / "tiny" / "tiny.ipynb"
    for path in (page, graded):
        path.parent.mkdir(parents=True)
        path.write_text("feedback")
    (page.parent / "submission_secret.txt").write_text("s" * 128)
    os.utime(page, (0, 0))
    done = api.release_feedback("tiny")
    assert done["success"], done
    assert "Released as they were before the last grading: perfect" in done["log"]
    os.utime(graded, (0, 0))
    assert "before the last grading" not in api.release_feedback("tiny")["log"]
