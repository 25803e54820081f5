"""Fixtures for all tests: a tiny course in a temporary folder, and a warm process."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import autograder  # before nbformat, or a grammar is compiled that nothing needs  # noqa: F401

# isort: split
import pytest
from nbformat import NotebookNode

from autograder.authoring.release import ensure
from autograder.course.chapter import Chapter
from autograder.course.course import Course
from autograder.course.notebook import (
    ANSWER,
    SubmittedCell,
    nbgrader_metadata,
    read_release,
    rebuild,
)
from autograder.judging.case_set import CaseSet
from autograder.judging.grading import grade
from autograder.judging.result import Result
from autograder.sandbox import Limits, Zygote

# Tests that run beside each other must not look into each other's temporary files.
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["TMPDIR"] = tempfile.tempdir = tempfile.mkdtemp(prefix=f"{worker}-")
    os.chmod(tempfile.tempdir, 0o755)  # for a server that runs as another user
    atexit.register(shutil.rmtree, tempfile.tempdir, ignore_errors=True)

# What grades for nbgrader's plug-in must not outlive the tests for long.
os.environ["LOSSBOOK_IDLE_SECONDS"] = "30"

# What tests solve is nobody's progress.
os.environ["LOSSLAB_PROGRESS"] = ""

ROOT = Path(__file__).resolve().parents[1]
SEED = 20_221_002
# Short, so that a test of an endless loop does not take long.
QUICK = Limits(cell_seconds=4.0, call_seconds=4.0, total_seconds=60.0, memory_mib=1024)

# What takes minutes, the longest first: a worker that began one of these last would be left alone.
LONGEST = (
    "release/test_book.py",
    "release/test_contract.py",
    "release/test_answers.py",
    "autograder/classroom/test_grade_class.py",
    "autograder/classroom/test_gradebook.py",
    "malware/test_by_heart.py",
    "malware/test_in_a_container.py",
    "autograder/classroom/test_findings.py",
    "release/test_nbgrader.py",
    "release/test_postgres.py",
    "autograder/classroom/test_dask_executor.py",
    "autograder/test_cli.py",
    "autograder/test_plugin.py",
    "benchmarks/test_benchmarks.py",
    "release/test_once.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    place = {ROOT / "tests" / name: rank for rank, name in enumerate(LONGEST)}
    assert all(path.is_file() for path in place)
    items.sort(key=lambda item: place.get(item.path, len(place)))


@dataclass(frozen=True)
class Graded:
    """A graded notebook and its result."""

    notebook: NotebookNode
    result: Result


def grade_notebook(notebook: NotebookNode, *arguments: Any, **options: Any) -> Graded:
    """Grade a rebuilt notebook in place."""
    return Graded(notebook, grade(notebook, *arguments, **options))


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    with Zygote() as warm:
        yield warm


def copy_tiny(folder: Path) -> Course:
    shutil.copytree(ROOT / "tests" / "courses" / "tiny", folder)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return Course(folder)


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return copy_tiny(tmp_path_factory.mktemp("course") / "tiny")


@pytest.fixture(scope="session")
def chapter(course: Course) -> Chapter:
    return course.chapter("tiny")


@pytest.fixture(scope="session")
def case_set(chapter: Chapter) -> CaseSet:
    return CaseSet(chapter, SEED)


@pytest.fixture(scope="session")
def release(course: Course, chapter: Chapter) -> NotebookNode:
    return read_release(ensure(chapter))


@pytest.fixture
def submit(
    release: NotebookNode, chapter: Chapter, case_set: CaseSet, zygote: Zygote
) -> Callable[..., Graded]:
    """Grade a submission whose answers are given by exercise; the others are right.

    ``before`` and ``after`` are extra cells of the learner's, at the top and at the end.
    """

    def grade_answers(
        *, before: str = "", after: str = "", limits: Limits = QUICK, **answers: str
    ) -> Graded:
        cells = [SubmittedCell("code", before, None)]
        for cell in release.cells:
            grade_id = nbgrader_metadata(cell).get("grade_id")
            name = (grade_id or "").removesuffix(ANSWER)
            source = cell.source
            if (grade_id or "").endswith(ANSWER):
                source = answers.get(name, chapter.solution_source(chapter.exercise(name)))
            cells.append(SubmittedCell(cell.cell_type, source, grade_id))
        cells.append(SubmittedCell("code", after, None))
        return grade_notebook(rebuild(release, cells), case_set, zygote, "learner", limits)

    return grade_answers
