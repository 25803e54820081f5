import math

import numpy as np
import pytest
import torch
from losslab.values.compare import EXACT, Tolerance, difference
from losslab.values.plain import Raised

LOOSE = Tolerance(1e-3, 1e-3)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (1.0, 1.0),
        (1, 1.0),
        (math.nan, math.nan),
        (-math.inf, -math.inf),
        ("a", "a"),
        (None, None),
        ([1, (2, 3)], (1, [2, 3])),
        ({"a": 1.0}, {"a": 1.0}),
        ({1, 2}, {2, 1}),
        (torch.tensor([1.0, math.nan]), torch.tensor([1.0, math.nan])),
        (np.array([1, 2]), np.array([1, 2])),
        (2**70, 2**70),
        (1j, 1j),
        (Raised(("KeyError", "LookupError")), Raised(("LookupError",))),
    ],
)
def test_equal_values_agree(got, expected):
    assert difference(got, expected) is None


@pytest.mark.parametrize(
    ("got", "expected", "said"),
    [
        (True, 1, "boolean"),
        (2, True, "integer"),
        ("1", 1.0, "the string '1'"),
        (math.nan, 1.0, r"is not a number \(nan\); it should be 1\.0"),
        (math.nan, -0.0, r"it should be 0\.0"),
        (1.0, -0.0, "is 1.0, not 0.0"),
        (1.0, math.nan, "1.0"),
        (math.inf, 1e300, "inf"),
        (None, 0.0, "None"),
        ([1, 2], [1, 2, 3], "2 items, not 3"),
        ([1, 2], [1, 3], r"\[1\]"),
        ({"a": 1}, {"b": 1}, "lacks 'b'"),
        ({"a": 1, "b": 2}, {"a": 1}, "also has 'b'"),
        (1.0, torch.tensor(1.0), "a float, not a torch tensor"),
        (torch.tensor([1.0]), torch.tensor(1.0), r"shape \(1,\)"),
        (torch.ones(3), torch.ones(3, 1), "shape"),
        (torch.ones(2, dtype=torch.float64), torch.ones(2), "dtype torch.float64"),
        (np.ones(2), torch.ones(2), "NumPy"),
        (
            torch.tensor([1.0, math.nan]),
            torch.ones(2),
            r"\[1\] is not a number",
        ),
        (1.0, Raised(("ValueError",)), "did not raise ValueError"),
        (Raised(("KeyError",)), Raised(("ValueError",)), "raised KeyError, not ValueError"),
        (Raised(("KeyError",)), 1.0, "raised KeyError"),
        (Raised(("KeyError",), "", "line 2: x[0]"), 1.0, r"KeyError in line 2: x\[0\]"),
        (Raised(("NotPlainError",), "the result is a range"), 1.0, "^the result is a range$"),
        (2**70 + 1, 2**70 + 2**60, "not"),
    ],
)
def test_a_difference_is_named(got, expected, said):
    import re

    found = difference(got, expected, LOOSE if isinstance(expected, float) else EXACT)
    assert found is not None
    assert re.search(said, found), found


def test_tolerance_is_relative_and_absolute():
    assert difference(100.05, 100.0, Tolerance(1e-3, 0)) is None
    assert difference(100.2, 100.0, Tolerance(1e-3, 0)) is not None
    assert difference(1e-4, 0.0, Tolerance(0, 1e-3)) is None
    assert difference(torch.ones(2).double(), torch.ones(2), Tolerance(dtype=False)) is None


def test_broadcasting_never_helps():
    assert difference(torch.tensor(1.0), torch.ones(3)) is not None
    assert difference(np.ones((3, 1)), np.ones((3, 3))) is not None


def test_nearness_is_measured_by_what_was_expected():
    tolerance = Tolerance(rtol=0.5, atol=0.0)
    assert difference(1.0, 2.0, tolerance) is None
    assert difference(2.1, 1.0, tolerance) is not None
    assert difference(np.array([1.0]), np.array([2.0]), tolerance) is None
    assert difference(np.array([2.1]), np.array([1.0]), tolerance) is not None


def test_arrays_are_near_within_the_absolute_tolerance():
    assert difference(np.array([0.05]), np.array([0.0]), Tolerance(0.0, 0.1)) is None
    assert difference(np.array([0.15]), np.array([0.0]), Tolerance(0.0, 0.1)) is not None


def test_integers_that_no_float_tells_apart_differ():
    large = 2**60
    assert difference(np.array([large + 1]), np.array([large])) is not None
    assert difference(np.array([large]), np.array([large])) is None


@pytest.mark.parametrize("got", [torch.tensor(2.0), np.array(2.0), torch.tensor(2), 2])
def test_where_a_number_is_due_what_holds_one_will_do_unless_it_is_about_that(got):
    assert difference(got, 2.0, EXACT) is None
    assert (difference(got, 2.0, Tolerance(strict=True)) is None) == isinstance(got, int)


@pytest.mark.parametrize("got", [torch.tensor(True), np.array(True), 1])
def test_where_a_boolean_is_due_what_holds_one_will_do(got):
    assert difference(got, True, EXACT) is None
    assert difference(got, False, EXACT) is not None


def test_an_array_of_one_item_is_no_number():
    assert difference(np.array([2.0]), 2.0, EXACT) is not None


def test_numbers_are_told_apart_by_the_digits_that_matter():
    said = difference([0.123456789], [0.123456788], EXACT)
    assert said == "the result[0] is 0.123456789, not 0.123456788"
