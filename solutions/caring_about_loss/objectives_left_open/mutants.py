from collections.abc import Sequence
from itertools import product

import numpy as np

from autograder.course.exercise import mutant, variant


@mutant(
    says="A function counts only if the chosen outcome is better than all others of the menu. An "
    "agent that is indifferent may choose it too; a choice rules out only what would have "
    "been worse for it.",
)
def strict(outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]) -> int:
    return sum(
        all(u[c] > u[o] for menu, c in choices for o in menu if o != c)
        for u in product(range(levels), repeat=outcomes)
    )


@mutant(
    says="Outcomes that were on no menu are left out of the count. The agent's behavior says "
    "nothing about what it would give for them, and this is exactly why so many objectives stay "
    "open: each of them multiplies the number by `levels`.",
)
def offered_only(outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]) -> int:
    offered = sorted({o for menu, _ in choices for o in menu})
    place = {o: i for i, o in enumerate(offered)}
    return sum(
        all(u[place[c]] >= u[place[o]] for menu, c in choices for o in menu)
        for u in product(range(levels), repeat=len(offered))
    )


@mutant(
    says="The menus count as if each had outcomes of its own. What is on two menus has one value "
    "in both: count functions, not shares.",
)
def independent(outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]) -> int:
    share = 1.0
    for menu, _ in choices:
        share *= sum((v + 1) ** (len(menu) - 1) for v in range(levels)) / levels ** len(menu)
    return round(share * levels**outcomes)


@mutant(
    says="The functions that give all outcomes the same value are missing. Caring about nothing is "
    "consistent with every behavior, and the task counts it.",
)
def without_constants(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    return sum(
        len(set(u)) > 1 and all(u[c] >= u[o] for menu, c in choices for o in menu)
        for u in product(range(levels), repeat=outcomes)
    )


@mutant(
    says="One choice that fits is enough here. An objective is left open if every choice fits it.",
)
def objectives_left_open_any(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    return sum(
        not choices or any(all(u[c] >= u[o] for o in menu) for menu, c in choices)
        for u in product(range(levels), repeat=outcomes)
    )


@mutant(
    says="A function counts only if the chosen outcome has the greatest value of all outcomes. "
    "The agent could only choose from the menu; something better may not have been on it.",
)
def best_of_all(outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]) -> int:
    return sum(
        all(u[c] == max(u) for _, c in choices) for u in product(range(levels), repeat=outcomes)
    )


@mutant(
    says="Only the last choice rules anything out. An objective is left open if every choice that "
    "was seen fits it.",
)
def last_choice(outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]) -> int:
    return sum(
        all(u[c] >= u[o] for menu, c in choices[-1:] for o in menu)
        for u in product(range(levels), repeat=outcomes)
    )


@mutant(
    says="Functions that rank all outcomes alike count as one. Two that differ in a value are two.",
)
def rankings(outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]) -> int:
    open_ = {
        tuple(sorted(set(u)).index(v) for v in u)
        for u in product(range(levels), repeat=outcomes)
        if all(u[c] >= u[o] for menu, c in choices for o in menu)
    }
    return len(open_)


@variant(how="by recursion over the outcomes")
def recursive(outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]) -> int:
    worse = [(o, c) for menu, c in choices for o in menu]

    def extended(u: tuple[int, ...]) -> int:
        if len(u) == outcomes:
            return int(all(u[o] <= u[c] for o, c in worse))
        return sum(extended((*u, value)) for value in range(levels))

    return extended(())


@variant(how="one array of all functions, struck out menu by menu")
def array(outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]) -> int:
    functions = np.array(list(product(range(levels), repeat=outcomes)))
    open_ = np.ones(len(functions), dtype=bool)
    for menu, chosen in choices:
        open_ &= functions[:, chosen] == functions[:, menu].max(axis=1)
    return int(open_.sum())
