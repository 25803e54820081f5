"""One exam for everybody in a run, with the right outcome of every case."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import strategies as st
from losslab.values.plain import Raised

from autograder.course.exercise import Check, Tolerance
from autograder.judging import case_set as case_set_module
from autograder.judging.case_set import CaseSet, Trusted

NUMBERS = st.tuples(st.integers(1, 10**6).map(float))


def with_checks(chapter, *checks):
    """The tiny chapter with an exercise ``double`` that has these checks."""
    one = replace(chapter.exercise("double"), checks=checks)
    return replace(chapter, exercises=(one,))


def cases_of(chapter, seed=5):
    return CaseSet(chapter, seed).cases(chapter.exercises[0])


def split(f, x):
    """A probe whose outcome has two parts."""
    whole = f(x)
    return {"whole": whole, "sign": whole > 0}


def test_a_seed_draws_the_same_exam_and_another_seed_another(chapter):
    def inputs(seed):
        return [q.args for q in CaseSet(chapter, seed).cases(chapter.exercise("double"))]

    assert inputs(1) == inputs(1)
    assert inputs(1) != inputs(2)


def test_a_new_exam_cannot_be_foreseen(chapter):
    assert CaseSet(chapter).seed != CaseSet(chapter).seed


def test_the_order_in_which_exercises_are_asked_does_not_matter(chapter):
    one, other = chapter.exercises
    first, second = CaseSet(chapter, 1), CaseSet(chapter, 1)
    first.cases(one)
    assert repr([q.args for q in first.cases(other)]) == repr([q.args for q in second.cases(other)])


def test_an_exam_is_made_once(chapter):
    case_set, exercise = CaseSet(chapter, 1), chapter.exercise("double")
    assert case_set.cases(exercise) is case_set.cases(exercise)


def test_the_public_inputs_of_a_check_come_first_and_fresh_ones_follow(chapter):
    for exercise in chapter.exercises:
        cases = CaseSet(chapter, 1).cases(exercise)
        for check in exercise.checks:
            here = [q for q in cases if q.check is check]
            known = len(check.public)
            assert [q.public for q in here[:known]] == [True] * known
            assert 0 < len(here[known:]) <= check.draws
            assert not any(q.public for q in here[known:])


def test_checks_with_one_strategy_get_the_same_inputs(chapter):
    whole = Check("check_whole", "It is doubled.", NUMBERS, [(3.0,)], probe=split, part="whole")
    sign = Check("check_sign", "It is positive.", NUMBERS, [(3.0,)], probe=split, part="sign")
    cases = cases_of(with_checks(chapter, whole, replace(sign, draws=3)))
    asked = {
        name: [q.args for q in cases if q.check.name == name]
        for name in ("check_whole", "check_sign")
    }
    assert asked["check_sign"] == asked["check_whole"][: 1 + 3]


def test_short_inputs_are_the_same_for_checks_with_one_strategy(chapter, monkeypatch):
    whole = Check("check_whole", "It is doubled.", NUMBERS, probe=split, part="whole")
    sign = Check("check_sign", "It is positive.", NUMBERS, probe=split, part="sign")
    made = with_checks(chapter, whole, sign)
    case_set, [exercise] = CaseSet(made, 5), made.exercises
    here = [q.args for q in case_set.small(exercise, whole)]
    monkeypatch.setattr(case_set_module, "draw", lambda *_: pytest.fail("drawn twice"))
    assert [q.args for q in case_set.small(exercise, sign)] == here
    assert [q.expected for q in case_set.small(exercise, sign)] == [True] * len(here)


def test_a_check_with_an_equal_strategy_of_its_own_gets_inputs_of_its_own(chapter):
    first = Check("check_a", "It is doubled.", NUMBERS)
    second = Check("check_b", "It is doubled.", st.tuples(st.integers(1, 10**6).map(float)))
    cases = cases_of(with_checks(chapter, first, second))
    one, other = ([q.args for q in cases if q.check is c] for c in (first, second))
    assert one != other


def test_the_reference_is_called_once_for_what_several_checks_look_at(chapter):
    calls = []

    def counting(f, x):
        calls.append(x)
        return split(f, x)

    checks = [
        Check(f"check_{part}", "It holds.", NUMBERS, probe=counting, part=part)
        for part in ("whole", "sign")
    ]
    cases = cases_of(with_checks(chapter, *checks))
    assert len(calls) == len(set(calls)) == len(cases) / 2
    assert {q.expected for q in cases if q.check.part == "sign"} == {True}


def test_what_is_expected_comes_from_the_reference_or_from_an_oracle(chapter):
    plain = Check("check_reference", "It is doubled.", st.just((3.0,)))
    oracle = Check("check_oracle", "It is tripled.", st.just((3.0,)), oracle=lambda x: 3 * x)
    first, second = cases_of(with_checks(chapter, plain, oracle))
    assert (first.expected, second.expected) == (6.0, 9.0)


def test_a_reference_that_its_oracle_refutes_is_wrong(chapter):
    right = Check("check_right", "It is doubled.", st.just((3.0,)), oracle=lambda x: x + x)
    wrong = Check("check_wrong", "It is tripled.", st.just((3.0,)), oracle=lambda x: 3 * x)
    first, second = cases_of(with_checks(chapter, right, wrong))
    assert first.model == (6.0, None)
    assert second.model[0] == 6.0
    assert second.model[1]


def test_what_a_check_reads_is_what_is_compared(chapter):
    check = Check(
        "check_parity",
        "It is even.",
        st.just((3.0,)),
        reads=lambda outcome, x: [outcome % 2 == 0, x],
    )
    (case,) = cases_of(with_checks(chapter, check))
    assert case.expected == [True, 3.0]


def test_an_exception_of_the_reference_is_expected(chapter):
    exercise = chapter.exercise("positive_mean")
    cases = CaseSet(chapter, 1).cases(exercise)
    raised = [q.expected for q in cases if q.check.name == "check_nothing_to_average"]
    assert raised
    assert all(isinstance(e, Raised) and e.types[0] == "ValueError" for e in raised)


def test_an_answer_is_as_near_as_the_tolerance_of_its_case_says(chapter):
    check = Check(
        "check_near",
        "It is near.",
        st.just((3.0,)),
        tolerance=lambda expected, x: Tolerance(0.0, x / 10),
    )
    (case,) = cases_of(with_checks(chapter, check))
    assert case.wrong(6.2) is None
    assert case.wrong(6.4)


def test_no_case_shows_its_answer_when_it_is_printed(chapter):
    """A traceback or a log must not hold what is expected."""
    check = Check("check_value", "It is doubled.", st.just((1234.5,)))
    (case,) = cases_of(with_checks(chapter, check))
    assert "2469" not in repr(case)


def test_the_known_mistakes_stand_where_they_are_wrong_and_nowhere_else(chapter):
    case_set, exercise = CaseSet(chapter, 1), chapter.exercise("double")
    cases = case_set.cases(exercise)
    mistakes = {known.name: wrong for known, wrong in case_set.mistakes(exercise)}
    assert set(mistakes) == {known.name for known in chapter.mutants(exercise)}
    small = mistakes["small"]
    assert small
    assert {cases[i].check.name for i in small} == {"check_large_numbers"}
    for i, got in small.items():
        assert got == cases[i].args[0] != cases[i].expected


def test_a_trusted_function_gets_arguments_of_its_own():
    def spoils(values):
        values += 1
        return values.sum().item()

    mine = np.zeros(3)
    check = Check("check_sum", "It is summed.", st.just((mine,)))
    trusted = Trusted(spoils)
    assert trusted.outcome(check, (mine,)) == 3.0
    assert trusted.outcome(check, (mine,)) == 3.0
    assert mine.tolist() == [0, 0, 0]


@pytest.mark.parametrize("name", ["double", "positive_mean"])
def test_everything_can_be_worked_out_beforehand(chapter, name):
    case_set, exercise = CaseSet(chapter, 1), chapter.exercise(name)
    case_set.answer()
    assert all(case.model[1] is None for case in case_set.cases(exercise))
