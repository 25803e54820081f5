"""The same seed draws the same inputs, wherever and after whatever."""

import sys
import types

import pytest
from hypothesis import strategies as st

from autograder.judging.drawing import draw, draw_each, simplest
from autograder.judging.seeds import derive, new_seed

ANYTHING = st.tuples(st.integers() | st.floats(allow_nan=False) | st.text())
FEW = st.tuples(st.integers(0, 3))
TEXTS = st.tuples(st.text())
# Numbers and words that nobody would draw by chance.
CONSTANTS = "x = [{}]\n".format(", ".join(f"{n}" for n in range(7_777_001, 7_777_400, 7)))


def test_a_seed_draws_the_same_and_another_seed_something_else():
    assert draw(ANYTHING, 20, 1) == draw(ANYTHING, 20, 1)
    assert draw(ANYTHING, 20, 1) != draw(ANYTHING, 20, 2)


def test_what_was_drawn_before_does_not_matter():
    first = draw(ANYTHING, 20, 1)
    draw(TEXTS, 50, 9)
    assert draw(ANYTHING, 20, 1) == first


def test_the_modules_that_happen_to_be_loaded_do_not_matter(tmp_path, monkeypatch):
    wide = st.tuples(st.integers(7_777_000, 7_777_400))
    before = draw(wide, 60, 3)
    path = tmp_path / "full_of_numbers.py"
    path.write_text(CONSTANTS)
    module = types.ModuleType("full_of_numbers")
    module.__file__ = str(path)
    monkeypatch.setitem(sys.modules, "full_of_numbers", module)
    assert draw(wide, 60, 3) == before


def test_so_many_are_drawn_and_none_of_them_twice():
    drawn = draw(st.tuples(st.integers(0, 10**6)), 12, 1)
    assert len(drawn) == len(set(drawn)) == 12


def test_a_small_domain_is_drawn_whole():
    assert sorted(draw(FEW, 50, 1)) == [(0,), (1,), (2,), (3,)]


def test_uses_of_one_seed_are_independent():
    seeds = [derive(1, "a", "b"), derive(1, "ab"), derive(1, "a"), derive(2, "a", "b"), 1]
    assert len(set(seeds)) == len(seeds)
    assert derive(1, "a", "b") == seeds[0]


def test_a_new_seed_cannot_be_foreseen():
    assert len({new_seed() for _ in range(100)}) == 100
    assert max(new_seed() for _ in range(100)) > 2**40


def test_each_kind_is_drawn_in_turn():
    kinds = {"few": FEW, "text": TEXTS, "one": st.just((None,))}
    drawn = draw_each(kinds, 8, 1)
    assert [type(args[0]) for args in drawn[:3]] == [int, str, type(None)]
    # A kind that runs out is drawn no more.
    assert [type(args[0]).__name__ for args in drawn].count("NoneType") == 1


def test_the_simplest_input_is_known():
    assert simplest(TEXTS) == ("",)
    assert simplest(FEW) == (0,)
    assert simplest(st.tuples(st.integers()).filter(lambda args: args[0] > 5)) is None


def test_what_a_strategy_refuses_is_drawn_again():
    assert all(x > 2 for (x,) in draw(st.tuples(st.integers(0, 9).filter(lambda x: x > 2)), 5, 1))


def test_a_strategy_that_refuses_everything_is_named():
    with pytest.raises(ValueError, match="gave no input in"):
        draw(st.tuples(st.nothing()), 3, 1)
