"""Is this answer the expected one? Type, shape, dtype and finiteness first, then values.

Both sides are plain data that was read from bytes, so no object of the learner's takes
part in the comparison.
"""

from __future__ import annotations

import cmath
from dataclasses import dataclass
from typing import Any

import numpy as np

from losslab.values.plain import Raised
from losslab.values.show import show, show_apart


@dataclass(frozen=True)
class Tolerance:
    """How near a number must be: ``|got - expected| <= atol + rtol * |expected|``.

    Parameters
    ----------
    rtol, atol
        Relative and absolute tolerance. ``Tolerance(0, 0)`` asks for equality.
    dtype
        Whether an array must also have the expected dtype.
    strict
        Whether a number or boolean must be a plain one: where the exercise is about just that,
        a 0-d array or tensor will not do.
    """

    rtol: float = 1e-5
    atol: float = 1e-7
    dtype: bool = True
    strict: bool = False


EXACT = Tolerance(0.0, 0.0)
USUAL = Tolerance()


def difference(got: Any, expected: Any, tolerance: Tolerance = EXACT) -> str | None:
    """Say how `got` differs from `expected`, or None where it doesn't.

    Numbers agree within `tolerance`; strings, booleans, None and the keys of dicts must be
    equal; a list and a tuple of equal items agree; an expected exception asks for an
    exception of its class. NaN agrees only with NaN and infinity with itself. Where a number
    or a boolean is due, a 0-d array or tensor is read as what it holds, and 0 and 1 as booleans.
    """
    return _differ(got, expected, tolerance, "the result")


def _differ(got: Any, expected: Any, tol: Tolerance, where: str) -> str | None:
    if isinstance(expected, Raised):
        return _differ_raised(got, expected)
    if isinstance(got, Raised):
        return _said_of(got)
    if _is_array(expected):
        return _differ_array(got, expected, tol, where)
    if isinstance(expected, bool | int | float | complex) and not tol.strict:
        got = _scalar(got, isinstance(expected, bool))
    if isinstance(expected, list | tuple):
        return _differ_sequence(got, expected, tol, where)
    if isinstance(expected, dict):
        return _differ_dict(got, expected, tol, where)
    if isinstance(expected, bool) or expected is None or isinstance(expected, str | set):
        if type(got) is not type(expected):
            return f"{where} is {_kind(got)}, not {_kind(expected)}"
        return None if got == expected else _unlike(where, got, expected)
    if isinstance(expected, int | float | complex):
        return _differ_number(got, expected, tol, where)
    raise TypeError(f"cannot compare with {type(expected).__name__}")


def _scalar(got: Any, boolean: bool) -> Any:
    """What a 0-d array or tensor holds; and 0 or 1 as a boolean, where one is due."""
    if _is_array(got) and got.ndim == 0:
        got = got.item()
    return bool(got) if boolean and type(got) is int and got in (0, 1) else got


def _said_of(got: Raised) -> str:
    if got.foreign:
        return got.message
    name = got.types[0] if got.types else "an exception"
    return f"it raised {name}" + (f" in {got.line}" if got.line else "")


def _unlike(where: str, got: Any, expected: Any) -> str:
    if type(expected) is float:
        expected += 0.0  # minus zero is zero, and looks as if its sign were the point
    mine, theirs = show_apart(got, expected)
    if isinstance(got, float) and got != got:
        mine = f"not a number ({mine})"
        return f"{where} is {mine}; it should be {theirs}"
    return f"{where} is {mine}, not {theirs}"


def _differ_raised(got: Any, expected: Raised) -> str | None:
    wanted = expected.types[0]
    if not isinstance(got, Raised):
        return f"it returned {show(got, 80)} and did not raise {wanted}"
    if wanted in got.types:
        return None
    return got.message if got.foreign else f"{_said_of(got)}, not {wanted}"


