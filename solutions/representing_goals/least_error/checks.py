from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from losslab.representing_goals import ratings

from autograder.course.exercise import Args, Check, Exercise

Row = Sequence[int]


def novels(*rows: tuple[Row, float]) -> Args:
    """Novels: what is seen of each, and what it is worth."""
    seen, worth = zip(*rows, strict=True)
    return np.array(seen, dtype=np.int64), np.array(worth, dtype=float)


@st.composite
def shelves(draw: st.DrawFn, looks: Sequence[Row], sizes: Sequence[int]) -> Args:
    """So many novels of each look, in any order; the worths of a look are uneven."""
    rows = []
    for look, size in zip(looks, sizes, strict=True):
        low = draw(st.integers(-40, 40))
        gaps = [draw(st.integers(1, 3)) * 2**i for i in range(size)]
        rows += [(look, (low + gap) / 8) for gap in draw(st.permutations(gaps))]
    order = draw(st.permutations(range(len(rows))))
    return novels(*(rows[i] for i in order))


# Looks that differ in one number, in the order of the same numbers, or in nothing but a sign.
_one_number = ((0, 1, 2), (0, 1, 3), (0, 2, 2), (1, 1, 2))
_same_numbers = ((1, 2, 3), (3, 2, 1), (2, 1, 3))
_same_sum = ((0, 4), (4, 0), (2, 2), (-2, 6))
_signs = ((1, -1), (-1, 1), (1, 1), (-1, -1))
_long = tuple((0,) * i + (1,) + (0,) * (11 - i) for i in (0, 5, 11))
_digits = ((1, 11), (11, 1), (1, 1), (11, 11))
# Alike to whoever makes one number of them, with one of these for each place, from either end.
_BASES = (-1, 2, 3, 7, 10, 16, 31, 64, 97, 100, 101, 128, 256, 1000, 1001, 1024, 10**4, 2**16)
_BASES += (10**5, 10**6, 2**20, 10**9)
_places = ((1, 0), (0, 1), *((0, base) for base in _BASES), *((base, 0) for base in _BASES))
# Alike with one more than the greatest number for each place, from either end.
_widths = ((0, 0), (1, -4), (-4, 1), (3, 3), (0, 1), (1, 0))
# Alike in float32.
_large = ((2**24, 1), (2**24 + 1, 1), (10**9, 1), (10**9 - 1, 1), (-(10**9), 1))

shelf = {
    "looks that differ in one number": shelves(_one_number, (3, 4, 1, 2)),
    "the same numbers in another order": shelves(_same_numbers, (4, 3, 3)),
    "the same sum": shelves(_same_sum, (3, 1, 2, 4)),
    "signs": shelves(_signs, (2, 3, 4, 1)),
    "many features": shelves(_long, (3, 5, 1)),
    "numbers that read alike": shelves(_digits, (3, 2, 4, 1)),
    "numbers of several digits": shelves(_places, (2, 2, *[1] * (len(_places) - 2))),
    "numbers less than 0": shelves(_widths, (2, 1, 1, 2, 1, 1)),
    "large numbers": shelves(_large, (2, 1, 1, 2, 1)),
    "all look alike": shelves(((3, 1),), (5,)),
    "all look different": shelves(((1,), (2,), (4,), (3,)), (1, 1, 1, 1)),
    "one novel": shelves(((2, 5),), (1,)),
}

EXERCISE = Exercise(
    title="What no rating removes",
    objective="Bound what any loss can do from what it is able to see.",
    points=2,
    difficulty=2,
    minutes=15,
    hints=(
        "Which novels are bound to get the same rating, whatever is computed from the features?",
        "Three novels look alike and are worth 0, 1 and 5. Try 1, 2 and 3 as their rating: how "
        "much of the squares is left? What would a fourth that looks different add to that?",
    ),
    checks=(
        Check(
            "check_best_ratings",
            "Novels that look alike share the rating that has the least squared error.",
            shelf,
            public=(
                novels(((1, 0), 1.0), ((0, 1), 5.0), ((1, 0), 2.0), ((1, 0), 6.0)),
                novels(((1, 2), 1.0), ((2, 1), 3.0)),
                novels(((0,), 2.0), ((1,), 4.0), ((2,), 0.0)),
            ),
            weight=2,
            probe=ratings.rated_by_looks,
            part="ratings",
            draws=12,
            covers=("n floats in the order of the novels.",),
        ),
        Check(
            "check_error_that_is_left",
            "The error is the mean over all novels of what is left of the squares.",
            shelf,
            public=(
                novels(((1, 0), 1.0), ((0, 1), 5.0), ((1, 0), 2.0), ((1, 0), 6.0)),
                novels(((2, 2), 1.0), ((2, 2), 5.0), ((0, 4), 3.0), ((0, 4), 4.0), ((0, 4), 8.0)),
                novels(((0,), 2.0), ((1,), 4.0)),
            ),
            weight=2,
            probe=ratings.rated_by_looks,
            part="error",
            draws=12,
        ),
    ),
)
