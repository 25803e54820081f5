"""Worlds of good and bad texts with low and high losses: what `op1`, `op2` and `op3` draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from losslab.representing_goals import goals
from losslab.representing_goals.goals import World

from autograder.course.exercise import Args, Check

LOW = 0.125


def world(
    good: Sequence[bool],
    loss: Sequence[float],
    reachable: Sequence[bool] | None = None,
    tamper: bool = False,
) -> World:
    """A world in which up to an eighth is low, and everything reachable unless said otherwise."""
    return {
        "good": list(good),
        "loss": list(loss),
        "reachable": [True] * len(good) if reachable is None else list(reachable),
        "tamper": tamper,
        "low": LOW,
    }


Text = tuple[bool, float, bool]  # good, loss, reachable
_high = st.integers(3, 8).map(lambda n: n / 8)
reach = st.just(True)
good_high = st.tuples(st.just(True), _high, reach)
bad_low = st.tuples(st.just(False), st.sampled_from([0.0625]), reach)
bad_high = st.tuples(st.just(False), _high, reach)
bad_out_of_reach = st.tuples(st.just(False), st.just(0.0), st.just(False))
best_good = st.just((True, 0.0, True))


@st.composite
def worlds(
    draw: st.DrawFn, *texts: SearchStrategy[Text], tamper: SearchStrategy[bool] | bool = False
) -> World:
    """A world of one text from each strategy, in any order."""
    rows = draw(st.permutations([draw(text) for text in texts]))
    good, loss, reachable = (list(column) for column in zip(*rows, strict=True))
    tampers = tamper if isinstance(tamper, bool) else draw(tamper)
    return world(good, loss, reachable, tampers)


def alone(strategy: SearchStrategy[Any]) -> SearchStrategy[Args]:
    """The drawn value as the only argument."""
    return strategy.map(lambda value: (value,))


def worlds_check(
    name: str, promise: str, strategy: st.SearchStrategy, *public: goals.World, weight: float = 1.0
) -> Check:
    """A check whose drawn worlds are the only argument."""
    return Check(
        name,
        promise,
        alone(strategy),
        public=[(made,) for made in public],
        weight=weight,
        draws=4,
    )
