import numpy as np


def right_keys_of_frozensets(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Group by a tuple of frozensets, one set of best actions for each situation."""
    groups = {}
    motives = next(iter(values.values()), {})
    for motive in motives:
        key = []
        for worths in values.values():
            top = max(worths[motive].values())
            key.append(frozenset(a for a, v in worths[motive].items() if v >= top - 1e-6))
        groups.setdefault(tuple(key), []).append(motive)
    return list(groups.values())


def right_split_again_and_again(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Begin with one group of all and split the groups by each situation in turn."""
    groups = [list(motives) for motives in list(values.values())[:1]]
    for worths in values.values():
        split = []
        for group in groups:
            parts = {}
            for motive in group:
                table = worths[motive]
                top = max(table.values())
                best = ",".join(repr(a) for a in sorted(table) if top - table[a] < 1e-6)
                parts.setdefault(best, []).append(motive)
            split.extend(parts.values())
        groups = split
    return groups


def right_union_find(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Join any two motives that never differ, in a forest of parents."""
    from itertools import combinations

    def best(worths):
        top = max(worths.values())
        return {action for action, value in worths.items() if top - value <= 1e-6}

    names = sorted({motive for situation in values.values() for motive in situation})
    parent = {name: name for name in names}

    def root(name):
        while parent[name] != name:
            name = parent[name]
        return name

    for one, other in combinations(names, 2):
        if all(best(s[one]) == best(s[other]) for s in values.values()):
            parent[root(other)] = root(one)
    return [[n for n in names if root(n) == r] for r in names if root(r) == r]


def right_masks_in_numpy(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Make a row of zeros and ones of all actions for each motive; equal rows go together."""
    if not values:
        return []
    names = list(next(iter(values.values())))
    blocks = []
    for situation in values.values():
        actions = sorted(situation[names[0]])
        table = np.array([[situation[name][action] for action in actions] for name in names])
        blocks.append(table >= table.max(axis=1, keepdims=True) - 1e-6)
    _, which = np.unique(np.concatenate(blocks, axis=1), axis=0, return_inverse=True)
    which = np.asarray(which).ravel()
    return [[names[i] for i in np.flatnonzero(which == k)] for k in range(which.max() + 1)]


def right_sorted_and_grouped(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Sort the motives by what they leave undone, then let groupby find the runs of equals."""
    from itertools import groupby

    def spurned(motive):
        found = []
        for name, situation in values.items():
            top = max(situation[motive].values())
            found += [(name, a) for a, v in situation[motive].items() if v < top - 1e-6]
        return sorted(found)

    motives = {motive: spurned(motive) for situation in values.values() for motive in situation}
    order = sorted(motives, key=motives.get)
    return [list(group) for _, group in groupby(order, key=motives.get)]


def right_representatives(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Compare each motive with the first one of each group, without any hashing."""

    def alike(one, other):
        for situation in values.values():
            mine, theirs = situation[one], situation[other]
            for action in mine:
                i_do = mine[action] > max(mine.values()) - 1e-6
                they_do = theirs[action] > max(theirs.values()) - 1e-6
                if i_do != they_do:
                    return False
        return True

    groups = []
    for motive in next(iter(values.values()), {}):
        for group in groups:
            if alike(group[0], motive):
                group.append(motive)
                break
        else:
            groups.append([motive])
    return groups


def wrong_exact_ties(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Asks for exactly the greatest value: 0.1 + 0.2 and 0.3 are no tie, though within 1e-6."""
    groups = {}
    for motive in next(iter(values.values())):
        key = []
        for situation in values.values():
            top = max(situation[motive].values())
            key.append(frozenset(a for a, v in situation[motive].items() if v == top))
        groups.setdefault(tuple(key), []).append(motive)
    return list(groups.values())


def wrong_one_best_action(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Takes the first best action alone: one who likes a and b joins one who likes only a."""
    groups = {}
    for motive in next(iter(values.values())):
        key = []
        for situation in values.values():
            worths = situation[motive]
            top = max(worths.values())
            key.append(min(a for a, v in worths.items() if v >= top - 1e-6))
        groups.setdefault(tuple(key), []).append(motive)
    return list(groups.values())


def wrong_relative_tolerance(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Takes 1e-6 relative to the value: 1000 and 999.9995 become a tie."""
    import math

    groups = {}
    for motive in next(iter(values.values())):
        key = []
        for situation in values.values():
            worths = situation[motive]
            top = max(worths.values())
            close = (a for a, v in worths.items() if math.isclose(v, top, rel_tol=1e-6))
            key.append(frozenset(close))
        groups.setdefault(tuple(key), []).append(motive)
    return list(groups.values())


def wrong_wide_tolerance(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Takes all within 1e-3 for best: 0.5 and 0.4995 become a tie."""
    groups = {}
    for motive in next(iter(values.values())):
        key = []
        for situation in values.values():
            top = max(situation[motive].values())
            key.append(frozenset(a for a, v in situation[motive].items() if v > top - 1e-3))
        groups.setdefault(tuple(key), []).append(motive)
    return list(groups.values())


def wrong_narrow_tolerance(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Takes only what is within 1e-9 for best: 0 and -5e-7 are no tie any more."""
    groups = {}
    for motive in next(iter(values.values())):
        key = []
        for situation in values.values():
            top = max(situation[motive].values())
            key.append(frozenset(a for a, v in situation[motive].items() if v > top - 1e-9))
        groups.setdefault(tuple(key), []).append(motive)
    return list(groups.values())


def wrong_overlap_suffices(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Joins motives whose sets overlap in every situation: {a, b} and {a} are kept together."""

    def best(worths):
        top = max(worths.values())
        return {a for a, v in worths.items() if v >= top - 1e-6}

    groups = []
    for motive in next(iter(values.values())):
        for group in groups:
            if all(best(s[group[0]]) & best(s[motive]) for s in values.values()):
                group.append(motive)
                break
        else:
            groups.append([motive])
    return groups


def wrong_alike_once_suffices(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Joins motives that agree in some situation: they differ in the second of two."""

    def best(worths):
        top = max(worths.values())
        return {a for a, v in worths.items() if v >= top - 1e-6}

    groups = []
    for motive in next(iter(values.values())):
        for group in groups:
            if any(best(s[group[0]]) == best(s[motive]) for s in values.values()):
                group.append(motive)
                break
        else:
            groups.append([motive])
    return groups


def wrong_first_situation_only(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Reads the first situation only: motives that differ in the second stay together."""
    groups = {}
    for motive, worths in next(iter(values.values())).items():
        top = max(worths.values())
        key = frozenset(a for a, v in worths.items() if v >= top - 1e-6)
        groups.setdefault(key, []).append(motive)
    return list(groups.values())


def wrong_last_situation_only(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Overwrites the key in each situation: only the last one counts."""
    keys = {}
    for situation in values.values():
        for motive, worths in situation.items():
            top = max(worths.values())
            keys[motive] = frozenset(a for a, v in worths.items() if v >= top - 1e-6)
    groups = {}
    for motive, key in keys.items():
        groups.setdefault(key, []).append(motive)
    return list(groups.values())


def wrong_situations_pooled(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Pools the best actions of all situations: left then right is the same as right then left."""
    keys = {}
    for situation in values.values():
        for motive, worths in situation.items():
            top = max(worths.values())
            best = {a for a, v in worths.items() if v >= top - 1e-6}
            keys[motive] = keys.get(motive, frozenset()) | best
    groups = {}
    for motive, key in keys.items():
        groups.setdefault(key, []).append(motive)
    return list(groups.values())


def wrong_numbers_of_best(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Compares how many best actions there are, not which: left and right are kept together."""
    groups = {}
    for motive in next(iter(values.values())):
        key = []
        for situation in values.values():
            top = max(situation[motive].values())
            key.append(sum(v >= top - 1e-6 for v in situation[motive].values()))
        groups.setdefault(tuple(key), []).append(motive)
    return list(groups.values())


def wrong_whole_ranking(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Compares the order of all actions: two who agree on the best but not on the rest part."""
    groups = {}
    for motive in next(iter(values.values())):
        key = []
        for situation in values.values():
            worths = situation[motive]
            levels = []
            for action in sorted(worths, key=worths.get, reverse=True):
                if levels and worths[levels[-1][0]] - worths[action] < 1e-6:
                    levels[-1].append(action)
                else:
                    levels.append([action])
            key.append(tuple(frozenset(level) for level in levels))
        groups.setdefault(tuple(key), []).append(motive)
    return list(groups.values())


def wrong_equal_values(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Compares the values, not the best actions: the same wish in another unit is kept apart."""

    def alike(one, other):
        return all(
            abs(situation[one][action] - situation[other][action]) < 1e-6
            for situation in values.values()
            for action in situation[one]
        )

    groups = []
    for motive in next(iter(values.values())):
        for group in groups:
            if alike(group[0], motive):
                group.append(motive)
                break
        else:
            groups.append([motive])
    return groups


def wrong_least_value(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Takes the actions of the least value, as for a loss: best a, then b or c, are mixed up."""
    groups = {}
    for motive in next(iter(values.values())):
        key = []
        for situation in values.values():
            least = min(situation[motive].values())
            key.append(frozenset(a for a, v in situation[motive].items() if v <= least + 1e-6))
        groups.setdefault(tuple(key), []).append(motive)
    return list(groups.values())


def wrong_rounds_values(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Rounds to six digits and compares: 0.5000007 and 0.5000003 are 4e-7 apart and no tie."""
    groups = {}
    for motive in next(iter(values.values())):
        key = []
        for situation in values.values():
            rounded = {a: round(v, 6) for a, v in situation[motive].items()}
            top = max(rounded.values())
            key.append(frozenset(a for a, v in rounded.items() if v == top))
        groups.setdefault(tuple(key), []).append(motive)
    return list(groups.values())


def wrong_loners_left_out(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Returns groups of two or more only: a motive that is alone stands in no group."""
    groups = {}
    for motive in next(iter(values.values())):
        key = []
        for situation in values.values():
            top = max(situation[motive].values())
            key.append(frozenset(a for a, v in situation[motive].items() if v >= top - 1e-6))
        groups.setdefault(tuple(key), []).append(motive)
    return [group for group in groups.values() if len(group) > 1]


def wrong_pairs(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Returns all pairs that are alike: in a group of three each motive stands in two of them."""
    from itertools import combinations

    keys = {}
    for motive in next(iter(values.values())):
        key = []
        for situation in values.values():
            top = max(situation[motive].values())
            key.append(frozenset(a for a, v in situation[motive].items() if v >= top - 1e-6))
        keys[motive] = tuple(key)
    pairs = [list(pair) for pair in combinations(keys, 2) if keys[pair[0]] == keys[pair[1]]]
    paired = {motive for pair in pairs for motive in pair}
    return pairs + [[motive] for motive in keys if motive not in paired]


def wrong_one_greatest_for_all(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Compares with the greatest value over all situations: where that is lower, none is best."""
    groups = {}
    for motive in next(iter(values.values())):
        top = max(max(situation[motive].values()) for situation in values.values())
        key = tuple(
            frozenset(a for a, v in situation[motive].items() if v >= top - 1e-6)
            for situation in values.values()
        )
        groups.setdefault(key, []).append(motive)
    return list(groups.values())


def wrong_one_greatest_for_motives(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    """Compares with the greatest value over all motives: one with a smaller unit has no best."""
    groups = {}
    for motive in next(iter(values.values())):
        key = []
        for situation in values.values():
            top = max(max(worths.values()) for worths in situation.values())
            key.append(frozenset(a for a, v in situation[motive].items() if v >= top - 1e-6))
        groups.setdefault(tuple(key), []).append(motive)
    return list(groups.values())


def wrong_neighbors_in_list(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Compares each motive with the one before it only: in x, y, x the two x are kept apart."""

    def best(worths):
        top = max(worths.values())
        return {a for a, v in worths.items() if v >= top - 1e-6}

    groups = []
    before = None
    for motive in next(iter(values.values())):
        sets = [best(situation[motive]) for situation in values.values()]
        if sets == before:
            groups[-1].append(motive)
        else:
            groups.append([motive])
        before = sets
    return groups


def wrong_plain_argmax(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Takes one argmax by exact values: {a, b} tied is the same as a alone, and ties are lost."""
    groups = {}
    for motive in next(iter(values.values())):
        key = tuple(
            max(sorted(situation[motive]), key=lambda a, worths=situation[motive]: worths[a])
            for situation in values.values()
        )
        groups.setdefault(key, []).append(motive)
    return list(groups.values())


def wrong_all_together(values: dict[str, dict[str, dict[str, float]]]) -> list[list[str]]:
    """Always says that nobody can be told apart: wrong if two motives want different actions."""
    return [list(next(iter(values.values())))]


def wrong_steps_of_the_tolerance(values):
    """Counts in steps of 1e-6 and compares whole steps: 5e-7 less may lie in another step."""
    groups = {}
    for motive in next(iter(values.values())):
        key = []
        for of_motive in values.values():
            steps = {a: int(np.floor(v / 1e-6)) for a, v in of_motive[motive].items()}
            top = max(steps.values())
            key.append(frozenset(a for a, s in steps.items() if s == top))
        groups.setdefault(tuple(key), []).append(motive)
    return list(groups.values())


def wrong_half_the_distance(values):
    """Best is what lies within 5e-7 of the greatest."""
    groups = {}
    for motive in next(iter(values.values())):
        best = []
        for table in values.values():
            top = max(table[motive].values())
            best.append(frozenset(a for a, v in table[motive].items() if v >= top - 5e-7))
        groups.setdefault(tuple(best), []).append(motive)
    return list(groups.values())
