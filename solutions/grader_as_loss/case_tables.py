"""Tables of which case each wrong answer fails: what `catch_rate` and `suite_errors` draw."""

from __future__ import annotations

from collections.abc import Sequence


def row(width: int, fails: Sequence[int]) -> list[bool]:
    """Which of `width` cases an answer passes, if it fails those."""
    return [j not in fails for j in range(width)]


rows = [[True, False, True, True], [True, True, False, False], [False, False, True, True]]
