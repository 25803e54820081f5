"""Learner code in a process of its own, and the only door to it.

``host`` is the grader's side and the interface that the rest of the engine uses;
``zygote`` is the warm process that forks a child for each submission; ``learner`` is what
runs in the child; ``wire`` carries plain data between them; ``walls`` are what stands
around them and ``limits`` says how much a submission may use.
"""

from autograder.sandbox.host import Learner, LearnerGoneError, Zygote, ZygoteDiedError
from autograder.sandbox.limits import Limits
from autograder.sandbox.walls import WallError

__all__ = ["Learner", "LearnerGoneError", "Limits", "WallError", "Zygote", "ZygoteDiedError"]
