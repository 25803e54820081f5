from __future__ import annotations

import os

import psutil
import pytest
from losslab.grader_as_loss import toygrader
from losslab.grader_as_loss.toygrader import STATIONS

CASES = [(102, 3), (245, 11), (660, 12)]
FRESH = [(319, 13), (771, 15)]


def readings(cell, where=toygrader.grade):
    return tuple(where(cell, CASES, FRESH)[station] for station in STATIONS)


def set_answer(function):
    def cell(notebook):
        notebook["answer"] = function

    return cell


def digit_sum(x):
    return sum(int(digit) for digit in str(x))


class AlwaysEqual:
    def __eq__(self, other):
        return True

    __hash__ = None


class Full(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key, 1.0)


def looks_up(notebook):
    notebook["answer"] = lambda x: dict(notebook["cases"]).get(x)


def replaces_the_register(notebook):
    notebook["register"] = Full()


def writes_last(notebook):
    notebook["at_exit"].append(lambda: notebook["gradebook"].update(score=1.0))


FORGERIES = {
    "event->answer": looks_up,
    "answer->judge": set_answer(lambda x: AlwaysEqual()),
    "judge->register": replaces_the_register,
    "register->gradebook": writes_last,
}

both = pytest.mark.parametrize("where", [toygrader.grade, toygrader.grade_apart])


@both
def test_a_right_answer_reads_full_everywhere(where):
    assert readings(set_answer(digit_sum), where) == (1, 1, 1, 1, 1)


@both
def test_an_unwritten_answer_reads_nothing_everywhere(where):
    assert readings(lambda notebook: None, where) == (0, 0, 0, 0, 0)


@both
def test_a_partly_right_answer_earns_its_share(where):
    seen = readings(set_answer(lambda x: digit_sum(x) if x < 400 else 0), where)
    assert seen == (1 / 2, 2 / 3, 2 / 3, 2 / 3, 2 / 3)


@both
def test_an_answer_that_raises_is_wrong_and_stops_nobody(where):
    def answer(x):
        if x == 245:
            raise ValueError
        return digit_sum(x)

    assert readings(set_answer(answer), where) == (1, 2 / 3, 2 / 3, 2 / 3, 2 / 3)


@pytest.mark.parametrize(("place", "link"), list(enumerate(toygrader.LINKS)))
def test_each_forgery_steps_from_nothing_to_full_at_its_own_link(place, link):
    assert readings(FORGERIES[link]) == (0,) * (place + 1) + (1,) * (4 - place)


@pytest.mark.parametrize("link", toygrader.LINKS)
def test_no_forgery_crosses_the_boundary(link):
    assert readings(FORGERIES[link], toygrader.grade_apart) == (0, 0, 0, 0, 0)


@both
def test_a_table_of_the_cases_passes_on_both_sides(where):
    table = dict(CASES)
    assert readings(set_answer(table.get), where) == (0, 1, 1, 1, 1)


def test_a_score_that_the_check_cell_overwrites_is_lost():
    def cell(notebook):
        notebook["register"]["score"] = 1.0

    assert readings(cell) == (0, 0, 0, 0, 0)


def test_an_integer_that_lies_is_not_taken_for_an_answer():
    class Liar(int):
        def __eq__(self, other):
            return True

        __hash__ = int.__hash__

    assert readings(set_answer(lambda x: Liar(0))) == (0, 0, 1, 1, 1)


def test_a_register_that_holds_no_number_reads_none():
    class Words(dict):
        def __setitem__(self, key, value):
            super().__setitem__(key, "full")

    def cell(notebook):
        notebook["register"] = Words()

    assert readings(cell)[3] is None


def test_changed_expected_values_fool_the_judge_and_not_the_readings():
    def cell(notebook):
        notebook["cases"] = [(x, None) for x, _ in notebook["cases"]]

    assert readings(cell) == (0, 0, 1, 1, 1)


def test_a_cell_leaves_no_trace_in_the_next_grading():
    for cell in FORGERIES.values():
        readings(cell)
    assert readings(lambda notebook: None) == (0, 0, 0, 0, 0)
    assert CASES == [(102, 3), (245, 11), (660, 12)]


def test_a_cell_elsewhere_changes_nothing_here():
    changed = []
    readings(lambda notebook: changed.append(1), toygrader.grade_apart)
    assert changed == []


def test_a_cell_elsewhere_finds_no_expected_value():
    def cell(notebook):
        found = [y for _, y in notebook["cases"]]
        notebook["answer"] = lambda x: 3 if found == [None] * 3 else 0

    assert readings(cell, toygrader.grade_apart) == (0, 1 / 3, 1 / 3, 1 / 3, 1 / 3)


@pytest.mark.parametrize("end", [lambda: os._exit(0), lambda: 1 / 0], ids=["leaves", "raises"])
def test_a_cell_that_ends_its_process_earns_nothing(end):
    assert readings(lambda notebook: end(), toygrader.grade_apart) == (0, 0, 0, 0, 0)


def test_a_silent_process_is_given_up():
    def cell(notebook):
        while True:
            pass

    seen = toygrader.grade_apart(cell, CASES, FRESH, seconds=0.05)
    assert set(seen.values()) == {0}


def test_no_process_is_left_behind():
    before = {child.pid for child in psutil.Process().children()}
    readings(lambda notebook: None, toygrader.grade_apart)
    assert {child.pid for child in psutil.Process().children()} == before


def test_a_system_that_cannot_fork_is_told_so(monkeypatch):
    monkeypatch.delattr(os, "fork")
    with pytest.raises(RuntimeError, match="fork"):
        toygrader.grade_apart(lambda notebook: None, CASES, FRESH)


def test_forged_hands_over_the_link():
    seen = []
    toygrader.forged(lambda notebook, link: seen.append(link), "event->answer", CASES, FRESH)
    assert seen == ["event->answer"]
