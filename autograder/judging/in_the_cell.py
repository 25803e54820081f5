"""What an answer's text tells of a verdict that its calls alone do not explain."""

from __future__ import annotations

import ast
import warnings
from dataclasses import replace

from autograder.judging.result import ExerciseResult

MOST_NAMES = 3
# Of a longer cell nothing is said: it is a stranger's.
MOST_READ = 200_000
PRINTS = "It prints while it runs, which takes time too: take out what prints much"


def explained(verdict: ExerciseResult, source: str) -> ExerciseResult:
    """A verdict with what the answer's cell says about it, if it says anything.

    A function of another name is named, and counts as tried; where time was up, printing is
    mentioned. The score stays.
    """
    if verdict.status == "missing":
        names = _defined(source)
        if names and verdict.id not in names:
            said = f"its cell defines {' and '.join(names[:MOST_NAMES])}; call it {verdict.id}"
            return replace(verdict, status="failed", said=said)
    elif verdict.status == "timeout" and not verdict.said and _prints(source):
        return replace(verdict, message=f"{verdict.message} {PRINTS}.")
    return verdict


def _defined(source: str) -> list[str]:
    """The functions that a cell defines for the cells after it."""
    tree = _tree(source)
    return [node.name for node in tree.body if isinstance(node, ast.FunctionDef)] if tree else []


def _prints(source: str) -> bool:
    """Whether print is called anywhere in a cell."""
    tree = _tree(source)
    return tree is not None and any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        for node in ast.walk(tree)
    )


def _tree(source: str) -> ast.Module | None:
    if len(source) > MOST_READ:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
