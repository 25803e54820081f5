from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.training_stories.events import quarters, sides


def seen(action: str, reward: float, **circuits: tuple[float, float]) -> dict[str, Any]:
    """One event of a log for :func:`credit`: for each circuit what it saw and its push."""
    return {
        "action": action,
        "reward": reward,
        "sees": {name: pair[0] for name, pair in circuits.items()},
        "pushes": {name: pair[1] for name, pair in circuits.items()},
    }


@st.composite
def credited(draw: st.DrawFn, circuits: int = 2, together: bool = False) -> Args:
    """Two events of a policy with given weights."""
    names = ("coin", "edge", "lamp")[:circuits]
    weights = draw(st.permutations((0.25, 0.5, 1.0)))
    log = []
    for _ in range(2):
        side = draw(st.sampled_from([1.0, -1.0]))
        pairs = {}
        for n, (name, w) in enumerate(zip(names, weights, strict=False)):
            sign = side if together else draw(st.sampled_from([1.0, -1.0]))
            pairs[name] = (sign * (n + 1), sign * (n + 1) * w)
        log.append(seen(draw(sides), draw(quarters), **pairs))
    log[0]["reward"], log[1]["reward"] = 1.0, draw(st.sampled_from([0.0, 0.5]))
    return (log,)


EXERCISE = Exercise(
    title="What one update strengthens",
    objective="Compute by hand how much each circuit of a policy is strengthened.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Take one event and one circuit. How does the logarithm of `p` change with z, and how does "
        "z change with the weight?",
        "The derivative of `log p` with respect to z is `1 - p`, that of `log(1 - p)` is `-p`. "
        "The derivative of z with respect to `w[c]` is `sees[c]`.",
        "For each event compute `p` from the sum of its pushes, `surprise` as 1 - p for right and "
        "-p for left, and add `(reward - mean) * surprise * sees[c] / len(log)` to the total of "
        "each circuit c.",
    ),
    checks=(
        Check(
            "check_circuits_that_agree",
            "The update is right where both circuits always see the same side.",
            credited(together=True),
            public=(
                (
                    [
                        seen("right", 1.0, coin=(1.0, 0.5), edge=(2.0, 1.0)),
                        seen("left", 0.0, coin=(1.0, 0.5), edge=(2.0, 1.0)),
                    ],
                ),
            ),
            draws=5,
        ),
        Check(
            "check_circuits_that_disagree",
            "The update is right where the circuits see different sides.",
            credited(),
            public=(
                (
                    [
                        seen("left", 1.0, coin=(-1.0, -0.5), edge=(2.0, 1.0)),
                        seen("left", 0.5, coin=(1.0, 0.5), edge=(-2.0, -1.0)),
                    ],
                ),
                (
                    [
                        seen("right", 0.0, coin=(1.0, 0.5), edge=(2.0, 1.0)),
                        seen("right", 0.75, coin=(1.0, 0.5), edge=(-2.0, -1.0)),
                    ],
                ),
            ),
            draws=5,
        ),
        Check(
            "check_three_circuits",
            "The update is right for three circuits.",
            credited(circuits=3),
            public=(
                (
                    [
                        seen("left", 1.0, coin=(1.0, 0.25), edge=(-2.0, -1.0), lamp=(3.0, 3.0)),
                        seen("right", 0.0, coin=(1.0, 0.25), edge=(2.0, 1.0), lamp=(-3.0, -3.0)),
                    ],
                ),
            ),
            weight=0.5,
            draws=4,
        ),
    ),
)
