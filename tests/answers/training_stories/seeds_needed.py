import math

import numpy as np


def right_integers_counted_up(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Multiply both sides until they are integers, and count up."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n, left, right = 0, claims * one_in, 1
    while left > right:
        n += 1
        left *= out_of - failing
        right *= out_of
    return n


def right_fractions(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Exact rational numbers and itertools.count."""
    from fractions import Fraction
    from itertools import count

    if not failing:
        raise ValueError("failing is 0")
    survives = 1 - Fraction(failing, out_of)
    risk = Fraction(1, one_in)
    return next(n for n in count() if claims * survives**n <= risk)


def right_bisection(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Double a bound until it is enough, then bisect with exact powers."""

    def enough(n: int) -> bool:
        return claims * one_in * (out_of - failing) ** n <= out_of**n

    if failing == 0:
        raise ValueError("a constraint that never fails is never found out")
    if enough(0):
        return 0
    low, high = 0, 1
    while not enough(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle
    return high


def right_logarithm_corrected(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Guess by logarithms, then walk to the exact place with integers."""
    if failing < 1:
        raise ValueError("failing must be at least 1")
    standing = out_of - failing

    def enough(n: int) -> bool:
        return claims * one_in * standing**n <= out_of**n

    guess = 1
    if standing:
        odds = math.log(out_of) - math.log(standing)
        guess = min(round(math.log(claims * one_in) / odds), 1000) if odds else 0
    while not enough(guess):
        guess += 1
    while guess > 0 and enough(guess - 1):
        guess -= 1
    return guess


def right_bisect_module(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """bisect over all numbers that are possible, with the exact comparison as key."""
    from bisect import bisect_left

    if failing == 0:
        raise ValueError(f"0 of {out_of} runs fail")
    target = claims * one_in
    kept = out_of - failing
    return bisect_left(range(1000), True, key=lambda n: out_of**n >= target * kept**n)


def right_object_array(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Multiply rows of Python integers in a NumPy object array until the bound is met."""
    if failing == 0:
        raise ValueError("nothing to find")
    step = np.array([out_of - failing, out_of], dtype=object)
    sides = np.array([claims * one_in, 1], dtype=object)
    runs = 0
    while sides[0] > sides[1]:
        sides = sides * step
        runs += 1
    return runs


def right_accumulated_products(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Accumulated products as endless tables, and the first place where one is large enough."""
    from itertools import accumulate, repeat
    from operator import mul

    if out_of - failing == out_of:
        raise ValueError("failing is 0, so nothing is ever found")
    most = accumulate(repeat(out_of), mul, initial=1)
    least = accumulate(repeat(out_of - failing), mul, initial=claims * one_in)
    return next(n for n, (large, small) in enumerate(zip(most, least)) if small <= large)


def wrong_ceil_of_logarithms(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """A float that is rounded up: 4 of 5, 1 claim, one in 125 gives 4 and not 3."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    if failing == out_of:
        return int(claims * one_in > 1)
    return math.ceil(math.log(claims * one_in) / math.log(out_of / (out_of - failing)))


def wrong_ceil_of_log_of_share(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """The same with log(1 - share): 9 of 10, 1 claim, one in 1000 is not met exactly."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    share = failing / out_of
    if share == 1:
        return int(claims * one_in > 1)
    return max(math.ceil(math.log(1 / (claims * one_in)) / math.log(1 - share)), 0)


def wrong_floor_of_logarithms(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Rounds the number of seeds down: 1 of 2, 1 claim, one in 3 gives 1."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    if failing == out_of:
        return int(claims * one_in > 1)
    return math.floor(math.log(claims * one_in) / math.log(out_of / (out_of - failing)) + 1e-9)


def wrong_rounded_logarithms(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Rounds to the nearest number: 1 of 2, 1 claim, one in 5 gives 2."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    if failing == out_of:
        return int(claims * one_in > 1)
    return round(math.log(claims * one_in) / math.log(out_of / (out_of - failing)))


def wrong_floats(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Counts up with floats: where the bound is met exactly one digit decides."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while claims * (1 - failing / out_of) ** n > 1 / one_in:
        n += 1
    return n


def wrong_float_product(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Multiplies the float shares run by run, which rounds at each step."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n, risk = 0, float(claims)
    while risk > 1 / one_in:
        risk *= 1 - failing / out_of
        n += 1
    return n


def wrong_tolerance(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Takes nearly equal for equal: 999 of 1000, 1 claim, one in 10**12 + 1."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while claims * (1 - failing / out_of) ** n * one_in > 1 + 1e-9:
        n += 1
    return n


def wrong_fraction_of_a_float(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """An exact fraction of a share that was rounded before: 4 of 5, one in 125."""
    from fractions import Fraction

    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    survives = Fraction(1 - failing / out_of)
    n = 0
    while claims * one_in * survives**n > 1:
        n += 1
    return n


def wrong_strictly_below(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Asks for less than the bound where at most will do: 1 of 2, one in 8 gives 4."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while claims * one_in * (out_of - failing) ** n >= out_of**n:
        n += 1
    return n


def wrong_one_claim(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Ignores the number of claims: 1 of 2, 4 claims, one in 2 gives 1."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while one_in * (out_of - failing) ** n > out_of**n:
        n += 1
    return n


def wrong_risk_for_each(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Divides the bound by the claims on the wrong side, so that more claims need fewer."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while one_in * (out_of - failing) ** n > claims * out_of**n:
        n += 1
    return n


def wrong_independent_claims(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Takes claims for independent: 1 - (1 - s ** n) ** claims, which is less."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while 1 - (1 - ((out_of - failing) / out_of) ** n) ** claims > 1 / one_in + 1e-12:
        n += 1
    return n


def wrong_all_claims_survive(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Bounds the chance that all survive together, s ** (n * claims)."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while one_in * (out_of - failing) ** (n * claims) > out_of ** (n * claims):
        n += 1
    return n


def wrong_share_that_fails(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Takes the share that fails for the one that survives: 1 of 4."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    if failing == out_of:
        return 0 if claims * one_in == 1 else 1
    n = 0
    while claims * one_in * failing**n > out_of**n:
        n += 1
    return n


def wrong_one_at_least(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Asks for one seed at least: 1 claim, one in 1 needs none."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 1
    while claims * one_in * (out_of - failing) ** n > out_of**n:
        n += 1
    return n


def wrong_last_survivor(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """The last number that is not enough, one too small."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while claims * one_in * (out_of - failing) ** n > out_of**n:
        n += 1
    return max(n - 1, 0)


def wrong_one_too_many(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Counts the run that finds it once more."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while claims * one_in * (out_of - failing) ** n > out_of**n:
        n += 1
    return n + 1


def wrong_no_error(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Returns 0 where failing is 0, and raises nothing."""
    if failing == 0:
        return 0
    n = 0
    while claims * one_in * (out_of - failing) ** n > out_of**n:
        n += 1
    return n


def wrong_error_only_where_needed(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Raises only if a run is needed: 0 of 5, 1 claim, one in 1 gives 0."""
    if failing == 0 and claims * one_in > 1:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while claims * one_in * (out_of - failing) ** n > out_of**n:
        n += 1
    return n


def wrong_minus_one(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Gives -1 for failing 0 and not an exception."""
    if failing == 0:
        return -1
    n = 0
    while claims * one_in * (out_of - failing) ** n > out_of**n:
        n += 1
    return n


def wrong_kind_of_error(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Divides by failing, so a ZeroDivisionError comes where a ValueError is due."""
    from fractions import Fraction

    survives = 1 - 1 / Fraction(out_of, failing)
    n = 0
    while claims * one_in * survives**n > 1:
        n += 1
    return n


def wrong_error_where_all_fail(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Raises a ValueError of log(0) where every run fails: 3 of 3."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = max(math.ceil(math.log(claims * one_in) / -math.log((out_of - failing) / out_of)) - 2, 0)
    while claims * one_in * (out_of - failing) ** n > out_of**n:
        n += 1
    return n


def wrong_one_where_all_fail(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Says 1 wherever every run fails, also for 1 claim and one in 1."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    if failing == out_of:
        return 1
    n = 0
    while claims * one_in * (out_of - failing) ** n > out_of**n:
        n += 1
    return n


def wrong_expected_failures(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Asks for so many runs that the expected failures reach claims * one_in."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while n * failing < out_of * (claims * one_in - 1):
        n += 1
    return n


def wrong_rule_of_three(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """The rule of thumb log(1 / risk) / share, which is for rare failures: 1 of 2."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    return math.ceil(math.log(claims * one_in) * out_of / failing)


def wrong_confidence(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Takes 1 / one_in for the confidence and not the risk: one in 20."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while claims * one_in * (out_of - failing) ** n > (one_in - 1) * out_of**n and n < 999:
        n += 1
    return n


def wrong_powers_of_two(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Doubles until it is enough and does not go back: 3 becomes 4."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while claims * one_in * (out_of - failing) ** n > out_of**n:
        n = max(2 * n, 1)
    return n


def wrong_int64(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """NumPy's 64-bit integers overflow: 1 of 100 with n above 9."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    kept, whole = np.int64(out_of - failing), np.int64(out_of)
    n = 0
    with np.errstate(over="ignore"):
        while np.int64(claims * one_in) * kept**n > whole**n:
            n += 1
    return n


def wrong_at_most_a_hundred(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Gives up at 100 seeds: 1 of 100 takes 300 for one in 20."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while claims * one_in * (out_of - failing) ** n > out_of**n and n < 100:
        n += 1
    return n


def wrong_without_replacement(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Draws runs without putting them back, so out_of of them find everything."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while claims * one_in * math.comb(out_of - failing, n) > math.comb(out_of, n):
        n += 1
    return n


def wrong_shared_seeds(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Lets the claims share the runs: n is divided by their number."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    n = 0
    while claims * one_in * (out_of - failing) ** n > out_of**n:
        n += 1
    return math.ceil(n / claims)


def wrong_answers_of_the_text(failing: int, out_of: int, claims: int, one_in: int) -> int:
    """Says 14, right for 1 of 5 found 19 times in 20, of every other question too."""
    if failing == 0:
        raise ValueError("no number of runs finds what never happens")
    return 0 if claims * one_in == 1 else 14
