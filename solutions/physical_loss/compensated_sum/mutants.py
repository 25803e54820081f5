import math

import numpy as np
import torch
from torch import Tensor

from autograder.course.exercise import mutant, variant


@mutant(
    says="What each addition rounds away is gone: 2**24 plus 1 is 2**24 in float32, however often "
    "you repeat it. Keep the part that was rounded away in a second variable.",
)
def one_by_one(x: Tensor) -> Tensor:
    total = x.numpy().dtype.type(0)
    for number in x.numpy():
        total = total + number
    return torch.tensor(total)


@mutant(
    says="It comes out as x.sum() does, which adds in blocks and keeps the error small where the "
    "numbers are alike. What is rounded away is not kept, so where large numbers cancel, the small "
    "ones are lost, and which ones depends on the order and on the machine.",
)
def library(x: Tensor) -> Tensor:
    return x.sum()


@mutant(
    says="Float32 numbers are added as well as float64 allows, and float64 numbers no better than "
    "one by one: the same digits are lost, only 29 binary places further on. Keep what is rounded "
    "away, and the dtype does not matter.",
)
def wider(x: Tensor) -> Tensor:
    return x.double().sum().to(x.dtype)


@mutant(
    says="Float64 numbers are added as if they were float32. They lose more than half of their "
    "digits on entry, before anything is added.",
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
    says="It comes out as Kahan's sum does: what an addition rounds off the number being added is "
    "recovered. Where that number is larger than the total, it is the total that loses digits, and "
    "they are gone.",
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
    says="It comes out as if the numbers were added from the smallest in size to the largest. With "
    "both signs the small ones are in the total when the first large one arrives, and are rounded "
    "away then. Order alone does not help; keep what is rounded away.",
)
def compensated_sum_sorted(x: Tensor) -> Tensor:
    total = x.numpy().dtype.type(0)
    for number in sorted(x.numpy(), key=abs):
        total = total + number
    return torch.tensor(total)


@mutant(
    says="It comes out as if the numbers were added from the most negative on. The total is far "
    "below zero when the small ones arrive, and they are rounded away there. No order is right for "
    "all numbers; keep what is rounded away.",
)
def sorted_by_value(x: Tensor) -> Tensor:
    total = x.numpy().dtype.type(0)
    for number in sorted(x.numpy()):
        total = total + number
    return torch.tensor(total)


@mutant(
    says="It comes out as x.sort().values.sum() does, which keeps several partial sums: which "
    "small number meets which large one is up to the block, and some are still rounded away. "
    "Neither sorting nor blocks keep what is rounded away; a second variable does.",
)
def sorted_in_blocks(x: Tensor) -> Tensor:
    return x.sort().values.sum()


@mutant(
    says="It comes out as if the largest numbers were added first, so that they cancel before the "
    "small ones come. Where they do not cancel, each small number meets a large total and is "
    "rounded away. No order is right for all numbers; keep what is rounded away.",
)
def largest_first(x: Tensor) -> Tensor:
    total = x.numpy().dtype.type(0)
    for number in sorted(x.numpy(), key=abs, reverse=True):
        total = total + number
    return torch.tensor(total)


@mutant(
    says="The error is twice that of adding one by one, as if what was lost were taken off where "
    "it should be put back. Try it on 2**24 and a single 1 by hand.",
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


@mutant(
    says="It comes out as if the two halves were added apart, and their halves likewise. That "
    "keeps the error small where the numbers are alike. Where large ones cancel, the small ones "
    "that meet them are rounded away.",
)
def pairwise_halves(x: Tensor) -> Tensor:
    def total(numbers: Tensor) -> Tensor:
        half = len(numbers) // 2
        return total(numbers[:half]) + total(numbers[half:]) if half else numbers[0]

    return total(x)


@mutant(
    says="It comes out as if the positive and the negative numbers were added apart. Both sums are "
    "large, and the small numbers are rounded away in them.",
)
def by_sign(x: Tensor) -> Tensor:
    up = down = x.numpy().dtype.type(0)
    for number in x.numpy():
        if number > 0:
            up = up + number
        else:
            down = down + number
    return torch.tensor(up + down)


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
    total = lost = x.new_zeros(())
    for number in x:
        rounded = total + number
        larger, smaller = (total, number) if total.abs() >= number.abs() else (number, total)
        lost = lost + ((larger - rounded) + smaller)
        total = rounded
    return total + lost
