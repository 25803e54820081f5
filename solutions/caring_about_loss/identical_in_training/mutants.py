from autograder.course.exercise import mutant, variant


@mutant(
    says="Motives stay together only if their values are the same numbers. Each motive has its "
    "own unit, nats or harvests, and two agents that never act differently hardly ever have "
    "the same numbers. Compare what they would do.",
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
    says="Of several best actions one counts here. An agent that does either of "
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
    says="Best actions are only those that have exactly the greatest float. Two values that are "
    "equal on paper come out of a sum with different last digits, so a tie looks like a "
    "preference. Allow 1e-6.",
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
    says="Only the first situation counts. One situation in which two agents part is enough "
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
    says="Two motives stay together as soon as one action is best for both. Watched long "
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
    says="It does not matter here in which situation an action is the best. Going left here and "
    "right there is not the same as going right here and left there: keep the situations "
    "apart.",
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


@mutant(
    says="Values a thousandth apart are equal here. The agents part there; only what lies within "
    "1e-6 of the greatest is a tie.",
)
def wide_ties(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    groups: dict[tuple, list[str]] = {}
    for motive in next(iter(values.values())):
        key = tuple(
            frozenset(
                a
                for a, v in of_motive[motive].items()
                if max(of_motive[motive].values()) - v < 1e-3
            )
            for of_motive in values.values()
        )
        groups.setdefault(key, []).append(motive)
    return list(groups.values())


@mutant(
    says="How near a value must come depends on how great the values are here: near 0 nothing is a "
    "tie, and among thousands too much is. The 1e-6 is a distance.",
)
def relative_ties(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    def best(worths: dict[str, float]) -> frozenset[str]:
        greatest = max(worths.values())
        return frozenset(a for a, v in worths.items() if abs(v - greatest) <= 1e-6 * abs(greatest))

    groups: dict[tuple, list[str]] = {}
    for motive in next(iter(values.values())):
        key = tuple(best(of_motive[motive]) for of_motive in values.values())
        groups.setdefault(key, []).append(motive)
    return list(groups.values())


@mutant(says="Only the last situation counts. One in which two agents part is enough, whichever.")
def last_situation(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[list[str]]:
    groups: dict[frozenset, list[str]] = {}
    for motive, worths in list(values.values())[-1].items():
        best = frozenset(a for a, v in worths.items() if v >= max(worths.values()) - 1e-6)
        groups.setdefault(best, []).append(motive)
    return list(groups.values())


@variant(how="compares each motive with one of every group, returns sets")
def pairs(
    values: dict[str, dict[str, dict[str, float]]],
) -> list[set[str]]:
    def behavior(motive: str) -> dict[str, set[str]]:
        acts = {}
        for situation, of_motive in values.items():
            worths = of_motive[motive]
            acts[situation] = {a for a in worths if max(worths.values()) - worths[a] < 1e-6}
        return acts

    groups: list[set[str]] = []
    for name in next(iter(values.values())):
        for group in groups:
            if behavior(name) == behavior(next(iter(group))):
                group.add(name)
                break
        else:
            groups.append({name})
    return groups
