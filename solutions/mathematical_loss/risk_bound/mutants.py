import math

from autograder.course.exercise import mutant, variant


@mutant(
    says="The number of hypotheses changes nothing: the bound is that for one which was fixed "
    "before the sample was drawn. Yours was chosen for its record, so the bound must hold for "
    "all of them at once, each with its share of delta.",
)
def single(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt(math.log(1 / delta) / (2 * n))


@mutant(
    says="The margin is the square of what it should be. Hoeffding's exponent holds t², so t "
    "is a root.",
)
def without_root(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + (math.log(hypotheses) - math.log(delta)) / (2 * n)


@mutant(
    says="The margin is too small by a factor of 1.41, as with 4n in place of 2n. Hoeffding's "
    "exponent for losses between 0 and 1 is -2 n t².",
)
def four_n(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt((math.log(hypotheses) - math.log(delta)) / (4 * n))


@mutant(
    says="The margin is that of logarithms with base 10. The natural one undoes exp; with base "
    "10 the bound is too tight and fails far more often than it promises.",
)
def base_ten(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt((math.log10(hypotheses) - math.log10(delta)) / (2 * n))


@mutant(
    says="This is the bound for both directions: twice as many events may happen. Asked for is "
    "the smallest t that keeps the risk from being much above; that it might be far below is no "
    "concern.",
)
def two_sided(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt((math.log(2) + math.log(hypotheses) - math.log(delta)) / (2 * n))


@mutant(
    says="Right for thousands of hypotheses, and an error where they are as many as the "
    "networks that a machine can hold: their number over delta is no float64. Its logarithm is "
    "only 2218.",
)
def overflows(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + math.sqrt(math.log(hypotheses / delta) / (2 * n))


@mutant(
    says="The margins for the choice and for delta are added. They belong under one root: the "
    "root of a sum is less than the sum of the roots, and the smallest t is asked for.",
)
def two_roots(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return (
        empirical
        + math.sqrt(math.log(hypotheses) / (2 * n))
        + math.sqrt(-math.log(delta) / (2 * n))
    )


@mutant(
    says="The margin is multiplied by the number of hypotheses. The union bound multiplies the "
    "probability of failure by it.",
)
def times_hypotheses(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return empirical + hypotheses * math.sqrt(-math.log(delta) / (2 * n))


@mutant(
    says="The bound never depends on the record: the margin stands alone.",
)
def margin_only(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    return math.sqrt((math.log(hypotheses) - math.log(delta)) / (2 * n))


@variant(how="bits of the number of hypotheses, turned into nats")
def in_bits(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    nats = math.log2(hypotheses) * math.log(2) + math.log(1 / delta)
    return empirical + (nats / n / 2) ** 0.5


@variant(how="the share of delta first, as a logarithm")
def by_shares(empirical: float, n: int, hypotheses: int, delta: float) -> float:
    log_share = math.log(delta) - math.log(hypotheses)
    return empirical + (-log_share / (2 * n)) ** 0.5
