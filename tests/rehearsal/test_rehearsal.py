"""From handing out to exported grades, through the pages that people use.

It takes minutes, and runs where LOSSBOOK_REHEARSAL is set: ``.ci/rehearse`` sets it and installs
what it needs. Its pictures lie in build/rehearsal.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbgrader.api import Gradebook

from autograder.authoring.sample import answered
from tests.conftest import ROOT, copy_tiny
from tests.rehearsal.hub import INSTRUCTOR, STUDENTS, Hub, missing

pytestmark = pytest.mark.skipif(
    not os.environ.get("LOSSBOOK_REHEARSAL"), reason="takes minutes: .ci/rehearse runs it"
)
PICTURES = ROOT / "build" / "rehearsal"
# As book/teaching.md tells it: whoever is late gets nothing, but Dan may hand in a day later.
LATENESS_COSTS = '\nc.LateSubmissionPlugin.penalty_method = "zero"\n'
EXTENSIONS = "tiny:\n  students:\n    dan: {days: 1, why: ill}\n"


@pytest.fixture(scope="module")
def hub() -> Iterator[Hub]:
    if lacking := missing():
        pytest.fail(f"the rehearsal cannot run here: {lacking}")
    with Hub() as made:
        home = made.home(INSTRUCTOR)
        course = copy_tiny(home / "course")
        with (course.root / "nbgrader_config.py").open("a") as config:
            config.write(LATENESS_COSTS)
        (home / ".jupyter").mkdir()
        (home / ".jupyter" / "nbgrader_config.py").symlink_to(course.root / "nbgrader_config.py")
        made.give(INSTRUCTOR, home)
        course.root.chmod(0o700)
        made.start()
        yield made


def test_a_class_goes_from_hand_out_to_exported_grades(hub, tmp_path):
    root = hub.home(INSTRUCTOR) / "course"
    hub.run(INSTRUCTOR, "lossbook", "assemble", folder=root)
    hand_out(hub)
    solve(hub, tmp_path)
    submit_through_the_pages(hub, "ann")
    hub.run("cid", "nbgrader", "submit", "tiny")
    students_cannot_reach_what_is_the_instructors(hub, root)
    time_is_up(hub, root)
    submit_through_the_pages(hub, "bob")
    hub.run("dan", "nbgrader", "submit", "tiny")
    collect_and_grade(hub)
    assert scores(root) == {"ann": 5, "bob": 1, "cid": 0, "dan": 2}
    assert penalties(root) == {"ann": 0, "bob": 1, "cid": 0, "dan": 0}
    grade_the_essay_by_hand(hub)
    assert scores(root)["ann"] == 6.5
    give_feedback(hub)
    page = fetch_feedback(hub, "ann")
    assert "6.5 of" in page
    assert ", in time" in page
    page = fetch_feedback(hub, "bob")
    assert "What probably happened" in page
    assert "after the due date" in page
    assert "1 taken off for lateness" in page
    assert "in time with your extension" in fetch_feedback(hub, "dan")
    the_class_is_graded_alike_at_once(hub, root)
    read_the_report(hub, root)
    said = hub.run(INSTRUCTOR, "lossbook", "export", "--to", "canvas", folder=root)
    assert "wrote canvas.csv" in said
    assert "wait for a person" not in said, "the only essay has its score"
    with (root / "canvas.csv").open() as file:
        rows = {row["SIS Login ID"]: row["tiny"] for row in csv.DictReader(file)}
    assert {name: rows[name] for name in STUDENTS} == {
        "ann": "6.5",
        "bob": "0.0",
        "cid": "0.0",
        "dan": "2.0",
    }
    audit = hub.run(INSTRUCTOR, "lossbook", "audit", "--json", folder=root)
    changes = [json.loads(line) for line in audit.splitlines()]
    assert [c["who"] for c in changes if c["after"] == 1.5] == ["instructor"]
    assert [c["why"] for c in changes if c["field"] == "extension"] == ["ill"]


def hand_out(hub: Hub) -> None:
    """Release by formgrader's button; two students fetch by a button, two by a command."""
    with person(hub, INSTRUCTOR) as at:
        at.open("formgrader/manage_assignments")
        at.find("td.name", "tiny")
        at.click("td.release a")
        at.find(".modal-body", "Successfully released")
        at.open("formgrader/manage_assignments")
        at.find("td.name", "tiny")
        at.picture("released")
    for name in STUDENTS[:2]:
        with person(hub, name) as at:
            open_assignments(at, "Fetch")
            at.click("button", "Fetch")
            at.until(lambda name=name: (hub.home(name) / "tiny" / "tiny.ipynb").exists())
    for name in STUDENTS[2:]:
        hub.run(name, "nbgrader", "fetch_assignment", "tiny")


def solve(hub: Hub, tmp_path: Path) -> None:
    """Ann solves everything, Bob makes the first known mistake, Cid nothing, Dan half of it."""
    course = copy_tiny(tmp_path / "tiny")
    chapter = course.chapter("tiny")

    def mistaken(exercise) -> str:
        return chapter.known_source(exercise, chapter.mutants(exercise)[0])

    def half(exercise) -> str | None:
        first = exercise is chapter.exercises[0]
        return chapter.solution_source(exercise) if first else None

    writes = {"ann": chapter.solution_source, "bob": mistaken, "cid": lambda e: None, "dan": half}
    for name, write in writes.items():
        path = hub.home(name) / "tiny" / "tiny.ipynb"
        fetched: NotebookNode = nbformat.read(path, as_version=4)
        nbformat.write(answered(fetched, chapter, write), path)
        hub.give(name, path.parent)


