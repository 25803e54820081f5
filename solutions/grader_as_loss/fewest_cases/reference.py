from itertools import combinations


def fewest_cases(passes: list[list[bool]]) -> list[int]:
    """The fewest cases that catch every wrong answer that can be caught.

    Parameters
    ----------
    passes
        ``passes[i][j]`` says whether wrong answer i gives the right result for case j. At least
        one row and one column, at most 10 columns, all rows of the same length.

    Returns
    -------
    list of int
        Indices of cases, ascending, as few as possible, such that every answer that fails any
        case at all fails one of these. Answers that pass every case cannot be caught and ask for
        nothing. Of several smallest lists the first in the order in which Python sorts lists;
        empty if no answer fails any case.

    Notes
    -----
    Trying all choices is fast enough. Do not worry about telling the wrong answers from each
    other.
    """
    columns = range(len(passes[0]))
    catchers = [{j for j in columns if not row[j]} for row in passes if not all(row)]
    for size in range(len(columns) + 1):
        for chosen in combinations(columns, size):
            if all(caught_by & set(chosen) for caught_by in catchers):
                return list(chosen)
    raise AssertionError("all cases together catch whatever can be caught")
