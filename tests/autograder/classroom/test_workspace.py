import os
from datetime import datetime

import pytest

from autograder.classroom.submission_folder import SubmissionFolder
from autograder.classroom.workspace import Workspace, stored_result
from autograder.course.course import Course, CourseError
from autograder.judging.submission import GradedSubmission


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "submitted").mkdir()
    return Workspace(tmp_path / "submitted")


@pytest.fixture
def submission(workspace):
    folder = workspace.submitted / "ann" / "tiny"
    folder.mkdir(parents=True)
    return SubmissionFolder("ann", "tiny", folder)


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ("2026-03-01 12:00:00.25 UTC", datetime(2026, 3, 1, 12, 0, 0, 250_000)),
        ("2026-03-01T13:00:00+02:00", datetime(2026, 3, 1, 11)),
        ("2026-03-01 13:00:00 Europe/Berlin", datetime(2026, 3, 1, 12)),
        ("yesterday", None),
        ("", None),
        ("2026-03-01 12:00:00 /etc/passwd", None),
        ("9" * 5000, None),
        ("0001-01-01 00:00:00 +9999999", None),
        ("2026-03-01\x00", None),
        ("2026-03-01 13:00:00 EDT", None),
        ("2026-03-01 13:00:00 XYZ", None),
        ("2026-03-01 13:00:00EDT", None),
        ("2026-03-01 13:00:00 -0400", datetime(2026, 3, 1, 17)),
    ],
)
def test_a_timestamp_is_a_time_or_nothing(submission, stamp, time):
    (submission.folder / "timestamp.txt").write_text(stamp)
    assert submission.time() == time
    noted = "lateness is not known" in " ".join(submission.read().notes)
    assert noted == (time is None and stamp != "")


def test_a_timestamp_that_is_a_link_or_a_pipe_is_not_followed(submission, tmp_path):
    (tmp_path / "elsewhere").write_text("2026-03-01 12:00:00 UTC")
    path = submission.folder / "timestamp.txt"
    path.symlink_to(tmp_path / "elsewhere")
    assert submission.time() is None
    path.unlink()
    os.mkfifo(path)
    assert submission.time() is None


def test_what_was_handed_in_is_read_once_or_not_at_all(submission, tmp_path):
    assert submission.read().missing
    os.mkfifo(submission.notebook)
    read = submission.read()
    assert not read.missing
    assert "not an ordinary file" in read.why
    submission.notebook.unlink()
    submission.notebook.symlink_to("/dev/zero")
    assert "not an ordinary file" in submission.read().why
    submission.notebook.unlink()
    submission.notebook.write_bytes(b"{}")
    assert submission.read().data == b"{}"


def test_a_secret_is_an_ordinary_small_file_or_none(submission, tmp_path):
    path = submission.folder / "submission_secret.txt"
    assert submission.secret() == b""
    path.write_bytes(b"s" * 128)
    assert submission.secret() == b"s" * 128
    path.write_bytes(b"s" * 5000)
    assert submission.secret() == b""
    path.unlink()
    (tmp_path / "elsewhere").write_bytes(b"secret of somebody else")
    path.symlink_to(tmp_path / "elsewhere")
    assert submission.secret() == b""
    path.unlink()
    os.mkfifo(path)
    assert submission.secret() == b""


def test_a_folder_that_is_a_link_is_named_and_not_followed(workspace, submission):
    submission.notebook.write_bytes(b"{}")
    (workspace.submitted / "bob").mkdir()
    (workspace.submitted / "bob" / "tiny").symlink_to(submission.folder)
    submission = [s.read() for s in workspace.submissions("tiny") if s.student == "bob"]
    assert [h.why for h in submission] == ["the folder tiny is a link"]


def test_a_graded_notebook_is_written_whole_with_its_time(workspace, submission):
    (submission.folder / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
    graded = GradedSubmission("ann", b'{"metadata": {"lossbook": {"digest": "d"}}}', {}, None)
    workspace.write(submission, graded)
    graded = workspace.graded(submission)
    assert sorted(p.name for p in graded.parent.iterdir()) == ["timestamp.txt", "tiny.ipynb"]
    assert workspace.is_graded(submission, "d") == {"digest": "d"}
    assert workspace.is_graded(submission, "e") is None


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"metadata": 1}', '{"metadata": {"lossbook": 1}}']
)
def test_half_a_notebook_holds_no_result(tmp_path, text):
    path = tmp_path / "tiny.ipynb"
    path.write_text(text)
    assert stored_result(path) is None


@pytest.fixture
def set_to(tmp_path):
    """The gradebook of a course whose configuration sets one, as all commands ask for it."""
    for folder in ("submitted", "elsewhere/submitted"):
        (tmp_path / "course" / folder).mkdir(parents=True)

    def gradebook(line, **options):
        (tmp_path / "course" / "nbgrader_config.py").write_text(f"c = get_config()\n{line}\n")
        course = Course(tmp_path / "course")
        folder = options.pop("submitted", None)
        return Workspace.of(course, folder and course.root / folder, **options)

    return gradebook


SERVER = "postgresql://grader@db.example.org/gradebook"


def test_the_gradebook_that_the_configuration_sets_is_the_one(set_to, tmp_path):
    line = f"c.CourseDirectory.db_url = {SERVER!r}"
    assert set_to(line).gradebook == SERVER
    assert set_to(line, submitted="submitted").gradebook == SERVER
    assert set_to(line, db_url="sqlite:///other.db").gradebook == "sqlite:///other.db"
    assert set_to("").gradebook == f"sqlite:///{tmp_path / 'course' / 'gradebook.db'}"
    secret = set_to("c.CourseDirectory.db_url = 'postgresql://grader:word@h/x'")
    assert secret.gradebook == "postgresql://grader:word@h/x"


def test_what_is_graded_elsewhere_enters_no_classs_gradebook(set_to, tmp_path):
    workspace = set_to(f"c.CourseDirectory.db_url = {SERVER!r}", submitted="elsewhere/submitted")
    beside = tmp_path / "course" / "elsewhere" / "gradebook.db"
    assert workspace.gradebook == f"sqlite:///{beside}"


def test_a_gradebooks_path_counts_from_the_course_and_is_hidden_from_learners(
    set_to, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    workspace = set_to("c.CourseDirectory.db_url = 'sqlite:///books/ours.db'")
    there = tmp_path / "course" / "books" / "ours.db"
    assert workspace.gradebook_file == there
    assert there in workspace.hidden
    with pytest.raises(CourseError, match=r"no gradebook .*/books/ours\.db"):
        workspace.need_gradebook()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("c.CourseDirectory.db_url = 'gradebook.db'", "'gradebook.db', which is no database URL"),
        ("c.CourseDirectory.db_ur l", "cannot be read: SyntaxError"),
    ],
)
def test_a_configuration_that_names_no_gradebook_takes_no_other_instead(set_to, line, said):
    with pytest.raises(CourseError, match=said):
        set_to(line)
