import math

from autograder.course.exercise import mutant, variant


@mutant(
    says=(
        "Cases are drawn here with replacement: one may come twice. Different cases are drawn, so"
        " an answer that fails a single case is caught more often than that."
    ),
)
def replaces(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    escapes = [(sum(row[j] for j in pool) / len(pool)) ** draws for row in through]
    return 1 - sum(escapes) / len(escapes)


@mutant(
    says=(
        "The average is over all wrong answers. Those that a public case stops never come as far "
        "as the hidden ones; the question is about the others."
    ),
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
    says=(
        "Answers that no case catches are left out. They are wrong all the same, and they are the"
        " ones that get away."
    ),
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
    says=(
        "This is what would be caught if all answers failed equally often, as many cases as they "
        "fail on average. Some fail many and some fail few, and their chances to escape are to be"
        " averaged."
    ),
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
    says=(
        "Hidden cases are drawn here from all cases, the public ones too. Those are passed by "
        "everybody who got this far, so drawing them catches nobody."
    ),
)
def draws_public_cases(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    choices = math.comb(len(passes[0]), draws)
    escapes = [math.comb(sum(row), draws) / choices for row in through]
    return 1 - sum(escapes) / len(escapes)


@mutant(
    says=(
        "Where nothing gets through the result is 0. There is no rate there, since the average is"
        " over nothing: None is due. 0 would say that the hidden cases are useless."
    ),
)
def zero_of_nothing(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    pool = [j for j in range(len(passes[0])) if j not in public]
    through = [row for row in passes if all(row[j] for j in public)]
    choices = math.comb(len(pool), draws)
    escapes = [math.comb(sum(row[j] for j in pool), draws) / choices for row in through]
    return 1 - sum(escapes) / len(escapes) if escapes else 0.0


@mutant(
    says=(
        "Whoever fails any case of the pool counts as caught. That is the rate when the whole "
        "pool is drawn; fewer draws can miss."
    ),
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


@mutant(
    says="Answers with equal rows count as one. Each is a wrong answer of its own.",
)
def counts_equal_rows_once(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    through = {tuple(row) for row in passes if all(row[j] for j in public)}
    if not through:
        return None
    pool = len(passes[0]) - len(public)
    choices = math.comb(pool, draws)
    escapes = [math.comb(sum(row) - len(public), draws) / choices for row in through]
    return 1 - sum(escapes) / len(escapes)


@mutant(
    says="As many cases as are public are taken for public, from the first one on, whichever "
    "`public` names.",
)
def the_first_cases(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    shown = len(public)
    through = [row for row in passes if all(row[:shown])]
    if not through:
        return None
    choices = math.comb(len(passes[0]) - shown, draws)
    escapes = [math.comb(sum(row) - shown, draws) / choices for row in through]
    return 1 - sum(escapes) / len(escapes)


@mutant(
    says="This is how likely the answer in the middle is caught, and not the average over all that "
    "get through.",
)
def of_the_median(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    through = [row for row in passes if all(row[j] for j in public)]
    if not through:
        return None
    choices = math.comb(len(passes[0]) - len(public), draws)
    escapes = sorted(math.comb(sum(row) - len(public), draws) / choices for row in through)
    middle = escapes[(len(escapes) - 1) // 2] + escapes[len(escapes) // 2]
    return 1 - middle / 2


@variant(how="tries every choice of hidden cases")
def by_trying(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    from itertools import combinations

    through = [row for row in passes if all(row[j] for j in public)]
    pools = [[right for j, right in enumerate(row) if j not in public] for row in through]
    caught = [not all(hidden) for pool in pools for hidden in combinations(pool, draws)]
    return sum(caught) / len(caught) if caught else None


@variant(how="counts the orders in which the cases may be drawn, in exact fractions")
def by_orders(passes: list[list[bool]], public: list[int], draws: int) -> float | None:
    from fractions import Fraction

    total = number = Fraction(0)
    for row in passes:
        hidden = [right for j, right in enumerate(row) if j not in public]
        if sum(hidden) + len(public) == sum(row):
            total += Fraction(math.perm(sum(hidden), draws), math.perm(len(hidden), draws))
            number += 1
    return float(1 - total / number) if number else None
