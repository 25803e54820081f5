import numpy as np
import torch
from torch import Tensor


def right_larger_first(x: Tensor) -> Tensor:
    """Recovers what each addition lost, beginning with the larger summand; adds it once."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        rounded = total + number
        if abs(total) >= abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return total + lost


def right_without_a_comparison(x: Tensor) -> Tensor:
    """Six operations give the error of an addition exactly, whichever summand is larger."""
    numbers = x.detach().numpy()
    total = lost = numbers.dtype.type(0)
    for number in numbers:
        rounded = total + number
        part = rounded - total
        lost += (total - (rounded - part)) + (number - part)
        total = rounded
    return torch.tensor(total + lost, dtype=x.dtype)


def right_tree(x: Tensor) -> Tensor:
    """Adds halves to halves, all pairs at once, and collects their errors."""
    level = x.detach().clone()
    lost = torch.zeros((), dtype=x.dtype)
    while len(level) > 1:
        if len(level) % 2:
            level = torch.cat([level, level.new_zeros(1)])
        a, b = level[::2], level[1::2]
        rounded = a + b
        part = rounded - a
        for error in (a - (rounded - part)) + (b - part):
            lost = lost + error
        level = rounded
    return level[0] + lost


def right_two_number_total(x: Tensor) -> Tensor:
    """Keeps the total as a number and a small one, brought into shape after every addition."""

    def exact(a, b):
        rounded = a + b
        part = rounded - a
        return rounded, (a - (rounded - part)) + (b - part)

    high = low = torch.zeros((), dtype=x.dtype)
    for number in x.detach().unbind():
        high, error = exact(high, number)
        high, low = exact(high, low + error)
    return high + low


def right_partial_sums(x: Tensor) -> Tensor:
    """Keeps a list of partial sums that do not overlap, so that nothing at all is lost."""
    partials = []
    for number in x.detach().numpy():
        kept = []
        for partial in partials:
            large, small = (number, partial) if abs(number) >= abs(partial) else (partial, number)
            rounded = large + small
            error = small - (rounded - large)
            if error:
                kept.append(error)
            number = rounded
        partials = [*kept, number]
    total = partials[0]
    for partial in partials[1:]:
        total = total + partial
    return torch.tensor(total, dtype=x.dtype)


def right_distilled(x: Tensor) -> Tensor:
    """Three passes that replace the numbers by errors and a total of the same exact sum."""
    numbers = x.detach().clone()
    for _ in range(3):
        for i in range(1, len(numbers)):
            a, b = numbers[i - 1].clone(), numbers[i].clone()
            rounded = a + b
            part = rounded - a
            numbers[i] = rounded
            numbers[i - 1] = (a - (rounded - part)) + (b - part)
    total = torch.zeros((), dtype=x.dtype)
    for number in numbers:
        total = total + number
    return total


def right_divide_and_conquer(x: Tensor) -> Tensor:
    """Splits the numbers in two and gives for each half a sum and what it lost."""

    def both(numbers):
        if len(numbers) == 1:
            return numbers[0], numbers[0] - numbers[0]
        middle = len(numbers) // 2
        (a, lost_a), (b, lost_b) = both(numbers[:middle]), both(numbers[middle:])
        large, small = (a, b) if abs(a) > abs(b) else (b, a)
        rounded = large + small
        return rounded, (small - (rounded - large)) + (lost_a + lost_b)

    total, lost = both(x.detach())
    return total + lost


def wrong_library(x: Tensor) -> Tensor:
    """Torch's own sum; [1, 1e10, 1, -1e10] loses the ones in float32."""
    return x.detach().sum()


def wrong_in_float64(x: Tensor) -> Tensor:
    """Accumulates in float64; x in float64 loses as much as before."""
    return x.detach().double().sum().to(x.dtype)


def wrong_loop(x: Tensor) -> Tensor:
    """Adds one after the other."""
    total = torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        total = total + number
    return total


