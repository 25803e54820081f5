from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise


def _pairs(gold: Sequence[float]) -> Args:
    """A population whose proxies rank it in the order given, worst first."""
    return np.array(gold, dtype=float), 10.0 * np.arange(len(gold)) + 5


@st.composite
def ranked(draw: st.DrawFn, *shape: tuple[int, int]) -> Args:
    """A population with gold scores from these ranges, in the order of its proxy, shuffled."""
    gold = [float(draw(st.integers(*ends))) for ends in shape]
    order = draw(st.permutations(range(len(gold))))
    proxy = [10.0 * i + 5 for i in range(len(gold))]
    return np.array([gold[i] for i in order]), np.array([proxy[i] for i in order])


in_rank_order = _pairs
_rise = ((0, 2), (3, 4), (5, 6), (7, 9))
_peak = ((0, 1), (2, 3), (8, 9), (7, 8), (-9, -8))
_dip = ((9, 10), (9, 10), (9, 10), (-22, -20), (11, 14))
_dip_and_late_peak = ((9, 10), (1, 2), (-10, -9), (-10, -9), (8, 9), (0, 1))

EXERCISE = Exercise(
    title="When more selection hurts",
    objective="Find where a curve of over-optimization turns, and see that it need not.",
    points=2,
    difficulty=3,
    minutes=15,
    hints=(
        "You have the curve already. Ask of each n whether the next point lies lower.",
        "Use `bon_curve(gold, proxy, range(1, len(gold) + 1))`, or work it out again, and go "
        "through neighbors. Return the n before the fall, None if the curve never falls.",
    ),
    checks=(
        Check(
            "check_a_curve_that_turns",
            "The n before the first fall is found.",
            ranked(*_peak),
            public=(
                in_rank_order([0.0, 2.0, 8.0, 7.0, -9.0]),
                (np.array([4.0, 0.0, 8.0]), np.array([15.0, 25.0, 5.0])),
            ),
            draws=5,
        ),
        Check(
            "check_a_curve_that_falls_and_recovers",
            "The first fall counts, even if the curve rises higher later.",
            st.one_of(ranked(*_dip), ranked(*_dip_and_late_peak)),
            public=(
                in_rank_order([-2.0, 2.0, 6.0, 0.0, -4.0, 4.0]),
                in_rank_order([6.0, -10.0, 4.0, 4.0, -4.0, 1.0]),
                in_rank_order([10.0, 2.0, -9.0, -9.0, 7.0, 0.0]),
                in_rank_order([9.0, 10.0, 9.0, -20.0, 12.0]),
            ),
            draws=6,
        ),
        Check(
            "check_a_curve_that_never_falls",
            "The answer is None where no further candidate hurts, and only there.",
            ranked(*_rise),
            public=(
                in_rank_order([1.0, 3.0, 6.0, 8.0]),
                in_rank_order([1.0, 3.0, 6.0, 5.0]),
                in_rank_order([3.0, 0.0, 9.0]),
                in_rank_order([2.0]),
            ),
            draws=4,
        ),
    ),
)
