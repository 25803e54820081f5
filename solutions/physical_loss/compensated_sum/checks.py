from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from torch import Tensor

from autograder.course.exercise import Args, Check, Exercise, Tolerance

DTYPES = (torch.float32, torch.float64)
DIGITS = {torch.float32: 24, torch.float64: 53}


def large(dtype: torch.dtype) -> float:
    """The number from which on adding 1 is rounded away."""
    return 2.0 ** DIGITS[dtype]


def after_a_large_one(
    count: int, dtype: torch.dtype, back: bool = False, small: float = 1.0
) -> Tensor:
    """A large number, then `count` small ones, at most half a unit in the last place of the sum.

    With `back` the large number is taken off at the end.
    """
    big = large(dtype)
    return torch.tensor([big] + [small] * count + ([-big] if back else []), dtype=dtype)


def _cancelling(pairs: list[tuple[int, int, int]], dtype: torch.dtype) -> Tensor:
    # Each small number is an eighth, a quarter or three eighths, and the next one is large.
    big = large(dtype)
    up = [n for small, _, size in pairs for n in (small / 8, size * big)]
    down = [n for _, small, size in reversed(pairs) for n in (small / 8, -size * big)]
    return torch.tensor(up + down, dtype=dtype)


def _many(dtype: torch.dtype, back: bool) -> SearchStrategy[Args]:
    return st.integers(60, 390).map(lambda n: (after_a_large_one(n, dtype, back),))


def _many_with_all_digits(dtype: torch.dtype) -> SearchStrategy[Args]:
    """The sum of the small ones has more digits than half precision holds."""
    return st.builds(
        lambda n, small: (after_a_large_one(n, dtype, True, small),),
        st.integers(250, 390),
        st.floats(0.6, 0.8),
    )


many_small = {
    "float32": _many(torch.float32, False),
    "float64 and back": _many_with_all_digits(torch.float64),
    "float32 and back": _many_with_all_digits(torch.float32),
    "float64": _many(torch.float64, False),
    "as many as there may be": st.sampled_from(DTYPES).map(
        lambda dtype: (after_a_large_one(398, dtype, True),)
    ),
}

_pairs = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 8)), min_size=2, max_size=8
)


@st.composite
def towers(draw: st.DrawFn, dtype: torch.dtype, first: int) -> Args:
    """Small numbers around three large ones that cancel and grow, the first of sign `first`.

    In float64 the small ones lie more than 28 decimal digits below the large ones.
    """
    big = large(dtype) * 2.0 ** (draw(st.integers(40, 42)) if dtype is torch.float64 else 2)
    a, b = draw(st.tuples(st.integers(1, 3), st.integers(5, 8)))
    small = [n / 8 for n in draw(st.lists(st.integers(1, 7), min_size=3, max_size=6))]
    tower = [first * a * big, -first * b * big, first * (b - a) * big]
    return (torch.tensor([*small, *tower, *small], dtype=dtype),)


cancelling = {
    "float32": _pairs.map(lambda pairs: (_cancelling(pairs, torch.float32),)),
    "float64": _pairs.map(lambda pairs: (_cancelling(pairs, torch.float64),)),
    "a large negative number first, float32": towers(torch.float32, -1),
    "a large positive number first, float64": towers(torch.float64, 1),
    "a large negative number first, float64": towers(torch.float64, -1),
    "a large positive number first, float32": towers(torch.float32, 1),
}


@st.composite
def any_order(draw: st.DrawFn, dtype: torch.dtype) -> Args:
    """Large numbers that cancel and small ones that are all of the sum, in any order."""
    x = _cancelling([(3, 2, n) for n in range(1, draw(st.integers(6, 10)))], dtype)
    return (torch.tensor(draw(st.permutations(x.tolist())), dtype=x.dtype),)


@st.composite
def largest_last(draw: st.DrawFn, dtype: torch.dtype) -> Args:
    """The same, sorted by size: no number is smaller than one before it."""
    (x,) = draw(any_order(dtype))
    return (x[x.abs().argsort()],)


