"""Probes that serve any exercise: they call an answer and tell more than what it returned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def keeping(function: Callable[..., Any], *args: Any) -> dict[str, Any]:
    """What `function` gives, and what its arguments are afterwards, which have to be plain.

    Returns
    -------
    dict
        ``result``: what it returned. ``arguments``: a list.
    """
    return {"result": function(*args), "arguments": list(args)}
