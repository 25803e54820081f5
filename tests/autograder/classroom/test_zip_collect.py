"""nbgrader's own zip_collect, on archives as each system makes them."""

import zipfile

import pytest
from nbgrader.apps.zipcollectapp import ZipCollectApp

from autograder.authoring.release import ensure
from tests.conftest import copy_tiny

ARCHIVES = {
    "canvas": ("4001", "leeann_LATE_4001_90001_tiny.ipynb", None),
    "moodle": ("311", "Ann Lee_311_assignsubmission_file/tiny.ipynb", None),
    "blackboard": ("ann", "Week 1_ann_attempt_2026-03-01-13-00-00_tiny.ipynb", "12:00"),
    "brightspace": ("77", "77-1234 - Ann Lee - Mar 1, 2026 1_00 PM/tiny.ipynb", "12:00"),
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = copy_tiny(tmp_path_factory.mktemp("zip") / "tiny")
    ensure(course.chapter("tiny"))
    return course


@pytest.fixture
def zip_collect(course, monkeypatch, caplog):
    """Runs the command in this process; its exit code and what it said."""

    def run(*options):
        monkeypatch.chdir(course.root)
        app = ZipCollectApp()
        app.log.addHandler(caplog.handler)
        try:
            app.initialize(["tiny", "--force", *options])
            app.start()
        except SystemExit as ended:
            return ended.code, caplog.text
        return 0, caplog.text

    return run


@pytest.mark.parametrize("system", ARCHIVES)
def test_zip_collect_reads_the_names_of_each_system(course, zip_collect, system):
    student, name, time = ARCHIVES[system]
    folder = course.root / "downloaded" / "tiny" / "archive"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / "submissions.zip", "w") as archive:
        archive.writestr(name, "{}")
        archive.writestr("index.html", "<p>")
    zone = "--ArchiveNames.timezone=Europe/Berlin"
    code, said = zip_collect(f"--ArchiveNames.system={system}", zone)
    submission = course.root / "submitted" / student / "tiny"
    assert code == 0, said
    assert (submission / "tiny.ipynb").read_text() == "{}"
    stamp = submission / "timestamp.txt"
    assert (f"2026-03-01 {time}" in stamp.read_text()) if time else not stamp.exists()


def test_zip_collect_says_what_it_must_be_told(course, zip_collect):
    folder = course.root / "downloaded" / "tiny" / "archive"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "x_ann_attempt_2026-03-01-13-00-00_tiny.ipynb").write_text("{}")
    for options, expected in {
        (): "--ArchiveNames.system=canvas",
        ("--ArchiveNames.system=sakai",): "known are canvas",
        ("--ArchiveNames.system=blackboard",): "--ArchiveNames.timezone=Europe/Berlin",
    }.items():
        code, said = zip_collect(*options)
        assert code != 0
        assert expected in said
