from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from losslab.grader_as_loss import homework
from losslab.grader_as_loss.homework import PROPERTIES

LISTS = [list(xs) for n in range(5) for xs in product(range(3), repeat=n)]


@pytest.mark.parametrize("name", PROPERTIES)
def test_sorting_keeps_every_property(name):
    assert all(PROPERTIES[name](xs, sorted(xs)) for xs in LISTS)


def test_order_and_counts_together_are_sorting():
    for xs in LISTS:
        kept = [
            ys for ys in LISTS if all(PROPERTIES[p](xs, ys) for p in ("ordered", "same counts"))
        ]
        assert kept == [sorted(xs)]


def test_all_but_the_counts_leave_room():
    loose = [name for name in PROPERTIES if name != "same counts"]
    kept = [ys for ys in LISTS if all(PROPERTIES[name]([2, 1, 1], ys) for name in loose)]
    assert kept == [[1, 1, 2], [1, 2, 2]]


def played(f, properties, lists):
    return homework.gamed(homework.sorted_by(f, properties, lists), properties, lists)


def test_a_game_reports_what_it_breaks():
    seen = played(lambda properties: lambda xs: xs[:1], list(PROPERTIES), [[], [3, 1]])
    assert seen == {
        "made": True,
        "broken": ["same length", "nothing lost", "same counts"],
        "sorts [2, 1, 1]": False,
    }


def test_a_sorter_is_found_out():
    assert played(lambda properties: sorted, [], [])["sorts [2, 1, 1]"]


def test_no_sorter_is_an_answer():
    assert played(lambda properties: None, ["ordered"], []) == {
        "made": False,
        "broken": [],
        "sorts [2, 1, 1]": False,
    }


class Liar(list):
    def __eq__(self, other):
        return True

    __hash__ = None


@pytest.mark.parametrize("result", [[1.0, 1, 2], {1, 2}, "112", ["1"], [[1]], None])
def test_something_other_than_a_list_of_integers_breaks_everything(result):
    seen = played(lambda properties: lambda xs: result, ["same length"], [])
    assert seen == {
        "made": True,
        "broken": ["same length", "a list of integers"],
        "sorts [2, 1, 1]": False,
    }


@pytest.mark.parametrize("result", [Liar([1, 1, 2]), (1, 1, 2), np.array([1, 1, 2])])
def test_lists_and_integers_of_every_kind_are_read_as_what_they_hold(result):
    for items in (result, [np.int64(x) for x in result]):
        seen = played(lambda properties, ys=items: lambda xs: ys, list(PROPERTIES), [])
        assert seen == {"made": True, "broken": [], "sorts [2, 1, 1]": True}


def test_a_sorter_may_change_its_list():
    def sorter(xs):
        xs.reverse()
        return xs

    lists = [[1, 2]]
    assert played(lambda properties: sorter, ["same counts"], lists)["broken"] == []
    assert lists == [[1, 2]]


def test_tabled_asks_in_the_order_given_with_inputs_made_anew():
    public = [([1, 2], 3)]
    asked = [[1], [1, 2], [1]]
    got = homework.tabled(lambda pairs: lambda x: (x is pairs[0][0], x), public, asked)
    assert got == [(False, x) for x in asked]


def test_answers_come_in_the_order_that_is_asked_for():
    names = list(reversed(homework.LEARNERS))
    assert list(homework.answers(names)) == names
    with pytest.raises(ValueError, match="no learner 'nobody'"):
        homework.answers(["nobody"])


@pytest.mark.parametrize("name", homework.LEARNERS)
def test_every_learner_finds_a_positive_number_where_it_stands_alone(name):
    assert homework.LEARNERS[name]([7]) == pytest.approx(7)


def test_two_learners_raise_exceptions_of_two_classes_that_have_one_name():
    raised = []
    for name in ("has an error of its own", "has another of that name"):
        with pytest.raises(Exception) as info:
            homework.LEARNERS[name]([])
        raised.append(info.type)
    first, second = raised
    assert first is not second
    assert first.__qualname__ == second.__qualname__
