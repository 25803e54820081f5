import copy
import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any


def right_dict_of_behaviors(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """A tuple of keys for each answer, and a dict from these to names."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        if isinstance(value, float) and math.isnan(value):
            return float, "NaN"
        return type(value), value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def right_pairwise_comparison(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Compares each answer with the first one of every group; nothing is hashed."""

    def outcome(answer, xs):
        try:
            return answer(copy.copy(xs)), None
        except Exception as error:
            return None, error

    def alike(mine, theirs):
        (a, a_error), (b, b_error) = mine, theirs
        if a_error is not None or b_error is not None:
            return type(a_error) is type(b_error)
        return type(a) is type(b) and (a == b or (a != a and b != b))

    seen = {name: [outcome(f, xs) for xs in inputs] for name, f in answers.items()}
    groups = []
    for name in answers:
        for group in groups:
            if all(map(alike, seen[name], seen[group[0]])):
                group.append(name)
                break
        else:
            groups.append([name])
    return groups


def right_refinement(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Begins with one group and splits each group at every input; sorts by place at the end."""
    from collections import defaultdict

    place = {name: i for i, name in enumerate(answers)}
    groups = [list(answers)] if answers else []
    for xs in inputs:
        finer = []
        for group in groups:
            parts = defaultdict(list)
            for name in group:
                try:
                    value = answers[name](xs[:])
                except Exception as error:
                    kind, value = "exception", type(error)
                else:
                    kind = type(value)
                if kind is float and value != value:
                    value = None
                parts[kind, value].append(name)
            finer.extend(parts.values())
        groups = finer
    return sorted(groups, key=lambda group: place[group[0]])


def right_recursion(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Recursion on the inputs: split by the first one, and each part by the others."""

    def outcome(name, xs):
        try:
            value = answers[name](copy.deepcopy(xs))
        except Exception as error:
            return [type(error)]
        number = isinstance(value, float)
        return [type(value), "NaN" if number and math.isnan(value) else value]

    def split(names, left):
        if not left or len(names) < 2:
            return [names] if names else []
        told = [outcome(name, left[0]) for name in names]
        parts = []
        for i, mine in enumerate(told):
            if mine not in told[:i]:
                parts.append([n for n, other in zip(names, told, strict=True) if other == mine])
        return [group for part in parts for group in split(part, left[1:])]

    return sorted(split(list(answers), list(inputs)), key=lambda g: list(answers).index(g[0]))


def right_numbered(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Outcomes get numbers, answers become rows of a NumPy matrix, equal rows are found there."""
    import numpy as np

    numbers = {}

    def number(answer, xs):
        try:
            value = answer([*xs])
            nan = isinstance(value, float) and value != value
            told = (type(value), "not a number" if nan else value)
        except Exception as error:
            told = (BaseException, type(error))
        return numbers.setdefault(told, len(numbers))

    names = list(answers)
    if not names:
        return []
    rows = np.array([[number(answers[name], xs) for xs in inputs] for name in names])
    same = (rows[:, None] == rows[None]).all(axis=2)
    firsts = same.argmax(axis=1)
    return [[names[i] for i in np.flatnonzero(firsts == f)] for f in np.unique(firsts)]


def right_union_find(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Unites names with the one that showed the same before; leaders are first names."""
    leader = {name: name for name in answers}
    first_with = {}
    for name, answer in answers.items():
        shown = []
        for xs in inputs:
            mine = list(xs)
            try:
                value = answer(mine)
            except Exception as error:
                shown += ["!", error.__class__]
                continue
            if value is None or value is True or value is False:
                shown += ["constant", str(value)]
            elif isinstance(value, int):
                shown += ["integer", value]
            else:
                shown += ["float", float(value).hex() if value else "zero"]
        leader[name] = first_with.setdefault(tuple(shown), name)
    return [
        [name for name in answers if leader[name] == first]
        for first in answers
        if leader[first] == first
    ]


def right_outcome_objects(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Outcomes as objects with an equality of their own; groupby after a stable sort."""
    from itertools import groupby

    class Outcome:
        def __init__(self, answer, xs):
            self.value, self.error = None, None
            try:
                self.value = answer(tuple_to_list(tuple(xs)))
            except Exception as error:
                self.error = type(error)

        def __eq__(self, other):
            if self.error or other.error:
                return self.error is other.error
            if type(self.value) is not type(other.value):
                return False
            both_nan = self.value != self.value and other.value != other.value
            return both_nan or self.value == other.value

        __hash__ = None

    def tuple_to_list(xs):
        return list(xs)

    told = {name: [Outcome(f, xs) for xs in inputs] for name, f in answers.items()}
    names = list(answers)

    def first_like(name):
        return next(i for i, other in enumerate(names) if told[other] == told[name])

    return [list(group) for _, group in groupby(sorted(names, key=first_like), key=first_like)]


def wrong_list_shared(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Every call gets the same list: one that empties it makes max raise for the next name."""

    def key(answer, xs):
        try:
            value = answer(xs)
        except Exception as error:
            return "raised", type(error)
        return type(value), "NaN" if value != value else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_asked_twice(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Asks twice with one copy, for type and value: max and one that empties the list."""

    def key(answer, xs):
        mine = list(xs)
        try:
            kind, value = type(answer(mine)), answer(mine)
        except Exception as error:
            return "raised", type(error)
        return kind, "NaN" if value != value else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_types_ignored(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Compares values only: max and one that returns float(max(xs)) on [5, 2]."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        return "returned", "NaN" if value != value else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_bool_is_integer(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Tells floats from integers, but takes True for 1, by isinstance: says True for [1]."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        return isinstance(value, float), "NaN" if value != value else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_nan_unlike_nan(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """NaN as Python compares it: two answers that return float("nan") for [] are kept apart."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        return type(value), value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_nan_by_its_bits(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Compares floats by their bytes: float("nan") and -float("nan") are kept apart."""
    import struct

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        return type(value), struct.pack("d", value) if isinstance(value, float) else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_exception_is_none(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Takes an exception for the result None: max and max with default=None on []."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception:
            value = None
        return type(value), "NaN" if value != value else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_exceptions_alike(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """All exceptions are one: xs[0] raises IndexError and max(xs) ValueError on []."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception:
            return "raised", None
        return type(value), "NaN" if value != value else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_message_counts(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Compares messages too: xs[0] and xs.pop() on [] both raise an IndexError."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error), str(error)
        return type(value), "NaN" if value != value else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_derived_exceptions(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Takes an IndexError for its base class LookupError: two that raise these on []."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except LookupError:
            return "raised", LookupError
        except Exception as error:
            return "raised", type(error)
        return type(value), "NaN" if value != value else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_exception_by_name(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Compares names of exceptions: two answers with a class Empty of their own each."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error).__name__
        return type(value), "NaN" if value != value else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_nearly_equal(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Rounds floats: 5.0 and 5.0 + 1e-9 fall together."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        if isinstance(value, float):
            return float, "NaN" if math.isnan(value) else round(value, 6)
        return type(value), value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_last_input_only(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Keeps the outcome of the last input: max and xs[-1] on [[5, 2], [4, 9]]."""
    behavior = {}
    for xs in inputs:
        for name, answer in answers.items():
            try:
                value = answer(list(xs))
                behavior[name] = type(value), "NaN" if value != value else value
            except Exception as error:
                behavior[name] = "raised", type(error)
    groups = {}
    for name in answers:
        groups.setdefault(behavior[name], []).append(name)
    return list(groups.values())


def wrong_ends_with_an_exception(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """An exception ends the trial: xs[0] and xs[-1] on [[], [5, 2]]."""
    groups = {}
    for name, answer in answers.items():
        shown = []
        try:
            for xs in inputs:
                value = answer(list(xs))
                shown.append((type(value), "NaN" if value != value else value))
        except Exception as error:
            shown.append(("raised", type(error)))
        groups.setdefault(tuple(shown), []).append(name)
    return list(groups.values())


def wrong_greatest_group_first(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Groups by size: one that differs stands first in `answers` and last in the result."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        return type(value), "NaN" if value != value else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return sorted(groups.values(), key=len, reverse=True)


def wrong_alphabet(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Names in the order of the alphabet: {"b": max, "a": max} gives [["a", "b"]]."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        return type(value), "NaN" if value != value else value

    groups = {}
    for name in sorted(answers):
        shown = tuple(key(answers[name], xs) for xs in inputs)
        groups.setdefault(shown, []).append(name)
    return list(groups.values())


def wrong_set_of_outcomes(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Forgets which outcome belongs to which input: xs[0] and xs[-1] on [[5, 2], [2, 5]]."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        return type(value), "NaN" if value != value else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(frozenset(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_neighbors_only(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Compares each name with the one before it only: max, min, max gives three groups."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        return type(value), "NaN" if value != value else value

    shown = {name: [key(f, xs) for xs in inputs] for name, f in answers.items()}
    groups = [[name] for name in list(answers)[:1]]
    for before, name in pairwise(answers):
        if shown[before] == shown[name]:
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def wrong_singles_left_out(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Only groups of two or more: {"a": max} gives no group."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        return type(value), "NaN" if value != value else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return [group for group in groups.values() if len(group) > 1]


def wrong_one_name_a_group(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """A later name takes the place of an earlier one: {"a": max, "b": max} gives [["b"]]."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        return type(value), "NaN" if value != value else value

    groups = {}
    for name, answer in answers.items():
        groups[tuple(key(answer, xs) for xs in inputs)] = [name]
    return list(groups.values())


def wrong_changed_list_counts(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """The list afterwards counts too: max and one that sorts in place, on [5, 2]."""

    def key(answer, xs):
        mine = list(xs)
        try:
            value = answer(mine)
        except Exception as error:
            return "raised", type(error), tuple(mine)
        return type(value), "NaN" if value != value else value, tuple(mine)

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_those_that_raise_left_out(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """An answer that raises is in no group: {"a": max} on [[]]."""
    groups = {}
    for name, answer in answers.items():
        try:
            values = [answer(list(xs)) for xs in inputs]
        except Exception:
            continue
        shown = tuple((type(v), "NaN" if v != v else v) for v in values)
        groups.setdefault(shown, []).append(name)
    return list(groups.values())


def wrong_hashes_for_values(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Compares hashes, and hash(-1) == hash(-2): max and min on [-1, -2]."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        return type(value), "NaN" if value != value else hash(value)

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_values_as_floats(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Turns integers into floats: max(xs) and max(xs) - 1 on [2**53 + 1] fall together."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        if value is None:
            return type(None), None
        return type(value), "NaN" if value != value else float(value)

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_nan_is_none(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Takes NaN for None: one that returns None for [] and one that returns NaN."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        if value != value:
            value = None
        return type(value), value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_few_digits(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Floats as text with six digits: 1234567.0 and 1234568.0 fall together."""

    def key(answer, xs):
        try:
            value = answer(list(xs))
        except Exception as error:
            return "raised", type(error)
        return type(value), f"{value:g}" if isinstance(value, float) else value

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(tuple(key(answer, xs) for xs in inputs), []).append(name)
    return list(groups.values())


def wrong_right_and_wrong(
    answers: dict[str, Callable[[list[int]], Any]], inputs: list[list[int]]
) -> list[list[str]]:
    """Two groups, by whether max would say the same: xs[0] and min are wrong in other ways."""

    def same(answer):
        try:
            return all(answer(list(xs)) == max(xs) for xs in inputs)
        except Exception:
            return False

    groups = {}
    for name, answer in answers.items():
        groups.setdefault(same(answer), []).append(name)
    return list(groups.values())
