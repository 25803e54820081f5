"""Learner code in a process of its own, and the only door to it.

``session`` is what the rest of the engine talks to: the ``learner`` process of one
submission, replaced when it dies. Learners come from a ``zygote``, the grader's handle on the
warm process that runs ``fork_server``; ``child`` and ``shell`` are what runs in a learner's
process. ``wire`` carries plain data between them, ``walls`` are what stands around them and
``limits`` says how much a submission may use.
"""

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
