"""Plain data: the only thing that crosses between the grader and learner code.

A value is plain when it is built from ``None``, booleans, integers, floats, complex
numbers, strings, lists, tuples, sets, dicts, NumPy arrays, torch tensors (dense, numeric)
and, from the grader to the learner only, a :class:`Recipe`. On the wire it is msgpack, in
``cases.json`` it is tagged JSON; neither can name code to run, and reading is bounded in
size and depth. There is no pickle anywhere.
"""

from __future__ import annotations

import importlib
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgpack
import numpy as np

__all__ = [
    "MAX_BYTES",
    "Budget",
    "NotPlainError",
    "Raised",
    "Recipe",
    "build",
    "from_json",
    "pack",
    "recipe",
    "resolve",
    "target",
    "to_json",
    "unpack",
    "unpack_trusted",
]

MAX_BYTES = 16 * 2**20
MAX_DEPTH = 40
MAX_ITEMS = 200_000

# Name on the wire -> NumPy dtype. bfloat16 has no NumPy type and is not used in the course.
_DTYPES = {
    name: np.dtype(name)
    for name in [
        *("bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64"),
        *("float16", "float32", "float64", "complex64", "complex128"),
    ]
}
_ATOMS = (bool, int, float, str, type(None))
_TUPLE, _SET, _BIGINT, _COMPLEX, _NDARRAY, _TENSOR, _RECIPE, _RAISED = range(1, 9)


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
    """An exception as data: the names of its classes from the most specific on, and its message."""

    types: tuple[str, ...]
    message: str = ""

    @classmethod
    def of(cls, error: BaseException) -> Raised:
        names = [t.__name__ for t in type(error).__mro__ if t not in (object, BaseException)]
        try:
            message = str(error)[:2000]
        except Exception:
            message = ""
        return cls(tuple(names), message)


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
    torch = _torch()
    if torch is not None and type(value) is torch.Tensor:
        return value.clone()
    return value


def _torch() -> Any:
    """The torch module if somebody has imported it; a value can't be a tensor otherwise."""
    return sys.modules.get("torch")


# --- the wire ---------------------------------------------------------------------------


def pack(value: Any, max_bytes: int = MAX_BYTES) -> bytes:
    """Turn a plain value into bytes.

    Raises
    ------
    NotPlainError
        If something in `value` is not plain, or the whole is nested too deeply, cyclic, or
        longer than `max_bytes`.
    """
    try:
        data = msgpack.packb(value, default=_lower, strict_types=True)
    except NotPlainError:
        raise
    except RecursionError:
        raise NotPlainError("nested too deeply (or cyclic)") from None
    except Exception as error:
        said = "nested too deeply (or cyclic)" if "recursion" in str(error) else str(error)[:200]
        raise NotPlainError(said) from None
    if len(data) > max_bytes:
        raise NotPlainError(f"the result takes {len(data):,} bytes; at most {max_bytes:,} are read")
    return data


def _order(item: Any) -> tuple[str, str]:
    """Where an item of a set stands, the same in every process."""
    return type(item).__name__, hex(item) if type(item) is int else repr(item)


def _lower(value: Any) -> Any:
    """What msgpack cannot pack by itself, as something that it can."""
    kind = type(value)
    if kind is int:
        return msgpack.ExtType(_BIGINT, hex(value).encode())
    if kind is tuple:
        return _nested(_TUPLE, list(value))
    if kind is set or kind is frozenset:
        return _nested(_SET, sorted(value, key=_order))
    if kind is complex:
        return _nested(_COMPLEX, [value.real, value.imag])
    if isinstance(value, np.generic):
        return _lower_scalar(value)
    if kind is np.ndarray:
        return _lower_array(_NDARRAY, value)
    if kind is Recipe:
        return _nested(_RECIPE, [value.target, value.kwargs])
    if kind is Raised:
        return _nested(_RAISED, [list(value.types), value.message])
    torch = _torch()
    if torch is not None and kind in (torch.Tensor, torch.nn.Parameter):
        return _lower_array(_TENSOR, _tensor_to_array(value))
    raise NotPlainError(f"it holds a {kind.__module__}.{kind.__qualname__}: that is not plain data")


def _lower_scalar(value: np.generic) -> Any:
    item = value.item()
    if type(item) not in (bool, int, float, complex, str):
        raise NotPlainError(f"it holds a NumPy {value.dtype}: that is not plain data")
    return item


def _nested(code: int, payload: Any) -> msgpack.ExtType:
    return msgpack.ExtType(code, msgpack.packb(payload, default=_lower, strict_types=True))


