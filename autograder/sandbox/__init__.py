"""Learner code in a process of its own, and the only door to it.

``session`` is what the rest of the engine talks to: the ``learner`` process of one
submission, replaced when it dies. Learners come from a ``zygote``, the grader's handle on the
warm process that runs ``fork_server``; ``child`` and ``shell`` are what runs in a learner's
process. ``wire`` carries plain data between them, ``walls`` are what stands around them and
``limits`` says how much a submission may use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.sandbox.learner import Group, Learner, LearnerGoneError
    from autograder.sandbox.limits import Limits
    from autograder.sandbox.session import Session
    from autograder.sandbox.walls import WallError
    from autograder.sandbox.zygote import Zygote, ZygoteDiedError

__all__ = [
    "Group",
    "Learner",
    "LearnerGoneError",
    "Limits",
    "Session",
    "WallError",
    "Zygote",
    "ZygoteDiedError",
]
_MODULES = {
    **dict.fromkeys(("Group", "Learner", "LearnerGoneError"), "learner"),
    **dict.fromkeys(("Zygote", "ZygoteDiedError"), "zygote"),
    "Limits": "limits",
    "Session": "session",
    "WallError": "walls",
}


def __getattr__(name: str) -> Any:
    """Load a module when its name is asked for: who only starts a process needs no numpy."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
