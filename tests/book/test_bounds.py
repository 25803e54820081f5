"""Printed bounds hold of what they were made of, and pages use them where they print a bound."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book._lib.bounds import at_least, at_most
from tests.conftest import ROOT

# A glued number, cut to some digits, that the sentence calls a bound.
CUT = r"\{glue:text\}`(\w+):\.\d[f%]`"
BOUND = re.compile(
    rf"{CUT}\)?(?: of [\w ]{{1,25}}| at)? (?:or more|or less|most)\b|at (?:least|most) {CUT}"
)
MADE = r"(?:glue|keep|note)\(\s*\"{}\", (?:at_least|at_most)\("
# What is no rounded number: a setting of the experiment, with as many digits as are printed.
SETTINGS = {"easily"}


@given(st.floats(0, 1000), st.integers(0, 4))
def test_a_bound_holds_and_is_the_next_number(value, digits):
    step = 10**-digits
    assert value - step * 1.001 <= at_least(value, digits) <= value * (1 + 1e-12) + 1e-15
    assert value * (1 - 1e-12) - 1e-15 <= at_most(value, digits) <= value + step * 1.001


@pytest.mark.parametrize("value", [0.93, 0.1, 0.29, 0.57, 1.0, 0.0])
def test_what_has_so_many_digits_stays(value):
    assert at_least(value) == at_most(value) == value


@pytest.mark.parametrize("page", sorted((ROOT / "book").glob("*.md")), ids=lambda p: p.stem)
def test_bounds_on_pages_are_rounded_away_from_the_data(page):
    text = page.read_text(encoding="utf-8")
    names = {a or b for a, b in BOUND.findall(text)} - SETTINGS
    assert sorted(n for n in names if not re.search(MADE.format(n), text)) == []
