def identical_in_training(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    """Group the motives that no amount of watching in these situations can tell apart.

    Two motives belong to the same group if they have the same set of best actions in every
    situation. The best actions are all those whose value lies within 1e-6 of the greatest:
    equal values come out of a computer with different last digits. In what is tried, a value
    lies less than 6e-7 below the greatest, or more than 2e-6.

    Parameters
    ----------
    values
        ``values[situation][motive][action]`` is what the action is worth to the motive in the
        situation, as `plan` returns it. There is at least one situation. All hold the same
        motives, at least one, and each offers at least one action of its own; each motive has
        its own unit.

    Returns
    -------
    list of list of str
        The groups, in any order, and the motives of a group in any order. Each motive
        stands in exactly one group.

    Notes
    -----
    An agent that has several best actions chooses among them by lot, with equal chances. So
    two sets that overlap can be told apart. Do not worry about agents that make mistakes.
    """

    def best(worths: dict[str, float]) -> frozenset[str]:
        greatest = max(worths.values())
        return frozenset(action for action, v in worths.items() if v >= greatest - 1e-6)

    groups: dict[tuple[frozenset[str], ...], list[str]] = {}
    for motive in next(iter(values.values())):
        behavior = tuple(best(of_motive[motive]) for of_motive in values.values())
        groups.setdefault(behavior, []).append(motive)
    return list(groups.values())
