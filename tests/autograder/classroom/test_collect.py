"""Archives as Canvas, Moodle, Blackboard and Brightspace name their files."""

import io
import zipfile
from zoneinfo import ZoneInfo

import nbformat
import pytest

from autograder.authoring.sample import answered
from autograder.classroom.collect import collect, zone_of
from autograder.classroom.extensions import Allowance, Extension
from autograder.classroom.lms import SYSTEMS, system
from autograder.classroom.roster import Roster
from autograder.course.course import CourseError

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(scope="module")
def notebooks(release, chapter):
    """A right and an untouched notebook as bytes."""
    first = chapter.exercises[0]
    writes = {
        "right": chapter.solution_source,
        "half": lambda e: chapter.solution_source(e) if e is first else None,
        "untouched": lambda e: None,
    }
    made = {name: answered(release, chapter, write) for name, write in writes.items()}
    return {name: nbformat.writes(notebook).encode() for name, notebook in made.items()}


@pytest.fixture
def take(course, release, tmp_path):
    """Collects an archive of the given files."""

    def collected(name, files, zone=None, **options):
        path = tmp_path / "archive.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file, data in files.items():
                archive.writestr(file, data)
        options.setdefault("submitted", tmp_path / "submitted")
        return collect(course, "tiny", path, system(name), release, zone, **options)

    return collected


def written(tmp_path, student):
    folder = tmp_path / "submitted" / student / "tiny"
    stamp = folder / "timestamp.txt"
    return (folder / "tiny.ipynb").read_bytes(), stamp.read_text() if stamp.exists() else ""


def test_canvas_newest_file_of_each_student_late_ones_named(take, notebooks, tmp_path):
    # lib/content_zipper.rb: name, LATE, user id, attachment id, file name.
    made = take(
        "canvas",
        {
            "leeann_4001_90001_tiny.ipynb": notebooks["untouched"],
            "leeann_4001_90007_tiny-1.ipynb": notebooks["right"],
            "leeann_LATE_4002_90003_tiny.ipynb": notebooks["half"],
            "dong_4003_90004_plan.pdf": b"%PDF",
            "anon_LATE_anon_x7Yq_90009_tiny.ipynb": notebooks["half"],
        },
    )
    assert written(tmp_path, "4001") == (notebooks["right"], "")
    assert written(tmp_path, "4002")[0] == notebooks["half"]
    assert "4002" in made.late
    assert ("dong_4003_90004_plan.pdf", "not a notebook") in made.skipped
    assert made.names["4001"] == "leeann"


@pytest.mark.parametrize(
    "form",
    [
        "{}_assignsubmission_file/tiny.ipynb",  # folders, as downloader.php makes them
        "{}_assignsubmission_file_/tiny.ipynb",  # folders, as older versions made them
        "{}_assignsubmission_file_tiny.ipynb",  # without folders
    ],
)
def test_moodle_with_folders_and_without(take, notebooks, tmp_path, form):
    files = {form.format("Ann Lee_311"): notebooks["right"]}
    files["Bob de la Rue_312_assignsubmission_onlinetext/onlinetext.html"] = b"<p>hello"
    made = take("moodle", files)
    assert written(tmp_path, "311")[0] == notebooks["right"]
    assert made.names["311"] == "Ann Lee"
    assert len(made.skipped) == 1


def test_moodle_takes_names_and_times_from_the_grading_worksheet(take, notebooks, tmp_path):
    sheet = tmp_path / "worksheet.csv"
    sheet.write_text(
        "Identifier,Full name,Email address,Grade,Last modified (submission)\n"
        'Participant 311,Ann Lee,ann@example.org,,"Sunday, 1 March 2026, 1:00 PM"\n'
    )
    roster, moodle = Roster.read(sheet), system("moodle")
    take(
        "moodle",
        {"Ann Lee_311_assignsubmission_file/tiny.ipynb": notebooks["right"]},
        ids=roster.ids(moodle, "Email address"),
        times=roster.times(moodle, BERLIN),
    )
    assert written(tmp_path, "ann@example.org")[1] == "2026-03-01 12:00:00 UTC\n"