def _differ_number(got: Any, expected: Any, tol: Tolerance, where: str) -> str | None:
    allowed = (int, float, complex) if isinstance(expected, complex) else (int, float)
    if isinstance(got, bool) or not isinstance(got, allowed):
        return f"{where} is {_kind(got)}, not {_kind(expected)}"
    return None if _near_number(got, expected, tol) else _unlike(where, got, expected)


def _differ_array(got: Any, expected: Any, tol: Tolerance, where: str) -> str | None:
    if type(got) is not type(expected):
        return f"{where} is {_kind(got)}, not {_kind(expected)}"
    if tuple(got.shape) != tuple(expected.shape):
        return f"{where} has shape {tuple(got.shape)}, not {tuple(expected.shape)}"
    if tol.dtype and got.dtype != expected.dtype:
        return f"{where} has dtype {got.dtype}, not {expected.dtype}"
    mine, theirs = np.asarray(got), np.asarray(expected)
    near = _near(mine, theirs, tol)
    if near.all():
        return None
    bad = tuple(int(i) for i in np.argwhere(~near)[0])
    spot = f"{where}[{', '.join(map(str, bad))}]" if bad else where
    return _unlike(spot, mine[bad].item(), theirs[bad].item())


def _differ_sequence(got: Any, expected: Any, tol: Tolerance, where: str) -> str | None:
    if not isinstance(got, list | tuple):
        return f"{where} is {_kind(got)}, not {_kind(expected)}"
    if len(got) != len(expected):
        items = "item" if len(got) == 1 else "items"
        return f"{where} has {len(got)} {items}, not {len(expected)}"
    for i, (mine, theirs) in enumerate(zip(got, expected, strict=True)):
        if said := _differ(mine, theirs, tol, f"{where}[{i}]"):
            return said
    return None


def _differ_dict(got: Any, expected: dict, tol: Tolerance, where: str) -> str | None:
    if not isinstance(got, dict):
        return f"{where} is {_kind(got)}, not a dict"
    missing = [key for key in expected if key not in got]
    extra = [key for key in got if key not in expected]
    if missing:
        return f"{where} lacks {', '.join(map(repr, missing[:3]))}"
    if extra:
        return f"{where} also has {', '.join(map(repr, extra[:3]))}"
    for key, theirs in expected.items():
        if said := _differ(got[key], theirs, tol, f"{where}[{key!r}]"):
            return said
    return None


def _near_number(got: complex, expected: complex, tol: Tolerance) -> bool:
    if got == expected:
        return True
    try:
        if cmath.isnan(got) and cmath.isnan(expected):
            return True
        if not (cmath.isfinite(got) and cmath.isfinite(expected)):
            return False
        return abs(got - expected) <= tol.atol + tol.rtol * abs(expected)
    except OverflowError:  # an integer that no float can hold
        return False


def _near(got: np.ndarray, expected: np.ndarray, tol: Tolerance) -> np.ndarray:
    if got.dtype.kind in "biu" and expected.dtype.kind in "biu" and not (tol.rtol or tol.atol):
        return np.asarray(got == expected)
    wide = complex if "c" in (got.dtype.kind, expected.dtype.kind) else float
    mine, theirs = got.astype(wide), expected.astype(wide)
    same = mine == theirs  # most often they are, and isclose takes ten times as long
    if same.all():
        return np.asarray(same)
    return np.isclose(mine, theirs, rtol=tol.rtol, atol=tol.atol, equal_nan=True)


def _is_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) or hasattr(value, "detach")


def _kind(value: Any) -> str:
    if hasattr(value, "detach"):
        return f"a torch tensor of shape {tuple(value.shape)}"
    if isinstance(value, np.ndarray):
        return f"a NumPy array of shape {value.shape}"
    if value is None:
        return "None"
    if isinstance(value, str):
        return f"the string {show(value, 80)}"
    name = {"int": "an integer", "bool": "a boolean"}.get(type(value).__name__)
    return name or f"a {type(value).__name__}"
