"""A small class that is graded once, and what tests do with their own copy of it."""

import shutil

import pytest

from autograder.authoring.sample import sample_class
from autograder.classroom.grade_class import Remarks, grade_class
from autograder.classroom.workspace import Workspace
from tests.conftest import QUICK, SEED
from tests.frame import InTurn


@pytest.fixture(scope="session")
def graded(course, chapter, zygote, tmp_path_factory):
    """A class that is graded once; each test has a copy of it."""
    root = tmp_path_factory.mktemp("graded")
    sample_class(course, chapter, root / "submitted")
    for name in ("crashes", "loops"):
        shutil.rmtree(root / "submitted" / name)
    workspace, warm = Workspace(root / "submitted"), InTurn(zygote)
    grade_class(course, chapter, workspace, seed=SEED, limits=QUICK, executor=warm)
    return root


@pytest.fixture
def workspace(graded, tmp_path):
    shutil.copytree(graded, tmp_path / "class")
    return Workspace(tmp_path / "class" / "submitted")


@pytest.fixture
def again(course, chapter, zygote, workspace):
    """Grade once more; what came of it."""

    def grade_again(**options):
        remarks = Remarks()
        options = {"limits": QUICK, "executor": InTurn(zygote), "seed": SEED, **options}
        outcomes = grade_class(course, chapter, workspace, remarks=remarks, **options)
        return {o.folder.student: o for o in outcomes}, remarks

    return grade_again
