import copy
from collections.abc import Callable
from typing import Any

from autograder.course.exercise import mutant, variant


@mutant(
    says=(
        "All answers get the same list, and some of them change it: they sort it or empty it. Who"
        " comes later is asked about another input."
    ),
)
def shared_list(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[Any, Any]:
        try:
            value = function(xs)
        except Exception as error:
            return "raised", type(error)
        return type(value).__name__, repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says=(
        "Results of different types that are equal stand together. In Python 1 == 1.0 == True, "
        "and a judge that checks types tells the three apart."
    ),
)
def without_types(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[Any, Any]:
        try:
            value = function(list(xs))
        except Exception as error:
            return "raised", type(error)
        return "returned", "nan" if value != value else value

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says=(
        "Two answers that both return NaN fall apart here. NaN is not equal to itself, and counts"
        " as the same result nevertheless."
    ),
)
def nan_differs(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[Any, Any]:
        try:
            value = function(list(xs))
        except Exception as error:
            return "raised", type(error)
        return type(value).__name__, value

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says=("All exceptions count as one. An IndexError and a ValueError are two behaviors."),
)
def one_exception(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[Any, Any]:
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
    says=(
        "Exceptions of one class with different texts fall apart here. They belong together, "
        "whatever they say."
    ),
)
def texts_of_exceptions(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[Any, Any]:
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
    says=(
        "An answer that raises ends your function. An exception is something that a grader sees "
        "of an answer, and its class counts."
    ),
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
    says=(
        "An answer that raises stands with one that returns None. The two are different behaviors."
    ),
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
    says=(
        "What the first input tells is all that counts. Two answers belong together if no input "
        "tells them apart."
    ),
)
def first_input(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[Any, Any]:
        try:
            value = function(copy.copy(xs))
        except Exception as error:
            return "raised", type(error)
        return type(value).__name__, repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(seen(function, inputs[0]), []).append(name)
    return list(groups.values())


@mutant(
    says=(
        "Answers that stand alone are left out. A group of one is a group: every name is in "
        "exactly one."
    ),
)
def pairs_only(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[Any, Any]:
        try:
            value = function(list(xs))
        except Exception as error:
            return "raised", type(error)
        return type(value).__name__, repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return [group for group in groups.values() if len(group) > 1]


@mutant(
    says=(
        "Values are compared as they are: an answer that raises ends your function, one that "
        "changes its list spoils the next one's, equal values of different types stand together, "
        "and NaN stands alone."
    ),
)
def bare_values(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(function(xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says="An exception of a derived class counts as one of the class it is derived from: an "
    "IndexError as a LookupError. What is compared is the class itself.",
)
def base_classes(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[type, str]:
        try:
            value = function(list(xs))
        except Exception as error:
            return type(error).__mro__[-4], ""
        return type(value), repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says="Floats that are nearly equal count as the same result. Two results are the same if they "
    "are equal, however little they differ.",
)
def nearly_equal(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[type, str]:
        try:
            value = function(list(xs))
        except Exception as error:
            return type(error), ""
        return type(value), f"{value:.6f}" if type(value) is float else repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says="Groups and names stand in the order of the alphabet. They are due in the order of "
    "`answers`.",
)
def alphabetical(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[type, str]:
        try:
            value = function(list(xs))
        except Exception as error:
            return type(error), ""
        return type(value), repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in sorted(answers.items()):
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says="Answers stand together that give the same results in another order. They have to give "
    "the same for every single input.",
)
def the_set_of_results(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[type, str]:
        try:
            value = function(list(xs))
        except Exception as error:
            return type(error), ""
        return type(value), repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(frozenset(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@mutant(
    says="Infinity counts as NaN. It is equal to itself, and NaN is not.",
)
def infinity_is_nan(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def seen(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[type, str]:
        try:
            value = function(list(xs))
        except Exception as error:
            return type(error), ""
        strange = type(value) is float and value - value != 0
        return type(value), "nan" if strange else repr(value)

    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(seen(function, xs) for xs in inputs), []).append(name)
    return list(groups.values())


@variant(how="compares what came back with what came back from the first of every group")
def by_comparison(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def outcome(function: Callable[[list[int]], Any], xs: list[int]) -> tuple[type, Any]:
        try:
            value = function(copy.deepcopy(xs))
        except Exception as error:
            return type(error), None
        return type(value), value

    def alike(one: tuple[type, Any], other: tuple[type, Any]) -> bool:
        return one == other or (one[1] != one[1] and other[1] != other[1])

    groups: list[tuple[list[tuple[type, Any]], list[str]]] = []
    for name, function in answers.items():
        mine = [outcome(function, xs) for xs in inputs]
        for theirs, names in groups:
            if all(map(alike, mine, theirs)):
                names.append(name)
                break
        else:
            groups.append((mine, [name]))
    return [names for _, names in groups]


@variant(how="splits the whole class by one list after the other")
def splitting(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    def shown(name: str, xs: list[int]) -> object:
        try:
            return repr(answers[name](xs[:]))
        except Exception as error:
            return type(error)

    groups = [[*answers]]
    for xs in inputs:
        parts: list[list[str]] = []
        for group in groups:
            by_outcome: dict[object, list[str]] = {}
            for name in group:
                by_outcome.setdefault(shown(name, xs), []).append(name)
            parts += by_outcome.values()
        groups = parts
    place = list(answers).index
    return sorted(groups, key=lambda group: place(group[0]))
