from collections.abc import Callable


def game(properties: list[str]) -> Callable[[list[int]], list[int]] | None:
    """Write a sorter that keeps every property that is checked and does not sort.

    Parameters
    ----------
    properties
        What the judge checks of the result ys for a list xs, in any order, without repeats,
        perhaps nothing:

        - ``"same length"``: ys has as many numbers as xs
        - ``"ordered"``: no number of ys is less than the one before it
        - ``"nothing new"``: every number of ys occurs in xs
        - ``"nothing lost"``: every number of xs occurs in ys
        - ``"same counts"``: every number occurs in ys as often as in xs

    Returns
    -------
    callable or None
        A function of a list of integers, perhaps empty, that returns a list of integers. It
        keeps every property in `properties` on every list, and its result for [2, 1, 1] is not
        [1, 1, 2]. None if no function does that.

    Notes
    -----
    The function may change the list that it is given. Do not worry about properties that are not
    in `properties`, or about numbers that are no integers.
    """

    def unsorted(xs: list[int]) -> list[int]:
        return xs

    def padded(xs: list[int]) -> list[int]:
        distinct = sorted(set(xs))
        return distinct + distinct[-1:] * (len(xs) - len(distinct))

    if "ordered" not in properties:
        return unsorted
    return None if "same counts" in properties else padded
