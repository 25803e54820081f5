from collections.abc import Callable
from typing import Any


def right_loop(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Go through the cases in a loop and compare with ==."""

    def answer(asked):
        for x, y in public:
            if x == asked:
                return y
        return None

    return answer


def right_next(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """One lambda around next, with None as what an empty search gives."""
    return lambda asked: next((y for x, y in public if x == asked), None)


def right_two_tables(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """A dict for what can be hashed, and another one with tuples for the lists."""
    plain, lists = {}, {}
    for x, y in public:
        if isinstance(x, list):
            lists[tuple(x)] = y
        else:
            plain[x] = y

    def answer(asked):
        try:
            return lists.get(tuple(asked)) if isinstance(asked, list) else plain.get(asked)
        except TypeError:  # something else that cannot be hashed
            return None

    return answer


def right_index(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Two parallel lists; list.index finds the place, or raises ValueError."""
    inputs = [x for x, _ in public]
    values = [y for _, y in public]

    def answer(asked):
        try:
            return values[inputs.index(asked)]
        except ValueError:
            return None

    return answer


def right_halves(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Recursion on halves: the second half is asked if the first one says None, not 0 or ""."""
    if len(public) == 1:
        return lambda asked: public[0][1] if asked == public[0][0] else None
    middle = len(public) // 2
    first, second = right_halves(public[:middle]), right_halves(public[middle:])

    def answer(asked):
        found = first(asked)
        return second(asked) if found is None else found

    return answer


def right_object(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """An object with __call__ that keeps a deep copy of the cases."""
    from copy import deepcopy

    class Table:
        def __init__(self, cases):
            self.cases = deepcopy(list(cases))

        def __call__(self, asked):
            found = [y for x, y in self.cases if x == asked]
            return found[0] if found else None

    return Table(public)


def right_reduce(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Fold over the cases; a partial carries them."""
    from functools import partial, reduce

    def look(cases, asked):
        return reduce(lambda found, case: case[1] if case[0] == asked else found, cases, None)

    return partial(look, tuple(public))


def right_numpy_mask(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """A NumPy mask of the cases that agree, and the first of them."""
    import numpy as np

    def answer(asked):
        hits = np.flatnonzero(np.array([bool(x == asked) for x, _ in public]))
        return public[hits[0]][1] if hits.size else None

    return answer


def right_filter_with_list_methods(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Membership by `in`, which compares with ==, and then the place of the input."""

    def answer(asked):
        inputs, values = zip(*public, strict=True)
        return values[inputs.index(asked)] if asked in inputs else None

    return answer


def wrong_plain_dict(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Makes a dict of the cases: TypeError for [([1, 2], 3)], since a list is no key."""
    return dict(public).get


def wrong_str_keys(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Keys by str, which takes 12 for "12": [(12, 3)] asked "12" gives 3."""
    table = {str(x): y for x, y in public}
    return lambda asked: table.get(str(asked))


def wrong_tuple_keys(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Tuples of strings and lists alike: "" and [] collide, [("", 1)] asked [] gives 1."""

    def key(x):
        return tuple(x) if isinstance(x, str | list) else x

    table = {key(x): y for x, y in public}
    return lambda asked: table.get(key(asked))


def wrong_falsy_is_missing(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Takes 0 and "" for nothing found: [(5, 0)] asked 5 gives None."""
    return lambda asked: next((y for x, y in public if x == asked and y), None)


def wrong_raises_for_others(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """No None for other inputs but a StopIteration: [(5, 1)] asked 6."""
    return lambda asked: next(y for x, y in public if x == asked)


def wrong_falls_through(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """A search that found nothing ends at the last case: [(5, 1)] asked 6 gives 1."""

    def answer(asked):
        found = None
        for x, y in public:
            found = y
            if x == asked:
                break
        return found

    return answer


def wrong_unhashable_question(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """A dict wherever no public input is a list: [(5, 1)] asked [5] raises TypeError."""
    if any(isinstance(x, list) for x, _ in public):
        return lambda asked: next((y for x, y in public if x == asked), None)
    return dict(public).get


def wrong_identity(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Compares with `is`: [([1, 2], 3)] asked another list [1, 2] gives None."""
    return lambda asked: next((y for x, y in public if x is asked), None)


def wrong_only_first(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Remembers the first case only: [(1, 1), (2, 4)] asked 2 gives None."""
    x, y = public[0]
    return lambda asked: y if asked == x else None


def wrong_keyed_by_value(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Keeps one input for each expected value: [(1, 7), (2, 7)] asked 1 gives None."""
    inputs = {y: x for x, y in public}
    return lambda asked: next((y for y, x in inputs.items() if x == asked), None)


def wrong_used_up(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Searches in one iterator that is used up: [(1, 1), (2, 4)] asked 2 and then 1."""
    cases = iter(public)
    return lambda asked: next((y for x, y in cases if x == asked), None)


def wrong_hash_keys(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Keys by hash, and hash(-1) == hash(-2): [(-2, 5)] asked -1 gives 5."""

    def key(x):
        return (list, hash(tuple(x))) if isinstance(x, list) else (type(x), hash(x))

    table = {key(x): y for x, y in public}
    return lambda asked: table.get(key(asked))


def wrong_order_of_list_ignored(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Lists are compared sorted: [([1, 2], 3)] asked [2, 1] gives 3."""

    def key(x):
        return sorted(x) if isinstance(x, list) else x

    return lambda asked: next((y for x, y in public if key(x) == key(asked)), None)


def wrong_case_ignored(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Strings are stripped and lowered first: [("a", 1)] asked "A " gives 1."""

    def key(x):
        return x.strip().lower() if isinstance(x, str) else x

    return lambda asked: next((y for x, y in public if key(x) == key(asked)), None)


def wrong_zero_for_others(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Says 0 for other inputs instead of None: [(5, 1)] asked 6 gives 0."""
    return lambda asked: next((y for x, y in public if x == asked), 0)


def wrong_none_returned_for_lists(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Leaves the lists out, as they cannot be keys: [([1], 2)] asked [1] gives None."""
    table = {x: y for x, y in public if not isinstance(x, list)}
    return lambda asked: None if isinstance(asked, list) else table.get(asked)


def wrong_nearest(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Answers integers with the nearest public one: [(12, 3)] asked 13 gives 3."""

    def answer(asked):
        for x, y in public:
            if x == asked:
                return y
        numbers = [(x, y) for x, y in public if isinstance(x, int)]
        if isinstance(asked, int) and numbers:
            return min(numbers, key=lambda case: abs(case[0] - asked))[1]
        return None

    return answer


def wrong_late_binding(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """All closures see the last expected value: [(1, 1), (2, 4)] asked 1 gives 4."""
    inputs, says, case = [], [], {}
    for x, y in public:
        case["value"] = y
        inputs.append(x)
        says.append(lambda: case["value"])
    return lambda asked: says[inputs.index(asked)]() if asked in inputs else None


def wrong_prefix(public: list[tuple[Any, Any]]) -> Callable[[Any], Any]:
    """Lists agree where zip sees no difference: [([1, 2], 3)] asked [1] gives 3."""

    def same(x, asked):
        if isinstance(x, list) and isinstance(asked, list):
            return all(a == b for a, b in zip(x, asked, strict=False))
        return x == asked

    return lambda asked: next((y for x, y in public if same(x, asked)), None)
