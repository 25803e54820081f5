import math
from decimal import Decimal, localcontext

import numpy as np
import torch


def right_two_logs(empirical, n, hypotheses, delta):
    """The closed form, with the logarithms of the integer and of delta taken apart."""
    return empirical + math.sqrt((math.log(hypotheses) - math.log(delta)) / (2 * n))


def right_decimal(empirical, n, hypotheses, delta):
    """Decimal logarithms to 40 digits."""
    with localcontext() as context:
        context.prec = 40
        context.Emax, context.Emin = 10**17, -(10**17)
        exponent = Decimal(hypotheses).ln() - Decimal(delta).ln()
        return float(Decimal(empirical) + (exponent / (2 * n)).sqrt())


def right_shifted_integer(empirical, n, hypotheses, delta):
    """Cuts the integer to its leading bits and adds the rest as multiples of log 2."""
    cut = max(int(hypotheses).bit_length() - 60, 0)
    log_count = np.log(float(hypotheses >> cut)) + cut * np.log(2.0)
    return empirical + np.sqrt((log_count - np.log(delta)) / (2 * n))


def right_bisection(empirical, n, hypotheses, delta):
    """Bisects for the smallest t at which the logarithms of both sides agree."""
    log_count, allowed = math.log2(hypotheses) * math.log(2), math.log(delta)
    low, high = 0.0, 1.0
    while log_count - 2 * n * high * high > allowed:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if log_count - 2 * n * middle * middle > allowed:
            low = middle
        else:
            high = middle
    return empirical + high


def right_torch(empirical, n, hypotheses, delta):
    """torch: the length of the vector of both roots, as squares add under the root."""
    logs = torch.tensor([math.log(hypotheses), -math.log(delta)], dtype=torch.float64)
    return empirical + torch.linalg.vector_norm((logs / (2 * n)).sqrt()).item()


def right_halving_the_count(empirical, n, hypotheses, delta):
    """Takes factors of 2**500 off the count until a float holds it; math.hypot adds the roots."""
    log_count = 0.0
    while hypotheses >= 2**1000:
        hypotheses, log_count = hypotheses >> 500, log_count + 500 * math.log(2)
    log_count += math.log(float(hypotheses))
    roots = math.hypot(math.sqrt(log_count), math.sqrt(-math.log(delta)))
    return empirical + roots / math.sqrt(2 * n)


def wrong_one_hypothesis(empirical, n, hypotheses, delta):
    """The bound for a hypothesis that was fixed beforehand: hypotheses = 1000."""
    return empirical + math.sqrt(-math.log(delta) / (2 * n))


def wrong_float_division(empirical, n, hypotheses, delta):
    """hypotheses / delta is no float: OverflowError for 2**3200."""
    return empirical + math.sqrt(math.log(hypotheses / delta) / (2 * n))


def wrong_numpy_log(empirical, n, hypotheses, delta):
    """np.log takes no integer beyond 64 bits: TypeError for 2**3200."""
    return float(empirical + np.sqrt((np.log(hypotheses) - np.log(delta)) / (2 * n)))


def wrong_largest_float(empirical, n, hypotheses, delta):
    """Counts above the largest float are taken for it: 2**3200 hypotheses, n = 10**4."""
    import sys

    try:
        count = float(hypotheses)
    except OverflowError:
        count = sys.float_info.max
    return empirical + math.sqrt((math.log(count) - math.log(delta)) / (2 * n))


def wrong_two_sided(empirical, n, hypotheses, delta):
    """Hoeffding's two-sided inequality, a 2 too much: any input."""
    return empirical + math.sqrt((math.log(2 * hypotheses) - math.log(delta)) / (2 * n))


def wrong_n_for_two_n(empirical, n, hypotheses, delta):
    """Divides by n, not by 2 n: any input."""
    return empirical + math.sqrt((math.log(hypotheses) - math.log(delta)) / n)


