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
from autograder.cli import classroom as cli
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


MOODLE = "Ann Lee_311_assignsubmission_file/"


@pytest.mark.parametrize(
    ("system", "files", "wanted"),
    [
        # The chapter's name comes first, also where others come later by name or number.
        ("moodle", {"a": "untouched", "tiny": "half", "z_draft": "right"}, "tiny"),
        ("canvas", {"90_tiny": "half", "91_other": "right"}, "90_tiny"),
        # A file of that name without the chapter's cells is none.
        ("moodle", {"tiny": "broken", "z_draft": "right"}, "z_draft"),
        # What a system has numbered has the name too.
        ("moodle", {"a": "right", "tiny (1)": "half"}, "tiny (1)"),
        ("moodle", {"tiny (1)": "right", "tiny": "half"}, "tiny"),
        ("canvas", {"90_tiny": "half", "91_tiny-1": "fewer"}, "91_tiny-1"),
        # Then the one with most of the chapter's cells, then the newer one.
        ("moodle", {"mine": "right", "z_draft": "fewer"}, "mine"),
        ("canvas", {"90_b": "right", "91_a": "half", "92_c": "fewer"}, "91_a"),
    ],
)
def test_of_several_notebooks_one_is_taken_and_the_others_are_named(
    take, notebooks, tmp_path, release, system, files, wanted
):
    fewer = nbformat.reads(notebooks["right"].decode(), as_version=4)
    fewer.cells = [c for c in fewer.cells if "positive_mean" not in str(c.metadata)]
    kinds = {**notebooks, "fewer": nbformat.writes(fewer).encode(), "broken": b"{"}
    front = {"moodle": MOODLE, "canvas": "leeann_311_"}[system]
    paths = {f"{front}{name}.ipynb": kinds[kind] for name, kind in files.items()}
    made = take(system, paths)
    taken = f"{front}{wanted}.ipynb"
    assert made.taken == {"311": taken}
    assert written(tmp_path, "311")[0] == paths[taken]
    assert {path for path, _ in made.skipped} == set(paths) - {taken}
    assert all(f"beside {taken}, which " in why for _, why in made.skipped)


def test_a_notebook_within_a_zip_has_its_own_name(take, notebooks, tmp_path):
    files = {"a/tiny.ipynb": notebooks["half"], "z.ipynb": notebooks["right"]}
    made = take("moodle", {f"{MOODLE}work.zip": zipped(files)})
    assert written(tmp_path, "311")[0] == notebooks["half"]
    assert [path for path, _ in made.skipped] == [f"{MOODLE}work.zip: z.ipynb"]


def test_older_attempts_are_named(take, notebooks):
    name = "x_ann_attempt_2026-03-0{}-13-00-00_tiny.ipynb"
    made = take("blackboard", {name.format(d): notebooks["half"] for d in (1, 2, 3)}, BERLIN)
    assert made.taken == {"ann": name.format(3)}
    assert {path for path, why in made.skipped if "older attempt" in why} == {
        name.format(1),
        name.format(2),
    }
    again = take("blackboard", {name.format(1): notebooks["right"]}, BERLIN)
    assert [path for path, why in again.skipped if "older than" in why] == [name.format(1)]


def test_an_older_archive_of_canvas_is_known_by_its_files_numbers(take, notebooks, tmp_path):
    name = "leeann_17_{}_tiny.ipynb"
    take("canvas", {name.format(900): notebooks["right"]})
    made = take("canvas", {name.format(100): notebooks["half"]})
    assert (made.older, made.replaced, made.taken) == (["17"], {}, {})
    assert [path for path, why in made.skipped if "older than" in why] == [name.format(100)]
    assert written(tmp_path, "17")[0] == notebooks["right"]
    # The same bytes once more do not make it younger or older.
    assert take("canvas", {name.format(100): notebooks["right"]}).unchanged == ["17"]
    assert take("canvas", {name.format(899): notebooks["half"]}).older == ["17"]
    made = take("canvas", {name.format(901): notebooks["half"]})
    assert (made.replaced["17"] / "tiny.ipynb").read_bytes() == notebooks["right"]
    assert written(tmp_path, "17")[0] == notebooks["half"]


def test_what_came_by_another_way_is_replaced_and_no_link_is_followed(take, notebooks, tmp_path):
    folder = tmp_path / "submitted" / "17" / "tiny"
    folder.mkdir(parents=True)
    (folder / "tiny.ipynb").write_bytes(notebooks["right"])
    (tmp_path / "mine").write_text("Canvas 999999")
    (folder / ".collected").symlink_to(tmp_path / "mine")
    assert take("canvas", {"leeann_17_5_tiny.ipynb": notebooks["right"]}).unchanged == ["17"]
    assert (tmp_path / "mine").read_text() == "Canvas 999999"
    made = take("canvas", {"leeann_17_6_tiny.ipynb": notebooks["half"]})
    assert (made.replaced["17"] / "tiny.ipynb").read_bytes() == notebooks["right"]


GERMAN = "ID,Vollständiger Name,Zuletzt geändert (Abgabe)\nTeilnehmer/in311,Ann,1. März 2026\n"
ENGLISH = "Identifier,Full name,Last modified (submission)\nParticipant 311,Ann,"


@pytest.mark.parametrize(
    ("sheet", "zone", "said"),
    [
        (None, "", "--roster worksheet.csv --timezone Europe/Berlin"),
        (ENGLISH + '"1 March 2026, 1:00 PM"\n', "", "such as --timezone Europe/Berlin"),
        (GERMAN, "Europe/Berlin", "while Moodle speaks English"),
        (ENGLISH + "1. März 2026\n", "UTC", "has no time for them that can be"),
        (ENGLISH + '"1 March 2026, 1:00 PM"\n', "UTC", ""),
    ],
)
def test_it_is_said_whose_time_is_not_known_and_what_to_give(
    course, notebooks, tmp_path, monkeypatch, capsys, sheet, zone, said
):
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        archive.writestr(f"{MOODLE}tiny.ipynb", notebooks["right"])
    roster = tmp_path / "sheet.csv" if sheet else None
    if roster:
        roster.write_text(sheet, encoding="utf-8")
    monkeypatch.chdir(course.root)
    (tmp_path / "submitted").mkdir()
    cli.collect(
        "tiny", tmp_path / "archive.zip", "moodle", zone, roster, submitted=tmp_path / "submitted"
    )
    told = capsys.readouterr().err
    assert ("not known of 311: when it was handed in" in told) == bool(said)
    assert said in told
