from itertools import combinations

from autograder.course.exercise import mutant, variant


@mutant(
    says="You take the case that catches most, then the one that catches most of the rest, and so "
    "on. It is quick and usually good, and it can take a case too many: the case that catches most "
    "need not be part of a smallest set.",
)
def greedy(passes: list[list[bool]]) -> list[int]:
    left = [row for row in passes if not all(row)]
    chosen: list[int] = []
    while left:
        best = max(range(len(passes[0])), key=lambda j: sum(not row[j] for row in left))
        chosen.append(best)
        left = [row for row in left if row[best]]
    return sorted(chosen)


@mutant(
    says="You drop one case after the other as long as everybody is still caught. What is left "
    "cannot be made smaller by dropping, which does not make it smallest: one of the dropped cases "
    "may have stood for several that stayed.",
)
def drops(passes: list[list[bool]]) -> list[int]:
    kept = list(range(len(passes[0])))
    failing = [row for row in passes if not all(row)]
    for j in list(kept):
        rest = [k for k in kept if k != j]
        if all(any(not row[k] for k in rest) for row in failing):
            kept = rest
    return kept


@mutant(
    says="You have read the rows the other way around. `passes[i][j]` is True where the wrong "
    "answer gets case j right; the cases that catch it are those where it is False.",
)
def inverted(passes: list[list[bool]]) -> list[int]:
    columns = range(len(passes[0]))
    rows = [row for row in passes if any(row)]
    for size in range(len(columns) + 1):
        for chosen in combinations(columns, size):
            if all(any(row[j] for j in chosen) for row in rows):
                return list(chosen)
    return list(columns)


@mutant(
    says="You take the cases that alone catch some answer. They are all needed, and they need not "
    "be enough: an answer that two cases catch needs one of them.",
)
def needed_alone(passes: list[list[bool]]) -> list[int]:
    needed = {row.index(False) for row in passes if row.count(False) == 1}
    return sorted(needed)


@mutant(
    says="Your list is as short as it can be, and not the first of its size. Of several smallest "
    "lists the one that Python sorts first is due.",
)
def last(passes: list[list[bool]]) -> list[int]:
    columns = range(len(passes[0]))
    failing = [row for row in passes if not all(row)]
    for size in range(len(columns) + 1):
        good = [
            list(chosen)
            for chosen in combinations(columns, size)
            if all(any(not row[j] for j in chosen) for row in failing)
        ]
        if good:
            return good[-1]
    return list(columns)


@mutant(
    says="You ask for cases that catch every answer, and if there are none you return all cases. "
    "An answer that passes everything cannot be caught here and asks for nothing; leave it out.",
)
def wants_everybody(passes: list[list[bool]]) -> list[int]:
    columns = range(len(passes[0]))
    for size in range(len(columns) + 1):
        for chosen in combinations(columns, size):
            if all(any(not row[j] for j in chosen) for row in passes):
                return list(chosen)
    return list(columns)


@mutant(
    says="You return the one case that catches most. The answers that it does not catch need "
    "another.",
)
def best_one(passes: list[list[bool]]) -> list[int]:
    if all(all(row) for row in passes):
        return []
    return [max(range(len(passes[0])), key=lambda j: sum(not row[j] for row in passes))]


@mutant(
    says="You begin with sets of one case. Where no answer fails anything, no case is needed, and "
    "the empty list is the smallest.",
)
def at_least_one(passes: list[list[bool]]) -> list[int]:
    columns = range(len(passes[0]))
    failing = [row for row in passes if not all(row)]
    for size in range(1, len(columns) + 1):
        for chosen in combinations(columns, size):
            if all(any(not row[j] for j in chosen) for row in failing):
                return list(chosen)
    return list(columns)


@mutant(
    says="You return every case that catches somebody. Most answers are caught more than once; as "
    "few cases as possible are due.",
)
def all_useful(passes: list[list[bool]]) -> list[int]:
    return [j for j in range(len(passes[0])) if not all(row[j] for row in passes)]


@mutant(
    says="You list the cases in the order in which you picked them, the one that catches most "
    "first. They are due in ascending order; and picked like this, they can be one too many.",
)
def greedy_as_picked(passes: list[list[bool]]) -> list[int]:
    left = [row for row in passes if not all(row)]
    chosen: list[int] = []
    while left:
        best = max(range(len(passes[0])), key=lambda j: sum(not row[j] for row in left))
        chosen.append(best)
        left = [row for row in left if row[best]]
    return chosen


@variant(how="decides case by case which answer to catch next, and by which case")
def branching(passes: list[list[bool]]) -> list[int]:
    catchers = [[j for j, ok in enumerate(row) if not ok] for row in passes if not all(row)]

    def covers(chosen: frozenset[int]) -> list[frozenset[int]]:
        left = next((c for c in catchers if not chosen & set(c)), None)
        if left is None:
            return [chosen]
        return [found for j in left for found in covers(chosen | {j})]

    return min((sorted(c) for c in covers(frozenset())), key=lambda c: (len(c), c))


@variant(how="goes through all subsets as numbers and sorts those that catch all")
def bits(passes: list[list[bool]]) -> list[int]:
    width = len(passes[0])
    masks = [sum(1 << j for j in range(width) if not row[j]) for row in passes]
    good = [s for s in range(1 << width) if all(s & m for m in masks if m)]
    sets = [[j for j in range(width) if s >> j & 1] for s in good]
    return min(sets, key=lambda c: (len(c), c))
