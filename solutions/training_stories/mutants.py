"""Answers whose verdict is known: wrong ones that must fail, other right ones that must pass."""

# ruff: noqa: F403

from solutions.training_stories.mutants_evaluate import *
from solutions.training_stories.mutants_forecasts import *
from solutions.training_stories.mutants_form import *
from solutions.training_stories.mutants_logs import *
from solutions.training_stories.mutants_refute import *
