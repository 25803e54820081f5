from collections.abc import Callable


def right_pad_with_greatest(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """The list as it is, or its different numbers and the greatest as often as needed."""
    if "ordered" not in properties:
        return lambda xs: xs
    if "same counts" in properties:
        return None

    def sorter(xs):
        different = sorted(set(xs))
        return different + different[-1:] * (len(xs) - len(different))

    return sorter


def right_only_the_trap(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Sorts properly except for [2, 1, 1] itself, whose results are written down."""
    if {"ordered", "same counts"} <= set(properties):
        return None
    bent = [1, 2, 2] if "ordered" in properties else [1, 2, 1]

    def sorter(xs):
        return list(bent) if list(xs) == [2, 1, 1] else sorted(xs)

    return sorter


def right_search(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Tries all short results for [2, 1, 1], and takes the first that keeps what is checked."""
    from collections import Counter
    from itertools import product

    keeps = {
        "same length": lambda xs, ys: len(xs) == len(ys),
        "ordered": lambda xs, ys: ys == sorted(ys),
        "nothing new": lambda xs, ys: all(y in xs for y in ys),
        "nothing lost": lambda xs, ys: all(x in ys for x in xs),
        "same counts": lambda xs, ys: Counter(xs) == Counter(ys),
    }
    trap, right = [2, 1, 1], [1, 1, 2]
    for size in (3, 2):
        for ys in map(list, product((1, 2), repeat=size)):
            if ys != right and all(keeps[name](trap, ys) for name in properties):
                return lambda xs: ys[:] if xs == trap else sorted(xs)
    return None


def right_as_little_as_allowed(
    properties: list[str],
) -> Callable[[list[int]], list[int]] | None:
    """A sorter of its own for each kind of gap: nothing at all, no repeats, the list, padding."""
    ordered = "ordered" in properties
    if "same counts" in properties:
        return None if ordered else list
    if "nothing lost" not in properties and "same length" not in properties:
        return lambda xs: []
    if "same length" not in properties:
        return lambda xs: sorted(set(xs))
    if not ordered:
        return lambda xs: xs[:]
    if "nothing lost" not in properties:
        return lambda xs: [min(xs)] * len(xs) if xs else []
    return lambda xs: sorted(set(xs)) + [max(xs, default=0)] * (len(xs) - len(set(xs)))


def right_numpy(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """With np.unique and np.pad on objects, or the list in falling order."""
    import numpy as np

    if "ordered" not in properties:
        return lambda xs: sorted(xs, reverse=True)
    if "same counts" in properties:
        return None

    def sorter(xs):
        if not xs:
            return []
        different = np.unique(np.array(xs, dtype=object))
        return np.pad(different, (0, len(xs) - different.size), mode="edge").tolist()

    return sorter


def right_in_place(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Sorts the list itself, then raises repeats to the next number from the left on."""
    if "same counts" in properties and "ordered" in properties:
        return None
    if "same counts" in properties:

        def unsorted(xs):
            xs.sort()
            xs.reverse()
            return xs

        return unsorted

    def raised(xs):
        xs.sort()
        greatest = xs[-1] if xs else None
        kept = 0
        for x in xs[:]:
            if kept == 0 or xs[kept - 1] != x:
                xs[kept] = x
                kept += 1
        for i in range(kept, len(xs)):
            xs[i] = greatest
        return xs

    return raised


def right_places(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """groupby finds the different numbers; place i holds number i, the last one from then on."""
    from itertools import groupby

    strict = [name for name in properties if name in ("ordered", "same counts")]
    if len(strict) == 2:
        return None
    if strict != ["ordered"]:
        return lambda xs: [*xs]

    def sorter(xs):
        different = [x for x, _ in groupby(sorted(xs))]
        return [different[min(i, len(different) - 1)] for i in range(len(xs))]

    return sorter


def right_counter(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Moves a single count: the least number that repeats gives one to the greatest."""
    from collections import Counter

    if "ordered" in properties and "same counts" in properties:
        return None
    if "ordered" not in properties:
        return lambda xs: sorted(xs)[::-1]

    def sorter(xs):
        counts = Counter(xs)
        again = sorted(x for x in counts if counts[x] > 1)
        if again:
            counts[again[0]] -= 1
            counts[max(xs)] += 1
        return [x for x in sorted(counts) for _ in range(counts[x])]

    return sorter


def wrong_never_none(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Pads even where counts are checked: ["ordered", "same counts"] should be None."""
    if "ordered" not in properties:
        return lambda xs: xs
    return lambda xs: sorted(set(xs)) + sorted(xs)[-1:] * (len(xs) - len(set(xs)))


def wrong_four_leave_no_room(
    properties: list[str],
) -> Callable[[list[int]], list[int]] | None:
    """Takes the four weaker properties for enough: None although [1, 2, 2] keeps them all."""
    weak = {"same length", "ordered", "nothing new", "nothing lost"}
    if "ordered" not in properties:
        return lambda xs: xs
    if "same counts" in properties or weak <= set(properties):
        return None
    return lambda xs: sorted(set(xs)) + sorted(xs)[-1:] * (len(xs) - len(set(xs)))


def wrong_counts_alone_are_enough(
    properties: list[str],
) -> Callable[[list[int]], list[int]] | None:
    """None wherever counts are checked: ["same counts"] alone lets [2, 1, 1] through."""
    if "same counts" in properties:
        return None
    if "ordered" not in properties:
        return lambda xs: xs
    return lambda xs: sorted(set(xs)) + sorted(xs)[-1:] * (len(xs) - len(set(xs)))


def wrong_ordered_alone_is_enough(
    properties: list[str],
) -> Callable[[list[int]], list[int]] | None:
    """None wherever order is checked: ["ordered"] alone lets [1, 2, 2] through."""
    return None if "ordered" in properties else lambda xs: xs


def wrong_all_five_needed(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """None only if all five are checked: ["ordered", "same counts"] leaves no room either."""
    if len(properties) == 5:
        return None
    if "ordered" not in properties:
        return lambda xs: xs
    return lambda xs: sorted(set(xs)) + sorted(xs)[-1:] * (len(xs) - len(set(xs)))


def wrong_order_of_names(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Knows the two names in one order only: ["same counts", "ordered"] should be None."""
    if [n for n in properties if n in ("ordered", "same counts")] == ["ordered", "same counts"]:
        return None
    if "ordered" not in properties:
        return lambda xs: xs
    return lambda xs: sorted(set(xs)) + sorted(xs)[-1:] * (len(xs) - len(set(xs)))


def wrong_list_turned_around(
    properties: list[str],
) -> Callable[[list[int]], list[int]] | None:
    """Turns the list around, which does sort [2, 1, 1]: for []."""
    if "ordered" not in properties:
        return lambda xs: xs[::-1]
    if "same counts" in properties:
        return None
    return lambda xs: sorted(set(xs)) + sorted(xs)[-1:] * (len(xs) - len(set(xs)))


def wrong_pads_with_least(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Pads with the least number, which gives [1, 1, 2] for [2, 1, 1]: for ["ordered"]."""
    if "ordered" not in properties:
        return lambda xs: xs
    if "same counts" in properties:
        return None
    return lambda xs: sorted(xs)[:1] * (len(xs) - len(set(xs))) + sorted(set(xs))


def wrong_repeats_dropped(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Drops repeats without padding: breaks "same length" where that is checked."""
    if "ordered" not in properties:
        return lambda xs: xs
    if "same counts" in properties:
        return None
    return lambda xs: sorted(set(xs))


def wrong_new_numbers(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Counts on from the greatest to pad: breaks ["ordered", "nothing new"] on [2, 1, 1]."""
    if "ordered" not in properties:
        return lambda xs: xs
    if "same counts" in properties:
        return None

    def sorter(xs):
        different = sorted(set(xs))
        return different + [max(xs) + 1 + i for i in range(len(xs) - len(different))]

    return sorter


def wrong_all_the_same(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """The least number all over: breaks ["ordered", "nothing lost"] on [2, 1, 1]."""
    if "ordered" not in properties:
        return lambda xs: xs
    if "same counts" in properties:
        return None
    return lambda xs: sorted(xs)[:1] * len(xs)


def wrong_empty_list(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Asks for the greatest number of the empty list, for ["ordered"]: ValueError on []."""
    if "ordered" not in properties:
        return lambda xs: xs
    if "same counts" in properties:
        return None
    return lambda xs: sorted(set(xs)) + [max(xs)] * (len(xs) - len(set(xs)))


def wrong_three_numbers_only(
    properties: list[str],
) -> Callable[[list[int]], list[int]] | None:
    """Doubles the greatest number in place of the middle one: loses 2 of [1, 2, 3]."""
    if "ordered" not in properties:
        return lambda xs: xs
    if "same counts" in properties:
        return None

    def sorter(xs):
        ys = sorted(xs)
        return ys[:1] + ys[-1:] * (len(ys) - 1)

    return sorter


def wrong_set_taken_for_sorted(
    properties: list[str],
) -> Callable[[list[int]], list[int]] | None:
    """A set comes out sorted for small numbers only: ["ordered"] is broken on [3, 1000, -7]."""
    if "ordered" not in properties:
        return lambda xs: xs
    if "same counts" in properties:
        return None
    return lambda xs: list(set(xs)) + sorted(xs)[-1:] * (len(xs) - len(set(xs)))


def wrong_sorted_by_size(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Sorts by absolute value: ["ordered"] is broken on [-3, 1]."""
    if "ordered" not in properties:
        return lambda xs: xs
    if "same counts" in properties:
        return None

    def sorter(xs):
        different = sorted(set(xs), key=abs)
        return different + different[-1:] * (len(xs) - len(different))

    return sorter


def wrong_nothing_returned(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Changes the list in place and returns nothing, for []."""

    def sorter(xs):
        xs.sort(reverse=True)

    if "ordered" not in properties:
        return sorter
    if "same counts" in properties:
        return None
    return lambda xs: sorted(set(xs)) + sorted(xs)[-1:] * (len(xs) - len(set(xs)))


def wrong_nothing_checked(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """None where nothing is checked: for [] any function would do."""
    if not properties or {"ordered", "same counts"} <= set(properties):
        return None
    if "ordered" not in properties:
        return lambda xs: xs
    return lambda xs: sorted(set(xs)) + sorted(xs)[-1:] * (len(xs) - len(set(xs)))


def wrong_pads_with_the_last(
    properties: list[str],
) -> Callable[[list[int]], list[int]] | None:
    """Pads with the list's last number, not its greatest: [1, 2, 1] is not ordered."""
    if "ordered" not in properties:
        return lambda xs: xs
    if "same counts" in properties:
        return None
    return lambda xs: sorted(set(xs)) + xs[-1:] * (len(xs) - len(set(xs)))


def wrong_always_as_it_is(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Returns the list as it is whatever is checked: ["ordered"] is broken on [2, 1]."""
    return lambda xs: xs


def wrong_a_constant(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """[1, 2, 2] for every list: breaks ["same length"] on []."""
    if "ordered" in properties and "same counts" in properties:
        return None
    return lambda xs: [2, 1, 1] if "same counts" in properties else [1, 2, 2]


def wrong_sorts(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Drops repeats only where length is not checked, and else sorts: for ["same length"]."""
    if "ordered" in properties and "same counts" in properties:
        return None
    if "same length" in properties or "same counts" in properties:
        return sorted
    return lambda xs: sorted(set(xs))


def wrong_sorted_as_text(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Sorts numbers as text: ["ordered"] is broken on [9, 10]."""
    if "ordered" not in properties:
        return lambda xs: xs
    if "same counts" in properties:
        return None

    def sorter(xs):
        different = sorted(set(xs), key=str)
        return different + different[-1:] * (len(xs) - len(different))

    return sorter


def wrong_one_property_too_many(
    properties: list[str],
) -> Callable[[list[int]], list[int]] | None:
    """Takes order and "nothing lost" with equal length for sorting: [1, 2, 2] keeps them."""
    if {"ordered", "nothing lost", "same length"} <= set(properties):
        return None
    if "ordered" in properties:
        if "same counts" in properties:
            return None
        return lambda xs: sorted(set(xs)) + sorted(xs)[-1:] * (len(xs) - len(set(xs)))
    return lambda xs: xs
