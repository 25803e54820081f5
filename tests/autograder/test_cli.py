import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring.sample import sample_class
from autograder.cli.command_line import app, load_commands
from tests.conftest import ROOT

KEYS = {"student", "assignment", "score", "max_score", "seconds", "walls", "exercises"}
COMMANDS = {
    *("start", "check", "progress", "hint", "solution", "reset"),
    *("collect", "sample", "grade", "report", "export"),
    *("similar", "rubric", "audit", "backup", "restore", "forget"),
    *("grade-one", "lint", "cards"),
    *("verify", "assemble", "build", "serve", "course", "doctor"),
}


def lossbook(course, *arguments, code=0):
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli", *arguments],
        cwd=course.root,
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "200"},
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout if code != 2 else done.stderr


def test_every_command_exists_and_has_an_example():
    load_commands()
    known = {c.name or c.callback.__name__: c.callback.__doc__ for c in app.registered_commands}
    assert set(known) == COMMANDS
    assert all("Example: lossbook" in doc for doc in known.values())
    groups = {
        group.name: group.typer_instance.registered_commands for group in app.registered_groups
    }
    assert {name: [c.name for c in within] for name, within in groups.items()} == {
        "new": ["chapter", "exercise"],
        "package": ["learner", "gradescope", "prairielearn", "github", "image"],
    }
    assert all("Example: lossbook" in c.callback.__doc__ for g in groups.values() for c in g)


