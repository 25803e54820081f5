import json
import os
import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from autograder import button
from autograder.classroom.grade_class import grade_class
from autograder.classroom.workspace import Workspace
from autograder.plugin import SandboxedExecute, SubmissionFolders
from tests.frame import Class


@pytest.fixture(scope="module")
def klass(tmp_path_factory):
    return Class(tmp_path_factory.mktemp("plugin"))


def test_formgraders_button_grades_behind_the_walls(klass):
    notebook = klass.autograde("perfect")
    result = notebook.metadata["lossbook"]
    assert {wall.partition(":")[0] for wall in result["walls"]} >= {"process", "files", "memory"}

    assert klass.scores("perfect") == {"double": 2.0, "positive_mean": 3.0}


def test_grading_without_walls_is_asked_for_by_name_and_said(klass):
    notebook = klass.autograde("perfect", without_walls=True)
    assert notebook.metadata["lossbook"]["walls"] == ["process"]
    assert SandboxedExecute().without_walls is False


def test_a_notebook_that_cannot_be_read_gets_zero_and_the_reason(klass):
    (klass.submit("garbage") / "tiny.ipynb").write_bytes(b"\0not a notebook")
    notebook = klass.autograde("garbage")
    assert klass.scores("garbage") == {"double": 0.0, "positive_mean": 0.0}
    assert "is not a notebook" in notebook.metadata["lossbook"]["notes"][0]


def test_limits_of_the_command_line_count_and_a_wrong_one_is_refused(klass):
    path = klass.submit("slow") / "tiny.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "double-answer":
            cell.source = "import time\ndef double(x):\n    time.sleep(0.1)\n    return 2.0 * x"
    nbformat.write(notebook, path)
    assert klass.autograde("slow").metadata["lossbook"]["exercises"][0]["score"] == 2
    graded = klass.autograde("slow", limits={"call_seconds": 0.3})
    assert graded.metadata["lossbook"]["exercises"][0]["status"] == "timeout"
    refused = klass.api(limits={"cal_seconds": 1}).autograde("tiny", "slow")
    assert "'cal_seconds' is no limit" in refused["error"] + refused["log"]


def test_a_submission_is_begun_as_it_is_asked_for(klass, monkeypatch):
    """The first of nbgrader's two passes begins, and the second asks for the same."""
    begun, asked = [], []
    begin, ask = button.begin, button.ask
    monkeypatch.setattr(button, "begin", lambda r: begun.append(r) or begin(r))
    monkeypatch.setattr(button, "ask", lambda r, s, b=None: asked.append((r, b)) or ask(r, s, b))
    klass.autograde("perfect")
    (graded,) = [(request, wire) for request, wire in asked if request["do"] == "grade"]
    assert graded[0] in begun
    assert graded[1] is not None


@pytest.mark.parametrize("level", ["message", "score"])
def test_no_hidden_input_reaches_what_students_receive(klass, level):
    # Right for the public inputs, wrong for every hidden one; and it repeats what it was given.
    folder = klass.submit(f"spy-{level}")
    path = folder / "tiny.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "double-answer":
            cell.source = (
                "seen = []\ndef double(x):\n    seen.append(f'<{x:08.1f}>')\n"
                "    if x in (1.0, 3.0, 1024.0): return 2.0 * x\n    raise ValueError(str(seen))"
            )
    notebook.cells.append(nbformat.v4.new_code_cell("print('spied', seen)"))
    notebook.cells.append(nbformat.v4.new_code_cell("raise ValueError(f'spied {seen}')"))
    nbformat.write(notebook, path)
    graded = klass.autograde(folder.parent.name, disclosure=level)
    stored = json.dumps(graded.metadata["lossbook"])
    assert "double(x=" in stored, "the instructor's result keeps the counterexample"
    page = klass.feedback(folder.parent.name)
    for check in graded.metadata["lossbook"]["exercises"][0]["checks"]:
        if not check["passed"]:
            assert check["counterexample"]["call"] not in page
    assert "&lt;000" not in page
    assert "spied [" not in page
    assert ("Small numbers are doubled." in page) == (level == "message")


def test_a_score_given_by_hand_is_the_one_on_the_page(klass):
    klass.autograde("mistake-3")
    with Gradebook(klass.db_url) as book:
        grade = book.find_grade("double", "tiny", "tiny", "mistake-3")
        grade.manual_score = 1.75
        book.find_comment(
            "double-answer", "tiny", "tiny", "mistake-3"
        ).manual_comment = "Near *it*."
        book.db.commit()
    page = klass.feedback("mistake-3")
    assert "changed by hand to 1.75 of 2 points" in page
    assert "Near <em>it</em>." in page


def test_a_newer_submission_is_graded_again_and_an_older_one_is_not(klass):
    folder = klass.submit("again", like="untouched")
    stamp = folder / "timestamp.txt"
    stamp.write_text("2024-03-01 10:00:00 UTC")
    api = klass.api()
    assert api.autograde("tiny", "again", force=False)["success"]
    shutil.copyfile(klass.root / "submitted/perfect/tiny/tiny.ipynb", folder / "tiny.ipynb")
    assert api.autograde("tiny", "again", force=False)["success"]
    assert klass.scores("again")["double"] == 0.0
    stamp.write_text("2024-03-01 11:00:00 UTC")
    assert api.autograde("tiny", "again", force=False)["success"]
    assert klass.scores("again")["double"] == 2.0


def test_the_server_that_grades_goes_on_copying_files_for_everything_else(klass):
    api = klass.api()
    before = list(api.coursedir.ignore)
    assert api.autograde("tiny", "perfect")["success"]
    assert type(api.coursedir) is CourseDirectory
    assert api.coursedir.ignore == before


def test_autograding_sees_the_folders_that_nbgrader_was_given(klass):
    folders = klass.api().coursedir
    ours = SubmissionFolders.instead_of(folders)
    for name in folders.trait_names(config=True):
        if name != "ignore":
            assert getattr(ours, name) == getattr(folders, name)
    assert os.path.isabs(ours.root)


def test_a_server_grades_with_the_chapter_as_it_is_now(tmp_path):
    there = Class(tmp_path)
    assert there.autograde("perfect").metadata["lossbook"]["score"] == 5
    path = there.course.solutions / "tiny" / "double" / "checks.py"
    path.write_text(path.read_text().replace('title="Double it"', 'title="Twice as much"'))
    shutil.rmtree(there.root / "autograded")
    graded = there.autograde("perfect")
    titles = [cell.metadata.get("lossbook", {}).get("title") for cell in graded.cells]
    assert "Twice as much" in titles


def test_what_the_button_has_graded_need_not_be_graded_again_by_the_class(tmp_path):
    there = Class(tmp_path)
    there.autograde("perfect")
    outcomes = grade_class(there.course, there.chapter, Workspace(there.root / "submitted"))
    assert [o.folder.student for o in outcomes if not o.fresh] == ["perfect"]
