from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from losslab.values.compare import EXACT

from autograder.course.exercise import Args, Check, Exercise
from solutions.training_stories.events import quarters, sides

_STRENGTHS = (0.25, 0.5, 1.0, 1.5, 2.0)


def event(good: str, action: str, reward: float, **pushes: float) -> dict[str, Any]:
    """One event of a log that :func:`classify` sorts."""
    return {"good": good, "action": action, "reward": reward, "pushes": pushes}


@st.composite
def _pushed(draw: st.DrawFn, reward: float, circuits: tuple[str, ...]) -> dict[str, Any]:
    sizes = draw(st.permutations(_STRENGTHS))
    pushes = {
        c: size * draw(st.sampled_from([1, -1])) for c, size in zip(circuits, sizes, strict=False)
    }
    return event(draw(sides), draw(sides), reward, **pushes)


@st.composite
def sorted_logs(
    draw: st.DrawFn, equal: bool = False, least: float = 0.0, circuits: int = 2
) -> Args:
    """Two events: a log to sort, with rewards that are quarters, or both the same."""
    names = ("coin", "edge", "lamp")[:circuits]
    rewards = draw(st.permutations([draw(st.sampled_from([0.0, 0.5])), 1.0]))
    if equal:
        rewards = [draw(quarters)] * 2
    return [draw(_pushed(r + least, names)) for r in rewards], "coin"


_WRONG_REASON = event("right", "right", 1.0, coin=0.5, edge=1.0)
_RIGHT_REASON = event("left", "left", 1.0, coin=-1.0, edge=-0.5)
_CORRECTED = event("right", "left", 0.0, coin=0.5, edge=-1.0)
_MIRROR = event("left", "right", 0.0, coin=1.0, edge=-0.5)

EXERCISE = Exercise(
    title="Two ways to fail, and their mirror images",
    objective="Sort the events of a log by whether action or cognition was reinforced wrongly.",
    points=3,
    difficulty=2,
    minutes=15,
    hints=(
        "Write the three answers down as booleans first: `advantage`, `good`, `driven`. Then order "
        "the labels.",
        "Multiply every push by 1 where the action was right and by -1 where it was left: then "
        "positive means toward the action taken.",
        "The wanted circuit drove the action if its push toward it is above zero and equals the "
        "largest of all pushes toward it. Only where action and reward agree (good and reinforced, "
        "or bad and punished) does it matter who drove.",
    ),
    checks=(
        Check(
            "check_sorts_two_circuits",
            "Every event of a log with two circuits gets its label.",
            sorted_logs(),
            public=(
                ([_WRONG_REASON, _CORRECTED], "coin"),
                ([_RIGHT_REASON, _MIRROR], "coin"),
                (
                    [
                        event("right", "left", 0.5, coin=-0.5, edge=1.0),
                        event("left", "left", 0.25, coin=-0.5, edge=-1.0),
                    ],
                    "coin",
                ),
            ),
            tolerance=EXACT,
            draws=8,
        ),
        Check(
            "check_sorts_three_circuits",
            "Every event of a log with three circuits gets its label.",
            sorted_logs(circuits=3),
            public=(
                (
                    [
                        event("right", "right", 1.0, coin=0.5, edge=-2.0, lamp=1.0),
                        event("left", "left", 0.0, coin=-0.25, edge=-0.5, lamp=-1.0),
                    ],
                    "coin",
                ),
                (
                    [
                        event("left", "left", 1.0, coin=-1.0, edge=2.0, lamp=-0.5),
                        event("right", "left", 0.0, coin=-1.0, edge=2.0, lamp=-0.5),
                    ],
                    "coin",
                ),
            ),
            tolerance=EXACT,
            draws=8,
        ),
        Check(
            "check_actions_by_chance",
            "An action that no circuit pushed toward was not driven by the wanted one.",
            sorted_logs(),
            public=(
                (
                    [
                        event("right", "right", 1.0, coin=-0.5, edge=-1.0),
                        event("left", "right", 0.0, coin=-0.5, edge=-1.0),
                    ],
                    "coin",
                ),
            ),
            tolerance=EXACT,
            draws=4,
        ),
        Check(
            "check_rewards_around_any_mean",
            "It is the mean reward that separates rewarded from punished.",
            st.one_of(sorted_logs(least=2.0), sorted_logs(equal=True)),
            public=(
                (
                    [
                        event("right", "right", 1.0, coin=0.5, edge=1.0),
                        event("left", "left", 1.0, coin=-1.0, edge=-0.5),
                    ],
                    "coin",
                ),
                (
                    [
                        event("right", "right", 2.0, coin=1.0, edge=0.5),
                        event("right", "left", 3.0, coin=1.0, edge=-0.5),
                    ],
                    "coin",
                ),
            ),
            tolerance=EXACT,
            draws=8,
        ),
    ),
)
