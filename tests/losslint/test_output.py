"""What scripts and people get: lines, JSON, SARIF, a deck, and exit codes."""

import json
import sqlite3
import subprocess
import sys
import zipfile

import pytest

from losslint.cards import write_deck
from losslint.lint import lint_text
from losslint.output import as_json_lines, as_sarif, as_text
from tests.conftest import ROOT

FOUND = lint_text("Fine.\n\nThe policy wants low reward. The loss is low.", "docs/a b.md")


def test_json_has_one_object_a_finding():
    rows = [json.loads(line) for line in as_json_lines(FOUND).splitlines()]
    assert [row["rule"] for row in rows] == ["wants-loss", "loss-state"]
    promised = {"file", "line", "column", "text", "usages", "question", "suggestion"}
    assert all(promised <= set(row) for row in rows)
    assert (rows[0]["line"], rows[0]["column"], rows[0]["usages"]) == (3, 5, ["caring about"])


def test_sarif_names_every_rule_it_uses_and_escapes_the_files_name():
    log = json.loads(as_sarif(FOUND))
    (run,) = log["runs"]
    known = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert log["version"] == "2.1.0"
    assert {result["ruleId"] for result in run["results"]} <= known
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs/a%20b.md"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 28}
    assert {result["level"] for result in run["results"]} == {"note"}


def test_people_are_asked_and_not_scolded():
    shown = as_text(FOUND)
    assert "docs/a b.md:3:5: wants-loss: policy wants low reward" in shown
    assert "may do as a handle" in shown
    assert as_text([]) == ""


def lint(*arguments, stdin=""):
    command = [sys.executable, "-m", "autograder.cli", "lint", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=ROOT)


def test_exit_codes_tell_nothing_something_and_unread(tmp_path):
    (tmp_path / "build").mkdir()
    for name in ("a.md", "build/b.md", ".hidden.md", "c.py"):
        (tmp_path / name).write_text("# The policy wants low reward")
    found = lint("--json", tmp_path)
    assert found.returncode == 1
    assert [json.loads(line)["file"] for line in found.stdout.splitlines()] == [
        str(tmp_path / "a.md")
    ]
    assert lint("-", stdin="Fine.").returncode == 0
    unread = lint("-", "none.md", stdin="The policy wants low reward.")
    assert unread.returncode == 2
    assert "none.md: No such file" in unread.stderr
    assert "wants-loss" in unread.stdout, "what could be read is told all the same"


def notes(path):
    with zipfile.ZipFile(path) as deck:
        (path.parent / "collection").write_bytes(deck.read("collection.anki2"))
    with sqlite3.connect(path.parent / "collection") as db:
        return dict(db.execute("select guid, flds from notes")), db.execute(
            "select distinct did from cards"
        ).fetchall()


def test_a_new_deck_updates_the_old_ones_cards(tmp_path):
    """Ids hang on the question alone: other answers keep the id, another question gets one."""
    quizzes = sorted((ROOT / "book" / "_quizzes").glob("*.json"))
    assert write_deck(tmp_path / "a.apkg", quizzes) >= 150
    first, deck = notes(tmp_path / "a.apkg")
    quizzes.sort(key=lambda path: path.name != "start_diagnostic.json")
    changed = json.loads(quizzes[0].read_text())
    changed[0]["answers"][0]["feedback"] = "Another explanation."
    changed[1]["question"] = "Another question?"
    (tmp_path / quizzes[0].name).write_text(json.dumps(changed))
    write_deck(tmp_path / "b.apkg", [tmp_path / quizzes[0].name, *quizzes[1:]])
    second, same_deck = notes(tmp_path / "b.apkg")
    assert deck == same_deck
    assert len(set(first) - set(second)) == 1
    updated = [guid for guid in first if guid in second and first[guid] != second[guid]]
    assert len(updated) == 1
    assert "Another explanation." in second[updated[0]]


def test_no_held_out_sentence_becomes_a_card(tmp_path):
    from losslint.bank import held_out

    write_deck(tmp_path / "a.apkg", [])
    fields = "".join(notes(tmp_path / "a.apkg")[0].values())
    assert not [s.text for s in held_out() if s.text in fields]


@pytest.mark.parametrize("arguments", [("--json", "--sarif", "README.md"), ()])
def test_a_wrong_call_says_so(arguments):
    assert lint(*arguments).returncode == 2
