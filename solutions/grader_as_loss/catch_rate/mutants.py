import math
from itertools import combinations

from autograder.course.exercise import mutant, variant


@mutant(
    says="You draw with replacement. Different cases are drawn: the second one is never the first "
    "again, so an answer that fails a single case is caught more often than that.",
)
def replaces(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    escapes = [(sum(row[j] for j in pool) / len(pool)) ** draws for row in through]
    return 1 - sum(escapes) / len(escapes)


@mutant(
    says="You average over all wrong answers. Those that a public case stops never come as far as "
    "the hidden ones; the question is about the others.",
)
def of_all(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    choices = math.comb(len(pool), draws)
    escapes = [math.comb(sum(row[j] for j in pool), draws) / choices for row in passes]
    return 1 - sum(escapes) / len(escapes)


@mutant(
    says="You leave out the answers that no case catches. They are wrong all the same, and they "
    "are the ones that get away.",
)
def of_the_catchable(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public) and not all(row)]
    if not through:
        return None
    choices = math.comb(len(pool), draws)
    escapes = [math.comb(sum(row[j] for j in pool), draws) / choices for row in through]
    return 1 - sum(escapes) / len(escapes)


@mutant(
    says="This is how often one hidden case catches. With several, it is enough that one of them "
    "does.",
)
def per_case(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    return 1 - sum(row[j] for row in through for j in pool) / (len(through) * len(pool))


@mutant(
    says="You average the answers first and draw afterwards, as if all of them failed equally "
    "often. Some fail many cases and some fail few: work out each one's chance to escape, then "
    "average.",
)
def of_the_average(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    passed = sum(row[j] for row in through for j in pool) / len(through)
    escape = 1.0
    for k in range(draws):
        escape *= max(passed - k, 0.0) / (len(pool) - k)
    return 1 - escape


@mutant(
    says="Your pool holds the public cases too. They are known to be passed by everybody who got "
    "this far, so drawing them catches nobody; only the others are drawn.",
)
def draws_public_cases(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    choices = math.comb(len(passes[0]), draws)
    escapes = [math.comb(sum(row), draws) / choices for row in through]
    return 1 - sum(escapes) / len(escapes)


@mutant(
    says="Where nothing gets through there is no rate: the average is over nothing. The task asks "
    "for None there; 0 would say that the hidden cases are useless.",
)
def zero_of_nothing(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    choices = math.comb(len(pool), draws)
    escapes = [math.comb(sum(row[j] for j in pool), draws) / choices for row in through]
    return 1 - sum(escapes) / len(escapes) if escapes else 0.0


@mutant(
    says="You count whoever fails any case of the pool as caught. That is the rate when the whole "
    "pool is drawn; fewer draws can miss.",
)
def of_the_whole_pool(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    return sum(not all(row) for row in through) / len(through)


@mutant(
    says="This is the probability to escape. What is asked for is the probability to be caught.",
)
def escapes(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    choices = math.comb(len(pool), draws)
    return sum(math.comb(sum(row[j] for j in pool), draws) for row in through) / (
        len(through) * choices
    )


@variant(how="tries every choice of hidden cases")
def by_trying(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    caught = [
        not all(row[j] for j in hidden) for row in through for hidden in combinations(pool, draws)
    ]
    return sum(caught) / len(caught) if caught else None