def wrong_kahan(x: Tensor) -> Tensor:
    """Kahan's sum, which loses the compensation where the next number is larger."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        corrected = number - lost
        rounded = total + corrected
        lost = (rounded - total) - corrected
        total = rounded
    return total


def wrong_kahan_and_the_rest(x: Tensor) -> Tensor:
    """Kahan's sum and its last compensation; those before were lost on the way."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        corrected = number - lost
        rounded = total + corrected
        lost = (rounded - total) - corrected
        total = rounded
    return total - lost


def wrong_small_first(x: Tensor) -> Tensor:
    """Sorts by size and adds the small ones first; 2**24 and -2**24 come after a hundred 0.3."""
    total = torch.zeros((), dtype=x.dtype)
    for number in sorted(x.detach(), key=abs):
        total = total + number
    return total


def wrong_large_first(x: Tensor) -> Tensor:
    """Sorts by size and adds the large ones first; [1e8, 1, 1, 1] loses the ones in float32."""
    total = torch.zeros((), dtype=x.dtype)
    for number in sorted(x.detach(), key=abs, reverse=True):
        total = total + number
    return total


def wrong_signs_apart(x: Tensor) -> Tensor:
    """Adds positive and negative numbers apart; their difference cancels what was right."""
    numbers = x.detach()
    return numbers[numbers > 0].sum() + numbers[numbers <= 0].sum()


def wrong_halves(x: Tensor) -> Tensor:
    """Adds in pairs of halves: a smaller bound, but not this one; [1, 1e10, 1, -1e10]."""
    numbers = x.detach()
    while len(numbers) > 1:
        middle = len(numbers) // 2
        rest = numbers[2 * middle :]
        numbers = torch.cat([numbers[:middle] + numbers[middle : 2 * middle], rest])
    return numbers[0]


def wrong_long_double(x: Tensor) -> Tensor:
    """Adds in NumPy's longest float; in float64, 1e25 + 1 - 1e25 is still lost."""
    total = x.detach().numpy().astype(np.longdouble).sum()
    return torch.tensor(float(total), dtype=x.dtype)


def wrong_decimal_digits(x: Tensor) -> Tensor:
    """Adds as decimals of 28 digits; 1e20 + 1/3 - 1e20 keeps eight of them."""
    from decimal import Decimal

    return torch.tensor(float(sum(map(Decimal, x.tolist()), Decimal(0))), dtype=x.dtype)


def wrong_fixed_point(x: Tensor) -> Tensor:
    """Rounds to multiples of 2**-40 and adds whole numbers; 1e-20 is nothing then."""
    total = sum(round(number * 2.0**40) for number in x.tolist())
    return torch.tensor(total / 2.0**40, dtype=x.dtype)


def wrong_two_orders(x: Tensor) -> Tensor:
    """The mean of the sums forward and backward: both lose the ones of [1, 1e10, 1, -1e10]."""
    numbers = x.detach()
    forward = backward = torch.zeros((), dtype=x.dtype)
    for i in range(len(numbers)):
        forward = forward + numbers[i]
        backward = backward + numbers[-1 - i]
    return (forward + backward) / 2


def wrong_mean_taken_out(x: Tensor) -> Tensor:
    """Takes the mean out first; [1, 1e10, 1, -1e10] keeps its large numbers."""
    numbers = x.detach()
    mean = numbers.mean()
    return (numbers - mean).sum() + mean * len(numbers)


def wrong_no_comparison(x: Tensor) -> Tensor:
    """Always begins with the total; where the number is larger the wrong part is recovered."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        rounded = total + number
        lost = lost + ((total - rounded) + number)
        total = rounded
    return total + lost


def wrong_comparison_the_wrong_way(x: Tensor) -> Tensor:
    """Begins with the smaller summand."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        rounded = total + number
        if abs(total) < abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return total + lost


