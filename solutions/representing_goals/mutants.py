"""Answers whose verdict is known: wrong ones that must fail, other right ones that must pass."""

# The loader reads the marked functions off this module, wherever they stand.
# ruff: noqa: F403

from solutions.representing_goals.mutants_of_readings import *
from solutions.representing_goals.mutants_of_selection import *
