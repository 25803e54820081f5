"""Answers whose verdict is known: wrong ones that must fail, other right ones that must pass."""

# The loader reads the marked functions off this module, wherever they stand.
# ruff: noqa: F403

from solutions.grader_as_loss.mutants_of_the_cases import *
from solutions.grader_as_loss.mutants_of_the_chain import *
