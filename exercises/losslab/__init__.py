"""The learner's small library: worlds, traces, plots, widgets and :func:`check`.

A module whose first use takes long has a function ``warm_up()``. The grader calls it once, in
the process from which it forks every submission of a chapter that uses the module.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from losslab.checking import CheckFailedError, check
    from losslab.panel import panel, predict

__all__ = ["CheckFailedError", "check", "panel", "predict"]

# Where each is. Imported when it is first asked for: whoever reads progress needs no NumPy.
_HOMES = {"check": "checking", "CheckFailedError": "checking", "panel": "panel", "predict": "panel"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found  # also where the module of that name has been bound
    return found