def _tensor_to_array(tensor: Any) -> np.ndarray:
    torch = _torch()
    if tensor.layout is not torch.strided or tensor.is_quantized or tensor.device.type == "meta":
        raise NotPlainError("it holds a tensor without dense values")
    try:
        return np.asarray(tensor.detach().cpu().resolve_conj().resolve_neg().numpy())
    except (TypeError, RuntimeError) as error:
        raise NotPlainError(f"it holds a tensor of {tensor.dtype}: {error}") from None


def _lower_array(code: int, array: np.ndarray) -> msgpack.ExtType:
    if array.dtype.name not in _DTYPES:
        raise NotPlainError(f"it holds an array of {array.dtype}; use numbers or booleans")
    little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    return _nested(code, [array.dtype.name, list(array.shape), little.tobytes()])


def unpack_trusted(data: bytes) -> Any:
    """Read what the grader packed, building its recipes; for the learner's side only.

    It is quicker than :func:`unpack`, which believes nothing.
    """
    return msgpack.unpackb(data, strict_map_key=False, ext_hook=_lift_trusted)


def _lift_trusted(code: int, data: bytes) -> Any:
    if code == _BIGINT:
        return int(data, 16)
    payload = unpack_trusted(data)
    if code == _RECIPE:
        name, kwargs = payload
        return resolve(name)(**kwargs)
    if code in (_NDARRAY, _TENSOR):
        return _array(code, *payload)
    if code == _COMPLEX:
        return complex(*payload)
    return set(payload) if code == _SET else tuple(payload)


class Budget:
    """How many items may still be read; one for everything that belongs together."""

    def __init__(self, items: int = MAX_ITEMS):
        self.items = items


def unpack(data: bytes, max_bytes: int = MAX_BYTES, budget: Budget | None = None) -> Any:
    """Read what :func:`pack` wrote; safe on hostile bytes.

    A :class:`Recipe` is refused: only the grader may say what is to be built.

    Raises
    ------
    NotPlainError
        If the bytes are not exactly one plain value within the bounds.
    """
    if len(data) > max_bytes:
        raise NotPlainError(
            f"the message takes {len(data):,} bytes; at most {max_bytes:,} are read"
        )
    return _Reader(budget or Budget()).read(data, 0)


