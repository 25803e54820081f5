from __future__ import annotations

import math
from typing import Any

import torch
from hypothesis import strategies as st
from torch import Tensor

from autograder.course.exercise import Args, Check, Exercise, Tolerance

DTYPES = (torch.float32, torch.float64)
DIGITS = {torch.float32: 24, torch.float64: 53}
_dtype = st.sampled_from(DTYPES)


def large(dtype: torch.dtype) -> float:
    """The number from which on adding 1 is rounded away."""
    return 2.0 ** DIGITS[dtype]


def after_a_large_one(count: int, dtype: torch.dtype, back: bool = False) -> Tensor:
    """A large number, then `count` ones, each half a unit in the last place of the sum so far.

    With `back` the large number is taken off at the end.
    """
    big = large(dtype)
    return torch.tensor([big] + [1.0] * count + ([-big] if back else []), dtype=dtype)


def _cancelling(pairs: list[tuple[int, int, int]], dtype: torch.dtype) -> Tensor:
    # Each small number is an eighth, a quarter or three eighths, and the next one is large.
    big = large(dtype)
    up = [n for small, _, size in pairs for n in (small / 8, size * big)]
    down = [n for _, small, size in reversed(pairs) for n in (small / 8, -size * big)]
    return torch.tensor(up + down, dtype=dtype)


many_small = st.builds(
    lambda n, dtype, back: (after_a_large_one(n, dtype, back),),
    st.integers(60, 390),
    _dtype,
    st.booleans(),
)

_pairs = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 8)), min_size=1, max_size=8
)

cancelling = st.builds(lambda pairs, dtype: (_cancelling(pairs, dtype),), _pairs, _dtype)


@st.composite
def any_order(draw: st.DrawFn) -> Args:
    """Large numbers that cancel and small ones that are all of the sum, in any order."""
    x = _cancelling([(3, 2, n) for n in range(1, draw(st.integers(6, 10)))], draw(_dtype))
    return (torch.tensor(draw(st.permutations(x.tolist())), dtype=x.dtype),)


ordinary = st.builds(
    lambda xs, dtype: (torch.tensor([*xs, 0.7], dtype=dtype),),
    st.lists(st.integers(1, 40).map(lambda n: n / 8), min_size=1, max_size=2),
    _dtype,
)


def exact_sum(x: Tensor) -> Tensor:
    """The correctly rounded sum."""
    return torch.tensor(math.fsum(x.tolist()), dtype=x.dtype)


def summation_bound(expected: Any, x: Tensor) -> Tolerance:
    """The bound that the task states, and the rounding of `expected` itself."""
    u, n = 1 / large(x.dtype), len(x)
    total, size = abs(math.fsum(x.tolist())), float(x.double().abs().sum())
    return Tolerance(rtol=0.0, atol=3 * u * total + (n * u) ** 2 * size)


EXERCISE = Exercise(
    title="A sum that does not care about order",
    objective="Add numbers with an error bound that no order of them can break.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Compute 2**24 + 1 in float32, then subtract 2**24. Where did the 1 go, and could you have "
        "caught it?",
        "After `rounded = total + number`, what was rounded away can be computed without error "
        "from the three, if you begin with the larger of the two summands.",
        "If the total is larger in absolute value, the lost part is `(total - rounded) + number`; "
        "else `(number - rounded) + total`. Add up the lost parts separately and add them to the "
        "total once, at the end.",
    ),
    checks=(
        Check(
            "check_a_few_ordinary_numbers",
            "A few numbers of ordinary size are added within the bound.",
            ordinary,
            public=(
                (torch.tensor([0.1, 0.2, 0.3]),),
                (torch.tensor([0.1, 0.2, 0.3], dtype=torch.float64),),
            ),
            weight=0.5,
            oracle=exact_sum,
            tolerance=summation_bound,
            draws=8,
        ),
        Check(
            "check_many_small_after_one_large",
            "Many ones after a large number are not lost.",
            many_small,
            public=(
                (after_a_large_one(9, torch.float32, back=True),),
                (after_a_large_one(9, torch.float64, back=True),),
                (after_a_large_one(100, torch.float32),),
            ),
            oracle=exact_sum,
            tolerance=summation_bound,
            draws=6,
        ),
        Check(
            "check_large_numbers_that_cancel",
            "Small numbers survive between large ones that cancel.",
            cancelling,
            public=(
                (torch.tensor([0.25, 2.0**24, 0.125, -(2.0**24)]),),
                (torch.tensor([0.25, 2.0**53, 0.125, -(2.0**53)], dtype=torch.float64),),
            ),
            oracle=exact_sum,
            tolerance=summation_bound,
            draws=8,
        ),
        Check(
            "check_any_order",
            "The bound holds for the same numbers in every order.",
            any_order(),
            public=(
                (torch.tensor([2.0**24, 0.25, -(2.0**25), 0.375, 2.0**24, 0.125]),),
                (
                    torch.tensor(
                        [-(2.0**53), 0.25, 2.0**54, 0.375, -(2.0**53), 0.125], dtype=torch.float64
                    ),
                ),
            ),
            oracle=exact_sum,
            tolerance=summation_bound,
            draws=8,
        ),
    ),
)
