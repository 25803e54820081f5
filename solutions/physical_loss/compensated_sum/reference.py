import numpy as np
import torch
from torch import Tensor


def compensated_sum(x: Tensor) -> Tensor:
    """Sum floating-point numbers with an error that hardly depends on their order.

    With u half a unit in the last place of 1 (2**-24 in float32, 2**-53 in float64), S the
    exact sum and A the exact sum of the absolute values, the result must be within
    2·u·abs(S) + (n·u)**2·A of S, in every order of the numbers. Adding them one after the other
    may be off by n·u·A.

    Parameters
    ----------
    x
        float32 or float64 of shape (n,), 1 <= n <= 400, of any signs; sums of absolute values
        stay far below the greatest float32.

    Returns
    -------
    Tensor
        0-d, of the dtype of `x`.

    Notes
    -----
    Whatever reaches the bound is accepted, ``math.fsum`` too, with which the judge works out S.
    By additions and subtractions alone you will learn more. Accumulating in float64 does not
    reach the bound where `x` is float64 already. No particular bits are expected, a loop over
    the numbers is fast enough. Do not worry about infinities, NaN or gradients.
    """
    numbers: np.ndarray = x.numpy()
    total = lost = numbers.dtype.type(0)
    for number in numbers:
        rounded = total + number
        if abs(total) >= abs(number):
            lost += (total - rounded) + number
        else:
            lost += (number - rounded) + total
        total = rounded
    return torch.tensor(total + lost)
