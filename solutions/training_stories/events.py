"""Actions and rewards of short logs: what `reinforced`, `classify` and `credit` draw."""

from __future__ import annotations

from hypothesis import strategies as st

from autograder.course.exercise import Args

quarters = st.integers(0, 8).map(lambda n: n / 4)
sides = st.sampled_from(["left", "right"])


def taken(*pairs: tuple[str, float]) -> Args:
    """A log of actions and rewards."""
    return ([{"action": action, "reward": reward} for action, reward in pairs],)
