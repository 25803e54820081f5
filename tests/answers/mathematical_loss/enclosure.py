import math
from decimal import Decimal, localcontext

import numpy as np
import torch
import torch.nn.functional as F


def right_decimal_neighbors(logits, label):
    """The loss to 220 digits; the float nearest to it has it between its neighbors."""
    z = [Decimal(number) for number in logits.tolist()]
    with localcontext() as context:
        context.prec = 220
        loss = float(sum((number - z[label]).exp() for number in z).ln())
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def right_double_with_margin(logits, label):
    """float64 by log1p of the others' exponentials; errors of 4e-14 fit into the margin."""
    z = logits.tolist()
    others = math.fsum(math.exp(number - z[label]) for j, number in enumerate(z) if j != label)
    loss = math.log1p(others)
    return loss * (1 - 2e-13), loss * (1 + 2e-13)


def right_exact_differences(logits, label):
    """Exact differences as fractions, split into a float and a rest, in NumPy; NumPy scalars."""
    from fractions import Fraction

    z = [Fraction(number) for number in logits.tolist()]
    exact = [number - z[label] for j, number in enumerate(z) if j != label]
    near = np.array([float(d) for d in exact])
    rest = np.array([float(d - Fraction(n)) for d, n in zip(exact, near.tolist(), strict=True)])
    loss = np.log1p((np.exp(near) * (1 + rest)).sum())
    return loss * (1 - 1e-13), loss * (1 + 1e-13)


def right_directed_decimal(logits, label):
    """Widens a Decimal by a relative 1e-20, then steps outward until the floats hold it."""
    from collections import namedtuple

    with localcontext() as context:
        context.prec = 260
        one, *others = sorted(
            ((Decimal(number), j) for j, number in enumerate(logits.tolist())),
            key=lambda pair: pair[1] != int(label),
        )
        loss = (1 + sum((number - one[0]).exp() for number, _ in others)).ln()
        below, above = loss * (1 - Decimal("1e-20")), loss * (1 + Decimal("1e-20"))
        lo = hi = float(loss)
        while Decimal(lo) > below:
            lo = math.nextafter(lo, -math.inf)
        while Decimal(hi) < above:
            hi = math.nextafter(hi, math.inf)
    return namedtuple("Interval", "lo hi")(lo, hi)


def right_bisect_by_exponential(logits, label):
    """Never takes a logarithm: bisects for the floats whose exponentials enclose the sum."""
    with localcontext() as context:
        context.prec = 260
        z = [Decimal(number) for number in logits.tolist()]
        total = sum((number - z[label]).exp() for number in z)
        lo, hi = 0.0, 1.0
        while Decimal(hi).exp() < total:
            hi *= 2
        while hi > 2 * lo and hi > 1e-200:
            middle = hi / 2
            if Decimal(middle).exp() <= total:
                lo = middle
            else:
                hi = middle
        while hi - lo > 5e-13 * lo:
            middle = lo + (hi - lo) / 2
            if Decimal(middle).exp() <= total:
                lo = middle
            else:
                hi = middle
    return lo, hi


