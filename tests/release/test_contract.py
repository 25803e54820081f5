"""Every exercise of every chapter keeps the contract, and what is committed is fresh."""

import json
import tomllib
from collections.abc import Iterator

import pytest
from losslab import check
from losslab.values.packed import pack

from autograder.authoring.release import differences
from autograder.authoring.verify import verify_exercise
from autograder.course.course import Course
from autograder.judging.case_set import CaseSet, Trusted, ask
from autograder.sandbox import Zygote
from tests.conftest import ROOT

COURSE = Course(ROOT)
EXERCISES = [
    pytest.param(chapter, exercise, id=f"{chapter.name}-{exercise.id}")
    for chapter in map(COURSE.chapter, COURSE.chapters())
    for exercise in chapter.exercises
]
SEEDS = (1, 2)
# The readings of a forged notebook are known beforehand: that is what the exercise is about.
FORESEEABLE = {"forge"}


@pytest.fixture(scope="module")
def warm() -> Iterator[Zygote]:
    chapters = map(COURSE.chapter, COURSE.chapters())
    with Zygote([name for chapter in chapters for name in chapter.preload], many=True) as zygote:
        yield zygote


@pytest.mark.parametrize(("chapter", "exercise"), EXERCISES)
def test_the_exercise_keeps_the_contract(chapter, exercise, warm):
    assert verify_exercise(chapter, exercise, warm, SEEDS).breaches == []


@pytest.mark.parametrize(("chapter", "exercise"), EXERCISES)
def test_what_a_probe_tells_cannot_be_foreseen(chapter, exercise):
    """A probe runs beside the learner's code, which could replace it by one that tells this."""
    case_set = CaseSet(chapter, SEEDS[0])
    told = [q for q in case_set.cases(exercise) if q.check.probe and not q.check.reads]
    if told and exercise.id not in FORESEEABLE:
        assert len({pack(q.expected) for q in told}) > 1


@pytest.mark.parametrize(("chapter", "exercise"), EXERCISES)
def test_every_known_mistake_fails_a_public_case(chapter, exercise):
    """`check()` names a mistake at once: no fresh input is needed to see it."""
    solution = Trusted(chapter.solution(exercise))
    public = [ask(solution, check, args) for check in exercise.checks for args in check.public]
    passing = []
    for known in chapter.mutants(exercise):
        given = Trusted(known.function)
        if not any(case.wrong(given.outcome(case.check, case.args)) for case in public):
            passing.append(known.name)
    assert passing == []


@pytest.mark.parametrize(("chapter", "exercise"), EXERCISES)
def test_the_reference_passes_its_public_inputs(chapter, exercise):
    cases = COURSE.release / chapter.name / "cases.json"
    check(chapter.solution(exercise), cases)


@pytest.mark.parametrize("name", COURSE.chapters())
def test_the_committed_release_is_fresh(name):
    assert differences(COURSE.chapter(name)) == []


@pytest.mark.parametrize("name", COURSE.chapters())
def test_the_release_holds_no_solution(name):
    chapter = COURSE.chapter(name)
    released = (COURSE.release / name / f"{name}.ipynb").read_text()
    cells = [c for c in json.loads(released)["cells"] if c["cell_type"] == "code"]
    code = "".join("".join(c["source"]) for c in cells)
    assert "SOLUTION" not in code
    assert code.count("raise NotImplementedError()") == len(chapter.exercises)


def test_solutions_do_not_go_into_a_wheel():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    include = settings["tool"]["setuptools"]["packages"]["find"]["include"]
    assert include == ["autograder*", "losslint*"]
