"""Plain values as a reader wants to see them: short, and close to the code that makes them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from inspect import Parameter, signature
from typing import Any

import numpy as np

from losslab.values.plain import Raised, Recipe

LONGEST = 300
LONGEST_INTEGER = 256
# What a graded notebook keeps of rich output: nothing that a browser would execute.
KEPT = ("text/plain", "image/png", "image/jpeg")
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# In a call that can be repeated they need no import.
_UNNAMED = re.compile(r"(?<![\w'\".])(-?)(nan|inf)(?![\w'\"])")


def visible(text: str) -> str:
    """`text` with control and direction characters spelled out.

    A terminal obeys the former, and the latter make a line read other than it is.
    """
    return _UNSEEN.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def show(value: Any, longest: int = LONGEST) -> str:
    """`value` as Python code, cut to about `longest` characters."""
    text = _code(value)
    return text if len(text) <= longest else f"{text[: longest - 2]} …"


def show_call(
    function: str,
    args: Sequence[Any],
    like: Callable[..., Any] | None = None,
    probe: str | None = None,
    part: str = "",
) -> str:
    """The call ``function(*args)`` as code, with parameter names where `like` tells them.

    With a `probe` it is the probe's call, and `part` the key that is looked at in its outcome.
    """
    names = _names(like, len(args))
    given = [_UNNAMED.sub(r"\1float('\2')", show(a)) for a in args]
    if probe:
        return f"{probe}({', '.join([function, *given])})" + (f"[{part!r}]" if part else "")
    shown = [f"{name}={text}" if name else text for name, text in zip(names, given, strict=True)]
    return f"{function}({', '.join(shown)})"


def show_outcome(outcome: Any) -> str:
    """What a call gave, as a phrase: a value, or the exception that it raised."""
    if isinstance(outcome, Raised):
        name = outcome.types[0] if outcome.types else "an exception"
        return f"raised {name}" + (f": {outcome.message[:200]}" if outcome.message else "")
    return show(outcome)


def _names(like: Callable[..., Any] | None, count: int) -> list[str]:
    if like is None:
        return [""] * count
    usual = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.POSITIONAL_ONLY)
    names = [p.name for p in signature(like).parameters.values() if p.kind in usual]
    return (names + [""] * count)[:count]


def _code(value: Any) -> str:
    kind = type(value)
    if kind is float:
        return _number(value)
    if kind is int and value.bit_length() > LONGEST_INTEGER:
        return f"<an integer of {value.bit_length()} bits>"
    if kind is str or value is None or kind in (bool, int, complex, bytes):
        return repr(value)
    if kind is list:
        return f"[{', '.join(map(_code, value))}]"
    if kind is tuple:
        return f"({', '.join(map(_code, value))}{',' if len(value) == 1 else ''})"
    if kind is set:
        return f"{{{', '.join(map(_code, value))}}}" if value else "set()"
    if kind is dict:
        return f"{{{', '.join(f'{k!r}: {_code(v)}' for k, v in value.items())}}}"
    if kind is Recipe:
        inner = ", ".join(f"{k}={_code(v)}" for k, v in value.kwargs.items())
        return f"{value.target.rpartition(':')[2]}({inner})"
    if kind is Raised:
        return show_outcome(value)
    if kind is np.ndarray:
        return _array("np.array", value, {"float64", "int64", "bool"}, "np.")
    if hasattr(value, "detach"):
        array = value.detach().cpu().numpy()
        return _array("torch.tensor", array, {"float32", "int64", "bool"}, "torch.")
    return f"<{kind.__name__}>"


def _array(make: str, array: np.ndarray, usual: set[str], prefix: str) -> str:
    body = _code(array.tolist()) if array.size <= 200 else f"<shape {array.shape}>"
    kind = "" if array.dtype.name in usual else f", dtype={prefix}{array.dtype.name}"
    return f"{make}({body}{kind})"


def _number(value: float) -> str:
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    if value.is_integer() and abs(value) < 1e15:
        return f"{value:.1f}"
    text = f"{value:.7g}"
    return text if any(c in text for c in ".en") else f"{text}.0"
