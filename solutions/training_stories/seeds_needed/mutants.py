import math

from autograder.course.exercise import mutant, variant


@mutant(
    says="This is right but where the bound is met exactly, or nearly: there a float lies on "
    "the wrong side of an integer. Integers have no wrong side.",
)
def by_logarithms(failing: int, out_of: int, claims: int, one_in: int) -> int:
    if failing == 0:
        raise ValueError("what never fails survives any number of runs")
    if failing == out_of:
        return int(claims * one_in > 1)
    kept = math.log(1 - failing / out_of)
    return max(0, math.ceil(math.log(1 / (claims * one_in)) / kept))


@mutant(
    says="The number of claims makes no difference here. Of twenty false claims one survives "
    "far more easily than a single one does.",
)
def one_claim_only(failing: int, out_of: int, claims: int, one_in: int) -> int:
    if failing == 0:
        raise ValueError("what never fails survives any number of runs")
    seeds, surviving, possible = 0, one_in, 1
    while surviving > possible:
        seeds += 1
        surviving *= out_of - failing
        possible *= out_of
    return seeds


@mutant(
    says="This is the number for all of the claims to survive, if they were independent. One "
    "that survives is enough to mislead.",
)
def survives_in_all(failing: int, out_of: int, claims: int, one_in: int) -> int:
    if failing == 0:
        raise ValueError("what never fails survives any number of runs")
    seeds, surviving, possible = 0, one_in, 1
    while surviving > possible:
        seeds += 1
        surviving *= (out_of - failing) ** claims
        possible *= out_of**claims
    return seeds


@mutant(
    says="This is the mean number of runs until the first failure, rounded up. At that number "
    "a rare failure has been missed in more than a third of all cases.",
)
def runs_to_one_failure(failing: int, out_of: int, claims: int, one_in: int) -> int:
    if failing == 0:
        raise ValueError("what never fails survives any number of runs")
    return -(-out_of // failing)


@mutant(
    says="Where the bound is met exactly, one run more is asked for here. At most includes "
    "equality.",
)
def strictly_below(failing: int, out_of: int, claims: int, one_in: int) -> int:
    if failing == 0:
        raise ValueError("what never fails survives any number of runs")
    seeds, surviving, possible = 0, claims * one_in, 1
    while surviving >= possible:
        seeds += 1
        surviving *= out_of - failing
        possible *= out_of
    return seeds


@mutant(
    says="One run is asked for even where any risk will do.",
)
def at_least_one(failing: int, out_of: int, claims: int, one_in: int) -> int:
    if failing == 0:
        raise ValueError("what never fails survives any number of runs")
    seeds, surviving, possible = 0, claims * one_in, 1
    while surviving > possible:
        seeds += 1
        surviving *= out_of - failing
        possible *= out_of
    return max(1, seeds)


@mutant(
    says="This is one run less than is needed: the last number at which the risk is still too "
    "large.",
)
def one_too_few(failing: int, out_of: int, claims: int, one_in: int) -> int:
    if failing == 0:
        raise ValueError("what never fails survives any number of runs")
    seeds, surviving, possible = 0, claims * one_in, 1
    while surviving > possible:
        seeds += 1
        surviving *= out_of - failing
        possible *= out_of
    return max(0, seeds - 1)


@mutant(
    says="The share that fails is taken for the share that survives.",
)
def takes_share_for_survival(failing: int, out_of: int, claims: int, one_in: int) -> int:
    if failing == 0:
        raise ValueError("what never fails survives any number of runs")
    if failing == out_of:
        return 1
    seeds, surviving, possible = 0, claims * one_in, 1
    while surviving > possible:
        seeds += 1
        surviving *= failing
        possible *= out_of
    return seeds


@mutant(
    says="Every run is taken to remove the same share of the risk. What survives one run is "
    "tested again by the next: probabilities multiply.",
)
def linear(failing: int, out_of: int, claims: int, one_in: int) -> int:
    if failing == 0:
        raise ValueError("what never fails survives any number of runs")
    seeds = 0
    while claims * one_in * (out_of - seeds * failing) > out_of:
        seeds += 1
    return seeds


@mutant(
    says="What never fails gets a number of runs. No number finds it.",
)
def never_is_a_number(failing: int, out_of: int, claims: int, one_in: int) -> int:
    if failing == 0:
        return 0
    seeds, surviving, possible = 0, claims * one_in, 1
    while surviving > possible:
        seeds += 1
        surviving *= out_of - failing
        possible *= out_of
    return seeds


@variant(how="exact fractions")
def by_fractions(failing: int, out_of: int, claims: int, one_in: int) -> int:
    from fractions import Fraction

    survives = 1 - Fraction(failing, out_of)
    if survives == 1:
        raise ValueError("no run ever fails")
    risk = Fraction(claims)
    seeds = 0
    while risk * one_in > 1:
        risk *= survives
        seeds += 1
    return seeds


@variant(how="halving an interval, in integers")
def by_bisection(failing: int, out_of: int, claims: int, one_in: int) -> int:
    if not failing:
        raise ValueError(f"{failing} of {out_of} runs fail")
    low, high = 0, 4096
    while low < high:
        middle = (low + high) // 2
        if claims * one_in * (out_of - failing) ** middle > out_of**middle:
            low = middle + 1
        else:
            high = middle
    return low
