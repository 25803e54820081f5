from collections.abc import Callable

from autograder.course.exercise import mutant, variant


@mutant(
    says="The list as it is keeps everything but order. Where order is checked it needs another "
    "idea.",
)
def always_unsorted(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    return None if {"ordered", "same counts"} <= set(properties) else list


@mutant(
    says="Dropping repeats gives an ordered list that is too short. Where the length is checked, "
    "fill it up with a number that is there anyway.",
)
def drops_repeats(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else lambda xs: sorted(set(xs))


@mutant(
    says="You give up where order, length, nothing new and nothing lost are checked together. They "
    "do not pin the result down: with repeats, a number can be there too often and another too "
    "seldom.",
)
def gives_up_early(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    if "ordered" not in properties:
        return list
    return None if "same counts" in properties or len(properties) == 4 else padded


@mutant(
    says="This sorts. It keeps every property because it does the task; what is due is an answer "
    "that keeps them and does not.",
)
def sorts(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    return sorted


@mutant(
    says="An empty list is ordered, and has nothing new. As soon as the length is checked, or that "
    "nothing is lost, it fails.",
)
def empty(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else lambda xs: []


@mutant(
    says="On an empty list this raises an exception: there is no greatest number to fill up with. "
    "The properties are checked on empty lists too.",
)
def not_for_nothing(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        return sorted(set(xs)) + [max(xs)] * (len(xs) - len(set(xs)))

    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else padded


@mutant(
    says="Where order and counts are both checked you still offer something. There is no other "
    "ordered list with the same counts: these two properties are sorting, and None is due.",
)
def never_gives_up(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    return padded if "ordered" in properties else list


@mutant(
    says="You give up wherever order is checked. An ordered list can still hold the wrong numbers, "
    "or the right ones the wrong number of times.",
)
def order_is_enough(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    return None if "ordered" in properties else list


@mutant(
    says="You give up wherever counts are checked. Without order, every rearrangement has the same "
    "counts, and the list as it is is one.",
)
def counts_are_enough(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    if "same counts" in properties:
        return None
    return padded if "ordered" in properties else list


@mutant(
    says="The least number, repeated, is ordered, of the right length and nothing new. Where "
    "nothing may be lost, every different number has to occur once.",
)
def repeats_the_least(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else lambda xs: [min(xs)] * len(xs) if xs else []


@mutant(
    says="You fill up with the least number. For [2, 1, 1] that happens to be right: the number "
    "that is repeated is the least. Fill up at the other end.",
)
def pads_with_the_least(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct[:1] * (len(xs) - len(distinct)) + distinct

    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else padded


@mutant(
    says="A list turned around is not sorted, as a rule. [2, 1, 1] turned around is. It has to be "
    "wrong there.",
)
def turns_around(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    if "ordered" not in properties:
        return lambda xs: xs[::-1]
    return None if "same counts" in properties else padded


@variant(how="descending where order is not asked for; grows the result in a loop")
def descending(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    asked = set(properties)
    if asked >= {"ordered", "same counts"}:
        return None

    def sorter(xs: list[int]) -> list[int]:
        if "ordered" not in asked:
            xs.sort(reverse=True)
            return xs
        result = sorted(set(xs))
        while len(result) < len(xs):
            result.append(result[-1])
        return result

    return sorter


@variant(how="does no more than the properties at hand ask for")
def case_by_case(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    if not properties:
        return lambda xs: [0]
    if "ordered" in properties and "same counts" in properties:
        return None
    if "ordered" not in properties:
        return lambda xs: xs
    if "nothing lost" not in properties:
        return lambda xs: [max(xs) for _ in xs]
    if "same length" not in properties:
        return lambda xs: sorted(set(xs))
    return lambda xs: [*sorted(set(xs)), *[max(xs, default=0)] * (len(xs) - len(set(xs)))]
