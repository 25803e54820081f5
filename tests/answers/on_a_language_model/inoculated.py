from itertools import product

import numpy as np


def right_product(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """All signs by product."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def right_bits(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """The bits of a whole number are the signs."""
    d = [prompted[s] - plain[s] for s in prompted if s in plain]
    if len(d) == 0:
        raise ValueError("cannot compare anything")
    ways = 1 << len(d)
    count = sum(
        abs(sum(x if code >> i & 1 else -x for i, x in enumerate(d))) >= abs(sum(d))
        for code in range(ways)
    )
    p = count / ways
    verdict = "less" if sum(d) < 0 else "more"
    if p > level:
        verdict = "cannot tell"
    if 2 > level * ways:
        verdict = "could not have told"
    return {"change": sum(d) / (len(d) * samples), "p": p, "verdict": verdict}


def right_numpy(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """A matrix of signs."""
    both = plain.keys() & prompted.keys()
    if not both:
        raise ValueError("no pairs")
    d = np.array([prompted[s] - plain[s] for s in both])
    signs = 1 - 2 * ((np.arange(2 ** len(d))[:, None] >> np.arange(len(d))) & 1)
    p = np.mean(np.abs(signs @ d) >= abs(d.sum()))
    if 2.0 ** (1 - len(d)) > level:
        verdict = "could not have told"
    elif p > level:
        verdict = "cannot tell"
    else:
        verdict = ("more", "less")[int(d.sum() < 0)]
    return {"change": np.mean(d) / samples, "p": p, "verdict": verdict}


def right_recursion(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """Counts the ways by recursion."""
    d = tuple(prompted[s] - plain[s] for s in plain if s in prompted)
    if not d:
        raise ValueError("every seed has lost a run")
    goal = abs(sum(d))

    def ways(i: int, total: int) -> int:
        if i == len(d):
            return int(abs(total) >= goal)
        return ways(i + 1, total + d[i]) + ways(i + 1, total - d[i])

    p = ways(0, 0) / 2 ** len(d)
    told = p <= level
    could = 2 / 2 ** len(d) <= level
    names = {-1: "less", 1: "more", 0: "cannot tell"}
    verdict = names[(sum(d) > 0) - (sum(d) < 0) if told else 0] if could else "could not have told"
    return {"p": p, "change": sum(d) / samples / len(d), "verdict": verdict}


def wrong_one_sided(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """Sums on the side of the observed one alone."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if total * np.sign(sum(d)) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_lower_side(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """Only a fall of the trait is looked for."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if total <= sum(d):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_strictly_farther(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """Strictly farther sums."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) > abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_plus_one(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """Adds one above and below, as for random signs."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = (far + 1) / (2**n + 1)
    change = sum(d) / n / samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_sign_test(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """The test by signs alone."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    mean = sum(d) / len(d) / samples
    d = [int(np.sign(x)) for x in d]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = mean
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_drops_zeros(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """Leaves out pairs without a change."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    d = [x for x in d if x] or [0]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_missing_is_zero(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """A lost run counts as 0."""
    seeds = sorted(set(plain) | set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted.get(s, 0) - plain.get(s, 0) for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_change_of_means(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """The change is that of the means of all runs, lost pairs too."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(prompted.values()) / len(prompted) - sum(plain.values()) / len(plain)
    change /= samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_relative_change(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """The change relative to the plain rate."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / max(sum(plain[s] for s in seeds), 1)
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_level_reached_is_not_enough(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """Below the level, and not at it."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n >= level:
        verdict = "could not have told"
    elif p < level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_three_are_too_few(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """Fewer than five pairs are too few, whatever the level."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if n < 5:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_one_way(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """The least p-value is one in all ways."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 1 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_large_changes_tell(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """A large change tells whatever the number of pairs."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n > level and abs(change) < 0.15:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_cannot_tell_before(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """Where nothing could be told, it cannot tell."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n > level:
        verdict = "cannot tell"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_names(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """The names of the verdicts are exchanged."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "more" if change < 0 else "less"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_nothing_for_no_pair(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """No error without a pair."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        return {"change": 0.0, "p": 1.0, "verdict": "could not have told"}
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_key_error(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """A KeyError without a pair."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise KeyError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_median(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """The median difference decides, and is reported."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = float(np.median(d)) / samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_unpaired(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """All runs are shuffled between the two kinds."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * abs(x - sum(d) / n) for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": p, "verdict": verdict}


def wrong_percent(
    plain: dict[int, int], prompted: dict[int, int], samples: int, level: float
) -> dict[str, float | str]:
    """The p-value in percent."""
    seeds = sorted(set(plain) & set(prompted))
    if not seeds:
        raise ValueError("there is no pair")
    d = [prompted[s] - plain[s] for s in seeds]
    n = len(d)
    far = 0
    for signs in product([-1, 1], repeat=n):
        total = sum(sign * x for sign, x in zip(signs, d, strict=True))
        if abs(total) >= abs(sum(d)):
            far += 1
    p = far / 2**n
    change = sum(d) / n / samples
    if 2 / 2**n > level:
        verdict = "could not have told"
    elif p <= level and change != 0:
        verdict = "less" if change < 0 else "more"
    else:
        verdict = "cannot tell"
    return {"change": change, "p": 100 * p, "verdict": verdict}
