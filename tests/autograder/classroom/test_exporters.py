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
