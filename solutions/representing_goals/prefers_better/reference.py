from collections.abc import Sequence
from itertools import combinations


def prefers_better(
    rated: Sequence[float], worth: Sequence[float], writers: Sequence[str]
) -> dict[str, float | None]:
    """Say how often ratings prefer the better of two novels, and whether it matters who wrote them.

    A pair of novels counts if they are not worth the same. The ratings are right about it if the
    novel that is worth more is rated higher, and half right if both are rated the same.

    Parameters
    ----------
    rated
        The rating of each novel, n numbers.
    worth
        What each novel is worth, n numbers in the same places. Two ratings, or two worths, are
        equal or differ by 5e-10 or more.
    writers
        Who wrote it, n strings; two writers are the same if the strings are equal. Anybody may
        have written any number of novels, in any order. There may be no novel at all.

    Returns
    -------
    dict
        The share of right pairs, 0 to 1, each pair counting once: under ``all`` among all pairs
        that count, under ``within`` among those by one writer, whoever it is, and under
        ``between`` among those by two. None where no such pair counts.

    Notes
    -----
    Compare ratings and worths as they are. Do not worry about speed, or about NaN.
    """
    found: dict[str, list[float]] = {"all": [], "within": [], "between": []}
    for i, j in combinations(range(len(worth)), 2):
        if worth[i] == worth[j]:
            continue
        better, other = (i, j) if worth[i] > worth[j] else (j, i)
        right = float(rated[better] > rated[other])
        if rated[better] == rated[other]:
            right = 0.5
        found["all"].append(right)
        found["within" if writers[i] == writers[j] else "between"].append(right)
    return {kind: sum(pairs) / len(pairs) if pairs else None for kind, pairs in found.items()}
