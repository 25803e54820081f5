from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from autograder.course.exercise import Args, Check, Exercise
from solutions.training_stories.events import apart, offsets, sides


def seen(action: str, reward: float, **circuits: tuple[float, float]) -> dict[str, Any]:
    """One event of a log for :func:`credit`: for each circuit what it saw and its push."""
    return {
        "action": action,
        "reward": reward,
        "sees": {name: pair[0] for name, pair in circuits.items()},
        "pushes": {name: pair[1] for name, pair in circuits.items()},
    }


_NAMES = ("coin", "edge", "lamp", "wall")
_FAR = (0.5, 1.5, 2.0, 0.75, 1.0, 1.0, 1.25, 1.0)
_WEIGHTS = (-0.5, 0.25, 0.75, 1.0)


@st.composite
def credited(
    draw: st.DrawFn,
    circuits: int = 2,
    together: bool = False,
    loud: float = 1.0,
    rest: tuple[float, ...] = (),
    other_keys: bool = False,
) -> Args:
    """Five to eight events of a policy with given weights, some of which may be fixed by `rest`.

    Events lie on both sides of the mean reward, so that no other average is near it; each names
    the circuits in an order of its own. With `other_keys` they also tell which action was good,
    and it was not always the one taken.
    """
    names = draw(st.permutations(_NAMES))[:circuits]
    weights = [*rest, *draw(st.permutations(_WEIGHTS))][:circuits]
    many, few = apart(draw, draw(st.integers(3, 5)), 2)
    offset = draw(offsets)
    differences = draw(st.permutations([*many, *few, 0.0]))
    far = draw(st.permutations(_FAR[: len(differences)]))
    log = []
    for difference, near in zip(differences, far, strict=True):
        side = draw(st.sampled_from([1.0, -1.0])) * near
        pairs = {}
        for name in draw(st.permutations(names)):
            n = names.index(name)
            sign = side if together else side * draw(st.sampled_from([1.0, -1.0]))
            sees = loud * sign * (n + 1)
            pairs[name] = (sees, sees * weights[n])
        log.append(seen(draw(sides), offset + difference, **pairs))
    log[0]["action"], log[-1]["action"] = draw(st.permutations(["left", "right"]))
    if other_keys:
        good = [log[-1]["action"], *(draw(sides) for _ in log[2:]), log[0]["action"]]
        log = [{"step": i, "good": good[i], **event} for i, event in enumerate(log)]
    return (log,)


@st.composite
def nothing_to_learn(draw: st.DrawFn, size: int) -> Args:
    """Events that all earned the same, or a single one: nothing is strengthened."""
    (log,) = draw(credited())
    return ([{**event, "reward": log[0]["reward"]} for event in log[:size]],)


EXERCISE = Exercise(
    title="What one update strengthens",
    objective="Compute by hand how much each circuit of a policy is strengthened.",
    points=3,
    difficulty=3,
    minutes=20,
    hints=(
        "Take one event and one circuit. How does the logarithm of `p` change with z, and how does "
        "z change with the weight?",
        "The derivative of `log p` with respect to z is `1 - p`. Work out that of `log(1 - p)`, "
        "which is due where the policy went left. The derivative of z with respect to `w[c]` is "
        "`sees[c]`.",
        "Try your formula on a log of two events. Raise one circuit's weight by 0.001, which moves "
        "its push in each event by 0.001 times what it saw, and work out the mean of `(reward - "
        "mean) * log(probability of the action taken)` again. By how much did it grow?",
    ),
    checks=(
        Check(
            "check_circuits_that_agree",
            "The update is right where both circuits always see the same side.",
            {"the same side": credited(together=True)},
            public=(
                (
                    [
                        seen("right", 1.0, coin=(1.0, 0.5), edge=(2.0, 1.0)),
                        seen("left", 0.0, coin=(-0.5, -0.25), edge=(-1.0, -0.5)),
                    ],
                ),
            ),
            draws=2,
        ),
        Check(
            "check_circuits_that_disagree",
            "The update is right where the circuits see different sides.",
            {
                "different sides, and other keys": credited(other_keys=True),
                "loud pushes": credited(loud=3.5),
                "a weight of zero": credited(rest=(0.0,)),
            },
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
                (
                    [
                        seen("right", 0.0, coin=(1.0, 0.5), edge=(2.0, 1.0)),
                        seen("right", 0.0, coin=(1.0, 0.5), edge=(-2.0, -1.0)),
                        seen("right", 1.0, coin=(-1.0, -0.5), edge=(-2.0, -1.0)),
                    ],
                ),
            ),
            weight=2,
            draws=4,
            contains={
                "more than two events": lambda log: len(log) > 2,
                "a weight of zero": lambda log: any(0.0 in e["pushes"].values() for e in log),
                "a bad act": lambda log: any(
                    e.get("good", e["action"]) != e["action"] for e in log
                ),
            },
            covers=("and perhaps others, such as ``good``, which play no part here",),
        ),
        Check(
            "check_any_circuits_and_events",
            "The update is right for one circuit and for many, for one event and for equal ones.",
            {
                "three circuits": credited(circuits=3),
                "four circuits": credited(circuits=4),
                "one circuit": credited(circuits=1),
                "one event": nothing_to_learn(1),
                "equal rewards": nothing_to_learn(5),
            },
            public=(
                (
                    [
                        seen("left", 1.0, coin=(1.0, 0.25), edge=(-2.0, -1.0), lamp=(3.0, 3.0)),
                        seen("right", 0.0, coin=(1.0, 0.25), edge=(2.0, 1.0), lamp=(-3.0, -3.0)),
                    ],
                ),
            ),
            draws=5,
            contains={"one event": lambda log: len(log) == 1},
        ),
    ),
)