def right_integers_alone(logits, label):
    """Fixed-point arithmetic with whole numbers of 1200 bits, Taylor series and Newton steps."""
    from fractions import Fraction

    bits = 1200
    one = 1 << bits

    def exponential(x):
        halvings = max(x.bit_length() - bits + 8, 8)
        small, term, total, n = x >> halvings, one, one, 1
        while term not in (0, -1):
            term = (term * small >> bits) // n
            total, n = total + term, n + 1
        for _ in range(halvings):
            total = total * total >> bits
        return total

    z = [Fraction(number) for number in logits.tolist()]
    others = 0
    for j, number in enumerate(z):
        if j != label:
            difference = number - z[label]
            others += exponential((difference.numerator << bits) // difference.denominator)
    whole = one + others
    if others < one:
        y = others
    else:
        y = int(math.log(whole) * 2**60 - bits * math.log(2) * 2**60) << (bits - 60)
    for _ in range(12):
        power = exponential(y)
        y += 2 * ((whole - power) << bits) // (whole + power)
    loss = float(Fraction(y, one))
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def right_torch_double(logits, label):
    """torch.float64: softplus of the logsumexp of the others' leads, with a margin."""
    z = logits.double()
    leads = torch.cat([z[:label], z[label + 1 :]]) - z[label]
    loss = torch.log1p(leads.exp().sum()).item()
    return loss - loss * 3e-13, loss + loss * 3e-13


def wrong_point(logits, label):
    """The float64 nearest to the loss, twice, holds nothing between: logits (0, 0)."""
    with localcontext() as context:
        context.prec = 220
        z = [Decimal(number) for number in logits.tolist()]
        loss = float(sum((number - z[label]).exp() for number in z).ln())
    return loss, loss


def wrong_difference_of_large(logits, label):
    """float64 logsumexp minus the logit loses all digits: logits (100, 0), label 0."""
    z = logits.double()
    loss = (torch.logsumexp(z, dim=0) - z[label]).item()
    return loss * (1 - 4e-13), loss * (1 + 4e-13)


def wrong_register(logits, label):
    """Neighbors of what float32 reads: logits (0, 0)."""
    loss = F.cross_entropy(logits[None], torch.tensor([label])).item()
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def wrong_double_neighbors(logits, label):
    """Neighbors of a float64 sum, which is off by more: logits (100.985, 1.2616e-9), label 0."""
    z = logits.tolist()
    loss = math.log1p(sum(math.exp(number - z[label]) for j, number in enumerate(z) if j != label))
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def wrong_fifty_digits(logits, label):
    """Fifty digits, where 1 + 1e-60 is 1: logits (140, 0), label 0."""
    with localcontext() as context:
        context.prec = 50
        z = [Decimal(number) for number in logits.tolist()]
        loss = float(sum((number - z[label]).exp() for number in z).ln())
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def wrong_just_enough_digits(logits, label):
    """140 digits leave ten of a loss of 5e-131: logits (300, 0), label 0."""
    with localcontext() as context:
        context.prec = 140
        z = [Decimal(number) for number in logits.tolist()]
        loss = float(sum((number - z[label]).exp() for number in z).ln())
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def wrong_printed_logits(logits, label):
    """Reads the logits as they are printed, Decimal(str(z)): logits (100.985, 0), label 0."""
    with localcontext() as context:
        context.prec = 220
        z = [Decimal(str(number)) for number in logits.tolist()]
        loss = float(sum((number - z[label]).exp() for number in z).ln())
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def wrong_absolute_margin(logits, label):
    """1e-13 on both sides whatever the loss: logits (100, 0), label 0, has a negative lo."""
    z = logits.tolist()
    loss = math.log1p(sum(math.exp(number - z[label]) for j, number in enumerate(z) if j != label))
    return loss - 1e-13, loss + 1e-13


def wrong_margin_too_wide(logits, label):
    """Safe, but a relative 2e-10 wide: any logits."""
    z = logits.tolist()
    loss = math.log1p(sum(math.exp(number - z[label]) for j, number in enumerate(z) if j != label))
    return loss * (1 - 1e-10), loss * (1 + 1e-10)


def wrong_one_neighbor(logits, label):
    """The nearest float passes for a lower end, though it may lie above: about half of inputs."""
    with localcontext() as context:
        context.prec = 220
        z = [Decimal(number) for number in logits.tolist()]
        loss = float(sum((number - z[label]).exp() for number in z).ln())
    return loss, math.nextafter(loss, math.inf)


def wrong_toward_one(logits, label):
    """nextafter toward 1 goes down for a loss above 1: logits (0, 3), label 0."""
    with localcontext() as context:
        context.prec = 220
        z = [Decimal(number) for number in logits.tolist()]
        loss = float(sum((number - z[label]).exp() for number in z).ln())
    return math.nextafter(loss, 0.0), math.nextafter(loss, 1.0)


def wrong_first_is_right(logits, label):
    """The label is not read, class 0 counts as right: logits (0, 3), label 1."""
    with localcontext() as context:
        context.prec = 220
        z = [Decimal(number) for number in logits.tolist()]
        loss = float(sum((number - z[0]).exp() for number in z).ln())
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def wrong_greatest_is_right(logits, label):
    """Subtracts the greatest logit, not the right one: logits (0, 3), label 0."""
    with localcontext() as context:
        context.prec = 220
        z = [Decimal(number) for number in logits.tolist()]
        loss = float(sum((number - max(z)).exp() for number in z).ln())
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def wrong_runner_up_only(logits, label):
    """Only the greatest of the others counts, enough for two classes: logits (3, 0, 0)."""
    with localcontext() as context:
        context.prec = 220
        z = [Decimal(number) for number in logits.tolist()]
        rival = max(number for j, number in enumerate(z) if j != label)
        loss = float((1 + (rival - z[label]).exp()).ln())
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def wrong_equals_left_out(logits, label):
    """Others are told by value, so a tie with the label is lost: logits (1, 1, 0), label 0."""
    with localcontext() as context:
        context.prec = 220
        z = [Decimal(number) for number in logits.tolist()]
        others = [number for number in z if number != z[label]]
        loss = float((1 + sum((number - z[label]).exp() for number in others)).ln())
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def wrong_small_argument(logits, label):
    """Takes x for log(1 + x) below 1e-6: logits (14, 0), label 0, off by a relative 4e-7."""
    with localcontext() as context:
        context.prec = 220
        z = [Decimal(number) for number in logits.tolist()]
        x = sum((number - z[label]).exp() for j, number in enumerate(z) if j != label)
        loss = float(x if x < Decimal("1e-6") else (1 + x).ln())
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def right_exponentials_of_the_logits(logits, label):
    """The exponentials of the logits themselves: Decimal holds 1e1303."""
    with localcontext() as context:
        context.prec = 220
        z = [Decimal(number) for number in logits.tolist()]
        loss = float(sum(number.exp() for number in z).ln() - z[label])
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def wrong_float_range(logits, label):
    """Leads and their exponentials in float32: logits (0, 100), label 0, is infinite."""
    leads = (logits - logits[label]).exp().tolist()
    loss = math.log1p(math.fsum(leads[:label] + leads[label + 1 :]))
    return loss * (1 - 4e-13), loss * (1 + 4e-13)


def wrong_float32_differences(logits, label):
    """Subtracts in float32, which rounds: logits (100.985, 1.2616e-9), label 0."""
    with localcontext() as context:
        context.prec = 220
        leads = [Decimal(number) for number in (logits - logits[label]).tolist()]
        loss = float(sum(lead.exp() for lead in leads).ln())
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def wrong_bits(logits, label):
    """The loss in bits: logits (0, 0) give 1."""
    with localcontext() as context:
        context.prec = 220
        z = [Decimal(number) for number in logits.tolist()]
        loss = float(sum((number - z[label]).exp() for number in z).ln() / Decimal(2).ln())
    return math.nextafter(loss, 0.0), math.nextafter(loss, math.inf)


def wrong_ends_exchanged(logits, label):
    """The upper end comes first: any logits."""
    with localcontext() as context:
        context.prec = 220
        z = [Decimal(number) for number in logits.tolist()]
        loss = float(sum((number - z[label]).exp() for number in z).ln())
    return math.nextafter(loss, math.inf), math.nextafter(loss, 0.0)


def wrong_exponentials_in_double(logits, label):
    """Exponentials of the logits themselves in float64: 1000 and 1001 are too much for it."""
    z = logits.tolist()
    try:
        others = math.fsum(math.exp(z[j]) for j in range(len(z)) if j != label)
        value = math.log1p(others / math.exp(z[label]))
    except (OverflowError, ZeroDivisionError):
        return 0.0, math.inf
    return value * (1 - 2e-13), value * (1 + 2e-13)
