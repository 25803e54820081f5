from collections.abc import Sequence
from functools import cache
from itertools import product

import numpy as np
import torch


def right_one_by_one(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Go through all functions and count those under which each chosen outcome is a maximum."""
    count = 0
    for u in product(range(levels), repeat=outcomes):
        if all(u[chosen] == max(u[o] for o in menu) for menu, chosen in choices):
            count += 1
    return count


def right_columns_in_numpy(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Put all functions into one array and knock out those that a choice rules out."""
    table = np.indices((levels,) * outcomes).reshape(outcomes, -1)
    kept = np.ones(table.shape[1], dtype=bool)
    for menu, chosen in choices:
        kept &= (table[list(menu)] <= table[chosen]).all(axis=0)
    return np.count_nonzero(kept)


def right_digits_in_torch(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Read the functions off as digits of the numbers below levels**outcomes."""
    numbers = torch.arange(levels**outcomes)
    kept = torch.ones_like(numbers, dtype=torch.bool)

    def digit(outcome):
        return numbers // levels**outcome % levels

    for menu, chosen in choices:
        for outcome in menu:
            kept = kept & (digit(chosen) >= digit(outcome))
    return int(kept.sum())


def right_backtracking(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Give the outcomes their values in turn, and go back as soon as a choice is violated."""
    above = {(chosen, o) for menu, chosen in choices for o in menu if o != chosen}

    def count(values):
        new = len(values)
        if new == outcomes:
            return 1
        total = 0
        for value in range(levels):
            extended = (*values, value)
            if all(extended[a] >= extended[b] for a, b in above if max(a, b) == new):
                total += count(extended)
        return total

    return count(())


def right_chains_of_sets(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Count chains of sets: those worth at least 1, at least 2, and so on, nested in each other."""
    above = {(chosen, o) for menu, chosen in choices for o in menu}
    closed = [
        mask
        for mask in range(2**outcomes)
        if all(mask >> a & 1 or not mask >> b & 1 for a, b in above)
    ]

    @cache
    def chains(mask, left):
        if left == 0:
            return 1
        return sum(chains(inner, left - 1) for inner in closed if inner & mask == inner)

    return chains(2**outcomes - 1, levels - 1)


def right_sets_of_survivors(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Intersect, choice by choice, the sets of functions that it leaves open."""
    survivors = set(product(range(levels), repeat=outcomes))
    for menu, chosen in choices:
        survivors &= {u for u in survivors if not any(u[o] > u[chosen] for o in menu)}
    return len(survivors)


def wrong_strictly_greater(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Asks for a choice above all others: (2, 2, [([0, 1], 0)]) gives 1 in place of 3."""
    return sum(
        all(u[chosen] > u[o] for menu, chosen in choices for o in menu if o != chosen)
        for u in product(range(levels), repeat=outcomes)
    )


def wrong_best_of_all_outcomes(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Asks for the best of all outcomes, on menus or not: (3, 2, [([0, 1], 0)]) gives 5, not 6."""
    return sum(
        all(u[chosen] == max(u) for _, chosen in choices)
        for u in product(range(levels), repeat=outcomes)
    )


def wrong_last_choice_only(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Looks at the last choice only: (2, 2, [([0, 1], 0), ([0, 1], 1)]) gives 3, not 2."""
    last = list(choices)[-1:]
    return sum(
        all(u[chosen] >= u[o] for menu, chosen in last for o in menu)
        for u in product(range(levels), repeat=outcomes)
    )


def wrong_first_choice_only(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Looks at the first choice only: (2, 2, [([0, 1], 0), ([0, 1], 1)]) gives 3, not 2."""
    first = list(choices)[:1]
    return sum(
        all(u[chosen] >= u[o] for menu, chosen in first for o in menu)
        for u in product(range(levels), repeat=outcomes)
    )


def wrong_some_choice_suffices(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Keeps what some choice leaves open: (2, 2, [([0, 1], 0), ([0, 1], 1)]) gives 4, not 2."""
    if not choices:
        return levels**outcomes
    return sum(
        any(all(u[chosen] >= u[o] for o in menu) for menu, chosen in choices)
        for u in product(range(levels), repeat=outcomes)
    )


def wrong_indifference_left_out(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Leaves functions out that value all alike: (2, 2, []) gives 2 in place of 4."""
    return sum(
        len(set(u)) > 1 and all(u[chosen] >= u[o] for menu, chosen in choices for o in menu)
        for u in product(range(levels), repeat=outcomes)
    )


def wrong_rankings_counted(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Counts functions with the same ranking once: (1, 3, []) gives 1 in place of 3."""
    rankings = set()
    for u in product(range(levels), repeat=outcomes):
        if all(u[chosen] >= u[o] for menu, chosen in choices for o in menu):
            order = sorted(set(u))
            rankings.add(tuple(order.index(value) for value in u))
    return len(rankings)


def wrong_choices_independent(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Multiplies the shares that the choices leave: the same choice made twice counts twice."""
    total = levels**outcomes
    share = 1.0
    for menu, chosen in choices:
        kept = sum(
            all(u[chosen] >= u[o] for o in menu) for u in product(range(levels), repeat=outcomes)
        )
        share *= kept / total
    return round(share * total)


def wrong_one_other_outcome(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Compares with the first other outcome of the menu only: in menus of three one is not read."""
    pairs = []
    for menu, chosen in choices:
        pairs += [(chosen, o) for o in menu if o != chosen][:1]
    return sum(all(u[a] >= u[b] for a, b in pairs) for u in product(range(levels), repeat=outcomes))


def wrong_chosen_is_a_place(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Takes `chosen` for a place: (2, 2, [([1, 0], 0), ([0, 1], 0)]) gives 2 in place of 3."""
    return sum(
        all(u[menu[chosen % len(menu)]] >= u[o] for menu, chosen in choices for o in menu)
        for u in product(range(levels), repeat=outcomes)
    )


def wrong_unmentioned_left_out(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Counts values of the outcomes on menus only: (3, 2, [([0, 1], 0)]) gives 3, not 6."""
    mentioned = sorted({o for menu, _ in choices for o in menu})
    place = {o: i for i, o in enumerate(mentioned)}
    return sum(
        all(u[place[chosen]] >= u[place[o]] for menu, chosen in choices for o in menu)
        for u in product(range(levels), repeat=len(mentioned))
    )


def wrong_always_three_levels(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Uses three levels, as the text's example does: (2, 2, []) gives 9 in place of 4."""
    return sum(
        all(u[chosen] >= u[o] for menu, chosen in choices for o in menu)
        for u in product(range(3), repeat=outcomes)
    )


def wrong_ruled_out(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Counts what is ruled out: (2, 2, [([0, 1], 0)]) gives 1 in place of 3."""
    return sum(
        any(u[chosen] < u[o] for menu, chosen in choices for o in menu)
        for u in product(range(levels), repeat=outcomes)
    )


def wrong_first_maximum(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Lets the first of equals be the choice: (2, 2, [([0, 1], 1)]) gives 1 in place of 3."""
    return sum(
        all(max(menu, key=u.__getitem__) == chosen for menu, chosen in choices)
        for u in product(range(levels), repeat=outcomes)
    )


def wrong_contradictions_leave_nothing(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Returns 0 for a before b and b before a: (2, 2, [([0, 1], 0), ([0, 1], 1)]) is 2."""
    above = {(chosen, o) for menu, chosen in choices for o in menu if o != chosen}
    if any((b, a) in above for a, b in above):
        return 0
    return sum(all(u[a] >= u[b] for a, b in above) for u in product(range(levels), repeat=outcomes))


def wrong_share(outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]) -> int:
    """Returns the share in place of the number: (2, 2, []) gives 1.0 in place of 4."""
    kept = sum(
        all(u[chosen] >= u[o] for menu, chosen in choices for o in menu)
        for u in product(range(levels), repeat=outcomes)
    )
    return kept / levels**outcomes


def wrong_most_choices_suffice(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Keeps what more than half of the choices leave open: one of three may be violated."""
    return sum(
        2 * sum(all(u[chosen] >= u[o] for o in menu) for menu, chosen in choices)
        >= len(choices) + bool(choices)
        for u in product(range(levels), repeat=outcomes)
    )


def wrong_same_menu_overwritten(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Keeps one choice for each menu: of two different choices from it the first is lost."""
    latest = {tuple(sorted(menu)): chosen for menu, chosen in choices}
    return sum(
        all(u[chosen] >= u[o] for menu, chosen in latest.items() for o in menu)
        for u in product(range(levels), repeat=outcomes)
    )


def wrong_levels_from_one(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Leaves the value 0 out: (2, 3, []) gives 4 in place of 9."""
    return sum(
        all(u[chosen] >= u[o] for menu, chosen in choices for o in menu)
        for u in product(range(1, levels), repeat=outcomes)
    )


def wrong_a_third_each_time(
    outcomes: int, levels: int, choices: Sequence[tuple[Sequence[int], int]]
) -> int:
    """Lets each choice rule out a third, as in the text: right for one choice of two only."""
    kept = levels**outcomes
    for _ in choices:
        kept -= kept // 3
    return kept
