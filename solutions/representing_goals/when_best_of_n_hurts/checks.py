from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import comb

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise


def _pairs(gold: Sequence[float]) -> Args:
    """A population whose proxies rank it in the order given, worst first."""
    return np.array(gold, dtype=float), 10.0 * np.arange(len(gold)) + 5


in_rank_order = _pairs


@st.composite
def ranked(draw: st.DrawFn, *shape: tuple[int, int]) -> Args:
    """A population with gold scores from these ranges, in the order of its proxy, shuffled."""
    return _shuffled(draw, [float(draw(st.integers(*ends))) for ends in shape])


def _shuffled(draw: st.DrawFn, gold: Sequence[float]) -> Args:
    order = draw(st.permutations(range(len(gold))))
    lowest = draw(st.integers(-40, 40))
    proxy = [lowest + i**2 / 4 for i in range(len(gold))]
    return np.array([gold[i] for i in order]), np.array([proxy[i] for i in order])


# How far a curve goes up or down between neighbors.
STEPS = {
    "up": (0.25, 3.0),
    "down": (-3.0, -0.25),
    "slightly down": (-0.004, -0.001),
    "barely down": (-6e-9, -3e-9),
    "no further down than rounding": (-2e-10, -1e-10),
    "flat": (0.0, 0.0),
    "no further up than rounding": (1e-10, 2e-10),
}


@st.composite
def turning(draw: st.DrawFn, *steps: str, start: int = 0) -> Args:
    """A population whose best-of-n goes up and down like this, worked out from the curve."""
    curve = [start + draw(st.integers(-12, 12)) / 4]
    for step in steps:
        low, high = STEPS[step]
        curve.append(curve[-1] + low + (high - low) * draw(st.integers(0, 8)) / 8)
    m = len(curve)
    # Best of n has rank i, from the worst on, in this share of the draws.
    share = np.array([[comb(i, n - 1) / comb(m, n) for i in range(m)] for n in range(1, m + 1)])
    return _shuffled(draw, [float(g) for g in np.linalg.solve(share, np.array(curve))])


def falls(gold: np.ndarray, proxy: np.ndarray) -> list[int]:
    """From which n on each fall begins."""
    m = len(gold)
    best = gold[np.argsort(proxy)]
    curve = [sum(comb(i, n - 1) * best[i] for i in range(m)) / comb(m, n) for n in range(1, m + 1)]
    return [n for n in range(1, m) if curve[n] < curve[n - 1] - 1e-9]


def _barely(gold: np.ndarray, proxy: np.ndarray) -> bool:
    """Whether all that is lost by the first fall is less than a millionth."""
    m = len(gold)
    best = gold[np.argsort(proxy)]
    curve = [sum(comb(i, n - 1) * best[i] for i in range(m)) / comb(m, n) for n in range(1, m + 1)]
    return any(-1e-6 < curve[n] - curve[n - 1] < -1e-9 for n in falls(gold, proxy)[:1])


_peak = ((0, 1), (2, 3), (8, 9), (7, 8), (-9, -8))
_dip = ((9, 10), (9, 10), (9, 10), (-22, -20), (11, 14))
_dip_and_late_peak = ((9, 10), (1, 2), (-10, -9), (-10, -9), (8, 9), (0, 1))
_rise = ((0, 2), (3, 4), (5, 6), (7, 9))
_UP, _DOWN, _FLAT, _EVEN = "up", "down", "flat", "no further up than rounding"

