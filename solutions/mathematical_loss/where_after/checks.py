from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise, Tolerance
from solutions.mathematical_loss.tables import array

WHERE_TOLERANCE = Tolerance(rtol=0.0, atol=1.1e-5)
_place = st.integers(-4, 4).map(float)


def valley(steep: float, gentle: float, angle: tuple[float, float]) -> np.ndarray:
    """A 2×2 Hessian with two eigenvalues, its steep direction along `angle`, of length 1."""
    c, s = angle
    along, across = np.array([[c], [s]]), np.array([[-s], [c]])
    return steep * along @ along.T + gentle * across @ across.T


# No two directions mind the same coordinates, and the matrix is not its own transpose.
_BASIS = np.array([[3.0, 2.0, 6.0], [-6.0, 3.0, 2.0], [2.0, 6.0, -3.0]]) / 7


def bowl(gentle: float, middle: float, steep: float) -> np.ndarray:
    """A 3×3 Hessian with three eigenvalues, in ascending order, along tilted directions."""
    return _BASIS @ np.diag([gentle, middle, steep]) @ _BASIS.T


_BASES = {
    1: np.eye(1),
    2: np.array([[0.6, -0.8], [0.8, 0.6]]),
    3: _BASIS,
    4: np.array([[1, 1, 1, 1], [1, -1, 1, -1], [1, 1, -1, -1], [-1, 1, 1, -1]]) / 2,
}


@st.composite
def descents(
    draw: st.DrawFn,
    gentle: Sequence[float],
    steps: Sequence[int],
    rate: Sequence[float],
    d: int = 3,
    flat: int = 1,
) -> Args:
    """A tilted bowl with the minimum and the start some way apart in every direction.

    Its first `flat` eigenvalues are the gentle one.
    """
    steep = draw(st.sampled_from([0.5, 1.0]))
    low = draw(st.sampled_from(gentle))
    basis = _BASES[d]
    eigenvalues = [low if i < flat else steep * (1, 0.4, 0.7)[i - flat] for i in range(d)]
    hessian = basis @ np.diag(eigenvalues) @ basis.T
    hessian = (hessian + hessian.T) / 2
    minimum = np.array([draw(_place) for _ in range(d)])
    away = [draw(st.sampled_from([1.0, -2.0, 3.0])) for _ in range(d)]
    return (
        hessian,
        minimum,
        minimum + basis @ np.array(away),
        draw(st.sampled_from(rate)) / steep,
        draw(st.sampled_from(steps)),
    )


@st.composite
def straight(draw: st.DrawFn, steps: int) -> Args:
    """A bowl along the coordinates, in one of which a single step arrives exactly."""
    minimum = np.array([draw(_place), draw(_place)])
    away = np.array([draw(st.sampled_from([1.0, -2.0])), draw(st.sampled_from([3.0, 4.0]))])
    return np.diag([1.0, 0.25]), minimum, minimum + away, 1.0, steps


_LONG = (10**8, 5 * 10**8, 10**9)
_minimum, _start = array(1.0, 2.0), array(0.0, 0.0)
_tilted = valley(1.0, 0.01, (0.6, 0.8))
_flat = np.array([[0.5, 0.5], [0.5, 0.5]])
_gentle, _faint = np.diag([1.0, 1e-5]), np.diag([1.0, 1e-9])

EXERCISE = Exercise(
    title="The minimum is not where you are",
    objective="Say where gradient descent stands, also after steps that nobody will take.",
    points=3,
    difficulty=4,
    minutes=25,
    hints=(
        "Write one step for the distance w - minimum instead of w. What is it multiplied by?",
        "The distance is multiplied by the same matrix, I - rate · hessian, at every step. So what "
        "is needed is a power of a matrix.",
        "How many multiplications does the billionth power of a number take, if you may square? "
        "Of a matrix? And in which directions is a symmetric matrix nothing but numbers?",
    ),
    checks=(
        Check(
            "check_a_few_steps",
            "The place is right after a few steps.",
            {
                "none": descents(gentle=(0.1, 0.2), steps=(0,), rate=(0.3, 0.5)),
                "one": descents(gentle=(0.1, 0.2), steps=(1,), rate=(0.3, 0.5), d=4),
                "some": descents(gentle=(0.05, 0.1), steps=(2, 7, 8), rate=(0.3, 0.5), d=2),
                "none where one would arrive": straight(0),
                "some where one arrives": straight(3),
            },
            public=(
                (_tilted, _minimum, _start, 0.5, 1),
                (_tilted, _minimum, array(3.0, -1.0), 0.5, 0),
                (bowl(0.049, 0.49, 0.98), array(1.0, 2.0, 3.0), np.zeros(3), 1.0, 7),
            ),
            weight=0.5,
            tolerance=WHERE_TOLERANCE,
            draws=5,
            covers=(
                "float64 of shape (d,): the weights after so many steps, none off by more than",
            ),
        ),
        Check(
            "check_steps_that_overshoot",
            "The place is right where each step jumps across the valley.",
            {
                "an odd number": descents(gentle=(0.05, 0.1), steps=(3, 9), rate=(1.5, 1.8)),
                "an even number": descents(gentle=(0.05,), steps=(4, 8), rate=(1.5, 1.8), d=4),
                "in one dimension": descents(
                    gentle=(0.1,), steps=(1, 5), rate=(1.5, 1.8), d=1, flat=0
                ),
            },
            public=((_tilted, _minimum, _start, 1.8, 3),),
            weight=0.5,
            tolerance=WHERE_TOLERANCE,
            draws=3,
        ),
        Check(
            "check_a_million_steps_and_more",
            "The place is right after up to a billion steps in a valley that is almost level.",
            {
                "a bowl": descents(gentle=(3e-10, 1e-9, 2e-9), steps=_LONG, rate=(0.5, 0.9)),
                "one level direction of two": descents(
                    gentle=(3e-10, 1e-9), steps=(10**8 + 1, 10**9 - 1), rate=(1.5, 1.8), d=2
                ),
                "two of four": descents(gentle=(1e-9, 2e-9), steps=_LONG, rate=(0.5,), d=4, flat=2),
            },
            public=(
                (_faint, _minimum, _start, 1.0, 10**9),
                (_gentle, _minimum, _start, 1.0, 10**5),
            ),
            weight=2,
            tolerance=WHERE_TOLERANCE,
            draws=3,
        ),
        Check(
            "check_flat_directions",
            "The place is right where the loss is flat in some directions.",
            {
                "for a while": descents(gentle=(0.0,), steps=(5, 7), rate=(1.5, 1.8)),
                "for long": descents(gentle=(0.0,), steps=(10**9 - 1, 10**9), rate=(0.5, 0.9)),
                "two of four": descents(gentle=(0.0,), steps=(7, 10**9), rate=(0.3,), d=4, flat=2),
                "in all": descents(gentle=(0.0,), steps=(6, 10**9), rate=(1.0,), d=2, flat=2),
            },
            public=((_flat, _minimum, _start, 0.5, 10**9),),
            tolerance=WHERE_TOLERANCE,
            draws=4,
        ),
    ),
)
