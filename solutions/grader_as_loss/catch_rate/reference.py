import math


def catch_rate(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """How likely fresh cases catch a wrong answer that the public ones let through.

    Parameters
    ----------
    passes
        ``passes[i][j]`` says whether wrong answer i gives the right result for case j. At least
        one row, all of the same length. Every row is a wrong answer, even one that passes all
        of these cases, and counts for itself, even where another one is equal to it.
    public
        Which cases learners see: different indices of columns in any order, perhaps none and
        perhaps all. The other cases are the pool from which hidden ones are drawn.
    draws
        How many different hidden cases are drawn from the pool, every choice of that many being
        equally likely; from 0 to the size of the pool.

    Returns
    -------
    float or None
        Pick at random one of the answers that pass every public case. The result is the
        probability that it fails at least one of the hidden cases. None if no answer passes
        every public case.

    Notes
    -----
    The exact probability is due, up to rounding; a simulation comes too short. Do not worry about
    more than 12 cases.
    """
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    shown = len(public)
    escapes = [
        math.comb(sum(row) - shown, draws) / math.comb(len(row) - shown, draws) for row in through
    ]
    return 1 - sum(escapes) / len(escapes)
