"""Which known wrong answers explain an answer: the rule of grading and of ``check()`` alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import combinations
from typing import Any

from losslab.values.compare import EXACT, difference
from losslab.values.plain import Raised
from losslab.values.show import show

# An answer that gives the same thing to this many calls or more is told so.
SAME, MOST_SHOWN = 3, 80
CONSTANT = "Every call gave the same, whatever the arguments."


def explain(
    wrong: Collection[int],
    mistakes: Sequence[Collection[int]],
    alike: Callable[[int, int], bool],
) -> tuple[int, ...]:
    """The known wrong answers, one or two, whose mistakes are all that is wrong with an answer.

    A mistake is made where the answer gives what the known wrong one gives, wherever that is
    wrong. Together the mistakes must account for every case that came out wrong: what is said
    of a part could be a coincidence.

    Parameters
    ----------
    wrong
        The numbers of the cases that the answer gets wrong.
    mistakes
        For each known wrong answer, the cases that it gets wrong.
    alike
        Whether the answer gives to a case what a known wrong answer gives: ``alike(known, case)``.
    """
    wrong = set(wrong)
    made = [
        (number, set(cases))
        for number, cases in enumerate(mistakes)
        if cases and wrong.issuperset(cases) and all(alike(number, case) for case in cases)
    ]
    for count in (1, 2):
        for chosen in combinations(made, count):
            if set().union(*(cases for _, cases in chosen)) == wrong:
                return tuple(number for number, _ in chosen)
    return ()


def constant(outcomes: Sequence[Any], expected: Sequence[Any]) -> str:
    """What an answer gives to all calls, where it should not; empty where that is not so."""
    if len(outcomes) < SAME or isinstance(outcomes[0], Raised):
        return ""
    first, right = outcomes[0], expected[0]
    shown = show(first, MOST_SHOWN + 1)
    # Bytes are never right, and nothing is compared with them.
    if isinstance(first, bytes) or len(shown) > MOST_SHOWN:
        return ""
    if any(difference(got, first, EXACT) for got in outcomes[1:]):
        return ""
    if not any(difference(other, right, EXACT) for other in expected[1:]):
        return ""
    return shown
