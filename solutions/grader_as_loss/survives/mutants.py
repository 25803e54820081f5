from losslab.grader_as_loss.designs import Attack, Grader

from autograder.course.exercise import mutant, variant


@mutant(
    says=(
        "An attack counts as open only where learner code may do all of it itself. It may do more"
        " as soon as another process runs something that it can write: a pickle, a module, a "
        "plan."
    ),
)
def own_rights(attack: Attack, grader: Grader) -> bool:
    mine = grader["learner"]
    return set(attack["writes"]) <= set(mine["writes"]) and set(attack["reads"]) <= set(
        mine["reads"]
    )


@mutant(
    says=(
        "Control passes on once and then stops: to processes that run what the learner writes, "
        "and not to those that run what these write."
    ),
)
def one_step(attack: Attack, grader: Grader) -> bool:
    mine = set(grader["learner"]["writes"])
    controlled = {"learner"} | {n for n in grader if mine & set(grader[n]["runs"])}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in grader[n]["reads"]}
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable


@mutant(
    says=(
        "What the attack has to read makes no difference. It fails where nobody whom it controls "
        "may read it."
    ),
)
def ignores_reads(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & set(grader[n]["runs"])}
    return set(attack["writes"]) <= {p for n in controlled for p in grader[n]["writes"]}


@mutant(
    says=(
        "An attack counts as closed where no single process may do everything that it needs. "
        "Controlled processes work together: what one may write and another may read adds up."
    ),
)
def one_hand(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & set(grader[n]["runs"])}
    return any(
        set(attack["writes"]) <= set(grader[n]["writes"])
        and set(attack["reads"]) <= set(grader[n]["reads"])
        for n in controlled
    )


@mutant(
    says=(
        "Whoever may write a place can also read it here. The two are separate rights: a letter "
        "box can be filled by people who cannot open it."
    ),
)
def writing_is_reading(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & set(grader[n]["runs"])}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in grader[n]["reads"]} | writable
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable


@mutant(
    says=(
        "An attack counts as open where one of its places can be had. It needs all of them; and "
        "one that needs none at all is open."
    ),
)
def any_place(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & set(grader[n]["runs"])}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in grader[n]["reads"]}
    return bool(set(attack["writes"]) & writable or set(attack["reads"]) & readable)


@mutant(
    says=(
        "A process is taken over here as soon as it reads what learner code writes. Reading data "
        "gives nobody control; that is what plain data is for. Only what a process runs can take "
        "it over."
    ),
)
def reading_is_running(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & {*grader[n]["runs"], *grader[n]["reads"]}}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in grader[n]["reads"]}
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable


@mutant(
    says=(
        "A process is taken over here as soon as its code can be read. To read the judge's source"
        " is legal and harmless; to take the judge over, one has to write what it runs."
    ),
)
def open_source_is_lost(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        reach = {p for n in controlled for p in (*grader[n]["writes"], *grader[n]["reads"])}
        controlled |= {n for n in grader if reach & set(grader[n]["runs"])}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in grader[n]["reads"]}
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable


@mutant(
    says=(
        "A process that stands early in the dict is not gained through one that stands later. The"
        " order in which they are listed means nothing."
    ),
)
def one_pass(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    writable = set(grader["learner"]["writes"])
    for name, rights in grader.items():
        if writable & set(rights["runs"]):
            controlled.add(name)
            writable |= set(rights["writes"])
    readable = {p for n in controlled for p in grader[n]["reads"]}
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable


@mutant(
    says=(
        "Only what learner code itself may write makes a difference. An attack may have to read "
        "something too, and learner code can do more as soon as another process runs something "
        "that it can write."
    ),
)
def own_writes(attack: Attack, grader: Grader) -> bool:
    return set(attack["writes"]) <= set(grader["learner"]["writes"])


@mutant(
    says="Where nothing has to be written the attack counts as closed. To read something may be "
    "all that it needs.",
)
def has_to_write(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & set(grader[n]["runs"])}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in grader[n]["reads"]}
    needed = set(attack["writes"])
    return bool(needed) and needed <= writable and set(attack["reads"]) <= readable


@mutant(
    says="Whoever runs a place can also read it here. To execute something and to read it are two "
    "rights.",
)
def running_is_reading(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & set(grader[n]["runs"])}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in (*grader[n]["reads"], *grader[n]["runs"])}
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable


@mutant(
    says="Only what the process of the learner itself may read counts as readable. Whoever "
    "controls another process may read what that one reads.",
)
def the_learner_reads(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & set(grader[n]["runs"])}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= set(
        grader["learner"]["reads"]
    )


@mutant(
    says="The first place to write and the first to read decide. The attack needs all of them.",
)
def the_first_place(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & set(grader[n]["runs"])}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in grader[n]["reads"]}
    return set(attack["writes"][:1]) <= writable and set(attack["reads"][:1]) <= readable


@variant(how="a worklist of processes whose rights are still to be added")
def worklist(attack: Attack, grader: Grader) -> bool:
    todo, done = ["learner"], set()
    while todo:
        name = todo.pop()
        done.add(name)
        todo += [
            other
            for other in grader
            if other not in done
            and any(place in grader[other]["runs"] for place in grader[name]["writes"])
        ]
    return all(any(p in grader[n]["writes"] for n in done) for p in attack["writes"]) and all(
        any(p in grader[n]["reads"] for n in done) for p in attack["reads"]
    )


@variant(how="merges each process that is gained into the learner's, and begins again")
def merging(attack: Attack, grader: Grader) -> bool:
    def merged(mine: dict[str, list[str]]) -> dict[str, list[str]]:
        for name, rights in grader.items():
            if set(rights["runs"]) & set(mine["writes"]):
                del grader[name]
                return merged({right: mine[right] + rights[right] for right in mine})
        return mine

    mine = merged(grader["learner"])
    return not any(set(attack[right]) - set(mine[right]) for right in ("writes", "reads"))
