from collections.abc import Callable
from typing import Any

from autograder.course.exercise import mutant, variant


@mutant(
    says=(
        "The list comes back as it is. That keeps everything but order; where order is checked "
        "another idea is needed."
    ),
)
def always_unsorted(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    return None if {"ordered", "same counts"} <= set(properties) else list


@mutant(
    says=(
        "Where order is checked, repeats are dropped. The result is ordered, and too short where "
        "the length is checked too."
    ),
)
def drops_repeats(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else lambda xs: sorted(set(xs))


@mutant(
    says=(
        "None where order, length, nothing new and nothing lost are checked together. They do not"
        " pin the result down: with repeats, a number can be there too often and another too "
        "seldom."
    ),
)
def gives_up_early(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    if "ordered" not in properties:
        return list
    return None if "same counts" in properties or len(properties) == 4 else padded


@mutant(
    says=(
        "This sorts. It keeps every property because it does the task; what is due is an answer "
        "that keeps them and does not."
    ),
)
def sorts(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    return sorted


@mutant(
    says=(
        "Where order is checked the result is empty. That is ordered, and has nothing new. As "
        "soon as the length is checked, or that nothing is lost, it fails."
    ),
)
def empty(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else lambda xs: []


@mutant(
    says=(
        "Where order is checked, an empty list ends in an exception. The properties are checked "
        "on empty lists too."
    ),
)
def not_for_nothing(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        return sorted(set(xs)) + [max(xs)] * (len(xs) - len(set(xs)))

    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else padded


@mutant(
    says=(
        "Something is offered also where order and counts are both checked. There is no other "
        "ordered list with the same counts: these two properties are sorting, and None is due."
    ),
)
def never_gives_up(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    return padded if "ordered" in properties else list


@mutant(
    says=(
        "None wherever order is checked. An ordered list can still hold the wrong numbers, or the"
        " right ones the wrong number of times."
    ),
)
def order_is_enough(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    return None if "ordered" in properties else list


@mutant(
    says=(
        "None wherever counts are checked. Without order, every rearrangement has the same "
        "counts, and the list as it is is one."
    ),
)
def counts_are_enough(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    if "same counts" in properties:
        return None
    return padded if "ordered" in properties else list


@mutant(
    says=(
        "Where order is checked the result is one number, repeated. It is ordered, of the right "
        "length and nothing new. Where nothing may be lost, every different number has to occur "
        "once."
    ),
)
def repeats_the_least(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else lambda xs: [min(xs)] * len(xs) if xs else []


@mutant(
    says=(
        "Where order is checked, the least number stands for all that was repeated. For [2, 1, 1]"
        " that happens to be right: the number that is repeated is the least."
    ),
)
def pads_with_the_least(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct[:1] * (len(xs) - len(distinct)) + distinct

    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else padded


@mutant(
    says=(
        "Where order is not checked, the list comes back turned around. That is not sorted, as a "
        "rule; [2, 1, 1] turned around is."
    ),
)
def turns_around(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    if "ordered" not in properties:
        return lambda xs: xs[::-1]
    return None if "same counts" in properties else padded


@mutant(
    says=("The numbers come back as floats. The result is a list of integers."),
)
def floats(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    if {"ordered", "same counts"} <= set(properties):
        return None
    return lambda xs: [*map(float, padded(xs) if "ordered" in properties else xs)]  # type: ignore


@mutant(
    says="Nothing is offered, whatever is checked. Most sets of properties leave a gap.",
)
def never_tries(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    return None


@variant(how="sorts every list but [2, 1, 1]")
def wrong_once(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    if "ordered" not in properties:
        return list
    if "same counts" not in properties:
        return lambda xs: [1, 2, 2] if xs == [2, 1, 1] else sorted(xs)
    return None


@variant(how="grows the result in a loop, in the list that it is given")
def in_place(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    asked = set(properties)
    if asked >= {"ordered", "same counts"}:
        return None

    def sorter(xs: list[int]) -> list[int]:
        if "ordered" in asked:
            length, xs[:] = len(xs), sorted(set(xs))
            while len(xs) < length:
                xs.append(xs[-1])
        return xs

    return sorter


@variant(how="NumPy's distinct numbers, indexed past the last one")
def indexed(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    import numpy as np

    def sorter(xs: list[int]) -> Any:
        if "ordered" not in properties:
            return xs
        distinct = np.unique(xs)
        return distinct[np.arange(len(xs)).clip(max=len(distinct) - 1)]

    return None if {"ordered", "same counts"} <= {*properties} else sorter
