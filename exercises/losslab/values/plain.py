"""Plain data: the only thing that crosses between the grader and learner code.

A value is plain when it is built from ``None``, booleans, integers, floats, complex
numbers, strings, lists, tuples, sets, dicts, NumPy arrays, torch tensors (dense, numeric)
and, from the grader to the learner only, a :class:`Recipe`. On the wire it is msgpack
(:mod:`losslab.values.packed`), in ``cases.json`` it is tagged JSON
(:mod:`losslab.values.json_form`); neither can name code to run, and reading is bounded in size
and depth. There is no pickle anywhere.
"""

from __future__ import annotations

import functools
import importlib
import linecache
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

# Name on the wire -> NumPy dtype. NumPy has no bfloat16; a single one crosses as float64.
DTYPES = {
    name: np.dtype(name)
    for name in [
        *("bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64"),
        *("float16", "float32", "float64", "complex64", "complex128"),
    ]
}
_ATOMS = (bool, int, float, str, type(None))


class NotPlainError(Exception):
    """A value that cannot cross: the message says what it was and where it stood."""


@dataclass(frozen=True)
class Recipe:
    """How to build an input that is not plain data, such as a model.

    Parameters
    ----------
    target
        ``"module:function"``, importable on both sides of the boundary.
    kwargs
        Plain keyword arguments.
    """

    target: str
    kwargs: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        inner = ", ".join(f"{k}={v!r}" for k, v in self.kwargs.items())
        return f"{self.target.rpartition(':')[2]}({inner})"


@dataclass(frozen=True)
class Raised:
    """An exception as data.

    Parameters
    ----------
    types
        The names of its classes, from the most specific on.
    message
        What it says.
    line
        The last line of the called function's own module or notebook that it went through.
    """

    types: tuple[str, ...]
    message: str = ""
    line: str = field(default="", compare=False)

    @classmethod
    def of(cls, error: BaseException, own: object = None) -> Raised:
        """`error` as data; `own` is the namespace (``__globals__``) whose lines are shown."""
        names = [t.__name__ for t in type(error).__mro__ if t not in (object, BaseException)]
        try:
            message = str(error)[:2000]
        except Exception:
            message = ""
        return cls(tuple(names), message, _last_line(error, own))

    @property
    def foreign(self) -> bool:
        """Whether nothing was raised: the outcome was no plain data, or could not be judged."""
        return self.types in (("NotPlainError",), ("UnreadableError",))


def _last_line(error: BaseException, own: object) -> str:
    """The last line of `error`'s way through `own`: its number and its text."""
    if own is None:
        return ""
    last = None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_globals is own:
            last = step
        step = step.tb_next
    if last is None:
        return ""
    text = linecache.getline(last.tb_frame.f_code.co_filename, last.tb_lineno).strip()
    return f"line {last.tb_lineno}: {text}"[:300] if text else f"line {last.tb_lineno}"


def target(function: Callable[..., Any]) -> str:
    """Name a module-level function so that the other side can import it."""
    name = f"{function.__module__}:{function.__qualname__}"
    if resolve(name) is not function:
        raise NotPlainError(f"{name} does not lead back to the function; it must stand in a module")
    return name


def resolve(name: str) -> Any:
    """Import what :func:`target` named."""
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


def recipe(function: Callable[..., Any], **kwargs: Any) -> Recipe:
    """A :class:`Recipe` for ``function(**kwargs)``."""
    return Recipe(target(function), kwargs)


def build(value: Any) -> Any:
    """Replace every recipe in `value` by what it makes; containers are copied, tensors too."""
    if type(value) in _ATOMS:
        return value
    if isinstance(value, Recipe):
        return resolve(value.target)(**build(value.kwargs))
    if isinstance(value, list | tuple | set):
        return type(value)(build(item) for item in value)
    if isinstance(value, dict):
        return {key: build(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return value.copy()
    torch = loaded_torch()
    if torch is not None and type(value) is torch.Tensor:
        return value.clone()
    return value


def loaded_torch() -> Any:
    """The torch module if somebody has imported it; a value can't be a tensor otherwise."""
    return sys.modules.get("torch")


def order(item: Any) -> tuple[str, str]:
    """Where an item of a set stands, the same in every process."""
    return type(item).__name__, hex(item) if type(item) is int else repr(item)


def tensor_to_array(tensor: Any) -> np.ndarray:
    """The values of a tensor as an array; a NotPlainError if it has none."""
    torch = loaded_torch()
    if tensor.layout is not torch.strided or tensor.is_quantized or tensor.device.type == "meta":
        raise NotPlainError("it holds a tensor without dense values")
    if tensor.dtype.is_floating_point and not _crosses(tensor.dtype):
        if tensor.dim() == 0:
            return np.array(tensor.item())  # exactly that number
        raise NotPlainError(f"it holds a tensor of {tensor.dtype}; return its .float()")
    try:
        return np.asarray(tensor.numpy(force=True))
    except (TypeError, RuntimeError) as error:
        raise NotPlainError(f"it holds a tensor of {tensor.dtype}: {error}") from None


@functools.cache
def _crosses(dtype: Any) -> bool:
    return str(dtype).removeprefix("torch.") in DTYPES
