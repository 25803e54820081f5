import math
from decimal import Decimal, localcontext

import numpy as np
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says="The interval is as uncertain as float32: a hundred thousand times too wide, and "
    "where the right class is far ahead both ends are 0. What the register reads is not where "
    "the loss is.",
)
def around_float32(logits: Tensor, label: int) -> tuple[float, float]:
    z = logits.numpy()
    highest = z.max()
    total = sum(np.exp(number - highest) for number in z)
    value = float(np.log(total) + (highest - z[label]))
    return value * (1 - 1e-5), value * (1 + 1e-5)


@mutant(
    says="Both ends are the same float. The loss is equal to no float, so it lies beside yours.",
)
def of_width_zero(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 200
        z = [Decimal(number) for number in logits.tolist()]
        value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return value, value


@mutant(
    says="The lower end is the float nearest to the loss, which lies below the loss about as "
    "often as above. Where it lies above, so does your interval.",
)
def rounds_down_only(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 200
        z = [Decimal(number) for number in logits.tolist()]
        value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return value, math.nextafter(value, math.inf)


@mutant(
    says="The upper end is the float nearest to the loss, which lies above the loss about as "
    "often as below. Where it lies below, so does your interval.",
)
def rounds_up_only(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 200
        z = [Decimal(number) for number in logits.tolist()]
        value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return math.nextafter(value, 0.0), value


@mutant(
    says="The interval is right where the right class is behind, and off where it is ahead: "
    "there it is around what is left of log Σ exp(z) - z[label] in float64 after nearly all "
    "digits have canceled.",
)
def cancels(logits: Tensor, label: int) -> tuple[float, float]:
    z = logits.tolist()
    value = max(z) + math.log(math.fsum(math.exp(number - max(z)) for number in z)) - z[label]
    return value * (1 - 2e-13), value * (1 + 2e-13)


@mutant(
    says="The interval contains the loss and is too wide: relative to the loss it may be 1e-12 "
    "wide, and yours is 2e-9.",
)
def too_wide(logits: Tensor, label: int) -> tuple[float, float]:
    z = logits.double()
    others = sum(math.exp(float(zj - z[label])) for j, zj in enumerate(z) if j != label)
    value = math.log1p(others)
    return value * (1 - 1e-9), value * (1 + 1e-9)


@mutant(
    says="The interval is right down to losses near 1e-12. Where the right class is farther "
    "ahead, the small part of 1 + 1e-44 has no digits left among 28, which is what `decimal` has "
    "by default.",
)
def default_digits(logits: Tensor, label: int) -> tuple[float, float]:
    z = [Decimal(number) for number in logits.tolist()]
    value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return math.nextafter(value, 0.0), math.nextafter(value, math.inf)


@mutant(
    says="The interval is right down to losses near 1e-34 and off below that, as if fifty "
    "digits were kept of 1 plus something small. At 1e-44 six of them are left for the small "
    "part, and at 1e-109 none.",
)
def fifty_digits(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 50
        z = [Decimal(number) for number in logits.tolist()]
        total = sum(((number - z[label]).exp() for number in z), Decimal(0))
        value = float(total.ln())
    return math.nextafter(value, 0.0), math.nextafter(value, math.inf)


@mutant(
    says="The interval is right while the lead is below 250 or so, and off beyond: of 1 + "
    "1e-120 your arithmetic keeps only eight digits of the small part. Leads may reach 300.",
)
def digits_for_most_leads(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 128
        z = [Decimal(number) for number in logits.tolist()]
        total = sum(((number - z[label]).exp() for number in z), Decimal(0))
        value = float(total.ln())
    return math.nextafter(value, 0.0), math.nextafter(value, math.inf)


@mutant(
    says="The interval is two neighbors of a float64 that has lost nearly all digits where the "
    "right class is ahead: it is around what a stable formula reads in float64.",
)
def neighbors_of_double(logits: Tensor, label: int) -> tuple[float, float]:
    z = logits.tolist()
    total = math.fsum(math.exp(number - max(z)) for number in z)
    value = math.log(total) + (max(z) - z[label])
    return math.nextafter(value, 0.0), math.nextafter(value, math.inf)


@mutant(
    says="The interval is two neighbors of a float64 that is good but not the nearest one to "
    "the loss. Where logits differ much in size, already their difference is rounded in float64, "
    "by many times what a neighbor is away.",
)
def neighbors_of_log1p(logits: Tensor, label: int) -> tuple[float, float]:
    z = logits.tolist()
    value = math.log1p(math.fsum(math.exp(z[j] - z[label]) for j in range(len(z)) if j != label))
    return math.nextafter(value, 0.0), math.nextafter(value, math.inf)


@mutant(
    says="The interval has a fixed width. Next to a loss of 1e-44 the amount 1e-13 is "
    "enormous, and the lower end is even negative. The width counts relative to the loss.",
)
def fixed_width(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 200
        z = [Decimal(number) for number in logits.tolist()]
        value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return value - 1e-13, value + 1e-13


@mutant(
    says="The interval is that of the logits as they are printed. A float32 that shows as 0.1 "
    "is 0.100000001490116…, and the loss is asked for the number that is stored.",
)
def of_printed_logits(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 200
        z = [Decimal(f"{number:.6g}") for number in logits.tolist()]
        value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return math.nextafter(value, 0.0), math.nextafter(value, math.inf)


@variant(how="float64 and log1p, widened by what its roundings can add up to")
def in_double(logits: Tensor, label: int) -> tuple[float, float]:
    z = logits.tolist()
    others = math.fsum(math.exp(z[j] - z[label]) for j in range(len(z)) if j != label)
    value = math.log1p(others)
    return value * (1 - 2e-13), value * (1 + 2e-13)


@variant(how="interval arithmetic with mpmath")
def by_intervals(logits: Tensor, label: int) -> tuple[float, float]:
    from mpmath import iv  # type: ignore[import-untyped]

    iv.dps = 200
    z = [iv.mpf(number) for number in logits.tolist()]
    loss = iv.log(sum(iv.exp(number - z[label]) for number in z))
    low, high = float(loss.a.mid), float(loss.b.mid)
    return math.nextafter(low, 0.0), math.nextafter(high, math.inf)