def test_blackboard_newest_attempt_in_the_zone_that_was_given(take, notebooks, tmp_path):
    name = "Loss, week 1_ann_attempt_2026-03-0{}-13-00-00{}"
    files = {
        name.format(1, ".txt"): b"Name: Ann Lee (ann)",
        name.format(1, "_tiny.ipynb"): notebooks["untouched"],
        name.format(2, "_work.zip"): zipped({"a/tiny.ipynb": notebooks["right"]}),
    }
    take("blackboard", files, BERLIN)
    assert written(tmp_path, "ann") == (notebooks["right"], "2026-03-02 12:00:00 UTC\n")


@pytest.mark.parametrize(
    "name",
    [
        "77-1234 - Ann Lee - Mar 1, 2026 100 PM/tiny.ipynb",
        "77-1234 - Ann Lee- Mar 1, 2026 1_00 PM - tiny.ipynb",
    ],
)
def test_brightspace_with_folders_and_without(take, notebooks, tmp_path, name):
    files = {name: notebooks["right"], "index.html": b"<html>"}
    made = take("brightspace", files, BERLIN)
    assert written(tmp_path, "77") == (notebooks["right"], "2026-03-01 12:00:00 UTC\n")
    assert made.names["77"] == "Ann Lee"


def zipped(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def test_a_zone_is_asked_for_where_times_name_none():
    for name, known in SYSTEMS.items():
        if known.times:
            with pytest.raises(CourseError, match="--timezone"):
                zone_of("", known)
        else:
            assert zone_of("", known) is None, name
    with pytest.raises(CourseError, match="no time zone"):
        zone_of("EDT or so", SYSTEMS["blackboard"])


def test_only_the_attempts_that_count_and_one_more_for_whom_it_is_given(take, notebooks, tmp_path):
    files = {}
    for student in ("ann", "bob"):
        for day, kind in enumerate(("untouched", "half", "right"), 1):
            path = f"x_{student}_attempt_2026-03-0{day}-13-00-00_tiny.ipynb"
            files[path] = notebooks[kind]
    allowed = Allowance(1, {"bob": Extension(attempts=1)})
    made = take("blackboard", files, BERLIN, allowed=allowed)
    assert written(tmp_path, "ann")[0] == notebooks["untouched"]
    assert written(tmp_path, "bob")[0] == notebooks["half"]
    assert sum("attempts count" in why for _, why in made.skipped) == 3


def test_what_is_replaced_is_kept_and_an_older_archive_replaces_nothing(
    take, notebooks, tmp_path, course
):
    name = "x_ann_attempt_2026-03-0{}-13-00-00_tiny.ipynb"
    take("blackboard", {name.format(2): notebooks["half"]}, BERLIN)
    made = take("blackboard", {name.format(1): notebooks["untouched"]}, BERLIN)
    assert made.older == ["ann"]
    assert written(tmp_path, "ann")[0] == notebooks["half"]
    made = take("blackboard", {name.format(2): notebooks["half"]}, BERLIN)
    assert made.unchanged == ["ann"]
    made = take("blackboard", {name.format(3): notebooks["right"]}, BERLIN)
    assert (made.replaced["ann"] / "tiny.ipynb").read_bytes() == notebooks["half"]


def test_bombs_links_and_names_that_lead_out_are_refused(
    take, notebooks, tmp_path, course, release
):
    good = {"leeann_1_1_tiny.ipynb": notebooks["right"]}
    bomb = zipped({"tiny.ipynb": b"0" * (21 * 2**20)})
    assert len(bomb) < 100_000
    made = take("canvas", {**good, "bo_2_2_tiny.zip": bomb})
    assert "more than 20 MiB" in dict(made.skipped)["bo_2_2_tiny.zip"]
    link = zipfile.ZipInfo("cy_3_3_tiny.ipynb")
    link.external_attr = 0o120777 << 16
    path = tmp_path / "links.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("leeann_1_1_tiny.ipynb", notebooks["right"])
        archive.writestr(link, "/etc/passwd")
    made = collect(course, "tiny", path, system("canvas"), release, submitted=tmp_path / "s")
    assert "is a link" in dict(made.skipped)["cy_3_3_tiny.ipynb"]
    with pytest.raises(CourseError, match="leads out"):
        take("canvas", {**good, "../leeann_1_1_tiny.ipynb": b"{}"})


def test_an_archive_of_another_system_is_named(take, notebooks):
    with pytest.raises(CourseError, match="under a name that Moodle gives"):
        take("moodle", {"leeann_1_1_tiny.ipynb": notebooks["right"]})
    with pytest.raises(CourseError, match="known are canvas"):
        system("sakai")
