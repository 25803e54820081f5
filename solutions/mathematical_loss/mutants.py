"""Answers whose verdict is known: wrong ones that must fail, other right ones that must pass."""

from solutions.mathematical_loss.mutants_bounds import *  # noqa: F403
from solutions.mathematical_loss.mutants_machine import *  # noqa: F403
from solutions.mathematical_loss.mutants_rules import *  # noqa: F403
