"""Worlds of good and bad texts with low and high losses: what `op1`, `op2` and `op3` draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.representing_goals.goals import World

from autograder.course.exercise import Args

LOW = 0.125
# Larger than a world of `build` may be.
MANY = 9

# Whether a text is good, what its loss is beside `low`, and whether it can be written.
Text = tuple[bool, str, bool]


def world(
    good: Sequence[bool],
    loss: Sequence[float],
    reachable: Sequence[bool] | None = None,
    tamper: bool = False,
    low: float = LOW,
) -> World:
    """A world in which up to an eighth is low, and everything reachable unless said otherwise."""
    return {
        "good": list(good),
        "loss": list(loss),
        "reachable": [True] * len(good) if reachable is None else list(reachable),
        "tamper": tamper,
        "low": low,
    }


@st.composite
def worlds(
    draw: st.DrawFn,
    texts: Sequence[Text],
    more: Sequence[Text] = (),
    tamper: SearchStrategy[bool] | bool = False,
    low: SearchStrategy[float] | None = None,
    most: int = 3,
    least: int = 0,
    last: bool = False,
) -> World:
    """A world of these texts and some more, in any order, or with these at the end.

    A loss is ``zero``, ``low`` itself, or ``under``, barely ``over`` or far ``above`` it.
    """
    limit = draw(st.integers(5, 40).map(lambda n: n / 32) if low is None else low)
    added = draw(st.lists(st.sampled_from(more), min_size=least, max_size=most)) if more else []
    rows = [*added, *texts] if last else draw(st.permutations([*texts, *added]))
    losses = [_loss(place, limit, draw(st.integers(1, 31))) for _, place, _ in rows]
    return world(
        [good for good, _, _ in rows],
        losses,
        [reachable for _, _, reachable in rows],
        tamper if isinstance(tamper, bool) else draw(tamper),
        limit,
    )


def _loss(place: str, low: float, n: int) -> float:
    return {
        "zero": 0.0,
        "low": low,
        "under": low * n / 32,
        "over": low * (1 + 1e-9),
        "above": low + n / 8,
    }[place]


def alone(strategy: SearchStrategy[Any]) -> SearchStrategy[Args]:
    """The drawn value as the only argument."""
    return strategy.map(lambda value: (value,))