def wrong_root_forgotten(empirical, n, hypotheses, delta):
    """Solves for t² and forgets the root: any input, such as (0.1, 100, 1000, 0.05)."""
    return empirical + (math.log(hypotheses) - math.log(delta)) / (2 * n)


def wrong_decadic(empirical, n, hypotheses, delta):
    """Logarithms to base 10 in place of natural ones: any input."""
    return empirical + math.sqrt((math.log10(hypotheses) - math.log10(delta)) / (2 * n))


def wrong_margin_only(empirical, n, hypotheses, delta):
    """Returns t without the empirical risk: empirical = 0.1."""
    return math.sqrt((math.log(hypotheses) - math.log(delta)) / (2 * n))


def wrong_independent_failures(empirical, n, hypotheses, delta):
    """Shares delta as if failures were independent, no union bound: (0.1, 100, 2, 0.9)."""
    if hypotheses < 10**15:
        share = -math.expm1(math.log1p(-delta) / hypotheses)
        return empirical + math.sqrt(-math.log(share) / (2 * n))
    return empirical + math.sqrt((math.log(hypotheses) - math.log(-math.log1p(-delta))) / (2 * n))


def wrong_bit_length(empirical, n, hypotheses, delta):
    """Whole bits for the logarithm, and one too many for powers of 2: (0.1, 100, 2, 0.05)."""
    log_count = hypotheses.bit_length() * math.log(2)
    return empirical + math.sqrt((log_count - math.log(delta)) / (2 * n))


def wrong_roots_added(empirical, n, hypotheses, delta):
    """Adds two roots where a sum stands under one root: (0.1, 100, 1000, 0.05)."""
    roots = math.sqrt(math.log(hypotheses)) + math.sqrt(-math.log(delta))
    return empirical + roots / math.sqrt(2 * n)


def wrong_confidence(empirical, n, hypotheses, delta):
    """Reads delta as the confidence, the bound may fail with 1 - delta: delta = 0.05."""
    return empirical + math.sqrt((math.log(hypotheses) - math.log1p(-delta)) / (2 * n))


def wrong_count_times_margin(empirical, n, hypotheses, delta):
    """Multiplies the logarithm of 1/delta by the count's: (0.1, 100, 1000, 0.05)."""
    product = (1 + math.log(hypotheses)) * -math.log(delta)
    return empirical + math.sqrt(product / (2 * n))


def wrong_digits_of_count(empirical, n, hypotheses, delta):
    """Decimal digits for the logarithm of the count: (0.1, 100, 999, 0.05)."""
    digits = 0
    while hypotheses >= 10:
        hypotheses //= 10
        digits += 1
    return empirical + math.sqrt((digits * math.log(10) - math.log(delta)) / (2 * n))


def wrong_two_decimals(empirical, n, hypotheses, delta):
    """Rounds t to two decimals: (0.1, 10**6, 1000, 0.05)."""
    return empirical + round(math.sqrt((math.log(hypotheses) - math.log(delta)) / (2 * n)), 2)


def wrong_others_only(empirical, n, hypotheses, delta):
    """Counts the rivals, hypotheses - 1: (0.1, 100, 2, 0.05)."""
    others = max(hypotheses - 1, 1)
    return empirical + math.sqrt((math.log(others) - math.log(delta)) / (2 * n))


def right_reciprocal_of_delta(empirical, n, hypotheses, delta):
    """The logarithm of 1 / delta, a float for every delta from 1e-9."""
    return empirical + math.sqrt((math.log(hypotheses) + math.log(1 / delta)) / (2 * n))


def wrong_whole_bits(empirical, n, hypotheses, delta):
    """Whole bits for the logarithm: right for powers of two, too small for 1000."""
    log_count = (hypotheses.bit_length() - 1) * math.log(2)
    return empirical + math.sqrt((log_count - math.log(delta)) / (2 * n))
