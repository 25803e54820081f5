from losslab.grader_as_loss.designs import Attack, Grader

from autograder.course.exercise import mutant, variant


@mutant(
    says="You look at what learner code may do itself. It can do more as soon as another process "
    "runs something that it can write: a pickle, a module, a plan.",
)
def own_rights(attack: Attack, grader: Grader) -> bool:
    mine = grader["learner"]
    return set(attack["writes"]) <= set(mine["writes"]) and set(attack["reads"]) <= set(
        mine["reads"]
    )


@mutant(
    says="You go one step: processes that run what the learner writes. A process controlled that "
    "way can write what a third one runs. Repeat until nothing is gained.",
)
def one_step(attack: Attack, grader: Grader) -> bool:
    mine = set(grader["learner"]["writes"])
    controlled = {"learner"} | {n for n in grader if mine & set(grader[n]["runs"])}
    writable = {p for n in controlled for p in grader[n]["writes"]}
    readable = {p for n in controlled for p in grader[n]["reads"]}
    return set(attack["writes"]) <= writable and set(attack["reads"]) <= readable


@mutant(
    says="You ask only what has to be written. An attack that has to read something, such as the "
    "expected values, fails where nobody it controls may read it.",
)
def ignores_reads(attack: Attack, grader: Grader) -> bool:
    controlled = {"learner"}
    for _ in grader:
        writable = {p for n in controlled for p in grader[n]["writes"]}
        controlled |= {n for n in grader if writable & set(grader[n]["runs"])}
    return set(attack["writes"]) <= {p for n in controlled for p in grader[n]["writes"]}


@mutant(
    says="You ask for one process that may do everything that the attack needs. Controlled "
    "processes work together: what one may write and another may read adds up.",
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
    says="You let whoever may write a place read it too. The two are separate rights: a letter box "
    "can be filled by people who cannot open it.",
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
    says="You are content if one of the places can be written or read. The attack needs all of "
    "them.",
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
    says="You hand over a process as soon as it reads what learner code writes. Reading data gives "
    "nobody control; that is what plain data is for. Only what a process runs can take it over.",
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
    says="You hand over a process whose code can be read. To read the judge's source is legal and "
    "harmless here; to take the judge over, one has to write what it runs.",
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
    says="You go through the processes once, in the order in which they are listed. A process that "
    "comes early may be gained through one that comes late. Repeat until nothing is gained.",
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
    says="You ask only what learner code itself may write. An attack may have to read something "
    "too, and learner code can do more as soon as another process runs something that it can "
    "write.",
)
def own_writes(attack: Attack, grader: Grader) -> bool:
    return set(attack["writes"]) <= set(grader["learner"]["writes"])


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
            and other not in todo
            and any(place in grader[other]["runs"] for place in grader[name]["writes"])
        ]
    return all(any(p in grader[n]["writes"] for n in done) for p in attack["writes"]) and all(
        any(p in grader[n]["reads"] for n in done) for p in attack["reads"]
    )
