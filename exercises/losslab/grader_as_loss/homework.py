"""Homework tasks, answers to them, and what a grader can see of an answer.

Two tasks: to sort a list of integers, of which a judge checks some properties, and to find the
greatest number of a list, which some twenty learners have answered in their own ways.
"""

from __future__ import annotations

import math
import operator
from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

import numpy as np

__all__ = ["LEARNERS", "PROPERTIES", "TRAP", "answers", "gamed", "sorted_by", "tabled"]

Sorter = Callable[[list[int]], list[int]]

# Each says whether `ys` keeps a promise about the sorted `xs`.
PROPERTIES: dict[str, Callable[[list[int], list[int]], bool]] = {
    "same length": lambda xs, ys: len(ys) == len(xs),
    "ordered": lambda xs, ys: all(ys[i] <= ys[i + 1] for i in range(len(ys) - 1)),
    "nothing new": lambda xs, ys: set(ys) <= set(xs),
    "nothing lost": lambda xs, ys: set(ys) >= set(xs),
    "same counts": lambda xs, ys: Counter(ys) == Counter(xs),
}

TRAP = (2, 1, 1)


def tabled(
    f: Callable[[list[tuple[Any, Any]]], Callable[[Any], Any]],
    public: Sequence[tuple[Any, Any]],
    asked: Sequence[Any],
) -> list[Any]:
    """What the answer ``f(public)`` gives to the inputs in `asked`, one after the other."""
    answer = f([(deepcopy(x), y) for x, y in public])
    return [answer(deepcopy(x)) for x in asked]


def sorted_by(
    f: Callable[[list[str]], Sorter | None],
    properties: Sequence[str],
    lists: Sequence[Sequence[int]],
) -> list[list[int] | None] | None:
    """What the sorter ``f(properties)`` gives for [2, 1, 1] and for each of `lists`.

    None if there is no sorter; None in the place of a result that is not a list of integers.
    """
    sorter = f(list(properties))
    if sorter is None:
        return None
    return [_list_of_integers(sorter(list(xs))) for xs in (TRAP, *lists)]


def gamed(
    results: Sequence[list[int] | None] | None,
    properties: Sequence[str],
    lists: Sequence[Sequence[int]],
) -> dict[str, Any]:
    """What a sorter keeps and breaks, by the results that :func:`sorted_by` gave.

    Parameters
    ----------
    results
        One for [2, 1, 1] and one for each of `lists`; None if there is no sorter.
    properties
        Names from `PROPERTIES`.
    lists
        The lists that it sorted, besides [2, 1, 1].

    Returns
    -------
    dict
        ``made``: whether there is a sorter, or None instead; ``broken``: which of the properties
        it breaks on some list; ``sorts [2, 1, 1]``: whether it gives the right result for it.
        Something other than a list of integers breaks every property, and the promise
        ``"a list of integers"``.
    """
    if results is None:
        return {"made": False, "broken": [], "sorts [2, 1, 1]": False}
    tried = list(zip((TRAP, *lists), map(_list_of_integers, results), strict=True))
    broken = [
        name
        for name in properties
        if not all(ys is not None and PROPERTIES[name](list(xs), ys) for xs, ys in tried)
    ]
    if any(ys is None for _, ys in tried):
        broken.append("a list of integers")
    return {"made": True, "broken": broken, "sorts [2, 1, 1]": tried[0][1] == sorted(TRAP)}


def _list_of_integers(value: Any) -> list[int] | None:
    """The items, if the value is a list of integers, whatever kinds of lists and integers."""
    if type(value) is list and all(type(item) is int for item in value):
        return value
    if not isinstance(value, list | tuple | np.ndarray):
        return None
    try:
        return [int(operator.index(item)) for item in value]
    except TypeError:
        return None


# --- answers to one task: the greatest number of a list of integers ----------------------


def _from_the_first(xs: list[int]) -> int:
    greatest = xs[0]
    for x in xs:
        if x > greatest:
            greatest = x
    return greatest


def _sorted_in_place(xs: list[int]) -> int:
    xs.sort()
    return xs[-1]


def _emptied(xs: list[int]) -> int:
    greatest = xs.pop()
    while xs:
        greatest = max(greatest, xs.pop())
    return greatest


def _from_zero(xs: list[int]) -> int:
    greatest = 0
    for x in xs:
        greatest = max(greatest, x)
    return greatest


def _true_for_one(xs: list[int]) -> int | bool:
    return True if max(xs) == 1 else max(xs)


def _asks_first(xs: list[int]) -> int:
    if not xs:
        raise LookupError("there is no number in this list")
    return max(xs)


def _with_its_own_error() -> Callable[[list[int]], int]:
    class EmptyListError(Exception):
        """There is no number in the list."""

    def greatest(xs: list[int]) -> int:
        if not xs:
            raise EmptyListError
        return max(xs)

    return greatest


LEARNERS: dict[str, Callable[[list[int]], Any]] = {
    "worked it out": _from_the_first,
    "copied it": _from_the_first,
    "sorts a copy": lambda xs: sorted(xs)[-1],
    "sorts in place": _sorted_in_place,
    "empties the list": _emptied,
    "looked it up": lambda xs: max(xs),
    "negates the least": lambda xs: -min(-x for x in xs),
    "starts from zero": _from_zero,
    "takes the last": lambda xs: xs[-1],
    "takes the first": lambda xs: xs[0],
    "returns a float": lambda xs: float(max(xs)),
    "says True for 1": _true_for_one,
    "says None of nothing": lambda xs: max(xs, default=None),
    "says False of nothing": lambda xs: max(xs) if xs else False,
    "starts from minus infinity": lambda xs: max([-math.inf, *xs]),
    "asks first": _asks_first,
    "has an error of its own": _with_its_own_error(),
    "has another of that name": _with_its_own_error(),
    "adds a billionth": lambda xs: max(xs) + 1e-9,
    "says NaN of nothing": lambda xs: max(xs) if xs else float("nan"),
    "says inf - inf of nothing": lambda xs: sorted(xs)[-1] if xs else math.inf - math.inf,
}


def answers(names: Sequence[str]) -> dict[str, Callable[[list[int]], Any]]:
    """Some of `LEARNERS`, in the order of `names`.

    Raises
    ------
    ValueError
        If there is no learner of that name.
    """
    for name in names:
        if name not in LEARNERS:
            raise ValueError(f"no learner {name!r}; there are: {', '.join(LEARNERS)}")
    return {name: LEARNERS[name] for name in names}
