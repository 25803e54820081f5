import copy
from collections.abc import Callable
from typing import Any


def same_behavior(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Sort answers into groups that no grader can tell apart by these inputs.

    Two answers belong together if for every input both return the same, or both raise
    exceptions of the same class. To return the same means: values of the same type that are
    equal, or NaN both times; 1, 1.0 and True are three different results, and so are two floats
    however near. An exception of a derived class is of another class, and so is one of a class
    that only has the same name.

    Parameters
    ----------
    answers
        Functions of a list of integers, by name. A function may change the list that it is
        given; every call has to get a list of its own. Results are integers, floats, booleans
        or None.
    inputs
        At least one list of integers, perhaps an empty one.

    Returns
    -------
    list of list of str
        Every name in exactly one group. Names in a group, and groups by their first names, stand
        in the order of `answers`.

    Notes
    -----
    An answer is seen by its results only; that it changes its argument is not part of its
    behavior here. Do not worry about 0.0 and -0.0, or about answers that print, never
    return, or give another result at every call.
    """

    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[type, str]:
        try:
            value = function(copy.copy(xs))
        except Exception as error:
            return type(error), ""
        return type(value), repr(value)

    groups: dict[tuple[tuple[type, str], ...], list[str]] = {}
    for name, function in answers.items():
        behavior = tuple(seen(function, xs) for xs in inputs)
        groups.setdefault(behavior, []).append(name)
    return list(groups.values())