@st.composite
def a_large_one_stays(draw: st.DrawFn, dtype: torch.dtype) -> Args:
    """A large number that is most of the sum, and many ones, in any order."""
    ones = [1.0] * draw(st.integers(90, 120))
    place = draw(st.integers(0, 20))
    return (torch.tensor([*ones[:place], large(dtype), *ones[place:]], dtype=dtype),)


ordered = {
    "a large number stays, float64": a_large_one_stays(torch.float64),
    "a large number stays, float32": a_large_one_stays(torch.float32),
    "any order, float32": any_order(torch.float32),
    "any order, float64": any_order(torch.float64),
    "largest last, float64": largest_last(torch.float64),
    "largest first, float32": largest_last(torch.float32).map(lambda args: (args[0].flip(0),)),
}


def _eighths(least: int, most: int) -> SearchStrategy[list[float]]:
    number = st.integers(-40, 40).filter(bool).map(lambda n: n / 8)
    return st.lists(number, min_size=least, max_size=most)


# Numbers at the same place of many rows: what follows adds up all rows at once.
Numbers = list[np.ndarray]


def _sequential(numbers: Numbers) -> np.ndarray:
    return sum(numbers[1:], numbers[0])


def _pairwise(numbers: Numbers) -> np.ndarray:
    half = len(numbers) // 2
    return _pairwise(numbers[:half]) + _pairwise(numbers[half:]) if half else numbers[0]


def _half_compensated(numbers: Numbers, first: Larger, keeps: Keeps) -> np.ndarray:
    """Sums that add what was lost, with a mistake.

    `first` says where a total counts as larger than a number, `keeps` whether what was lost
    before is kept where the number is the larger, and where the total is.
    """
    total = lost = np.zeros_like(numbers[0])
    for number in numbers:
        rounded, above = total + number, first(total, number)
        larger, smaller = np.where(above, total, number), np.where(above, number, total)
        before = lost * np.where(above, keeps[1], keeps[0])
        total, lost = rounded, before + ((larger - rounded) + smaller)
    return total + lost


def _as_it_should(total: np.ndarray, number: np.ndarray) -> np.ndarray:
    return abs(total) >= abs(number)


Larger = Callable[[np.ndarray, np.ndarray], np.ndarray]
Keeps = tuple[bool, bool]
# Signs that are forgotten, and losses that are.
HALF: tuple[tuple[Larger, Keeps], ...] = (
    (lambda total, number: total >= abs(number), (True, True)),
    (lambda total, number: abs(total) >= number, (True, True)),
    (_as_it_should, (False, True)),
    (_as_it_should, (True, False)),
    (_as_it_should, (False, False)),
)
ROWS = 2000


def nearly_nothing(seed: int) -> Args:
    """Five float32 numbers of ordinary size, whose sum is so small that no plain order finds it."""
    lots = np.random.default_rng(seed)
    while True:
        tenths = lots.integers(-60, 61, (ROWS, 4))
        whole = np.concatenate([tenths, -tenths.sum(axis=1, keepdims=True)], axis=1)
        rows = (whole / 10).astype(np.float32)
        exact = rows.sum(axis=1, dtype=np.float64)  # the digits of five such numbers fit
        bound = _bound(torch.float32, 5, abs(exact), abs(rows).sum(axis=1, dtype=np.float64))
        rounded = exact.astype(np.float32)
        found = [abs(bad - rounded) > bound for bad in _badly_added(list(rows.T))]
        missed = np.all(found, axis=0)
        if missed.any():
            return (torch.from_numpy(rows[missed.argmax()]),)


def _badly_added(numbers: Numbers) -> Iterator[np.ndarray]:
    """What the sums of rows are taken for, by one mistake after the other."""
    for mistake in HALF:
        yield _half_compensated(numbers, *mistake)
    rows = np.stack(numbers, axis=1)
    by_size = list(np.take_along_axis(rows, abs(rows).argsort(axis=1), axis=1).T)
    for order in (numbers, numbers[::-1], list(np.sort(rows).T), by_size, by_size[::-1]):
        yield _sequential(order)
        yield _pairwise(order)