def wrong_comparison_without_abs(x: Tensor) -> Tensor:
    """Compares with the sign: a total of -2**24 counts as smaller than 1."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        rounded = total + number
        if total >= number:
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return total + lost


def wrong_compensation_forgotten(x: Tensor) -> Tensor:
    """Collects what was lost and never adds it."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        rounded = total + number
        if abs(total) >= abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return total if len(x) else lost


def wrong_compensation_subtracted(x: Tensor) -> Tensor:
    """Subtracts what was lost instead of adding it."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        rounded = total + number
        if abs(total) >= abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return total - lost


def wrong_compensation_of_the_last(x: Tensor) -> Tensor:
    """Keeps the last loss only: it is overwritten, not added up."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        rounded = total + number
        if abs(total) >= abs(number):
            lost = (total - rounded) + number
        else:
            lost = (number - rounded) + total
        total = rounded
    return total + lost


def wrong_compensation_put_back_at_once(x: Tensor) -> Tensor:
    """Adds the loss to the total at each number, where it is rounded away again."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        rounded = total + number
        if abs(total) >= abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total, lost = rounded + lost, torch.zeros((), dtype=x.dtype)
    return total


def wrong_compensation_twice(x: Tensor) -> Tensor:
    """Adds the loss back into the total and keeps it too: it counts again."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        rounded = total + number
        if abs(total) >= abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded + lost
    return total + lost


def wrong_first_number_missed(x: Tensor) -> Tensor:
    """Starts from the second number."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach()[1:]:
        rounded = total + number
        if abs(total) >= abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return total + lost


def wrong_last_number_missed(x: Tensor) -> Tensor:
    """Stops before the last number."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach()[:-1]:
        rounded = total + number
        if abs(total) >= abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return total + lost


def wrong_always_float32(x: Tensor) -> Tensor:
    """Works in float32 for float64 numbers too."""
    total, lost = torch.zeros(()), torch.zeros(())
    for number in x.detach().float():
        rounded = total + number
        if abs(total) >= abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return total + lost


def wrong_returns_float32(x: Tensor) -> Tensor:
    """Works in the dtype of x and returns the default one: float64 is rounded."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        rounded = total + number
        if abs(total) >= abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return torch.tensor((total + lost).item())


def wrong_returns_float64(x: Tensor) -> Tensor:
    """Returns float64 for float32 numbers."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        rounded = total + number
        if abs(total) >= abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return total.double() + lost.double()


def wrong_shape(x: Tensor) -> Tensor:
    """Shape (1,) instead of 0-d."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        rounded = total + number
        if abs(total) >= abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return (total + lost).reshape(1)


def wrong_absolute_values(x: Tensor) -> Tensor:
    """Adds up absolute values; wrong for any negative number."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach().abs():
        rounded = total + number
        if abs(total) >= abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return total + lost


def wrong_half_precision_losses(x: Tensor) -> Tensor:
    """Keeps the losses in float16, which rounds them to three digits."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x.detach():
        rounded = total + number
        if abs(total) >= abs(number):
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return total + lost.half().to(x.dtype)


def wrong_blocks(x: Tensor) -> Tensor:
    """Compensates in blocks of eight and adds these plainly; 2**24 may stand in another."""
    sums = []
    for block in x.detach().split(8):
        total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
        for number in block:
            rounded = total + number
            if abs(total) >= abs(number):
                lost = lost + ((total - rounded) + number)
            else:
                lost = lost + ((number - rounded) + total)
            total = rounded
        sums.append(total + lost)
    return torch.stack(sums).sum()


def wrong_magnitude_of_one_side(x: Tensor) -> Tensor:
    """Compares the size of the total with the number itself; negative ones look small."""
    total, lost = torch.zeros((), dtype=x.dtype), torch.zeros((), dtype=x.dtype)
    for number in x:
        rounded = total + number
        if abs(total) >= number:
            lost = lost + ((total - rounded) + number)
        else:
            lost = lost + ((number - rounded) + total)
        total = rounded
    return total + lost
