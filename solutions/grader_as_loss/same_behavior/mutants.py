import copy
from collections.abc import Callable
from typing import Any

from autograder.course.exercise import mutant, variant


@mutant(
    says="All answers get the same list, and some of them change it: they sort it or empty it. Who "
    "comes later is asked about another input. Give every call a list of its own.",
)
def shared_list(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[str, str]:
        try:
            value = function(xs)
        except Exception as error:
            return "raised", type(error).__name__
        return type(value).__name__, repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says="You compare values only. In Python 1 == 1.0 == True, and a judge that checks types tells "
    "the three apart.",
)
def without_types(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[str, Any]:
        try:
            value = function(list(xs))
        except Exception as error:
            return "raised", type(error).__name__
        return "returned", "nan" if value != value else value

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says="NaN is not equal to itself, so two answers that both return NaN fall apart here. Compare "
    "something that is equal to itself, such as its `repr`.",
)
def nan_differs(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[str, Any]:
        try:
            value = function(list(xs))
        except Exception as error:
            return "raised", type(error).__name__
        return type(value).__name__, value

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says="You take all exceptions for one. An IndexError and a ValueError are two behaviors.",
)
def one_exception(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[str, str]:
        try:
            value = function(list(xs))
        except Exception:
            return "raised", ""
        return type(value).__name__, repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says="You compare the texts of exceptions. Two answers that raise exceptions of one class "
    "belong together, whatever they say.",
)
def texts_of_exceptions(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[str, str]:
        try:
            value = function(list(xs))
        except Exception as error:
            return "raised", repr(error)
        return type(value).__name__, repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says="An answer that raises ends your function. An exception is something that a grader sees "
    "of an answer: catch it and compare its class.",
)
def uncaught(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        values = [function(list(xs)) for xs in inputs]
        groups.setdefault(tuple((type(v), repr(v)) for v in values), []).append(name)
    return list(groups.values())


@mutant(
    says="You write None for an exception. Then an answer that raises looks like one that returns "
    "None.",
)
def none_for_exceptions(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[type, str]:
        try:
            value = function(list(xs))
        except Exception:
            value = None
        return type(value), repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says="You compare by the first input. Two answers belong together if no input tells them "
    "apart.",
)
def first_input(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[str, str]:
        try:
            value = function(copy.copy(xs))
        except Exception as error:
            return "raised", type(error).__name__
        return type(value).__name__, repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(seen(function, inputs[0]), []).append(name)
    return list(groups.values())


@mutant(
    says="You leave out answers that stand alone. A group of one is a group: every name is in "
    "exactly one.",
)
def pairs_only(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[str, str]:
        try:
            value = function(list(xs))
        except Exception as error:
            return "raised", type(error).__name__
        return type(value).__name__, repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return [group for group in groups.values() if len(group) > 1]


@mutant(
    says="You compare bare values. Four things are missing: every call needs a list of its own, an "
    "exception has to be caught and compared by its class, 1 and 1.0 and True are different, and "
    "NaN is the same as NaN.",
)
def bare_values(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(function(xs) for xs in inputs), []).append(name)
    return list(groups.values())


@variant(how="compares each answer with the first of every group")
def by_comparison(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def outcome(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[bool, Any]:
        try:
            return True, function(copy.deepcopy(xs))
        except Exception as error:
            return False, type(error)

    def alike(one: tuple[bool, Any], other: tuple[bool, Any]) -> bool:
        (came, value), (came_too, value_too) = one, other
        if came != came_too or not came:
            return came == came_too and value is value_too
        both_nan = value != value and value_too != value_too
        return type(value) is type(value_too) and (value == value_too or both_nan)

    def same(one: str, other: str) -> bool:
        return all(alike(outcome(answers[one], x), outcome(answers[other], x)) for x in inputs)

    groups: list[list[str]] = []
    for name in answers:
        for group in groups:
            if same(group[0], name):
                group.append(name)
                break
        else:
            groups.append([name])
    return groups
