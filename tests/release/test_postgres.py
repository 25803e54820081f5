"""The gradebook on a real PostgreSQL server.

The server is started by a user of its own where the tests run as root: it refuses root.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("psycopg")
pytest.importorskip("pytest_postgresql")

from nbgrader.api import Gradebook
from port_for import get_port
from pytest_postgresql import factories

from autograder.authoring.release import nbgrader
from autograder.authoring.sample import sample_class
from autograder.classroom.grade_class import grade_class
from autograder.classroom.gradebook import GradebookWriter
from autograder.classroom.submission_folder import SubmissionFolder
from autograder.classroom.workspace import Workspace
from autograder.judging.submission import CellScores
from tests.conftest import QUICK

OWNER = "postgres"


def programs() -> Path | None:
    """Where the server's programs are; Debian keeps them off PATH."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    places = [Path(on_path)] if on_path else sorted(found)
    return places[-1].parent if places else None


@pytest.fixture(scope="session")
def server() -> Iterator[SimpleNamespace]:
    """A server on a free port with an empty data folder of its own."""
    where = programs()
    if where is None:
        pytest.skip("there is no PostgreSQL server here: apt-get install postgresql")
    owner: dict = {}
    if os.geteuid() == 0:
        if OWNER not in {user.pw_name for user in pwd.getpwall()}:
            pytest.skip(f"PostgreSQL does not run as root, and there is no user {OWNER}")
        owner = {"user": OWNER, "group": pwd.getpwnam(OWNER).pw_gid, "extra_groups": []}
    port = get_port(None)
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    if owner:
        shutil.chown(folder, OWNER, owner["group"])

    def run(program: str, *arguments: str) -> None:
        command = [str(where / program), *arguments]
        with (folder.parent / f"{folder.name}.log").open("a") as log:
            subprocess.run(command, cwd=folder, stdout=log, stderr=log, check=True, **owner)

    data = str(folder / "data")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        run("initdb", "-D", data, "-U", OWNER, "--auth=trust", "--encoding=UTF8", "--no-sync")
        run("pg_ctl", "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start")
        yield SimpleNamespace(
            host="127.0.0.1",
            port=port,
            user=OWNER,
            password="",
            options="",
            maintenance_dbname="postgres",
            template_dbname=None,
        )
        run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
        (folder.parent / f"{folder.name}.log").unlink()


existing = factories.postgresql_noproc(depends_on="server")
database = factories.postgresql("existing")


@pytest.fixture
def db_url(database) -> str:
    info = database.info
    return f"postgresql://{info.user}@{info.host}:{info.port}/{info.dbname}"


@pytest.fixture
def workspaces(course, chapter, tmp_path, db_url) -> tuple[Workspace, Workspace]:
    """One class with a gradebook in SQLite and one in PostgreSQL."""
    sample_class(course, chapter, tmp_path / "one" / "submitted")
    for student in ("loops", "crashes"):
        shutil.rmtree(tmp_path / "one" / "submitted" / student)
    (tmp_path / "one" / "submitted" / "missing" / "tiny").mkdir(parents=True)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    one = Workspace(tmp_path / "one" / "submitted")
    return one, Workspace(tmp_path / "two" / "submitted", db_url)


def scores(workspace: Workspace) -> dict:
    with Gradebook(workspace.gradebook) as book:
        return {
            (s.student.id, g.name): (g.auto_score, g.manual_score, g.score, g.needs_manual_grade)
            for s in book.assignment_submissions("tiny")
            for n in s.notebooks
            for g in n.grades
        }


def test_postgresql_holds_what_sqlite_holds(course, chapter, workspaces, tmp_path):
    for workspace in workspaces:
        grade_class(course, chapter, workspace, jobs=2, seed=1, limits=QUICK)
        with Gradebook(workspace.gradebook) as book:
            book.find_grade("double", "tiny", "tiny", "quarter").manual_score = 1.5
            book.db.commit()
        outcomes = grade_class(course, chapter, workspace, jobs=2, limits=QUICK)
        assert not any(o.fresh for o in outcomes)
        grade_class(course, chapter, workspace, jobs=2, seed=1, limits=QUICK, force=True)
    one, two = map(scores, workspaces)
    assert one == two
    # What the manual score was given for has not changed, so nobody is asked again.
    assert one["quarter", "double"] == (2.0, 1.5, 1.5, False)
    # nbgrader itself reads it.
    nbgrader(course, "export", f"--to={tmp_path / 'grades.csv'}", *workspaces[1].settings(course))
    assert "quarter" in (tmp_path / "grades.csv").read_text()


def test_a_value_that_postgresql_refuses_does_not_stop_the_others(course, chapter, workspaces):
    workspace = workspaces[1]
    marks = CellScores({"double": 1.0, "positive_mean": 0.0}, {})
    entries = [
        (SubmissionFolder(name, "tiny", workspace.submitted / name), marks)
        for name in ("ann", "b" * 200, "cid")
    ]
    with GradebookWriter(course, workspace) as book:
        book.ensure(chapter)
        trouble = book.record(entries)
    assert [bool(t) for t in trouble] == [False, True, False]
    assert "b" * 30 not in trouble[1]
    assert {student for student, _ in scores(workspace)} == {"ann", "cid"}


def test_a_connection_that_the_server_cuts_is_made_again(course, chapter, workspaces, database):
    workspace = workspaces[1]
    marks = CellScores({"double": 1.0, "positive_mean": 0.0}, {})
    ann = SubmissionFolder("ann", "tiny", workspace.submitted / "ann")
    with GradebookWriter(course, workspace) as book:
        book.ensure(chapter)
        assert book.record([(ann, marks)]) == [""]
        database.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert book.record([(ann, marks)]) == [""]
    assert scores(workspace)["ann", "double"] == (1.0, None, 1.0, False)
