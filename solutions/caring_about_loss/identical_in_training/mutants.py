from autograder.course.exercise import mutant, variant


@mutant(
    says="You compare the values themselves. Each motive has its own unit, nats or harvests, and "
    "two agents that never act differently hardly ever have the same numbers. Compare what they "
    "would do.",
)
def by_value(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    groups: dict[tuple, list[str]] = {}
    for motive in next(iter(values.values())):
        key = tuple(
            tuple(sorted((a, round(v, 5)) for a, v in of_motive[motive].items()))
            for of_motive in values.values()
        )
        groups.setdefault(key, []).append(motive)
    return list(groups.values())


@mutant(
    says="You keep one best action and drop those that are as good. An agent that does either of "
    "two things behaves differently from one that always does the first of them.",
)
def first_best(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    groups: dict[tuple, list[str]] = {}
    for motive in next(iter(values.values())):
        key = tuple(
            max(
                sorted(of_motive[motive]),
                key=lambda action: round(of_motive[motive][action], 5),
            )
            for of_motive in values.values()
        )
        groups.setdefault(key, []).append(motive)
    return list(groups.values())


@mutant(
    says="You ask for exactly equal floats. Two values that are equal on paper come out of a sum "
    "with different last digits, so a tie looks like a preference. Allow 1e-6.",
)
def exact_ties(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    groups: dict[tuple, list[str]] = {}
    for motive in next(iter(values.values())):
        key = tuple(
            frozenset(
                a for a, v in of_motive[motive].items() if v == max(of_motive[motive].values())
            )
            for of_motive in values.values()
        )
        groups.setdefault(key, []).append(motive)
    return list(groups.values())


@mutant(
    says="You look at the first situation only. One situation in which two agents part is enough "
    "to tell them apart.",
)
def first_situation(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    groups: dict[frozenset, list[str]] = {}
    for motive, worths in next(iter(values.values())).items():
        best = frozenset(a for a, v in worths.items() if v >= max(worths.values()) - 1e-6)
        groups.setdefault(best, []).append(motive)
    return list(groups.values())


@mutant(
    says="You put two motives together as soon as one action is best for both. Watched long "
    "enough, an agent that takes two actions by lot will take the one that the other never takes.",
)
def overlap(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    def best(worths: dict[str, float]) -> set[str]:
        return {a for a, v in worths.items() if v >= max(worths.values()) - 1e-6}

    groups: list[list[str]] = []
    for motive in next(iter(values.values())):
        for group in groups:
            if all(best(v[motive]) & best(v[group[0]]) for v in values.values()):
                group.append(motive)
                break
        else:
            groups.append([motive])
    return groups


@mutant(
    says="You throw the best actions of all situations into one set. Going left here and right "
    "there is not the same as going right here and left there: keep the situations apart.",
)
def identical_in_training_pooled(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    groups: dict[frozenset, list[str]] = {}
    for motive in next(iter(values.values())):
        pooled: set[str] = set()
        for of_motive in values.values():
            greatest = max(of_motive[motive].values())
            pooled |= {a for a, v in of_motive[motive].items() if v >= greatest - 1e-6}
        groups.setdefault(frozenset(pooled), []).append(motive)
    return list(groups.values())


@variant(how="compares pairs, returns sets")
def pairs(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[set[str]]:
    def behavior(motive: str) -> list[list[str]]:
        acts = []
        for situation in sorted(values):
            worths = values[situation][motive]
            ranked = sorted(worths, key=lambda a: -worths[a])
            acts.append(sorted(a for a in ranked if abs(worths[a] - worths[ranked[0]]) < 1e-6))
        return acts

    names = list(values[next(iter(values))])
    groups: list[set[str]] = []
    for name in names:
        if not any(name in group for group in groups):
            groups.append({other for other in names if behavior(other) == behavior(name)})
    return groups
