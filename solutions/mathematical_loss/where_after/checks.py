from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise, Tolerance
from solutions.mathematical_loss.tables import array

WHERE_TOLERANCE = Tolerance(rtol=1e-5, atol=1.1e-5)
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


@st.composite
def descents(
    draw: st.DrawFn, gentle: Sequence[float], steps: Sequence[int], rate: Sequence[float]
) -> Args:
    """A tilted bowl with the minimum and the start some way apart in every direction."""
    steep = draw(st.sampled_from([0.5, 1.0]))
    hessian = bowl(draw(st.sampled_from(gentle)), 0.4 * steep, steep)
    minimum = np.array([draw(_place), draw(_place), draw(_place)])
    away = [draw(st.sampled_from([1.0, -2.0, 3.0])) for _ in range(3)]
    return (
        hessian,
        minimum,
        minimum + _BASIS @ np.array(away),
        draw(st.sampled_from(rate)) / steep,
        draw(st.sampled_from(steps)),
    )


_minimum, _start = array(1.0, 2.0), array(0.0, 0.0)
_tilted = valley(1.0, 0.01, (0.6, 0.8))
_flat = np.array([[0.5, 0.5], [0.5, 0.5]])
_gentle, _faint = np.diag([1.0, 1e-5]), np.diag([1.0, 1e-9])

EXERCISE = Exercise(
    title="The minimum is not where you are",
    objective="Say where gradient descent stands, also after steps that nobody will take.",
    points=4,
    difficulty=4,
    minutes=25,
    hints=(
        "Write one step for the distance w - minimum instead of w. What is it multiplied by?",
        "The distance is multiplied by the same matrix, I - rate · hessian, at every step. So what "
        "is needed is a power of a matrix.",
        "In the directions of the Hessian's eigenvectors each step is a multiplication by the "
        "number 1 - rate · eigenvalue: `np.linalg.eigh`. Or let `np.linalg.matrix_power` square "
        "its way up.",
    ),
    checks=(
        Check(
            "check_a_few_steps",
            "The place is right after a few steps.",
            descents(gentle=(0.05, 0.1, 0.2), steps=(0, 1, 2, 7), rate=(0.3, 0.5)),
            public=(
                (_tilted, _minimum, _start, 0.5, 1),
                (_tilted, _minimum, array(3.0, -1.0), 0.5, 0),
                (bowl(0.049, 0.49, 0.98), array(1.0, 2.0, 3.0), np.zeros(3), 1.0, 7),
            ),
            weight=0.5,
            tolerance=WHERE_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_steps_that_overshoot",
            "The place is right where each step jumps across the valley.",
            descents(gentle=(0.05, 0.1), steps=(1, 4, 9), rate=(1.5, 1.8)),
            public=((_tilted, _minimum, _start, 1.8, 3),),
            weight=0.5,
            tolerance=WHERE_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_a_million_steps_and_more",
            "The place is right after up to a billion steps in a valley that is almost level.",
            descents(gentle=(3e-10, 1e-9, 2e-9), steps=(10**8, 5 * 10**8, 10**9), rate=(0.5, 1.0)),
            public=(
                (_faint, _minimum, _start, 1.0, 10**9),
                (_gentle, _minimum, _start, 1.0, 10**5),
            ),
            tolerance=WHERE_TOLERANCE,
            draws=4,
        ),
        Check(
            "check_flat_directions",
            "The place is right where the loss is flat in one direction.",
            descents(gentle=(0.0,), steps=(5, 1000, 10**9), rate=(0.5, 1.0, 1.5)),
            public=((_flat, _minimum, _start, 0.5, 10**9),),
            tolerance=WHERE_TOLERANCE,
            draws=4,
        ),
    ),
)
