"""Bounds as they are printed: rounded away from the data, so that what stands there holds."""

from __future__ import annotations

import math
from collections.abc import Callable


def at_least(value: float, digits: int | None = 2) -> float:
    """The greatest number of so many digits after the point that is not above `value`.

    Parameters
    ----------
    value
        What was measured. It is positive where `digits` is None.
    digits
        As many as are printed; None for the first that is not zero.
    """
    return _rounded(value, digits, math.floor)


def at_most(value: float, digits: int | None = 2) -> float:
    """The least number of so many digits that is not below `value`; see :func:`at_least`."""
    return _rounded(value, digits, math.ceil)


def _rounded(value: float, digits: int | None, to: Callable[[float], int]) -> float:
    value = float(value)
    places = -math.floor(math.log10(value)) if digits is None else digits
    near = round(value, places)
    if math.isclose(near, value, rel_tol=1e-12, abs_tol=0.0 if digits is None else 1e-15):
        return near  # it is that number, but for what binary fractions cannot say
    return round(to(value * 10.0**places) / 10.0**places, places)
