from __future__ import annotations

import math
from decimal import Decimal, localcontext

import pytest
import torch
from losslab.mathematical_loss.intervals import enclosure_verdict

INSIDE, TIGHT = "lo <= loss <= hi", "hi - lo <= 1e-12 * lo"
CASES = [([0.0, 0.0], 0), ([0.1, 0.3, -0.2], 2), ([0.7, -20.3], 1), ([0.0, -250.3], 0)]


def verdict(ends, row=(0.0, 0.0), label=0):
    return enclosure_verdict(ends, torch.tensor(list(row)), label)


def exact(row, label):
    with localcontext() as context:
        context.prec = 250
        z = [Decimal(number) for number in torch.tensor(row).tolist()]
        return sum(((number - z[label]).exp() for number in z), Decimal(0)).ln()


@pytest.mark.parametrize(("row", "label"), CASES)
def test_the_neighbors_of_the_nearest_float_enclose_tightly(row, label):
    nearest = float(exact(row, label))
    ends = math.nextafter(nearest, 0.0), math.nextafter(nearest, math.inf)
    assert verdict(ends, row, label) == {INSIDE: True, TIGHT: True}


@pytest.mark.parametrize(("row", "label"), CASES)
def test_an_end_on_the_wrong_side_by_one_unit_is_noticed(row, label):
    nearest = float(exact(row, label))
    below, above = math.nextafter(nearest, 0.0), math.nextafter(nearest, math.inf)
    assert not verdict((above, math.nextafter(above, math.inf)), row, label)[INSIDE]
    assert not verdict((math.nextafter(below, 0.0), below), row, label)[INSIDE]


@pytest.mark.parametrize(("row", "label"), CASES)
def test_an_interval_of_width_zero_contains_no_loss(row, label):
    nearest = float(exact(row, label))
    assert verdict((nearest, nearest), row, label) == {INSIDE: False, TIGHT: True}


def test_the_width_counts_relative_to_the_loss():
    row = [100.0, 0.0]
    loss = float(exact(row, 0))
    assert verdict((loss * (1 - 4e-13), loss * (1 + 4e-13)), row)[TIGHT]
    assert not verdict((loss * (1 - 6e-13), loss * (1 + 6e-13)), row)[TIGHT]
    assert verdict((loss - 1e-13, loss + 1e-13), row) == {INSIDE: True, TIGHT: False}


@pytest.mark.parametrize(
    "ends",
    [(math.nan, math.nan), (0.0, math.inf), (-math.inf, math.inf), (1e300, 1e308), (1.0, 0.0)],
)
def test_ends_that_are_no_interval_around_the_loss_are_refused(ends):
    found = verdict(ends)
    assert not (found[INSIDE] and found[TIGHT])