def submit_through_the_pages(hub: Hub, name: str) -> None:
    with person(hub, name) as at:
        open_assignments(at, "Validate")
        at.click("button", "Validate")
        at.find(".jp-Dialog", "Success" if name == "ann" else "fail")
        at.picture(f"validated-{name}")
        at.click(".jp-Dialog button.jp-mod-accept")
        at.click("button", "Submit")
        at.until(lambda: list(hub.exchange.glob(f"loss-precisely/inbound/{name}+tiny+*")))
        at.picture(f"submitted-{name}")


def students_cannot_reach_what_is_the_instructors(hub: Hub, root: Path) -> None:
    """Neither solutions are read nor the course in the exchange replaced."""
    course = hub.exchange / "loss-precisely"
    for attempt in (("ls", root / "solutions"), ("mv", course, hub.exchange / "mine")):
        said = hub.run("bob", "sh", "-c", '"$@" 2>&1 || true', "sh", *map(str, attempt))
        assert "not permitted" in said or "denied" in said, said


def time_is_up(hub: Hub, root: Path) -> None:
    """Ann and Cid have handed in; the due date is now, and Dan has an extension."""
    due = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f} UTC"
    command = ("nbgrader", "db", "assignment", "add", "tiny", f"--duedate={due}")
    hub.run(INSTRUCTOR, *command, folder=root)
    (root / "extensions.yml").write_text(EXTENSIONS)
    hub.give(INSTRUCTOR, root / "extensions.yml")


def the_class_is_graded_alike_at_once(hub: Hub, root: Path) -> None:
    """What formgrader's button has graded, ``lossbook grade`` need not grade again."""
    said = hub.run(INSTRUCTOR, "lossbook", "grade", "tiny", folder=root)
    assert "0 graded, 4 unchanged" in said
    assert scores(root) == {"ann": 6.5, "bob": 1, "cid": 0, "dan": 2}
    assert penalties(root) == {"ann": 0, "bob": 1, "cid": 0, "dan": 0}


def read_the_report(hub: Hub, root: Path) -> None:
    hub.run(INSTRUCTOR, "lossbook", "report", "tiny", "--html", "report.html", folder=root)
    with person(hub, INSTRUCTOR) as at:
        at.open("files/course/report.html")
        at.find("h1", "tiny")
        at.find("td", "−1 points)")
        at.picture("report")


def collect_and_grade(hub: Hub) -> None:
    with person(hub, INSTRUCTOR) as at:
        at.open("formgrader/manage_assignments")
        at.find("td.name", "tiny")
        at.click("td.collect a")
        at.find(".modal-body", "Successfully collected")
        for name in STUDENTS:
            at.open("formgrader/manage_submissions/tiny")
            row = at.until(
                lambda name=name: [
                    row
                    for row in at.driver.find_elements("css selector", "#main-table tr")
                    if name in row.text
                ]
            )[0]
            at.until(lambda row=row: [row.find_element("css selector", "td.autograde a").click()])
            at.find(".modal-body", "Successfully autograded")
        at.open("formgrader/manage_submissions/tiny")
        at.find("td.score", "5")
        at.picture("graded")


def grade_the_essay_by_hand(hub: Hub) -> None:
    with Gradebook(f"sqlite:///{hub.home(INSTRUCTOR) / 'course' / 'gradebook.db'}") as book:
        key = book.find_submission_notebook("tiny", "tiny", "ann").id
    with person(hub, INSTRUCTOR) as at:
        at.open(f"formgrader/submissions/{key}")
        # The page's own script fills the placeholders; what is typed before that is lost.
        at.until(lambda: at.find("#why_double_extra_credit").get_attribute("placeholder") == "0")
        at.find("#why_double.score").send_keys("1.5")
        at.find("#why_double.score").send_keys("\t")
        at.until(lambda: scores(hub.home(INSTRUCTOR) / "course")["ann"] == 6.5)
        at.picture("graded-by-hand")


def give_feedback(hub: Hub) -> None:
    with person(hub, INSTRUCTOR) as at:
        at.open("formgrader/manage_assignments")
        at.find("td.name", "tiny")
        at.click("td.generate-feedback a")
        at.find(".modal-body", "Successfully generated feedback")
        at.open("formgrader/manage_assignments")
        at.click("td.release-feedback a")
        at.find(".modal-body", "Successfully released feedback")


def fetch_feedback(hub: Hub, name: str) -> str:
    with person(hub, name) as at:
        open_assignments(at, "Fetch Feedback")
        at.click("button", "Fetch Feedback")
        folder = hub.home(name) / "tiny" / "feedback"
        page = at.until(lambda: list(folder.glob("*/tiny.html")))[0]
        at.open(f"files/{page.relative_to(hub.home(name))}")  # by the student's own server
        at.find("h1")
        at.picture(f"feedback-{name}")
        return re.sub(r"\s+", " ", str(at.driver.page_source))


def open_assignments(at, button: str) -> None:
    """Open the assignment list, and in it the assignment, until one of its buttons is there."""
    at.open("lab?reset")
    at.reach(
        *("button", button),
        (".lm-MenuBar-item", "Nbgrader"),
        (".lm-Menu-item", "Assignment List"),
        ("a.collapsed, .assignment a", "tiny"),
    )


def person(hub: Hub, name: str):
    from tests.rehearsal.browser import Browser

    return Browser(hub.url, name, PICTURES)


def scores(root: Path) -> dict[str, float]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {s.student.id: s.score for s in book.assignment_submissions("tiny")}


def penalties(root: Path) -> dict[str, float]:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        found = book.assignment_submissions("tiny")
        return {s.student.id: s.late_submission_penalty for s in found}
