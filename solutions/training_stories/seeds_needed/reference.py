def seeds_needed(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Say how many seeds it takes until false constraints are unlikely to survive.

    A constraint is supported as long as no run breaks it. One that is false in `failing` of
    `out_of` runs, on average, survives n independent runs with the probability
    ``(1 - failing / out_of) ** n``. There are `claims` such constraints, each with n runs of its
    own or with the same ones. However their failures hang together, the probability that at
    least one of them survives is at most the sum of their probabilities to survive.

    Parameters
    ----------
    failing, out_of
        Integers, `out_of` at least 1 and `failing` from 0 to `out_of`; ``failing / out_of`` is
        the share of runs in which a false constraint fails.
    claims
        How many false constraints there are, at least 1.
    one_in
        An integer, at least 1. The bound is to be at most ``1 / one_in``.

    Returns
    -------
    int
        The least number n, 0 or more, for which ``claims`` times the probability to survive n
        runs is at most ``1 / one_in``, exactly: also where the two are equal, or apart by less
        than a float can tell.

    Raises
    ------
    ValueError
        If `failing` is 0, whatever the other numbers are: no number of runs finds what never
        happens.

    Notes
    -----
    Numbers of seeds are below 700, so trying them one after the other is fast enough. Do not
    worry about claims that are true.
    """
    if failing == 0:
        raise ValueError("what never fails survives any number of runs")
    seeds, surviving, possible = 0, claims * one_in, 1
    while surviving > possible:
        seeds += 1
        surviving *= out_of - failing
        possible *= out_of
    return seeds