@pytest.fixture(scope="module")
def submitted(course, chapter, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "submitted"
    sample_class(course, chapter, folder)
    shutil.rmtree(folder / "loops")  # it takes as long as a cell may
    return folder


def test_grade_and_report_speak_json(course, submitted):
    where = ("--submitted", str(submitted))
    out = lossbook(
        course, "grade", "tiny", *where, "--jobs", "1", "--disclosure", "message", "--json"
    )
    rows = [json.loads(line) for line in out.splitlines()]
    assert {row["student"] for row in rows} == {p.name for p in submitted.iterdir()}
    for row in rows:
        assert row.keys() >= KEYS
        assert row["disclosure"] == "message"
        for exercise in row["exercises"]:
            assert exercise.keys() >= {"id", "score", "points", "status", "message"}
    report = json.loads(lossbook(course, "report", "tiny", "--submitted", str(submitted), "--json"))
    assert [row["id"] for row in report] == ["double", "positive_mean"]
    csv = submitted.parent / "grades.csv"
    where = ("--submitted", str(submitted))
    lossbook(course, "export", "--to", "csv", "--file", str(csv), *where)
    assert "perfect" in csv.read_text()
    said = lossbook(course, "export", "--to", "grades.csv", *where, code=2)
    assert "--to csv --file grades.csv" in said.replace("\n", " ")
    page = submitted.parent / "report.html"
    lossbook(
        course, "report", "tiny", "--html", str(page), "--student", str(page.parent / "s"), *where
    )
    text = page.read_text()
    assert "What to see to" in text
    assert text.count("<svg") == 2
    assert "<script" not in text
    assert "default-src 'none'" in text
    assert not re.search(r"""(src|href)=["'](?!#)""", text)  # nothing is loaded from anywhere
    assert {p.stem for p in (page.parent / "s").iterdir()} == {r["student"] for r in rows}
    similar = submitted.parent / "similar.html"
    lossbook(course, "similar", "tiny", "--html", str(similar), *where)
    assert "proves nothing" in similar.read_text()
    archive = submitted.parent / "kept.zip"
    assert "wrote" in lossbook(course, "backup", str(archive), *where)
    (submitted.parent / "gradebook.db").unlink()
    assert "restored" in lossbook(course, "restore", str(archive), "--to", str(submitted.parent))
    assert (submitted.parent / "gradebook.db").is_file()
    lossbook(course, "audit", *where)
    assert "nothing was deleted" in lossbook(course, "forget", "perfect", *where)
    assert (submitted / "perfect").is_dir()


def test_check_says_what_is_wrong_and_leaves_with_one(course, submitted):
    right = submitted / "perfect" / "tiny" / "tiny.ipynb"
    assert "5 of 5 points" in lossbook(course, "check", str(right))
    wrong = submitted / "mistake-3" / "tiny" / "tiny.ipynb"
    said = lossbook(course, "check", str(wrong), code=1)
    assert "You doubled small numbers only." in said
    assert "Hint:" not in said
    assert "Hint:" in lossbook(course, "check", str(wrong), "double", "--hint", code=1)
    row = json.loads(lossbook(course, "check", str(wrong), "--json", code=1))
    assert row.keys() >= KEYS


def test_verify_speaks_json(course):
    rows = [json.loads(line) for line in lossbook(course, "verify", "tiny", "--json").splitlines()]
    keys = ["id", "chapter", "points", "stub", "reference", "mutants", "variants", "breaches"]
    assert [list(row) for row in rows] == [keys, keys]


def test_verify_counts_what_machine_made_mutants_earn(course):
    said = lossbook(course, "verify", "tiny/double", "--power", "--exams", "2", "--json")
    row = json.loads(said)
    assert set(row["machine"]) == {"made", "killed", "equivalent", "survived"}
    assert row["machine"]["made"] == row["machine"]["killed"] > 0
    assert row["power"] == {"luck": 0, "spread": 0}


def test_verify_names_a_breach_once_however_many_seeds_show_it(course):
    path = course.solutions / "tiny" / "double" / "mutants.py"
    before = path.read_text()
    path.write_text(before.replace("return x * x", "return 2.0 * x"))
    try:
        said = lossbook(course, "verify", "tiny/double", "--seeds", "3", code=1)
    finally:
        path.write_text(before)
    assert said.count("mutant squared passes every check") == 1
    assert "(so with 3 seeds)" in said


def test_hints_and_solutions_are_shown(course):
    assert "Two times." in lossbook(course, "hint", "double")
    assert "Two times." in lossbook(course, "hint", "tiny/double")
    assert "2.0 * x" in lossbook(course, "solution", "double", "--anyway")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("grade", "tiny", "--submitted", "nowhere"), "there is no folder"),
        (("grade", "unknown"), "no chapter 'unknown'"),
        (("grade", "tiny", "--submitted", "build", "--disclosure", "all"), "one of full, message"),
        (("check", "nothing.ipynb"), "there is no notebook"),
        (("hint", "unknown"), "there are: double, positive_mean"),
        (("hint", "tiny/dubble"), "did you mean double?"),
        (("report", "tiny", "--submitted", "build"), "nothing is graded yet"),
        (("hint", "double", "--level", "9"), "has hints of the levels 1 to 2; 9 is none"),
        (("solution", "double"), "double is not solved yet: lossbook hint double helps"),
        (("check", "pyproject.toml"), "there is no notebook pyproject.toml"),
        (("check", "double"), "tiny.ipynb double"),
        (("check", "tiny"), "tiny.ipynb is not there yet: lossbook start tiny makes it"),
        (("check", "build"), "build is a folder: say which notebook in it"),
        (("hint", "tiny"), "tiny is a chapter; say which of its exercises: double"),
        (("progress", "tinny"), "no chapter 'tinny'; did you mean tiny?"),
        (("start", "tinny"), "no chapter 'tinny'; did you mean tiny?"),
        (("package", "learner"), "README.md is missing; learners need it"),
        (("verify", "--pages"), "--pages needs the whole repository"),
    ],
)
def test_a_wrong_call_says_what_to_do(course, arguments, said):
    (course.root / "build").mkdir(exist_ok=True)
    assert said in lossbook(course, *arguments, code=2).replace("\n", " ")


def test_outside_a_course_it_says_so(tmp_path):
    class Elsewhere:
        root = tmp_path

    assert "is not inside a course" in lossbook(Elsewhere, "verify", code=2).replace("\n", " ")


def test_the_doctor_answers(course):
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "doctor", "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    findings = json.loads(done.stdout)
    assert all({"name", "ok", "detail", "mend"} <= set(f) for f in findings)
    assert done.returncode == (not all(f["ok"] for f in findings))


def test_the_course_hands_one_class_from_step_to_step(course, monkeypatch):
    from autograder.cli import authors

    called = []
    for name in ("assemble", "build", "sample", "grade", "report"):
        wanted = inspect.signature(getattr(authors, name))

        def step(*args, _name=name, _wanted=wanted, **kwargs):
            given = _wanted.bind(*args, **kwargs).arguments
            called.append((_name, {str(key): value for key, value in given.items()}))

        monkeypatch.setattr(authors, name, step)
    monkeypatch.chdir(course.root)
    authors.course()
    handed = {"assignment": "tiny", "submitted": course.root / "build" / "sample" / "submitted"}
    assert called == [
        ("assemble", {}),
        ("build", {}),
        ("sample", handed),
        ("grade", handed),
        ("report", handed),
    ]
