"""Known answers to the exercises about what cases and checks can see of an answer."""

# What each function gets wrong stands in its decorator.
# ruff: noqa: D103

import copy
import math
from collections.abc import Callable
from itertools import combinations
from typing import Any

from autograder.course.exercise import mutant, variant

# --- game -------------------------------------------------------------------------------


@mutant(
    "game",
    says="The list as it is keeps everything but order. Where order is checked it needs another "
    "idea.",
)
def game_always_unsorted(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    return None if {"ordered", "same counts"} <= set(properties) else list


@mutant(
    "game",
    says="Dropping repeats gives an ordered list that is too short. Where the length is checked, "
    "fill it up with a number that is there anyway.",
)
def game_drops_repeats(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else lambda xs: sorted(set(xs))


@mutant(
    "game",
    says="You give up where order, length, nothing new and nothing lost are checked together. They "
    "do not pin the result down: with repeats, a number can be there too often and another too "
    "seldom.",
)
def game_gives_up_early(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    if "ordered" not in properties:
        return list
    return None if "same counts" in properties or len(properties) == 4 else padded


@mutant(
    "game",
    says="This sorts. It keeps every property because it does the task; what is due is an answer "
    "that keeps them and does not.",
)
def game_sorts(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    return sorted


@mutant(
    "game",
    says="An empty list is ordered, and has nothing new. As soon as the length is checked, or that "
    "nothing is lost, it fails.",
)
def game_empty(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else lambda xs: []


@mutant(
    "game",
    says="On an empty list this raises an exception: there is no greatest number to fill up with. "
    "The properties are checked on empty lists too.",
)
def game_not_for_nothing(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        return sorted(set(xs)) + [max(xs)] * (len(xs) - len(set(xs)))

    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else padded


@mutant(
    "game",
    says="Where order and counts are both checked you still offer something. There is no other "
    "ordered list with the same counts: these two properties are sorting, and None is due.",
)
def game_never_gives_up(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    return padded if "ordered" in properties else list


@mutant(
    "game",
    says="You give up wherever order is checked. An ordered list can still hold the wrong numbers, "
    "or the right ones the wrong number of times.",
)
def game_order_is_enough(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    return None if "ordered" in properties else list


@mutant(
    "game",
    says="You give up wherever counts are checked. Without order, every rearrangement has the same "
    "counts, and the list as it is is one.",
)
def game_counts_are_enough(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    if "same counts" in properties:
        return None
    return padded if "ordered" in properties else list


@mutant(
    "game",
    says="The least number, repeated, is ordered, of the right length and nothing new. Where "
    "nothing may be lost, every different number has to occur once.",
)
def game_repeats_the_least(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else lambda xs: [min(xs)] * len(xs) if xs else []


@mutant(
    "game",
    says="You fill up with the least number. For [2, 1, 1] that happens to be right: the number "
    "that is repeated is the least. Fill up at the other end.",
)
def game_pads_with_the_least(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct[:1] * (len(xs) - len(distinct)) + distinct

    if "ordered" not in properties:
        return list
    return None if "same counts" in properties else padded


@mutant(
    "game",
    says="A list turned around is not sorted, as a rule. [2, 1, 1] turned around is. It has to be "
    "wrong there.",
)
def game_turns_around(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    if "ordered" not in properties:
        return lambda xs: xs[::-1]
    return None if "same counts" in properties else padded


@variant("game", how="descending where order is not asked for; grows the result in a loop")
def game_descending(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
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


@variant("game", how="does no more than the properties at hand ask for")
def game_case_by_case(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
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


# --- catch_rate -------------------------------------------------------------------------


@mutant(
    "catch_rate",
    says="You draw with replacement. Different cases are drawn: the second one is never the first "
    "again, so an answer that fails a single case is caught more often than that.",
)
def catch_rate_replaces(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    escapes = [(sum(row[j] for j in pool) / len(pool)) ** draws for row in through]
    return 1 - sum(escapes) / len(escapes)


@mutant(
    "catch_rate",
    says="You average over all wrong answers. Those that a public case stops never come as far as "
    "the hidden ones; the question is about the others.",
)
def catch_rate_of_all(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    choices = math.comb(len(pool), draws)
    escapes = [math.comb(sum(row[j] for j in pool), draws) / choices for row in passes]
    return 1 - sum(escapes) / len(escapes)


@mutant(
    "catch_rate",
    says="You leave out the answers that no case catches. They are wrong all the same, and they "
    "are the ones that get away.",
)
def catch_rate_of_the_catchable(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public) and not all(row)]
    if not through:
        return None
    choices = math.comb(len(pool), draws)
    escapes = [math.comb(sum(row[j] for j in pool), draws) / choices for row in through]
    return 1 - sum(escapes) / len(escapes)


@mutant(
    "catch_rate",
    says="This is how often one hidden case catches. With several, it is enough that one of them "
    "does.",
)
def catch_rate_per_case(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    return 1 - sum(row[j] for row in through for j in pool) / (len(through) * len(pool))


@mutant(
    "catch_rate",
    says="You average the answers first and draw afterwards, as if all of them failed equally "
    "often. Some fail many cases and some fail few: work out each one's chance to escape, then "
    "average.",
)
def catch_rate_of_the_average(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    passed = sum(row[j] for row in through for j in pool) / len(through)
    escape = 1.0
    for k in range(draws):
        escape *= max(passed - k, 0.0) / (len(pool) - k)
    return 1 - escape


@mutant(
    "catch_rate",
    says="Your pool holds the public cases too. They are known to be passed by everybody who got "
    "this far, so drawing them catches nobody; only the others are drawn.",
)
def catch_rate_draws_public_cases(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    choices = math.comb(len(passes[0]), draws)
    escapes = [math.comb(sum(row), draws) / choices for row in through]
    return 1 - sum(escapes) / len(escapes)


@mutant(
    "catch_rate",
    says="Where nothing gets through there is no rate: the average is over nothing. The task asks "
    "for None there; 0 would say that the hidden cases are useless.",
)
def catch_rate_zero_of_nothing(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    choices = math.comb(len(pool), draws)
    escapes = [math.comb(sum(row[j] for j in pool), draws) / choices for row in through]
    return 1 - sum(escapes) / len(escapes) if escapes else 0.0


@mutant(
    "catch_rate",
    says="You count whoever fails any case of the pool as caught. That is the rate when the whole "
    "pool is drawn; fewer draws can miss.",
)
def catch_rate_of_the_whole_pool(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    return sum(not all(row) for row in through) / len(through)


@mutant(
    "catch_rate",
    says="This is the probability to escape. What is asked for is the probability to be caught.",
)
def catch_rate_escapes(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    choices = math.comb(len(pool), draws)
    return sum(math.comb(sum(row[j] for j in pool), draws) for row in through) / (
        len(through) * choices
    )


@variant("catch_rate", how="tries every choice of hidden cases")
def catch_rate_by_trying(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    caught = [
        not all(row[j] for j in hidden) for row in through for hidden in combinations(pool, draws)
    ]
    return sum(caught) / len(caught) if caught else None


# --- fewest_cases -----------------------------------------------------------------------


@mutant(
    "fewest_cases",
    says="You take the case that catches most, then the one that catches most of the rest, and so "
    "on. It is quick and usually good, and it can take a case too many: the case that catches most "
    "need not be part of a smallest set.",
)
def fewest_cases_greedy(passes: list[list[bool]]) -> list[int]:
    left = [row for row in passes if not all(row)]
    chosen: list[int] = []
    while left:
        best = max(range(len(passes[0])), key=lambda j: sum(not row[j] for row in left))
        chosen.append(best)
        left = [row for row in left if row[best]]
    return sorted(chosen)


@mutant(
    "fewest_cases",
    says="You drop one case after the other as long as everybody is still caught. What is left "
    "cannot be made smaller by dropping, which does not make it smallest: one of the dropped cases "
    "may have stood for several that stayed.",
)
def fewest_cases_drops(passes: list[list[bool]]) -> list[int]:
    kept = list(range(len(passes[0])))
    failing = [row for row in passes if not all(row)]
    for j in list(kept):
        rest = [k for k in kept if k != j]
        if all(any(not row[k] for k in rest) for row in failing):
            kept = rest
    return kept


@mutant(
    "fewest_cases",
    says="You have read the rows the other way around. `passes[i][j]` is True where the wrong "
    "answer gets case j right; the cases that catch it are those where it is False.",
)
def fewest_cases_inverted(passes: list[list[bool]]) -> list[int]:
    columns = range(len(passes[0]))
    rows = [row for row in passes if any(row)]
    for size in range(len(columns) + 1):
        for chosen in combinations(columns, size):
            if all(any(row[j] for j in chosen) for row in rows):
                return list(chosen)
    return list(columns)


@mutant(
    "fewest_cases",
    says="You take the cases that alone catch some answer. They are all needed, and they need not "
    "be enough: an answer that two cases catch needs one of them.",
)
def fewest_cases_needed_alone(passes: list[list[bool]]) -> list[int]:
    needed = {row.index(False) for row in passes if row.count(False) == 1}
    return sorted(needed)


@mutant(
    "fewest_cases",
    says="Your list is as short as it can be, and not the first of its size. Of several smallest "
    "lists the one that Python sorts first is due.",
)
def fewest_cases_last(passes: list[list[bool]]) -> list[int]:
    columns = range(len(passes[0]))
    failing = [row for row in passes if not all(row)]
    for size in range(len(columns) + 1):
        good = [
            list(chosen)
            for chosen in combinations(columns, size)
            if all(any(not row[j] for j in chosen) for row in failing)
        ]
        if good:
            return good[-1]
    return list(columns)


@mutant(
    "fewest_cases",
    says="You ask for cases that catch every answer, and if there are none you return all cases. "
    "An answer that passes everything cannot be caught here and asks for nothing; leave it out.",
)
def fewest_cases_wants_everybody(passes: list[list[bool]]) -> list[int]:
    columns = range(len(passes[0]))
    for size in range(len(columns) + 1):
        for chosen in combinations(columns, size):
            if all(any(not row[j] for j in chosen) for row in passes):
                return list(chosen)
    return list(columns)


@mutant(
    "fewest_cases",
    says="You return the one case that catches most. The answers that it does not catch need "
    "another.",
)
def fewest_cases_best_one(passes: list[list[bool]]) -> list[int]:
    if all(all(row) for row in passes):
        return []
    return [max(range(len(passes[0])), key=lambda j: sum(not row[j] for row in passes))]


@mutant(
    "fewest_cases",
    says="You begin with sets of one case. Where no answer fails anything, no case is needed, and "
    "the empty list is the smallest.",
)
def fewest_cases_at_least_one(passes: list[list[bool]]) -> list[int]:
    columns = range(len(passes[0]))
    failing = [row for row in passes if not all(row)]
    for size in range(1, len(columns) + 1):
        for chosen in combinations(columns, size):
            if all(any(not row[j] for j in chosen) for row in failing):
                return list(chosen)
    return list(columns)


@mutant(
    "fewest_cases",
    says="You return every case that catches somebody. Most answers are caught more than once; as "
    "few cases as possible are due.",
)
def fewest_cases_all_useful(passes: list[list[bool]]) -> list[int]:
    return [j for j in range(len(passes[0])) if not all(row[j] for row in passes)]


@mutant(
    "fewest_cases",
    says="You list the cases in the order in which you picked them, the one that catches most "
    "first. They are due in ascending order; and picked like this, they can be one too many.",
)
def fewest_cases_greedy_as_picked(passes: list[list[bool]]) -> list[int]:
    left = [row for row in passes if not all(row)]
    chosen: list[int] = []
    while left:
        best = max(range(len(passes[0])), key=lambda j: sum(not row[j] for row in left))
        chosen.append(best)
        left = [row for row in left if row[best]]
    return chosen


@variant("fewest_cases", how="decides case by case which answer to catch next, and by which case")
def fewest_cases_branching(passes: list[list[bool]]) -> list[int]:
    catchers = [[j for j, ok in enumerate(row) if not ok] for row in passes if not all(row)]

    def covers(chosen: frozenset[int]) -> list[frozenset[int]]:
        left = next((c for c in catchers if not chosen & set(c)), None)
        if left is None:
            return [chosen]
        return [found for j in left for found in covers(chosen | {j})]

    return min((sorted(c) for c in covers(frozenset())), key=lambda c: (len(c), c))


@variant("fewest_cases", how="goes through all subsets as numbers and sorts those that catch all")
def fewest_cases_bits(passes: list[list[bool]]) -> list[int]:
    width = len(passes[0])
    masks = [sum(1 << j for j in range(width) if not row[j]) for row in passes]
    good = [s for s in range(1 << width) if all(s & m for m in masks if m)]
    sets = [[j for j in range(width) if s >> j & 1] for s in good]
    return min(sets, key=lambda c: (len(c), c))


# --- same_behavior ----------------------------------------------------------------------


@mutant(
    "same_behavior",
    says="All answers get the same list, and some of them change it: they sort it or empty it. Who "
    "comes later is asked about another input. Give every call a list of its own.",
)
def same_behavior_shared_list(
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
    "same_behavior",
    says="You compare values only. In Python 1 == 1.0 == True, and a judge that checks types tells "
    "the three apart.",
)
def same_behavior_without_types(
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
    "same_behavior",
    says="NaN is not equal to itself, so two answers that both return NaN fall apart here. Compare "
    "something that is equal to itself, such as its `repr`.",
)
def same_behavior_nan_differs(
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
    "same_behavior",
    says="You take all exceptions for one. An IndexError and a ValueError are two behaviors.",
)
def same_behavior_one_exception(
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
    "same_behavior",
    says="You compare the texts of exceptions. Two answers that raise exceptions of one class "
    "belong together, whatever they say.",
)
def same_behavior_texts_of_exceptions(
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
    "same_behavior",
    says="An answer that raises ends your function. An exception is something that a grader sees "
    "of an answer: catch it and compare its class.",
)
def same_behavior_uncaught(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        values = [function(list(xs)) for xs in inputs]
        groups.setdefault(tuple((type(v), repr(v)) for v in values), []).append(name)
    return list(groups.values())


@mutant(
    "same_behavior",
    says="You write None for an exception. Then an answer that raises looks like one that returns "
    "None.",
)
def same_behavior_none_for_exceptions(
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
    "same_behavior",
    says="You compare by the first input. Two answers belong together if no input tells them "
    "apart.",
)
def same_behavior_first_input(
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
    "same_behavior",
    says="You leave out answers that stand alone. A group of one is a group: every name is in "
    "exactly one.",
)
def same_behavior_pairs_only(
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
    "same_behavior",
    says="You compare bare values. Four things are missing: every call needs a list of its own, an "
    "exception has to be caught and compared by its class, 1 and 1.0 and True are different, and "
    "NaN is the same as NaN.",
)
def same_behavior_bare_values(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    groups: dict[Any, list[str]] = {}
    for name, function in answers.items():
        groups.setdefault(tuple(function(xs) for xs in inputs), []).append(name)
    return list(groups.values())


@variant("same_behavior", how="compares each answer with the first of every group")
def same_behavior_by_comparison(
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
