import math
from decimal import Decimal, localcontext

import torch
import torch.nn.functional as F
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says="You widen what float32 computes. It is known to about seven digits, so an interval that "
    "surely contains the loss is a hundred thousand times too wide, and where the right class is "
    "far ahead the register reads 0. Compute in something better.",
)
def around_float32(logits: Tensor, label: int) -> tuple[float, float]:
    value = F.cross_entropy(logits[None], torch.tensor([label])).item()
    return value * (1 - 1e-5), value * (1 + 1e-5)


@mutant(
    says="Both ends are the same float. The loss is equal to no float, so it lies beside yours: "
    "take the float's neighbors on both sides.",
)
def of_width_zero(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 200
        z = [Decimal(number) for number in logits.tolist()]
        value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return value, value


@mutant(
    says="The upper end is a step up and the lower end is the rounded value itself. `float` "
    "rounds to the nearest, up as often as down; where it rounded up, your lower end lies above "
    "the loss.",
)
def rounds_down_only(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 200
        z = [Decimal(number) for number in logits.tolist()]
        value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return value, math.nextafter(value, math.inf)


@mutant(
    says="The formula subtracts the logit from the log-sum-exp in float64. Where the right class "
    "is ahead the two agree in most digits, and the difference keeps only rounding. Subtract the "
    "logits before you exponentiate, and use log1p or more digits.",
)
def cancels(logits: Tensor, label: int) -> tuple[float, float]:
    z = logits.double()
    value = float(torch.logsumexp(z, dim=0) - z[label])
    return value * (1 - 2e-13), value * (1 + 2e-13)


@mutant(
    says="The interval contains the loss and is too wide: relative to the loss it may be 1e-12 "
    "wide. float64 can be trusted to fifteen digits here, so be stricter.",
)
def too_wide(logits: Tensor, label: int) -> tuple[float, float]:
    z = logits.double()
    others = sum(math.exp(float(zj - z[label])) for j, zj in enumerate(z) if j != label)
    value = math.log1p(others)
    return value * (1 - 1e-9), value * (1 + 1e-9)


@mutant(
    says="The default of `decimal` is 28 digits. Where the right class is far ahead the sum is 1 "
    "+ 1e-44 or less, and of that 28 digits keep the 1. Raise `prec` until twenty digits of the "
    "small part survive.",
)
def default_digits(logits: Tensor, label: int) -> tuple[float, float]:
    z = [Decimal(number) for number in logits.tolist()]
    value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return math.nextafter(value, 0.0), math.nextafter(value, math.inf)


@mutant(
    says="Fifty digits carry you to losses near 1e-30. At 1e-44 six digits are left of the small "
    "part, and at 1e-109 none. Count: the digits before the small part begins, and twenty more.",
)
def fifty_digits(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 50
        z = [Decimal(number) for number in logits.tolist()]
        total = sum(((number - z[label]).exp() for number in z), Decimal(0))
        value = float(total.ln())
    return math.nextafter(value, 0.0), math.nextafter(value, math.inf)


@mutant(
    says="A float's neighbors enclose what was rounded to it in one step. Yours stands at the end "
    "of a chain of float64 roundings, each of which moved it; where the right class is ahead it "
    "has lost nearly all digits. Widen by what the chain can add up to, or compute with more "
    "digits.",
)
def neighbors_of_double(logits: Tensor, label: int) -> tuple[float, float]:
    value = F.cross_entropy(logits.double()[None], torch.tensor([label])).item()
    return math.nextafter(value, 0.0), math.nextafter(value, math.inf)


@mutant(
    says="You widen by a fixed amount. Next to a loss of 1e-44 the amount 1e-13 is enormous, and "
    "the lower end is even negative. The width has to be relative to the loss.",
)
def fixed_width(logits: Tensor, label: int) -> tuple[float, float]:
    with localcontext() as context:
        context.prec = 200
        z = [Decimal(number) for number in logits.tolist()]
        value = float(sum(((number - z[label]).exp() for number in z), Decimal(0)).ln())
    return value - 1e-13, value + 1e-13


@mutant(
    says="You read the logits as they are printed. A float32 that shows as 0.1 is "
    "0.100000001490116…, and the loss is asked for the number that is stored. `Decimal(number)` "
    "of the float is exact.",
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
