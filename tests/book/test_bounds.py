"""Printed bounds hold of what they were made of, and pages use them where they print a bound."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book._lib.bounds import at_least, at_most
from tests.conftest import ROOT

# A glued number that its sentence calls a bound.
GLUED = r"\{glue:text\}`(\w+)(?::[^`]*)?`"
BEFORE = r"(?:at least|at most|no more than|(?:more|less|fewer) than|below|above)"
AFTER = r"(?:or more|or less|or fewer|at most|at least)"
BOUNDS = (
    re.compile(rf"{GLUED}\)?(?: [\w ]{{1,25}})? {AFTER}\b"),
    re.compile(rf"\b{BEFORE} {GLUED}"),
    re.compile(rf"\bbetween {GLUED} and"),
    re.compile(rf"\bbetween \{{glue:text\}}`[^`]+` and {GLUED}"),
)
MADE = r"(?:glue|keep|note)\(\s*\"{}\",.*\bat_(?:least|most)\("
# What is not rounded: a setting of the experiment, with as many digits as are printed, and counts.
EXACT = {"easily", "beaten"}


def unrounded(text: str) -> list[str]:
    """The names of bounds on a page that are printed as ordinary rounding leaves them."""
    names = {name for bound in BOUNDS for name in bound.findall(text)} - EXACT
    return sorted(name for name in names if not re.search(MADE.format(name), text))


@given(st.floats(0, 1000), st.integers(0, 4))
def test_a_bound_holds_and_is_the_next_number(value, digits):
    step = 10**-digits
    assert value - step * 1.001 <= at_least(value, digits) <= value * (1 + 1e-12) + 1e-15
    assert value * (1 - 1e-12) - 1e-15 <= at_most(value, digits) <= value + step * 1.001


@pytest.mark.parametrize("value", [0.93, 0.1, 0.29, 0.57, 1.0, 0.0])
def test_what_has_so_many_digits_stays(value):
    assert at_least(value) == at_most(value) == value


def test_without_a_number_of_digits_the_first_one_counts():
    assert (at_least(6.64e-12, None), at_most(6.64e-12, None)) == (6e-12, 7e-12)
    assert (at_least(2e-8, None), at_most(2e-8, None)) == (2e-8, 2e-8)


@pytest.mark.parametrize(
    "said",
    ["{} or more", "{} of runs or more", "at least {}", "below {}", "between {} and", "{} at most"],
)
def test_a_bound_that_is_rounded_as_usual_is_found(said):
    for glued in ("{glue:text}`share:.0%`", "{glue:text}`share`"):
        sentence = f"They go there in {said.replace('{}', glued)}."
        assert unrounded(f'keep("share", shares.min())\n{sentence}') == ["share"]
        assert unrounded(f'keep("share", at_least(shares.min()))\n{sentence}') == []


@pytest.mark.parametrize("page", sorted((ROOT / "book").glob("*.md")), ids=lambda p: p.stem)
def test_bounds_on_pages_are_rounded_away_from_the_data(page):
    assert unrounded(page.read_text(encoding="utf-8")) == []