turns = {
    "whole numbers": ranked(*_peak),
    "early": turning(_DOWN, _DOWN, _DOWN, _DOWN),
    "after two": turning(_UP, _DOWN, _DOWN, _DOWN),
    "late": turning(_UP, _UP, _UP, _UP, _DOWN),
    "slightly": turning(_UP, _UP, "slightly down", "slightly down"),
    "barely": turning(_UP, "barely down", "barely down", start=200),
    "after a flat step": turning(_UP, "no further down than rounding", _DOWN),
    "twelve candidates": turning(*[_UP] * 6, *[_DOWN] * 5),
    "two candidates, both below 0": turning(_DOWN, start=-5),
}
recovers = {
    "whole numbers": ranked(*_dip),
    "whole numbers, two falls": ranked(*_dip_and_late_peak),
    "higher than before, from below 0": turning(_UP, "slightly down", _UP, _UP, _UP, start=-20),
    "between powers of two": turning(_UP, _UP, _UP, _UP, _DOWN, _UP, _UP, _UP),
    "and falls again": turning(_UP, "slightly down", _UP, _UP, _DOWN),
    "and falls further": turning("slightly down", _UP, _UP, _DOWN, _DOWN, _DOWN),
    "after a flat step": turning(_EVEN, _UP, _DOWN, _EVEN, _UP, _UP),
}
never_falls = {
    "whole numbers": ranked(*_rise),
    "it rises from below 0": turning(_UP, _UP, _UP, _UP, start=-20),
    "it has flat steps": turning(_FLAT, _UP, _FLAT, _FLAT, _UP),
    "all candidates are worth the same": st.tuples(st.integers(3, 97), st.integers(5, 12)).map(
        lambda drawn: _pairs([drawn[0] / 100] * drawn[1])
    ),
    "it falls by less than rounding": turning(_UP, "no further down than rounding", _UP),
    "one candidate": st.integers(-9, 9).map(lambda gold: _pairs([float(gold)])),
    "a bad one in the middle": ranked((3, 4), (0, 1), (8, 9), (9, 10), (11, 12)),
}

EXERCISE = Exercise(
    title="When more selection hurts",
    objective="Find where a curve of over-optimization turns, and see that it need not.",
    points=2,
    difficulty=3,
    minutes=15,
    hints=(
        "You have the curve already. Ask of each n whether the next point lies lower.",
        "The curve has a point for each n from 1 to the whole population: `bon_curve` gives them "
        "all at once. Which of two neighbors names the fall, the one before it or the one after?",
        "A step that is flat on paper may come out as 1e-17 in floats, on either side of 0.",
    ),
    checks=(
        Check(
            "check_a_curve_that_turns",
            "The n before the first fall is found.",
            turns,
            public=(
                in_rank_order([0.0, 2.0, 8.0, 7.0, -9.0]),
                (np.array([4.0, 0.0, 8.0]), np.array([15.0, 25.0, 5.0])),
                in_rank_order([1.0, 1.0, 1.0, 0.99]),
            ),
            weight=1.5,
            draws=9,
            contains={"fall of less than a millionth": _barely},
            covers=(
                "Find the first n from which one more candidate lowers the expected gold score.",
            ),
        ),
        Check(
            "check_a_curve_that_falls_and_recovers",
            "The first fall counts, even if the curve rises higher later.",
            recovers,
            public=(
                in_rank_order([-2.0, 2.0, 6.0, 0.0, -4.0, 4.0]),
                in_rank_order([6.0, -10.0, 4.0, 4.0, -4.0, 1.0]),
                in_rank_order([10.0, 2.0, -9.0, -9.0, 7.0, 0.0]),
                in_rank_order([9.0, 10.0, 9.0, -20.0, 12.0]),
            ),
            weight=2.5,
            draws=7,
            contains={
                "curve that falls twice, with a rise in between": lambda gold, proxy: any(
                    b - a > 1 for a, b in pairwise(falls(gold, proxy))
                )
            },
            covers=(
                "A curve may fall and rise again; the first fall is asked for, not the highest "
                "peak.",
            ),
        ),
        Check(
            "check_a_curve_that_never_falls",
            "The answer is None where no further candidate hurts, and only there.",
            never_falls,
            public=(
                in_rank_order([1.0, 3.0, 6.0, 8.0]),
                in_rank_order([1.0, 3.0, 6.0, 5.0]),
                in_rank_order([3.0, 0.0, 9.0]),
                in_rank_order([2.0]),
                in_rank_order([-0.1] * 6),
            ),
            draws=7,
        ),
    ),
)