class _Reader:
    """Reads one message; counts items over all its nested parts, so that the bound is total."""

    def __init__(self, budget: Budget):
        self.budget = budget

    def read(self, data: bytes, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise NotPlainError(f"nested deeper than {MAX_DEPTH} levels")
        room = self.budget.items
        if room <= 0:
            raise NotPlainError(f"more than {MAX_ITEMS:,} items")

        def counted(items: list[Any]) -> list[Any]:  # before the next list is built
            nonlocal room
            room -= len(items) + 1
            if room < 0:
                self.budget.items = 0
                raise NotPlainError(f"more than {MAX_ITEMS:,} items")
            return items

        try:
            value = msgpack.unpackb(
                data,
                strict_map_key=False,
                use_list=True,
                max_array_len=room,
                max_map_len=room,
                list_hook=counted,
                object_pairs_hook=lambda pairs: dict(counted(pairs)),
                ext_hook=msgpack.ExtType,
            )
        except NotPlainError:
            raise
        except Exception as error:  # msgpack raises many types on hostile bytes
            raise NotPlainError(f"unreadable message: {type(error).__name__}") from None
        return self.lift(value, depth)

    def lift(self, value: Any, depth: int) -> Any:
        self.budget.items -= 1
        if depth > MAX_DEPTH:
            raise NotPlainError(f"nested deeper than {MAX_DEPTH} levels")
        if self.budget.items < 0:
            raise NotPlainError(f"more than {MAX_ITEMS:,} items")
        kind = type(value)
        if kind is list:
            return [self.lift(item, depth + 1) for item in value]
        if kind is dict:
            return {self.key(k): self.lift(item, depth + 1) for k, item in value.items()}
        if kind is msgpack.ExtType:
            return self.extension(value.code, value.data, depth + 1)
        if value is None or kind in (bool, int, float, str, bytes):
            return value
        raise NotPlainError(f"unreadable message: {kind.__name__}")

    def key(self, key: Any) -> Any:
        if type(key) in (str, int, bool, float):
            return key
        raise NotPlainError("unreadable message: a key that is neither a string nor a number")

    def extension(self, code: int, data: bytes, depth: int) -> Any:
        if code == _BIGINT:
            return self.big_integer(data)
        payload = self.read(data, depth)
        if not isinstance(payload, list):
            raise NotPlainError("unreadable message: extension")
        if code == _TUPLE:
            return tuple(payload)
        try:
            if code == _SET:
                return self.set_of(payload)
            if code == _COMPLEX:
                real, imag = payload
                return complex(real, imag)
            if code in (_NDARRAY, _TENSOR):
                return _array(code, *payload)
            if code == _RAISED:
                types, message = payload
                if not all(type(t) is str for t in [*types, message]):
                    raise TypeError
                return Raised(tuple(t[:200] for t in types[:20]), message[:2000])
        except NotPlainError:
            raise
        except Exception:
            raise NotPlainError("unreadable message: extension") from None
        raise NotPlainError("unreadable message: unknown extension")

    @staticmethod
    def set_of(items: list[Any]) -> set[Any]:
        """A set of scalars; large numbers could be chosen so that their hashes collide."""
        for item in items:
            if type(item) is int and item.bit_length() > 64:
                raise NotPlainError("a set that holds an integer of more than 64 bits")
            if item is not None and type(item) not in (bool, int, float, str):
                raise NotPlainError("a set that holds something else than scalars")
        return set(items)

    @staticmethod
    def big_integer(data: bytes) -> int:
        if len(data) > 1024:
            raise NotPlainError("an integer of more than 1,024 hexadecimal digits")
        try:
            return int(data, 16)
        except ValueError:
            raise NotPlainError("unreadable message: integer") from None


def _array(code: int, name: str, shape: list[int], data: bytes) -> Any:
    dtype = _DTYPES[name].newbyteorder("<")
    if len(shape) > 32 or any(type(n) is not int or n < 0 for n in shape):
        raise NotPlainError("unreadable message: shape")
    if math.prod(shape) * dtype.itemsize != len(data):
        raise NotPlainError("unreadable message: an array whose bytes do not fit its shape")
    if dtype.kind == "b":  # a byte other than 0 or 1 is no boolean
        array = np.frombuffer(data, np.uint8).reshape(shape) != 0
    else:
        array = np.frombuffer(data, dtype).reshape(shape).astype(_DTYPES[name])
    if code == _NDARRAY:
        return array
    import torch

    return torch.from_numpy(np.array(array))


# --- cases.json ------------------------------------------------------------------------


def to_json(value: Any) -> Any:
    """Turn a plain value into JSON data; what JSON lacks becomes ``{"$kind": ...}``."""
    kind = type(value)
    if isinstance(value, np.generic):
        return to_json(value.item())
    if value is None or kind in (bool, str, int):
        return value
    if kind is float:
        return value if math.isfinite(value) else {"$float": repr(value)}
    if kind is list:
        return [to_json(item) for item in value]
    if kind is dict:
        if any(type(key) is not str or key.startswith("$") for key in value):
            return {"$dict": [[to_json(k), to_json(v)] for k, v in value.items()]}
        return {key: to_json(item) for key, item in value.items()}
    if kind is tuple:
        return {"$tuple": [to_json(item) for item in value]}
    if kind is set:
        return {"$set": [to_json(item) for item in sorted(value, key=_order)]}
    if kind is complex:
        return {"$complex": [to_json(value.real), to_json(value.imag)]}
    if kind is Recipe:
        return {"$recipe": value.target, "kwargs": to_json(value.kwargs)}
    if kind is Raised:
        return {"$raised": list(value.types), "message": value.message}
    if kind is np.ndarray:
        body = {"dtype": value.dtype.name, "shape": list(value.shape)}
        return {"$ndarray": to_json(value.ravel().tolist()), **body}
    torch = _torch()
    if torch is not None and kind in (torch.Tensor, torch.nn.Parameter):
        array = to_json(_tensor_to_array(value))
        return {"$tensor": array.pop("$ndarray"), **array}
    raise NotPlainError(f"a {kind.__module__}.{kind.__qualname__} is not plain data")


def from_json(value: Any) -> Any:
    """Read what :func:`to_json` wrote."""
    if isinstance(value, list):
        return [from_json(item) for item in value]
    if not isinstance(value, dict):
        return value
    tag = next((key for key in value if key.startswith("$")), None)
    if tag is None:
        return {key: from_json(item) for key, item in value.items()}
    body = value[tag]
    if tag == "$float":
        return float(body)
    if tag == "$dict":
        return {from_json(key): from_json(item) for key, item in body}
    if tag in ("$tuple", "$set"):
        return (tuple if tag == "$tuple" else set)(from_json(body))
    if tag == "$complex":
        return complex(*from_json(body))
    if tag == "$recipe":
        return Recipe(body, from_json(value["kwargs"]))
    if tag == "$raised":
        return Raised(tuple(body), value["message"])
    if tag in ("$ndarray", "$tensor"):
        array = np.array(from_json(body), dtype=_DTYPES[value["dtype"]]).reshape(value["shape"])
        if tag == "$ndarray":
            return array
        import torch

        return torch.from_numpy(array)
    raise NotPlainError(f"unknown tag {tag}")
