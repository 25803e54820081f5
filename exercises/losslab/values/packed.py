"""Plain values as bytes, by msgpack; reading is bounded and believes nothing."""

from __future__ import annotations

import math
from collections.abc import ItemsView, Iterable, Iterator, KeysView, ValuesView
from numbers import Number
from typing import Any

import msgpack
import numpy as np

from losslab.values.plain import (
    DTYPES,
    NotPlainError,
    Raised,
    Recipe,
    loaded_torch,
    order,
    resolve,
    tensor_to_array,
)

MAX_BYTES = 16 * 2**20
MAX_DEPTH = 40
MAX_ITEMS = 200_000

_TUPLE, _SET, _BIGINT, _COMPLEX, _NDARRAY, _TENSOR, _RECIPE, _RAISED = range(1, 9)


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
    except _ForeignError as error:
        raise NotPlainError(error.said(value)) from None
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


class _ForeignError(Exception):
    """Something that is not plain stands in a value."""

    def __init__(self, value: Any):
        super().__init__()
        self.value = value

    def said(self, whole: Any) -> str:
        """What it is, and what to return instead."""
        where = "the result is" if self.value is whole else "the result holds"
        what, instead = _named(self.value)
        return f"{where} {what}; return {instead}"


def _named(value: Any) -> tuple[str, str]:
    """What something is that is not plain, and what would be plain in its place."""
    kind = type(value)
    if isinstance(value, KeysView | ValuesView | ItemsView):
        return "a dict view", "a list of its items"
    if kind is range:
        return "a range", "a list of its numbers"
    if isinstance(value, Iterator):
        return "an iterator", "a list of what it gives"
    if isinstance(value, np.ma.MaskedArray):
        return "a masked array", "an array without a mask"
    if isinstance(value, np.ndarray | np.generic):
        return f"an array of {value.dtype}", "a list, or an array of numbers or booleans"
    if isinstance(value, Number):
        return f"a {kind.__name__}", "a float or an integer"
    if callable(value) and hasattr(value, "__name__"):
        return f"the {'class' if isinstance(value, type) else 'function'} {value.__name__}", (
            "what it gives when it is called"
        )
    article = "an" if kind.__name__[0] in "aeiouAEIOU" else "a"
    if isinstance(value, Iterable):
        return f"{article} {kind.__name__}", "a list of what it holds"
    return f"{article} {kind.__name__}", "numbers, strings, lists, dicts or arrays"


def _lower(value: Any) -> Any:
    """What msgpack cannot pack by itself, as something that it can."""
    kind = type(value)
    if kind is int:
        return msgpack.ExtType(_BIGINT, hex(value).encode())
    if kind is tuple:
        return _nested(_TUPLE, list(value))
    if kind is set or kind is frozenset:
        return _nested(_SET, sorted(value, key=order))
    if kind is complex:
        return _nested(_COMPLEX, [value.real, value.imag])
    if isinstance(value, np.generic):
        return _lower_scalar(value)
    if kind is np.ndarray:
        return _lower_array(_NDARRAY, value)
    if kind is Recipe:
        return _nested(_RECIPE, [value.target, value.kwargs])
    if kind is Raised:
        return _nested(_RAISED, [list(value.types), value.message, value.line])
    torch = loaded_torch()
    if torch is not None and isinstance(value, torch.Tensor):
        if kind not in (torch.Tensor, torch.nn.Parameter):
            value = torch.Tensor.as_subclass(value, torch.Tensor)
        return _lower_array(_TENSOR, tensor_to_array(value))
    if isinstance(value, np.ma.MaskedArray):
        raise _ForeignError(value)
    for base, lowered in _BASES:
        if isinstance(value, base):
            return lowered(value)
    raise _ForeignError(value)


# A value of a class derived from a plain one is that plain one; nothing of the class is asked.
_BASES: tuple[tuple[type, Any], ...] = (
    (int, int.__pos__),
    (float, float.__pos__),
    (complex, complex.__pos__),
    (str, str.__str__),
    (list, lambda value: list(list.__iter__(value))),
    (tuple, lambda value: _lower(tuple(tuple.__iter__(value)))),
    (dict, lambda value: dict(dict.items(value))),
    (set, lambda value: _lower(set(set.__iter__(value)))),
    (frozenset, lambda value: _lower(set(frozenset.__iter__(value)))),
    (np.ndarray, lambda value: _lower(value.view(np.ndarray))),
)


def _lower_scalar(value: np.generic) -> Any:
    item = value.item()
    if type(item) not in (bool, int, float, complex, str):
        raise _ForeignError(value)
    return item


def _nested(code: int, payload: Any) -> msgpack.ExtType:
    return msgpack.ExtType(code, msgpack.packb(payload, default=_lower, strict_types=True))


def _lower_array(code: int, array: np.ndarray) -> msgpack.ExtType:
    name = _NAMES.get(array.dtype) or array.dtype.name
    if name not in DTYPES:
        raise _ForeignError(array)
    little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    return _nested(code, [name, list(array.shape), little.tobytes()])


# To ask a dtype for its name takes longer than everything else here.
_NAMES = {dtype: name for name, dtype in DTYPES.items()}


def unpack_trusted(data: bytes) -> Any:
    """Read what the grader packed, building its recipes, or what comes with the course.

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
                types, message, line = payload
                if not all(type(t) is str for t in [*types, message, line]):
                    raise TypeError
                return Raised(tuple(t[:200] for t in types[:20]), message[:2000], line[:300])
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
    dtype = DTYPES[name].newbyteorder("<")
    if len(shape) > 32 or any(type(n) is not int or n < 0 for n in shape):
        raise NotPlainError("unreadable message: shape")
    if math.prod(shape) * dtype.itemsize != len(data):
        raise NotPlainError("unreadable message: an array whose bytes do not fit its shape")
    if dtype.kind == "b":  # a byte other than 0 or 1 is no boolean
        array = np.frombuffer(data, np.uint8).reshape(shape) != 0
    else:
        array = np.frombuffer(data, dtype).reshape(shape).astype(DTYPES[name])
    if code == _NDARRAY:
        return array
    import torch

    return torch.from_numpy(np.asarray(array))
