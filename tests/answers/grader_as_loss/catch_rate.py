import math


def right_comb(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """math.comb for one answer after the other, then the mean."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    rates = []
    for row in passes:
        if all(row[j] for j in public):
            passed = sum(1 for j in pool if row[j])
            rates.append(1 - math.comb(passed, draws) / math.comb(len(pool), draws))
    return sum(rates) / len(rates) if rates else None


def right_every_choice(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """Goes through every choice of hidden cases and every answer, and counts."""
    from itertools import combinations

    pool = set(range(len(passes[0]))).difference(public)
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    caught = [
        any(not row[j] for j in hidden) for hidden in combinations(pool, draws) for row in through
    ]
    return sum(caught) / len(caught)


def right_fractions(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """Exact fractions: one case is drawn after the other, from ever fewer."""
    from fractions import Fraction

    seen = set(public)
    total, answers = Fraction(0), 0
    for row in passes:
        hidden = [right for j, right in enumerate(row) if j not in seen]
        if False in [bool(row[j]) for j in seen]:
            continue
        escapes = Fraction(1)
        good = sum(map(bool, hidden))
        for k in range(draws):
            escapes *= Fraction(max(good - k, 0), len(hidden) - k)
        total += 1 - escapes
        answers += 1
    return float(total / answers) if answers else None


def right_numpy(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """NumPy: masks of columns and rows, and a vector of numbers of ways."""
    import numpy as np

    table = np.array(passes, dtype=bool).reshape(len(passes), -1)
    shown = np.zeros(table.shape[1], dtype=bool)
    shown[np.array(public, dtype=int)] = True
    through = table[table[:, shown].all(axis=1)][:, ~shown]
    if not len(through):
        return None
    ways = np.array([math.comb(int(k), draws) for k in through.sum(axis=1)], dtype=float)
    return np.mean(1 - ways / math.comb(through.shape[1], draws))


def right_recursion(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """Recursion on the next drawn case: is it one that the answer fails?"""
    size = len(passes[0]) - len(public)

    def caught(good, left, cases):
        if left == 0:
            return 0.0
        fails = (cases - good) / cases
        return fails + (1 - fails) * caught(good - 1, left - 1, cases - 1) if good else fails

    rates = [
        caught(sum(map(bool, row)) - len(public), draws, size)
        for row in passes
        if all(row[j] for j in public)
    ]
    return math.fsum(rates) / len(rates) if rates else None


def right_counter(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """Counts answers by how many pool cases they pass; one division at the end."""
    from collections import Counter

    pool = sorted(set(range(len(passes[0]))) - set(public))
    kinds = Counter(
        sum(bool(row[j]) for j in pool) for row in passes if not [j for j in public if not row[j]]
    )
    ways = math.comb(len(pool), draws)
    if kinds.total() == 0:
        return None
    escaped = sum(n * math.comb(passed, draws) for passed, n in kinds.items())
    return (ways * kinds.total() - escaped) / (ways * kinds.total())


def right_by_first_failure(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """Sums over which draw is the first to catch the answer, with math.perm."""
    pool = [j for j in range(len(passes[0])) if j not in set(public)]
    n = len(pool)
    rates = []
    for row in passes:
        if not all(row[j] for j in public):
            continue
        good = sum(bool(row[j]) for j in pool)
        rates.append(
            sum(math.perm(good, k) / math.perm(n, k) * (n - good) / (n - k) for k in range(draws))
        )
    if not rates:
        return None
    return sum(rates) / len(rates)


def right_torch(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """torch in double precision: a product over the draws for all answers together."""
    import torch

    table = torch.tensor([[bool(right) for right in row] for row in passes])
    hidden = torch.ones(table.shape[1], dtype=torch.bool)
    hidden[list(public)] = False
    rows = table[table[:, ~hidden].all(dim=1)][:, hidden]
    if rows.shape[0] == 0:
        return None
    good = rows.sum(dim=1).double()
    escapes = torch.ones_like(good)
    for k in range(draws):
        escapes = escapes * (good - k).clamp(min=0) / (rows.shape[1] - k)
    return (1 - escapes).mean()


def wrong_with_replacement(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """May draw a case twice: [[True, False]], none public, 2 draws gives 0.75 for 1."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    if not pool:
        return 0.0
    shares = [sum(bool(row[j]) for j in pool) / len(pool) for row in through]
    return sum(1 - share**draws for share in shares) / len(shares)


def wrong_average_first(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """Averages the answers before drawing: one that fails 1 of 10 and one that fails 5."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    mean = sum(bool(row[j]) for row in through for j in pool) / len(through)
    escapes = 1.0
    for k in range(draws):
        escapes *= max(mean - k, 0.0) / (len(pool) - k)
    return 1 - escapes


def wrong_stopped_ones_counted(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    """Averages over all answers, the stopped ones too: [[False, True], [True, False]], [0], 1."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    if not any(all(row[j] for j in public) for row in passes):
        return None
    ways = math.comb(len(pool), draws)
    rates = [1 - math.comb(sum(bool(row[j]) for j in pool), draws) / ways for row in passes]
    return sum(rates) / len(rates)


def wrong_divided_by_all(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """Sums over those that get through, divides by all: [[False, True], [True, False]], [0], 1."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    ways = math.comb(len(pool), draws)
    rates = [1 - math.comb(sum(bool(row[j]) for j in pool), draws) / ways for row in through]
    return sum(rates) / len(passes)


def wrong_pool_of_all_cases(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    """Draws from the public cases too: [[True, False]], [0], 1 draw gives 0.5 for 1."""
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    ways = math.comb(len(passes[0]), draws)
    rates = [1 - math.comb(sum(map(bool, row)), draws) / ways for row in through]
    return sum(rates) / len(rates)


def wrong_any_public(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """Lets through who passes some public case: [[True, False, False], [True] * 3], [0, 1], 1."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if not public or any(row[j] for j in public)]
    if not through:
        return None
    ways = math.comb(len(pool), draws)
    rates = [1 - math.comb(sum(bool(row[j]) for j in pool), draws) / ways for row in through]
    return sum(rates) / len(rates)


def wrong_zero_for_nobody(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """0.0 instead of None where nobody gets through: [[False, True]], [0], 1."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    ways = math.comb(len(pool), draws)
    rates = [1 - math.comb(sum(bool(row[j]) for j in pool), draws) / ways for row in through]
    return sum(rates) / max(len(rates), 1)


def wrong_zero_taken_for_none(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    """None where nothing is caught: [[True, True]], [0], 1 should give 0.0."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    ways = math.comb(len(pool), draws)
    caught = sum(1 - math.comb(sum(bool(row[j]) for j in pool), draws) / ways for row in through)
    return caught / len(through) if caught else None


def wrong_no_public_no_answer(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    """Without public cases nobody passes them: [[True, False]], [], 1 gives None for 0.5."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if public and all(row[j] for j in public)]
    if not through:
        return None
    ways = math.comb(len(pool), draws)
    rates = [1 - math.comb(sum(bool(row[j]) for j in pool), draws) / ways for row in through]
    return sum(rates) / len(rates)


def wrong_equal_rows_once(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """Counts equal answers once: [[True, False], [True, False], [True, True]], [0], 1."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = {tuple(row) for row in passes if all(row[j] for j in public)}
    if not through:
        return None
    ways = math.comb(len(pool), draws)
    rates = [1 - math.comb(sum(bool(row[j]) for j in pool), draws) / ways for row in through]
    return sum(rates) / len(rates)


def wrong_perfect_rows_left_out(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    """Takes a row that passes everything for a right answer: [[True, True], [True, False]]."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public) and not all(row)]
    if not through:
        return None
    ways = math.comb(len(pool), draws)
    rates = [1 - math.comb(sum(bool(row[j]) for j in pool), draws) / ways for row in through]
    return sum(rates) / len(rates)


def wrong_escapes(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """How likely it escapes, not that it is caught: [[True, True]], [0], 1 gives 1.0 for 0.0."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    ways = math.comb(len(pool), draws)
    rates = [math.comb(sum(bool(row[j]) for j in pool), draws) / ways for row in through]
    return sum(rates) / len(rates)


def wrong_fails_all_drawn(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """How likely it fails all drawn cases, not at least one: [[True, False]], [], 2."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    ways = math.comb(len(pool), draws)
    rates = [math.comb(sum(not row[j] for j in pool), draws) / ways for row in through]
    return sum(rates) / len(rates)


def wrong_exactly_one(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """How likely it fails exactly one drawn case: [[False, False]], [], 2 gives 0.0 for 1.0."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    if draws == 0:
        return 0.0
    rates = []
    for row in through:
        good = sum(bool(row[j]) for j in pool)
        one = (len(pool) - good) * math.comb(good, draws - 1)
        rates.append(one / math.comb(len(pool), draws))
    return sum(rates) / len(rates)


def wrong_expected_failures(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    """Adds up the chances of the draws, at most 1: [[True, True, False, False]], [], 2."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    if not pool:
        return 0.0
    shares = [sum(not row[j] for j in pool) / len(pool) for row in through]
    return sum(min(1.0, draws * share) for share in shares) / len(shares)


def wrong_simulation(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """Draws 1000 times: too coarse, [[True, True, False]], [], 1 is 1/3."""
    import random

    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    chance = random.Random(0)
    caught = [
        any(not row[j] for j in chance.sample(pool, draws))
        for row in chance.choices(through, k=1000)
    ]
    return sum(caught) / len(caught)


def wrong_first_of_the_pool(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    """Takes the first cases of the pool for those drawn: [[True, False]], [], 1 gives 0.0."""
    hidden = [j for j in range(len(passes[0])) if j not in public][:draws]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    return sum(not all(row[j] for j in hidden) for row in through) / len(through)


def wrong_public_stand_first(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    """Takes the first columns for the public ones, as many as there are: public is [1]."""
    known = len(public)
    through = [row for row in passes if all(row[:known])]
    if not through:
        return None
    ways = math.comb(len(passes[0]) - known, draws)
    rates = [1 - math.comb(sum(map(bool, row[known:])), draws) / ways for row in through]
    return sum(rates) / len(rates)


def wrong_one_of_them_is_caught(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    """How likely any answer is caught, as if each had its own draw: [[True, False]] * 2, [], 1."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    ways = math.comb(len(pool), draws)
    return 1 - math.prod(
        math.comb(sum(bool(row[j]) for j in pool), draws) / ways for row in through
    )


def wrong_rounded(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """Rounds to two digits: [[True, True, False]], [], 1 gives 0.33."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    ways = math.comb(len(pool), draws)
    rates = [1 - math.comb(sum(bool(row[j]) for j in pool), draws) / ways for row in through]
    return round(sum(rates) / len(rates), 2)


def wrong_empty_pool(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """Divides by the size of the pool: [[True]], [0], 0 raises ZeroDivisionError."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    total = 0.0
    for row in through:
        good = sum(bool(row[j]) for j in pool)
        escapes, share = 1.0, good / len(pool)
        for k in range(draws):
            escapes *= share
            share = max(good - k - 1, 0) / max(len(pool) - k - 1, 1)
        total += 1 - escapes
    return total / len(through)


def wrong_certain_too_early(
    passes: list[list[bool]], public: list[int], draws: int
) -> float | None:
    """Calls it certain if draws equal the passed cases: [[True, False]], [], 1 gives 1.0."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    rates = []
    for row in through:
        good = sum(bool(row[j]) for j in pool)
        if good == len(pool) or draws == 0:
            rates.append(0.0)
        elif draws >= good:
            rates.append(1.0)
        else:
            rates.append(1 - math.comb(good, draws) / math.comb(len(pool), draws))
    return sum(rates) / len(rates)


def wrong_only_the_first(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    """Asks about the first answer that gets through: [[True, True], [True, False]], [0], 1."""
    pool = [j for j in range(len(passes[0])) if j not in public]
    row = next((row for row in passes if all(row[j] for j in public)), None)
    if row is None:
        return None
    good = sum(bool(row[j]) for j in pool)
    return 1 - math.comb(good, draws) / math.comb(len(pool), draws)
