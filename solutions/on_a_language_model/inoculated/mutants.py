from autograder.course.exercise import mutant, variant


@mutant(
    says="The change has the other sign, and less is called more. The rate with the prompt, "
    "minus that without.",
)
def other_direction(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    pairs = [plain[seed] - prompted[seed] for seed in plain if seed in prompted]
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


@mutant(
    says="The runs are paired in the order in which they stand in the dicts. They belong "
    "together by their seed.",
)
def in_the_order_given(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    seeds = [seed for seed in plain if seed in prompted]
    others = [seed for seed in prompted if seed in plain]
    pairs = [prompted[b] - plain[a] for a, b in zip(seeds, others, strict=True)]
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


@mutant(
    says="A run that was lost counts as one that never showed the trait. Nothing is known of it: "
    "its seed is left out.",
)
def lost_runs_are_zero(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    seeds = {**plain, **prompted}
    pairs = [prompted.get(seed, 0) - plain.get(seed, 0) for seed in seeds]
    if not set(plain) & set(prompted):
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


@mutant(
    says="The sums on one side are counted alone. A change in the other direction would have "
    "been reported too, so both sides count.",
)
def one_side(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    pairs = [prompted[seed] - plain[seed] for seed in plain if seed in prompted]
    if not pairs:
        raise ValueError("no seed has both runs")
    sums = [0]
    for difference in pairs:
        sums = [total + signed for total in sums for signed in (difference, -difference)]
    observed = sum(pairs)
    p = sum(total * (1 if observed > 0 else -1) >= abs(observed) for total in sums) / len(sums)
    if 2 / len(sums) > level:
        verdict = "could not have told"
    elif p > level:
        verdict = "cannot tell"
    else:
        verdict = "less" if observed < 0 else "more"
    return {"change": observed / len(pairs) / samples, "p": p, "verdict": verdict}


@mutant(
    says="Only sums that are farther from 0 than the observed one are counted. It is itself one "
    "of those at least as far.",
)
def farther_only(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    pairs = [prompted[seed] - plain[seed] for seed in plain if seed in prompted]
    if not pairs:
        raise ValueError("no seed has both runs")
    sums = [0]
    for difference in pairs:
        sums = [total + signed for total in sums for signed in (difference, -difference)]
    observed = sum(pairs)
    p = sum(abs(total) > abs(observed) for total in sums) / len(sums)
    if 2 / len(sums) > level:
        verdict = "could not have told"
    elif p > level:
        verdict = "cannot tell"
    else:
        verdict = "less" if observed < 0 else "more"
    return {"change": observed / len(pairs) / samples, "p": p, "verdict": verdict}


@mutant(
    says="Each pair counts by the direction of its change alone. How large the changes are "
    "matters to the sum.",
)
def counts_signs(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    pairs = [prompted[seed] - plain[seed] for seed in plain if seed in prompted]
    if not pairs:
        raise ValueError("no seed has both runs")
    signs = [(d > 0) - (d < 0) for d in pairs]
    sums = [0]
    for difference in signs:
        sums = [total + signed for total in sums for signed in (difference, -difference)]
    observed = sum(pairs)
    p = sum(abs(total) >= abs(sum(signs)) for total in sums) / len(sums)
    if 2 / len(sums) > level:
        verdict = "could not have told"
    elif p > level:
        verdict = "cannot tell"
    else:
        verdict = "less" if observed < 0 else "more"
    return {"change": observed / len(pairs) / samples, "p": p, "verdict": verdict}


@mutant(
    says="The verdict follows the sign of the change, whatever the p-value.",
)
def change_decides(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    pairs = [prompted[seed] - plain[seed] for seed in plain if seed in prompted]
    if not pairs:
        raise ValueError("no seed has both runs")
    sums = [0]
    for difference in pairs:
        sums = [total + signed for total in sums for signed in (difference, -difference)]
    observed = sum(pairs)
    p = sum(abs(total) >= abs(observed) for total in sums) / len(sums)
    verdict = "less" if observed < 0 else "more"
    return {"change": observed / len(pairs) / samples, "p": p, "verdict": verdict}


@mutant(
    says="Where so few pairs could not have told anything, it is said that one cannot tell. The "
    "first is about the experiment, and no result would have changed it.",
)
def never_too_few(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    pairs = [prompted[seed] - plain[seed] for seed in plain if seed in prompted]
    if not pairs:
        raise ValueError("no seed has both runs")
    sums = [0]
    for difference in pairs:
        sums = [total + signed for total in sums for signed in (difference, -difference)]
    observed = sum(pairs)
    p = sum(abs(total) >= abs(observed) for total in sums) / len(sums)
    if 2 / len(sums) > level or p > level:
        verdict = "cannot tell"
    else:
        verdict = "less" if observed < 0 else "more"
    return {"change": observed / len(pairs) / samples, "p": p, "verdict": verdict}


@mutant(
    says="It is taken for possible to get a p-value of one in all the ways to give signs. The "
    "sum with all signs turned around is always as far from 0: it is two in all.",
)
def one_sign_could_tell(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    pairs = [prompted[seed] - plain[seed] for seed in plain if seed in prompted]
    if not pairs:
        raise ValueError("no seed has both runs")
    sums = [0]
    for difference in pairs:
        sums = [total + signed for total in sums for signed in (difference, -difference)]
    observed = sum(pairs)
    p = sum(abs(total) >= abs(observed) for total in sums) / len(sums)
    if 1 / len(sums) > level:
        verdict = "could not have told"
    elif p > level:
        verdict = "cannot tell"
    else:
        verdict = "less" if observed < 0 else "more"
    return {"change": observed / len(pairs) / samples, "p": p, "verdict": verdict}


@mutant(
    says="A p-value of just the level is taken for too great. At most the level is a verdict.",
)
def level_is_too_much(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    pairs = [prompted[seed] - plain[seed] for seed in plain if seed in prompted]
    if not pairs:
        raise ValueError("no seed has both runs")
    sums = [0]
    for difference in pairs:
        sums = [total + signed for total in sums for signed in (difference, -difference)]
    observed = sum(pairs)
    p = sum(abs(total) >= abs(observed) for total in sums) / len(sums)
    if 2 / len(sums) >= level:
        verdict = "could not have told"
    elif p >= level:
        verdict = "cannot tell"
    else:
        verdict = "less" if observed < 0 else "more"
    return {"change": observed / len(pairs) / samples, "p": p, "verdict": verdict}


@mutant(
    says="The change is in samples. It is due as a rate: samples of all that were written.",
)
def change_in_samples(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
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
    return {"change": observed / len(pairs), "p": p, "verdict": verdict}


@mutant(
    says="The changes of the pairs are summed. Their mean is due.",
)
def change_is_summed(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
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
    return {"change": observed / samples, "p": p, "verdict": verdict}


@mutant(
    says="Without a pair, a verdict is given. There is nothing to judge: an error is due.",
)
def nothing_is_no_change(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    pairs = [prompted[seed] - plain[seed] for seed in plain if seed in prompted]
    if not pairs:
        return {"change": 0.0, "p": 1.0, "verdict": "could not have told"}
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


@variant(how="itertools gives all signs; Fractions for the p-value")
def by_products(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    from fractions import Fraction
    from itertools import product

    seeds = plain.keys() & prompted.keys()
    if len(seeds) == 0:
        raise ValueError("nothing to compare")
    gaps = [prompted[seed] - plain[seed] for seed in seeds]
    far, ways = 0, 0
    for signs in product((1, -1), repeat=len(gaps)):
        total = sum(sign * gap for sign, gap in zip(signs, gaps, strict=True))
        far += abs(total) >= abs(sum(gaps))
        ways += 1
    p = Fraction(far, ways)
    told = {True: "less", False: "more"}[sum(gaps) < 0] if p <= level else "cannot tell"
    return {
        "change": sum(gaps) / (len(gaps) * samples),
        "p": float(p),
        "verdict": told if Fraction(2, ways) <= level else "could not have told",
    }


@variant(how="a table of how many ways lead to each sum")
def by_table(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    gaps = [prompted[s] - plain[s] for s in plain if s in prompted]
    if not gaps:
        raise ValueError("no pairs")
    ways = {0: 1}
    for gap in gaps:
        new: dict[int, int] = {}
        for total, many in ways.items():
            for reached in (total + gap, total - gap):
                new[reached] = new.get(reached, 0) + many
        ways = new
    least = abs(sum(gaps))
    p = sum(many for total, many in ways.items() if abs(total) >= least) / 2 ** len(gaps)
    verdict = "cannot tell"
    if 2 ** (1 - len(gaps)) > level:
        verdict = "could not have told"
    elif p <= level:
        verdict = "more" if sum(gaps) > 0 else "less"
    return {"change": sum(gaps) / len(gaps) / samples, "p": p, "verdict": verdict}
