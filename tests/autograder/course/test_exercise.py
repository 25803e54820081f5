"""A description that contradicts itself is refused where it is written."""

from dataclasses import replace

import pytest
from hypothesis import strategies as st
from losslab.values.compare import USUAL

from autograder.course.exercise import (
    Check,
    Criterion,
    Essay,
    Exercise,
    Tolerance,
    known_answer,
    mutant,
    variant,
)

NUMBERS = st.tuples(st.integers(0, 9))
CHECK = Check("check_sign", "The sign is kept.", NUMBERS)
EXERCISE = Exercise("A title", "An objective.", 3, 2, 5, ("One.", "Two."), (CHECK,))
LINE = Criterion("A reason", 2, "A good one.", "A bad one.", "None.")
ESSAY = Essay("A title", "An objective.", 5, (LINE,))


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ({"name": "sign"}, "starts with 'check_'"),
        ({"promise": "The sign is kept"}, "full stop"),
        ({"weight": 0}, "positive"),
        ({"weight": -1.0}, "positive"),
        ({"draws": 0}, "positive"),
    ],
)
def test_a_check_that_promises_nothing_is_refused(slip, said):
    with pytest.raises(ValueError, match=said):
        replace(CHECK, **slip)


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ({"points": 0}, "points must be positive"),
        ({"points": -2}, "points must be positive"),
        ({"difficulty": 0}, "1 to 5"),
        ({"difficulty": 6}, "1 to 5"),
        ({"hints": "One hint."}, "tuple of strings"),
        ({"checks": ()}, "checks with different names"),
        ({"checks": (CHECK, CHECK)}, "checks with different names"),
        ({"limits": {"memory_mib": 1.0}}, "cell_seconds and call_seconds only"),
        ({"id": "two words"}, "named for its function"),
    ],
)
def test_an_exercise_that_cannot_be_graded_is_refused(slip, said):
    with pytest.raises(ValueError, match=said):
        replace(EXERCISE, **slip)


@pytest.mark.parametrize(
    "slip", [{"rubric": ()}, {"rubric": (LINE, replace(LINE, points=0))}, {"id": "a-b"}]
)
def test_an_essay_that_nobody_could_grade_is_refused(slip):
    with pytest.raises(ValueError):
        replace(ESSAY, **slip)


def test_checks_share_the_points_by_weight():
    second = replace(CHECK, name="check_size", weight=2.0)
    exercise = replace(EXERCISE, checks=(CHECK, second))
    assert [exercise.share(check) for check in exercise.checks] == [1.0, 2.0]
    thirds = tuple(replace(CHECK, name=f"check_{n}", weight=0.1) for n in "abc")
    exercise = replace(EXERCISE, points=1, checks=thirds)
    assert sum(map(exercise.share, thirds)) == pytest.approx(1.0)


def test_a_tolerance_may_depend_on_what_is_expected_and_on_the_arguments():
    assert CHECK.tolerance_for(1.0, (2,)) == USUAL
    loose = replace(CHECK, tolerance=lambda expected, x: Tolerance(expected, x))
    assert loose.tolerance_for(0.5, (2,)) == Tolerance(0.5, 2)


def test_an_essay_is_worth_its_rubric_and_shows_it():
    essay = replace(ESSAY, rubric=(LINE, Criterion("Form", 0.5, "Short.", "Long.", "Endless.")))
    assert essay.points == 2.5
    *_, first, second = essay.rubric_table().splitlines()
    assert first == "| **A reason** (2) | A good one. | A bad one. | None. |"
    assert second == "| **Form** (0.5) | Short. | Long. | Endless. |"


def test_known_answers_are_known_by_their_decorator_alone():
    @mutant(says="You lost the sign.")
    def absolute(x):
        return abs(x)

    @variant(how="Adds.")
    def by_adding(x):
        return x + x

    wrong, right = known_answer(absolute), known_answer(by_adding)
    assert (wrong.name, wrong.right, wrong.says) == ("absolute", False, "You lost the sign.")
    assert (right.name, right.right, right.says) == ("by_adding", True, "Adds.")
    assert wrong.function(-1) == 1, "it can still be called"
    assert known_answer(lambda x: x) is None
    assert known_answer(replace) is None


def test_a_decorator_without_its_sentence_is_refused():
    with pytest.raises(TypeError, match="must be a sentence"):

        @mutant
        def absolute(x):
            return abs(x)

    with pytest.raises(TypeError, match="how must be a sentence"):
        variant(None)
