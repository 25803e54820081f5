import math

import numpy as np
import torch
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says="One number is added after the other, and what each addition rounds away is gone: 2**24 "
    "plus 1 is 2**24 in float32, however often you repeat it. Keep the part that was rounded away "
    "in a second variable.",
)
def one_by_one(x: Tensor) -> Tensor:
    total = x.numpy().dtype.type(0)
    for number in x.numpy():
        total = total + number
    return torch.tensor(total)


@mutant(
    says="x.sum() adds in blocks, which keeps the error small where the numbers are alike. It does "
    "not keep what is rounded away, so where large numbers cancel, the small ones are lost, and "
    "which ones depends on the order and on the machine.",
)
def library(x: Tensor) -> Tensor:
    return x.sum()


@mutant(
    says="A wider accumulator is a good answer where there is one. For float64 there is none: the "
    "same digits are lost, only 29 binary places further on. Keep what is rounded away, and the "
    "dtype does not matter.",
)
def wider(x: Tensor) -> Tensor:
    return x.double().sum().to(x.dtype)


@mutant(
    says="The total is kept in float32 whatever `x` is. Float64 numbers lose more than half of "
    "their digits on entry, before anything is added. Take the dtype from `x`.",
)
def in_single(x: Tensor) -> Tensor:
    total, lost = np.float32(0.0), np.float32(0.0)
    for number in x.float().numpy():
        rounded = total + number
        if abs(total) >= abs(number):
            lost += (total - rounded) + number
        else:
            lost += (number - rounded) + total
        total = rounded
    return torch.tensor(total + lost)


@mutant(
    says="This is Kahan's sum. It recovers what an addition rounds off the number being added, and "
    "so trusts that the running total is the larger of the two. Where the next number is larger, "
    "it is the total that loses digits. Compare the two before you compute what was lost.",
)
def kahan(x: Tensor) -> Tensor:
    total = lost = x.numpy().dtype.type(0)
    for number in x.numpy():
        wanted = number - lost
        rounded = total + wanted
        lost = (rounded - total) - wanted
        total = rounded
    return torch.tensor(total)


@mutant(
    says="Adding the small numbers first is a good habit when all have one sign. With both signs "
    "the small ones are in the total when the first large one arrives, and are rounded away then. "
    "Order alone does not help; keep what is rounded away.",
)
def compensated_sum_sorted(x: Tensor) -> Tensor:
    total = x.numpy().dtype.type(0)
    for number in sorted(x.numpy(), key=abs):
        total = total + number
    return torch.tensor(total)


@mutant(
    says="The numbers are sorted by value, so all negative ones come first and the total is far "
    "below zero when the small ones arrive. They are rounded away there. No order is right for "
    "all numbers; keep what is rounded away.",
)
def sorted_by_value(x: Tensor) -> Tensor:
    total = x.numpy().dtype.type(0)
    for number in sorted(x.numpy()):
        total = total + number
    return torch.tensor(total)


@mutant(
    says="You sort, and leave the adding to x.sum(). It keeps several partial sums, so which small "
    "number meets which large one is up to the block, and some are still rounded away. Neither "
    "sorting nor blocks keep what is rounded away; a second variable does.",
)
def sorted_in_blocks(x: Tensor) -> Tensor:
    return x.sort().values.sum()


@mutant(
    says="Adding the largest numbers first lets them cancel before the small ones come. Where they "
    "do not cancel, each small number meets a large total and is rounded away. No order is right "
    "for all numbers; keep what is rounded away.",
)
def largest_first(x: Tensor) -> Tensor:
    total = x.numpy().dtype.type(0)
    for number in sorted(x.numpy(), key=abs, reverse=True):
        total = total + number
    return torch.tensor(total)


@mutant(
    says="What was lost is computed rightly and then taken off, where it should be put back. That "
    "doubles the error. Try it on 2**24 and a single 1 by hand.",
)
def wrong_sign(x: Tensor) -> Tensor:
    total = lost = x.numpy().dtype.type(0)
    for number in x.numpy():
        rounded = total + number
        if abs(total) >= abs(number):
            lost += (total - rounded) + number
        else:
            lost += (number - rounded) + total
        total = rounded
    return torch.tensor(total - lost)


@variant(how="the exact sum of the standard library, rounded once")
def exact(x: Tensor) -> Tensor:
    return torch.tensor(math.fsum(x.tolist()), dtype=x.dtype)


@variant(how="branch-free: Knuth's error term needs no comparison")
def branch_free(x: Tensor) -> Tensor:
    total = lost = x.numpy().dtype.type(0)
    for number in x.numpy():
        rounded = total + number
        back = rounded - total
        lost += (total - (rounded - back)) + (number - back)
        total = rounded
    return torch.tensor(total + lost)


@variant(how="torch operations, no NumPy")
def in_torch(x: Tensor) -> Tensor:
    total, lost = torch.zeros_like(x[0]), torch.zeros_like(x[0])
    for number in x:
        rounded = total + number
        larger, smaller = (total, number) if total.abs() >= number.abs() else (number, total)
        lost = lost + ((larger - rounded) + smaller)
        total = rounded
    return total + lost
