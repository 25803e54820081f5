import math

from autograder.course.exercise import mutant, variant


@mutant(
    says="This bound is for one hypothesis that was fixed before the sample was drawn. You chose "
    "yours for its record on that sample, so it must hold for all of them at once: each gets its "
    "share of delta.",
)
def single(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt(math.log(1 / delta) / (2 * n))


@mutant(
    says="The square root is missing. Hoeffding's exponent holds t², so t is a root.",
)
def without_root(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + (math.log(hypotheses) - math.log(delta)) / (2 * n)


@mutant(
    says="You divide by 4n. Hoeffding's exponent for losses between 0 and 1 is -2 n t², which "
    "leaves 2n below the root.",
)
def four_n(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt((math.log(hypotheses) - math.log(delta)) / (4 * n))


@mutant(
    says="The logarithm is the natural one, since it undoes exp. With base 10 the bound is too "
    "tight and fails far more often than it promises.",
)
def base_ten(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt((math.log10(hypotheses) - math.log10(delta)) / (2 * n))


@mutant(
    says="This is the bound for both directions, with a factor of 2 in the logarithm. Asked for "
    "is the smallest t that keeps the risk from being much above; that it might be far below is "
    "no concern.",
)
def two_sided(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt((math.log(2) + math.log(hypotheses) - math.log(delta)) / (2 * n))


@mutant(
    says="Right for thousands of hypotheses; then hypotheses / delta leaves float64. A machine "
    "can hold 2**3200 networks of 100 float32 parameters, and their logarithm is only 2218. Take "
    "logarithms first.",
)
def overflows(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt(math.log(hypotheses / delta) / (2 * n))


@mutant(
    says="You add two margins, one for the choice and one for delta. They belong under one root: "
    "the root of a sum is less than the sum of the roots, and the smallest t is asked for.",
)
def two_roots(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return (
        empirical
        + math.sqrt(math.log(hypotheses) / (2 * n))
        + math.sqrt(-math.log(delta) / (2 * n))
    )


@mutant(
    says="The union bound multiplies the probability of failure by the number of hypotheses, not "
    "the margin. The number enters through its logarithm.",
)
def times_hypotheses(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + hypotheses * math.sqrt(-math.log(delta) / (2 * n))


@variant(how="the share of delta first, as a logarithm")
def by_shares(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    log_share = math.log(delta) - math.log(hypotheses)
    return empirical + (-log_share / (2 * n)) ** 0.5
