"""Plain values as a reader wants to see them: short, and close to the code that makes them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from inspect import Parameter, signature
from typing import Any

import numpy as np

from losslab.values.plain import Raised, Recipe, order

LONGEST = 300
# A call that is to be repeated is not cut, within reason.
LONGEST_PROGRAM = 20_000
LONGEST_INTEGER = 256
DIGITS, ALL_DIGITS = 7, 17
# What a graded notebook keeps of rich output: nothing that a browser would execute.
KEPT = ("text/plain", "image/png", "image/jpeg")
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class _Style:
    """How values are written: for the eye, or as a program that makes them again."""

    digits: int = DIGITS
    program: bool = False
    longest: int = LONGEST


def visible(text: str) -> str:
    """`text` with control and direction characters spelled out.

    A terminal obeys the former, and the latter make a line read other than it is.
    """
    return _UNSEEN.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def show(value: Any, longest: int = LONGEST) -> str:
    """`value` as Python code, cut to about `longest` characters."""
    return _cut(_code(value, _Style(longest=longest)), longest)


def show_apart(one: Any, other: Any, longest: int = LONGEST) -> tuple[str, str]:
    """Two different values, with as many digits as it takes to tell them apart."""
    shown = ("", "")
    for digits in (DIGITS, 9, 12, ALL_DIGITS):
        style = _Style(digits, longest=longest)
        shown = _cut(_code(one, style), longest), _cut(_code(other, style), longest)
        if shown[0] != shown[1]:
            break
    return shown


def show_call(
    function: str,
    args: Sequence[Any],
    like: Callable[..., Any] | None = None,
    probe: str | None = None,
    part: str = "",
    longest: int = LONGEST,
) -> str:
    """The call ``function(*args)`` as code, with parameter names where `like` tells them.

    With a `probe` it is the probe's call. `part` is the key that is looked at in the outcome.
    """
    looked_at = f"[{part!r}]" if part else ""
    names = _names(like, len(args))
    style = _Style(ALL_DIGITS, program=True, longest=longest)
    given = [_cut(_code(a, style), longest) for a in args]
    if probe:
        return f"{probe}({', '.join([function, *given])}){looked_at}"
    shown = [f"{name}={text}" if name else text for name, text in zip(names, given, strict=True)]
    return f"{function}({', '.join(shown)}){looked_at}"


def show_program(function: str, args: Sequence[Any], probe: str | None = None) -> str:
    """The same call as a program that runs where `function` is defined.

    `probe` is ``"module:function"``.
    """
    made = [probe] if probe else []
    made += [recipe.target for recipe in _recipes(args)]
    lines = [f"from {m} import {f}" for m, _, f in (t.partition(":") for t in dict.fromkeys(made))]
    name = probe.partition(":")[2] if probe else None
    call = show_call(function, args, probe=name, longest=LONGEST_PROGRAM)
    modules = [m for m, used in (("numpy as np", "np."), ("torch", "torch.")) if used in call]
    return "\n".join([*(f"import {m}" for m in modules), *sorted(lines), call])


def show_outcome(outcome: Any) -> str:
    """What a call gave, as a phrase: a value, or the exception that it raised."""
    if isinstance(outcome, Raised) and outcome.foreign:
        return f"nothing that can be compared: {outcome.message}"
    if isinstance(outcome, Raised):
        name = outcome.types[0] if outcome.types else "an exception"
        said = f"raised {name}" + (f": {outcome.message[:200]}" if outcome.message else "")
        return said + (f" ({outcome.line})" if outcome.line else "")
    return show(outcome)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 2]} …"


def _names(like: Callable[..., Any] | None, count: int) -> list[str]:
    if like is None:
        return [""] * count
    usual = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.POSITIONAL_ONLY)
    names = [p.name for p in signature(like).parameters.values() if p.kind in usual]
    return (names + [""] * count)[:count]


def _recipes(value: Any) -> Iterator[Recipe]:
    if isinstance(value, Recipe):
        yield value
        yield from _recipes(list(value.kwargs.values()))
    elif isinstance(value, list | tuple | set):
        for item in value:
            yield from _recipes(item)
    elif isinstance(value, dict):
        yield from _recipes(list(value.values()))


def _code(value: Any, style: _Style) -> str:
    kind = type(value)
    if kind is float:
        return _number(value, style)
    if kind is int and value.bit_length() > LONGEST_INTEGER:
        return f"<an integer of {value.bit_length()} bits>"
    if kind in (str, bytes):
        return repr(value[: style.longest + 1])
    if value is None or kind in (bool, int, complex):
        return repr(value)
    if kind is Raised:
        return show_outcome(value)
    if kind is np.ndarray:
        return _array("np.array", value, {"float64", "int64", "bool"}, "np.", style)
    if hasattr(value, "detach"):
        array = value.detach().cpu().numpy()
        return _array("torch.tensor", array, {"float32", "int64", "bool"}, "torch.", style)
    return _container(value, style)


def _container(value: Any, style: _Style) -> str:
    kind = type(value)

    def items(values: Any) -> str:
        return _joined((_code(item, style) for item in values), style)

    if kind is list:
        return f"[{items(value)}]"
    if kind is tuple:
        return f"({items(value)}{',' if len(value) == 1 else ''})"
    if kind is set:
        return f"{{{items(sorted(value, key=order))}}}" if value else "set()"
    if kind is dict:
        pairs = (f"{k!r}: {_code(v, style)}" for k, v in value.items())
        return f"{{{_joined(pairs, style)}}}"
    if kind is Recipe:
        inner = _joined((f"{k}={_code(v, style)}" for k, v in value.kwargs.items()), style)
        return f"{value.target.rpartition(':')[2]}({inner})"
    return f"<{kind.__name__}>"


def _joined(texts: Iterator[str], style: _Style) -> str:
    """Texts with commas between them, as far as anybody will read: a result may be very long."""
    found: list[str] = []
    length = 0
    for text in texts:
        found.append(text)
        length += len(text) + 2
        if length > style.longest + 2:
            break
    return ", ".join(found)


def _array(make: str, array: np.ndarray, usual: set[str], prefix: str, style: _Style) -> str:
    short = array.size <= (style.longest if style.program else 200)
    if array.dtype == np.float32 and short:  # the shortest that gives the same number back
        body = _code(_shortest(array), style)
    else:
        body = _code(array.tolist(), style) if short else f"<shape {array.shape}>"
    kind = "" if array.dtype.name in usual else f", dtype={prefix}{array.dtype.name}"
    return f"{make}({body}{kind})"


def _shortest(array: np.ndarray) -> Any:
    """The items of an array of float32, as the floats with the fewest digits that round to them."""
    return np.vectorize(lambda x: float(str(np.float32(x))), otypes=[float])(array).tolist()


def _number(value: float, style: _Style) -> str:
    if not math.isfinite(value):
        text = "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
        sign, name = ("-", text[1:]) if text[0] == "-" else ("", text)
        return f"{sign}float('{name}')" if style.program else text
    if value.is_integer() and abs(value) < 1e15:
        return f"{value:.1f}"
    text = repr(value) if style.digits >= ALL_DIGITS else f"{value:.{style.digits}g}"
    return text if any(c in text for c in ".en") else f"{text}.0"
