"""Logs of rewarded events: what `reinforced`, `classify` and `credit` draw.

Rewards are multiples of 1/4, and so are the means of the logs whose events are compared with
them: no order of adding moves anything across a border.
"""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from autograder.course.exercise import Args

quarters = st.integers(0, 8).map(lambda n: n / 4)
sides = st.sampled_from(["left", "right"])
offsets = st.sampled_from([-4.0, -0.5, 0.0, 0.75, 3.0])


def taken(*pairs: tuple[str, float]) -> Args:
    """A log of actions and rewards."""
    return ([{"action": action, "reward": reward} for action, reward in pairs],)


def apart(draw: st.DrawFn, many: int, few: int) -> tuple[list[float], list[float]]:
    """Differences to a mean: many small ones and a few of the other sign that outweigh them.

    They sum to zero, and the largest of the few lies far out. With fewer of those that lie at the
    mean, the median lies among the many, and the middle of the range among the few.
    """
    small = draw(st.lists(st.sampled_from([0.25, 0.5]), min_size=many, max_size=many))
    large = [0.25] * few
    large[draw(st.integers(0, few - 1))] += sum(small) - sum(large)
    side = draw(st.sampled_from([1, -1]))
    return [side * d for d in small], [-side * d for d in large]


def ends_apart(order: Sequence[int], levels: Sequence[float]) -> list[int]:
    """The same order, but neither the first nor the last lies at the mean, which is 0."""
    off = [i for i in order if levels[i]]
    rest = [i for i in order if i not in (off[0], off[-1])]
    return [off[0], *rest, off[-1]]
