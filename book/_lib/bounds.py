"""Bounds as they are printed: rounded away from the data, so that what stands there holds."""

from __future__ import annotations

import math
from collections.abc import Callable


def at_least(value: float, digits: int = 2) -> float:
    """The greatest number of so many digits after the point that is not above `value`."""
    return _rounded(value, digits, math.floor)


def at_most(value: float, digits: int = 2) -> float:
    """The least number of so many digits after the point that is not below `value`."""
    return _rounded(value, digits, math.ceil)


def _rounded(value: float, digits: int, to: Callable[[float], int]) -> float:
    near = round(float(value), digits)
    if math.isclose(near, value, rel_tol=1e-12, abs_tol=1e-15):
        return near  # it is that number, but for what binary fractions cannot say
    return to(float(value) * 10**digits) / 10**digits
