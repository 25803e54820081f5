from __future__ import annotations

from itertools import combinations, product

import pytest
from losslab.grader_as_loss import suites

BANKS = [list(map(list, rows)) for rows in combinations(product([True, False], repeat=3), 3)]


def stopped(bank, suite):
    return [not all(row[j] for j in suite) for row in bank]


@pytest.mark.parametrize("bank", BANKS)
def test_no_smaller_suite_stops_whoever_can_be_stopped(bank):
    due = stopped(bank, range(3))
    suite = suites.fewest(bank)
    assert stopped(bank, suite) == due
    smaller = [c for size in range(len(suite)) for c in combinations(range(3), size)]
    assert not any(stopped(bank, c) == due for c in smaller)


def test_of_several_smallest_suites_the_first_is_chosen():
    assert suites.fewest([[False, False, True], [True, False, False]]) == [1]
    assert suites.fewest([[False, False, True]]) == [0]


def test_a_case_is_added_for_each_answer_that_is_reported_and_not_caught():
    bank = [[False, True, False], [True, False, True], [True, True, False], [True, True, True]]
    assert suites.chooser("as reported")(bank) == [2, 1]


def test_two_cases_catch_most():
    bank = [[False, True, False], [True, True, False], [True, False, False]]
    assert suites.chooser("the two that catch most")(bank) == [2, 0]


def test_three_answers_pay_for_a_case():
    choose = suites.chooser("one case for three answers")
    assert [choose([[True, True]] * count) for count in (2, 3, 6, 9)] == [[], [1], [1, 0], [1, 0]]


@pytest.mark.parametrize("name", suites.CHOICES)
def test_a_suite_for_nobody_is_empty(name):
    assert suites.chooser(name)([]) == []


@pytest.mark.parametrize("name", suites.CHOICES)
@pytest.mark.parametrize("bank", BANKS)
def test_a_bank_stays_as_it_is(name, bank):
    before = [list(row) for row in bank]
    assert set(suites.chooser(name)(bank)) <= {0, 1, 2}
    assert bank == before


def test_an_unknown_way_to_choose_is_refused():
    with pytest.raises(ValueError, match="no way to choose 'luck'"):
        suites.chooser("luck")