ordinary = {
    "one number": st.builds(
        lambda xs, dtype: (torch.tensor(xs, dtype=dtype),), _eighths(1, 1), st.sampled_from(DTYPES)
    ),
    "a few, float32": _eighths(2, 4).map(lambda xs: (torch.tensor([*xs, 0.7]),)),
    "a few that nearly cancel": st.integers(0, 2**32).map(nearly_nothing),
    "a few, float64": _eighths(3, 6).map(
        lambda xs: (torch.tensor([*xs, 0.7], dtype=torch.float64),)
    ),
    "zeros": st.builds(
        lambda n, dtype: (torch.zeros(n, dtype=dtype),), st.integers(1, 3), st.sampled_from(DTYPES)
    ),
}


def exact_sum(x: Tensor) -> Tensor:
    """The correctly rounded sum."""
    return torch.tensor(math.fsum(x.tolist()), dtype=x.dtype)


def summation_bound(expected: Any, x: Tensor) -> Tolerance:
    """The bound that the task states, and the rounding of `expected` itself."""
    total, size = abs(math.fsum(x.tolist())), float(x.double().abs().sum())
    return Tolerance(rtol=0.0, atol=_bound(x.dtype, len(x), total, size))


def _bound(dtype: torch.dtype, n: int, total: Any, size: Any) -> Any:
    u = 1 / large(dtype)
    return 3 * u * total + (n * u) ** 2 * size


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
        "The lost parts are small numbers of like size, so they can be added up on the side "
        "without much harm. Are they needed in the total at every number, or once?",
    ),
    checks=(
        Check(
            "check_a_few_ordinary_numbers",
            "A few numbers of ordinary size are added within the bound.",
            ordinary,
            public=(
                (torch.tensor([0.1, 0.2, 0.3]),),
                (torch.tensor([0.1, 4.9, -5.0]),),
                (torch.tensor([0.1, 0.2, 0.3], dtype=torch.float64),),
            ),
            weight=0.5,
            oracle=exact_sum,
            tolerance=summation_bound,
            draws=6,
            covers=("0-d, of the dtype of `x`.",),
        ),
        Check(
            "check_many_small_after_one_large",
            "Many ones after a large number are not lost.",
            many_small,
            public=(
                (after_a_large_one(9, torch.float32, back=True),),
                (after_a_large_one(9, torch.float64, back=True),),
                (after_a_large_one(100, torch.float32),),
                (after_a_large_one(300, torch.float64, True, 0.7),),
            ),
            oracle=exact_sum,
            tolerance=summation_bound,
            draws=5,
            covers=("Accumulating in float64 does not reach the bound where `x` is float64",),
        ),
        Check(
            "check_large_numbers_that_cancel",
            "Small numbers survive between large ones that cancel.",
            cancelling,
            public=(
                (torch.tensor([0.25, 2.0**24, 0.125, -(2.0**24)]),),
                (torch.tensor([0.25, -(2.0**24), 0.125, 2.0**24]),),
                (torch.tensor([0.25, 2.0**53, 0.125, -(2.0**53)], dtype=torch.float64),),
                (torch.tensor([0.25, 2.0**95, 0.125, -(2.0**95)], dtype=torch.float64),),
            ),
            oracle=exact_sum,
            tolerance=summation_bound,
            draws=8,
            contains={
                "beyond 28 decimal digits": lambda x: bool(x.abs().max() > 1e28 * x.abs().min()),
            },
        ),
        Check(
            "check_any_order",
            "The bound holds for the same numbers in every order.",
            ordered,
            public=(
                (torch.tensor([2.0**24, 0.25, -(2.0**25), 0.375, 2.0**24, 0.125]),),
                (torch.tensor([0.25, -(2.0**25), 0.375, 2.0**24, 0.125, 2.0**24]),),
                (
                    torch.tensor(
                        [-(2.0**53), 0.25, 2.0**54, 0.375, -(2.0**53), 0.125], dtype=torch.float64
                    ),
                ),
            ),
            oracle=exact_sum,
            tolerance=summation_bound,
            draws=8,
            weight=2,
            covers=(
                "with an error that hardly depends on their order.",
                "2·u·abs(S) + (n·u)**2·A of S, in every order of the numbers.",
            ),
        ),
    ),
)
