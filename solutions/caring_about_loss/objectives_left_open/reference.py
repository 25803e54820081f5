from collections.abc import Sequence
from itertools import product


def objectives_left_open(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Count the utility functions under which all choices that were seen are best.

    A utility function gives each of the outcomes 0, 1, ..., outcomes - 1 one of the values
    0, 1, ..., levels - 1. It is left open by a choice if no other outcome of the menu has a
    greater value than the chosen one; equal values are allowed.

    Parameters
    ----------
    outcomes
        How many outcomes there are, 1 to 6: facts of the world in which a behavior may end,
        such as "the register was overwritten" or "the harvest was saved".
    levels
        How many values a utility function can take, 1 to 3.
    choices
        Pairs (menu, chosen): the different outcomes that could be had, and the one that
        the agent brought about, which is on the menu. None, one or many.

    Returns
    -------
    int
        How many of the ``levels**outcomes`` utility functions are left open by every choice.

    Notes
    -----
    Two functions that differ count as two, even if they rank all outcomes alike, and
    those that give all outcomes the same value count too. There are at most 729, so you may go
    through them one by one.
    """

    def open_to(utility: tuple[int, ...]) -> bool:
        return all(
            utility[chosen] >= max(utility[outcome] for outcome in menu) for menu, chosen in choices
        )

    return sum(open_to(utility) for utility in product(range(levels), repeat=outcomes))
