"""Ways to choose a test suite: from a bank of wrong answers to a few cases.

A bank is a list of rows, one for each wrong answer: ``row[j]`` says whether it gives the right
result for case j. A suite is a list of cases. An empty bank has an empty suite.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from operator import or_

__all__ = ["CHOICES", "Bank", "Choose", "chooser", "fewest"]

Bank = list[list[bool]]
Choose = Callable[[Bank], list[int]]


def fewest(bank: Bank) -> list[int]:
    """As few cases as possible, such that every answer that fails any case fails one of them.

    Of several smallest suites it is the one that Python sorts first.
    """
    width = len(bank[0]) if bank else 0
    # Whom a case catches, one bit for each answer; and whom it or a later one does.
    catches = [sum(1 << i for i, row in enumerate(bank) if not row[j]) for j in range(width)]
    from_here = list(accumulate(reversed(catches), or_, initial=0))[::-1]

    def complete(caught: int, start: int, size: int) -> list[int] | None:
        """The first `size` cases from `start` on that catch all others; None if there are none."""
        if size == 0:
            return [] if caught == from_here[0] else None
        for j in range(start, width):
            if caught | from_here[j] != from_here[0]:
                return None
            if catches[j] & ~caught:  # no smallest suite has a case that catches nobody new
                rest = complete(caught | catches[j], j + 1, size - 1)
                if rest is not None:
                    return [j, *rest]
        return None

    suites = (complete(0, 0, size) for size in range(width + 1))
    return next(suite for suite in suites if suite is not None)


def _as_reported(bank: Bank) -> list[int]:
    """For one answer after the other the last case that it fails, unless it is caught already."""
    suite: list[int] = []
    for row in bank:
        if not all(row) and all(row[j] for j in suite):
            suite.append(max(j for j, right in enumerate(row) if not right))
    return suite


def _two_that_catch_most(bank: Bank) -> list[int]:
    """The two cases that most answers fail; of equals the one that stands first."""
    columns = range(len(bank[0]) if bank else 0)
    return sorted(columns, key=lambda j: sum(row[j] for row in bank))[:2]


def _one_for_three(bank: Bank) -> list[int]:
    """As many of the cases as a third of the answers, from the last one on."""
    columns = range(len(bank[0]) if bank else 0)
    return list(columns)[::-1][: len(bank) // 3]


CHOICES: dict[str, Choose] = {
    "the fewest": fewest,
    "as reported": _as_reported,
    "the two that catch most": _two_that_catch_most,
    "one case for three answers": _one_for_three,
}


def chooser(name: str) -> Choose:
    """One of `CHOICES`; ValueError if there is none of that name."""
    if name not in CHOICES:
        raise ValueError(f"no way to choose {name!r}; there are: {', '.join(CHOICES)}")
    return CHOICES[name]
