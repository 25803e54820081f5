"""What a learner's copy knows: public inputs, right outcomes, and what usual mistakes give."""

import json
from dataclasses import replace

import pytest
from hypothesis import strategies as st
from losslab.values.calling import plain
from losslab.values.compare import Tolerance, difference
from losslab.values.json_form import from_json
from losslab.values.plain import NotPlainError

from autograder.authoring.public_cases import cases
from autograder.course.exercise import Check


@pytest.fixture(scope="module")
def known(chapter):
    """As it is read from the file."""
    return json.loads(json.dumps(cases(chapter), allow_nan=False))


def test_they_hold_no_solution(known):
    text = json.dumps(known)
    assert "def " not in text
    assert "2.0 * x" not in text
    assert set(known["exercises"]) == {"double", "positive_mean"}


def test_they_hold_the_public_inputs_and_no_others(known, chapter):
    for exercise in chapter.exercises:
        stored = known["exercises"][exercise.id]["checks"]
        assert [part["name"] for part in stored] == [check.name for check in exercise.checks]
        for part, check in zip(stored, exercise.checks, strict=True):
            args = [tuple(from_json(case["args"])) for case in part["cases"]]
            assert repr(args) == repr([tuple(a) for a in check.public])


def test_an_expected_value_is_the_references(known, chapter):
    for exercise in chapter.exercises:
        solution = chapter.solution(exercise)
        for part in known["exercises"][exercise.id]["checks"]:
            for case in part["cases"]:
                expected = from_json(case["expected"])
                try:
                    got = plain(solution(*from_json(case["args"])))
                except ValueError:
                    assert expected.types[0] == "ValueError"
                else:
                    assert difference(got, expected, Tolerance(*case["tolerance"])) is None


def test_every_mutant_has_an_outcome_for_every_input_and_a_sentence(known, chapter):
    for exercise in chapter.exercises:
        stored = known["exercises"][exercise.id]
        mutants = chapter.mutants(exercise)
        assert stored["known"] == [mutant.says for mutant in mutants]
        lengths = {len(case["known"]) for part in stored["checks"] for case in part["cases"]}
        assert lengths == {len(mutants)}
    small = known["exercises"]["double"]["known"].index("You doubled small numbers only.")
    (large,) = known["exercises"]["double"]["checks"][1]["cases"]
    assert (large["expected"], large["known"][small]) == (2048.0, 1024.0)


def test_variants_are_not_among_the_mistakes(known):
    assert "Adds instead of multiplying." not in json.dumps(known)


def test_a_tolerance_of_its_own_and_an_oracle_go_with_a_case(chapter):
    check = Check(
        "check_near",
        "It is near.",
        st.just((3.0,)),
        public=[(3.0,)],
        oracle=lambda x: 7.0,
        tolerance=lambda expected, x: Tolerance(0.0, x, False),
    )
    one = replace(chapter.exercise("double"), checks=(check,))
    made = cases(replace(chapter, exercises=(one,)))
    (case,) = made["exercises"]["double"]["checks"][0]["cases"]
    assert (case["expected"], case["tolerance"]) == (7.0, [0.0, 3.0, False, False])


def test_a_helper_that_a_learner_could_not_import_is_refused(chapter):
    check = Check("check_near", "It is near.", st.just((3.0,)), probe=lambda f, x: f(x))
    one = replace(chapter.exercise("double"), checks=(check,))
    with pytest.raises((NotPlainError, AttributeError), match="<l"):
        cases(replace(chapter, exercises=(one,)))
