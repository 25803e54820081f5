"""A class is destroyed and brought back."""

import shutil
import zipfile

import pytest
from nbgrader.api import Gradebook

from autograder.classroom.backup import Restored, make_backup, restore_backup
from autograder.classroom.workspace import Workspace
from autograder.course.course import Course, CourseError


@pytest.fixture
def klass(tmp_path):
    root = tmp_path / "class"
    for folder in ("submitted", "autograded", "feedback"):
        path = root / folder / "ann" / "tiny"
        path.mkdir(parents=True)
        (path / "tiny.ipynb").write_text(folder)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        book.add_student("ann")
    (root / "gradebook.audit.jsonl").write_text("{}\n")
    (root / "extensions.yml").write_text("tiny: {}\n")
    return Course(root), Workspace(root / "submitted")


def contents(root):
    return {p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_what_was_destroyed_comes_back(klass, tmp_path):
    course, workspace = klass
    before = contents(course.root)
    archive, count = make_backup(course, workspace, tmp_path / "b.zip")
    assert count == 6
    shutil.rmtree(course.root)
    assert restore_backup(archive, course.root) == Restored(6)
    after = contents(course.root)
    assert after.keys() == before.keys()
    for name in before:
        if name.suffix != ".db":
            assert after[name] == before[name]
    with Gradebook(workspace.gradebook) as book:
        assert [s.id for s in book.students] == ["ann"]


def test_what_is_in_the_way_is_moved_aside(klass, tmp_path):
    course, workspace = klass
    archive, _ = make_backup(course, workspace, tmp_path / "b.zip")
    (workspace.submitted / "ann" / "tiny" / "tiny.ipynb").write_text("newer")
    aside = restore_backup(archive, course.root).aside
    assert (aside / "submitted" / "ann" / "tiny" / "tiny.ipynb").read_text() == "newer"
    assert (workspace.submitted / "ann" / "tiny" / "tiny.ipynb").read_text() == "submitted"


def test_nothing_is_overwritten_and_a_damaged_archive_changes_nothing(klass, tmp_path):
    course, workspace = klass
    archive, _ = make_backup(course, workspace, tmp_path / "b.zip")
    with pytest.raises(CourseError, match="nothing is overwritten"):
        make_backup(course, workspace, archive)
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"other" if name.startswith("submitted") else old.read(name))
    before = contents(course.root)
    with pytest.raises(CourseError, match="is not as it was"):
        restore_backup(bad, course.root)
    assert contents(course.root) == before
    with pytest.raises(CourseError, match="no zip archive"):
        restore_backup(course.root / "gradebook.audit.jsonl", course.root)


def test_no_gradebook_is_restored_where_no_command_reads_it(klass, tmp_path):
    course, workspace = klass
    archive, _ = make_backup(course, workspace, tmp_path / "b.zip")
    config = course.root / "nbgrader_config.py"
    config.write_text("c = get_config()\nc.CourseDirectory.db_url = 'postgresql://me:word@h/x'\n")
    before = contents(course.root)
    with pytest.raises(CourseError, match=r"read by no command.*--to") as refused:
        restore_backup(archive, course.root)
    assert "word" not in str(refused.value)
    assert contents(course.root) == before
    assert restore_backup(archive, tmp_path / "elsewhere").count == 6
    config.write_text("c = get_config()\nc.CourseDirectory.db_url = 'sqlite:///gradebook.db'\n")
    assert restore_backup(archive, course.root).count == 6


def test_a_gradebook_on_a_server_is_left_to_the_servers_tools(klass, tmp_path):
    course, workspace = klass
    with pytest.raises(CourseError, match="pg_dump"):
        make_backup(course, Workspace(workspace.submitted, "postgresql://h/x"), tmp_path / "b.zip")
