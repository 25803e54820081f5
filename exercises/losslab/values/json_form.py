"""Plain values as JSON, in ``cases.json``: what JSON lacks becomes ``{"$kind": ...}``."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from losslab.values.plain import (
    DTYPES,
    NotPlainError,
    Raised,
    Recipe,
    loaded_torch,
    order,
    tensor_to_array,
)


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
        return {"$set": [to_json(item) for item in sorted(value, key=order)]}
    if kind is complex:
        return {"$complex": [to_json(value.real), to_json(value.imag)]}
    if kind is Recipe:
        return {"$recipe": value.target, "kwargs": to_json(value.kwargs)}
    if kind is Raised:
        return {"$raised": list(value.types), "message": value.message}
    if kind is np.ndarray:
        body = {"dtype": value.dtype.name, "shape": list(value.shape)}
        return {"$ndarray": to_json(value.ravel().tolist()), **body}
    torch = loaded_torch()
    if torch is not None and kind in (torch.Tensor, torch.nn.Parameter):
        array = to_json(tensor_to_array(value))
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
        array = np.array(from_json(body), dtype=DTYPES[value["dtype"]]).reshape(value["shape"])
        if tag == "$ndarray":
            return array
        import torch

        return torch.from_numpy(array)
    raise NotPlainError(f"unknown tag {tag}")
