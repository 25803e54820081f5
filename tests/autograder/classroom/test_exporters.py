"""Each export is held against what its reader asks for."""

import csv
import json
from datetime import datetime

import pytest
from nbgrader.api import Gradebook

from autograder.classroom.exporters import EXPORTS
from autograder.course.course import CourseError


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Four students, one of whom has a name that a spreadsheet would run."""
    url = f"sqlite:///{tmp_path_factory.mktemp('export') / 'gradebook.db'}"
    with Gradebook(url) as made:
        for name, points in {"tiny": 5, "other": 2}.items():
            made.add_assignment(name, duedate=datetime(2026, 3, 1))
            made.add_notebook(name, name)
            made.add_grade_cell("double", name, name, max_score=points, cell_type="code")
        made.add_student("4001", first_name="Ann", last_name="Lee", email="ann@example.org")
        for student in ("4002", "=HYPERLINK(1)", 'x,"y"'):
            made.add_student(student)
        for student, score in {"4001": 4.5, "4002": 1, "=HYPERLINK(1)": 2, 'x,"y"': 3}.items():
            made.add_submission("tiny", student)
            grade = made.find_grade("double", "tiny", "tiny", student)
            grade.auto_score, grade.needs_manual_grade = score, student == "4002"
        made.find_submission_notebook("tiny", "tiny", "4001").late_submission_penalty = 0.5
        made.db.commit()
        yield made


@pytest.fixture
def export(book, tmp_path):
    def made(to, **options):
        plugin = EXPORTS[to](to=str(tmp_path / f"out.{to}"), **options)
        plugin.export(book)
        return tmp_path / f"out.{to}", " | ".join(plugin.notes)

    return made


def rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_csv_quotes_and_runs_no_formula(export):
    path, notes = export("csv", assignment=["tiny"])
    found = {row[3]: row for row in rows(path)[1:]}
    assert set(found) == {"4001", "4002", "'=HYPERLINK(1)", 'x,"y"'}
    assert {len(row) for row in rows(path)} == {11}
    assert found["4001"][7:] == ["4.5", "0.5", "4.0", "5.0"]
    assert "=HYPERLINK" in notes
    assert "1 students have answers that wait for a person: 4002" in notes


def test_canvas_gets_the_columns_that_its_importer_asks_for(export):
    path, notes = export("canvas")
    header, points, *people = rows(path)
    # row_has_student_headers?, update_column_count, last_student_info_column
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "other", "tiny"]
    assert "Points Possible" in points[0]
    assert points[5:] == ["2.0", "5.0"]
    by_id = {row[1] or row[3]: row for row in people}
    assert by_id["4001"] == ["Ann Lee", "4001", "", "", "", "", "4.0"]
    assert len(people) == 4
    assert "without --roster" in notes


def test_canvas_with_its_class_list_keeps_its_names_and_says_who_is_unknown(export, tmp_path):
    roster = tmp_path / "canvas_export.csv"
    roster.write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,tiny (881)\n"
        "    Points Possible,,,,,5\n"
        '"Lee, Ann",4001,s1,ann,Week 1,\n"Dong, Eve",4009,s9,eve,Week 1,\n'
    )
    path, notes = export("canvas", roster=str(roster), assignment=["tiny"])
    assert rows(path)[0][-1] == "tiny (881)"
    assert rows(path)[2:] == [["Lee, Ann", "4001", "s1", "ann", "Week 1", "4.0"]]
    assert "not in canvas_export.csv, and so not in the file: 4002" in notes
    assert "not in the gradebook: 4009" in notes


def test_moodle_repeats_the_columns_that_name_a_student(export, tmp_path):
    roster = tmp_path / "worksheet.csv"
    roster.write_text(
        "Identifier;Full name;Email address;Grade\nParticipant 4001;Ann Lee;ann@example.org;\n"
    )
    path, _ = export("moodle", roster=str(roster))
    assert rows(path) == [
        ["Identifier", "Email address", "Full name", "other", "tiny"],
        ["Participant 4001", "ann@example.org", "Ann Lee", "", "4.0"],
    ]


# What each system's own description shows, and what it must become here.
HEADERS = {
    # lib/gradebook_exporter.rb of canvas-lms writes this above every export.
    "canvas": (
        "Student,ID,SIS User ID,SIS Login ID,Section,tiny (881),Final Score\n"
        '    Points Possible,,,,,5,(read only)\n"Lee, Ann",4001,s1,ann,Week 1,,\n',
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "tiny (881)"],
        ["Lee, Ann", "4001", "s1", "ann", "Week 1", "4.0"],
    ),
    # docs.moodle.org/en/Grade_import: "The import file format is the same as the corresponding
    # export format"; the worksheet's columns are those of mod/assign/gradingtable.php.
    "moodle": (
        "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
        "Last modified (submission),Last modified (grade),Feedback comments\n"
        "Participant 4001,Ann Lee,ann@example.org,Submitted,,5.00,Yes,-,-,\n",
        ["Identifier", "Email address", "Full name", "tiny"],
        ["Participant 4001", "ann@example.org", "Ann Lee", "4.0"],
    ),
    # Blackboard, "Work Offline with Grade Data": tabs, UTF-16, the column's number behind a bar.
    "blackboard": (
        "Last Name\tFirst Name\tUsername\tStudent ID\ttiny [Total Pts: 5 Score] |664617\n"
        "Lee\tAnn\t4001\ts1\t\n",
        ["Last Name", "First Name", "Username", "tiny [Total Pts: 5 Score] |664617"],
        ["Lee", "Ann", "4001", "4.0"],
    ),
    # D2L, "Importing grades": OrgDefinedId, Username, the item's name and "Points Grade".
    "brightspace": (
        "OrgDefinedId,Username,tiny Points Grade <Numeric MaxPoints:5>,End-of-Line Indicator\n"
        "#4001,#Frank.Catcher,,#\n",
        [
            *("OrgDefinedId", "Username", "tiny Points Grade <Numeric MaxPoints:5>"),
            "End-of-Line Indicator",
        ],
        ["#4001", "#Frank.Catcher", "4.0", "#"],
    ),
}


@pytest.mark.parametrize("to", HEADERS)
def test_a_class_list_as_its_system_writes_it_comes_back_with_the_points(export, tmp_path, to):
    text, header, ann = HEADERS[to]
    roster = tmp_path / "list.csv"
    roster.write_text(text, encoding="utf-16" if to == "blackboard" else "utf-8-sig")
    path, notes = export(to, roster=str(roster), assignment=["tiny"])
    assert rows(path)[0] == header
    assert rows(path)[-1] == ann
    assert "not in list.csv, and so not in the file: 4002" in notes


def test_blackboard_and_brightspace_without_a_class_list(export):
    path, notes = export("blackboard", assignment=["tiny"])
    assert rows(path)[:2] == [
        ["Last Name", "First Name", "Username", "tiny"],
        ["Lee", "Ann", "4001", "4.0"],
    ]
    assert all(line.startswith('"') for line in path.read_text().splitlines())
    assert "makes a new text column of tiny" in notes
    path, notes = export("brightspace")
    header, *people = rows(path)
    assert header == [
        *("OrgDefinedId", "Username", "other Points Grade", "tiny Points Grade"),
        "End-of-Line Indicator",
    ]
    assert people[0] == ["#4001", "", "", "4.0", "#"]
    assert "without --roster" in notes


def test_gradescope_gets_what_its_specification_lists(export):
    """gradescope-autograders.readthedocs.io/en/latest/specs: every key, type and value."""
    path, _ = export("gradescope")
    results = json.loads((path / "tiny" / "4001" / "results.json").read_text())
    assert set(results) <= {
        *("score", "execution_time", "output", "output_format", "test_output_format"),
        *("test_name_format", "visibility", "stdout_visibility", "extra_data", "tests"),
        "leaderboard",
    }
    assert results["stdout_visibility"] in (
        "hidden",
        "after_due_date",
        "after_published",
        "visible",
    )
    for test in results["tests"]:
        assert set(test) <= {
            *("score", "max_score", "status", "name", "name_format", "number", "output"),
            *("output_format", "tags", "visibility", "extra_data"),
        }
        assert isinstance(test["score"], float)


def test_an_apostrophe_of_ones_own_is_no_changed_formula(export, tmp_path):
    roster = tmp_path / "list.csv"
    roster.write_text("Identifier,Full name\nParticipant 4001,'t Hooft\n")
    path, notes = export("moodle", roster=str(roster), assignment=["tiny"])
    assert rows(path)[1][1] == "'t Hooft"
    assert "apostrophe" not in notes


def test_gradescope_and_json_hold_the_scores(export):
    path, _ = export("gradescope")
    results = json.loads((path / "tiny" / "4001" / "results.json").read_text())
    assert results["score"] == 4
    assert {"name": "double", "score": 4.5, "max_score": 5.0} in results["tests"]
    path, _ = export("json")
    found = {(r["student"], r["assignment"]): r for r in json.loads(path.read_text())}
    assert found["4002", "tiny"]["waiting"] == 1
    assert found["4002", "other"]["handed_in"] is False


def test_an_assignment_that_is_not_there_is_refused(export):
    with pytest.raises(CourseError, match="no grades for what was asked"):
        export("csv", assignment=["nothing"])
