"""A made-up class has one of every kind of learner."""

import nbformat
import pytest

from autograder.authoring.sample import CRASH, ESSAY, LOOP, answered, sample_class
from autograder.course.names import STUB
from autograder.course.notebook import is_answer, nbgrader_metadata


@pytest.fixture(scope="module")
def submitted(course, chapter, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample") / "submitted"
    names = sample_class(course, chapter, folder)
    assert sorted(names) == sorted(path.name for path in folder.iterdir())
    return folder


@pytest.fixture
def answers(submitted):
    def of(student):
        path = submitted / student / "tiny" / "tiny.ipynb"
        cells = nbformat.read(path, as_version=4).cells
        return {nbgrader_metadata(c)["grade_id"]: c.source for c in cells if is_answer(c)}

    return of


def test_there_is_one_of_every_kind(submitted):
    kinds = {"perfect", "untouched", "quarter", "crashes", "loops"}
    mistakes = {f"mistake-{number}" for number in (1, 2, 3, 4)}
    assert {path.name for path in submitted.iterdir()} == kinds | mistakes


def test_the_perfect_one_has_the_references_and_an_essay(answers, chapter):
    perfect = answers("perfect")
    for exercise in chapter.exercises:
        assert perfect[f"{exercise.id}-answer"] == chapter.solution_source(exercise)
    assert perfect["why_double"] == ESSAY


def test_the_untouched_one_is_the_release(answers, release):
    released = {nbgrader_metadata(c)["grade_id"]: c.source for c in release.cells if is_answer(c)}
    assert answers("untouched") == released


def test_a_quarter_solves_the_first_exercises_alone(answers):
    quarter = answers("quarter")
    assert "return 2.0 * x" in quarter["double-answer"]
    assert STUB in quarter["positive_mean-answer"]


@pytest.mark.parametrize(("student", "code"), [("crashes", CRASH), ("loops", LOOP)])
def test_who_breaks_breaks_one_exercise(answers, student, code):
    broken = answers(student)
    assert list(broken.values()).count(code) == 1
    assert "return 2.0 * x" in broken["double-answer"]


def test_who_errs_makes_the_same_known_mistake_everywhere(answers, chapter):
    for number in (1, 2, 3, 4):
        mistaken = answers(f"mistake-{number}")
        for exercise in chapter.exercises:
            source = mistaken[f"{exercise.id}-answer"]
            known = chapter.mutants(exercise)[number - 1]
            assert source == chapter.known_source(exercise, known)
            assert source.startswith(f"def {exercise.id}(")


def test_answering_leaves_the_release_as_it_was(release, chapter):
    before = nbformat.writes(release)
    answered(release, chapter, lambda exercise: "changed")
    assert nbformat.writes(release) == before


def test_writing_a_class_again_leaves_nothing_of_the_old_one(course, chapter, tmp_path):
    sample_class(course, chapter, tmp_path)
    (tmp_path / "perfect" / "tiny" / "old.txt").touch()
    sample_class(course, chapter, tmp_path)
    assert [p.name for p in (tmp_path / "perfect" / "tiny").iterdir()] == ["tiny.ipynb"]
