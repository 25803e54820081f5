"""Claims and values of runs that keep or break them just so, for `falsify` and its neighbors."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Values = dict[str, dict[str, list[float | None]]]
grid = st.integers(0, 4).map(lambda n: n / 4)
ops = st.sampled_from([">=", "<="])
margins = st.sampled_from([0.05, 0.15, 0.3])


@st.composite
def uneven(draw: st.DrawFn, most: int = 3) -> list[Any]:
    """Two values far apart, and perhaps a third."""
    far = [draw(st.sampled_from([0.0, 0.25])), draw(st.sampled_from([0.75, 1.0]))]
    return draw(st.permutations([*far, *draw(st.lists(grid, max_size=most - 2))]))


def promise(draw: st.DrawFn, values: list[Any]) -> str:
    """A bound that all values keep, the worst of them just so; or that the worst one breaks."""
    beyond = draw(st.sampled_from([0.0, 0.25]))
    op = draw(ops)
    return f"{op} {min(values) + beyond if op == '>=' else max(values) - beyond}"


HALF = "c: constraint new acc >= 0.5"
HIGHER = "n: nudge new acc >= 0.55 control plain margin 0.15"
LOWER = "n: nudge new err <= 0.3 control plain margin 0.15"
