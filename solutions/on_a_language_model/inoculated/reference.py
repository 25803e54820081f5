def inoculated(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """Judge whether a prompt in training changed how often a trait shows without the prompt.

    For each seed a model was fine-tuned on texts that have an unwanted trait, once as they are
    and once behind a prompt that asks for the trait. Then both wrote without any prompt, and
    somebody counted the samples that show the trait. Seeds are compared in pairs.

    If the prompt made no difference, each pair's difference could as well have had the other
    sign. The p-value is the share, among all the ways to give the pairs' differences a sign each,
    of those in which the sum is at least as far from 0, on either side, as the sum that was
    observed.

    Parameters
    ----------
    plain, prompted
        For each seed how many samples show the trait, after training without and with the
        prompt. A seed that stands in only one of them has lost its other run and is left out.
        At most ten seeds stand in both.
    samples
        How many samples each model wrote, at least 1.
    level
        The risk of a false verdict, from 0 to 0.5: a p-value of at most `level` is a verdict.

    Returns
    -------
    dict
        ``change``: the mean over the pairs of the rate of the trait after training with the
        prompt, minus that without. ``p``: the p-value. ``verdict``: ``"less"`` or ``"more"`` if
        the p-value is at most `level` and the change is below or above 0; otherwise ``"cannot
        tell"``; but ``"could not have told"`` if with so many pairs no differences whatever have
        a p-value of at most `level`.

    Raises
    ------
    ValueError
        If no seed stands in both.

    Notes
    -----
    A p-value is compared with `level` as it is: it is a whole number over a power of two, and so
    exact. Do not worry about how the samples were judged.
    """
    pairs = [prompted[seed] - plain[seed] for seed in plain if seed in prompted]
    if not pairs:
        raise ValueError("no seed has both runs")
    sums = [0]
    for difference in pairs:
        sums = [total + signed for total in sums for signed in (difference, -difference)]
    observed = sum(pairs)
    p = sum(abs(total) >= abs(observed) for total in sums) / len(sums)
    if 2 / len(sums) > level:
        verdict = "could not have told"
    elif p > level:
        verdict = "cannot tell"
    else:
        verdict = "less" if observed < 0 else "more"
    return {"change": observed / len(pairs) / samples, "p": p, "verdict": verdict}
